"""Cells that say two things, and values that offices write oddly."""

from datetime import date, datetime

import pytest

from app.domain.fields import FieldSpec, FieldType
from app.domain.tabular.cells import Cells
from app.domain.tabular.columns import read_column
from app.domain.tabular.combined import day_and_times, name_and_phone, span_of_days
from app.domain.tabular.reading import Context
from app.domain.tabular.sheet import Raw
from app.domain.tabular.values import phone_of, reader

SHARE = FieldSpec("citizen_goal", FieldType.PERCENT, "비율")
BORN = FieldSpec("birth_year", FieldType.INTEGER, "출생 연도")
START = FieldSpec("starts_on", FieldType.DATE, "시작일")
PHONE = FieldSpec("phone", FieldType.TEXT, "전화")
CLOCK = FieldSpec("starts_at", FieldType.TEXT, "시작")
TITLE = FieldSpec("title", FieldType.TEXT, "과제명")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("2025. 3. 5.(수) 14:00~16:00", ("2025. 3. 5.(수)", "14:00", "16:00")),
        ("2025. 3. 12. 오후 2시", ("2025. 3. 12.", "14:00", "")),
        ("2025년 3월 5일 오후 2시~4시", ("2025년 3월 5일", "14:00", "16:00")),
        ("2025년 3월 5일 수요일 오전 10시", ("2025년 3월 5일 수요일", "10:00", "")),
        (datetime(2025, 3, 5, 14), (date(2025, 3, 5), "14:00", "")),
        (datetime(2025, 3, 5), None),
        ("2025. 3. 5.", None),
        ("둘째 주", None),
    ],
)
def test_a_day_with_times_is_taken_apart(cell: Raw, told: object) -> None:
    """The day stays for its own field, beginning and end are times of 24 hours."""
    assert day_and_times(cell) == told


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("2025. 3. 5. ~ 2025. 4. 5.", (date(2025, 3, 5), date(2025, 4, 5))),
        ("2025. 3. 1.~5. 31.", (date(2025, 3, 1), date(2025, 5, 31))),
        ("'25.3월~11월", (date(2025, 3, 1), date(2025, 11, 30))),
        ("2026. 12. 28. ~ 1. 3.", (date(2026, 12, 28), date(2027, 1, 3))),
        ("2027. 12. 1. ~ 2. 29.", (date(2027, 12, 1), date(2028, 2, 29))),
        ("2026.11월~2월", (date(2026, 11, 1), date(2027, 2, 28))),
        ("2026. 12. 28. ~ 2026. 1. 3.", (date(2026, 12, 28), date(2026, 1, 3))),
        ("2026. 5. 20. ~ 5. 2.", (date(2026, 5, 20), date(2026, 5, 2))),
        ("2025-03-05", None),
    ],
)
def test_a_span_is_its_first_and_last_day(cell: Raw, told: object) -> None:
    """An end without its year is of that of the beginning or the next; months are whole ones.

    What was written with its year, or within one month, stays as it is and is refused as a wrong span.
    """
    assert span_of_days(cell) == told


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("홍길동(☎063-620-1234)", ("홍길동", "063-620-1234")),
        ("김철수\n063-222-3333", ("김철수", "063-222-3333")),
        ("기획실 이영희, 010-1111-2222", ("기획실 이영희", "010-1111-2222")),
        ("홍길동", None),
        ("홍길동 2025", None),
        ("홍길동(1588-1234)", ("홍길동", "1588-1234")),
        ("홍길동(620-1234)", ("홍길동", "620-1234")),
        ("홍길동(+82 10-1111-2222)", ("홍길동", "+82 10-1111-2222")),
        ("홍길동(1985.03.02)", None),
        ("홍길동(85.03.02)", None),
        ("홍길동(1985-03-02)", None),
        ("홍길동 20010302", None),
    ],
)
def test_a_name_with_its_phone_is_taken_apart(cell: Raw, told: object) -> None:
    """No phone stays in a name, and no day of birth becomes one."""
    assert name_and_phone(cell) == told


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (7012345678.0, "070-1234-5678"),
        (801234567.0, "080-123-4567"),
        (21234567.0, "02-123-4567"),
        (1012345678.0, "010-1234-5678"),
        ("15881234", "1588-1234"),
        ("2123-4567", "2123-4567"),
    ],
)
def test_a_phone_that_lost_its_zero_gets_it_back(cell: Raw, told: str) -> None:
    """Also those of the internet, of free calls and of Seoul; what was written with a sign stays."""
    assert phone_of(cell) == told


def test_a_word_for_nothing_is_no_phone() -> None:
    """없음, 해당없음 and a dash leave the phone empty."""
    read = reader(PHONE, Context())
    assert [read(word).value for word in ("없음", "해당 없음", "-")] == [""] * 3


def test_percents_are_asked_about_cell_by_cell() -> None:
    """Where nothing says on which scale a number stands, and where one is rounded, a person decides."""
    cells: list[Raw] = ["50%", 0.35, 35.0, "35.5%", 1.0]
    found = read_column(SHARE, Cells(cells), Context())
    assert {place: one.fix for place, one in found.odd.items()} == {1: "35", 3: "36", 4: "100"}
    assert not any(one.problem for one in found.odd.values())
    halves: list[Raw] = ["12.5%", 12.5, "0.5%"]
    found = read_column(SHARE, Cells(halves), Context())
    assert (list(found.values), {one.fix for one in found.odd.values()}) == ([13, 13, 1], {"13", "1"})
    shares: list[Raw] = [0.5, 0.35, 1.0]
    assert list(read_column(SHARE, Cells(shares), Context()).values) == [50, 35, 100]


def test_odd_ways_of_writing_are_read() -> None:
    """An English time, a birthday of two figures, a day with an hour, a sign that nobody sees."""
    assert reader(CLOCK, Context())("2:30 pm").value == "14:30"
    assert reader(BORN, Context(year=2026))("90.5.6").value == 1990
    assert reader(START, Context())("2025년 3월 5일 오후 2시").value == date(2025, 3, 5)
    assert reader(TITLE, Context())("등불\u200b 사업\ufeff").value == "등불 사업"
