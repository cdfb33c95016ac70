"""설문: the surveys of a project and the answers to their questions."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, func, select

from app.domain.survey import Survey, summed_up
from db.models.proposal import survey, survey_answer, survey_question


def of_project(connection: Connection, project_id: int) -> list[Survey]:
    """Return the surveys of a project with what their answers add up to, newest first; three statements."""
    columns = (survey.c.id, survey.c.title, survey.c.project_id, survey.c.session_id)
    statement = select(*columns).where(survey.c.project_id == project_id).order_by(survey.c.id.desc())
    rows = connection.execute(statement).mappings().all()
    questions, heads = _questions(connection, project_id), _respondents(connection, project_id)
    return [
        Survey(**row, respondents=heads.get(row["id"], 0), questions=tuple(questions.get(row["id"], ())))
        for row in rows
    ]


def _questions(connection: Connection, project_id: int) -> dict[int, list[Any]]:
    answers: dict[int, list[str]] = defaultdict(list)
    given = select(survey_answer.c.survey_question_id, survey_answer.c.value)
    given = given.where(survey_answer.c.project_id == project_id).order_by(survey_answer.c.id)
    for question, value in connection.execute(given):
        answers[question].append(value)
    table = survey_question
    asked = select(table.c.survey_id, table.c.id, table.c.text, table.c.type)
    asked = asked.where(table.c.project_id == project_id).order_by(table.c.position, table.c.id)
    found: dict[int, list[Any]] = defaultdict(list)
    for survey_id, row_id, text, kind in connection.execute(asked):
        found[survey_id].append(summed_up(row_id, text, kind, answers[row_id]))
    return found


def _respondents(connection: Connection, project_id: int) -> dict[int, int]:
    joined = survey_answer.join(survey_question, survey_question.c.id == survey_answer.c.survey_question_id)
    statement = (
        select(survey_question.c.survey_id, func.count(survey_answer.c.respondent.distinct()))
        .select_from(joined)
        .where(survey_answer.c.project_id == project_id)
        .group_by(survey_question.c.survey_id)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}
