"""The window of 진행 화면: agenda and clock, attendance, the capture line, the newest cards."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.finding import FindingKind
from app.domain.koreandate import format_short
from app.domain.running import MARKS, Capture, RunBoard, current
from app.domain.session import AgendaItem
from app.errors import UserError
from app.services.session import attendance, running
from ui import theme
from ui.context import Context
from ui.run_mode.agenda_panel import AgendaPanel
from ui.run_mode.capture_line import CaptureLine
from ui.run_mode.capturing import Capturing
from ui.run_mode.cards import CardStrip, Legend
from ui.run_mode.hint_line import HintLine
from ui.run_mode.look import note, scale
from ui.run_mode.recovery import Recovery
from ui.run_mode.roster_panel import RosterPanel
from ui.widgets.enter import Enter
from ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

T = TypeVar("T")

TICK_MS = 250
TABLES = ("session", "agenda_item", "attendance", "finding", "membership", "person", "project")


class RunWindow(QWidget):
    """Runs one session: PgDn/PgUp move through the agenda, F2 takes attendance, Enter stores a card."""

    def __init__(self, context: Context, board: RunBoard, parent: QWidget | None = None) -> None:
        """Make the window of the session of ``board``; cards that an earlier run left waiting go first."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("run")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.context, self.board, self._strokes = context, board, Enter()
        self._agenda, self._cards, self._count = board.agenda, list(board.cards), board.card_count
        # A reading is shown only when no key was pressed since it began and none is still on its way.
        self._edits = self._pending = 0
        self._stale = False
        self.capturing = Capturing(
            self, context, board.session.id, Recovery(context.state, board.session.uid)
        )
        self._build()
        self._connect()
        self._show_board(board)
        self.line.setText(self.capturing.recovery.draft)
        self._choose_kind(self.capturing.kind)
        self.capturing.send()

    # -- building

    def _build(self) -> None:
        self.topic, self.where = ElidedLabel(), ElidedLabel()
        self.time, self.keys = QLabel(), label("PgDn 다음 · PgUp 이전 · F2 출석 · Ctrl+Z 되돌리기 · Esc 닫기")
        self.agenda, self.roster = AgendaPanel(), RosterPanel()
        self.strip, self.legend, self.line = CardStrip(), Legend(), CaptureLine()
        self.kind_label, self.count_label, self.notice = QLabel(), QLabel(), ElidedLabel()
        self.kind_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._head, self._entry = QHBoxLayout(), QHBoxLayout()
        for part in (self.topic, self.where, self.keys, self.time):
            self._head.addWidget(part, int(part is self.where))
        self._entry.addWidget(self.kind_label)
        self._entry.addWidget(self.line, 1)
        self._entry.addWidget(self.count_label)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self.agenda, 11)
        self._middle.addWidget(self.roster, 9)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(self._head)
        self._whole.addLayout(self._middle, 1)
        self._whole.addWidget(self.strip)
        self._whole.addWidget(self.legend)
        self._whole.addLayout(self._entry)
        self.hint = HintLine(self.line)
        self._whole.addWidget(self.hint)
        self._whole.addWidget(self.notice)
        self.notice.hide()

    def _connect(self) -> None:
        self.line.entered.connect(self._enter)
        self.line.typed.connect(lambda text: self.capturing.recovery.keep_draft(text, self.capturing.kind))
        self.legend.chosen.connect(self._choose_kind)
        self.roster.pressed.connect(self._attend)
        self.roster.finished.connect(self.line.setFocus)
        self.capturing.changed.connect(self._show_cards)
        self.capturing.stored.connect(self._stored)
        self.capturing.refused.connect(self._say)
        self.context.bus.changed.connect(self._on_changes)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.tick)
        self._tick.start()

    def _style(self) -> None:
        t, unit = theme.load("dark"), scale(self)

        def px(size: int) -> int:
            return round(size * unit)

        self.setStyleSheet(
            f"QWidget#run {{ background: {t.bg}; }} QLabel {{ color: {t.text2}; background: transparent; }}"
            f"QLineEdit {{ background: {t.surface}; color: {t.text}; border: 2px solid {t.line2};"
            f" border-radius: 8px; padding: 0 {px(18)}px; min-height: {px(68)}px; max-height: {px(68)}px;"
            f" selection-background-color: {t.mark}; selection-color: {t.text}; }}"
            f"QLineEdit:focus {{ border: 2px solid {t.primary}; }}"
        )
        for part, pixels, weight in (
            (self.topic, 30, 700), (self.where, 22, 400), (self.keys, 18, 400), (self.time, 30, 600),
            (self.line, 34, 500), (self.kind_label, 26, 700), (self.count_label, 24, 600),
            (self.notice, 22, 600),
        ):  # fmt: skip
            part.setFont(theme.font(max(px(pixels), 12), weight))
        self.hint.set_font(theme.font(max(px(20), 12), 500))
        self.hint.mask_button.setStyleSheet(f"color: {t.link};")
        self.topic.setStyleSheet(f"color: {t.text};")
        self.notice.setStyleSheet(f"color: {t.danger.text};")
        self.strip.setFixedHeight(px(158))
        self.legend.setFixedHeight(px(40))
        self.kind_label.setFixedWidth(px(190))
        self._whole.setContentsMargins(px(40), px(24), px(40), px(28))
        self._whole.setSpacing(px(16))
        self._middle.setSpacing(px(48))
        for row in (self._head, self._entry):
            row.setSpacing(px(20))
        self._paint_kind()

    # -- showing

    def _show_board(self, board: RunBoard) -> None:
        self.board = board
        self._agenda, self._cards, self._count = board.agenda, list(board.cards), board.card_count
        session = board.session
        self.setWindowTitle(f"{session.topic} - 진행 화면")
        self.topic.setText(session.topic)
        day = format_short(session.held_on) if session.held_on else ""
        self.where.setText(" · ".join(part for part in (session.project, day, session.place) if part))
        self.agenda.set_agenda(self._agenda, self.context.workspace.clock())
        self.roster.set_people(board.attendees)
        self._show_cards()
        self.tick()

    def _show_cards(self) -> None:
        waiting = self.capturing.recovery.waiting()
        self.strip.set_cards(self._cards, waiting[::-1])
        self.count_label.setText(f"{self._count:,}장")

    def tick(self) -> None:
        """Let the clocks go on."""
        now = self.context.workspace.clock()
        self.agenda.tick(now)
        shown = f"{now.astimezone():%H:%M}"
        if self.time.text() != shown:
            self.time.setText(shown)

    def _say(self, words: str) -> None:
        self.notice.setText(words)
        self.notice.setVisible(bool(words))

    # -- cards

    def _choose_kind(self, kind: str) -> None:
        self.capturing.kind = kind
        self.legend.set_kind(kind)
        self._paint_kind()
        self.capturing.recovery.keep_draft(self.line.whole_text(), kind)

    def _paint_kind(self) -> None:
        kind = FindingKind(self.capturing.kind)
        _icon, fill, ink = note(kind.value)
        self.kind_label.setText(kind.label)
        self.kind_label.setStyleSheet(f"background: {fill.name()}; color: {ink.name()}; border-radius: 8px;")

    def _enter(self, text: str) -> None:
        at = current(self._agenda)
        if self.capturing.enter(text, self._agenda[at].id if at is not None else None):
            self.line.clear()
            self._say("")

    def _stored(self, card: Capture) -> None:
        self._edits += 1
        if all(known.uid != card.uid for known in self._cards):
            self._count += 1
            self._cards = [card, *self._cards][: running.SHOWN]
        self._show_cards()

    # -- agenda and attendance

    def _move(self, label: str, verb: Callable[["Workspace", int], tuple[AgendaItem, ...]]) -> None:
        session_id = self.board.session.id

        def moved(agenda: tuple[AgendaItem, ...]) -> None:
            self._agenda = agenda
            self.agenda.set_agenda(agenda, self.context.workspace.clock())
            self._say("")

        self._write(label, lambda ws: verb(ws, session_id), moved)

    def _attend(self, person_id: int, state: str) -> None:
        session_id = self.board.session.id

        def work(ws: "Workspace") -> None:
            attendance.enter(ws, session_id, person_id, state)

        self._write("출석", work, lambda _nothing: None)

    def _write(self, label: str, work: Callable[["Workspace"], T], done: Callable[[T], None]) -> None:
        self._edits += 1
        self._pending += 1

        def written(result: T) -> None:
            done(result)
            self._settled()

        def refused(error: UserError) -> None:
            self._say(error.message)
            self._stale = True
            self._settled()

        self.context.tasks.write(self, label, work, written, refused)

    def _settled(self) -> None:
        self._pending -= 1
        self._edits += 1
        if self._stale and not self._pending:
            self.refresh()

    # -- changes made elsewhere, and undo

    def refresh(self) -> None:
        """Read the session again, once no key press is on its way."""
        self._stale = True
        if self._pending:
            return
        session_id, edits = self.board.session.id, self._edits
        self._stale = False

        def show(board: RunBoard) -> None:
            if edits == self._edits:
                self._show_board(board)
            else:
                self.refresh()

        self.context.tasks.read(self, lambda ws: running.board(ws, session_id), show, "board", self._gone)

    def _gone(self, error: UserError) -> None:
        self.context.notify(error.message)
        self.close()

    def _on_changes(self, changes: Changes) -> None:
        if changes.initiator != running.INITIATOR and changes.touches(*TABLES):
            self.refresh()

    def _undo(self) -> None:
        if self.context.history is not None:
            self._write("실행 취소", self.context.history.undo, lambda _label: self.refresh())

    # -- hands

    def event(self, event: QEvent) -> bool:
        """See where a stroke of Enter begins."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self._strokes.notice(self, event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run the session by keys."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if modifiers & Qt.KeyboardModifier.AltModifier and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._choose_kind(MARKS[(int(key) - int(Qt.Key.Key_0) - 1) % 10][1].value)
        elif modifiers & Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Z:
            self._undo()
        elif key in self._verbs() and not event.isAutoRepeat():
            self._verbs()[key]()
        elif not self._strokes.press(self, event):
            super().keyPressEvent(event)

    def _verbs(self) -> dict[Qt.Key, Callable[[], object]]:
        return {
            Qt.Key.Key_PageDown: lambda: self._move("다음 순서로", running.advance),
            Qt.Key.Key_PageUp: lambda: self._move("이전 순서로", running.step_back),
            Qt.Key.Key_F2: self.roster.setFocus,
            Qt.Key.Key_F11: lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            Qt.Key.Key_Escape: self.close,
        }

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the line."""
        super().showEvent(event)
        self.line.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw everything as large as the screen allows."""
        super().resizeEvent(event)
        self._style()
