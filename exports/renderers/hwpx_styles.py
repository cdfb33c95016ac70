"""The header part of an HWPX: fonts, letters, paragraphs, frames, numberings and the named styles.

Everything is registered as it is asked for and written when the text is known.  Ids are the places in
their lists, as Hangul itself gives them.  Lengths are HWP units (1 pt = 100, 1 mm = 283.465).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from xml.sax.saxutils import quoteattr  # writes only

from exports.blocks import Align, Numbering

BATANG, DOTUM, GOTHIC, MYEONGJO = range(4)
# The face, and what a PC without it shows instead.
_FACES = (
    ("함초롬바탕", "바탕"),
    ("함초롬돋움", "돋움"),
    ("맑은 고딕", "함초롬돋움"),
    ("휴먼명조", "함초롬바탕"),
)
_LANGUAGES = ("HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER")
_LOWER = tuple(language.lower() for language in _LANGUAGES)
_ALIGN = {Align.LEFT: "LEFT", Align.CENTER: "CENTER", Align.RIGHT: "RIGHT", None: "JUSTIFY"}
_UNIT_CHAR = "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar"
_NO_CHAR = "4294967295"
OUTLINES = 7
_DEPTH = 10

T = TypeVar("T")


class Register(Generic[T]):
    """A list in which everything stands once; the place is its id."""

    def __init__(self, *first: T) -> None:
        """Begin with ``first``."""
        self.items: list[T] = list(first)
        self._places = {item: place for place, item in enumerate(first)}

    def id(self, item: T) -> int:
        """Return the place of ``item``."""
        place = self._places.get(item)
        if place is None:
            place = self._places[item] = len(self.items)
            self.items.append(item)
        return place


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look; ``size`` in points."""

    size: float = 11.0
    bold: bool = False
    face: int = BATANG
    color: str = "#000000"


@dataclass(frozen=True, slots=True)
class Lines:
    """How a paragraph stands; lengths in points, ``align`` None is justified.

    ``head`` is (OUTLINE, NUMBER or BULLET, id, level from 0); ``tab`` is (place in HWP units, leader).
    """

    align: Align | None = None
    left: float = 0.0
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    spacing: int = 160
    keep: bool = False
    new_page: bool = False
    head: tuple[str, int, int] | None = None
    tab: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges of a cell in millimetres (or none) and its colour; a ``picture`` lies behind a page."""

    left: str = ""
    right: str = ""
    top: str = ""
    bottom: str = ""
    fill: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A named style: its English name, paragraph and letters by id."""

    name: str
    english: str
    lines: int
    letters: int


@dataclass(slots=True)
class Styles:
    """All that the header part names."""

    numbering: Numbering = Numbering.NONE
    letters: Register[Letters] = field(default_factory=lambda: Register(Letters()))
    lines: Register[Lines] = field(default_factory=lambda: Register(Lines()))
    frames: Register[Frame] = field(default_factory=lambda: Register(Frame()))
    bullets: Register[str] = field(default_factory=Register)
    lists: int = 0
    """Numbered lists so far; each counts by a numbering of its own."""
    named: dict[str, int] = field(default_factory=dict)
    styles: list[Style] = field(default_factory=list)

    def name(self, name: str, english: str, lines: Lines, letters: Letters) -> None:
        """Add a named style."""
        self.named[name] = len(self.styles)
        self.styles.append(Style(name, english, self.lines.id(lines), self.letters.id(letters)))

    def of(self, name: str) -> tuple[int, int, int]:
        """Return (style, paragraph, letters) ids of a named style."""
        place = self.named[name]
        style = self.styles[place]
        return place, style.lines, style.letters

    def bullet(self, sign: str) -> int:
        """Return the id of a bullet."""
        return self.bullets.id(sign) + 1

    def new_list(self) -> int:
        """Return the id of a numbering that begins at one."""
        self.lists += 1
        return 1 + self.lists

    def header(self, sections: int, namespaces: str) -> str:
        """Return the header part."""
        parts = (
            _fontfaces(),
            _list("borderFills", [_frame(n, item) for n, item in enumerate(self.frames.items, 1)]),
            _list("charProperties", [_letters(n, item) for n, item in enumerate(self.letters.items)]),
            self._tabs(),
            _list("numberings", [_numbering(n, kind) for n, kind in enumerate(self._numberings(), 1)]),
            _list("bullets", [_bullet(n, sign) for n, sign in enumerate(self.bullets.items, 1)]),
            _list("paraProperties", [self._paragraph(n, item) for n, item in enumerate(self.lines.items)]),
            _list("styles", [_style(n, style) for n, style in enumerate(self.styles)]),
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes" ?><hh:head {namespaces} version="1.5"'
            f' secCnt="{sections}"><hh:beginNum page="1" footnote="1" endnote="1" pic="1" tbl="1"'
            ' equation="1"/>'
            f"<hh:refList>{''.join(parts)}</hh:refList>"
            '<hh:compatibleDocument targetProgram="HWP201X"><hh:layoutCompatibility/></hh:compatibleDocument>'
            '<hh:docOption><hh:linkinfo path="" pageInherit="0" footnoteInherit="0"/></hh:docOption>'
            '<hh:trackchageConfig flags="56"/></hh:head>'
        )

    def _numberings(self) -> list[Numbering]:
        return [self.numbering, *[Numbering.OFFICIAL] * self.lists]

    def _tab_kinds(self) -> list[tuple[int, str]]:
        return list(dict.fromkeys(item.tab for item in self.lines.items if item.tab))

    def _tabs(self) -> str:
        plain = '<hh:tabPr id="0" autoTabLeft="0" autoTabRight="0"/>'
        return _list("tabProperties", [plain, *[_tab(n, *tab) for n, tab in enumerate(self._tab_kinds(), 1)]])

    def _paragraph(self, number: int, item: Lines) -> str:
        kind, target, level = item.head or ("NONE", 0, 0)
        tab = self._tab_kinds().index(item.tab) + 1 if item.tab else 0
        sized = (("", 1), ("", 2))
        inner = [_margins(item, factor) for _, factor in sized]
        return (
            f'<hh:paraPr id="{number}" tabPrIDRef="{tab}" condense="0" fontLineHeight="0" snapToGrid="1"'
            f' suppressLineNumbers="0" checked="0" textDir="LTR">'
            f'<hh:align horizontal="{_ALIGN[item.align]}" vertical="BASELINE"/>'
            f'<hh:heading type="{kind}" idRef="{target}" level="{level}"/>'
            '<hh:breakSetting breakLatinWord="KEEP_WORD" breakNonLatinWord="KEEP_WORD" widowOrphan="1"'
            f' keepWithNext="{item.keep:d}" keepLines="0" pageBreakBefore="{item.new_page:d}"'
            ' lineWrap="BREAK"/>'
            '<hh:autoSpacing eAsianEng="0" eAsianNum="0"/>'
            f"{_switch(*inner)}"
            '<hh:border borderFillIDRef="1" offsetLeft="0" offsetRight="0" offsetTop="0" offsetBottom="0"'
            ' connect="0" ignoreMargin="0"/></hh:paraPr>'
        )


def _list(name: str, items: Sequence[str]) -> str:
    return f'<hh:{name} itemCnt="{len(items)}">{"".join(items)}</hh:{name}>' if items else ""


def _switch(case: str, default: str) -> str:
    """Two forms of lengths: today's Hangul reads the first, older ones the second."""
    return (
        f'<hp:switch><hp:case hp:required-namespace="{_UNIT_CHAR}">{case}</hp:case>'
        f"<hp:default>{default}</hp:default></hp:switch>"
    )


def _margins(item: Lines, factor: int) -> str:
    sizes = (
        ("intent", item.indent),
        ("left", item.left),
        ("right", 0),
        ("prev", item.before),
        ("next", item.after),
    )
    inner = "".join(
        f'<hc:{name} value="{round(size * 100 * factor)}" unit="HWPUNIT"/>' for name, size in sizes
    )
    spacing = f'<hh:lineSpacing type="PERCENT" value="{item.spacing}" unit="HWPUNIT"/>'
    return f"<hh:margin>{inner}</hh:margin>{spacing}"


def _tab(number: int, place: int, leader: str) -> str:
    items = [
        f'<hh:tabItem pos="{place * factor}" type="RIGHT" leader="{leader}"{unit}/>'
        for factor, unit in ((1, ' unit="HWPUNIT"'), (2, ""))
    ]
    return f'<hh:tabPr id="{number}" autoTabLeft="0" autoTabRight="0">{_switch(*items)}</hh:tabPr>'


def _fontfaces() -> str:
    fonts = "".join(
        f'<hh:font id="{number}" face={quoteattr(face)} type="TTF" isEmbedded="0">'
        f'<hh:substFont face={quoteattr(other)} type="TTF" isEmbedded="0" binaryItemIDRef=""/>'
        '<hh:typeInfo familyType="FCAT_GOTHIC" weight="6" proportion="4" contrast="0" strokeVariation="1"'
        ' armStyle="1" letterform="1" midline="1" xHeight="1"/></hh:font>'
        for number, (face, other) in enumerate(_FACES)
    )
    faces = [
        f'<hh:fontface lang="{language}" fontCnt="{len(_FACES)}">{fonts}</hh:fontface>'
        for language in _LANGUAGES
    ]
    return _list("fontfaces", faces)


def _each(name: str, value: object) -> str:
    return f"<hh:{name} " + " ".join(f'{language}="{value}"' for language in _LOWER) + "/>"


def _letters(number: int, item: Letters) -> str:
    return (
        f'<hh:charPr id="{number}" height="{round(item.size * 100)}" textColor="{item.color}"'
        ' shadeColor="none"'
        ' useFontSpace="0" useKerning="0" symMark="NONE" borderFillIDRef="1">'
        f"{_each('fontRef', item.face)}{_each('ratio', 100)}{_each('spacing', 0)}{_each('relSz', 100)}"
        f"{_each('offset', 0)}{'<hh:bold/>' if item.bold else ''}"
        '<hh:underline type="NONE" shape="SOLID" color="#000000"/><hh:strikeout shape="NONE"'
        ' color="#000000"/>'
        '<hh:outline type="NONE"/><hh:shadow type="NONE" color="#C0C0C0" offsetX="10" offsetY="10"/>'
        "</hh:charPr>"
    )


def _frame(number: int, item: Frame) -> str:
    edges = "".join(
        f'<hh:{side}Border type="{"SOLID" if width else "NONE"}" width="{width or "0.1"} mm"'
        ' color="#5F6772"/>'
        for side, width in (
            ("left", item.left),
            ("right", item.right),
            ("top", item.top),
            ("bottom", item.bottom),
        )
    )
    brush = ""
    if item.fill:
        brush = f'<hc:winBrush faceColor="{item.fill}" hatchColor="#999999" alpha="0"/>'
    if item.picture:
        brush = (
            '<hc:imgBrush mode="CENTER"><hc:img binaryItemIDRef="'
            f'{item.picture}" bright="0" contrast="0" effect="REAL_PIC" alpha="0"/></hc:imgBrush>'
        )
    return (
        f'<hh:borderFill id="{number}" threeD="0" shadow="0" centerLine="NONE" breakCellSeparateLine="0">'
        '<hh:slash type="NONE" Crooked="0" isCounter="0"/><hh:backSlash type="NONE" Crooked="0"'
        ' isCounter="0"/>'
        f'{edges}<hh:diagonal type="NONE" width="0.1 mm" color="#000000"/>'
        f"{f'<hc:fillBrush>{brush}</hc:fillBrush>' if brush else ''}</hh:borderFill>"
    )


_HEADS: dict[Numbering, tuple[tuple[str, str], ...]] = {
    Numbering.NONE: (),
    Numbering.REPORT: (("DIGIT", "□"), ("DIGIT", "○"), ("DIGIT", "-"), ("DIGIT", "·")),
    Numbering.OFFICIAL: (
        ("DIGIT", "^1."),
        ("HANGUL_SYLLABLE", "^2."),
        ("DIGIT", "^3)"),
        ("HANGUL_SYLLABLE", "^4)"),
        ("DIGIT", "(^5)"),
        ("HANGUL_SYLLABLE", "(^6)"),
        ("CIRCLED_DIGIT", "^7"),
        ("CIRCLED_HANGUL_SYLLABLE", "^8"),
    ),
    Numbering.CHAPTERS: (
        ("ROMAN_CAPITAL", "^1."),
        ("DIGIT", "^2."),
        ("HANGUL_SYLLABLE", "^3."),
        ("DIGIT", "^4)"),
        ("HANGUL_SYLLABLE", "^5)"),
        ("DIGIT", "(^6)"),
        ("HANGUL_SYLLABLE", "(^7)"),
    ),
}


def _numbering(number: int, kind: Numbering) -> str:
    heads = _HEADS[kind]
    levels = "".join(
        _level(n, *(heads[n - 1] if n <= len(heads) else ("DIGIT", ""))) for n in range(1, _DEPTH + 1)
    )
    return f'<hh:numbering id="{number}" start="0">{levels}</hh:numbering>'


def _level(level: int, shape: str, text: str) -> str:
    return (
        f'<hh:paraHead start="1" level="{level}" align="LEFT" useInstWidth="1" autoIndent="1" widthAdjust="0"'
        f' textOffsetType="PERCENT" textOffset="50" numFormat="{shape}" charPrIDRef="{_NO_CHAR}"'
        ' checkable="0">'
        f"{text}</hh:paraHead>"
    )


def _bullet(number: int, sign: str) -> str:
    return (
        f'<hh:bullet id="{number}" char={quoteattr(sign)} useImage="0"><hh:paraHead level="0" align="LEFT"'
        ' useInstWidth="0" autoIndent="1" widthAdjust="0" textOffsetType="PERCENT" textOffset="50"'
        f' numFormat="DIGIT" charPrIDRef="{_NO_CHAR}" checkable="0"/></hh:bullet>'
    )


def _style(number: int, style: Style) -> str:
    return (
        f'<hh:style id="{number}" type="PARA" name={quoteattr(style.name)} engName={quoteattr(style.english)}'
        f' paraPrIDRef="{style.lines}" charPrIDRef="{style.letters}" nextStyleIDRef="{number}"'
        ' langID="1042" lockForm="0"/>'
    )
