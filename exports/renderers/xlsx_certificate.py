"""A certificate on a sheet of its own: the lines of the page one below the other, in the middle."""

from typing import TYPE_CHECKING

from exports.blocks import Align, Certificate
from exports.renderers.xlsx_heights import height_of
from exports.renderers.xlsx_package import Look
from exports.renderers.xlsx_table import LABEL, STEPS
from exports.values import clean

if TYPE_CHECKING:
    from exports.renderers.xlsx_grid import Grid

EDGES = (0, STEPS // 4, STEPS)
_TITLE = Look(align=Align.CENTER, bold=True, size=26.0, border=False)
_NAME = Look(align=Align.CENTER, bold=True, size=18.0, border=False)
_TEXT = Look(size=13.0, border=False)
_DAY = Look(align=Align.CENTER, size=13.0, border=False)
_ISSUER = Look(align=Align.CENTER, bold=True, size=20.0, border=False)
_SMALL = Look(border=False)


def lay(grid: "Grid", block: Certificate) -> None:
    """Write a certificate; the sheet holds nothing else."""
    if block.number:
        _line(grid, block.number, _SMALL, 20.0)
    _line(grid, block.title, _TITLE, 72.0)
    if block.affiliation:
        _line(grid, block.affiliation, _DAY, 24.0)
    _line(grid, f"{block.name} 귀하", _NAME, 44.0)
    for label, value in block.pairs:
        grid.line([(0, EDGES[1], clean(label), LABEL), (EDGES[1], STEPS, clean(value), Look())], 26.0)
    grid.line([], 24.0)
    # the letters are larger than those that heights are reckoned by
    height = (height_of([block.text], [grid.letters]) or 18.0) * 1.8
    _line(grid, block.text, _TEXT, max(height, 60.0))
    _line(grid, block.day, _DAY, 60.0)
    _line(grid, f"{block.issuer}  ({block.seal})", _ISSUER, 64.0)


def _line(grid: "Grid", text: str, look: Look, height: float) -> None:
    grid.line([(0, STEPS, clean(text), look)], height)
