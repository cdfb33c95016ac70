"""What stands in one cell and means two fields is stored in both, and that is told."""

from datetime import date
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.domain.tabular.preview import State
from app.services.workspace import Workspace
from exports.readers.books import Unreadable, open_book
from tests import factories
from tests.app.services.tabular import desk
from tests.app.services.tabular.files import Rows, xlsx


def test_times_and_spans_go_to_their_own_fields(workspace: Workspace) -> None:
    """일시 gives day, beginning and end; 추진기간 gives both days; a sentence names the rows."""
    factories.project(workspace, title="등불")
    rows: Rows = [["과제", "일시", "주제"], ["등불", "2025. 3. 5.(수) 14:00~16:00", "첫 모임"]]
    seen = desk.seen(workspace, rows, "sessions")
    told = [seen.columns[key][0] for key in ("held_on", "starts_at", "ends_at")]
    assert told == [date(2025, 3, 5), "14:00", "16:00"]
    assert any("시작·끝으로 나누어" in note and "2행" in note for note in seen.notes)
    rows = [
        ["과제명", "연도", "기관", "추진기간"],
        ["새 사업", 2025, "남원시", "2025. 3. 1. ~ 2025. 11. 30."],
    ]
    seen = desk.seen(workspace, rows, "projects")
    assert [seen.columns[key][0] for key in ("starts_on", "ends_on")] == [
        date(2025, 3, 1),
        date(2025, 11, 30),
    ]


def test_no_phone_stays_in_a_name(workspace: Workspace) -> None:
    """Of a person the phone goes to its field; of a 담당자 the name alone is read, and the rest is told."""
    seen = desk.seen(workspace, [["성명", "소속"], ["가온별(☎063-620-1234)", "시청"]], "people")
    assert (seen.columns["name"][0], seen.columns["phone"][0]) == ("가온별", "063-620-1234")
    rows: Rows = [["과제명", "연도", "담당자"], ["새 사업", 2025, "가온별\n063-222-3333"]]
    seen = desk.seen(workspace, rows, "projects")
    assert str(seen.columns["manager_id"][0]) == "가온별"
    assert any("담당" in note and "읽지 않았습니다: 2행" in note for note in seen.notes)


def test_the_same_person_without_a_phone_is_asked_about(workspace: Workspace) -> None:
    """Name and affiliation as in another row of the file: one person, or two of one name."""
    rows: Rows = [["성명", "전화", "소속"], ["가온별", "", "시청"], ["가온별", "010-2222-3333", "시청"]]
    seen = desk.seen(workspace, rows, "people")
    assert list(seen.states) == [State.DOUBT, State.NEW]
    assert seen.issues[0][0].into == 2


def test_a_title_in_wide_letters_is_the_plain_one(workspace: Workspace) -> None:
    """Full width and signs that nobody sees make no second project."""
    factories.project(workspace, title="등불 ABC", year=2025)
    rows: Rows = [["과제명", "연도"], ["등불 ＡＢＣ\u200b", 2025]]
    seen = desk.seen(workspace, rows, "projects")
    assert seen.ids[0] is not None


def test_a_row_like_a_sum_is_asked_about_and_what_was_left_out_can_be_taken(workspace: Workspace) -> None:
    """Doubtful rows wait for a person; a row taken back is a record like any other."""
    rows: Rows = [
        ["성명", "전화", "소속"],
        ["가온별", "010-1111-2222", "시청"],
        ["계", "010-2222-3333", "나"],
        ["□ 동부권", None, None],
        ["나래솔", "010-3333-2222", "나"],
    ]
    seen = desk.seen(workspace, rows, "people")
    assert list(seen.states) == [State.NEW, State.DOUBT, State.NEW]
    taken = desk.again(workspace, seen, taken=frozenset({3}))
    assert list(taken.columns["name"]) == ["가온별", "계", "□ 동부권", "나래솔"]


def test_days_without_a_format_count_from_1904_where_the_book_does(workspace: Workspace) -> None:
    """A number in a field of dates is the day that Excel would show in that workbook."""

    def counted(book: Any, _sheet: Any) -> None:
        book.epoch = CALENDAR_MAC_1904

    path = workspace.paths.file.with_name("맥.xlsx")
    path.write_bytes(xlsx([["과제명", "연도", "시작일"], ["새 일", 2025, 45721 - 1462]], counted))
    assert desk.seen(workspace, path, "projects").columns["starts_on"][0] == date(2025, 3, 5)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_known(encoding: str) -> None:
    """The first line end tells in which order the bytes stand."""
    book = open_book("성명,소속\n가온별,시청\n".encode(encoding))
    assert list(book.sheet(0).rows) == [["성명", "소속"], ["가온별", "시청"]]


def test_a_page_of_the_web_with_the_name_of_a_workbook_is_called_that() -> None:
    """What many old systems give out as .xls is said to be HTML, with what to do."""
    with pytest.raises(Unreadable, match=r"웹 문서\(HTML\).*\.xlsx"):
        open_book("<html><table><tr><td>성명</td></tr></table></html>".encode())
