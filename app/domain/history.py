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


WAYS = {"undo": "실행 취소", "redo": "다시 실행", "import": "가져오기", "run": "진행 화면"}


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One changed record within one named step of work; ``initiator`` tells what asked for the step."""

    transaction_id: int
    label: str
    actor: str
    at: datetime
    entity: str
    row_id: int
    kind: ChangeKind
    changes: tuple[FieldChange, ...]
    initiator: str = ""

    @property
    def way(self) -> str:
        """Return by what way the person came to the step; empty where they wrote on a page themselves."""
        return WAYS.get(self.initiator, "")


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
