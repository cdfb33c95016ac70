"""What 현황 counts, read in one go: own projects with their sides, teams, answers about satisfaction.

A statement for each kind of record and none for each project; filters are applied to what was read.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from db import hours
from db.models.directory import agency, program, region
from db.models.indicator import indicator, measurement
from db.models.project import project
from db.models.proposal import survey_answer, survey_question
from db.queries import gates
from db.queries.day import days_from
from db.queries.parts import as_stored, by_columns, columns_of

ABOUT = "만족"
"""The word by which a question or an indicator is known to be about satisfaction."""
_parent = region.alias("parent")


def facts(connection: Connection, today: date) -> list[list[Any]]:
    """Return the sides of every own project and its kept hours: the columns of ``Fact`` in their order.

    Column by column: to make each row anew takes half as long again as reading it.
    """
    read = columns_of(connection, _facts(), today)
    days = {moment: days_from(moment, today) for moment in set(read[_ACTIVE_AT])}
    read[_ACTIVE_AT] = list(map(days.__getitem__, read[_ACTIVE_AT]))
    return read


@cache
def _facts() -> Select[Any]:
    # put together once: it is a long one
    columns = (
        project.c.id, project.c.year, project.c.program_id, project.c.service_field, project.c.region_id,
        project.c.lead_agency_id, gates.current_kind(),
        project.c.status == "active", project.c.active_at,
        project.c.citizen_goal, or_(project.c.government_level.is_(None), project.c.service_field.is_(None)),
        *hours.COLUMNS, gates.kept_size(), gates.kept_citizens(),
    )  # fmt: skip
    return by_columns(select(*columns).where(project.c.kind == "own"))


_ACTIVE_AT = 8


def provinces(connection: Connection) -> dict[int, str]:
    """Return the name of the 시·도 of every region, its own where it is one."""
    joined = region.outerjoin(_parent, _parent.c.code == region.c.parent_code)
    statement = select(region.c.id, func.coalesce(_parent.c.name, region.c.name)).select_from(joined)
    return {row[0]: row[1] for row in connection.execute(statement)}


def names(connection: Connection) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """Return the names of programmes and of agencies by id."""
    found = [connection.execute(select(table.c.id, table.c.name)) for table in (program, agency)]
    return {row[0]: row[1] for row in found[0]}, {row[0]: row[1] for row in found[1]}


def surveyed(connection: Connection) -> list[tuple[Any, ...]]:
    """Return how often each answer was given to every scale question about satisfaction.

    Rows are (question, project, its words, answer, how often); what an answer is worth is no matter of SQL.
    """
    return as_stored(connection.execute(_surveyed()))


@cache
def _surveyed() -> Select[Any]:
    given = func.count().label("given")
    answers = select(survey_answer.c.survey_question_id, survey_answer.c.value, given)
    grouped = answers.group_by(survey_answer.c.survey_question_id, survey_answer.c.value).subquery()
    joined = survey_question.join(grouped, grouped.c.survey_question_id == survey_question.c.id)
    columns = (survey_question.c.id, survey_question.c.project_id, survey_question.c.text)
    statement = select(*columns, grouped.c.value, grouped.c.given).select_from(joined)
    about = (survey_question.c.type == "scale", survey_question.c.text.contains(ABOUT))
    return statement.where(*about).order_by(survey_question.c.id)


def measured(connection: Connection) -> list[tuple[Any, ...]]:
    """Return the last value of every indicator about satisfaction, weighed by its sample (0: untold)."""
    return as_stored(connection.execute(_measured()))


@cache
def _measured() -> Select[Any]:
    newest = select(measurement.c.id).where(measurement.c.indicator_id == indicator.c.id)
    newest = newest.order_by(measurement.c.measured_on.desc(), measurement.c.id.desc()).limit(1)
    joined = indicator.join(measurement, measurement.c.id == newest.correlate(indicator).scalar_subquery())
    size = func.coalesce(measurement.c.size, 0)
    value = measurement.c.value
    return (
        select(indicator.c.project_id, indicator.c.label, value * size, size, value, value)
        .select_from(joined)
        .where(indicator.c.label.contains(ABOUT))
    )


def titles(connection: Connection) -> dict[int, str]:
    """Return the titles of all own projects by id."""
    statement = select(project.c.id, project.c.title).where(project.c.kind == "own")
    return {row[0]: row[1] for row in as_stored(connection.execute(statement))}
