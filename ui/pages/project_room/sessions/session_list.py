"""The list at the left: sessions under 예정 and 지난 활동, narrowed by kind and state."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.session import Session, SessionKind, SessionStatus
from ui import icons, theme
from ui.pages.project_room.sessions.words import (
    COMING,
    PAST,
    UNKNOWN,
    group_of,
    icon_of,
    state_of,
    when_words,
)
from ui.widgets.badges import badge_kind, badge_width, paint_badge
from ui.widgets.choice_editors import ChoiceEditor

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
Item = tuple[str, int] | Session


class SessionModel(QAbstractListModel):
    """Headings as (words, count) and sessions below them."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.items: list[Item] = []
        self.today = date.today()

    def set_sessions(self, sessions: Sequence[Session], today: date) -> None:
        """Show ``sessions`` under their headings, the next one to come first."""
        self.beginResetModel()
        self.today, self.items = today, []
        for heading in (COMING, UNKNOWN, PAST):
            of_group = [row for row in sessions if group_of(row, today) == heading]
            if heading == COMING:
                of_group.sort(key=lambda row: (row.held_on or date.max, row.starts_at))
            if of_group:
                self.items += [(heading, len(of_group)), *of_group]
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count headings and sessions."""
        return len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let sessions be chosen, headings not."""
        if index.isValid() and isinstance(self.items[index.row()], tuple):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row, or the row itself."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ROW:
            return item
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(item, Session):
            place = f"\n{item.place}" if item.place else ""
            return f"{item.topic}\n{when_words(item, self.today, ends=True)}{place}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(item, tuple):
                return f"{item[0]} {item[1]}회"
            return f"{item.topic}, {when_words(item, self.today)}, {state_of(item, self.today)[0]}"
        return None

    def row_of(self, session_id: int) -> int:
        """Return where a session stands; -1 where it does not."""
        at = (n for n, item in enumerate(self.items) if isinstance(item, Session) and item.id == session_id)
        return next(at, -1)


class _Delegate(QStyledItemDelegate):
    """Paints headings and two-line rows."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or a row."""
        return QSize(100, 30 if isinstance(index.data(ROW), tuple) else 56)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        item = index.data(ROW)
        if isinstance(item, tuple):
            _heading(painter, option.rect, item)
        else:
            _row(painter, option, item, index.model().today)  # type: ignore[attr-defined]
        painter.restore()


def _heading(painter: QPainter, rect: QRect, item: tuple[str, int]) -> None:
    painter.fillRect(rect, theme.color("surface2"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
    painter.setFont(theme.font(13, 600))
    painter.setPen(theme.color("text"))
    left = rect.adjusted(12, 0, 0, 0)
    painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, item[0])
    left.setLeft(left.left() + painter.fontMetrics().horizontalAdvance(item[0]) + 5)
    painter.setFont(theme.font(13))
    painter.setPen(theme.color("text2"))
    painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, f"{item[1]}회")


def _row(painter: QPainter, option: QStyleOptionViewItem, session: Session, today: date) -> None:
    rect: QRect = option.rect
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    over = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.fillRect(rect, theme.color("select" if chosen else "surface2" if over else "surface"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
    if chosen:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("primary"))
    icons.paint(painter, QRect(rect.left() + 14, rect.top() + 20, 16, 16), icon_of(session), "text2")
    words, kind = state_of(session, today)
    look = badge_kind(kind)
    width = badge_width(words, look)
    left = rect.left() + 41
    whole = rect.right() - 12 - left
    beside = whole - width - 5
    painter.setFont(theme.font(14, 500))
    # a long name takes the line for itself, the badge then stands beside the day
    below = painter.fontMetrics().horizontalAdvance(session.topic) > beside
    top = rect.top() + (27 if below else 6)
    paint_badge(painter, QRect(rect.right() - 11 - width, top, width, 24), words, look)
    first, second = (whole, beside) if below else (beside, whole)
    _line(painter, QRect(left, rect.top() + 7, first, 20), session.topic, 14, 500, "text")
    when = when_words(session, today)
    painter.setFont(theme.font(13))
    # the place is cut, the day and the hour never
    room = painter.fontMetrics().horizontalAdvance(f"{when} · 가나…") <= second
    place = f"{when} · {session.place}" if session.place and room else when
    _line(painter, QRect(left, rect.top() + 28, second, 20), place, 13, 400, "text2")
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(theme.color("primary"))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))


def _line(painter: QPainter, rect: QRect, text: str, pixels: int, weight: int, color: str) -> None:
    painter.setFont(theme.font(pixels, weight))
    painter.setPen(theme.color(color))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


class SessionList(QWidget):
    """The sessions of a project; ``chosen`` names the one in front, ``menuRequested`` asks for its menu."""

    chosen = Signal(int)
    removeRequested = Signal(int)
    menuRequested = Signal(int, QPoint)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setProperty("role", "surface")
        self._every: list[Session] = []
        self._quiet = False
        self.model = SessionModel()
        self.kind_filter = _filter(
            [("", "모든 유형"), *((k.value, k.label) for k in SessionKind)], "활동 유형"
        )
        self.state_filter = _filter([("", "모든 상태"), *((k.value, k.label) for k in SessionStatus)], "상태")
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setAccessibleName("활동 목록")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.selectionModel().currentChanged.connect(self._current)
        self.kind_filter.edited.connect(self._refill)
        self.state_filter.edited.connect(self._refill)
        filters = QHBoxLayout()
        filters.setContentsMargins(12, 8, 12, 8)
        filters.setSpacing(6)
        filters.addWidget(self.kind_filter, 1)
        filters.addWidget(self.state_filter, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(filters)
        box.addWidget(self.view, 1)

    def show_sessions(self, sessions: Sequence[Session], today: date, wanted: int) -> None:
        """Show ``sessions``, the one ``wanted`` in front where it is among them."""
        self._every = list(sessions)
        self.model.today = today
        self._fill(wanted)

    def current(self) -> int:
        """Return the session in front; 0 where there is none."""
        item = self.view.currentIndex().data(ROW)
        return item.id if isinstance(item, Session) else 0

    def clear_filters(self) -> None:
        """Show sessions of every kind and state."""
        self.kind_filter.set_value("")
        self.state_filter.set_value("")
        self._fill(self.current())

    def _refill(self) -> None:
        before = self.current()
        self._fill(before)
        if self.current() != before:
            self.chosen.emit(self.current())

    def _fill(self, wanted: int) -> None:
        kind, state = self.kind_filter.value(), self.state_filter.value()
        rows = [row for row in self._every
                if (not kind or row.kind == kind) and (not state or row.status == state)]  # fmt: skip
        bar = self.view.verticalScrollBar().value()
        self._quiet = True
        self.model.set_sessions(rows, self.model.today)
        row = self.model.row_of(wanted)
        if row < 0:
            row = self._first()
        self.view.setCurrentIndex(self.model.index(row))
        self.view.verticalScrollBar().setValue(bar)
        self._quiet = False

    def _first(self) -> int:
        """Return the newest that was held, else the first of all."""
        rows = [n for n, item in enumerate(self.model.items) if isinstance(item, Session)]
        held = (n for n in rows if group_of(self.model.items[n], self.model.today) == PAST)  # type: ignore[arg-type]
        return next(held, rows[0] if rows else -1)

    def _current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet:
            self.chosen.emit(self.current())

    def _menu(self, at: QPoint) -> None:
        item = self.view.indexAt(at).data(ROW)
        if isinstance(item, Session):
            self.menuRequested.emit(item.id, self.view.viewport().mapToGlobal(at))


def _filter(choices: list[tuple[Any, str]], name: str) -> ChoiceEditor:
    made = ChoiceEditor(choices, required=True)
    made.setAccessibleName(f"{name}으로 거르기" if name == "활동 유형" else f"{name}로 거르기")
    made.setProperty("dense", True)
    return made
