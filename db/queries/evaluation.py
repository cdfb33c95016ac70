"""평가: rubrics, rounds and every score of a round in one statement."""

from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, func, select

from app.domain.evaluation import (
    ROUND_FIELDS,
    RUBRIC_FIELDS,
    EvaluationRound,
    Exclusion,
    Panel,
    PanelMember,
    Rubric,
    RubricCriterion,
)
from app.domain.standing import Given
from db.models.evaluation import (
    evaluation_round,
    exclusion,
    panel,
    panel_member,
    round_project,
    rubric,
    rubric_criterion,
    score,
    score_sheet,
)
from db.models.project import project
from db.queries.listing import Listing, plain

T = TypeVar("T")

RUBRICS = Listing(
    row=Rubric,
    specs=RUBRIC_FIELDS,
    source=rubric,
    key=rubric.c.id,
    columns={column.name: column for column in rubric.columns},
    text=("name", "note"),
    order=(("name", False), ("version", True)),
    make=plain(Rubric),
)

ROUNDS = Listing(
    row=EvaluationRound,
    specs=ROUND_FIELDS,
    source=evaluation_round.join(rubric, rubric.c.id == evaluation_round.c.rubric_id),
    key=evaluation_round.c.id,
    columns={**{column.name: column for column in evaluation_round.columns}, "rubric": rubric.c.name},
    text=("title", "rubric", "note"),
    order=(("year", True), ("title", False)),
    make=plain(EvaluationRound),
)


def criteria(connection: Connection, rubric_id: int) -> list[RubricCriterion]:
    """Return the criteria of a rubric in their order."""
    statement = select(rubric_criterion).where(rubric_criterion.c.rubric_id == rubric_id)
    return _rows(connection, statement.order_by(rubric_criterion.c.position), RubricCriterion)


def panels(connection: Connection, round_id: int) -> list[Panel]:
    """Return the panels of a round in their order."""
    return _of_round(connection, panel, round_id, Panel)


def members(connection: Connection, round_id: int) -> list[PanelMember]:
    """Return the members of all panels of a round, in their order."""
    return _of_round(connection, panel_member, round_id, PanelMember)


def exclusions(connection: Connection, round_id: int) -> list[Exclusion]:
    """Return who may not judge which project."""
    statement = select(exclusion).where(exclusion.c.round_id == round_id).order_by(exclusion.c.id)
    return _rows(connection, statement, Exclusion)


def projects(connection: Connection, round_id: int) -> list[tuple[int, str]]:
    """Return the projects of a round, by their titles."""
    statement = (
        select(project.c.id, project.c.title)
        .join(round_project, round_project.c.project_id == project.c.id)
        .where(round_project.c.round_id == round_id)
        .order_by(project.c.title, project.c.id)
    )
    return [(row[0], row[1]) for row in connection.execute(statement)]


def scores(connection: Connection, round_id: int) -> list[Given]:
    """Return every score of a round; one plain statement."""
    statement = (
        select(
            score_sheet.c.project_id, panel_member.c.panel_id, score_sheet.c.member_id,
            score.c.criterion_id, score.c.value,
        )
        .join(score, score.c.sheet_id == score_sheet.c.id)
        .join(panel_member, panel_member.c.id == score_sheet.c.member_id)
        .where(score_sheet.c.round_id == round_id, score.c.value.is_not(None))
    )  # fmt: skip
    return [Given(*row) for row in connection.execute(statement)]


def sheet_id(connection: Connection, member_id: int, project_id: int) -> int | None:
    """Return the sheet of a member for a project; None where there is none yet."""
    condition = (score_sheet.c.member_id == member_id) & (score_sheet.c.project_id == project_id)
    return connection.execute(select(score_sheet.c.id).where(condition)).scalar()


def score_id(connection: Connection, sheet: int, criterion_id: int) -> int | None:
    """Return the score of a sheet for a criterion; None where there is none yet."""
    condition = (score.c.sheet_id == sheet) & (score.c.criterion_id == criterion_id)
    return connection.execute(select(score.c.id).where(condition)).scalar()


def remarks(
    connection: Connection, round_id: int, project_id: int
) -> list[tuple[int, int, str, float | None]]:
    """Return the comments on one project: member, criterion, words and the score beside them."""
    statement = (
        select(score_sheet.c.member_id, score.c.criterion_id, score.c.comment, score.c.value)
        .join(score, score.c.sheet_id == score_sheet.c.id)
        .where(
            score_sheet.c.round_id == round_id, score_sheet.c.project_id == project_id, score.c.comment != ""
        )
    )
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(statement)]


def newest_version(connection: Connection, series: str) -> int:
    """Return the number of the newest version of a rubric."""
    statement = select(func.max(rubric.c.version)).where(rubric.c.series == series)
    return int(connection.execute(statement).scalar_one())


def _of_round(connection: Connection, table: Table, round_id: int, row: type[T]) -> list[T]:
    statement = select(table).where(table.c.round_id == round_id)
    return _rows(connection, statement.order_by(table.c.position, table.c.id), row)


def _rows(connection: Connection, statement: Select[Any], row: type[T]) -> list[T]:
    return [row(**values) for values in connection.execute(statement).mappings()]
