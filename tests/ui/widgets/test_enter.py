"""What Enter presses outside of dialogs."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.main_window import MainWindow
from ui.page_entries import PageEntry
from ui.pages.base import Page
from ui.widgets.controls import Segmented, button, tool_button
from ui.widgets.open_row import RowFrame


class Counted(Page):
    """A page with one of each that can be pressed; ``pressed`` holds what was."""

    key, title = "counted", "셈"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make them."""
        super().__init__(context, parent)
        self.pressed: list[str] = []
        self.push = button("넣기", run=self._press("넣기"))
        self.tool = tool_button("x", "빼기", self._press("빼기"))
        self.ways = Segmented((("a", "표", ""), ("b", "보드", "")), "보기")
        self.tick, self.line = QCheckBox("모두"), QLineEdit()
        self.row = RowFrame("row", "한 줄", 40, self._press("줄"))
        self.inner = button("확인", run=self._press("확인"))
        self.row.box.addWidget(self.inner)
        box = QVBoxLayout(self)
        for widget in (self.push, self.tool, self.ways, self.tick, self.line, self.row):
            box.addWidget(widget)

    def _press(self, name: str) -> Callable[[], None]:
        return lambda: self.pressed.append(name)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[Counted]:
    """Show the page in the window of the program."""
    window = MainWindow(context, [PageEntry("counted", "셈", "hash", Counted)])
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.navigate("counted")
    made = window.way.pages["counted"]
    assert isinstance(made, Counted)
    yield made


def _enter(widget: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)


def test_enter_presses_the_button_that_has_the_focus(page: Counted) -> None:
    """Whoever comes to a button by Tab presses it by Enter as by Space, also one with an icon only."""
    _enter(page.push)
    _enter(page.tool, Qt.Key.Key_Enter)
    assert page.pressed == ["넣기", "빼기"]
    segment = page.ways.findChildren(type(page.push))[1]
    _enter(segment)
    assert page.ways.value() == "b"


def test_enter_in_a_line_does_not_press_the_button_it_leads_to(page: Counted) -> None:
    """A line that gives the focus to a button when it is done does not press it by the same stroke."""
    page.line.returnPressed.connect(page.push.setFocus)
    _enter(page.line)
    assert page.push.hasFocus() and page.pressed == []
    QTest.keyClick(page.push, Qt.Key.Key_Return)
    assert page.pressed == ["넣기"]


def test_enter_leaves_a_tick_alone(page: Counted) -> None:
    """A tick is set by Space."""
    _enter(page.tick)
    assert not page.tick.isChecked()
    assert page.pressed == []


def test_enter_on_a_button_of_a_row_is_for_the_button(page: Counted) -> None:
    """A row opens by Enter only where it has the focus itself."""
    _enter(page.inner)
    assert page.pressed == ["확인"]
    _enter(page.row)
    assert page.pressed == ["확인", "줄"]


def test_enter_held_down_presses_once(page: Counted) -> None:
    """What the first press has opened would be answered by the strokes that follow."""
    page.push.setFocus()
    QTest.keyClick(page.push, Qt.Key.Key_Return)
    for _stroke in range(3):
        again = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
        )
        QApplication.sendEvent(page.push, again)
    assert page.pressed == ["넣기"]
