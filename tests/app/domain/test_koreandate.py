"""Dates, times and sums as offices write them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.koreandate import (
    DateProblem,
    format_date,
    format_money,
    format_short,
    format_time,
    money_words,
    parse_date,
    parse_time,
    read_date,
)
from app.errors import UserError

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-05",
        "2026.3.5",
        "2026. 3. 5.",
        "2026/3/5",
        "'26. 3. 5.",
        "’26.3.5",
        "26-03-05",
        "2026년 3월 5일",
        "2026년 3월 5일(목)",
        "2026. 3. 5. (목)",
        "2026. 3. 5. 목요일",
        "20260305",
        "46086",
        46086,
        46086.75,
    ],
)
def test_every_way_to_write_a_date_is_read(written: str | float) -> None:
    """All ways that are in use mean the same day."""
    assert parse_date(written) == date(2026, 3, 5)


@given(DAYS)
def test_a_printed_date_is_read_back(day: date) -> None:
    """What the program prints, it reads."""
    assert parse_date(format_date(day)) == day
    assert parse_date(format_short(day), day.year) == day


@pytest.mark.parametrize("written", ["7.30", "7. 30. (목)", "12월 3일", "2.29"])
def test_a_date_without_its_year_asks_for_it(written: str) -> None:
    """No year is guessed: the reading asks, and the year given is taken."""
    assert read_date(written).problem is DateProblem.YEAR_ASKED
    assert parse_date(written, 2024).year == 2024
    with pytest.raises(UserError, match="연도"):
        parse_date(written)


@pytest.mark.parametrize("written", ["2026. 2. 29.", "2026-13-01", "2.30", "'26. 0. 5."])
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    """A date off the calendar is refused as such."""
    assert read_date(written).problem is DateProblem.NO_SUCH_DAY


@pytest.mark.parametrize("written", ["내일", "2026", "2026.3", "12345", 3, "2026-3-5-1"])
def test_what_is_no_date_is_refused(written: str | int) -> None:
    """Other texts and numbers are no dates."""
    assert read_date(written).problem is DateProblem.NOT_A_DATE


def test_printed_forms() -> None:
    """Documents print 2026. 11. 21. and lists 6. 18. (목)."""
    assert format_date(date(2026, 11, 21)) == "2026. 11. 21."
    assert format_short(date(2026, 6, 18)) == "6. 18. (목)"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("14:30", time(14, 30)),
        ("오후 8시", time(20)),
        ("(목) 오후 8시 30분", time(20, 30)),
        ("8시 반", time(8, 30)),
        ("오전 12시 5분", time(0, 5)),
        ("오후 12:10", time(12, 10)),
    ],
)
def test_times_are_read(written: str, expected: time) -> None:
    """오전 and 오후, hours with and without minutes, weekdays before them."""
    assert parse_time(written) == expected


@pytest.mark.parametrize("written", ["25:00", "14:60", "저녁", "14"])
def test_what_is_no_time_is_refused(written: str) -> None:
    """A time off the clock and other texts are refused."""
    with pytest.raises(UserError, match="시각"):
        parse_time(written)


@given(st.times())
def test_a_printed_time_is_read_back(moment: time) -> None:
    """What the program prints, it reads, to the minute."""
    assert parse_time(format_time(moment)) == moment.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("won", "printed"),
    [
        (113_560, "금113,560원(금일십일만삼천오백육십원)"),
        (0, "금0원(금영원)"),
        (100_000_000, "금100,000,000원(금일억원)"),
        (10_010, "금10,010원(금일만일십원)"),
        (-5_000, "금-5,000원(금마이너스오천원)"),
    ],
)
def test_sums_are_printed_in_figures_and_words(won: int, printed: str) -> None:
    """Words carry 일 before 십, 백 and 천 so that nothing can be added."""
    assert format_money(won) == printed


@given(st.integers(0, 10**20 - 1))
def test_words_of_money_mean_the_same_sum(won: int) -> None:
    """The words, counted together again, are the sum."""
    assert _counted(money_words(won)) == won


def _counted(words: str) -> int:
    total = group = digit = 0
    for sign in words:
        if sign in "영일이삼사오육칠팔구":
            digit = "영일이삼사오육칠팔구".index(sign)
        elif sign in "십백천":
            group, digit = group + digit * 10 ** ("십백천".index(sign) + 1), 0
        else:
            total, group, digit = total + (group + digit) * 10 ** (4 * ("만억조경".index(sign) + 1)), 0, 0
    return total + group + digit
