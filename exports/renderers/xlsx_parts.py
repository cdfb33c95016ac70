"""The parts of a report on a sheet that are neither text nor table: cover, contents, pictures, signatures."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl.drawing.image import Image

from app.domain.chart import TileMap
from exports.blocks import (
    Align,
    Attachments,
    Block,
    Chart,
    Column,
    Contents,
    Cover,
    End,
    Kind,
    Picture,
    Sender,
    Signatures,
    Table,
)
from exports.renderers import xlsx_table
from exports.renderers.pictures import Ready, ready
from exports.renderers.xlsx_chart import points_of
from exports.renderers.xlsx_package import Look
from exports.renderers.xlsx_table import STEPS
from exports.values import clean

if TYPE_CHECKING:
    from exports.renderers.xlsx_grid import Grid

_POINTS_PER_MM = 72 / 25.4
_MOST_POINTS = 400.0  # no row may be higher than 409
_SMALL = Look(align=Align.CENTER, size=9.0, border=False)
_PLAIN = Look(border=False)
_RIGHT = Look(align=Align.RIGHT, size=11.0, border=False)


def _middle(size: float, bold: bool = False) -> Look:
    return Look(align=Align.CENTER, size=size, bold=bold, border=False)


def lay(grid: "Grid", block: Block) -> bool:
    """Write such a part and return whether it was one."""
    match block:
        case Cover():
            _cover(grid, block)
        case Contents(title, depth):
            _contents(grid, title, depth)
        case Chart():
            _chart(grid, block)
        case Picture():
            _picture(grid, block)
        case Signatures():
            _signatures(grid, block)
        case Sender(name, day):
            if day:
                grid.line([(0, STEPS, clean(day), _middle(11.0))], 36.0)
            grid.line([(0, STEPS, clean(name), _middle(16.0, True))], 36.0)
        case Attachments():
            for number, (mark, text) in enumerate(block.lines):
                grid.prose(f"{'' if number == 0 else ' ' * 6}{mark}{text}")
        case End():
            grid.line([(0, STEPS, "  끝.", _PLAIN)])
        case _:
            return False
    return True


def _cover(grid: "Grid", block: Cover) -> None:
    lines = (
        (block.kind, _middle(14.0), 120.0),
        (block.title, _middle(24.0, True), 60.0),
        (block.subtitle, _middle(14.0), 40.0),
        (block.day, _middle(14.0), 220.0),
        (block.organisation, _middle(18.0, True), 60.0),
    )
    for text, look, height in lines:
        grid.line([(0, STEPS, clean(text), look)], height)


def _contents(grid: "Grid", title: str, depth: int) -> None:
    if title:
        grid.line([(0, STEPS, clean(title), _middle(14.0, True))], 36.0)
    for heading in grid.document.headings:
        if heading.level <= depth:
            look = Look(bold=heading.level == 1, border=False)
            grid.line([(0, STEPS, f"{'    ' * (heading.level - 1)}{clean(heading.text)}", look)])


def _chart(grid: "Grid", block: Chart) -> None:
    if isinstance(block.chart, TileMap):  # workbooks have no such chart
        head, rows = block.chart.grid
        columns = (Column(head[0]), Column(head[1], Kind.INTEGER))
        xlsx_table.lay(grid, Table(columns, rows, caption=block.title), False)
        if block.chart.note:
            grid.prose(block.chart.note)
    else:
        height = min(block.height * _POINTS_PER_MM if block.height else points_of(block), _MOST_POINTS)
        grid.floats.append((grid.height + 1, block, height))
        grid.line([], height + 6)
    if block.caption:
        grid.line([(0, STEPS, clean(block.caption), _SMALL)], 18.0)


def _picture(grid: "Grid", block: Picture) -> None:
    found = ready(block.content)
    if found is None:
        grid.document_warnings.append(f"그림을 읽지 못해 자리만 두었습니다: {clean(block.alt)}")
        grid.prose(f"그림을 읽지 못했습니다: {block.alt}")
    else:
        _, height = picture_size(block, found, grid.points)
        grid.floats.append((grid.height + 1, block, height))
        grid.line([], height + 6)
    if block.caption:
        grid.line([(0, STEPS, clean(block.caption), _SMALL)], 18.0)


def picture_size(block: Picture, found: Ready, most: float) -> tuple[float, float]:
    """Return the size of a picture in points: as wide as wanted, never higher than a row may be."""
    width = min(block.width * _POINTS_PER_MM if block.width else most, most)
    height = width * found.height / found.width
    scale = min(1.0, _MOST_POINTS / height)
    return width * scale, height * scale


def _signatures(grid: "Grid", block: Signatures) -> None:
    if block.day:
        grid.line([(0, STEPS, clean(block.day), _middle(11.0))], 26.0)
    for signer in block.signers:
        name = clean(signer.name) or " " * 14
        grid.line([(0, STEPS, f"{clean(signer.role)}    {name}    {block.mark}", _RIGHT)], 26.0)


class Drawing(Image):
    """A picture that can be written twice: openpyxl closes its file after the first time."""

    def __init__(self, picture: Ready, alt: str) -> None:
        """Keep the bytes of ``picture``."""
        super().__init__(BytesIO(picture.content))
        self.content, self.alt = picture.content, alt
        self.format = picture.kind

    def _data(self) -> Any:
        return self.content
