"""A key that both a list and its window know is the list's while it has the focus."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.own_keys import OwnKeys


class Stand(QWidget):
    """A list with F2 and Ctrl+V of its own in a window with an F2; ``ran`` holds what ran."""

    def __init__(self) -> None:
        """Make both."""
        super().__init__()
        self.ran: list[str] = []
        self.list, self.field = QListWidget(), QLineEdit()
        box = QVBoxLayout(self)
        box.addWidget(self.list)
        box.addWidget(self.field)
        OwnKeys(
            self.list,
            {
                Qt.Key.Key_F2: lambda: self.ran.append("list"),
                QKeySequence.StandardKey.Paste: lambda: self.ran.append("paste"),
            },
        )
        window = QShortcut(QKeySequence(Qt.Key.Key_F2), self)
        window.activated.connect(lambda: self.ran.append("window"))
        window.activatedAmbiguously.connect(lambda: self.ran.append("neither"))


@pytest.fixture
def stand(qtbot: QtBot, light: QApplication) -> Iterator[Stand]:
    """Show the window."""
    made = Stand()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    yield made


def test_the_key_is_the_list_s_where_it_has_the_focus(stand: Stand) -> None:
    """Elsewhere it is the window's."""
    stand.list.setFocus()
    QTest.keyClick(stand.list, Qt.Key.Key_F2)
    QTest.keyClick(stand.list, Qt.Key.Key_F2, Qt.KeyboardModifier.KeypadModifier)
    assert stand.ran == ["list", "list"]
    stand.field.setFocus()
    QTest.keyClick(stand.field, Qt.Key.Key_F2)
    assert stand.ran == ["list", "list", "window"]


def test_every_binding_of_a_usual_key_is_known(stand: Stand) -> None:
    """Paste is Ctrl+V, and whatever else it is on this machine."""
    stand.list.setFocus()
    QTest.keyClick(stand.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert stand.ran == ["paste"]


def test_a_key_held_down_runs_once(stand: Stand) -> None:
    """Else one stroke would open several dialogs."""
    stand.list.setFocus()
    QTest.keyClick(stand.list, Qt.Key.Key_F2)
    again = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, "", autorep=True)
    QApplication.sendEvent(stand.list, again)
    assert stand.ran == ["list"]
