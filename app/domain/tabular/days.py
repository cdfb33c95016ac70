"""Days as offices write them in tables: dates, serials, figures in one piece, with clocks, in spans."""

import re
import unicodedata
from calendar import monthrange
from datetime import MINYEAR, date
from math import isfinite

from app.domain.fields import FieldSpec
from app.domain.hangul import fold
from app.domain.koreandate import DateProblem, read_date, read_period
from app.domain.tabular.combined import CLOCK
from app.domain.tabular.reading import NOTHING, Context, Reading, cleaned
from app.domain.tabular.sheet import Raw, text_of

_DAY = re.compile(r"['’]?(\d{4}|\d{2})\D{0,3}(\d{1,2})\D{0,3}(\d{1,2})\D*")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ISO_CLOCK = re.compile(r"T\d\d:\d\d.*$")
_SPAN = re.compile(r"\s*[~∼]\s*")


def read_day(spec: FieldSpec, cell: Raw, context: Context) -> Reading:
    """Return the day that a cell means: a date, a serial of Excel, or a text as offices write days."""
    if isinstance(cell, date):
        return Reading(cleaned(spec, cell))
    return _day_of_text(spec, cell, context) if isinstance(cell, str) else _day_of_number(spec, cell, context)


def _day_of_number(spec: FieldSpec, cell: Raw, context: Context) -> Reading:
    """Read a serial of Excel, or the figures of a day in one piece: 20260305."""
    reading = read_date(cell + context.later) if isinstance(cell, int | float) and isfinite(cell) else None
    if isinstance(cell, float | int) and 19_000_101 <= cell < 22_001_232:
        reading = read_date(str(int(cell)))
    if reading is None or reading.value is None:
        return Reading(problem=_no_date(spec), fix=_last_day(text_of(cell)))
    return Reading(cleaned(spec, reading.value))


def _day_of_text(spec: FieldSpec, cell: str, context: Context) -> Reading:
    text = unicodedata.normalize("NFKC", cell).strip()
    if fold(text) in NOTHING:
        return Reading()
    if spec.partial and read_period(text):
        return Reading(text)
    found = read_date(_without_clock(text))
    if found.problem is DateProblem.NOT_A_DATE:
        # Of a span of days in one cell (2026. 3. 1. ~ 5. 31.) the end of the field's name decides.
        ends = _SPAN.split(text)
        if len(ends) == 2 and not spec.not_before:
            found = read_date(_without_clock(ends[0]))
    if found.value is not None:
        return Reading(cleaned(spec, found.value))
    if found.problem is DateProblem.YEAR_ASKED:
        year = context.year
        whole = read_date(text, year).value if year else None
        fix = whole.isoformat() if whole else None
        return Reading(problem="연도가 없는 날짜입니다. 연도를 함께 적으십시오.", fix=fix)
    return Reading(problem=_no_date(spec, text), fix=_last_day(text))


def _without_clock(text: str) -> str:
    return CLOCK.sub("", _ISO_CLOCK.sub("", text))


def _no_date(spec: FieldSpec, text: str = "") -> str:
    found = _COMPACT.fullmatch(text) or _DAY.fullmatch(text)
    if found and 1 <= int(found[2]) <= 12 and int(found[3]) > 28:
        year = int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])
        last = monthrange(year, int(found[2]))[1]
        return f"없는 날짜입니다. {int(found[2])}월은 {last}일까지 있습니다."
    if found:
        return "없는 날짜입니다. 월과 일을 확인하십시오."
    return "날짜로 읽을 수 없습니다. 2026. 11. 21.처럼 적으십시오."


def _last_day(text: str) -> str | None:
    """Return the last day of the month that a day too many was written for."""
    found = _COMPACT.fullmatch(text) or _DAY.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12 or not 28 < int(found[3]) <= 31:
        return None
    year = int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])
    if year < MINYEAR:
        return None
    return date(year, int(found[2]), monthrange(year, int(found[2]))[1]).isoformat()
