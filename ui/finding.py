"""What Ctrl+K finds among the records and settings, with what opens each."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.context import Context

if TYPE_CHECKING:
    from app.domain.search.found import Found, FoundGroup
    from app.services.workspace import Workspace
    from ui.dialogs.finder import Find, Hit

_ICONS = {
    "project": "folder-kanban", "case": "table-2", "person": "user", "session": "messages-square",
    "finding": "message-square", "proposal": "lightbulb", "output": "file-text", "attachment": "paperclip",
    "source": "quote",
}  # fmt: skip
_PAGES = {
    "project": ("project", "project_id"), "case": ("matrix", "case_id"), "person": ("people", "person_id"),
}  # fmt: skip
_TABS = {
    "session": "sessions", "finding": "findings", "proposal": "proposals", "output": "outputs",
    "source": "sessions",
}  # fmt: skip
_ONE_KIND = 50
"""How many hits are shown where the search names one kind."""


def finder(context: Context) -> "Find":
    """Return the function that finds records and settings for the window of ``context``."""

    def find(workspace: "Workspace", text: str) -> "list[Hit]":
        from app.domain.search.query import parse
        from app.services.search import find as service
        from ui.run_mode.opening import todays

        query = parse(text, typing=True)
        limit = _ONE_KIND if "kind" in query.filters else service.LIMIT
        hits = [
            _hit(context, group, found, text)
            for group in service.find(workspace, query, limit)
            for found in group.hits
        ]
        return [*hits, *todays(context, workspace, text.strip()), *_settings(context, text.strip())]

    return find


def _hit(context: Context, group: "FoundGroup", found: "Found", text: str) -> "Hit":
    from app.domain.search.filters import HEADINGS
    from ui.dialogs.finder import Hit

    more = "건 이상" if group.capped else "건"
    count = f"{group.count:,}{more}" if group.count > len(group.hits) or group.capped else f"{group.count}건"
    return Hit(
        found.label, found.hint, _ICONS[group.kind], partial(_open, context, found, text),
        HEADINGS[group.kind], found.marks, found.excerpt.words, found.excerpt.marks, found.excerpt.place,
        count,
    )  # fmt: skip


def _open(context: Context, found: "Found", text: str) -> None:
    page, args = _where(found)
    if found.kind == "session" and found.excerpt.place == "회의록":
        args["words"] = text
    context.navigate(page, **args)


def _where(found: "Found") -> tuple[str, dict[str, Any]]:
    """Return the page of a record and what it is asked for."""
    owner: dict[str, Any] = {key: value for key, value in (found.owner or {}).items() if value is not None}
    if found.kind in _PAGES:
        page, key = _PAGES[found.kind]
        return page, {key: found.id}
    if found.kind == "proposal" and "project_id" not in owner:
        return "proposals", owner
    tab = _TABS.get(found.kind) or _tab_of(owner)
    return "project", {**owner, "tab": tab}


def _tab_of(owner: dict[str, Any]) -> str:
    """Return where a file is filed: with a session, with an output, or with a criterion of a gate."""
    if "session_id" in owner:
        return "sessions"
    return "outputs" if "output_id" in owner else "stages"


def _settings(context: Context, text: str) -> "Iterator[Hit]":
    from app.domain.hangul import matches
    from ui.dialogs.finder import Hit
    from ui.pages.settings.fields import setting_specs

    for spec in setting_specs():
        offered = [one.label for one in spec.choices or () if matches(one.label, text)]
        if offered or matches(spec.label, text):
            run = partial(context.navigate, "settings", setting=spec.key)
            told = ": ".join(["설정에서 바꾸기", *offered[:1]])
            yield Hit(spec.label, told, "settings", run, "설정")
