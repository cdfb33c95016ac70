"""The projects of the timeline by id: those in sight are read at once, those around them while one rests.

Nothing is read on the UI thread: a row that has not come yet is painted empty for a moment.  While one
scrolls nothing more than what is seen is read, for a reader at work holds the window up.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.timeline import TimelineRow
from ui.context import Context

if TYPE_CHECKING:
    from app.services.workspace import Workspace

PART, AHEAD = 120, 1000


class Source:
    """Rows by id, read in parts off the UI thread; ``came`` follows whatever arrives."""

    def __init__(self, owner: QWidget, context: Context, came: Callable[[], object]) -> None:
        """Read for ``owner``."""
        self._owner, self._context, self._came = owner, context, came
        self.rows: dict[int, TimelineRow] = {}
        self._old: set[int] = set()
        self._gone: set[int] = set()
        self._ids: Sequence[int] = ()
        self._places: dict[int, int] = {}
        self._generation = 0
        self._reading = False

    def reset(self, ids: Sequence[int], rows: Iterable[TimelineRow]) -> None:
        """Begin anew with the projects ``ids``, of which ``rows`` have been read already.

        Of the others what was known is shown until they are seen, and read again then.
        """
        known = set(ids)
        self._ids, self._gone = ids, set()
        self._places = {record: place for place, record in enumerate(ids)}
        self.rows = {record: row for record, row in self.rows.items() if record in known}
        self._old = set(self.rows)
        self._generation += 1
        self._reading = False
        self.put(rows)

    def put(self, rows: Iterable[TimelineRow]) -> None:
        """Take in rows as they stand now."""
        for row in rows:
            self.rows[row.id] = row
            self._old.discard(row.id)

    def want(self, wanted: Sequence[int]) -> None:
        """Read those of ``wanted`` that are missing, with what follows them."""
        if self._reading:
            return
        missing = [one for one in wanted if one in self._old or self._lacks(one)]
        if missing:
            following = self._ids[self._places[wanted[-1]] + 1 :][:PART]
            more = [one for one in following if self._lacks(one)]
            self._read([*missing, *more][:PART])

    def rest(self, wanted: Sequence[int]) -> None:
        """Read those around ``wanted`` while nothing else happens."""
        if self._reading or not wanted:
            return
        first, last = self._places[wanted[0]], self._places[wanted[-1]]
        near = [*self._ids[last : last + AHEAD], *self._ids[max(first - AHEAD, 0) : first][::-1]]
        missing = [one for one in near if self._lacks(one)]
        if missing:
            self._read(missing[:PART])

    def _lacks(self, record: int) -> bool:
        return record not in self.rows and record not in self._gone

    def _read(self, ids: list[int]) -> None:
        generation = self._generation
        self._reading = True

        def read(ws: "Workspace") -> list[TimelineRow]:
            from app.services import timeline

            return timeline.rows(ws, ids)

        def take(found: list[TimelineRow]) -> None:
            if generation != self._generation:
                return
            self._reading = False
            self.put(found)
            self._gone.update(set(ids) - {row.id for row in found})
            self._came()

        self._context.tasks.read(self._owner, read, take)
