"""What the papers on one project are made of: its records, read once, names as the paper may show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.budget import BudgetLine
from app.domain.choices import ActorKind, ApprovalState, Role
from app.domain.finding import Finding, FindingKind
from app.domain.giving import Contributions
from app.domain.indicator import Comparison, Experiment
from app.domain.indicator_line import IndicatorLine
from app.domain.output import Milestone, Output
from app.domain.person import Membership
from app.domain.project import Project
from app.domain.proposal import DecisionKind, FollowUp, Proposal
from app.domain.session_parts import SessionParts
from app.domain.stage import Stage
from exports.blocks import Value


@dataclass(frozen=True, slots=True)
class Judged:
    """What an evaluation made of the project: its score and rank among so many, None where open."""

    title: str
    rubric: str
    score: float | None
    rank: int | None
    of: int
    panels: tuple[tuple[str, int, float | None], ...]
    """Name, weight and score of every panel."""


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """The records of one project on a day.

    ``since`` and ``until`` bound what happened: sessions, cards, proposals, spendings; the other records
    stand as they are.  ``sessions`` are the closed ones, oldest first; ``unclosed`` are left out.
    ``overview`` and ``classification`` are labels with their texts.  ``chosen`` are the keys of the
    chapters wanted, in their order; the usual ones where it is empty.
    """

    project: Project
    manager: str
    as_of: date
    overview: tuple[tuple[str, Value], ...]
    classification: tuple[tuple[str, Value], ...]
    stages: tuple[Stage, ...]
    members: tuple[Membership, ...]
    sessions: tuple[SessionParts, ...]
    unclosed: int
    unclosed_before: int
    """How many of the unclosed ones lie in the past: these ought to be closed."""
    findings: tuple[Finding, ...]
    proposals: tuple[Proposal, ...]
    outputs: tuple[Output, ...]
    milestones: tuple[Milestone, ...]
    indicators: tuple[IndicatorLine, ...]
    comparisons: tuple[tuple[Comparison, str], ...]
    experiments: tuple[Experiment, ...]
    budget: tuple[BudgetLine, ...]
    given: Contributions
    judged: tuple[Judged, ...] = ()
    remarks: tuple[str, ...] = ()
    withheld: int = 0
    """How many persons are not named for want of consent."""
    masking: bool = True
    since: date | None = None
    until: date | None = None
    chosen: tuple[str, ...] = ()

    @property
    def citizens(self) -> int:
        """Return how many of the team count as citizens."""
        return sum(is_citizen(row) for row in self.members)

    @property
    def approved(self) -> tuple[Output, ...]:
        """Return the deliverables that are approved: only these go with a paper."""
        return tuple(row for row in self.outputs if row.approval == ApprovalState.APPROVED)

    def cards(self, *kinds: FindingKind) -> Sequence[Finding]:
        """Return the cards of these kinds in their order."""
        return [card for card in self.findings if card.kind in kinds]

    def decided(self, *decisions: DecisionKind) -> int:
        """Return how many proposals were decided so."""
        return sum(row.decision in decisions for row in self.proposals)

    @property
    def carried_out(self) -> int:
        """Return how many proposals were taken up and are carried out."""
        up = (DecisionKind.ADOPTED, DecisionKind.PARTLY)
        return sum(row.decision in up and row.follow_up == FollowUp.DONE for row in self.proposals)

    @property
    def attended(self) -> int:
        """Return how many times anybody came to a session, guests included."""
        return sum(parts.session.attended + parts.session.guests for parts in self.sessions)


def is_citizen(row: Membership) -> bool:
    """Tell whether a member counts as a citizen."""
    return Role.CITIZEN.value == row.role or row.actor_kind == ActorKind.CITIZEN.value
