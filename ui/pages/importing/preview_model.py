"""The rows of a preview as lines of a table: each row, and below it what is to be said of it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.domain.fields import FieldSpec, FieldType
from app.domain.privacy import resident_number
from app.domain.tabular.choice_words import bare
from app.domain.tabular.preview import STATE_WORDS, Issue, Preview, State
from app.domain.tabular.sheet import text_of
from app.services.tabular.comparing import text_shown
from ui.pages.importing import bands
from ui.pages.importing.bands import Band
from ui.pages.importing.lines import RECORD, Line, Shown, lines_of

Index = QModelIndex | QPersistentModelIndex
NUMBER, STATE, FIRST = 0, 1, 2
_RIGHT = (FieldType.INTEGER, FieldType.NUMBER, FieldType.PERCENT)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class PreviewModel(QAbstractTableModel):
    """Holds the preview itself; only what is painted is put into words."""

    edited = Signal(int, str, str)
    """A row of the sheet, a field, and what was written there."""

    def __init__(self) -> None:
        """Show nothing."""
        super().__init__()
        self.seen: Preview | None = None
        self.shown = Shown.ALL
        self.keys: tuple[str, ...] = ()
        self.lines: Sequence[Line] = ()

    def show_preview(self, seen: Preview, shown: Shown) -> None:
        """Show the rows of ``seen`` that ``shown`` asks for."""
        self.beginResetModel()
        self.seen = seen
        order = {spec.key: place for place, spec in enumerate(seen.kind.targets)}
        # What is wrong with a field that no column holds is mended in a column of its own.
        asked = {one.key for found in seen.issues.values() for one in found} & order.keys()
        self.keys = tuple(sorted({*seen.keys, *asked}, key=lambda key: order.get(key, len(order))))
        self.shown, self.lines = shown, lines_of(seen, shown)
        self.endResetModel()

    # -- what a line is

    def is_record(self, row: int) -> bool:
        """Tell whether a line is a record and none of the lines about one."""
        return self.lines[row].issue == RECORD

    def issue_at(self, row: int) -> Issue | None:
        """Return what the line says is wrong, None where it says nothing of that kind."""
        line = self.lines[row]
        return self._seen.issues[line.place][line.issue] if line.issue >= 0 else None

    def band_at(self, row: int) -> Band | None:
        """Return what is said across the columns, None for a record."""
        place, number, aside = self.lines[row]
        if number == RECORD:
            return None
        if place < 0:
            return bands.of_aside(self._seen, aside)
        if number >= 0:
            issue = self._seen.issues[place][number]
            return bands.of_issue(self._seen, place, issue, listed=bool(self.choices_for(issue.key)))
        left_out = self._seen.states[place] is State.LEFT_OUT
        return (bands.of_left_out if left_out else bands.of_changes)(self._seen, place)

    @property
    def _seen(self) -> Preview:
        assert self.seen is not None  # noqa: S101 - there are lines only of a preview
        return self.seen

    def bands_of(self, row: int) -> Iterator[tuple[int, Band]]:
        """Yield the lines about the row that a line belongs to, each with its number."""
        line = self.lines[row]
        first, last = row, row + 1
        while line.place >= 0 and first > 0 and self.lines[first - 1].place == line.place:
            first -= 1
        while line.place >= 0 and last < len(self.lines) and self.lines[last].place == line.place:
            last += 1
        for at in range(first, last):
            band = self.band_at(at)
            if band is not None:
                yield at, band

    def is_edited(self, row: int, key: str) -> bool:
        """Tell whether something was written in the place of a cell."""
        return (self.record_of(row), key) in self._seen.choices.edits

    def may_toggle(self, row: int) -> bool:
        """Tell whether the row of a line can be left out or taken in again: not one left out otherwise."""
        choices, at = self._seen.choices, self.record_of(row)
        return self.state(row) is not State.LEFT_OUT or at in choices.left_out

    def record_of(self, row: int) -> int:
        """Return the row of the sheet, from 0, that a line belongs to."""
        line = self.lines[row]
        return self._seen.table.records[line.place] if line.place >= 0 else line.row

    def issue_of_cell(self, index: Index) -> Issue | None:
        """Return what is wrong with a cell of a record."""
        line = self.lines[index.row()]
        if line.issue != RECORD or index.column() < FIRST:
            return None
        key = self.keys[index.column() - FIRST]
        state = self._seen.states[line.place]
        found = self._seen.issues.get(line.place, ()) if state in (State.REFUSED, State.DOUBT) else ()
        return next((issue for issue in found if issue.key == key), None)

    def is_changed(self, index: Index) -> bool:
        """Tell whether a cell would change its record."""
        line = self.lines[index.row()]
        if index.column() < FIRST or self._seen.states[line.place] is not State.CHANGED:
            return False
        key = self.keys[index.column() - FIRST]
        return any(change.key == key for change in self._seen.changes.get(line.place, ()))

    def state(self, row: int) -> State:
        """Return what becomes of the record of a line; what is no record is left out."""
        place = self.lines[row].place
        return self._seen.states[place] if place >= 0 else State.LEFT_OUT

    def choices_of(self, index: Index) -> tuple[str, ...]:
        """Return the words that can stand in a cell of a closed list; none where anything can."""
        return self.choices_for(self.keys[index.column() - FIRST])

    def choices_for(self, key: str) -> tuple[str, ...]:
        """Return the words of a field that is a closed list; none of another."""
        if key not in self.keys:
            return ()
        spec = self._seen.kind.spec(key)
        return tuple(bare(one.label) for one in spec.choices or ()) if spec.type is FieldType.CHOICE else ()

    # -- what Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return number, state and the fields."""
        return 0 if parent is not None and parent.isValid() else FIRST + len(self.keys)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the label of a field."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section) | _MIDDLE
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return ("행", "처리")[section] if section < FIRST else bare(self._spec(section).label)

    def _spec(self, column: int) -> FieldSpec:
        return self._seen.kind.spec(self.keys[column - FIRST])

    def _side(self, column: int) -> Qt.AlignmentFlag:
        if column == NUMBER:
            return Qt.AlignmentFlag.AlignHCenter
        right = column >= FIRST and self._spec(column).type in _RIGHT
        return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is read in a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column()) | _MIDDLE
        if role not in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.EditRole,
        ):  # fmt: skip
            return None
        band = self.band_at(index.row())
        if band is not None:
            # The line is painted across the columns: cut at its end, it is read in full anywhere on it.
            whole = index.column() == NUMBER or role == Qt.ItemDataRole.ToolTipRole
            return band.sentence if whole else ""
        if role == Qt.ItemDataRole.EditRole:
            return self._written(index)
        return self.text(index)

    def text(self, index: Index) -> str:
        """Return the words of a cell of a record; of one that changes the old value and the new."""
        place, column = self.lines[index.row()].place, index.column()
        if column == NUMBER:
            return str(self._seen.number(place))
        if column == STATE:
            return STATE_WORDS[self._seen.states[place]]
        key = self.keys[column - FIRST]
        text = self._value(key, place)
        if not self.is_changed(index):
            return text
        change = next(one for one in self._seen.changes[place] if one.key == key)
        return f"{change.shown or '없음'} → {text or '없음'}"

    def _value(self, key: str, place: int) -> str:
        spec, column = self._seen.kind.spec(key), self._seen.columns.get(key)
        value = column[place] if column is not None else None
        if spec.reference or value is None or any(one.key == key for one in self._seen.issues.get(place, ())):
            cells = self._seen.cells.get(key)
            text = text_of(cells[place]).strip() if cells else ""
            return resident_number.hidden(text)
        return text_shown(spec, value).replace("\n", " ")

    def _written(self, index: Index) -> str:
        key, place = self.keys[index.column() - FIRST], self.lines[index.row()].place
        cells = self._seen.cells.get(key)
        return resident_number.hidden(text_of(cells[place]).strip()) if cells else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the cells of records be edited."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = index.column() >= FIRST and self.is_record(index.row())
        return plain | Qt.ItemFlag.ItemIsEditable if editable else plain

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Say what was written in a cell; the rows are looked at anew then."""
        if role != Qt.ItemDataRole.EditRole or str(value) == self._written(index):
            return False
        self.edited.emit(self.record_of(index.row()), self.keys[index.column() - FIRST], str(value))
        return True
