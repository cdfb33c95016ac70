"""When a session was held, as people wrote it: what is certain is read, the rest stays in their words."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.checks import clean_text
from app.domain.koreandate import DateProblem, format_time, parse_time, read_date
from app.errors import UserError

_TIME = re.compile(r"(?:오전|오후)?\s*\d{1,2}\s*(?::\s*\d{2}|시(?:\s*\d{1,2}\s*분|\s*반)?)")
# 8시 alone may be morning or evening; 오후 8시, 20시 and 8:00 are not in doubt.
_CERTAIN = re.compile(r"오전|오후|:|(?:1[3-9]|2[0-3])\s*시")


@dataclass(frozen=True, slots=True)
class When:
    """Day and time as far as the words are certain; ``as_written`` keeps words that are not."""

    held_on: date | None
    starts_at: str
    as_written: str


def read_when(written: str) -> When:
    """Return what ``written`` says of day and time; a part that is missing or in doubt stays missing.

    A day that does not exist (2026. 2. 30.) is refused with a sentence.
    """
    text = clean_text(written, "날짜", "held_on")
    match = _TIME.search(text)
    time_words = match[0].strip() if match else ""
    rest = (text[: match.start()] + " " + text[match.end() :]).strip() if match else text
    day = read_date(rest) if rest else None
    if day is not None and day.problem is DateProblem.NO_SUCH_DAY:
        raise UserError(day.message, "held_on")
    held_on = day.value if day is not None else None
    starts_at = clock_time(time_words) if _CERTAIN.search(time_words) else ""
    certain = held_on is not None and (starts_at or not time_words)
    return When(held_on, starts_at, "" if certain else text)


def clock_time(written: str, field: str = "starts_at") -> str:
    """Return ``14:30`` for a time as people write it (오후 2시 반); an empty text stays empty."""
    if not written.strip():
        return ""
    try:
        return format_time(parse_time(written))
    except UserError as error:
        raise UserError(error.message, field) from error
