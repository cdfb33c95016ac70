"""The funnel, the overdue answers and the 반영 장부, each by one set-based statement."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from operator import add, sub
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from app.domain.koreandate import format_date
from db.models.finding import link
from db.models.person import person
from db.models.project import project
from db.models.proposal import proposal
from db.queries.day import TODAY
from db.queries.parts import as_stored, by_columns, columns_of, ids_of

_OPEN = proposal.c.decision == "reviewing"
_TAKEN_UP = ("adopted", "partly")
_DONE = and_(proposal.c.decision.in_(_TAKEN_UP), proposal.c.follow_up == "done")
# Of a proposal in review: somebody of the office has it, and its day is past.
_NAMED = proposal.c.department != ""
_PAST = proposal.c.answer_due < TODAY
_LATE = and_(_OPEN, _PAST)
MARKS: Mapping[str, ColumnElement[bool]] = {
    "is_reviewed": or_(~_OPEN, _NAMED),
    "is_decided": ~_OPEN,
    "is_carried_out": _DONE,
    "is_overdue": func.coalesce(_LATE, False),
}
"""How far a proposal has come: by these a list shows what the funnel has counted by decision and state."""


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def _sum(condition: ColumnElement[bool], name: str) -> ColumnElement[int]:
    return _number(condition).label(name)


def _of(project_id: int | None) -> ColumnElement[bool]:
    return proposal.c.project_id == project_id if project_id is not None else proposal.c.id.is_not(None)


def counts(connection: Connection, project_id: int | None, today: date) -> Mapping[str, Any]:
    """Return how many proposals stand where in the funnel, of a project or of all.

    Read by decision and follow-up, as the index holds them, and more of those in review alone: nine
    conditions on each of 100,000 proposals took four times as long.
    """
    columns = (proposal.c.decision, proposal.c.follow_up, func.count(), func.min(proposal.c.received_on))
    statement = select(*columns).where(_of(project_id))
    rows = connection.execute(statement.group_by(proposal.c.decision, proposal.c.follow_up)).all()
    waiting = (func.count(), _number(_NAMED), func.count(proposal.c.answer_due), _number(_PAST))
    in_review = select(*waiting).where(_of(project_id), _OPEN)
    open_, named, dated, late = connection.execute(in_review, {"today": today}).one()
    found: Counter[str] = Counter()
    for decision, follow_up, number, _first in rows:
        found[decision] += number
        found["received"] += number
        if follow_up == "done" and decision in _TAKEN_UP:
            found["carried_out"] += number
    decided = found["received"] - open_
    return {
        **{name: found[name] for name in ("received", "carried_out", "adopted", "partly", "rejected")},
        "reviewed": decided + named, "decided": decided, "overdue": late, "undue": open_ - dated,
        "first_on": min((row[3] for row in rows if row[3]), default=None),
    }  # fmt: skip


def by_project(connection: Connection, today: date) -> list[list[Any]]:
    """Return how many proposals of each project stand where, those of no project too: a list a column.

    Each condition costs as much as finding the proposals, so that all are asked for their decision alone and
    those in review, which are few, for the rest.
    """
    ids, received, adopted, partly, rejected = columns_of(connection, _by_decision(), today)
    place = {key: at for at, key in enumerate(ids)}
    waiting, named, late, done = ([0] * len(ids) for _column in range(4))
    for key, *counts in as_stored(connection.execute(_in_review(), {"today": today})):
        waiting[place[key]], named[place[key]], late[place[key]] = counts
    for key, count in as_stored(connection.execute(_carried_out())):
        done[place[key]] = count
    decided = list(map(sub, received, waiting))
    reviewed = list(map(add, decided, named))
    return [ids, received, reviewed, decided, done, adopted, partly, rejected, late]


@cache
def _by_decision() -> Select[Any]:
    decisions = ("adopted", "partly", "rejected")
    counts = (_number(proposal.c.decision == name) for name in decisions)
    by = proposal.c.project_id
    return by_columns(select(by, func.count().label("received"), *counts).group_by(by))


@cache
def _in_review() -> Select[Any]:
    by = proposal.c.project_id
    return select(by, func.count(), _number(_NAMED), _number(_PAST)).where(_OPEN).group_by(by)


@cache
def _carried_out() -> Select[Any]:
    by = proposal.c.project_id
    return select(by, func.count()).where(_DONE).group_by(by)


def _by_official() -> ColumnElement[bool]:
    return func.coalesce(person.c.actor_kind, "") == "official"


_JOINED = proposal.outerjoin(person, person.c.id == proposal.c.proposer_id).outerjoin(
    project, project.c.id == proposal.c.project_id
)


def ledger(connection: Connection, project_id: int | None) -> list[Mapping[str, Any]]:
    """Return what became of citizens' proposals, one row per project."""
    rooted = proposal.c.id.in_(select(link.c.child_proposal_id).where(link.c.child_proposal_id.is_not(None)))
    statement = (
        select(
            proposal.c.project_id,
            func.coalesce(project.c.title, "").label("project"),
            func.count().label("total"),
            *(
                _sum(proposal.c.decision == name, name)
                for name in ("adopted", "partly", "rejected", "reviewing")
            ),
            _sum(_DONE, "carried_out"),
            _sum(rooted, "rooted"),
        )
        .select_from(_JOINED)
        .where(_of(project_id), ~_by_official())
        .group_by(proposal.c.project_id, project.c.title)
        .order_by(proposal.c.project_id.is_(None), project.c.title, proposal.c.project_id)
    )
    return [dict(row) for row in connection.execute(statement).mappings()]


def reasons(connection: Connection, project_id: int | None) -> list[Mapping[str, Any]]:
    """Return every decision on a citizens' proposal with its reason, taken up first."""
    order = case((proposal.c.decision == "adopted", 0), (proposal.c.decision == "partly", 1), else_=2)
    columns = (
        proposal.c.id.label("proposal_id"), proposal.c.number, proposal.c.title,
        project.c.title.label("project"), proposal.c.decision, proposal.c.decision_reason.label("reason"),
        proposal.c.follow_up, proposal.c.follow_up_note, proposal.c.follow_up_on, proposal.c.as_written,
    )  # fmt: skip
    statement = select(*columns).select_from(_JOINED).where(_of(project_id), ~_by_official(), ~_OPEN)
    rows = connection.execute(statement.order_by(order, proposal.c.number)).mappings()
    return [_with_when(dict(row)) for row in rows]


def _with_when(row: dict[str, Any]) -> dict[str, Any]:
    day, words = row.pop("follow_up_on"), row.pop("as_written")
    return {**row, "follow_up_when": format_date(day) if day else words.get("follow_up_on", "")}


def by_officials(connection: Connection, project_id: int | None) -> int:
    """Return how many proposals officials handed in."""
    statement = select(func.count()).select_from(_JOINED).where(_of(project_id), _by_official())
    return int(connection.execute(statement).scalar_one())


def departments(connection: Connection) -> list[str]:
    """Return the departments named in proposals, those named most often first."""
    statement = (
        select(proposal.c.department)
        .where(proposal.c.department != "")
        .group_by(proposal.c.department)
        .order_by(func.count().desc(), proposal.c.department)
    )
    return list(connection.execute(statement).scalars())


def overdue(connection: Connection, today: date) -> tuple[int, ...]:
    """Return the ids of undecided proposals whose day is past."""
    statement = select(proposal.c.id).where(_LATE).order_by(proposal.c.answer_due, proposal.c.id)
    return ids_of(connection, statement, today)
