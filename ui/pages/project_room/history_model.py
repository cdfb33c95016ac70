"""The history of a project as a tree: steps of work, below each the records and fields that changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.entities import ENTITIES
from app.domain.history import ChangeKind, HistoryEntry
from ui.formats import EMPTY, moment

Index = QModelIndex | QPersistentModelIndex
HEADS = ("한 일", "바뀐 값", "누가", "언제")
KINDS = {ChangeKind.INSERT: "추가", ChangeKind.UPDATE: "수정", ChangeKind.DELETE: "삭제"}
STEP = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line below a step: a record that came or went, or one changed field."""

    what: str
    change: str


@dataclass(frozen=True, slots=True)
class StepGroup:
    """One named step with its lines."""

    id: int
    label: str
    actor: str
    at: str
    summary: str
    lines: tuple[Line, ...]


def grouped(entries: Iterable[HistoryEntry], entity: str = "") -> list[StepGroup]:
    """Return the steps of ``entries`` in their order, only the changes of ``entity`` where one is named."""
    steps: dict[int, list[HistoryEntry]] = {}
    for entry in entries:
        if not entity or entry.entity == entity:
            steps.setdefault(entry.transaction_id, []).append(entry)
    return [_group(parts) for parts in steps.values()]


def _group(parts: Sequence[HistoryEntry]) -> StepGroup:
    first = parts[0]
    lines = tuple(line for part in parts for line in _lines(part))
    only = lines[0] if len(lines) == 1 else None
    if only is not None and not only.change:
        # the step says it all: nothing to open
        lines = ()
    summary = f"{only.what.split(' · ')[-1]}: {only.change}" if only and only.change else _counts(parts)
    who = f"{first.actor} · {first.way}" if first.way else first.actor
    return StepGroup(first.transaction_id, first.label, who, moment(first.at), summary, lines)


def _counts(parts: Sequence[HistoryEntry]) -> str:
    counts: dict[str, int] = {}
    for part in parts:
        name = f"{_name(part)} {KINDS[part.kind]}"
        counts[name] = counts.get(name, 0) + 1
    return ", ".join(f"{name} {count}건" if count > 1 else name for name, count in counts.items())


def _lines(entry: HistoryEntry) -> Iterable[Line]:
    if not entry.changes:
        yield Line(f"{_name(entry)} {KINDS[entry.kind]}", "")
    for change in entry.changes:
        yield Line(f"{_name(entry)} · {change.label}", f"{_short(change.before)} → {_short(change.after)}")


def _name(entry: HistoryEntry) -> str:
    entity = ENTITIES.get(entry.entity)
    return entity.label if entity else entry.entity


def _short(text: str | None) -> str:
    return " ".join(text.split()) if text else EMPTY


class HistoryModel(QAbstractItemModel):
    """Steps at the top, their lines below; the id of a line's index is its step's place plus one."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without steps."""
        super().__init__(parent)
        self.steps: list[StepGroup] = []

    def set_steps(self, steps: Sequence[StepGroup]) -> None:
        """Show ``steps``."""
        self.beginResetModel()
        self.steps = list(steps)
        self.endResetModel()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return the index of a step or of one of its lines."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """Return the step of a line."""
        at = index.internalId() if index.isValid() else 0
        return self.createIndex(at - 1, 0, 0) if at else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of steps, or of the lines of one."""
        if not parent.isValid():
            return len(self.steps)
        if parent.internalId() or parent.column():
            return 0
        return len(self.steps[parent.row()].lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        at = int(index.internalId())
        step = self.steps[at - 1 if at else index.row()]
        if role == STEP:
            return not at
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if not at:
            return (step.label, step.summary, step.actor, step.at)[index.column()]
        line = step.lines[index.row()]
        return (line.what, line.change, "", "")[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None
