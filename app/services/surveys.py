"""설문 결과: a sheet of answers read, kept and summed up; free answers become findings."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.checks import clean
from app.domain.finding import FindingKind
from app.domain.proposal import SURVEY_FIELDS
from app.domain.survey import Survey, SurveySheet, read_sheet
from app.errors import UserError
from app.services import findings, records
from app.services.source_files import read_bytes
from db.queries import surveys as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def of_project(ws: "Workspace", project_id: int) -> list[Survey]:
    """Return the surveys of a project with their results, newest first."""
    with ws.reading() as connection:
        return queries.of_project(connection, project_id)


def preview(path: Path) -> SurveySheet:
    """Read a result sheet without storing anything; a ``UserError`` says what is wrong with it."""
    from exports.readers.books import Unreadable
    from exports.readers.sheets import read_rows, without_title

    content = read_bytes(path)
    try:
        return read_sheet(without_title([cells for _number, cells in read_rows(content)]))
    except Unreadable as error:
        raise UserError(f"‘{path.name}’: {error}", "path") from error


def store(
    ws: "Workspace", project_id: int, title: str, sheet: SurveySheet, session_id: int | None = None
) -> int:
    """Keep a sheet that was looked at as a survey of a project, in one step; return its id."""
    fields = clean(SURVEY_FIELDS, {"title": title, "session_id": session_id})
    links = {"project_id": project_id}
    with ws.unit_of_work(f"설문 ‘{fields['title']}’ 불러오기") as work:
        survey_id = work.insert("survey", {**fields, **links})
        for place, question in enumerate(sheet.questions, 1):
            values = {"survey_id": survey_id, "position": place, "text": question.text}
            asked = work.insert("survey_question", {**values, "type": question.type.value, **links})
            rows = (
                {"survey_question_id": asked, "respondent": one.respondent, "value": one.value, **links}
                for one in question.answers
            )
            work.insert_many("survey_answer", rows)
    return survey_id


def delete(ws: "Workspace", survey_id: int) -> None:
    """Delete a survey with its answers; findings made from them stay."""
    records.delete(ws, "survey", [survey_id])


def to_findings(ws: "Workspace", survey: Survey, answers: Sequence[str]) -> list[int]:
    """Turn free answers into 목소리 cards that keep the words, as one step; return their ids."""
    with ws.unit_of_work(f"설문 응답 {len(answers)}개를 카드로") as work:
        return [
            findings.create(
                work,
                survey.project_id,
                FindingKind.VOICE.value,
                answer,
                session_id=survey.session_id,
                quote=answer,
                speaker="설문 응답자",
            )
            for answer in answers
        ]
