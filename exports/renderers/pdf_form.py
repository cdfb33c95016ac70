"""The framed parts of a PDF: title box with 기준일, names with values, 결재란."""

from collections.abc import Iterator
from typing import TypeAlias

from exports.blocks import ApprovalBox, Document, KeyValues, Linked, Value
from exports.renderers.pdf_fonts import Line, Typeface
from exports.renderers.pdf_page import Flow
from exports.renderers.pdf_text import LEADING, SMALL_SIZE, write_text
from exports.values import clean, shown

_TITLE_SIZE, _SIZE = 17.0, 9.5
_FRAME, _THIN = (0.8, 0.15), (0.4, 0.6)
_BOX = 54.0
_LABEL = 0.16  # of the width


def place_title(flow: Flow, document: Document) -> None:
    """Title in a one-cell box, below it the subtitle at the left and 기준일 at the right."""
    bold = flow.fonts.bold
    if len(flow.pages) == 1:
        flow.page.marks.append((document.title, 0, flow.y))
    lines = bold.wrap(clean(document.title), (flow.inner - 24) * 1000 / _TITLE_SIZE)
    height = len(lines) * _TITLE_SIZE * 1.4 + 14
    flow.page.fills[0.96].append((flow.left, flow.y, flow.inner, height))
    _box(flow, flow.left, flow.y, flow.inner, height)
    y = flow.y + 7 + _TITLE_SIZE * 1.05
    for line in lines:
        x = flow.left + (flow.inner - line.width * _TITLE_SIZE / 1000) / 2
        flow.page.texts.append((bold, _TITLE_SIZE, x, y, line.text))
        y += _TITLE_SIZE * 1.4
    flow.y += height + 6
    _as_of(flow, document)


def _as_of(flow: Flow, document: Document) -> None:
    face = flow.fonts.regular
    day = document.day
    if not (day or document.subtitle):
        return
    width = face.measure(day) * SMALL_SIZE / 1000
    top = flow.y
    if document.subtitle:
        write_text(flow, document.subtitle, SMALL_SIZE, spare=width + 12)
    if day:
        x = flow.left + flow.inner - width
        flow.page.texts.append((face, SMALL_SIZE, x, top + SMALL_SIZE * 1.1, day))
    flow.y = max(flow.y, top + SMALL_SIZE * LEADING) + 5


_Cells: TypeAlias = list[tuple[tuple[Line, ...], tuple[Line, ...], Value]]


def _lines_of(flow: Flow, block: KeyValues) -> Iterator[tuple[_Cells, float]]:
    """Yield line by line the wrapped names and values, and how high the line is."""
    label = flow.inner * _LABEL
    bold, regular = flow.fonts.bold, flow.fonts.regular
    for pairs in block.lines:
        room = (flow.inner - label * len(pairs)) / len(pairs)
        cells = [
            (
                bold.wrap(clean(name), (label - 8) * 1000 / _SIZE),
                regular.wrap(shown(value), (room - 10) * 1000 / _SIZE),
                value,
            )
            for name, value in pairs
        ]
        yield cells, max(len(lines) for cell in cells for lines in cell[:2]) * _SIZE * 1.4 + 7


def height_of_key_values(flow: Flow, block: KeyValues) -> float:
    """Return the height of the whole grid."""
    return sum(height for _, height in _lines_of(flow, block))


def place_key_values(flow: Flow, block: KeyValues) -> None:
    """Label cells are shaded; a pair alone in its line takes the whole width."""
    label = flow.inner * _LABEL
    bold, regular = flow.fonts.bold, flow.fonts.regular
    for index, (pairs, (cells, height)) in enumerate(zip(block.lines, _lines_of(flow, block), strict=True)):
        room = (flow.inner - label * len(pairs)) / len(pairs)
        if height > flow.bottom - flow.top:
            _long_pair(flow, *pairs[0])
            continue
        flow.need(height)
        if index == 0 or flow.fresh:
            flow.page.rules[_FRAME].append((flow.left, flow.y, flow.left + flow.inner, flow.y))
        x = flow.left
        for names, values, value in cells:
            flow.page.fills[0.95].append((x, flow.y, label, height))
            _cell(flow, names, bold, x + 4, height)
            _cell(flow, values, regular, x + label + 5, height)
            if isinstance(value, Linked) and value:
                flow.page.links.append((value.anchor, (x + label, flow.y, room, height)))
            x += label + room
        flow.y += height
        rule = _FRAME if index == len(block.lines) - 1 else _THIN
        flow.page.rules[rule].append((flow.left, flow.y, flow.left + flow.inner, flow.y))
    flow.y += 8


def _long_pair(flow: Flow, name: str, value: Value) -> None:
    """Write a value that no page can hold in one cell as running text under its name."""
    write_text(flow, name, _SIZE, face=flow.fonts.bold, after=1)
    write_text(flow, shown(value), _SIZE, after=5)


def _cell(flow: Flow, lines: tuple[Line, ...], face: Typeface, x: float, height: float) -> None:
    leading = _SIZE * 1.4
    y = flow.y + (height - len(lines) * leading) / 2 + _SIZE * 1.04
    for line in lines:
        flow.page.texts.append((face, _SIZE, x + line.indent * _SIZE / 1000, y, line.text))
        y += leading


def place_approval(flow: Flow, block: ApprovalBox) -> None:
    """결재란 at the right: the approvers above their empty boxes."""
    flow.need(70)
    left = flow.left + flow.inner - _BOX * len(block.approvers)
    for number, approver in enumerate(block.approvers):
        x = left + number * _BOX
        flow.page.fills[0.95].append((x, flow.y, _BOX, 17))
        _box(flow, x, flow.y, _BOX, 17)
        _box(flow, x, flow.y + 17, _BOX, 38)
        middle = x + (_BOX - flow.fonts.regular.measure(approver) * _SIZE / 1000) / 2
        flow.page.texts.append((flow.fonts.regular, _SIZE, middle, flow.y + 12, approver))
    flow.y += 17 + 38 + 8


def _box(flow: Flow, x: float, y: float, width: float, height: float) -> None:
    right, bottom = x + width, y + height
    flow.page.rules[_FRAME] += [
        (x, y, right, y),
        (right, y, right, bottom),
        (right, bottom, x, bottom),
        (x, bottom, x, y),
    ]
