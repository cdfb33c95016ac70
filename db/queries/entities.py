"""The listings by entity key."""

from datetime import date
from typing import Any

from db.queries import participants
from db.queries.awards import AGENCY_SCORES, AWARDS
from db.queries.budgets import BUDGET_LINES
from db.queries.consents import CONSENTS
from db.queries.draws import APPLICANTS, DRAWS
from db.queries.evaluation import ROUNDS, RUBRICS
from db.queries.findings import FINDINGS, SOURCES
from db.queries.indicators import EXPERIMENTS, INDICATORS
from db.queries.listing import Listing
from db.queries.outputs import MILESTONES, OUTPUTS
from db.queries.people import MEMBERSHIPS, PEOPLE
from db.queries.projects import listing as project_listing
from db.queries.proposals import PROPOSALS
from db.queries.sessions import SESSIONS

_FIXED: dict[str, Listing[Any]] = {
    "person": PEOPLE,
    "membership": MEMBERSHIPS,
    "output": OUTPUTS,
    "milestone": MILESTONES,
    "session": SESSIONS,
    "finding": FINDINGS,
    "source": SOURCES,
    "proposal": PROPOSALS,
    "rubric": RUBRICS,
    "budget_line": BUDGET_LINES,
    "indicator": INDICATORS,
    "experiment": EXPERIMENTS,
    "evaluation_round": ROUNDS,
    "applicant": APPLICANTS,
    "draw": DRAWS,
    "consent": CONSENTS,
    "award": AWARDS,
    "agency_score": AGENCY_SCORES,
}


def listing_of(entity: str, stalled_days: int, today: date) -> Listing[Any]:
    """Return how records of ``entity`` are read: ``stalled_days`` is the rule for 정체, consents end by days.

    A participant is a person with the state of each consent.
    """
    if entity == "project":
        return project_listing(stalled_days)
    return participants.listing(today) if entity == "participant" else _FIXED[entity]
