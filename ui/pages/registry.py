"""The pages of the program in the order of the rail; a page's module is loaded when it is first opened."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.page_entries import PageEntry
from ui.pages.base import Page

FIRST = "today"


def _entry(
    key: str,
    label: str,
    icon: str,
    module: str = "",
    *,
    in_rail: bool = True,
    bottom: bool = False,
    parent: str = "",
    digit: str = "",
    begins: bool = False,
) -> PageEntry:
    name = module or f"{key}.page"

    def factory(context: Context, place: QWidget | None = None) -> Page:
        return _page(name, key, context, place)

    def begin(context: Context) -> Callable[[Any], Any]:
        """Return what the page reads; its module ``reading`` loads none of the page's parts."""
        found: Callable[[Any], Any] = import_module(f"ui.pages.{key}.reading").begin(context)
        return found

    return PageEntry(key, label, icon, factory, in_rail, bottom, parent, digit, begin if begins else None)


def _page(module: str, key: str, context: Context, place: QWidget | None) -> Page:
    # Pages bring the database along; before the first paint none of them may be loaded.
    loaded = import_module(f"ui.pages.{module}")
    kinds = (kind for kind in vars(loaded).values() if isinstance(kind, type) and issubclass(kind, Page))
    return next(kind for kind in kinds if kind.key == key)(context, place)


PAGES: tuple[PageEntry, ...] = (
    _entry("today", "오늘", "calendar-check"),
    _entry("projects", "과제", "folder-kanban"),
    _entry("project", "과제방", "folder-kanban", "project_room.page", in_rail=False, parent="projects"),
    _entry("calendar", "일정", "calendar-days"),
    _entry("people", "참여자", "users"),
    _entry("proposals", "제안", "lightbulb"),
    _entry("evaluation", "평가", "clipboard-check"),
    _entry(
        "import", "엑셀에서 가져오기", "file-spreadsheet", "importing.page", in_rail=False, parent="projects"
    ),
    _entry("matrix", "총괄표·사례", "table-2"),
    _entry("reports", "보고서", "file-text"),
    _entry("dashboard", "현황", "chart-column", digit="0", begins=True),
    _entry("settings", "설정", "settings", bottom=True),
    _entry(
        "protection", "자료 보호", "shield-check", "settings.protection", in_rail=False, parent="settings"
    ),
    _entry("channels", "회신 기한", "calendar-clock", "settings.channels", in_rail=False, parent="settings"),
)
