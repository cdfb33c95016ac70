"""활동: the list of sessions at the left, the one in front at the right."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from app.domain.desk_role import Duty
from app.domain.session import SessionStatus
from app.services.session import sessions
from ui.autosave import Autosave
from ui.context import Context
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.data import Room
from ui.pages.project_room.sessions.detail import Front, SessionDetail, load
from ui.pages.project_room.sessions.session_list import SessionList
from ui.pages.project_room.sessions.sources_dialog import SourcesDialog
from ui.pages.project_room.sessions.verbs import SessionVerbs
from ui.roles import spoken_against
from ui.widgets.controls import EmptyState
from ui.widgets.menus import Entry, menu_of, popup
from ui.widgets.own_keys import OwnKeys
from ui.widgets.text import line

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LIST, COMPACT_LIST = 296, 232


def _save(ws: "Workspace", session_id: int, changes: dict[str, Any]) -> None:
    sessions.edit(ws, session_id, changes, initiator="project", label="회의록 쓰기")


class SessionsTab(QWidget):
    """The sessions of a project; ``settled`` asks to read again, ``fixRequested`` names another tab."""

    settled = Signal()
    fixRequested = Signal(str)

    def __init__(self, context: Context, actions: Actions) -> None:
        """Make the parts, still empty."""
        super().__init__()
        self._context, self.verbs = context, SessionVerbs(actions)
        self._room: Room | None = None
        self._wanted, self._sought = 0, ""
        self.front: Front | None = None
        self.listed, self.detail = SessionList(), SessionDetail(context, self.verbs)
        self.saving = Autosave(self.detail.minutes.editor, context.tasks, "회의록 쓰기", _save)
        self.saving.settled.connect(self.settled)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        words = "기록한 활동이 없습니다. 워크숍이나 인터뷰를 잡으면 진행 순서가 함께 만들어집니다."
        self.empty = EmptyState(words, "활동 기록", self.add, "presentation")
        self.none = EmptyState("고른 유형과 상태의 활동이 없습니다.", "모두 보기", self._clear, "filter")
        self.stack = QStackedWidget()
        for page in (self.detail, self.empty, self.none):
            self.stack.addWidget(page)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.listed.setObjectName("sessionlist")
        box.addWidget(self.listed)
        box.addWidget(line(True))
        box.addWidget(self.stack, 1)
        self.set_compact(False)

    def _connect(self) -> None:
        self.listed.chosen.connect(self.show_session)
        self.listed.menuRequested.connect(self._open_menu)
        self.detail.head.editRequested.connect(self.edit)
        self.detail.head.runRequested.connect(self.run_screen)
        shown = self.detail
        asked: tuple[tuple[Any, str], ...] = (
            (shown.head.closeRequested, "close"), (shown.head.reopenRequested, "reopen"),
            (shown.agenda.addRequested, "add_agenda"), (shown.decisions.added, "add_decision"),
            (shown.agreed.addRequested, "add_action"), (shown.attendance.stateChosen, "attend"),
            (shown.attendance.guestsChanged, "guests"), (shown.attendance.allPresent, "all_present"),
            (shown.files.filesAdded, "attach"), (shown.minutes.quoted, "quote"),
        )  # fmt: skip
        for signal, verb in asked:
            signal.connect(lambda *args, verb=verb: self._run(verb, *args))
        self.detail.minutes.sourcesRequested.connect(self.open_sources)
        self.detail.head.previewRequested.connect(lambda: self._report("minutes"))
        self.detail.attendance.printRequested.connect(lambda: self._report("sign-in-sheet"))
        self.detail.agenda.findingsRequested.connect(lambda: self.fixRequested.emit("findings"))
        OwnKeys(
            self.listed.view,
            {Qt.Key.Key_F2: self.edit, Qt.Key.Key_Delete: self.remove, Qt.Key.Key_Insert: self.add},
        )

    def open_sources(self) -> SourcesDialog | None:
        """Show the transcripts, those of the session in front are added here."""
        if self.front is None:
            return None
        dialog = SourcesDialog(self._context, self.front.parts.session, self)
        dialog.open()
        return dialog

    def _report(self, report: str) -> None:
        if self.front is not None:
            self.flush()
            self._context.navigate("reports", report=report, session_id=self.front.parts.session.id)

    def _run(self, verb: str, *args: Any) -> None:
        if self.front is not None:
            self.detail.minutes.editor.flush()
            getattr(self.verbs, verb)(self.front.parts.session, *args)

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self.listed.setFixedWidth(COMPACT_LIST if compact else LIST)
        self.detail.set_compact(compact)

    # -- showing

    def show_room(self, room: Room, stamp: int | None) -> None:
        """Show the sessions of ``room``."""
        other = self._room is None or self._room.project.id != room.project.id
        if other:
            self.front = None
        self._room = self.verbs.room = room
        if self.saving.fresh(stamp):
            wanted = self._wanted or (self.front.parts.session.id if self.front else 0)
            self.listed.show_sessions(room.sessions, room.today, wanted)
            self._wanted = 0
            self.show_session(self.listed.current())

    def show_session(self, session_id: int) -> None:
        """Bring a session to the front; 0 shows that there is none."""
        if self._room is None or not session_id:
            every = self._room.sessions if self._room else ()
            self.detail.minutes.editor.flush()
            self.front = None
            self.listed.setVisible(bool(every))
            self.stack.setCurrentWidget(self.none if every else self.empty)
            return
        self.listed.setVisible(True)
        stamp = self.saving.stamp()
        self._context.tasks.read(
            self,
            lambda ws: load(ws, session_id),
            lambda front: self._show(front, stamp),
            "front",
            self._gone,
        )

    def _gone(self, _error: object) -> None:
        self.settled.emit()

    def _show(self, front: Front, stamp: int | None) -> None:
        room, session = self._room, front.parts.session
        same = self.front is not None and self.front.parts.session.id == session.id
        if room is None or (same and not self.saving.fresh(stamp)):
            return
        self.front = front
        self.detail.show_front(front, room.today)
        self.stack.setCurrentWidget(self.detail)
        if self._sought:
            self.detail.minutes.reveal(self._sought)
            self._sought = ""

    def _clear(self) -> None:
        self.listed.clear_filters()
        self.show_session(self.listed.current())

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.detail.minutes.editor.flush()

    # -- verbs

    def event(self, event: QEvent) -> bool:
        """Take F5 for 진행 화면 before the window reads the page again."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            taken = event.key() == Qt.Key.Key_F5 and self._can_run()
            event.setAccepted(taken)
            return taken
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open 진행 화면 by F5."""
        if event.key() == Qt.Key.Key_F5 and self._can_run():
            self.run_screen()
        else:
            super().keyPressEvent(event)

    def _can_run(self) -> bool:
        return self.front is not None and self.front.parts.session.status != SessionStatus.CLOSED

    def run_screen(self) -> None:
        """Open the full screen of the session in front; what is being typed is handed over first."""
        if self.front is not None:
            from ui.run_mode.opening import open_run

            self.flush()
            open_run(self, self._context, self.front.parts.session.id)

    def add(self) -> Any:
        """Ask what is recorded; the new session comes to the front."""
        return self.verbs.add(self._made)

    def want(self, session_id: int, words: str = "") -> None:
        """Bring a session to the front with the next reading, whatever the filters leave out now.

        Where ``words`` that were looked for stand in its minutes, they are shown.
        """
        self._wanted, self._sought = session_id, words
        self.listed.clear_filters()

    def _made(self, session_id: int) -> None:
        self.want(session_id)
        self.settled.emit()

    def edit(self) -> Any:
        """Change the head of the session in front."""
        if self.front is None or self.front.parts.session.status == SessionStatus.CLOSED:
            return None
        return self.verbs.edit(self.front.parts.session)

    def remove(self) -> None:
        """Ask, then delete the session in front."""
        if self.front is not None:
            self.verbs.remove(self.front.parts.session)

    def menu(self) -> QMenu:
        """Return what can be done with the session in front."""
        refusal = spoken_against(self, Duty.EDIT_SESSIONS)
        if self.front is not None and self.front.parts.session.status == SessionStatus.CLOSED:
            return menu_of(self, [("lock-open", "다시 열기", partial(self._run, "reopen"))], refusal)
        entries: list[Entry] = [
            ("monitor", "진행 화면\tF5", self.run_screen),
            ("pencil", "고치기\tF2", self.edit),
            ("lock", "마감하고 잠그기", partial(self._run, "close")),
            None,
            ("trash-2", "지우기\tDel", self.remove),
        ]
        return menu_of(self, entries, refusal)

    def _open_menu(self, _session: int, at: QPoint) -> None:
        popup(self.menu(), at)
