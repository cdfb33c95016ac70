"""Context menus: what can be done with a record, built and opened in one way."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from ui import icons

INDENT = 40
Entry = tuple[str, str, "Callable[[], object] | Sequence[Entry]"] | None


class Looks:
    """Something to do that changes no record, so no role is refused it."""

    def __init__(self, run: Callable[[], object]) -> None:
        """Do ``run``."""
        self._run = run

    def __call__(self) -> None:
        """Do it."""
        self._run()


def menu_of(owner: QWidget, entries: Iterable[Entry], refusal: str = "") -> QMenu:
    """Return a menu of (icon, words, what to do), the icon empty where there is none.

    None draws a line, entries in the place of what to do open beside it, and a key that does the same stands
    after a tab in the words.  A ``refusal`` stands above them as the reason why all is grey but what only
    ``Looks``.
    """
    menu = QMenu(owner)
    if refusal:
        reason = menu.addAction(icons.icon("lock"), refusal)
        reason.setEnabled(False)
        menu.addSeparator()
    _add(menu, entries, refusal)
    return menu


def _add(menu: QMenu, entries: Iterable[Entry], refusal: str) -> None:
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        icon, words, run = entry
        drawn = icons.icon(icon) if icon else QIcon()
        if callable(run):
            action = menu.addAction(drawn, words)
            action.setEnabled(not refusal or isinstance(run, Looks))
            action.triggered.connect(lambda _on=False, run=run: run())
        else:
            inner = menu.addMenu(drawn, words)
            _add(inner, run, refusal)
            inner.menuAction().setEnabled(not refusal or any(act.isEnabled() for act in inner.actions()))


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
