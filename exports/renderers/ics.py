"""일정 as an iCalendar file (RFC 5545) that Outlook, Google and phones read.

A stage is one event over its days although the calendar shows its two ends; a session without a known
hour is an event of the whole day, one without a known end has no end.  Names of people stay out.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from app.domain.calendar import Entry, EntryKind
from app.domain.choices import StageKind
from app.domain.koreandate import parse_time
from app.errors import UserError

ZONE = "Asia/Seoul"
_OFFSET = timedelta(hours=9)


def to_ics(entries: Iterable[tuple[str, Entry]], stamp: datetime) -> bytes:
    """Return the file of ``entries`` (name, entry); ``stamp`` is the moment that the records were so."""
    calendar = Calendar()
    calendar.add("prodid", "-//Hamkke//KO")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "함께설계 일정")
    calendar.add("x-wr-timezone", ZONE)
    calendar.add_component(_zone())
    told: set[str] = set()
    for name, entry in entries:
        event = _event(name, entry, stamp.astimezone(UTC).replace(microsecond=0))
        if str(event["uid"]) not in told:
            told.add(str(event["uid"]))
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _zone() -> Timezone:
    # Korea has had one offset and no summer time since 1988; the library would write out a century.
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("tzname", "KST")
    standard.add("dtstart", datetime(1988, 10, 9))
    standard.add("tzoffsetfrom", _OFFSET)
    standard.add("tzoffsetto", _OFFSET)
    zone.add_component(standard)
    return zone


def _event(name: str, entry: Entry, stamp: datetime) -> Event:
    event = Event()
    spans = entry.kind in (EntryKind.PLANNED, EntryKind.ACTUAL)
    event.add("uid", f"{entry.uid}-{entry.kind}@hamkke")
    event.add("dtstamp", stamp)
    _add_times(event, entry, spans)
    stage = StageKind(entry.stage).label if entry.stage else ""
    kind = EntryKind(entry.kind).label
    event.add("summary", f"{stage} {kind}" if spans else name)
    event.add(
        "description", " · ".join(part for part in (entry.project, kind, stage and f"{stage} 단계") if part)
    )
    event.add("categories", [kind])
    if entry.place:
        event.add("location", entry.place)
    event.add("transp", "OPAQUE" if entry.kind == EntryKind.SESSION else "TRANSPARENT")
    return event


def _add_times(event: Event, entry: Entry, spans: bool) -> None:
    starts, ends = _moment(entry.day, entry.starts_at), _moment(entry.day, entry.ends_at)
    if starts is None:
        first = (entry.first if spans else None) or entry.day
        last = (entry.last if spans else None) or entry.day
        event.add("dtstart", first)
        event.add("dtend", max(first, last) + timedelta(days=1))
        return
    event.add("dtstart", starts)
    if ends is not None and ends > starts:
        event.add("dtend", ends)


def _moment(day: date, written: str) -> datetime | None:
    try:
        return datetime.combine(day, parse_time(written), ZoneInfo(ZONE))
    except UserError:
        return None
