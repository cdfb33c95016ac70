"""설문 결과: sheets in both shapes become counts, means with n and findings."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.domain.proposal import QuestionType
from app.domain.survey import summed_up
from app.domain.survey_sheet import guess, read_sheet
from app.errors import UserError
from app.services import findings, surveys, undo
from app.services.workspace import Workspace
from tests import factories

ROWS = [
    ["순번", "나이대", "만족도", "이용 횟수", "바라는 점"],
    ["1", "60대", "4", "12", "밤에도 열어 주세요"],
    ["2", "70대 이상", "5", "30", ""],
    ["3", "60대", "", "7", "버스가 끊기면 갈 길이 없어요"],
    ["4", "60대", "3점", "1,200", "글씨를 크게 해 주세요"],
]


def test_a_row_per_respondent_gives_questions_with_answers() -> None:
    """Columns are questions, running numbers are none, empty cells are missing answers."""
    sheet = read_sheet(ROWS)
    assert [(question.text, question.type, len(question.answers)) for question in sheet.questions] == [
        ("나이대", QuestionType.CHOICE, 4),
        ("만족도", QuestionType.SCALE, 3),
        ("이용 횟수", QuestionType.NUMBER, 4),
        ("바라는 점", QuestionType.TEXT, 3),
    ]
    assert sheet.respondents == 4
    assert [answer.respondent for answer in sheet.questions[1].answers] == [1, 2, 4]


def test_question_type_answers_is_read_too() -> None:
    """Rows of question, type and answers are the other shape; the type named goes before the guess."""
    sheet = read_sheet(
        [["문항", "종류", "응답"], ["만족도", "척도", "4", "5", ""], ["한마디", "주관식", "좋아요", "좋아요"]]
    )
    assert [(one.text, one.type, len(one.answers)) for one in sheet.questions] == [
        ("만족도", QuestionType.SCALE, 2),
        ("한마디", QuestionType.TEXT, 2),
    ]


def test_a_mean_stands_with_its_n() -> None:
    """Answers that are no number are outside mean and n; without a number there is no mean."""
    found = summed_up(1, "만족도", "scale", ["4", "5", "3점", "모름"])
    assert (found.mean, found.n, found.counts) == (4.0, 3, (("3", 1), ("4", 1), ("5", 1)))
    assert summed_up(1, "만족도", "scale", ["모름"]).mean is None


def test_types_are_guessed_with_care() -> None:
    """Decimals and great numbers are numbers, words that never repeat are free answers."""
    assert guess(["1.5", "2"]) == QuestionType.NUMBER
    assert guess(["가", "나", "다", "라"]) == QuestionType.TEXT
    assert guess(["예", "아니요"]) == QuestionType.CHOICE


def test_a_workbook_is_read_and_kept(workspace: Workspace, tmp_path: Path) -> None:
    """The first filled sheet is read, numbers without a tail, dates as we write them; undo takes it away."""
    book = Workbook()
    sheet = book.create_sheet("결과")
    sheet.append(["방문일", "만족도"])
    sheet.append([date(2026, 3, 5), 4.0])
    sheet.append([date(2026, 3, 5), 5])
    path = tmp_path / "결과.xlsx"
    book.save(path)
    project = factories.project(workspace)
    seen = surveys.preview(path)
    surveys.store(workspace, project.id, "만족도 조사", seen)
    kept = surveys.of_project(workspace, project.id)[0]
    assert (kept.title, kept.respondents) == ("만족도 조사", 2)
    assert [(one.text, one.n, one.mean, one.counts) for one in kept.questions] == [
        ("방문일", 2, None, (("2026. 3. 5.", 2),)),
        ("만족도", 2, 4.5, (("4", 1), ("5", 1))),
    ]
    undo.undo(workspace)
    assert surveys.of_project(workspace, project.id) == []


def test_a_csv_in_the_old_korean_encoding_is_read(tmp_path: Path) -> None:
    """CSV of Excel on Korean Windows (CP949) is read as it is."""
    path = tmp_path / "결과.csv"
    path.write_bytes('성별,의견\n여,좋아요\n남,"길다, 너무"\n'.encode("cp949"))
    assert [one.text for one in surveys.preview(path).questions] == ["성별", "의견"]


def test_only_respondents_and_questions_are_read(tmp_path: Path) -> None:
    """Titles, sums and notes are no respondents; who answered is no question and is told of."""
    book = Workbook()
    for row in (["2026년 만족도 조사 결과"], [], ["이름", "연락처", "만족도", "의견"],
                ["가온별", "010-1111-2222", 4, "좋아요"], ["나래솔", "010-3333-4444", 5, "길어요"],
                ["합계", None, 9, None], ["※ 무응답은 빈 칸"]):  # fmt: skip
        book.worksheets[0].append(row)
    path = tmp_path / "결과.xlsx"
    book.save(path)
    sheet = surveys.preview(path)
    assert [one.text for one in sheet.questions] == ["만족도", "의견"]
    assert (sheet.respondents, sheet.personal) == (2, ("이름", "연락처"))
    assert len(sheet.remarks) == 3


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", b"PK no"), ("a.pdf", b"%PDF"), ("a.csv", b"\n\n")])
def test_what_is_no_sheet_is_refused_with_a_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    """A broken, foreign or empty file says what is wrong."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError):
        surveys.preview(path)


def test_a_resident_number_in_an_answer_is_refused(tmp_path: Path) -> None:
    """The place is named and the number is not."""
    path = tmp_path / "결과.csv"
    path.write_text("의견\n제 번호는 900101-1234567\n", encoding="utf-8")
    with pytest.raises(UserError, match="1번 응답") as refused:
        surveys.preview(path)
    assert "1234567" not in refused.value.message


def test_free_answers_become_cards(workspace: Workspace) -> None:
    """A card keeps the words and that a respondent said them."""
    project = factories.project(workspace)
    surveys.store(workspace, project.id, "바라는 점", read_sheet(ROWS))
    survey = surveys.of_project(workspace, project.id)[0]
    surveys.to_findings(workspace, survey, survey.questions[3].texts[:2])
    cards = findings.of_project(workspace, project.id)
    assert [(card.kind, card.text, card.quote, card.speaker) for card in cards] == [
        ("voice", text, text, "설문 응답자") for text in survey.questions[3].texts[:2]
    ]


def test_a_cell_without_end_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """A file that is called CSV and is one long line of anything is told of, not stumbled over."""
    path = tmp_path / "줄.csv"
    path.write_text("x" * 200_000, encoding="utf-8")
    with pytest.raises(UserError, match=r"줄\.csv"):
        surveys.preview(path)
