"""출석 확인: everybody of the roster with 출석·지각·불참, guests as heads, and the citizens' share.

The rows are painted, not made of widgets: three hundred of them open as quickly as ten.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QGridLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.choices import ActorKind
from app.domain.privacy.sight import Sight
from app.domain.session import AttendanceState, GuestCount
from app.services.session.attendance import RosterRow
from ui import icons, theme
from ui.pages.project_room.sessions.words import role_words
from ui.widgets.controls import button, tool_button
from ui.widgets.panels import Panel
from ui.widgets.text import ElidedLabel, label
from ui.widgets.text_editors import NumberEditor

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
HEIGHT, SEGMENT, MOST_ROWS = 34, 46, 10
STATES = tuple(AttendanceState)
_LOOKS = {
    AttendanceState.PRESENT: ("check", "success"),
    AttendanceState.LATE: ("clock", "warning"),
    AttendanceState.ABSENT: ("x", "danger"),
}
_KEYS = {
    Qt.Key.Key_1: AttendanceState.PRESENT, Qt.Key.Key_2: AttendanceState.LATE,
    Qt.Key.Key_3: AttendanceState.ABSENT, Qt.Key.Key_Delete: None,
}  # fmt: skip


class RosterModel(QAbstractListModel):
    """The persons of a roster, names as they may be seen now."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.rows: list[RosterRow] = []
        self.sight: Sight | None = None

    def set_rows(self, rows: Sequence[RosterRow]) -> None:
        """Show ``rows``; where only states changed, no row moves."""
        same = [row.person_id for row in rows] == [row.person_id for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = list(rows)
        if not same:
            self.endResetModel()
        elif self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count the persons."""
        return len(self.rows)

    def name(self, row: RosterRow) -> str:
        """Return a name as it may be read here."""
        return self.sight.name(row.person_id, row.person, row.actor_kind) if self.sight else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row, or the row itself."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            state = AttendanceState(row.state).label if row.state else "미확인"
            return f"{self.name(row)} {role_words(row.role, row.actor_kind)}, {state}"
        return None


def segments(rect: QRect) -> list[QRect]:
    """Return where the three choices of a row are."""
    left = rect.right() - 10 - 3 * SEGMENT
    return [QRect(left + n * SEGMENT, rect.top() + 5, SEGMENT, HEIGHT - 11) for n in range(3)]


class _Delegate(QStyledItemDelegate):
    """Paints a name, a role and the three choices."""

    def __init__(self, view: "RosterView") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of every row."""
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one person."""
        painter.save()
        row, rect = index.data(ROW), option.rect
        over = option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected)
        current = self._view.hasFocus() and index.row() == self._view.currentIndex().row()
        painter.fillRect(rect, theme.color("select" if current else "surface2" if over else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        parts = segments(rect)
        self._names(
            painter, QRect(rect.left() + 14, rect.top(), parts[0].left() - rect.left() - 20, HEIGHT - 1), row
        )
        for state, part in zip(STATES, parts, strict=True):
            self._segment(painter, part, state, row.state == state)
        painter.setPen(theme.color("line2"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(parts[0].united(parts[2]).adjusted(0, 0, -1, -1), 4, 4)
        painter.restore()

    def _names(self, painter: QPainter, rect: QRect, row: RosterRow) -> None:
        name = self._view.roster.name(row)
        painter.setFont(theme.font(14, 500))
        painter.setPen(theme.color("text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, name)
        rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(name) + 6)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text2"))
        words = painter.fontMetrics().elidedText(
            role_words(row.role, row.actor_kind), Qt.TextElideMode.ElideRight, max(rect.width(), 0)
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)

    def _segment(self, painter: QPainter, rect: QRect, state: AttendanceState, chosen: bool) -> None:
        icon, tone = _LOOKS[state]
        painter.fillRect(rect.adjusted(1, 1, -1, -1), theme.color(f"{tone}.fill" if chosen else "surface"))
        if state is not AttendanceState.PRESENT:
            painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), theme.color("line2"))
        words = rect
        if chosen:
            icons.paint(painter, QRect(rect.left() + 4, rect.top() + 5, 12, 12), icon, f"{tone}.icon")
            words = rect.adjusted(14, 0, 0, 0)
        painter.setFont(theme.font(12, 600 if chosen else 400))
        painter.setPen(theme.color(f"{tone}.text" if chosen else "text2"))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, state.label)


class RosterView(QListView):
    """The roster; a click or the keys 1, 2, 3 choose, Delete takes the entry away, Enter goes on."""

    stateChosen = Signal(int, object)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.roster = RosterModel()
        self.locked = False
        self.setModel(self.roster)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName("출석 명단")
        self.setToolTip("1 출석 · 2 지각 · 3 불참 · Del 지우기")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def choose(self, row: int, state: AttendanceState | None) -> None:
        """Enter the person of ``row``."""
        if not self.locked and 0 <= row < len(self.roster.rows):
            value = state.value if state else None
            if self.roster.rows[row].state != value:
                self.stateChosen.emit(self.roster.rows[row].person_id, value)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose by a click on one of the three."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            for state, part in zip(STATES, segments(self.visualRect(index)), strict=True):
                if part.contains(at):
                    self.choose(index.row(), state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by keys and go on to the next person."""
        key = Qt.Key(event.key())
        if key not in _KEYS:
            super().keyPressEvent(event)
            return
        row = max(self.currentIndex().row(), 0)
        self.choose(row, _KEYS[key])
        self.setCurrentIndex(self.roster.index(min(row + 1, len(self.roster.rows) - 1)))


class AttendancePanel(Panel):
    """The roster with its sums; ``stateChosen``, ``guestsChanged`` and ``allPresent`` ask for a step."""

    stateChosen = Signal(int, object)
    guestsChanged = Signal(str, int)
    allPresent = Signal()
    printRequested = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        self.every = button("모두 출석", "", "link", lambda: self.allPresent.emit(), True)
        self.printer = tool_button("printer", "참석자 서명부", lambda: self.printRequested.emit(), True)
        super().__init__("출석 확인", "", (self.every, self.printer))
        self.figures = {key: label("0", 16, 700) for key in (*STATES, "share")}
        self.figures["share"].setProperty("tone", "success")
        self.body.addWidget(self._sums())
        self.view = RosterView()
        self.view.stateChosen.connect(self.stateChosen)
        self.body.addWidget(self.view)
        self.guests: dict[str, NumberEditor] = {}
        self._counts: dict[str, int] = {}
        self.body.addWidget(self._guest_fields())

    def _sums(self) -> QWidget:
        ground = QWidget()
        ground.setProperty("role", "strip")
        grid = QGridLayout(ground)
        grid.setContentsMargins(8, 5, 8, 5)
        grid.setVerticalSpacing(0)
        words = [(state, state.label) for state in STATES] + [("share", "현장 국민 비율")]
        for column, (key, name) in enumerate(words):
            grid.addWidget(self.figures[key], 0, column, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(label(name, 12, 400, "text2"), 1, column, Qt.AlignmentFlag.AlignHCenter)
        return ground

    def _guest_fields(self) -> QWidget:
        ground = QWidget()
        grid = QGridLayout(ground)
        grid.setContentsMargins(14, 8, 10, 10)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(3)
        grid.addWidget(label("명단 없는 손님", 13, 500, "text2"), 0, 0, 1, 3)
        for number, kind in enumerate((ActorKind.CITIZEN, ActorKind.OFFICIAL, ActorKind.STAKEHOLDER)):
            field = NumberEditor("명", 0, 99_999)
            field.setProperty("dense", True)
            field.setAccessibleName(f"{kind.label} 손님 수")
            field.setPlaceholderText("0명")
            field.setToolTip(f"명단에 없는 {kind.label}의 수")
            field.editingFinished.connect(lambda kind=kind: self._guest(kind.value))
            self.guests[kind.value] = field
            name = ElidedLabel(kind.label, 12, tone="text2")
            name.setBuddy(field)
            grid.addWidget(name, 1, number)
            grid.addWidget(field, 2, number)
        return ground

    def _guest(self, kind: str) -> None:
        from app.errors import UserError

        try:
            count = self.guests[kind].value() or 0
        except UserError:
            return
        if count != self._counts.get(kind, 0):
            self._counts[kind] = count
            self.guestsChanged.emit(kind, count)

    def show_attendance(
        self,
        rows: Sequence[RosterRow],
        guests: Sequence[GuestCount],
        share: int | None,
        sight: Sight,
        locked: bool,
    ) -> None:
        """Show who came."""
        self.view.locked, self.view.roster.sight = locked, sight
        self.view.roster.set_rows(rows)
        self.view.setFixedHeight(HEIGHT * min(max(len(rows), 1), MOST_ROWS) + 2)
        self._counts = {guest.actor_kind: guest.count for guest in guests}
        heads = sum(self._counts.values())
        self.set_meta(f"{len(rows)}명" + (f" · 손님 {heads}명" if heads else ""))
        for state in STATES:
            self.figures[state].setText(str(sum(1 for row in rows if row.state == state)))
        self.figures["share"].setText("–" if share is None else f"{share}%")
        waiting = any(row.state is None for row in rows)
        self.every.setVisible(waiting and not locked)
        for kind, field in self.guests.items():
            field.setEnabled(not locked)
            if not field.hasFocus():
                field.set_value(self._counts.get(kind))
