"""A filter as a button with a menu: several values may be checked without closing it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton

from app.domain.listing import FacetValue
from ui import icons, theme

MOST = 60
"""How many values a menu offers, those that most records have."""


class StayingMenu(QMenu):
    """A menu that stays open while its boxes are checked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Check a box without closing."""
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.actionGroup() is None:
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Check a box by Space without closing."""
        action = self.activeAction()
        stays = action is not None and action.isCheckable() and action.actionGroup() is None
        if stays and event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)


class _MenuButton(QPushButton):
    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title
        self.setFont(theme.font(13, 600))
        self.setProperty("dense", True)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setIcon(icons.icon("chevron-down"))

    def say(self, value: str) -> None:
        """Show ``value`` behind the title."""
        self.setText(f"{self.title}: {value}" if value else self.title)
        self.setAccessibleName(f"{self.title} {value or '모두'}")


class FilterMenu(_MenuButton):
    """Several values of one field; ``chosen(values)`` tells them, empty for all.

    ``wanted`` asks for the values when the menu is opened, after ``offer_when_opened``.
    """

    chosen = Signal(object)
    wanted = Signal()

    def __init__(self, title: str) -> None:
        """Make a filter called ``title`` without values."""
        super().__init__(title)
        self._menu = StayingMenu(self)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._values: Sequence[FacetValue] = ()
        self._on: tuple[Any, ...] = ()
        self._spoken_all = ""
        self._filled = True
        self._unread = False
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.say("")

    def set_values(self, values: Sequence[FacetValue], on: Sequence[Any], all_words: str = "") -> None:
        """Offer ``values``, those in ``on`` checked; ``all_words`` is shown where none is."""
        self._values, self._on, self._spoken_all = values, tuple(on), all_words
        self._filled = self._unread = False
        self._show()
        if self._menu.isVisible():
            self._fill()

    def offer_when_opened(self) -> None:
        """Offer values, none of them checked, that are counted when somebody looks."""
        self.set_values((), ())
        self._unread = True

    def entries(self) -> list[str]:
        """Return what the menu offers."""
        self._fill()
        return [action.text() for action in self._menu.actions() if not action.isSeparator()]

    def _fill(self) -> None:
        """Make the entries when the menu is opened: a province has 10,000 projects to filter by."""
        if self._filled:
            return
        self._filled = True
        self._menu.clear()
        if self._unread:
            self._menu.addAction("세는 중…").setEnabled(False)
            self.wanted.emit()
            return
        every = self._menu.addAction("모두")
        every.triggered.connect(lambda: self._choose(()))
        self._menu.addSeparator()
        offered = [*self._values[:MOST], *(one for one in self._values[MOST:] if one.key in self._on)]
        for value in offered:
            action = self._menu.addAction(f"{value.label}  {value.count:,}")
            action.setCheckable(True)
            action.setChecked(value.key in self._on)
            action.triggered.connect(lambda on, key=value.key: self._toggle(key, on))

        if len(self._values) > len(offered):
            left = self._menu.addAction(
                f"그 밖에 {len(self._values) - len(offered):,}가지는 찾기로 좁히십시오"
            )
            left.setEnabled(False)

    def _toggle(self, key: Any, on: bool) -> None:
        rest = tuple(kept for kept in self._on if kept != key)
        self._choose((*rest, key) if on else rest)

    def _choose(self, values: tuple[Any, ...]) -> None:
        self._on = values
        self._show()
        self.chosen.emit(values)

    def _show(self) -> None:
        labels = [value.label for value in self._values if value.key in self._on]
        more = f" 외 {len(labels) - 1}" if len(labels) > 1 else ""
        self.say(f"{labels[0]}{more}" if labels else self._spoken_all)


class ChoiceMenu(_MenuButton):
    """One of a few values; ``chosen(value)`` tells which."""

    chosen = Signal(object)

    def __init__(self, title: str, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer ``choices`` as (value, words), the first chosen."""
        super().__init__(title)
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        group = QActionGroup(menu)
        self._actions: dict[Any, QAction] = {}
        for value, words in choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _on, v=value: self._choose(v))
            self._actions[value] = action
        self.setMenu(menu)
        self.set_value(choices[0][0])

    def set_value(self, value: Any) -> None:
        """Choose ``value`` without saying so."""
        self._value = value
        self._actions[value].setChecked(True)
        self.say(self._actions[value].text())

    def value(self) -> Any:
        """Return the value chosen."""
        return self._value

    def _choose(self, value: Any) -> None:
        self.set_value(value)
        self.chosen.emit(value)
