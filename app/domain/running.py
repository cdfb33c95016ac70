"""진행 화면: the line that is typed, the clock of an agenda item, the keys for attendance."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.finding import FindingKind
from app.domain.session import AgendaItem, AttendanceState, Session

MARKS: tuple[tuple[str, FindingKind], ...] = (
    ('"', FindingKind.VOICE),
    ("@", FindingKind.CITIZEN_NEED),
    ("%", FindingKind.ADMIN_NEED),
    ("!", FindingKind.PAIN),
    ("#", FindingKind.KEYWORD),
    ("&", FindingKind.PERSONA),
    ("=", FindingKind.PROBLEM),
    ("?", FindingKind.HMW),
    ("*", FindingKind.IDEA),
    ("+", FindingKind.PROTOTYPE),
)
"""The mark that a line may begin with, in the order of Alt+1 to Alt+9 and Alt+0."""

PERSON_KEYS = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_JAMO = dict(
    zip("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "QWERTYUIOPASDFGHJKLZXCVBNM", strict=True)
)
_DOUBLE = dict(zip("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP", strict=True))
_QUOTES = {"“": '"', "”": '"'}
_TURN = {
    None: AttendanceState.PRESENT,
    AttendanceState.PRESENT: AttendanceState.LATE,
    AttendanceState.LATE: AttendanceState.ABSENT,
    AttendanceState.ABSENT: AttendanceState.PRESENT,
}


@dataclass(frozen=True, slots=True)
class Capture:
    """A card as it was typed; ``uid`` is its identity, so that handing it over twice stores it once."""

    uid: str
    kind: str
    text: str
    agenda_item_id: int | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who is expected, as the room may read it; ``state`` is None until entered."""

    person_id: int
    name: str
    role: str | None
    state: str | None


@dataclass(frozen=True, slots=True)
class RunBoard:
    """What the screen shows of a session: its agenda, who is expected, its newest cards and their number."""

    session: Session
    agenda: tuple[AgendaItem, ...]
    attendees: tuple[Attendee, ...]
    cards: tuple[Capture, ...]
    card_count: int


def read_line(text: str, kind: str) -> tuple[str, str]:
    """Return kind and words of a line: its first mark chooses the kind, a doubled mark is just the mark.

    Full-width and curly signs, which Korean keyboards make, are the same marks; a quoted voice loses both
    of its quotes.
    """
    words = text.strip()
    marks = {mark: item.value for mark, item in MARKS}
    first = _plain(words[:1])
    if first not in marks:
        return kind, words
    if _plain(words[1:2]) == first:
        return kind, words[1:]
    rest = words[1:].strip()
    if first == '"' and _plain(rest[-1:]) == '"':
        rest = rest[:-1].rstrip()
    return marks[first], rest


def _plain(sign: str) -> str:
    return _QUOTES.get(sign) or unicodedata.normalize("NFKC", sign)


def person_key(text: str) -> str:
    """Return the key for attendance that ``text`` of a key press stands for, whatever the keyboard's mode."""
    return _JAMO.get(text) or _DOUBLE.get(text) or text.upper()


def next_state(state: str | None) -> AttendanceState:
    """Return what the next press of a person's key enters: 출석, then 지각, then 불참, then 출석 again."""
    return _TURN[AttendanceState(state) if state else None]


def current(agenda: Sequence[AgendaItem]) -> int | None:
    """Return the place of the item under way; None before the first and after the last."""
    running = (place for place, item in enumerate(agenda) if item.started_at and not item.ended_at)
    return next(running, None)


def upcoming(agenda: Sequence[AgendaItem]) -> int | None:
    """Return the place of the first item that has not begun after whatever has; None where all have."""
    begun = [place for place, item in enumerate(agenda) if item.started_at]
    place = begun[-1] + 1 if begun else 0
    return place if place < len(agenda) else None


def seconds_left(item: AgendaItem, now: datetime) -> int:
    """Return the seconds left of an item under way, negative once it overruns."""
    passed = int((now - item.started_at).total_seconds()) if item.started_at else 0
    return item.minutes * 60 - max(passed, 0)


def clock_face(seconds: int) -> str:
    """Return seconds as a clock shows them: ``04:30``, ``1:05:00``, ``+00:12`` once over."""
    hours, rest = divmod(abs(seconds), 3600)
    minutes, left = divmod(rest, 60)
    sign = "+" if seconds < 0 else ""
    return f"{sign}{hours}:{minutes:02d}:{left:02d}" if hours else f"{sign}{minutes:02d}:{left:02d}"
