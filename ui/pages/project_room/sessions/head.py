"""The head of a session: name, state, when and where, and the step to closing."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.choices import StageKind
from app.domain.session import Method, Session, SessionStatus
from app.services.session.templates import templates
from ui.formats import moment
from ui.pages.project_room.sessions.words import icon_of, kind_label, state_of, when_words
from ui.widgets.badges import Badge
from ui.widgets.controls import button, tool_button
from ui.widgets.text import ElidedLabel, IconLabel, label


class SessionHead(QFrame):
    """Name, state and place of the session in front."""

    editRequested = Signal()
    closeRequested = Signal()
    reopenRequested = Signal()
    previewRequested = Signal()
    runRequested = Signal()

    def __init__(self) -> None:
        """Make an empty head."""
        super().__init__()
        self.setProperty("role", "surface")
        self.setObjectName("viewbar")
        self.topic, self.badge = ElidedLabel("", 16, 700), Badge()
        self.hint = ElidedLabel("", 13, 400, "text2")
        self.icon = IconLabel("presentation", "text2", 14)
        self.kind, self.when = label("", 13, 400, "text2"), label("", 13, 400, "text2")
        self.place, self.host = ElidedLabel("", 13, 400, "text2"), label("", 13, 400, "text2")
        self.tags = ElidedLabel("", 13, 400, "text2")
        self.pencil = tool_button("pencil", "활동 고치기 (F2)", self.editRequested.emit, True)
        self.run_button = button("진행 화면", "monitor", run=lambda: self.runRequested.emit())
        self.run_button.setToolTip("진행 순서·출석·카드를 큰 화면에서 진행합니다 (F5)")
        self.preview = button("회의록 미리보기", "eye", run=lambda: self.previewRequested.emit())
        self.close_button = button("마감하고 잠그기", "lock", run=lambda: self.closeRequested.emit())
        self.open_button = button("다시 열기", "lock-open", run=lambda: self.reopenRequested.emit())
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.topic)
        first.addWidget(self.badge)
        first.addWidget(self.pencil)
        first.addWidget(self.hint, 1)
        second = QHBoxLayout()
        second.setSpacing(5)
        for icon, part in ((self.icon, self.kind), (IconLabel("calendar", "text2", 14), self.when),
                           (IconLabel("map-pin", "text2", 14), self.place),
                           (IconLabel("user", "text2", 14), self.host)):  # fmt: skip
            second.addWidget(icon)
            second.addWidget(part)
            second.addSpacing(8)
        second.addWidget(self.tags, 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        words.addLayout(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for one in (self.run_button, self.preview, self.close_button, self.open_button):
            row.addWidget(one)

    def show_session(self, session: Session, today: date, refusal: str = "") -> None:
        """Show the head of ``session``; a ``refusal`` says why its buttons are grey."""
        closed = session.status == SessionStatus.CLOSED
        self.topic.setText(session.topic)
        words, kind = state_of(session, today)
        self.badge.set_badge(words, kind)
        self.icon.set_icon(icon_of(session))
        self.kind.setText(kind_label(session))
        self.when.setText(when_words(session, today, ends=True))
        self.place.setText(session.place or "장소 미정")
        self.host.setText(f"진행 {session.host}" if session.host else "진행 미정")
        stage = [StageKind(session.stage).label] if session.stage else []
        methods = [Method(code).label for code in session.methods]
        self.tags.setText(" · ".join([*stage, *methods]))
        self.hint.setText(refusal or self._hint(session, closed))
        for made in (self.pencil, self.run_button, self.close_button, self.open_button):
            made.setEnabled(not refusal)
        self.pencil.setVisible(not closed)
        self.run_button.setVisible(not closed)
        self.close_button.setVisible(not closed and not (session.held_on and session.held_on > today))
        self.open_button.setVisible(closed)

    @staticmethod
    def _hint(session: Session, closed: bool) -> str:
        if closed:
            when = moment(session.closed_at) if session.closed_at else ""
            return f"{session.closed_by or ''} {when} 마감".strip()
        if session.reopen_reason:
            return f"다시 연 사유: {session.reopen_reason}"
        expected = ", ".join(templates()[session.kind].artefacts)
        return f"마감하면 회의록이 잠기고 출석과 증빙으로 쓰입니다. 남길 것: {expected}"
