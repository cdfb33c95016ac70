"""The field over a list: where Ctrl+F of the window begins."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.controls import SearchField


def test_ctrl_f_begins_in_the_field_that_is_seen(qtbot: QtBot) -> None:
    """From anywhere in the window Ctrl+F goes to the field of the page in front, its words chosen."""
    window, other, pages = QWidget(), QLineEdit(), QStackedWidget()
    qtbot.addWidget(window)
    fields = [SearchField("앞 목록에서 찾기"), SearchField("뒤 목록에서 찾기")]
    box = QVBoxLayout(window)
    box.addWidget(other)
    box.addWidget(pages)
    for field in fields:
        field.answer_find()
        pages.addWidget(field)
        field.setText("놀이터")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for place, field in enumerate(fields):
        pages.setCurrentIndex(place)
        other.setFocus()
        QTest.keyClick(other, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert field.hasFocus() and field.selectedText() == "놀이터"
