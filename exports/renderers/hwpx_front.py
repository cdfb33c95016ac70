"""Cover, title box, contents, certificate and endings of an HWPX."""

from collections.abc import Sequence

from exports.blocks import (
    Align,
    ApprovalBox,
    Attachments,
    Certificate,
    Cover,
    Document,
    Heading,
    Sender,
    Signatures,
)
from exports.renderers.hwpx_styles import BATANG, DOTUM, Frame, Letters, Lines
from exports.renderers.hwpx_table import LABEL_FILL, Cell, TableWriter
from exports.renderers.hwpx_text import TAB, Pen, control, run, words
from exports.values import clean

_CENTER = Align.CENTER
_BOX = 0.105


def cover(pen: Pen, block: Cover, emblem: str) -> list[str]:
    """Return the paragraphs of a cover; what follows begins on a new page."""

    def line(text: str, size: float, before: float, bold: bool = False) -> str:
        lines = Lines(align=_CENTER, before=before, spacing=140)
        return pen.styled("바탕글", text, lines, Letters(size, bold, DOTUM))

    made = [line(block.kind, 16, 130), line(block.title, 30, 30, True), line(block.subtitle, 17, 12)]
    made.append(line(block.day, 16, 230))
    if emblem:
        made.append(emblem)
    made.append(line(block.organisation, 20, 30, True))
    return made


def title(pen: Pen, tables: TableWriter, document: Document) -> list[str]:
    """Return the title in a box of one cell, below it subtitle and 기준일."""
    size = 17.0
    edges = (0, tables.width)
    letters = pen.styles.letters.id(Letters(size, True, DOTUM))
    lines = pen.styles.lines.id(Lines(align=_CENTER, spacing=130))
    inner = pen.paragraph(run(letters, clean(document.title)), pen.styles.of("문서 제목")[0], lines)
    frame = pen.styles.frames.id(Frame("0.4", "0.4", "0.4", "0.4", LABEL_FILL)) + 1
    cell = (
        f'<hp:tr><hp:tc name="" header="0" hasMargin="0" protect="0" editable="0" dirty="0"'
        f' borderFillIDRef="{frame}"><hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK"'
        ' vertAlign="CENTER" linkListIDRef="0" linkListNextIDRef="0" textWidth="0" textHeight="0"'
        f' hasTextRef="0" hasNumRef="0">{inner}</hp:subList><hp:cellAddr colAddr="0" rowAddr="0"/>'
        f'<hp:cellSpan colSpan="1" rowSpan="1"/><hp:cellSz width="{tables.width}" height="3400"/>'
        '<hp:cellMargin left="283" right="283" top="283" bottom="283"/></hp:tc></hp:tr>'
    )
    small = pen.styles.letters.id(Letters(9.0))
    ends = pen.styles.lines.id(Lines(tab=(tables.width, "NONE"), after=4))
    day = document.day
    tab = f'<hp:run charPrIDRef="{small}"><hp:t>{TAB.format(leader=0)}</hp:t>{words(day)}</hp:run>'
    below = pen.paragraph(run(small, clean(document.subtitle)) + tab, 0, ends)
    return [tables.wrap(cell, 1, edges, size), below]


def anew(pen: Pen, tables: TableWriter, document: Document) -> list[str]:
    """Return the title once more, with which the pages are counted from 1 again."""
    first, *rest = title(pen, tables, document)
    number = control(pen.styles.letters.id(Letters()), '<hp:newNum num="1" numType="PAGE"/>')
    return [first.replace("<hp:run ", number + "<hp:run ", 1), *rest]


def contents(
    pen: Pen,
    name: str,
    headings: Sequence[tuple[Heading, int, int]],
    depth: int,
    width: int,
) -> list[str]:
    """Return the contents: each line leads to its heading, its page number is a cross-reference.

    ``headings`` are (heading, number of its paragraph, page in our own layout).  Hangul works the page
    numbers of cross-references out again when the text is edited or saved.
    """
    made = [pen.plain("차례 제목", name)] if name else []
    for heading, target, page in headings:
        if heading.level <= depth:
            made.append(_contents_line(pen, heading, target, page, width))
    return made


def _contents_line(pen: Pen, heading: Heading, target: int, page: int, width: int) -> str:
    level = min(heading.level, 3)
    place, _, letters = pen.styles.of(f"차례 {level}")
    lines = pen.styles.lines.id(
        Lines(align=Align.LEFT, left=(level - 1) * 12.0, tab=(width, "DOT"), spacing=150)
    )
    tab = f'<hp:run charPrIDRef="{letters}"><hp:t>{TAB.format(leader=3)}</hp:t></hp:run>'
    inner = run(letters, clean(heading.text)) + tab + _cross_reference(pen, letters, target, page)
    return pen.paragraph(inner, place, lines)


def _cross_reference(pen: Pen, letters: int, target: int, page: int) -> str:
    number = pen.number()
    begin = (
        f'<hp:fieldBegin id="{number}" type="CROSSREF" name="" editable="0" dirty="1" zorder="-1"'
        f' fieldid="{number}"><hp:parameters cnt="6" name="">'
        f'<hp:stringParam name="Command">?#{target};5;0;1;0;</hp:stringParam>'
        f'<hp:stringParam name="RefPath">?#{target};</hp:stringParam>'
        '<hp:stringParam name="RefType">TARGET_OUTLINE</hp:stringParam>'
        '<hp:stringParam name="RefContentType">OBJECT_TYPE_PAGE</hp:stringParam>'
        '<hp:booleanParam name="RefHyperLink">true</hp:booleanParam>'
        '<hp:stringParam name="RefOpenType">HWPHYPERLINK_JUMP_CURRENTTAB</hp:stringParam>'
        "</hp:parameters></hp:fieldBegin>"
    )
    end = f'<hp:fieldEnd beginIDRef="{number}" fieldid="{number}"/>'
    return control(letters, begin) + run(letters, str(page)) + control(letters, end)


def certificate(pen: Pen, block: Certificate) -> list[str]:
    """Return a certificate line by line, large and in the middle."""

    def line(text: str, size: float, before: float, bold: bool = False, align: Align | None = _CENTER) -> str:
        return pen.styled("바탕글", text, Lines(align=align, before=before), Letters(size, bold, BATANG))

    made = [line(block.number, 11, 0, align=Align.LEFT)] if block.number else []
    made.append(line(block.title, 38, 60, True))
    if block.affiliation:
        made.append(line(block.affiliation, 14, 40))
    made.append(line(f"{block.name} 귀하", 24, 16, True))
    made += [line(f"{label}: {value}", 14, 6, align=Align.LEFT) for label, value in block.pairs]
    made.append(line(block.text, 16, 40, align=None))
    made += [line(block.day, 16, 50), line(f"{block.issuer}  ({block.seal})", 24, 40, True)]
    return made


def approval(tables: TableWriter, block: ApprovalBox) -> str:
    """Return 결재란 at the right: the approvers above their empty boxes."""
    names = [Cell(name, 0, n, fill=LABEL_FILL) for n, name in enumerate(block.approvers)]
    boxes = [Cell("", 1, n) for n in range(len(block.approvers))]
    return tables.boxes((names, boxes), [_BOX] * len(block.approvers), (13.0, 38.0))


def signatures(pen: Pen, block: Signatures) -> list[str]:
    """Return the day in the middle and a line for every signer at the right."""
    letters = Letters(12.0)
    made = []
    if block.day:
        made.append(
            pen.styled("바탕글", block.day, Lines(align=_CENTER, before=12, after=10, keep=True), letters)
        )
    for number, signer in enumerate(block.signers, 1):
        lines = Lines(align=Align.RIGHT, before=6, keep=number < len(block.signers))
        name = signer.name or " " * 12
        made.append(pen.styled("바탕글", f"{signer.role}    {name}    {block.mark}", lines, letters))
    return made


def sender(pen: Pen, block: Sender) -> list[str]:
    """Return the day and below it the sender, in the middle."""
    made = []
    if block.day:
        lines = Lines(align=_CENTER, before=16, after=10, keep=True)
        made.append(pen.styled("바탕글", block.day, lines, Letters(12.0)))
    lines = Lines(align=_CENTER, before=0 if block.day else 16)
    return [*made, pen.styled("바탕글", block.name, lines, Letters(17.0, True, DOTUM))]


def attachments(pen: Pen, block: Attachments) -> list[str]:
    """Return 붙임 with its items one below the other."""
    made = []
    hang = 42.0 if len(block.items) > 1 else 30.0
    for number, (mark, text) in enumerate(block.lines):
        left = 0.0 if number == 0 else 30.0
        lines = Lines(left=hang, indent=left - hang, before=10.0 if number == 0 else 0.0)
        made.append(pen.styled("본문", mark + text, lines, Letters()))
    return made
