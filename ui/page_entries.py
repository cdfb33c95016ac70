"""The pages of the program as the window lists them: how each is called, made and reached."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ui.commands import Named
from ui.rail import RailEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.context import Context
    from ui.pages.base import Page

    class MakePage(Protocol):
        """Makes a page in its place."""

        def __call__(self, context: Context, parent: QWidget | None = None, /) -> Page:
            """Return the page, a part of ``parent``."""


class PageEntry(NamedTuple):
    """A page of the program and how to make it; ``in_rail`` pages are listed at the left."""

    key: str
    label: str
    icon: str
    factory: "MakePage"
    in_rail: bool = True
    bottom: bool = False
    parent: str = ""
    """The rail entry that is marked while a page outside the rail is in front."""
    digit: str = ""
    """The key that opens it with Ctrl where that is not its place among the others."""
    begin: "Callable[[Context], Callable[[Any], Any]] | None" = None
    """What a page that takes long reads: it is read while the page is made, and handed to ``show_begun``."""


def rail_entries(entries: Iterable[PageEntry]) -> list[RailEntry]:
    """Return what the rail lists; the first nine pages are reached by Ctrl and their place."""
    listed = [entry for entry in entries if entry.in_rail]
    in_order = [entry for entry in listed if not entry.digit]
    keys = {entry.key: f"Ctrl+{n}" for n, entry in enumerate(in_order[:9], 1)}
    keys |= {entry.key: f"Ctrl+{entry.digit}" for entry in listed if entry.digit}
    return [RailEntry(e.key, e.label, e.icon, keys.get(e.key, ""), e.bottom) for e in listed]


def opening(entry: RailEntry) -> Named:
    """Return how the command that opens a page is called."""
    return Named(f"go.{entry.key}", f"{entry.label} 열기", entry.shortcut, entry.icon, "이동")
