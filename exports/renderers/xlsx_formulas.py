"""The formulas of a table as they stand in the cells of a sheet, with the figures that they give."""

from collections.abc import Iterator, Sequence

from exports.blocks import Column, Row, Value
from exports.renderers.xlsx_package import Formula


class Formulas:
    """What turns the figures of a table into formulas; ``letters`` are the sheet's letters of its columns.

    ``first`` and ``last`` are the numbers of the first and the last row of its body.
    """

    def __init__(self, columns: Sequence[Column], letters: Sequence[str], first: int, last: int) -> None:
        """Stand ready for the table's rows."""
        self._columns, self._letters = columns, letters
        self._all = [f"{one}${first}:{one}${last}" for one in letters]
        self._body = [(n, one.formula) for n, one in enumerate(columns) if one.formula]
        self._closing = [(n, one.closing) for n, one in enumerate(columns) if one.closing]
        self._first, self._some = first, last >= first

    def body(self, rows: Iterator[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
        """Yield the rows of the body, their figures as formulas where a column has one."""
        if not self._body:
            return rows
        return (self._filled(row, self._body, number) for number, row in enumerate(rows, self._first))

    def total(self, row: Row, number: int) -> Row:
        """Return the total row, which stands in row ``number``."""
        return self._filled(row, self._closing, number) if self._closing and self._some else row

    def _filled(self, row: Row, formulas: Sequence[tuple[int, str]], number: int) -> tuple[Value, ...]:
        cells = [f"{letter}{number}" for letter in self._letters]
        made = list(row)
        for place, text in formulas:
            value = made[place]
            if isinstance(value, (int, float)):
                formula = text.format(*cells, all=self._all, own=self._all[place])
                made[place] = Formula(value, formula)
        return tuple(made)
