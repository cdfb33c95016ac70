"""What an import of a survey is told as: a record for programs, lines for people."""

from collections.abc import Iterator
from typing import Any

from app.cli.printing import came_to
from app.domain.privacy import resident_number
from app.domain.survey import AnswersRefused, Survey, SurveySheet
from app.domain.tabular.kinds import SURVEY


def survey_record(
    sheet: SurveySheet,
    label: str | None,
    alike: Survey | None,
    error: AnswersRefused | None,
    *,
    dry_run: bool,
) -> dict[str, Any]:
    """Return the outcome for JSON; ``alike`` is the stored survey with the same answers."""
    refused = [] if error is None else [
        {"respondent": number, "column": text, "value_masked": resident_number.HIDDEN,
         "reason": "주민등록번호로 보이는 숫자가 있어 읽지 않습니다.", "doubtful": False}
        for number, text in error.answers
    ]  # fmt: skip
    return {
        "dry_run": dry_run,
        "step": label,
        "kind": SURVEY,
        "total": sheet.respondents,
        "new": 0 if alike else sheet.respondents,
        "changed": 0,
        "unchanged": sheet.respondents if alike else 0,
        "refused": refused,
        "remarks": list(_remarks(sheet, alike)),
        "questions": [one.text for one in sheet.questions],
        "unread": list(sheet.personal),
        "error": error.message if error else None,
    }


def survey_lines(
    sheet: SurveySheet, label: str | None, alike: Survey | None, *, dry_run: bool
) -> Iterator[str]:
    """Yield what is stored, the questions and what of the sheet is not read."""
    yield came_to(label, dry_run=dry_run)
    yield f"설문 응답자 {sheet.respondents:,}명, 문항 {len(sheet.questions)}개"
    yield from _remarks(sheet, alike)
    yield from (f"  {one.text}: {one.type.label}, 응답 {len(one.answers)}개" for one in sheet.questions)


def _remarks(sheet: SurveySheet, alike: Survey | None) -> Iterator[str]:
    if alike:
        yield f"문항과 응답이 같은 설문이 이미 있습니다: {alike.title}"
    yield from sheet.unread
