"""Opening 진행 화면 from a session, or by Ctrl+K for the sessions of today."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.hangul import matches
from app.domain.running import RunBoard
from app.domain.session import SessionStatus
from app.services.session import running
from ui.context import Context

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from ui.dialogs.finder import Hit


def open_run(owner: QWidget, context: Context, session_id: int) -> None:
    """Open the full screen of a session; a closed one says that it is closed."""

    def show(board: RunBoard) -> None:
        from ui.run_mode.window import RunWindow

        if board.session.status == SessionStatus.CLOSED:
            context.notify("마감한 활동은 진행 화면을 열지 않습니다. 활동을 다시 연 뒤 여십시오.")
            return
        RunWindow(context, board, owner.window()).showFullScreen()

    context.tasks.read(owner, lambda ws: running.board(ws, session_id), show, "run")


def todays(context: Context, workspace: "Workspace", text: str) -> "list[Hit]":
    """Return the sessions of today that can be run and whose words have ``text``, for Ctrl+K."""
    from ui.dialogs.finder import Hit

    found = ((key, f"진행 화면: {topic}", project) for key, topic, project in running.of_day(workspace))
    return [
        Hit(words, project, "presentation", partial(_open, context, key), "오늘의 활동")
        for key, words, project in found
        if matches(words, text)
    ]


def _open(context: Context, session_id: int) -> None:
    from PySide6.QtWidgets import QApplication

    window = next((w for w in QApplication.topLevelWidgets() if w.isVisible() and not w.parent()), None)
    if window is not None:
        open_run(window, context, session_id)
