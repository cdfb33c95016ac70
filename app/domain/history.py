"""이력: what was changed, when and by whom, as the journal tells it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened to one record."""

    INSERT = "I"
    UPDATE = "U"
    DELETE = "D"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a change, in the words people read; None is an empty value."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One changed record within one named step of work."""

    transaction_id: int
    label: str
    actor: str
    at: datetime
    entity: str
    row_id: int
    kind: ChangeKind
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class StepEntry:
    """One named step of work: what undo and redo speak of."""

    id: int
    label: str
    actor: str
    at: datetime
    kind: str
    state: str
    change_count: int


@dataclass(frozen=True, slots=True)
class UndoState:
    """The names of the steps that undo and redo would act on; None where there is none."""

    undo_label: str | None
    redo_label: str | None
