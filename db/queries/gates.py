"""Gate criteria as the records stand: every counted metric is one scalar sub-select.

A later kind of record adds its metrics to ``METRICS``; templates name them.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)

from app.domain.choices import ActorKind, Role, StageKind
from db.models.output import attachment, output
from db.models.person import membership, person
from db.models.project import project
from db.models.stage import criterion, criterion_result, stage, step
from db.queries import thread_metrics
from db.queries.day import TODAY

CURRENT = stage.alias("current_stage")


def _count(*of: ColumnElement[Any]) -> Select[Any]:
    # Automatic correlation reaches one level up only; these figures stand two and three levels deep.
    return select(func.count(*of)).correlate(project, criterion)


def present(table: Any = membership) -> ColumnElement[bool]:
    """Return the condition that a member has not left."""
    return or_(table.c.to_on.is_(None), table.c.to_on >= TODAY)


def citizen(table: Any = membership) -> ColumnElement[bool]:
    """Return the condition that a member counts among the citizens.

    국민(정책수요자) by role, and whoever is a citizen by kind in another role (a resident as 단장).
    """
    return or_(table.c.role == Role.CITIZEN.value, person.c.actor_kind == ActorKind.CITIZEN.value)


def team_size(project_id: ColumnElement[int]) -> ColumnElement[int]:
    """Return the sub-select that counts the present members of a project."""
    return _count().where(membership.c.project_id == project_id, present()).scalar_subquery()


def citizen_count(project_id: ColumnElement[int]) -> ColumnElement[int]:
    """Return the sub-select that counts the citizens among the present members."""
    joined = membership.join(person, person.c.id == membership.c.person_id)
    statement = _count().select_from(joined)
    return statement.where(membership.c.project_id == project_id, present(), citizen()).scalar_subquery()


def _actor_kinds(project_id: ColumnElement[int]) -> ColumnElement[int]:
    joined = membership.join(person, person.c.id == membership.c.person_id)
    statement = _count(person.c.actor_kind.distinct()).select_from(joined)
    return statement.where(membership.c.project_id == project_id, present()).scalar_subquery()


def _role_count(project_id: ColumnElement[int]) -> ColumnElement[int]:
    statement = _count().where(membership.c.project_id == project_id, present())
    return statement.where(membership.c.role == criterion.c.detail).scalar_subquery()


def _output_count(project_id: ColumnElement[int]) -> ColumnElement[int]:
    kind = or_(criterion.c.detail == "", output.c.kind == criterion.c.detail)
    return _count().where(output.c.project_id == project_id, kind).scalar_subquery()


def _output_files(project_id: ColumnElement[int]) -> ColumnElement[int]:
    kind = or_(criterion.c.detail == "", output.c.kind == criterion.c.detail)
    joined = attachment.join(output, output.c.id == attachment.c.output_id)
    return _count().select_from(joined).where(output.c.project_id == project_id, kind).scalar_subquery()


def _steps_done(project_id: ColumnElement[int]) -> ColumnElement[int]:
    done = _count().where(step.c.stage_id == criterion.c.stage_id, step.c.done)
    return done.scalar_subquery()


def _disclosed(project_id: ColumnElement[int]) -> ColumnElement[int]:
    statement = _count().where(output.c.project_id == project_id, output.c.disclosure == "open")
    return statement.scalar_subquery()


def ratio(project_id: ColumnElement[int]) -> ColumnElement[int]:
    """Return the citizens' share of the present team in whole percent, rounded; NULL without a team."""
    return percent(citizen_count(project_id), team_size(project_id))


def percent(part: ColumnElement[int], whole: ColumnElement[int]) -> ColumnElement[int]:
    """Return ``part`` of ``whole`` in whole percent, halves rounded up as people do; NULL of nothing."""
    return cast(func.round(100.0 * part / func.nullif(whole, 0)), Integer)


Metric = Callable[[ColumnElement[int]], ColumnElement[Any]]
METRICS: Mapping[str, Metric] = {
    "team_size": team_size,
    "citizen_ratio": ratio,
    "actor_kinds": _actor_kinds,
    "role_count": _role_count,
    "output_count": _output_count,
    "output_files": _output_files,
    "open_outputs": _disclosed,
    "steps_done": _steps_done,
    "sessions_closed": thread_metrics.sessions_closed,
    "findings": thread_metrics.findings,
    "ideas_voted": thread_metrics.ideas_voted,
    "proposals_decided": thread_metrics.proposals_decided,
    "links_complete": thread_metrics.links_complete,
}


def kept_size() -> ColumnElement[int]:
    """Return the number of present members of a project of the statement, kept with it (db.teams)."""
    return _kept(project.c.team_members, team_size(project.c.id))


def kept_citizens() -> ColumnElement[int]:
    """Return the number of citizens among them."""
    return _kept(project.c.team_citizens, citizen_count(project.c.id))


def _kept(column: ColumnElement[int], count: ColumnElement[int]) -> ColumnElement[int]:
    return case((project.c.team_until < TODAY, count), else_=column)


_OF_PROJECTS = {
    **METRICS,
    "team_size": lambda _project_id: kept_size(),
    "citizen_ratio": lambda _project_id: percent(kept_citizens(), kept_size()),
}
"""The same where the projects are read themselves: to count their teams anew took a third of the time."""


def value(metrics: Mapping[str, Metric] = METRICS) -> ColumnElement[Any]:
    """Return the counted figure of a row of ``criterion``; NULL for attested ones."""
    whens = [(criterion.c.metric == name, make(criterion.c.project_id)) for name, make in metrics.items()]
    return case((criterion.c.kind == "counted", case(*whens)))


def met(metrics: Mapping[str, Metric] = METRICS) -> ColumnElement[bool]:
    """Return whether a row of ``criterion`` is met as the records stand."""
    result = select(criterion_result.c.id).where(criterion_result.c.criterion_id == criterion.c.id)
    confirmed = exists(result.correlate(criterion))
    counted = func.coalesce(value(metrics), 0) >= criterion.c.threshold
    return case((criterion.c.kind == "counted", counted), else_=confirmed)


def with_current_stage(source: FromClause) -> FromClause:
    """Join projects with the stage under way, ``CURRENT``: the first that no gate has closed."""
    first = select(stage.c.id).where(stage.c.project_id == project.c.id, stage.c.closed_at.is_(None))
    first = first.order_by(stage.c.position).limit(1).correlate(project)
    return source.outerjoin(CURRENT, CURRENT.c.id == first.scalar_subquery())


def current_kind() -> ColumnElement[str]:
    """Return the sub-select of the kind of a project's stage under way; 환류 where every gate is closed.

    The index of open stages answers it alone.
    """
    return func.coalesce(open_kind(), StageKind.FEEDBACK.value)


def open_kind() -> ColumnElement[str | None]:
    """Return the same; NULL where every gate is closed."""
    first = select(stage.c.kind).where(stage.c.project_id == project.c.id, stage.c.closed_at.is_(None))
    return first.order_by(stage.c.position).limit(1).correlate(project).scalar_subquery()


def criteria_total() -> ColumnElement[int]:
    """Return the number of criteria of the gate before which a project of ``CURRENT`` stands."""
    return _gate_count()


def criteria_met() -> ColumnElement[int]:
    """Return how many criteria of that gate are met."""
    return _gate_count(met(_OF_PROJECTS))


def _gate_count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    statement = select(func.count()).select_from(criterion).correlate(CURRENT, project)
    return statement.where(criterion.c.stage_id == CURRENT.c.id, *conditions).scalar_subquery()


def criteria(connection: Connection, project_id: int, today: date) -> list[dict[str, Any]]:
    """Return the criteria of every gate of a project with value, result and whether they are met."""
    values = {"project": project_id, "today": today}
    return [dict(row) for row in connection.execute(_criteria(), values).mappings()]


@cache
def _criteria() -> Select[Any]:
    # Putting this statement together takes 20 ms, ten times what it takes to run.
    joined = criterion.outerjoin(criterion_result, criterion_result.c.criterion_id == criterion.c.id)
    result = (criterion_result.c.met_by, criterion_result.c.met_at, criterion_result.c.remark)
    statement = select(criterion, value().label("value"), met().label("met"), *result).select_from(joined)
    statement = statement.where(criterion.c.project_id == bindparam("project"))
    return statement.order_by(criterion.c.stage_id, criterion.c.position)


def waiting(connection: Connection, limit: int, today: date) -> list[int]:
    """Return the ids of running projects whose gate lacks evidence, those that lack least first."""
    counted = (project.c.id, criteria_total().label("total"), criteria_met().label("done"))
    running = select(*counted).select_from(with_current_stage(project))
    running = running.where(project.c.kind == "own", project.c.status == "active")
    # In one pass: asked for again in a condition and in the order, each gate would be counted three times.
    base = running.cte("base").prefix_with("MATERIALIZED").c
    statement = select(base.id).where(base.total > 0, base.done < base.total, base.done > 0)
    statement = statement.order_by(base.total - base.done, base.id).limit(limit)
    return list(connection.execute(statement, {"today": today}).scalars())
