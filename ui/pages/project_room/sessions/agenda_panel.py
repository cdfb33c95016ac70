"""진행 순서: the items with the time each begins, computed from the start and the minutes before it."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu

from app.domain.desk_role import Duty
from app.domain.finding import Finding
from app.domain.session import AgendaItem
from ui.pages.project_room.sessions.words import clock
from ui.roles import spoken_against
from ui.widgets.controls import button
from ui.widgets.menus import Entry, menu_of, place_of, popup
from ui.widgets.panels import Panel
from ui.widgets.rows import FocusRow, Rows
from ui.widgets.text import ElidedLabel, label

ROW = 35
Shown = tuple[AgendaItem, str, int, bool]


class AgendaPanel(Panel):
    """The agenda of a session."""

    addRequested = Signal()
    editRequested = Signal(object)
    removeRequested = Signal(object)
    moveRequested = Signal(object, object)
    findingsRequested = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        self.add = button("순서 추가", "plus", "link", lambda: self.addRequested.emit(), True)
        super().__init__("진행 순서", "", (self.add,))
        self.rows = Rows(self._make)
        self.empty = label("진행 순서가 없습니다. ‘순서 추가’로 적으십시오.", 13, 400, "text2")
        self.empty.setContentsMargins(14, 10, 14, 10)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.rows)
        self._items: list[AgendaItem] = []

    def show_agenda(
        self, items: Sequence[AgendaItem], starts_at: str, findings: Sequence[Finding], locked: bool
    ) -> None:
        """Show ``items`` with their times."""
        self._items = list(items)
        made = Counter(row.agenda_item_id for row in findings)
        shown: list[Shown] = []
        at = 0
        for item in items:
            shown.append((item, clock(starts_at, at), made[item.id], locked))
            at += item.minutes
        pause = sum(item.minutes for item in items if "쉬는" in item.title)
        self.set_meta(f"{at}분" + (f" · 쉬는 시간 {pause}분" if pause else ""))
        self.add.setVisible(not locked)
        self.empty.setVisible(not items)
        self.rows.set_items(shown)

    def _make(self, shown: Shown) -> "AgendaRow":
        return AgendaRow(shown, self)

    def shift(self, item: AgendaItem, step: int) -> None:
        """Move an item one place up or down."""
        ids = [row.id for row in self._items]
        to = ids.index(item.id) + step
        if 0 <= to < len(ids):
            rest = [one for one in ids if one != item.id]
            self.moveRequested.emit(item, rest[to] if to < len(rest) else None)


class AgendaRow(FocusRow):
    """One item; Enter changes it, Alt+↑ and Alt+↓ move it, Delete takes it off."""

    def __init__(self, shown: Shown, panel: AgendaPanel) -> None:
        """Show one item of ``panel``."""
        super().__init__()
        self.item, at, findings, self._locked = shown
        self._panel = panel
        self.setObjectName(f"agenda-{self.item.id}")
        self.setFixedHeight(ROW)
        self.setAccessibleName(f"{at} {self.item.title} {self.item.minutes}분")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(10)
        time, minutes = label(at, 14, 600), label(f"{self.item.minutes}분", 13, 400, "text2")
        time.setFixedWidth(52)
        minutes.setFixedWidth(44)
        row.addWidget(time)
        row.addWidget(minutes)
        row.addWidget(ElidedLabel(self.item.title, 14), 1)
        if self.item.host:
            row.addWidget(label(self.item.host, 13, 400, "text2"))
        if findings:
            row.addWidget(button(f"발견 {findings}", "link", "link", panel.findingsRequested.emit, True))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Change the item."""
        if not self._locked:
            self._panel.editRequested.emit(self.item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change, move or take off by keys."""
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if self._locked or not self.hasFocus():  # what is for a button of the row goes on
            super().keyPressEvent(event)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._panel.shift(self.item, -1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._panel.editRequested.emit(self.item)
        elif key == Qt.Key.Key_Delete:
            self._panel.removeRequested.emit(self.item)
        else:
            super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """Return what can be done with the item."""
        panel, item = self._panel, self.item
        entries: list[Entry] = [
            ("pencil", "고치기\tEnter", partial(panel.editRequested.emit, item)),
            ("", "위로\tAlt+↑", partial(panel.shift, item, -1)),
            ("", "아래로\tAlt+↓", partial(panel.shift, item, 1)),
            None,
            ("trash-2", "지우기\tDel", partial(panel.removeRequested.emit, item)),
        ]
        return menu_of(self, entries, spoken_against(self, Duty.EDIT_SESSIONS))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        if not self._locked:
            popup(self.menu(), place_of(event, self))
