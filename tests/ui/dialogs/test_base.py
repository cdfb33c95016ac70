"""Every dialog by the keyboard: what Enter presses, and how Tab goes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.base import Dialog
from ui.widgets.controls import button


class Asking(Dialog):
    """A field above 찾기, 취소 and 저장."""

    def __init__(self, owner: QWidget) -> None:
        """Make the buttons before the field; ``pressed`` holds what was pressed."""
        super().__init__(owner, "묻기")
        self.pressed: list[str] = []
        row = QHBoxLayout()
        self.look, self.cancel, self.store = (self._button(words) for words in ("찾기", "취소", "저장"))
        self.field = QLineEdit()
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addLayout(row)
        for one in (self.look, self.cancel, self.store):
            row.addWidget(one)

    def _button(self, words: str) -> QPushButton:
        return button(words, run=lambda: self.pressed.append(words))


@pytest.fixture
def asking(qtbot: QtBot, light: QApplication) -> Iterator[Asking]:
    """Make the dialog, not yet shown."""
    owner = QWidget()
    qtbot.addWidget(owner)
    yield Asking(owner)


def test_enter_in_a_field_presses_the_default_button_only(asking: Asking) -> None:
    """Without a default one nothing is pressed, not even the first."""
    asking.show()
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    assert asking.pressed == []
    asking.store.setDefault(True)
    QTest.keyClick(asking.field, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert asking.pressed == ["저장"]
    asking.store.setEnabled(False)
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    assert asking.pressed == ["저장"]


def test_enter_presses_the_button_that_has_the_focus(asking: Asking) -> None:
    """취소 under the keyboard is 취소, whichever button is the default one."""
    asking.store.setDefault(True)
    asking.show()
    asking.cancel.setFocus()
    QTest.keyClick(asking.cancel, Qt.Key.Key_Return)
    assert asking.pressed == ["취소"]


def test_enter_held_down_answers_nothing(asking: Asking) -> None:
    """A dialog that Enter has opened is not answered by the same stroke."""
    asking.store.setDefault(True)
    asking.show()
    for target in (asking.field, asking.cancel):
        target.setFocus()
        again = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
        )
        QApplication.sendEvent(target, again)
    assert asking.pressed == []


def test_enter_does_not_press_what_is_not_seen(asking: Asking) -> None:
    """A default button that is hidden does nothing."""
    asking.store.setDefault(True)
    asking.store.hide()
    asking.show()
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    assert asking.pressed == []


def test_tab_goes_as_one_reads(asking: Asking) -> None:
    """The field comes before the buttons, though it was made after them."""
    asking.show()
    asking.field.setFocus()
    seen = []
    for _stop in range(3):
        QTest.keyClick(asking.focusWidget(), Qt.Key.Key_Tab)
        seen.append(asking.focusWidget())
    assert seen == [asking.look, asking.cancel, asking.store]
