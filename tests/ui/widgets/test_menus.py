"""Context menus: entries do what they say, open beside each other, and stand where the row is."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.menus import Entry, menu_of, place_of, popup


def test_entries_act_and_open_others_beside(qtbot: QtBot) -> None:
    """Each entry runs its own action, None is a line, entries in its place are a menu of their own."""
    owner, done = QWidget(), list[str]()
    qtbot.addWidget(owner)
    entries: list[Entry] = [
        ("pencil", "고치기\tF2", lambda: done.append("edit")),
        None,
        ("tag", "종류", [("", word, partial(done.append, word)) for word in ("가", "나")]),
    ]
    menu = menu_of(owner, entries)
    edit, divider, kinds = menu.actions()
    assert divider.isSeparator() and not edit.icon().isNull()
    edit.trigger()
    inner = kinds.menu()
    assert isinstance(inner, QMenu)
    inner.actions()[1].trigger()
    assert done == ["edit", "나"]


def test_a_menu_without_entries_does_not_open(qtbot: QtBot) -> None:
    """Nothing to do is no empty frame on the screen."""
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = menu_of(owner, ())
    popup(menu, QPoint(10, 10))
    assert not menu.isVisible()


def test_the_keyboard_opens_it_below_the_row(qtbot: QtBot) -> None:
    """At the pointer where it was pressed, below the beginning of the row by the menu key."""
    row = QWidget()
    qtbot.addWidget(row)
    row.resize(300, 30)
    reason = QContextMenuEvent.Reason
    pressed = QContextMenuEvent(reason.Mouse, QPoint(200, 5), QPoint(640, 480))
    keyed = QContextMenuEvent(reason.Keyboard, QPoint(200, 5), QPoint(640, 480))
    assert place_of(pressed, row) == QPoint(640, 480)
    assert place_of(keyed, row) == row.mapToGlobal(QPoint(40, 30))
