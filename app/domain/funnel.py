"""제안의 흐름과 반영 장부: how many proposals reach each step, and what became of them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FunnelCounts:
    """How many proposals have come to each step; a later step is counted in those before it.

    ``reviewed`` have a department or a decision; ``carried_out`` is the follow-up 시행 of what was taken up.
    ``overdue`` are undecided past their day, ``undue`` undecided without a day.
    """

    received: int
    reviewed: int
    decided: int
    carried_out: int
    adopted: int
    partly: int
    rejected: int
    overdue: int
    undue: int
    first_on: date | None

    @property
    def taken_up(self) -> int:
        """Return how many were taken up, whole or in part."""
        return self.adopted + self.partly

    def share(self, part: int, whole: int) -> int | None:
        """Return ``part`` of ``whole`` in percent, None of nothing."""
        return int(100 * part / whole + 0.5) if whole else None

    @property
    def rate(self) -> int | None:
        """Return 제안 반영률: taken up of decided, in percent."""
        return self.share(self.taken_up, self.decided)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One project's line of the 반영 장부; ``project_id`` is None for proposals to no project."""

    project_id: int | None
    project: str
    total: int
    adopted: int
    partly: int
    rejected: int
    reviewing: int
    carried_out: int
    rooted: int


@dataclass(frozen=True, slots=True)
class LedgerReason:
    """Why one proposal was decided as it was."""

    proposal_id: int
    number: str
    title: str
    project: str | None
    decision: str
    reason: str
    follow_up: str
    follow_up_note: str
    follow_up_when: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """반영 장부: a line per project, their sum, and every decision with its reason.

    Only citizens' proposals: one that an official handed in is counted in ``left_out`` alone.
    """

    rows: tuple[LedgerRow, ...]
    total: LedgerRow
    reasons: tuple[LedgerReason, ...]
    left_out: int
