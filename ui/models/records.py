"""Records as rows of a table, derived from the fields of their entity.

The model holds ids only.  Rows are fetched by pages of 64 as the viewport asks for them and kept while
they are among the last used, so that 10,000 records open as fast as 50.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.domain.fields import FieldSpec
from app.domain.listing import Group, in_little_room
from ui.formats import RIGHT, text_of

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Sequence[Any]]
PAGE = 64
PAGES_KEPT = 40
CHECK = 0
ROW, GROUP, VALUE, RECORD_ID, SPEC = range(Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 6)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_REACHED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RecordTableModel(QAbstractTableModel):
    """Ids in groups, fetched as seen; column 0 holds the check boxes, the others one field each.

    Checked ids survive a refresh.  A group row spans the table and folds its records.
    """

    checkedChanged = Signal()
    layoutReset = Signal()

    def __init__(self, specs: tuple[FieldSpec, ...], fetch: Fetch, parent: QObject | None = None) -> None:
        """Make an empty table of ``specs``; ``fetch(ids)`` returns rows with an ``id``, in any order."""
        super().__init__(parent)
        self.specs = specs
        self._fetch = fetch
        self._groups: tuple[Group, ...] = ()
        self._meta: Mapping[Any, str] = {}
        self._folded: set[Any] = set()
        self._starts: list[int] = []
        self._count = 0
        self._heads = False
        self._pages: OrderedDict[tuple[int, int], None] = OrderedDict()
        self._cache: dict[int, Any] = {}
        self._checked: set[int] = set()
        self._seen: tuple[int, Any] = (-1, None)
        """The row asked for last and its record: a row is painted cell by cell."""
        self.begin_left: set[str] = set()

    # -- what is shown

    def set_groups(
        self,
        groups: Sequence[Group],
        meta: Mapping[Any, str] | None = None,
        rows: Iterable[Any] = (),
        *,
        complete: bool = True,
    ) -> None:
        """Show ``groups``; ``meta`` says more per group key, ``rows`` were read already.

        Where they are not ``complete``, what is checked outside of them stays checked.
        """
        self.beginResetModel()
        self._groups, self._meta = tuple(map(in_little_room, groups)), meta or {}
        self._cache.clear()
        self._pages.clear()
        self._cache.update((row.id, row) for row in rows)
        if self._checked and complete:
            self._checked &= {i for group in self._groups for i in group.ids}
        self._lay_out()
        self.endResetModel()
        self.layoutReset.emit()
        self.checkedChanged.emit()

    def set_meta(self, meta: Mapping[Any, str]) -> None:
        """Say more beside the headings, read after the groups themselves."""
        self._meta = meta
        rows = self.heading_rows()
        if rows:
            # told once: two hundred headings told one by one took 7 ms
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], 0))

    def set_ids(self, ids: Sequence[int], rows: Iterable[Any] = (), *, complete: bool = True) -> None:
        """Show ``ids`` in one group without a heading; where not ``complete``, more are to follow."""
        self.set_groups([Group(None, "", tuple(ids))], rows=rows, complete=complete)

    def _lay_out(self) -> None:
        self._heads = any(group.label for group in self._groups)
        sizes = [self._head() + (0 if g.key in self._folded else len(g.ids)) for g in self._groups]
        self._seen = (-1, None)
        self._starts = [0, *accumulate(sizes)]
        self._count = self._starts.pop()

    def _head(self) -> int:
        return int(self._heads)

    def fold(self, row: int) -> None:
        """Fold or unfold the group whose heading is ``row``."""
        group = self.group_at(row)
        if group is not None:
            self.beginResetModel()
            self._folded ^= {group.key}
            self._lay_out()
            self.endResetModel()
            self.layoutReset.emit()

    def folded(self, group: Group) -> bool:
        """Tell whether the records of ``group`` are hidden."""
        return group.key in self._folded

    # -- rows and records

    def group_at(self, row: int) -> Group | None:
        """Return the group whose heading stands at ``row``, or None for a record."""
        if not self._heads or not 0 <= row < self._count:
            return None
        at = bisect_right(self._starts, row) - 1
        return self._groups[at] if self._starts[at] == row else None

    def heading_rows(self) -> list[int]:
        """Return the rows of the group headings."""
        return list(self._starts) if self._heads else []

    def meta(self, group: Group) -> str:
        """Return what the heading of ``group`` says beside its name."""
        return self._meta.get(group.key) or f"{len(group.ids):,}건"

    def id_at(self, row: int) -> int | None:
        """Return the id of the record at ``row``; None for a heading."""
        if not 0 <= row < self._count or (self._heads and self.group_at(row) is not None):
            return None
        at = bisect_right(self._starts, row) - 1
        return self._groups[at].ids[row - self._starts[at] - self._heads]

    def row_of(self, record: int) -> int:
        """Return the row where ``record`` stands, -1 where it is not shown."""
        for start, group in zip(self._starts, self._groups, strict=True):
            if group.key not in self._folded and record in group.ids:
                return start + self._head() + group.ids.index(record)
        return -1

    def ids(self) -> list[int]:
        """Return every id of the list in its order, folded groups included."""
        return [record for group in self._groups for record in group.ids]

    def first(self) -> int | None:
        """Return the first id of the list."""
        return next((group.ids[0] for group in self._groups if group.ids), None)

    def record_at(self, row: int) -> Any | None:
        """Return the record at ``row``, fetching its page; None for a heading or a deleted record."""
        if row == self._seen[0]:
            return self._seen[1]
        record = self.id_at(row)
        if record is None:
            return None
        if record not in self._cache:
            self._load(row)
        self._seen = (row, self._cache.get(record))
        return self._seen[1]

    def records_of(self, ids: Sequence[int]) -> list[Any]:
        """Return the records of ``ids`` in their order, folded or not, without those deleted meanwhile."""
        missing = [record for record in ids if record not in self._cache]
        found = {row.id: row for row in self._fetch(missing)} if missing else {}
        rows = (self._cache.get(record) or found.get(record) for record in ids)
        return [row for row in rows if row is not None]

    def _page_ids(self, page: tuple[int, int]) -> Sequence[int]:
        at, number = page
        return self._groups[at].ids[number * PAGE : (number + 1) * PAGE]

    def _load(self, row: int) -> None:
        at = bisect_right(self._starts, row) - 1
        page = (at, (row - self._starts[at] - self._head()) // PAGE)
        if page in self._pages:
            self._pages.move_to_end(page)
            return
        self._pages[page] = None
        self._cache.update((found.id, found) for found in self._fetch(self._page_ids(page)))
        while len(self._pages) > PAGES_KEPT:
            old, _ = self._pages.popitem(last=False)
            for record in self._page_ids(old):
                self._cache.pop(record, None)

    # -- checks

    def checked(self) -> list[int]:
        """Return the checked ids in the order of the list."""
        return [record for record in self.ids() if record in self._checked] if self._checked else []

    def checked_count(self) -> int:
        """Return how many records are checked."""
        return len(self._checked)

    def is_checked(self, record: int | None) -> bool:
        """Tell whether ``record`` is checked."""
        return record in self._checked

    def set_checked(self, ids: Iterable[int], on: bool = True) -> None:
        """Check or uncheck ``ids``."""
        before = len(self._checked), set(self._checked)
        self._checked = self._checked | set(ids) if on else self._checked - set(ids)
        if (len(self._checked), self._checked) != before:
            self._repaint_checks()

    def check_all(self) -> None:
        """Check every record of the list."""
        self.set_checked(self.ids())

    def clear_checks(self) -> None:
        """Uncheck every record."""
        self.set_checked(list(self._checked), False)

    def all_state(self) -> Qt.CheckState:
        """Return the state of the box in the table head."""
        if not self._checked:
            return Qt.CheckState.Unchecked
        whole = len(self._checked) == sum(len(group.ids) for group in self._groups)
        return Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked

    def _repaint_checks(self) -> None:
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, CHECK, CHECK)
        self.checkedChanged.emit()

    # -- Qt

    def cell(self, row: int, column: int) -> QModelIndex:
        """Return the index of a cell that is there; ``index`` asks first whether it is."""
        return self.createIndex(row, column)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows, headings included."""
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns: the check boxes and one per field."""
        return 0 if parent is not None and parent.isValid() else 1 + len(self.specs)

    def column_of(self, key: str) -> int:
        """Return the column of the field ``key``; -1 where there is none."""
        return next((n for n, spec in enumerate(self.specs, 1) if spec.key == key), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every row be reached by the keyboard."""
        return _REACHED if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        group = self.group_at(row) if self._heads else None
        if group is not None:
            return self._group_data(group, index, role)
        if column == CHECK:
            return self._check_data(row, role)
        return self._cell_data(row, self.specs[column - 1], role)

    def _group_data(self, group: Group, index: Index, role: int) -> Any:
        if role == GROUP:
            return group
        if role == Qt.ItemDataRole.AccessibleTextRole or (
            role == Qt.ItemDataRole.DisplayRole and index.column() == 0
        ):
            return f"{group.label}  {self.meta(group)}"
        return None

    def _check_data(self, row: int, role: int) -> Any:
        record = self.id_at(row)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if record in self._checked else Qt.CheckState.Unchecked
        if role == RECORD_ID:
            return record
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "선택됨" if record in self._checked else "선택 안 됨"
        return self.record_at(row) if role == ROW else None

    def _cell_data(self, row: int, spec: FieldSpec, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(spec)
        if role == SPEC:
            return spec
        if role == RECORD_ID:
            return self.id_at(row)
        record = self.record_at(row)
        if record is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return text_of(spec, record)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{spec.label} {text_of(spec, record) or '없음'}"
        if role == ROW:
            return record
        return getattr(record, spec.key, None) if role == VALUE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's label, and its help as a tooltip."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if section == CHECK:
            return "모두 선택" if role == Qt.ItemDataRole.AccessibleTextRole else None
        spec = self.specs[section - 1]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spec.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return spec.help or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(spec)
        return None

    def _alignment(self, spec: FieldSpec) -> Qt.AlignmentFlag:
        return _RIGHT if spec.type in RIGHT and spec.key not in self.begin_left else _LEFT
