"""What Ctrl+K finds among the records, with the page that opens each."""

from typing import TYPE_CHECKING, Any

from ui.context import Context

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from ui.dialogs.finder import Find, Hit

_PAGES = {
    "project": ("과제", "folder-kanban", "project", "project_id"),
    "case": ("사례", "table-2", "matrix", "case_id"),
    "person": ("참여자", "user", "people", "person_id"),
}


def finder(context: Context) -> "Find":
    """Return the function that finds projects, cases and people for the window of ``context``."""

    def find(workspace: "Workspace", text: str) -> "list[Hit]":
        from app.services.find import find as find_records

        return [_hit(context, *found) for found in map(_parts, find_records(workspace, text))]

    return find


def _parts(found: Any) -> tuple[str, int, str, str]:
    return found.kind, found.id, found.label, found.hint


def _hit(context: Context, kind: str, record_id: int, label: str, hint: str) -> "Hit":
    from ui.dialogs.finder import Hit

    group, icon, page, argument = _PAGES[kind]
    return Hit(label, hint, icon, lambda: context.navigate(page, **{argument: record_id}), group)
