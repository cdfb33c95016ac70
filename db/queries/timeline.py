"""타임라인: the stages, 활동, 할 일 and ties of many projects, by one statement for each kind."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, func, or_, select

from app.domain.timeline import Dot, Due, StageBar, Tie
from db.models.output import milestone
from db.models.session import session
from db.models.stage import criterion, dependency, stage
from db.queries.parts import in_parts

_IDS = select(func.json_each(bindparam("ids")).table_valued("value").c.value)
_ENDS = ("planned_start", "planned_end", "actual_start", "actual_end", "baseline_start", "baseline_end")
MANY = 500
"""Of so many projects the first and the last session are found sooner by day than by project."""

Parts = dict[int, list[Any]]


def _of(column: ColumnElement[int], *columns: Any) -> Select[Any]:
    return select(column, *columns).where(column.in_(_IDS))


_criteria = select(func.count()).where(criterion.c.stage_id == stage.c.id).correlate(stage).scalar_subquery()
_day = func.coalesce(milestone.c.due_on, milestone.c.done_on, type_=milestone.c.due_on.type)
_STAGES = _of(
    stage.c.project_id, stage.c.id, stage.c.kind, stage.c.position, *(stage.c[key] for key in _ENDS),
    stage.c.progress, stage.c.closed_at.is_not(None), _criteria,
).order_by(stage.c.project_id, stage.c.position)  # fmt: skip
_SESSIONS = (
    _of(session.c.project_id, session.c.id, session.c.topic, session.c.held_on, session.c.status == "closed")
    .where(session.c.held_on.is_not(None))
    .order_by(session.c.held_on, session.c.id)
)
_MILESTONES = (
    _of(milestone.c.project_id, milestone.c.id, milestone.c.title, _day, milestone.c.done_on.is_not(None))
    .where(_day.is_not(None))
    .order_by(_day, milestone.c.id)
)
_tie = dependency.c
_TIES = _of(
    _tie.project_id, _tie.id, _tie.before_kind, _tie.before_id, _tie.after_kind, _tie.after_id
).order_by(_tie.id)


def parts(connection: Connection, ids: Sequence[int]) -> tuple[Parts, Parts, Parts, Parts]:
    """Return bars, dots, dues and ties of the projects ``ids``, each by project; four statements."""
    return (
        _by_project(connection, _STAGES, ids, _bar),
        _by_project(connection, _SESSIONS, ids, lambda row: Dot(row[0], row[1], row[2], bool(row[3]))),
        _by_project(connection, _MILESTONES, ids, lambda row: Due(row[0], row[1], row[2], bool(row[3]))),
        _by_project(connection, _TIES, ids, lambda row: Tie(row[0], (row[1], row[2]), (row[3], row[4]))),
    )


def _by_project(
    connection: Connection, statement: Select[Any], ids: Sequence[int], make: Callable[[Any], Any]
) -> Parts:
    found: Parts = defaultdict(list)
    for project_id, *row in in_parts(connection.execute(statement, {"ids": json.dumps(list(ids))})):
        found[project_id].append(make(row))
    return found


def _bar(row: Sequence[Any]) -> StageBar:
    key, kind, position, *ends, progress, passed, criteria = row
    return StageBar(key, kind, position, *ends, progress, bool(passed), criteria)  # type: ignore[call-arg]


def bounds(connection: Connection, ids: Sequence[int]) -> tuple[date, date] | None:
    """Return the first and the last day on which anything of the projects ``ids`` stands; None of nothing."""
    sessions = _session_edges() if len(ids) > MANY else _extremes(session.c.project_id, session.c.held_on)
    statements = (
        _extremes(stage.c.project_id, *(stage.c[key] for key in _ENDS)),
        _extremes(milestone.c.project_id, _day),
        sessions,
    )
    values = {"ids": json.dumps(list(ids))}
    days = [day for one in statements for day in connection.execute(one, values).one() if day is not None]
    return (min(days), max(days)) if days else None


def _extremes(owner: ColumnElement[int], *days: ColumnElement[Any]) -> Select[Any]:
    """Select the first and the last of each of these days, in one pass over the records of the projects."""
    return select(*(edge(day) for day in days for edge in (func.min, func.max))).where(owner.in_(_IDS))


def _session_edges() -> Select[Any]:
    """Select the same of sessions, walking through their days until one is of the projects.

    By project each of their 100,000 sessions would be read, whole and in no order.
    """
    day, owner = session.c.held_on, session.c.project_id + 0  # joined to nothing: the days are walked
    ours = select(day).where(day.is_not(None), owner.in_(_IDS)).limit(1)
    return select(*(ours.order_by(order).scalar_subquery() for order in (day, day.desc())))


def unkept(connection: Connection, ids: Iterable[int]) -> list[tuple[int, date | None, date | None]]:
    """Return those of the stages ``ids`` whose plan is the first one still, in projects that have begun."""
    other = stage.alias("other")
    begun = or_(other.c.actual_start.is_not(None), other.c.closed_at.is_not(None), other.c.progress > 0)
    first = (stage.c.baseline_start.is_(None), stage.c.baseline_end.is_(None))
    statement = select(stage.c.id, stage.c.planned_start, stage.c.planned_end).where(
        stage.c.id.in_(list(ids)),
        *first,
        or_(stage.c.planned_start.is_not(None), stage.c.planned_end.is_not(None)),
        exists(select(other.c.id).where(other.c.project_id == stage.c.project_id, begun)),
    )
    return [tuple(row) for row in connection.execute(statement)]


def rebased(connection: Connection, project_id: int) -> list[int]:
    """Return the stages of a project that keep an earlier plan as their baseline."""
    kept = or_(stage.c.baseline_start.is_not(None), stage.c.baseline_end.is_not(None))
    return list(
        connection.execute(select(stage.c.id).where(stage.c.project_id == project_id, kept)).scalars()
    )


def project_of(connection: Connection, tie_id: int) -> int | None:
    """Return the project of a tie, None where it is gone."""
    return connection.execute(select(dependency.c.project_id).where(dependency.c.id == tie_id)).scalar()
