"""The set-up of a section of an HWPX: sheet, margins, running head and foot, page number, watermark."""

from dataclasses import dataclass

from exports.blocks import Align, Running
from exports.renderers.hwpx_styles import Letters, Lines
from exports.renderers.hwpx_text import TAB, Pen, control, run, words

MM = 283.465
_LONG, _SHORT = 84186, 59528
SIDE, _ABOVE, _BELOW = round(20 * MM), round(15 * MM), round(15 * MM)
_HEAD = round(10 * MM)


def _note(kind: str, length: int, between: int, place: str) -> str:
    return (
        f'<hp:{kind}><hp:autoNumFormat type="DIGIT" userChar="" prefixChar="" suffixChar=")" supscript="0"/>'
        f'<hp:noteLine length="{length}" type="SOLID" width="0.12 mm" color="#000000"/>'
        f'<hp:noteSpacing betweenNotes="{between}" belowLine="567" aboveLine="850"/>'
        f'<hp:numbering type="CONTINUOUS" newNum="1"/><hp:placement place="{place}" beneathText="0"/>'
        f"</hp:{kind}>"
    )


_NOTES = _note("footNotePr", -1, 283, "EACH_COLUMN") + _note("endNotePr", 14692344, 0, "END_OF_DOCUMENT")
_OFFSET = '<hp:offset left="1417" right="1417" top="1417" bottom="1417"/>'


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the pages of a section are: turned, bare at first (a cover), with a picture behind."""

    landscape: bool = False
    bare_first: bool = False
    behind: int = 1
    """The frame that lies behind the page."""

    @property
    def width(self) -> int:
        """Return the width of the text in HWP units."""
        return (_LONG if self.landscape else _SHORT) - 2 * SIDE


def set_up(pen: Pen, sheet: Sheet, running: Running, watermark: str) -> str:
    """Return the first paragraph of a section, which carries its set-up and shows nothing."""
    head, foot = _head(pen, sheet, running, watermark), _foot(pen, sheet, running)
    columns = '<hp:colPr id="" type="NEWSPAPER" layout="LEFT" colCount="1" sameSz="1" sameGap="0"/>'
    letters = pen.styles.letters.id(Letters(1.0))
    lines = pen.styles.lines.id(Lines(spacing=100))
    inner = (
        f'<hp:run charPrIDRef="{letters}">{_properties(sheet)}<hp:ctrl>{columns}</hp:ctrl></hp:run>'
        f"{control(letters, head)}{control(letters, foot)}{run(letters, '')}"
    )
    return pen.paragraph(inner, 0, lines)


def _properties(sheet: Sheet) -> str:
    hidden = f"{sheet.bare_first:d}"
    backs = "".join(
        f'<hp:pageBorderFill type="{kind}" borderFillIDRef="{sheet.behind}" textBorder="PAPER"'
        f' headerInside="0" footerInside="0" fillArea="PAPER">{_OFFSET}</hp:pageBorderFill>'
        for kind in ("BOTH", "EVEN", "ODD")
    )
    return (
        '<hp:secPr id="" textDirection="HORIZONTAL" spaceColumns="1134" tabStop="8000" tabStopVal="4000"'
        ' tabStopUnit="HWPUNIT" outlineShapeIDRef="1" memoShapeIDRef="0" textVerticalWidthHead="0"'
        ' masterPageCnt="0"><hp:grid lineGrid="0" charGrid="0" wonggojiFormat="0"/>'
        '<hp:startNum pageStartsOn="BOTH" page="0" pic="0" tbl="0" equation="0"/>'
        f'<hp:visibility hideFirstHeader="{hidden}" hideFirstFooter="{hidden}" hideFirstMasterPage="0"'
        f' border="SHOW_ALL" fill="SHOW_ALL" hideFirstPageNum="{hidden}" hideFirstEmptyLine="0"'
        ' showLineNumber="0"/><hp:lineNumberShape restartType="0" countBy="0" distance="0" startNumber="0"/>'
        # Hangul calls the upright sheet WIDELY, and writes the sizes of a turned one as if it were upright.
        f'<hp:pagePr landscape="{"NARROWLY" if sheet.landscape else "WIDELY"}" width="{_SHORT}"'
        f' height="{_LONG}" gutterType="LEFT_ONLY"><hp:margin header="{_HEAD}" footer="{_HEAD}" gutter="0"'
        f' left="{SIDE}" right="{SIDE}" top="{_ABOVE}" bottom="{_BELOW}"/></hp:pagePr>{_NOTES}{backs}'
        "</hp:secPr>"
    )


def _head(pen: Pen, sheet: Sheet, running: Running, watermark: str) -> str:
    left = "  ".join(filter(None, (f"[{watermark}]" if watermark else "", running.left)))
    return _running(pen, sheet, "header", "TOP", _ends(pen, sheet, left, running.right))


def _ends(pen: Pen, sheet: Sheet, left: str, right: str) -> str:
    """Return a paragraph with words at both ends of the line."""
    place, _, letters = pen.styles.of("머리말")
    lines = pen.styles.lines.id(Lines(tab=(sheet.width, "NONE"), spacing=130))
    inner = run(letters, left)
    if right:
        tab = f"<hp:t>{TAB.format(leader=0)}</hp:t>"
        inner += f'<hp:run charPrIDRef="{letters}">{tab}{words(right)}</hp:run>'
    return pen.paragraph(inner, place, lines)


def _foot(pen: Pen, sheet: Sheet, running: Running) -> str:
    place, _, letters = pen.styles.of("머리말")
    lines = pen.styles.lines.id(Lines(align=Align.CENTER, spacing=130))
    number = (
        '<hp:autoNum num="1" numType="PAGE"><hp:autoNumFormat type="DIGIT" userChar="" prefixChar=""'
        ' suffixChar="" supscript="0"/></hp:autoNum>'
    )
    inner = run(letters, "- ") + control(letters, number) + run(letters, " -")
    paragraphs = pen.paragraph(inner, place, lines)
    if running.foot:
        paragraphs = _ends(pen, sheet, running.foot, "") + paragraphs
    return _running(pen, sheet, "footer", "BOTTOM", paragraphs)


def _running(pen: Pen, sheet: Sheet, kind: str, stands: str, paragraphs: str) -> str:
    return (
        f'<hp:{kind} id="{pen.number()}" applyPageType="BOTH"><hp:subList id="" textDirection="HORIZONTAL"'
        f' lineWrap="BREAK" vertAlign="{stands}" linkListIDRef="0" linkListNextIDRef="0"'
        f' textWidth="{sheet.width}" textHeight="{_HEAD}" hasTextRef="0" hasNumRef="0">{paragraphs}'
        f"</hp:subList></hp:{kind}>"
    )
