"""The projects of the timeline by id: those in sight are read first, then those around them.

Nothing is read on the UI thread: a row that has not come yet is painted empty for a moment.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.timeline import TimelineRow
from ui.context import Context

if TYPE_CHECKING:
    from app.services.workspace import Workspace

PART, AHEAD = 120, 400


class Source:
    """Rows by id, read in parts off the UI thread; ``came`` follows whatever arrives."""

    def __init__(self, owner: QWidget, context: Context, came: Callable[[], object]) -> None:
        """Read for ``owner``."""
        self._owner, self._context, self._came = owner, context, came
        self.rows: dict[int, TimelineRow] = {}
        self._ids: Sequence[int] = ()
        self._generation = 0
        self._reading = False
        self._gone: set[int] = set()

    def reset(self, ids: Sequence[int], rows: Iterable[TimelineRow]) -> None:
        """Begin anew with the projects ``ids``, of which ``rows`` have been read already."""
        self._ids, self.rows, self._gone = ids, {row.id: row for row in rows}, set()
        self._generation += 1
        self._reading = False

    def want(self, wanted: Sequence[int]) -> None:
        """Read those of ``wanted`` that are missing; with all of them there, those around them."""
        if self._reading:
            return
        missing = [one for one in wanted if self._lacks(one)]
        if not missing and wanted:
            missing = self._around(wanted)
        if missing:
            self._read(missing[:PART])

    def _lacks(self, record: int) -> bool:
        return record not in self.rows and record not in self._gone

    def _around(self, wanted: Sequence[int]) -> list[int]:
        if len(self.rows) + len(self._gone) >= len(self._ids):
            return []
        first, last = self._ids.index(wanted[0]), self._ids.index(wanted[-1])
        near = [*self._ids[last : last + AHEAD], *self._ids[max(first - AHEAD, 0) : first][::-1]]
        return [one for one in near if self._lacks(one)]

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
            self.rows.update((row.id, row) for row in found)
            self._gone.update(set(ids) - {row.id for row in found})
            self._came()

        self._context.tasks.read(self._owner, read, take)
