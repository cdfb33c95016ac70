"""Dates, times and sums of money as Korean offices write and read them."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from app.domain.hangul import josa
from app.errors import UserError

_DIGITS = "영일이삼사오육칠팔구"
_PLACES = ("", "십", "백", "천")
_GROUPS = ("", "만", "억", "조", "경")
_WEEKDAYS = "월화수목금토일"
# Excel counts days from 1899-12-30 for every date after February 1900.
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_RANGE = range(20_000, 80_000)
# Patterns are compiled when first used: the lists of the first screen only write dates.
_WEEKDAY_MARK = rf"\s*[(（]\s*[{_WEEKDAYS}](?:요일)?\s*[)）]\s*|\s+[{_WEEKDAYS}]요일\s*"
_COMPACT = r"(\d{4})(\d{2})(\d{2})"
_FULL = (
    r"['’‘`]?(?P<year>\d{4}|\d{2})\s*(?:[-./]|년)\s*"
    r"(?P<month>\d{1,2})\s*(?:[-./]|월)\s*(?P<day>\d{1,2})\s*(?:[.]|일)?"
)
_NO_YEAR = r"(\d{1,2})\s*(?:[-./]|월)\s*(\d{1,2})\s*(?:[.]|일)?"
_PERIOD = (
    r"(?:\d{4}|['’‘`]\d{2})\s*(?:(?:[-./]|년)\s*(?P<month>\d{1,2})\s*(?:[.]|월)?|"
    r"(?:[.]|년)?\s*(?:[상하]반기|[1-4]\s*(?:/\s*4\s*)?분기)?)"
)
_TIME = (
    r"(?P<half>오전|오후|AM|PM)?\s*(?P<hour>\d{1,2})\s*(?:(?::\s*(?P<minute>\d{2})(?::\d{2})?)|"
    r"(?:시\s*(?:(?P<minute2>\d{1,2})\s*분|(?P<half_hour>반))?))\s*(?P<after>AM|PM)?"
)


class DateProblem(StrEnum):
    """Why a text gives no date."""

    NONE = ""
    EMPTY = "empty"
    YEAR_ASKED = "year_asked"
    NO_SUCH_DAY = "no_such_day"
    NOT_A_DATE = "not_a_date"


@dataclass(frozen=True, slots=True)
class DateReading:
    """The date that a text means, or why there is none; ``message`` tells the person what to write."""

    value: date | None
    problem: DateProblem = DateProblem.NONE
    message: str = ""


def read_date(written: str | int | float, year: int | None = None) -> DateReading:
    """Return the date of ``written``; a date without its year takes ``year``, or asks for it.

    Takes ``2026-11-21``, ``2026.11.21``, ``'26. 3. 5.``, ``2026년 3월 5일``, ``20261121``, ``7.30`` and
    Excel serials, each with or without a weekday such as ``(목)``.
    """
    if not isinstance(written, str):
        return _from_serial(written)
    text = re.sub(_WEEKDAY_MARK, " ", written).strip()
    if not text:
        return DateReading(None, DateProblem.EMPTY, "날짜를 적으십시오. 예: 2026. 11. 21.")
    if match := re.fullmatch(_COMPACT, text) or re.fullmatch(_FULL, text):
        *_, year_digits, month, day = match.groups()
        return _day(_century(year_digits), int(month), int(day), text)
    if match := re.fullmatch(_NO_YEAR, text):
        return _without_year(match, year, text)
    if text.isdigit() and int(text) in _EXCEL_RANGE:
        return _from_serial(int(text))
    return _no_date(written.strip())


def parse_date(written: str | int | float, year: int | None = None) -> date:
    """Return the date of ``written`` as ``read_date`` does; raises UserError where there is none."""
    reading = read_date(written, year)
    if reading.value is None:
        raise UserError(reading.message)
    return reading.value


def _century(digits: str) -> int:
    """Return the year of two or four digits; two digits are of this century (offices write '26)."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(year: int, month: int, day: int, text: str) -> DateReading:
    try:
        return DateReading(date(year, month, day))
    except ValueError:
        message = f"{josa(_quoted(text), '은/는')} 없는 날짜입니다. 월과 일을 확인하십시오."
        return DateReading(None, DateProblem.NO_SUCH_DAY, message)


def _without_year(match: re.Match[str], year: int | None, text: str) -> DateReading:
    month, day = int(match[1]), int(match[2])
    if year is None:
        # A leap year, so that 2.29 is asked about and not refused.
        found = _day(2000, month, day, text)
        message = f"'{text}'에 연도가 없습니다. 연도를 함께 적으십시오. 예: 2026. {month}. {day}."
        return DateReading(None, DateProblem.YEAR_ASKED, message) if found.value else found
    return _day(year, month, day, text)


def _from_serial(serial: float) -> DateReading:
    if int(serial) not in _EXCEL_RANGE:
        return _no_date(str(serial))
    return DateReading(_EXCEL_EPOCH + timedelta(days=int(serial)))


def _no_date(text: str) -> DateReading:
    message = f"{josa(_quoted(text), '은/는')} 날짜가 아닙니다. 예: 2026. 11. 21."
    return DateReading(None, DateProblem.NOT_A_DATE, message)


def read_period(written: str) -> str | None:
    """Return the words of a month, quarter, half or year (2026. 3., 2026년 하반기), else None."""
    text = written.strip()
    match = re.fullmatch(_PERIOD, text)
    if match is None:
        return None
    if match["month"] and not 1 <= int(match["month"]) <= 12:
        raise UserError(f"{josa(_quoted(text), '은/는')} 없는 달입니다. 예: 2026. 3.")
    return text


def format_date(day: date) -> str:
    """Return a date as documents print it: ``2026. 11. 21.``."""
    return f"{day.year}. {day.month}. {day.day}."


def format_short(day: date) -> str:
    """Return a date of this year as lists show it: ``6. 18. (목)``."""
    return f"{day.month}. {day.day}. ({_WEEKDAYS[day.weekday()]})"


def parse_time(written: str) -> time:
    """Return the time of ``14:30``, ``오후 8시``, ``(목) 오후 8시 30분``, ``8시 반``; raises UserError."""
    text = re.sub(_WEEKDAY_MARK, " ", written).strip()
    match = re.fullmatch(_TIME, text, re.IGNORECASE)
    if match is None:
        raise UserError(f"{josa(_quoted(written), '은/는')} 시각이 아닙니다. 예: 14:30")
    hour = _hour(int(match["hour"]), (match["half"] or match["after"] or "").upper())
    minute = 30 if match["half_hour"] else int(match["minute"] or match["minute2"] or 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise UserError(f"{josa(_quoted(written), '은/는')} 없는 시각입니다. 예: 14:30") from error


def _quoted(written: str) -> str:
    return f"'{written.strip()}'"


def _hour(hour: int, half: str) -> int:
    if half in ("오후", "PM"):
        return hour if hour >= 12 else hour + 12
    return 0 if half in ("오전", "AM") and hour == 12 else hour


def format_time(moment: time) -> str:
    """Return a time as documents print it: ``14:30``."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def format_money(won: int) -> str:
    """Return a sum as documents write it: ``금113,560원(금일십일만삼천오백육십원)``."""
    sign = "-" if won < 0 else ""
    return f"금{sign}{abs(won):,}원(금{'마이너스' if sign else ''}{money_words(abs(won))}원)"


def money_words(won: int) -> str:
    """Return a number that is not negative in words that cannot be altered: 일십, never a bare 십."""
    if won < 0 or won >= 10**20:
        raise ValueError(f"a sum of 0 to 10**20 was expected, not {won}")
    if won == 0:
        return _DIGITS[0]
    words, group = "", 0
    while won:
        won, rest = divmod(won, 10_000)
        if rest:
            words = _group_words(rest) + _GROUPS[group] + words
        group += 1
    return words


def _group_words(number: int) -> str:
    figures = reversed(str(number))
    words = [_DIGITS[int(figure)] + _PLACES[place] for place, figure in enumerate(figures) if figure != "0"]
    return "".join(reversed(words))
