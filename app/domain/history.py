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


_ACTS = {"undo": "실행 취소: ", "redo": "다시 실행: "}
_STATES = {"done": "", "undone": "취소함", "discarded": "취소함, 다시 할 수 없음", "settled": "마무리함"}


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

    @property
    def words(self) -> str:
        """Return the step as people read it: what was done, or that it was undone or done again."""
        return _ACTS.get(self.kind, "") + self.label

    @property
    def state_words(self) -> str:
        """Return where it stands for undo and redo; nothing for one that simply is done."""
        return _STATES.get(self.state, self.state)


@dataclass(frozen=True, slots=True)
class UndoState:
    """The names of the steps that undo and redo would act on; None where there is none."""

    undo_label: str | None
    redo_label: str | None
