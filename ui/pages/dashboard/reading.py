"""What 현황 reads: everything it counts, and what that comes to under the filters that were kept.

Light to load, for the reading begins before the page is made; what it needs is loaded on the reader's thread.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from app.domain.dashboard.figures import Filters, Records
    from app.domain.dashboard.kept import Settled
    from app.services.dashboard import View
    from app.services.workspace import Workspace
    from ui.context import Context

_KEPT = "dashboard/filters"


class Read(NamedTuple):
    """What was read for the filters ``asked``, and those of them that still are known."""

    asked: "Filters"
    records: "Records"
    view: "View"
    kept: "Settled"


def kept_key(context: "Context") -> str:
    """Return where the filters of this data file are kept."""
    return f"{_KEPT}/{context.workspace.paths.file.name}"


def begin(context: "Context") -> "Callable[[Workspace], Read]":
    """Return the reading of a page that is about to be made."""
    kept = context.state.get(kept_key(context))
    return lambda ws: read(ws, restored(kept))


def read(ws: "Workspace", asked: "Filters", gates: Collection[int] = ()) -> Read:
    """Read the records, then work out what they come to."""
    from app.services import dashboard

    records = dashboard.read(ws)
    kept = dashboard.settled(ws, records, asked)
    return Read(asked, records, dashboard.view(ws, records, kept.filters, gates), kept)


def restored(kept: object) -> dict[str, tuple[Any, ...]]:
    """Return filters as they were kept; what is no filter is left out."""
    from app.domain.dashboard.figures import SIDES

    if not isinstance(kept, Mapping):
        return {}
    return {
        side: tuple(kept[side]) for side in SIDES if isinstance(kept.get(side), list | tuple) and kept[side]
    }


def read_for_nobody(ws: "Workspace") -> None:
    """Read and work out; what goes wrong is told when somebody asks."""
    try:
        read(ws, {})
    except Exception as error:
        logging.getLogger("hamkke.ahead").warning("nothing is read ahead: %s", type(error).__name__)
