"""제안의 흐름과 반영 장부: how many proposals reach each step, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.proposal import DecisionKind, FollowUp, Proposal
from app.domain.rounding import percent_of


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
        return percent_of(part, whole)

    @property
    def rate(self) -> int | None:
        """Return 제안 반영률: taken up of decided, in percent."""
        return self.share(self.taken_up, self.decided)


def counted(proposals: Sequence[Proposal], today: date) -> FunnelCounts:
    """Return how far these proposals have come by a day, as the database counts all of them."""
    of = {kind: [row for row in proposals if row.decision == kind] for kind in DecisionKind}
    waiting = of[DecisionKind.REVIEWING]
    taken_up = of[DecisionKind.ADOPTED] + of[DecisionKind.PARTLY]
    return FunnelCounts(
        received=len(proposals),
        reviewed=sum(bool(row.department) or row.decision != DecisionKind.REVIEWING for row in proposals),
        decided=len(proposals) - len(waiting),
        carried_out=sum(row.follow_up == FollowUp.DONE for row in taken_up),
        adopted=len(of[DecisionKind.ADOPTED]),
        partly=len(of[DecisionKind.PARTLY]),
        rejected=len(of[DecisionKind.REJECTED]),
        overdue=sum(row.answer_due is not None and row.answer_due < today for row in waiting),
        undue=sum(row.answer_due is None for row in waiting),
        first_on=min((row.received_on for row in proposals if row.received_on), default=None),
    )


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
