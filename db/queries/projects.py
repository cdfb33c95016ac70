"""과제 as lists and pages read them: stored fields, names behind references, counts and progress."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, or_, select

from app.domain.choices import ProjectKind, ProjectState, StageKind
from app.domain.project import PROJECT_FIELDS, Project, of_columns
from db.models.directory import agency, program, region
from db.models.output import milestone, output
from db.models.person import person
from db.models.project import project
from db.models.proposal import proposal
from db.models.session import session
from db.models.stage import stage
from db.queries import gates
from db.queries.day import days_since
from db.queries.listing import Listing
from db.queries.parts import as_stored

GATE_FROM_PROGRESS = 60
_ID = project.c.id
_province = region.alias("province")

_source = gates.with_current_stage(
    project.outerjoin(program, program.c.id == project.c.program_id)
    .outerjoin(agency, agency.c.id == project.c.lead_agency_id)
    .outerjoin(region, region.c.id == project.c.region_id)
    .outerjoin(person, person.c.id == project.c.manager_id)
)


def _progress() -> ColumnElement[str]:
    ordered = select(stage.c.progress).where(stage.c.project_id == _ID).order_by(stage.c.position)
    part = ordered.correlate(project).subquery()
    return select(func.group_concat(part.c.progress, ",")).select_from(part).scalar_subquery()


def _next(column: Any) -> ColumnElement[Any]:
    statement = select(column).where(milestone.c.project_id == _ID, milestone.c.done_on.is_(None))
    return statement.order_by(milestone.c.due_on.is_(None), milestone.c.due_on).limit(1).scalar_subquery()


def _needs_review() -> ColumnElement[bool]:
    # Every project has to have both (the case collection's rule); a doubtful one is kept as written.
    return or_(project.c.government_level.is_(None), project.c.service_field.is_(None))


def _state(columns: Mapping[str, ColumnElement[Any]], stalled_days: int) -> ColumnElement[str]:
    waits = and_(
        columns["stage_progress"] >= GATE_FROM_PROGRESS, columns["criteria_met"] < columns["criteria_total"]
    )
    return case(
        (columns["status"] != "active", columns["status"]),
        (columns["idle_days"] >= stalled_days, ProjectState.STALLED.value),
        (waits, ProjectState.GATE.value),
        else_=ProjectState.ACTIVE.value,
    )


def _ratio(columns: Mapping[str, ColumnElement[Any]]) -> ColumnElement[int]:
    return gates.percent(columns["citizen_count"], columns["team_size"])


def _goal_met(columns: Mapping[str, ColumnElement[Any]]) -> ColumnElement[bool]:
    # Compared as counts: a share of 39.6 percent is shown as 40 and does not reach 40.
    team, goal = columns["team_size"], columns["citizen_goal"]
    return case((and_(team > 0, goal.is_not(None)), 100 * columns["citizen_count"] >= goal * team))


def _columns() -> dict[str, ColumnElement[Any]]:
    hidden = ("source_key", *project.info["unjournaled"])
    stored = {column.name: column for column in project.columns if column.name not in hidden}
    province = (
        select(_province.c.name).where(_province.c.code == region.c.parent_code).limit(1).scalar_subquery()
    )
    figures: dict[str, ColumnElement[Any]] = {
        "program": program.c.name,
        "lead_agency": agency.c.name,
        "region": region.c.name,
        "province": func.coalesce(province, region.c.name),
        "manager": person.c.name,
        "needs_review": _needs_review(),
        "stage": func.coalesce(gates.CURRENT.c.kind, literal(StageKind.FEEDBACK.value)),
        "progress": _progress(),
        "stage_progress": func.coalesce(gates.CURRENT.c.progress, 100),
        "team_size": gates.kept_size(),
        "citizen_count": gates.kept_citizens(),
        "criteria_total": gates.criteria_total(),
        "criteria_met": gates.criteria_met(),
        "output_count": select(func.count()).where(output.c.project_id == _ID).scalar_subquery(),
        "next_title": _next(milestone.c.title),
        "next_due": _next(milestone.c.due_on),
        "active_at": project.c.active_at,
        "idle_days": func.coalesce(days_since(project.c.active_at), 0),
    }
    return {**stored, **figures}


def counts(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return how many proposals and sessions each of the projects ``ids`` has; one statement."""
    of = [
        select(func.count()).where(table.c.project_id == _ID).scalar_subquery()
        for table in (proposal, session)
    ]
    statement = select(_ID, *of).where(_ID.in_(list(ids)))
    return {row[0]: (row[1], row[2]) for row in connection.execute(statement)}


def own_titles(connection: Connection, service_field: str) -> list[tuple[Any, ...]]:
    """Return id and title of the own projects of a field, by agency and title."""
    joined = project.outerjoin(agency, agency.c.id == project.c.lead_agency_id)
    statement = select(_ID, project.c.title).select_from(joined)
    own = project.c.kind == ProjectKind.OWN.value
    of_field = statement.where(own, project.c.service_field == service_field)
    order = (agency.c.name.is_(None), agency.c.name, project.c.title, _ID)
    return as_stored(connection.execute(of_field.order_by(*order)))


@cache
def listing(stalled_days: int) -> Listing[Project]:
    """Return how projects are read; after ``stalled_days`` without a change a running one counts as 정체."""
    return Listing(
        row=Project,
        specs=PROJECT_FIELDS,
        source=_source,
        key=_ID,
        columns=_columns(),
        late={
            "state": lambda columns: _state(columns, stalled_days),
            "citizen_ratio": _ratio,
            "goal_met": _goal_met,
        },
        text=("title", "summary", "program", "lead_agency", "region", "manager", "actors", "remarks"),
        order=(("lead_agency_id", False), ("title", False)),
        make=of_columns,
    )
