"""Cells that say two things at once, taken apart: a day with times, a span of days, a name with a phone."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime

from app.domain.duplicates import is_dialled
from app.domain.koreandate import parse_time, read_date
from app.domain.tabular.sheet import Raw
from app.errors import UserError

_HOUR = (
    r"(?:오전|오후|AM|PM)?\s*\d{1,2}"
    r"(?:(?::\d{2}){1,2}(?:\.\d+)?|\s*시(?:\s*\d{1,2}\s*분|\s*반)?)\s*(?:AM|PM)?"
)
CLOCK = re.compile(rf"(?:\s+|(?<=[).일]))({_HOUR})\s*(?:부터)?(?:\s*[~∼–-]\s*(.*?))?\s*(?:까지)?\s*$", re.I)
_TIMES = re.compile(rf"({_HOUR})\s*(?:부터|[~∼–-])\s*({_HOUR})\s*(?:까지)?", re.I)
_SPAN = re.compile(r"\s*[~∼]\s*|\s+[–-]\s+")
_MONTH = re.compile(r"(?:['’]?(\d{4}|\d{2})\s*[.년/-]\s*)?(\d{1,2})\s*(?:월|\.)?\s*(?:말|초)?")
_NO_YEAR = re.compile(r"(\d{1,2})\s*[./월-]\s*(\d{1,2})\s*[.일]?")
_NAME_PHONE = re.compile(
    r"([^\d☎(\[/,:+]*[^\d☎(\[/,:+\s])[\s(\[/,]*(?:☎|☏|전화|연락처|tel|hp|t)?[\s.:]*(\+?\d[\d\s.)-]{6,}\d)\s*[)\]]?",
    re.IGNORECASE,
)


def day_and_times(cell: Raw) -> tuple[Raw, str, str] | None:
    """Return the day of a cell, its begin and end (14:00, empty if unsaid); None without times."""
    if isinstance(cell, datetime):
        return (cell.date(), f"{cell:%H:%M}", "") if cell.hour or cell.minute else None
    if not isinstance(cell, str):
        return None
    text = unicodedata.normalize("NFKC", cell).strip()
    found = CLOCK.search(text)
    if found is None or read_date(text[: found.start()]).value is None:
        return None
    times = _times(found[1], found[2])
    return (text[: found.start()].strip(), *times) if times else None


def span_of_times(cell: Raw) -> tuple[str, str] | None:
    """Return begin and end of a span of times: 14:00~16:00, 오후 2시부터 4시까지; None for another text."""
    found = _TIMES.fullmatch(unicodedata.normalize("NFKC", cell).strip()) if isinstance(cell, str) else None
    return _times(found[1], found[2]) if found else None


def _times(first: str, last: str | None) -> tuple[str, str] | None:
    try:
        begin = parse_time(first)
        end = parse_time(last) if last else None
    except UserError:
        return None
    if end and last and end < begin and end.hour < 12 <= begin.hour and not re.search(r"오|[AP]M", last):
        end = end.replace(hour=end.hour + 12)  # 오후 2시~4시
    return f"{begin:%H:%M}", f"{end:%H:%M}" if end else ""


def span_of_days(cell: Raw) -> tuple[date, date] | None:
    """Return the first and the last day of a span; of months alone the first and the last of theirs.

    An end that names no year is of that of the beginning, of the next where its month lies before.
    """
    ends = _SPAN.split(unicodedata.normalize("NFKC", cell).strip()) if isinstance(cell, str) else []
    if len(ends) != 2:
        return None
    begin = read_date(ends[0]).value or _in_month(ends[0], None, last=False)
    end = (read_date(ends[1]).value or _end_in(ends[1], begin.year)) if begin else None
    if begin and (end is None or (end < begin and end.month < begin.month)):
        end = _end_in(ends[1], begin.year + 1) or end  # 2026. 12. 28. ~ 1. 3.
    return (begin, end) if begin and end else None


def _end_in(text: str, year: int) -> date | None:
    """Return the end of a span: of one without its own year that of ``year``."""
    day = read_date(text, year).value if _NO_YEAR.fullmatch(text.strip()) else None
    return day or _in_month(text, year, last=True)


def _in_month(text: str, year: int | None, *, last: bool) -> date | None:
    found = _MONTH.fullmatch(text.strip())
    if not found or not 1 <= int(found[2]) <= 12 or not (found[1] or year):
        return None
    of_year = int(found[1]) if found[1] else year or 0
    of_year += 2000 if of_year < 100 else 0
    return date(of_year, int(found[2]), monthrange(of_year, int(found[2]))[1] if last else 1)


def name_and_phone(cell: Raw) -> tuple[str, str] | None:
    """Return the name and the phone that stand in one cell: 홍길동(☎063-620-1234); None where they do not."""
    if not isinstance(cell, str):
        return None
    found = _NAME_PHONE.fullmatch(" ".join(unicodedata.normalize("NFKC", cell).split()))
    return (found[1].strip(), found[2].strip()) if found and is_dialled(found[2].strip()) else None
