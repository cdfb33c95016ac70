"""평가: rubrics, rounds and every score of a round in one statement."""

import json
from collections.abc import Collection
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, exists, func, select

from app.domain.evaluation.rounds import (
    ROUND_FIELDS,
    RUBRIC_FIELDS,
    EvaluationRound,
    Exclusion,
    Panel,
    PanelMember,
    Rubric,
    RubricCriterion,
)
from app.domain.evaluation.standing import Given
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
from db.queries.listing import Listing
from db.queries.parts import in_parts

T = TypeVar("T")

RUBRICS = Listing(
    row=Rubric,
    specs=RUBRIC_FIELDS,
    source=rubric,
    key=rubric.c.id,
    columns={column.name: column for column in rubric.columns},
    text=("name", "note"),
    order=(("name", False), ("version", True)),
)

ROUNDS = Listing(
    row=EvaluationRound,
    specs=ROUND_FIELDS,
    source=evaluation_round.join(rubric, rubric.c.id == evaluation_round.c.rubric_id),
    key=evaluation_round.c.id,
    columns={**{column.name: column for column in evaluation_round.columns}, "rubric": rubric.c.name},
    text=("title", "rubric", "note"),
    order=(("year", True), ("title", False)),
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


def project_uids(connection: Connection, round_id: int) -> dict[int, str]:
    """Return the codes of a round's projects by id."""
    joined = select(project.c.id, project.c.uid).join(
        round_project, round_project.c.project_id == project.c.id
    )
    rows = connection.execute(joined.where(round_project.c.round_id == round_id))
    return {row[0]: row[1] for row in rows}


def scores(connection: Connection, round_id: int) -> list[Given]:
    """Return every score of a round; one statement, put together by the database.

    A row for each score is what takes the time: 68,400 rows were read in 0.5 s, 2,280 groups in 0.15 s.
    """
    place = (score_sheet.c.project_id, panel_member.c.panel_id, score.c.criterion_id)
    statement = (
        select(*place, func.json_group_object(score_sheet.c.member_id, score.c.value))
        .join(score, score.c.sheet_id == score_sheet.c.id)
        .join(panel_member, panel_member.c.id == score_sheet.c.member_id)
        .where(score_sheet.c.round_id == round_id, score.c.value.is_not(None))
        .group_by(*place)
    )
    return [
        Given(row[0], row[1], row[2], {int(key): value for key, value in json.loads(row[3]).items()})
        for row in in_parts(connection.execute(statement))
    ]


def sheets(connection: Connection, round_id: int, members: Collection[int]) -> dict[tuple[int, int], int]:
    """Return the sheets of these members of a round by member and project."""
    columns = (score_sheet.c.member_id, score_sheet.c.project_id, score_sheet.c.id)
    mine = (score_sheet.c.round_id == round_id, score_sheet.c.member_id.in_(members))
    statement = select(*columns).where(*mine)
    return {(row[0], row[1]): row[2] for row in connection.execute(statement)}


def score_ids(connection: Connection, round_id: int, members: Collection[int]) -> dict[tuple[int, int], int]:
    """Return the scores that these members have given by sheet and criterion."""
    statement = (
        select(score.c.sheet_id, score.c.criterion_id, score.c.id)
        .join(score_sheet, score_sheet.c.id == score.c.sheet_id)
        .where(score_sheet.c.round_id == round_id, score_sheet.c.member_id.in_(members))
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(statement)}


def places_of(connection: Connection, round_id: int, projects: Collection[int]) -> list[int]:
    """Return the ids under which projects stand in a round."""
    condition = (round_project.c.round_id == round_id) & round_project.c.project_id.in_(projects)
    return list(connection.execute(select(round_project.c.id).where(condition)).scalars())


def remarks(
    connection: Connection, round_id: int, project_id: int | None = None
) -> list[tuple[int, int, int, str]]:
    """Return the comments of a round, or on one project: member, project, criterion, words."""
    columns = (score_sheet.c.member_id, score_sheet.c.project_id, score.c.criterion_id, score.c.comment)
    statement = (
        select(*columns)
        .join(score, score.c.sheet_id == score_sheet.c.id)
        .where(score_sheet.c.round_id == round_id, score.c.comment != "")
    )
    if project_id is not None:
        statement = statement.where(score_sheet.c.project_id == project_id)
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(statement)]


def overall(connection: Connection, round_id: int) -> dict[tuple[int, int], str]:
    """Return the 총평 of a round's sheets by member and project."""
    columns = (score_sheet.c.member_id, score_sheet.c.project_id, score_sheet.c.comment)
    statement = select(*columns).where(score_sheet.c.round_id == round_id, score_sheet.c.comment != "")
    return {(row[0], row[1]): row[2] for row in connection.execute(statement)}


def pending_sheets() -> ColumnElement[int]:
    """Return how many sheets a round, of the statement that this stands in, still waits for."""
    row = evaluation_round.c

    def count(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[int]:
        statement = select(func.count()).select_from(table).where(*conditions)
        return statement.correlate(evaluation_round).scalar_subquery()

    criteria = select(func.count(rubric_criterion.c.id)).where(rubric_criterion.c.rubric_id == row.rubric_id)
    given = select(func.count(score.c.value)).where(score.c.sheet_id == score_sheet.c.id)
    excluded = exists(
        select(exclusion.c.id).where(
            exclusion.c.member_id == score_sheet.c.member_id,
            exclusion.c.project_id == score_sheet.c.project_id,
        )
    )
    finished = count(
        score_sheet,
        score_sheet.c.round_id == row.id,
        given.correlate(score_sheet).scalar_subquery()
        >= criteria.correlate(evaluation_round).scalar_subquery(),
        ~excluded,
    )
    members = count(panel_member, panel_member.c.round_id == row.id)
    projects = count(round_project, round_project.c.round_id == row.id)
    return members * projects - count(exclusion, exclusion.c.round_id == row.id) - finished


def newest_version(connection: Connection, series: str) -> int:
    """Return the number of the newest version of a rubric."""
    statement = select(func.max(rubric.c.version)).where(rubric.c.series == series)
    return int(connection.execute(statement).scalar_one())


def _of_round(connection: Connection, table: Table, round_id: int, row: type[T]) -> list[T]:
    statement = select(table).where(table.c.round_id == round_id)
    return _rows(connection, statement.order_by(table.c.position, table.c.id), row)


def _rows(connection: Connection, statement: Select[Any], row: type[T]) -> list[T]:
    return [row(**values) for values in connection.execute(statement).mappings()]
