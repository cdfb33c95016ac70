"""The listings by entity key."""

from typing import Any

from db.queries.draws import APPLICANTS, DRAWS
from db.queries.findings import FINDINGS, SOURCES
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
    "applicant": APPLICANTS,
    "draw": DRAWS,
}


def listing_of(entity: str, stalled_days: int) -> Listing[Any]:
    """Return how records of ``entity`` are read; ``stalled_days`` is the office's rule for 정체."""
    return project_listing(stalled_days) if entity == "project" else _FIXED[entity]
