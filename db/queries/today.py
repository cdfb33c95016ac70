"""The statements behind 오늘: running own projects, what falls due, gates that wait, outputs of the month."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    String,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from db.models.evaluation import evaluation_round
from db.models.output import milestone, output
from db.models.person import person
from db.models.project import project
from db.models.proposal import proposal
from db.models.stage import criterion, criterion_result
from db.queries import gates
from db.queries.day import days_from
from db.queries.evaluation import pending_sheets
from db.queries.parts import as_stored

_manager = person.alias("manager")
_assignee = person.alias("assignee")
_OWN_RUNNING = (project.c.kind == "own", project.c.status == "active")


class Running(NamedTuple):
    """A running own project: its stage under way, days without a change, team and goal."""

    id: int
    title: str
    stage: str | None
    idle_days: int
    team_size: int
    citizens: int
    citizen_goal: int | None


class Due(NamedTuple):
    """What is open and due, as ``app.domain.today.Deadline`` tells it: who is to do it, who manages.

    ``due_on`` is the day as it is stored: to make a date of each of 2,600 took as long as to find them.
    """

    kind: str
    id: int
    title: str
    project_id: int | None
    project: str
    stage: str | None
    due_on: str
    assignee: str | None
    manager: str | None


def running(connection: Connection, today: date) -> list[Running]:
    """Return every running own project, those without a change for longest first."""
    columns = (
        project.c.id,
        project.c.title,
        gates.open_kind().label("stage"),
        project.c.active_at,
        gates.kept_size().label("team_size"),
        gates.kept_citizens().label("citizens"),
        project.c.citizen_goal,
    )
    statement = select(*columns).where(*_OWN_RUNNING)
    rows = as_stored(connection.execute(statement, {"today": today}))
    found = [Running(row[0], row[1], row[2], days_from(row[3], today), *row[4:]) for row in rows]
    return sorted(found, key=lambda row: (-row.idle_days, row.title))


def outputs_between(connection: Connection, first: date, last: date) -> int:
    """Return how many outputs of own projects were made in these days."""
    joined = output.join(project, project.c.id == output.c.project_id)
    # Joined to nothing, so that the days are what is looked through and not the outputs of every project.
    statement = select(func.count()).select_from(joined).where((project.c.kind + "") == "own")
    return connection.execute(statement.where(output.c.produced_on.between(first, last))).scalar_one()


def deadlines(connection: Connection, until: date) -> list[Due]:
    """Return what is open and due by ``until`` in running own projects, the earliest first; one statement.

    A criterion due on the last day of its stage is told by the stage's own row.  Answers to proposals are
    due whatever has become of their project, and where they belong to none.
    """
    found = _due(until)
    columns = (found.c[name] for name in Due._fields)
    statement = select(*columns).order_by(found.c.due_on, found.c.project, found.c.kind, found.c.id)
    return list(map(Due._make, as_stored(connection.execute(statement))))


def counts(connection: Connection, day: date, until: date) -> list[tuple[str, bool, int]]:
    """Return how much is due by ``until``: kind, whether it was due before ``day``, how many of these."""
    found = _due(until)
    late = (found.c.due_on < day).label("late")
    rows = connection.execute(select(found.c.kind, late, func.count()).group_by(found.c.kind, late))
    return [(kind, bool(is_late), count) for kind, is_late, count in rows]


def _due(until: date) -> Any:
    parts = (_milestones(until), _criteria(until), _stages(until), _answers(until), _score_sheets(until))
    return union_all(*parts).subquery()


def _columns(
    kind: str, key: Any, title: Any, stage: Any, due_on: Any, assignee: ColumnElement[Any]
) -> tuple[ColumnElement[Any], ...]:
    return (
        literal(kind).label("kind"),
        key.label("id"),
        title.label("title"),
        project.c.id.label("project_id"),
        project.c.title.label("project"),
        stage.label("stage"),
        due_on.label("due_on"),
        assignee.label("assignee"),
        _manager.c.name.label("manager"),
    )


def _milestones(until: date) -> Select[Any]:
    joined = (
        milestone.join(project, project.c.id == milestone.c.project_id)
        .outerjoin(_assignee, _assignee.c.id == milestone.c.assignee_id)
        .outerjoin(_manager, _manager.c.id == project.c.manager_id)
    )
    columns = _columns(
        "milestone",
        milestone.c.id,
        milestone.c.title,
        milestone.c.stage,
        milestone.c.due_on,
        _assignee.c.name,
    )
    open_until = (milestone.c.done_on.is_(None), milestone.c.due_on <= until)
    return select(*columns).select_from(joined).where(*_OWN_RUNNING, *open_until)


def _criteria(until: date) -> Select[Any]:
    stage = gates.CURRENT
    joined = gates.with_current_stage(project).join(criterion, criterion.c.stage_id == stage.c.id)
    joined = joined.outerjoin(_manager, _manager.c.id == project.c.manager_id)
    columns = _columns(
        "criterion", criterion.c.id, criterion.c.label, stage.c.kind, criterion.c.due_on, cast(null(), String)
    )
    apart = or_(stage.c.planned_end.is_(None), criterion.c.due_on != stage.c.planned_end)
    statement = select(*columns).select_from(joined).where(*_OWN_RUNNING, criterion.c.due_on <= until, apart)
    # Counted criteria fill themselves; what a person has to do is to confirm the attested ones.
    confirmed = exists(select(criterion_result.c.id).where(criterion_result.c.criterion_id == criterion.c.id))
    return statement.where(criterion.c.kind == "attested", ~confirmed)


def _stages(until: date) -> Select[Any]:
    stage = gates.CURRENT
    joined = gates.with_current_stage(project).outerjoin(_manager, _manager.c.id == project.c.manager_id)
    columns = _columns(
        "stage", stage.c.id, literal(""), stage.c.kind, stage.c.planned_end, cast(null(), String)
    )
    return select(*columns).select_from(joined).where(*_OWN_RUNNING, stage.c.planned_end <= until)


def _answers(until: date) -> Select[Any]:
    joined = (
        proposal.outerjoin(project, project.c.id == proposal.c.project_id)
        .outerjoin(_assignee, _assignee.c.id == proposal.c.responsible_id)
        .outerjoin(_manager, _manager.c.id == project.c.manager_id)
    )
    title = proposal.c.number + " " + proposal.c.title
    kind, key, title, _id, _title, *rest = _columns(
        "answer", proposal.c.id, title, cast(null(), String), proposal.c.answer_due, _assignee.c.name
    )
    owner = (
        proposal.c.project_id.label("project_id"),
        func.coalesce(project.c.title, proposal.c.department).label("project"),
    )
    statement = select(kind, key, title, *owner, *rest).select_from(joined)
    return statement.where(proposal.c.decision == "reviewing", proposal.c.answer_due <= until)


def _score_sheets(until: date) -> Select[Any]:
    """Select the open rounds of 평가 that close by ``until`` and still wait for sheets, with how many."""
    row, left = evaluation_round.c, pending_sheets()
    kind, key, title, _id, _title, stage, due_on, assignee, _manager_name = _columns(
        "scores", row.id, "기다리는 채점표 " + cast(left, String) + "장", cast(null(), String), row.closes_on,
        cast(null(), String),
    )  # fmt: skip
    place = (cast(null(), Integer).label("project_id"), row.title.label("project"), stage)
    nobody = cast(null(), String).label("manager")
    statement = select(kind, key, title, *place, due_on, assignee, nobody).select_from(evaluation_round)
    return statement.where(row.state == "open", row.closes_on <= until, left > 0)


def gates_of(connection: Connection, project_ids: Collection[int], today: date) -> list[Row[Any]]:
    """Return the criteria of the gate before which each project stands, with whether they are met."""
    stage = gates.CURRENT
    joined = gates.with_current_stage(project).join(criterion, criterion.c.stage_id == stage.c.id)
    columns = (
        project.c.id.label("project_id"),
        project.c.title.label("project"),
        stage.c.id.label("stage_id"),
        stage.c.kind.label("stage"),
        criterion.c.label,
        gates.met().label("met"),
    )
    statement = select(*columns).select_from(joined).where(project.c.id.in_(project_ids))
    ordered = statement.order_by(project.c.id, criterion.c.position)
    return list(connection.execute(ordered, {"today": today}).all())
