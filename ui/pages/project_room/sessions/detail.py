"""The session in front: head, agenda, minutes and what was agreed; attendance and files at the side."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.session import SessionStatus
from app.domain.session_parts import SessionParts
from app.services.session import attendance, sessions
from app.services.session.attendance import RosterRow
from ui import theme
from ui.context import Context
from ui.pages.project_room.overview import scrolled
from ui.pages.project_room.sessions.agenda_panel import AgendaPanel
from ui.pages.project_room.sessions.attendance_panel import AttendancePanel
from ui.pages.project_room.sessions.files_panel import FilesPanel
from ui.pages.project_room.sessions.head import SessionHead
from ui.pages.project_room.sessions.minutes_panel import MinutesPanel
from ui.pages.project_room.sessions.outcome_panels import ActionPanel, DecisionPanel
from ui.pages.project_room.sessions.verbs import SessionVerbs
from ui.roles import Roles

if TYPE_CHECKING:
    from app.services.workspace import Workspace

SIDE, COMPACT_SIDE = 320, 288


@dataclass(frozen=True, slots=True)
class Front:
    """The session in front with all that is shown of it."""

    parts: SessionParts
    roster: tuple[RosterRow, ...]


def load(ws: "Workspace", session_id: int) -> Front:
    """Return a session as the detail shows it."""
    parts = sessions.parts(ws, session_id)
    return Front(parts, tuple(attendance.roster_of(ws, parts.session, parts.attendance)))


class SessionDetail(QWidget):
    """Shows one session; a closed one, or any where the role may not, is locked in all its panels."""

    def __init__(self, context: Context, verbs: SessionVerbs) -> None:
        """Make the panels, still empty."""
        super().__init__()
        self._context = context
        self.head = SessionHead()
        self.agenda, self.minutes, self.attendance = AgendaPanel(), MinutesPanel(), AttendancePanel()
        self.decisions, self.agreed = DecisionPanel(), ActionPanel()
        self.files = FilesPanel(context, verbs)
        self._lay_out()
        self._join(verbs)

    def _lay_out(self) -> None:
        self.side = QWidget()
        side = _column(self.side, self.attendance, self.files)
        side.addStretch(1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addLayout(self._main(), 1)
        row.addWidget(self.side)
        self.minutes.float_over(body)
        area = scrolled(body, 14)
        area.setContentsMargins(0, 0, 0, 0)
        shell = QWidget()
        inside = QHBoxLayout(shell)
        inside.setContentsMargins(16, theme.GAP, 0, theme.GAP)
        inside.addWidget(area)
        column = _column(self, self.head, spacing=0)
        column.addWidget(shell, 1)

    def _main(self) -> QVBoxLayout:
        outcome = QHBoxLayout()
        outcome.setSpacing(theme.GAP)
        outcome.addWidget(self.decisions, 2)
        outcome.addWidget(self.agreed, 3)
        main = QVBoxLayout()
        main.setSpacing(theme.GAP)
        main.addWidget(self.agenda)
        main.addWidget(self.minutes, 1)
        main.addLayout(outcome)
        return main

    def _join(self, verbs: SessionVerbs) -> None:
        """Join to the verbs what the panels ask of one part, whatever session it belongs to."""
        self.agenda.editRequested.connect(verbs.edit_agenda)
        self.agenda.moveRequested.connect(verbs.move_agenda)
        self.agenda.removeRequested.connect(verbs.remove_agenda)
        self.decisions.edited.connect(verbs.edit_decision)
        self.decisions.removed.connect(verbs.remove_decision)
        self.agreed.doneChanged.connect(verbs.set_action_done)
        self.agreed.editRequested.connect(verbs.edit_action)
        self.agreed.removeRequested.connect(verbs.remove_action)

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self.side.setFixedWidth(COMPACT_SIDE if compact else SIDE)

    def show_front(self, front: Front, today: date) -> None:
        """Show a session."""
        parts, session = front.parts, front.parts.session
        refusal = Roles(self._context).may(Duty.EDIT_SESSIONS)
        locked = session.status == SessionStatus.CLOSED or bool(refusal)
        sight = self._context.sight
        self.head.show_session(session, today, refusal)
        self.agenda.show_agenda(parts.agenda, session.starts_at, parts.findings, locked)
        self.minutes.show_session(session, parts.findings, locked)
        self.attendance.show_attendance(front.roster, parts.guests, parts.citizen_share, sight, locked)
        self.decisions.show_decisions(session.id, parts.decisions, locked)
        self.agreed.show_actions(parts.actions, today, locked)
        self.files.show_files(parts.files, locked)


def _column(widget: QWidget, *held: QWidget, spacing: int = theme.GAP) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for one in held:
        column.addWidget(one)
    return column
