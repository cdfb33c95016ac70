"""채점표 files: protected when given out, judged row by row when they come back, taken in one step."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.errors import UserError
from app.services import undo
from app.services.evaluation import rounds, rubrics, score_forms, scores
from app.services.workspace import Workspace
from tests import factories

FIRST, PROJECT, CRITERION, SCORE, COMMENT = 6, 1, 2, 7, 8


@pytest.fixture
def round_id(workspace: Workspace) -> int:
    """Give an open round of two projects and two reviewers with seven criteria."""
    rubric_id = rubrics.create(workspace, "서면심사", "paper")
    ids = [factories.project(workspace, title=title).id for title in ("골목 책방", "나래 정류장")]
    panels = {"서면": (100, ["가나다", "라마바"])}
    made = factories.evaluation_round(workspace, ids, panels, rubric_id=rubric_id)
    rounds.open_round(workspace, made)
    return made


def filled(ws: Workspace, round_id: int, folder: Path, change: Callable[[Any], None] | None = None) -> Path:
    """Give the first reviewer's sheet filled with 8, then changed."""
    path = score_forms.give_out(ws, round_id, folder)[0]
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(FIRST, sheet.max_row + 1):
        if not sheet.cell(row, SCORE).protection.locked:  # not the rows of 총평
            sheet.cell(row, SCORE, 8)
    if change:
        change(sheet)
    book.save(path)
    return path


def problems(ws: Workspace, round_id: int, path: Path) -> list[tuple[int, str]]:
    """Return the refused rows with their reasons."""
    return [(row.row, row.problem) for row in score_forms.read_back(ws, round_id, [path]).rows if row.problem]


def test_a_sheet_is_locked_but_for_scores_and_comments(
    workspace: Workspace, round_id: int, tmp_path: Path
) -> None:
    """Protected, held to its scale, without a whole name, one file for each reviewer."""
    paths = score_forms.give_out(workspace, round_id, tmp_path)
    assert len(paths) == 2
    sheet = load_workbook(paths[0]).worksheets[0]
    assert sheet.protection.sheet
    assert sheet.cell(FIRST, PROJECT).protection.locked and sheet.cell(FIRST, CRITERION).protection.locked
    assert not sheet.cell(FIRST, SCORE).protection.locked and not sheet.cell(FIRST, COMMENT).protection.locked
    [rule] = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1, rule.formula2) == ("decimal", "$E6", "$F6")
    assert "가나다" not in paths[0].name + str([cell.value for row in sheet.iter_rows() for cell in row])


def test_a_filled_sheet_is_taken_in_one_step(workspace: Workspace, round_id: int, tmp_path: Path) -> None:
    """Fourteen scores and a comment come in; one undo takes them away; a second reading finds them there."""
    path = filled(workspace, round_id, tmp_path, lambda sheet: sheet.cell(FIRST, COMMENT, "좋습니다"))
    preview = score_forms.read_back(workspace, round_id, [path])
    assert score_forms.accept(workspace, preview) == 14
    found = rounds.parts(workspace, round_id)
    assert len(found.pending()) == 2
    assert list(scores.remarks(workspace, round_id).values()) == ["좋습니다"]
    again = score_forms.read_back(workspace, round_id, [path])
    assert (again.entries, {row.words for row in again.rows}) == ({}, {"이미 있음"})
    assert undo.undo(workspace) == "채점표 1장 넣기"
    assert len(rounds.parts(workspace, round_id).pending()) == 4


def test_what_is_said_of_a_project_as_a_whole_comes_back(
    workspace: Workspace, round_id: int, tmp_path: Path
) -> None:
    """The row of 총평 takes words, refuses a score, and is given out again with what was said."""

    def say(sheet: Any) -> None:
        sheet.cell(FIRST + 7, COMMENT, "현장을 세 번 찾았습니다.")
        sheet.cell(FIRST + 15, SCORE, 9)

    path = filled(workspace, round_id, tmp_path, say)
    [(row, words)] = problems(workspace, round_id, path)
    assert row == FIRST + 15 and "총평 줄" in words
    score_forms.accept(workspace, score_forms.read_back(workspace, round_id, [path]))
    assert list(scores.overall(workspace, round_id).values()) == ["현장을 세 번 찾았습니다."]
    again = load_workbook(score_forms.give_out(workspace, round_id, tmp_path)[0]).worksheets[0]
    assert again.cell(FIRST + 7, COMMENT).value == "현장을 세 번 찾았습니다."


def test_each_wrong_row_is_refused_with_its_reason(
    workspace: Workspace, round_id: int, tmp_path: Path
) -> None:
    """Altered project, altered criterion, out of scale, words, nothing: the other rows are taken."""

    def spoil(sheet: Any) -> None:
        sheet.cell(FIRST, PROJECT, "다른 과제")
        sheet.cell(FIRST + 1, 4, 50)
        sheet.cell(FIRST + 2, SCORE, 11)
        sheet.cell(FIRST + 3, SCORE, "우수")
        sheet.cell(FIRST + 4, SCORE).value = None

    path = filled(workspace, round_id, tmp_path, spoil)
    found = problems(workspace, round_id, path)
    assert [row for row, _ in found] == [6, 7, 8, 9, 10]
    for (_, words), part in zip(
        found, ("과제", "기준이 바뀌", "10점까지", "점수가 아닙", "점수가 없"), strict=True
    ):
        assert part in words
    assert len(score_forms.read_back(workspace, round_id, [path]).entries) == 9


def test_a_row_that_is_gone_or_there_twice_is_told(
    workspace: Workspace, round_id: int, tmp_path: Path
) -> None:
    """A copied code does not count twice, and what is missing is named."""

    def spoil(sheet: Any) -> None:
        for column in range(1, 11):
            sheet.cell(FIRST + 1, column, sheet.cell(FIRST, column).value)

    found = problems(workspace, round_id, filled(workspace, round_id, tmp_path, spoil))
    assert [words for _, words in found] == ["같은 과제와 기준이 앞에 또 있습니다.", "줄이 없습니다."]


def test_files_of_elsewhere_are_refused_whole(workspace: Workspace, round_id: int, tmp_path: Path) -> None:
    """Another round's sheet, another workbook and a text are each told in a sentence."""
    other = rounds.get(workspace, round_id)
    second = factories.evaluation_round(workspace, [], title="하반기", rubric_id=other.rubric_id)
    path = filled(workspace, round_id, tmp_path)
    text = tmp_path / "아무.xlsx"
    text.write_bytes(b"PK no workbook")
    assert problems(workspace, second, path) == [(0, "다른 평가의 채점표입니다.")]
    assert "읽을 수 없습니다" in problems(workspace, round_id, text)[0][1]


def test_an_excluded_project_is_not_given_out_and_not_missed(
    workspace: Workspace, round_id: int, tmp_path: Path
) -> None:
    """Only the other project's seven rows and its 총평 stand on the sheet."""
    found = rounds.parts(workspace, round_id)
    rounds.exclude(workspace, found.members[0], found.projects[0][0], "가족")
    path = score_forms.give_out(workspace, round_id, tmp_path)[0]
    assert load_workbook(path).worksheets[0].max_row == FIRST + 7
    assert {words for _, words in problems(workspace, round_id, path)} == {"점수가 없습니다."}


def test_nothing_is_taken_into_a_closed_round(workspace: Workspace, round_id: int, tmp_path: Path) -> None:
    """A preview made before the closing is refused at the storing."""
    preview = score_forms.read_back(workspace, round_id, [filled(workspace, round_id, tmp_path)])
    rounds.close_round(workspace, round_id)
    with pytest.raises(UserError, match="마감한 평가"):
        score_forms.accept(workspace, preview)
