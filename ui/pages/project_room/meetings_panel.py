"""활동 of the overview: the next sessions and the last one, each opening in its tab."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.session import Session
from ui.formats import list_date
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.data import Room
from ui.pages.project_room.sessions.words import COMING, group_of, state_of
from ui.widgets.badges import Badge
from ui.widgets.controls import button
from ui.widgets.open_row import RowFrame, quiet_row
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import ElidedLabel, label

NEXT, LAST, ROW = 2, 1, 34


class MeetingsPanel(Panel):
    """Two sessions to come and the last one held."""

    def __init__(self, actions: Actions) -> None:
        """Make the panel, still empty."""
        self._actions = actions
        self._project, self._today = 0, date.min
        every = button("모두 보기", "chevron-right", "link", self._open, compact=True, trailing=True)
        super().__init__("활동", "", (every,))
        self._rows = Rows(lambda item: quiet_row(item) if isinstance(item, str) else self._row(item))
        self.body.addWidget(self._rows)

    def show_room(self, room: Room) -> None:
        """Show the sessions around today."""
        self._project, self._today = room.project.id, room.today
        coming = [one for one in room.sessions if group_of(one, room.today) == COMING]
        coming.sort(key=lambda one: (one.held_on or date.max, one.starts_at))
        held = [one for one in room.sessions if one.held_on and one.held_on <= room.today]
        held.sort(key=lambda one: (one.held_on or date.min, one.starts_at))
        self.set_meta(f"다음 {len(coming)}회 · 지난 {len(held)}회")
        shown = [*coming[:NEXT], *held[-LAST:]]
        self._rows.set_items(shown or ["기록한 활동이 없습니다."])

    def _open(self, session_id: int = 0) -> None:
        self._actions.context.navigate(
            "project", project_id=self._project, tab="sessions", session_id=session_id
        )

    def _row(self, item: Session) -> QWidget:
        day = list_date(item.held_on, self._today) if item.held_on else ""
        words, badge = state_of(item, self._today)
        row = RowFrame(f"session-{item.id}", f"{day} {item.topic}, {words}", ROW, lambda: self._open(item.id))
        when = label(day, 13, 400, "text2")
        when.setFixedWidth(92)
        row.box.addWidget(when)
        row.box.addWidget(ElidedLabel(item.topic, 14, 500), 1)
        row.box.addWidget(Badge(words, badge))
        return row
