"""Checking rows of a table: one by one, in a stretch from where one began, a whole group by its heading."""

from ui.models.records import RecordTableModel


class RowChecks:
    """What the pointer and the keys do to the check boxes of a list of records."""

    def __init__(self, records: RecordTableModel) -> None:
        """Begin without a row that a stretch goes out from."""
        self._records = records
        self._anchor = -1

    def toggle(self, row: int) -> None:
        """Check or uncheck a record, or all of the group whose heading stands in ``row``."""
        record = self._records.id_at(row)
        if record is not None:
            self._anchor = row
            self._records.set_checked([record], not self._records.is_checked(record))
        elif row >= 0 and (group := self._records.group_at(row)) is not None:
            whole = all(self._records.is_checked(i) for i in group.ids)
            self._records.set_checked(group.ids, not whole)

    def stretch(self, row: int, step: int) -> int:
        """Check a row and its neighbour, and return where the frame stands then."""
        to = row + step
        if not 0 <= to < self._records.rowCount():
            return row
        self._check(row, to)
        return to

    def to(self, row: int, current: int) -> None:
        """Check all from the row checked last, else from the ``current`` one, to ``row``."""
        self._check(self._anchor if self._anchor >= 0 else current, row)

    def _check(self, first: int, last: int) -> None:
        rows = range(min(first, last), max(first, last) + 1)
        found = (self._records.id_at(row) for row in rows if row >= 0)
        self._records.set_checked([record for record in found if record is not None])

    def targets(self, current: int | None) -> list[int]:
        """Return the records that a verb acts on: the checked ones, else the current one."""
        return list(self._records.checked()) or ([current] if current is not None else [])
