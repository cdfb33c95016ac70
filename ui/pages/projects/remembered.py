"""How the list of projects was left: its grouping, order and way of seeing."""

from collections.abc import Mapping

from ui.pages.projects.selection import GROUP_LABELS, Selection
from ui.pages.projects.view_bar import BOARD, TABLE, TIMELINE
from ui.saved_views import SPECS
from ui.state import UiState

KEPT = "projects/list"
MODES = (TABLE, BOARD, TIMELINE)


def keep(state: UiState, selection: Selection, mode: str) -> None:
    """Remember grouping, order and way of seeing; filters are kept by name alone."""
    sort = [list(pair) for pair in selection.sort]
    state.set(KEPT, {"group": selection.group, "sort": sort, "mode": mode})


def restored(state: UiState) -> tuple[Selection, str]:
    """Return the selection and the way of seeing as they were left; what is unknown by now is left out."""
    found = state.get(KEPT, {})
    kept = found if isinstance(found, Mapping) else {}
    group = kept.get("group") if kept.get("group") in GROUP_LABELS else "lead_agency_id"
    pairs = kept.get("sort", [])
    sort = tuple((str(k), bool(d)) for k, d in pairs if k in SPECS) if isinstance(pairs, list) else ()
    mode = str(kept.get("mode"))
    return Selection(sort=sort, group=str(group)), mode if mode in MODES else TABLE
