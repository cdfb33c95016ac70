"""Context menus: what can be done with a record, built and opened in one way."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from ui import icons

INDENT = 40
Entry = tuple[str, str, "Callable[[], object] | Sequence[Entry]"] | None


def menu_of(owner: QWidget, entries: Iterable[Entry]) -> QMenu:
    """Return a menu of (icon, words, what to do), the icon empty where there is none.

    None draws a line, entries in the place of what to do open beside it, and a key that does the same stands
    after a tab in the words.
    """
    menu = QMenu(owner)
    _add(menu, entries)
    return menu


def _add(menu: QMenu, entries: Iterable[Entry]) -> None:
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        icon, words, run = entry
        drawn = icons.icon(icon) if icon else QIcon()
        if callable(run):
            menu.addAction(drawn, words).triggered.connect(lambda _on=False, run=run: run())
        else:
            _add(menu.addMenu(drawn, words), run)


def popup(menu: QMenu, at: QPoint) -> None:
    """Open a menu that goes when it is closed; one without entries does not open."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if menu.isEmpty():
        menu.deleteLater()
    else:
        menu.popup(at)


def place_of(event: QContextMenuEvent, row: QWidget) -> QPoint:
    """Return where the menu of a row opens: at the pointer, by the keyboard below where the row begins."""
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        return row.mapToGlobal(QPoint(INDENT, row.height()))
    return event.globalPos()
