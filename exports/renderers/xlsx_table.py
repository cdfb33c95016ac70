"""A table on a sheet for printing: its headings, its row headers merged, its body and its total."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from exports.blocks import Align, Column, Linked, Row, Table, Value
from exports.renderers.xlsx_formulas import Formulas
from exports.renderers.xlsx_heights import height_of, split_tall
from exports.renderers.xlsx_package import Look, SheetRow
from exports.values import clean, native
from exports.widths import shares

if TYPE_CHECKING:
    from exports.renderers.xlsx_grid import Grid

STEPS = 120
_PADDING = 2.5  # letters
_POINTS_PER_MM = 72 / 25.4
HEAD_FILL, LABEL_FILL = "FFEDEFF1", "FFF4F5F6"
LABEL = Look(align=Align.CENTER, bold=True, fill=LABEL_FILL)
_HEAD = Look(align=Align.CENTER, bold=True, fill=HEAD_FILL)


def edges_of(table: Table, letters: float) -> list[int]:
    """Return the column edges of a table in steps from 0 to 120, each column at least one step wide.

    ``letters`` is the width of the sheet; a column loses what a cell keeps free and what steps round away.
    """
    parts = shares(table, letters, _PADDING)
    edges = [round(edge * STEPS) for edge in accumulate(parts, initial=0.0)]
    for number in range(1, len(edges)):
        least, most = edges[number - 1] + 1, STEPS - (len(edges) - 1 - number)
        edges[number] = min(max(edges[number], least), most)
    return edges


def lay(grid: "Grid", table: Table, alone: bool) -> None:
    """Write caption and headings of a table, leave its body to ``body`` and write its total."""
    grid.mark(table.anchor)
    if table.caption:
        grid.line([(0, STEPS, clean(table.caption), Look(bold=True, border=False))], 20.0)
    edges = edges_of(table, grid.letters)
    table = split_tall(table, grid.letters_between(edges))
    first = grid.height + 1
    _header(grid, table, edges)
    if alone:
        grid.repeat = (first, grid.height)
        grid.freeze = grid.height + 1
    top = grid.height + 1
    grid.begin_body(table)
    _merge_row_headers(grid, table, top, edges)
    _link(grid, table, top, edges)
    if len(edges) - 1 != grid.width:
        for number in range(top, top + len(table.rows)):
            for left, right in pairwise(edges[table.row_headers :]):
                grid.merge(number, number, grid.column(left), grid.column(right) - 1)
    if table.total is not None:
        number = grid.height + 1
        _total(grid, table, formulas_of(grid, table, top).total(table.total, number), edges)
    grid.line([], 10.0)


def _link(grid: "Grid", table: Table, top: int, edges: Sequence[int]) -> None:
    """Note the figures that lead to a list."""
    for number, row in enumerate(table.rows, top):
        for column, value in enumerate(row):
            if isinstance(value, Linked) and value:
                grid.links.append(
                    (f"{get_column_letter(grid.column(edges[column]) + 1)}{number}", value.anchor)
                )


def formulas_of(grid: "Grid", table: Table, top: int) -> Formulas:
    """Return what turns the figures of a table, whose body begins in row ``top``, into formulas."""
    letters = [get_column_letter(grid.column(edge) + 1) for edge in edges_of(table, grid.letters)[:-1]]
    return Formulas(table.columns, letters, top, top + len(table.rows) - 1)


def _header(grid: "Grid", table: Table, edges: Sequence[int]) -> None:
    rows = table.headers
    placed = table.placed_headers
    top = grid.height + 1
    for number in range(len(rows)):
        cells = [
            (
                edges[column],
                edges[column + cell.columns],
                clean(cell.text) if row == number else None,
                _HEAD,
            )
            for row, column, cell in placed
            if row <= number < row + cell.rows
        ]
        grid.line(cells, 20.0, merged=False)
    for row, column, cell in placed:
        first, last = grid.column(edges[column]), grid.column(edges[column + cell.columns]) - 1
        grid.merge(top + row, top + row + cell.rows - 1, first, last)


def _merge_row_headers(grid: "Grid", table: Table, top: int, edges: Sequence[int]) -> None:
    """Merge equal neighbours below each other, and what None extends to the right."""
    heads = table.row_headers
    for column in range(heads):
        start = top
        for _, group in groupby(tuple(row[: column + 1]) for row in table.rows):
            rows = list(group)
            whole = table.rows[start - top][:heads]
            last = column + 1
            while last < heads and whole[last] is None:
                last += 1
            if whole[column] is not None:
                first, right = grid.column(edges[column]), grid.column(edges[last]) - 1
                grid.merge(start, start + len(rows) - 1, first, right)
            start += len(rows)


def _total(grid: "Grid", table: Table, total: Row, edges: Sequence[int]) -> None:
    reach = next((n for n, value in enumerate(total) if n and value is not None), len(total))
    label = (edges[0], edges[reach], total[0], _HEAD)
    cells = [
        (edges[n], edges[n + 1], native(total[n], column.kind), _total_look(column))
        for n, column in enumerate(table.columns)
        if n >= reach
    ]
    grid.line([label, *cells], 20.0)


def body(grid: "Grid", table: Table, top: int) -> Iterator[SheetRow]:
    """Yield the rows of a table's body on the columns of its sheet, from row ``top`` on."""
    edges = edges_of(table, grid.letters)
    looks = tuple(
        LABEL if number < table.row_headers else look_of(column)
        for number, column in enumerate(table.columns)
    )
    widths = grid.letters_between(edges)
    # A merged row header has the height of all its rows.
    free = [1000.0] * table.row_headers + widths[table.row_headers :]
    lowest = table.row_height * _POINTS_PER_MM or None
    rows = formulas_of(grid, table, top).body(native_rows(table))
    if len(edges) - 1 == grid.width:
        for row in rows:
            yield SheetRow(row, looks, height_of(row, free) or lowest)
        return
    places = [grid.column(edge) for edge in edges]
    wide = tuple(look for look, (a, b) in zip(looks, pairwise(places), strict=True) for _ in range(b - a))
    for row in rows:
        values: list[Value] = [None] * grid.width
        for value, place in zip(row, places, strict=False):
            values[place] = value
        yield SheetRow(tuple(values), wide, height_of(row, free) or lowest)


def _total_look(column: Column) -> Look:
    return replace(look_of(column), bold=True, fill=HEAD_FILL)


def look_of(column: Column) -> Look:
    """Return how the body cells of a column look."""
    return Look(column.kind, column.alignment)


def native_rows(table: Table) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of a table with the values that a machine should have."""
    kinds = [column.kind for column in table.columns]
    for row in table.rows:
        yield tuple([native(value, kind) for value, kind in zip(row, kinds, strict=True)])
