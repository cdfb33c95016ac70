"""일정: what has a day between two days, moving it to another day, saving it for other calendars."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import Entry, EntryKind
from app.domain.choices import StageKind
from app.domain.koreandate import format_date
from app.errors import UserError
from app.services import stages
from db.queries import calendar as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_STAGES = (EntryKind.PLANNED, EntryKind.ACTUAL)


def between(
    ws: "Workspace", first: date, last: date, kinds: Collection[str] = (), projects: Collection[int] = ()
) -> list[Entry]:
    """Return what stands on the days from ``first`` to ``last``; empty ``kinds`` or ``projects`` mean all."""
    with ws.reading() as connection:
        return queries.entries(connection, first, last, kinds, projects)


def name(entry: Entry) -> str:
    """Return what an entry is called: its title, or the stage with which end of it this is."""
    if entry.title:
        return entry.title
    stage = StageKind(entry.stage).label if entry.stage else "단계"
    known = EntryKind(entry.kind) is EntryKind.PLANNED
    return f"{stage} {'계획' if known else '실적'} {'시작' if entry.field.endswith('start') else '끝'}"


def move(ws: "Workspace", entry: Entry, day: date) -> None:
    """Put an entry on another day, as one step; a stage keeps its length, a closed session its day."""
    if day == entry.day:
        return
    kind = EntryKind(entry.kind)
    with ws.unit_of_work(f"‘{name(entry)}’ {format_date(day)}로 옮기기") as work:
        if kind is EntryKind.SESSION and queries.is_closed(work.connection, entry.id):
            raise UserError(
                f"마감한 활동 ‘{entry.title}’의 날짜는 바꿀 수 없습니다. 활동을 다시 연 뒤 옮기십시오.",
                "held_on",
            )
        days = _days(entry, kind, day)
        if kind in _STAGES:
            stages.replan(work, entry.id, days)
        else:
            work.update(entry.kind, entry.id, days)


def _days(entry: Entry, kind: EntryKind, day: date) -> dict[str, date]:
    if kind not in _STAGES:
        return {entry.field: day}
    by: timedelta = day - entry.day
    ends = {f"{kind.value}_start": entry.first, f"{kind.value}_end": entry.last}
    return {field: known + by for field, known in ends.items() if known is not None}


def _told(ws: "Workspace", entries: Sequence[Entry]) -> Iterator[tuple[str, Entry]]:
    """Yield entries with their names, in the words that may leave the desk."""
    from app.services.privacy import outgoing

    written = [text for entry in entries for text in (name(entry), entry.place, entry.project)]
    parts = iter(outgoing.told(ws, written))
    for entry, words, place, project in zip(entries, parts, parts, parts, strict=False):
        yield words, replace(entry, place=place, project=project)


def export(ws: "Workspace", entries: Collection[Entry], path: Path) -> None:
    """Write ``entries`` to ``path`` as an iCalendar file; the same records make the same file.

    Whom its words name is masked or left out as on paper.
    """
    # the library takes a tenth of a second to load, and looking for names is needed here alone
    from exports.render import replace_file
    from exports.renderers import ics

    with ws.reading() as connection:
        stamp = queries.changed_at(connection) or ws.clock()
    content = ics.to_ics(list(_told(ws, list(entries))), stamp)
    replace_file(path, lambda stream: stream.write(content))
