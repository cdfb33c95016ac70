"""The records that a reference field offers: held as they were read, none of them made into an item.

A province has 200,000 persons.  As items of a list they stopped the window for seconds each time a form was
opened, so the list is a model over what was read; of a ``Register`` it holds what was asked for so far.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.directory import Option, Register, numbered
from app.domain.hangul import choseong, fold

MOST = 50
"""How many names are proposed while one types."""
Offered = tuple[int, str] | Option
_NOTHING: Any = (None, "")
_WHOLE = (Qt.MatchFlag.MatchExactly, Qt.MatchFlag.MatchFixedString)


class OptionList(QAbstractListModel):
    """An empty line, then (id, words) in their order, some with the name by which they are found besides."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self._options: Sequence[Offered] = ()
        self._register: Register | None = None
        self._more: list[Offered] = []
        self._forget()

    def _forget(self) -> None:
        self._rows: dict[Any, int] | None = None
        self._words: dict[str, int] | None = None
        self._names: dict[str, list[int]] | None = None

    def offer(self, options: Sequence[Offered] | Register) -> None:
        """Offer ``options`` instead of what was offered."""
        self.beginResetModel()
        self._register = options if isinstance(options, Register) else None
        self._options = options.first if isinstance(options, Register) else options
        self._more = []
        self._forget()
        self.endResetModel()

    def add(self, record: Any, name: str) -> int:
        """Offer one more record; return its row."""
        return self._add((record, name))

    def _add(self, option: Offered) -> int:
        row = self.rowCount()
        self.beginInsertRows(QModelIndex(), row, row)
        self._more.append(option)
        self._forget()
        self.endInsertRows()
        return row

    def _known(self, found: Iterable[Option]) -> list[int]:
        """Return the lines of what a register told, adding those that are new."""
        return [self._row(option.id) if self._row(option.id) >= 0 else self._add_apart(option)
                for option in found]  # fmt: skip

    def _add_apart(self, option: Option) -> int:
        alike = any(option.label == words for _key, words, *_name in self._all())
        return self._add(numbered(option) if alike else option)

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

    def _at(self, row: int) -> Any:
        if row == 0:
            return _NOTHING
        row -= 1
        return self._options[row] if row < len(self._options) else self._more[row - len(self._options)]

    def _all(self) -> Iterator[Any]:
        yield _NOTHING
        yield from self._options
        yield from self._more

    def row_of(self, record: Any) -> int:
        """Return the line of a record; -1 where it is not offered."""
        row = self._row(record)
        if row < 0 and self._register is not None:
            option = self._register.of(record)
            return self._add_apart(option) if option else -1
        return row

    def _row(self, record: Any) -> int:
        if self._rows is None:
            self._rows = {key: row for row, (key, *_words) in enumerate(self._all())}
        return self._rows.get(record, -1)

    def called(self, text: str) -> list[int]:
        """Return the line with these words, else all lines whose name in full it is; case is the same.

        Words that are the name of several in the register are no one's: whoever is held need not be meant.
        """
        if self._words is None or self._names is None:
            self._words, self._names = {}, {}
            for row, option in enumerate(self._all()):
                self._words.setdefault(_plain(option[1]), row)
                if len(option) > 2 and option[2]:
                    self._names.setdefault(_plain(option[2]), []).append(row)
        row = self._words.get(_plain(text), -1)
        names = self._names.get(_plain(text), [])
        if self._register is not None and text.strip():
            names = self._known(self._register.called(text.strip())) or self._alike(row)
            row = -1 if len(names) > 1 else row
        return names if row < 0 else [row]

    def _alike(self, row: int) -> list[int]:
        """Return the lines of all in the register who have the name of a line and read as it does."""
        _key, words, *name = self._at(max(row, 0))
        if self._register is None or not any(name):
            return []
        twins = self._known(self._register.called(name[0]))
        return [one for one in twins if self._at(one)[1] in (words, f"{words} #{self._at(one)[0]}")]

    def match(
        self, start: QModelIndex | QPersistentModelIndex, role: int, value: Any, hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchExactly,
    ) -> list[QModelIndex]:  # fmt: skip
        """Return the line that Qt chooses by itself for a whole text: the one ``called`` means, or none."""
        words = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
        if not words or flags & Qt.MatchFlag.MatchTypeMask not in _WHOLE:
            return super().match(start, role, value, hits, flags)
        found = self.called(value)
        return [self.index(row) for row in found if len(found) == 1 and self._at(row)[1] == value]

    def matching(self, text: str) -> list[tuple[Any, str]]:
        """Return ids and words of the first lines found by ``text``, those that begin so first.

        A line is found by any part of its words or of its name in full, and by first consonants.
        """
        if self._register is not None and text.strip():
            return [self._at(row)[:2] for row in self._known(self._register.found(text.strip(), MOST))]
        sought = fold(text)
        begun: list[tuple[Any, str]] = []
        within: list[tuple[Any, str]] = []
        consonants = bool(sought) and all("ㄱ" <= sign <= "ㅎ" for sign in sought)
        for option in self._all():
            whole = "|".join(option[1:]).casefold().replace(" ", "")
            if consonants:
                whole = choseong(whole)
            if sought in whole and option[1]:
                (begun if whole.startswith(sought) else within).append(option[:2])
                if len(begun) >= MOST:
                    break
        return [*begun, *within][:MOST]


def _plain(text: str) -> str:
    return text.strip().casefold()
