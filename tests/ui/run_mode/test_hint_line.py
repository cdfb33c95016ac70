"""The capture line: figures that tell too much are pointed out, a 주민등록번호 is not taken nor kept."""

import pytest
from pytestqt.qtbot import QtBot

from app.domain.listing import ListQuery
from app.services import listing
from app.services.session import running, sessions
from tests.factories import project
from tests.ui.desk import Desk
from ui.run_mode.window import RunWindow

NUMBER = "900101-" + "1234567"


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> RunWindow:
    """Open the screen of a workshop of today."""
    ws = desk.workspace
    session = sessions.create(ws, project(ws).id, "workshop", {"topic": "발견", "held_on": ws.today})
    made = RunWindow(desk.context, running.board(ws, session))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    desk.settle()
    return made


def test_figures_are_masked_at_a_click(window: RunWindow) -> None:
    """The line says what it looks like; one click masks it, undo of the line brings it back."""
    window.line.insert("회비는 농협 302-1234-5678-91로")
    window.hint.look()
    assert window.hint.isVisible() and "계좌번호" in window.hint.words.text()
    window.hint.mask_button.click()
    assert window.line.text() == "회비는 농협 ***-****-****-91로"
    assert not window.hint.isVisible()
    window.line.undo()
    assert "302-1234" in window.line.text()


def test_a_resident_number_is_neither_stored_nor_kept_for_recovery(desk: Desk, window: RunWindow) -> None:
    """Enter leaves the line as it is and says why; no card waits with the number in it."""
    window.line.setText(f"홍길동 {NUMBER}")
    window.line.entered.emit(window.line.text())
    desk.settle()
    assert window.capturing.recovery.waiting() == []
    assert "주민등록번호" in window.notice.accessibleName() + window.notice.text() + window.notice.toolTip()
    assert NUMBER in window.line.text()
    assert listing.count(desk.workspace, "finding", ListQuery()) == 0
