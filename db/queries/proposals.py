"""제안 as lists read them: where each stands in the funnel and how many days are left."""

from functools import partial

from sqlalchemy import Connection, Integer, case, cast, func, select

from app.domain.proposal import PROPOSAL_FIELDS, Proposal
from db.models.finding import link
from db.models.person import person
from db.models.project import project
from db.models.proposal import proposal
from db.queries import projects
from db.queries.day import days_until
from db.queries.funnel import MARKS
from db.queries.listing import Listing, Owner

_responsible = person.alias("responsible")
_parents = select(func.count()).where(link.c.child_proposal_id == proposal.c.id)

# 접수 until somebody of the office has it (a department), 검토 until the decision, 이행 once carried out.
_funnel = case(
    (proposal.c.follow_up == "done", "carried_out"),
    (proposal.c.decision != "reviewing", "decided"),
    (proposal.c.department != "", "review"),
    else_="received",
)
_days_left = case((proposal.c.decision == "reviewing", days_until(proposal.c.answer_due)))

PROPOSALS = Listing(
    row=Proposal,
    specs=PROPOSAL_FIELDS,
    source=proposal.outerjoin(project, project.c.id == proposal.c.project_id).outerjoin(
        _responsible, _responsible.c.id == proposal.c.responsible_id
    ),
    key=proposal.c.id,
    columns={
        **{column.name: column for column in proposal.columns},
        "project": project.c.title,
        "responsible": _responsible.c.name,
        "funnel": _funnel,
        "days_left": _days_left,
        "parents": _parents.correlate(proposal).scalar_subquery(),
    },
    text=("number", "title", "text", "department", "proposer", "project"),
    order=(("decision", True), ("answer_due", False), ("number", False)),
    marks=MARKS,
    # 상태 is not asked for in this way, so its days of 정체 are of no matter here.
    owners={"project": Owner(proposal.c.project_id, partial(projects.listing, 0))},
)


def last_number(connection: Connection, year: int) -> int:
    """Return the highest running number of a year (2026-014 is 14); 0 before the first."""
    running = cast(func.substr(proposal.c.number, 6), Integer)
    statement = select(func.max(running)).where(proposal.c.number.startswith(f"{year}-"))
    return int(connection.execute(statement).scalar_one() or 0)
