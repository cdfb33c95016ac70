"""The records that a reference field offers: held as they were read, none of them made into an item.

A province has 200,000 persons.  As items of a list they stopped the window for seconds each time a form was
opened; as a model over what was read they cost nothing until one is looked for.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.hangul import fold

MOST = 50
"""How many names are proposed while one types."""
_NOTHING: tuple[Any, str] = (None, "")


class OptionList(QAbstractListModel):
    """An empty line, then (id, name) in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self._options: Sequence[tuple[Any, str]] = ()
        self._more: list[tuple[Any, str]] = []
        self._rows: dict[Any, int] | None = None
        self._names: dict[str, int] | None = None

    def offer(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer ``options`` instead of what was offered."""
        self.beginResetModel()
        self._options, self._more = options, []
        self._rows = self._names = None
        self.endResetModel()

    def add(self, record: Any, name: str) -> int:
        """Offer one more record; return its row."""
        row = self.rowCount()
        self.beginInsertRows(QModelIndex(), row, row)
        self._more.append((record, name))
        self._rows = self._names = None
        self.endInsertRows()
        return row

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else 1 + len(self._options) + len(self._more)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name of a line, or the record's id."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._at(index.row())[1]
        return self._at(index.row())[0] if role == Qt.ItemDataRole.UserRole else None

    def _at(self, row: int) -> tuple[Any, str]:
        if row == 0:
            return _NOTHING
        row -= 1
        return self._options[row] if row < len(self._options) else self._more[row - len(self._options)]

    def _all(self) -> Iterator[tuple[Any, str]]:
        yield _NOTHING
        yield from self._options
        yield from self._more

    def row_of(self, record: Any) -> int:
        """Return the line of a record; -1 where it is not offered."""
        if self._rows is None:
            self._rows = {key: row for row, (key, _name) in enumerate(self._all())}
        return self._rows.get(record, -1)

    def row_called(self, name: str) -> int:
        """Return the first line with a name, blanks at the ends and case making no difference; else -1."""
        if self._names is None:
            self._names = {}
            for row, (_key, words) in enumerate(self._all()):
                self._names.setdefault(words.strip().casefold(), row)
        return self._names.get(name.strip().casefold(), -1)

    def matching(self, text: str) -> list[str]:
        """Return the first names that have ``text``, those that begin so first."""
        sought = fold(text)
        begun: list[str] = []
        within: list[str] = []
        for _key, name in self._all():
            whole = name.casefold().replace(" ", "")
            if sought in whole and name:
                (begun if whole.startswith(sought) else within).append(name)
                if len(begun) >= MOST:
                    break
        return [*begun, *within][:MOST]
