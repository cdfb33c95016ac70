"""진행 화면 is opened from the tab of sessions, by button or F5, and brings back what happened in it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.session import sessions
from tests.factories import project, team
from tests.ui.desk import Desk
from ui.pages.project_room.page import ProjectRoom
from ui.pages.project_room.sessions.tab import SessionsTab
from ui.run_mode.window import RunWindow


@pytest.fixture
def tab(desk: Desk, qtbot: QtBot) -> SessionsTab:
    """Show the sessions of a project with one workshop of today."""
    made = project(desk.workspace).id
    team(desk.workspace, made)
    sessions.create(desk.workspace, made, "workshop", {"topic": "발견", "held_on": desk.workspace.today})
    page = ProjectRoom(desk.context)
    qtbot.addWidget(page)
    page.open_with(project_id=made, tab="sessions")
    desk.show(page)
    return page.parts.sessions


def _windows() -> list[RunWindow]:
    shown = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    return [widget for widget in shown if isinstance(widget, RunWindow)]


def test_the_button_opens_the_screen(desk: Desk, tab: SessionsTab) -> None:
    """One click; a card captured there is a finding of the session here."""
    tab.detail.head.run_button.click()
    desk.settle()
    (window,) = _windows()
    QTest.keyClicks(window.line, "no bus")
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    desk.settle()
    window.close()
    desk.settle()
    assert tab.front is not None
    assert [finding.text for finding in tab.front.parts.findings] == ["no bus"]


def test_f5_opens_it_instead_of_reading_again(desk: Desk, tab: SessionsTab) -> None:
    """The tab takes F5 before the window does, wherever in it the focus is."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(tab.listed.view, event)
    assert event.isAccepted()
    QTest.keyClick(tab.listed.view, Qt.Key.Key_F5)
    desk.settle()
    (window,) = _windows()
    window.close()
    desk.settle()


def test_a_closed_session_offers_no_screen(desk: Desk, tab: SessionsTab) -> None:
    """Closed, the button is away and F5 is the window's again."""
    assert tab.front is not None
    sessions.close(desk.workspace, tab.front.parts.session.id)
    desk.settle()
    assert not tab.detail.head.run_button.isVisible()
    QTest.keyClick(tab.listed.view, Qt.Key.Key_F5)
    desk.settle()
    assert _windows() == []
