"""What of a table is left aside, and what only looks as if it should be."""

from collections.abc import Sequence
from typing import Any

import pytest

from app.domain.tabular.kinds import KINDS
from app.domain.tabular.locating import find_table
from app.domain.tabular.matching import counts, holds_contacts, knows
from app.domain.tabular.sheet import Grid, Range, Raw, Sheet
from app.domain.tabular.table import Aside, Table

HEAD = ["과제명", "연도", "기관"]
FIRST = ["가 사업", 2025, "남원시"]


def _table(rows: Sequence[Sequence[Any]], kind: str = "projects", merges: tuple[Range, ...] = ()) -> Table:
    cells: list[Raw] = [cell for row in rows for cell in row]
    sheet = Sheet("표", Grid(cells, len(rows[0])), merges)
    return find_table(sheet, knows(KINDS[kind]), counts(KINDS[kind]))


@pytest.mark.parametrize(
    "row",
    [
        ["참고서 나눔 사업", 2025, "남원시"],
        ["*별빛 마을 만들기", 2025, "남원시"],
        ["※ 표시가 안 보여요", "목소리", "주민"],
        ["[안전한] 통학로 [만들기]", "", ""],
        ["상담 건수 합계", "건", 30],
    ],
)
def test_what_fills_the_columns_is_a_record_whatever_it_begins_with(row: list[Any]) -> None:
    """Signs and words of notes and sums at the front of a filled row leave it out by no means."""
    table = _table([HEAD, FIRST, row])
    assert table.records == (1, 2) and not table.doubtful


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["우리 동네 어르신과 청년이 함께 만드는 안전하고 즐거운 골목길", "", ""], Aside.NOTE),
        (["계", "010-2222-3333", "나"], Aside.SUM),
        (["남원시 합계", "모두", ""], Aside.SUM),
    ],
)
def test_what_may_be_a_record_is_kept_and_asked_about(row: list[Any], why: Aside) -> None:
    """A long title alone in the last row and a name like a sum are not dropped but doubtful."""
    table = _table([HEAD, FIRST, row])
    assert table.records == (1, 2) and table.doubtful == ((2, why),)


def test_what_is_left_out_is_told_and_can_be_taken() -> None:
    """Sums, notes and groups are listed with the reason; taken, they are records."""
    table = _table([HEAD, ["□ 동부권", "", ""], FIRST, ["합계", 1, ""], ["※ 2026. 6. 기준", "", ""]])
    assert table.records == (2,)
    assert dict(table.left_out) == {1: "묶음 제목", 3: "합계", 4: "표 아래의 글"}
    taken = table.taking({3})
    assert taken.records == (2, 3) and taken.cells(0) == ["가 사업", "합계"]


def test_a_heading_in_other_words_further_down_is_a_heading() -> None:
    """Two lists below each other: the second heading is no person."""
    rows = [
        ["이름", "전화", "소속"],
        ["가다라", "1", "가"],
        ["성명", "연락처", "소속"],
        ["마바사", "2", "나"],
    ]
    table = _table(rows, "people")
    assert table.records == (1, 3)


def test_one_word_alone_is_no_record() -> None:
    """A sheet that holds nothing but what it is called has no table."""
    assert _table([["명단"]], "people").records == ()


def test_what_is_merged_down_stands_in_every_record() -> None:
    """A year and an office merged over three projects are those of each, and that is told once."""
    rows: list[list[Any]] = [HEAD, FIRST, ["나 사업", "", ""], ["다 사업", "", ""]]
    table = _table(rows, merges=(((1, 1), (3, 1)), ((1, 2), (3, 2))))
    assert list(table.cells(1)) == [2025] * 3 and list(table.cells(2)) == ["남원시"] * 3
    assert any("합친 칸" in one and "3~4" in one for one in table.remarks())


@pytest.mark.parametrize("value", ["1회", "3명", 3, 2025, "A형"])
def test_a_merged_figure_that_is_no_sum_stands_in_every_record(value: Raw) -> None:
    """A number of times, a year and a number of a column that is none of figures are those of each record."""
    rows: list[list[Any]] = [["과제명", "운영", "기관"], ["가 사업", value, ""], ["나 사업", "", ""]]
    table = _table(rows, merges=(((1, 1), (2, 1)),))
    assert list(table.cells(1)) == [value] * 2
    assert not any("맨 위 행" in one for one in table.remarks())


@pytest.mark.parametrize(
    ("heading", "value"),
    [("국민 비율 기준", 50), ("예산(천원)", 2000), ("사업비", "3,000"), ("비고", "3천만원"), ("비고", "35%")],
)
def test_a_merged_sum_stays_in_its_row_and_is_told(heading: str, value: Raw) -> None:
    """Money, shares and figures of fields that count are of all the records together, of none alone."""
    rows: list[list[Any]] = [["과제명", heading, "기관"], ["가 사업", value, ""], ["나 사업", "", ""]]
    table = _table(rows, merges=(((1, 1), (2, 1)),))
    assert list(table.cells(1)) == [value, ""]
    assert any("금액과 수는 맨 위 행의 것으로만 읽습니다: 2." in one for one in table.remarks())


def test_a_second_table_beside_the_first_is_told_of() -> None:
    """Headings that come again are named, so that nobody thinks they were read."""
    table = _table([["이름", "전화", "", "이름", "전화"], ["가", "1", "", "나", "2"]], "people")
    assert any("다시 나옵니다: 이름(D열), 전화(E열)" in one for one in table.remarks())


def test_days_of_birth_are_no_phones() -> None:
    """A column of days in one piece is not taken for one of phones, whatever it is called."""
    assert not holds_contacts(["19850302", "19901121", "20010507"])
    assert holds_contacts(["010-1234-5678", "063-620-1234", "15881234"])
