"""설문 결과: a sheet of answers read, kept and summed up; free answers become findings."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.checks import clean
from app.domain.finding import FindingKind
from app.domain.hangul import quoted
from app.domain.proposal import SURVEY_FIELDS
from app.domain.survey import Survey, SurveySheet, summed_up
from app.domain.survey_sheet import knows, read_sheet
from app.domain.tabular.kinds import SURVEY
from app.domain.tabular.locating import find_table
from app.domain.tabular.sheet import text_of
from app.errors import UserError
from app.services import findings, records
from app.services.tabular import opening
from db.queries import surveys as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def of_project(ws: "Workspace", project_id: int) -> list[Survey]:
    """Return the surveys of a project with their results, newest first."""
    with ws.reading() as connection:
        return queries.of_project(connection, project_id)


def preview(path: Path, sheet: str = "", password: str = "") -> SurveySheet:
    """Read a result sheet without storing anything; a ``UserError`` says what is wrong with it.

    The table is found in its sheet as that of any import: titles, sums and notes are no respondents.
    """
    file = opening.open_file(path, password)
    place = file.place_of(sheet) if sheet else opening.best_sheet(file, SURVEY)
    try:
        table = find_table(opening.read_sheet(file, place), knows, counts=lambda _heading: True)
    except UserError as error:
        raise UserError(f"‘{path.name}’ {error.message}", "path") from error
    columns = [(column.heading, table.cells(column.place)) for column in table.columns]
    rows = [
        [text_of(cells[place]).strip() for _heading, cells in columns] for place in range(len(table.records))
    ]
    head = [[heading for heading, _cells in columns]] if table.headings else []
    return replace(read_sheet([*head, *rows]), remarks=tuple(table.remarks()))


def stored_alike(ws: "Workspace", project_id: int, sheet: SurveySheet) -> Survey | None:
    """Return the survey of a project that has the questions and answers of ``sheet``, if there is one."""
    asked = [
        summed_up(0, one.text, one.type.value, [answer.value for answer in one.answers])
        for one in sheet.questions
    ]
    for survey in of_project(ws, project_id):
        if [replace(one, id=0) for one in survey.questions] == asked:
            return survey
    return None


def store(
    ws: "Workspace", project_id: int, title: str, sheet: SurveySheet, session_id: int | None = None
) -> int:
    """Keep a sheet that was looked at as a survey of a project, in one step; return its id."""
    fields = clean(SURVEY_FIELDS, {"title": title, "session_id": session_id})
    links = {"project_id": project_id}
    if alike := stored_alike(ws, project_id, sheet):
        raise UserError(
            f"문항과 응답이 같은 설문 {quoted(alike.title, '이/가')} 이미 있어 불러오지 않았습니다.", "path"
        )
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
