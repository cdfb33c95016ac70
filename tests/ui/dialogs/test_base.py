"""Every dialog by the keyboard: what Enter presses, and how Tab goes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.base import Dialog
from ui.dialogs.confirm import MessageDialog
from ui.widgets.controls import button
from ui.widgets.text_editors import LongTextEditor


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


def test_esc_asks_before_it_throws_a_text_away(asking: Asking) -> None:
    """A longer text is not lost by one stroke; 취소 means what it says, and so does Esc without a text."""
    text = LongTextEditor()
    text.set_value("처음부터 있던 글")
    box = asking.layout()
    assert box is not None
    box.addWidget(text)
    asking.show()
    assert not asking.written()
    text.setFocus()
    QTest.keyClicks(text, "more")
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert asking.isVisible()
    question = next(one for one in asking.findChildren(MessageDialog) if one.isVisible())
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert asking.isVisible() and text.toPlainText().startswith("more")
    QTest.keyClick(text, Qt.Key.Key_Escape)
    question = next(one for one in asking.findChildren(MessageDialog) if one.isVisible())
    next(one for one in question.findChildren(QPushButton) if one.text() == "버리기").click()
    assert not asking.isVisible()


def test_esc_closes_a_dialog_without_a_text(asking: Asking) -> None:
    """A word in a field is typed again in a moment."""
    asking.show()
    QTest.keyClicks(asking.field, "abc")
    QTest.keyClick(asking.field, Qt.Key.Key_Escape)
    assert not asking.isVisible()


def test_tab_goes_as_one_reads(asking: Asking) -> None:
    """The field comes before the buttons, though it was made after them."""
    asking.show()
    asking.field.setFocus()
    seen = []
    for _stop in range(3):
        QTest.keyClick(asking.focusWidget(), Qt.Key.Key_Tab)
        seen.append(asking.focusWidget())
    assert seen == [asking.look, asking.cancel, asking.store]
