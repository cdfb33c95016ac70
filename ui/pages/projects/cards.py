"""How a project looks as a card; painted for what is seen only, so that thousands stay smooth."""

from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.domain.choices import ProjectState
from app.domain.koreandate import format_date
from ui import icons, theme
from ui.models.records import ROW
from ui.widgets.badges import badge_kind, paint_badge
from ui.widgets.bars import paint_bar
from ui.widgets.pictures import Pictures

CARD, SPACE, PAD, GAP = 136, 8, 13, 10
KEPT = 24
Index = QModelIndex | QPersistentModelIndex
_OVER = (ProjectState.DONE.value, ProjectState.STOPPED.value)
_BADGES = (
    ProjectState.DONE.value,
    ProjectState.STOPPED.value,
    ProjectState.STALLED.value,
    ProjectState.DRAFT.value,
)


def short_day(day: date, today: date) -> str:
    """Return a day as a card has room for: 오늘, 내일, ``6. 22.``, with the year where it is another."""
    near = {0: "오늘", 1: "내일"}.get((day - today).days)
    return near or (f"{day.month}. {day.day}." if day.year == today.year else format_date(day))


def next_line(row: Any, today: date) -> str:
    """Return what comes next in a project: ``현장조사 6. 24.``."""
    if row.state in _OVER:
        return f"{short_day(row.ends_on, today)} 종료" if row.ends_on else "종료"
    if not row.next_title:
        return "일정 없음"
    return f"{row.next_title} {short_day(row.next_due, today)}" if row.next_due else str(row.next_title)


class CardDelegate(QStyledItemDelegate):
    """Paints one card; the view's ``card_state`` says ``current``, ``hover``, ``moving`` or nothing.

    Cards are kept as pictures on the ground of their column.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Paint for ``parent``."""
        super().__init__(parent)
        self._pictures = Pictures(KEPT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the card, or the empty place it left while it is being moved."""
        whole: QRect = option.rect
        row = index.data(ROW)
        if row is None:
            return
        view: Any = option.widget
        state = view.card_state(index)

        def paint(painter: QPainter) -> None:
            rect = QRect(QPoint(0, 0), whole.size()).adjusted(8, 0, -8, -SPACE)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if state == "moving":
                _paint_slot(painter, rect)
            else:
                paint_card(painter, rect, row, state)

        shown, ratio = (row, date.today()), view.devicePixelRatioF()
        picture = self._pictures.get((row.id, state), shown, whole.size(), ratio, "neutral", paint)
        painter.drawPixmap(whole.topLeft(), picture)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Ask for the same room for every card."""
        return QSize(200, CARD + SPACE)


def _paint_slot(painter: QPainter, rect: QRect) -> None:
    painter.setPen(QPen(theme.color("control"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.setFont(theme.font(13))
    painter.setPen(theme.color("text2"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "옮기는 중")


def paint_card(painter: QPainter, rect: QRect, row: Any, state: str = "") -> None:
    """Paint ``row`` as a card in ``rect``."""
    chosen = state in ("current", "lifted")
    inset = 1.0 if chosen else 0.5
    painter.setPen(QPen(theme.color("primary" if chosen else "line2"), 2 if chosen else 1))
    painter.setBrush(theme.color("surface2" if state == "hover" else "surface"))
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), 6, 6)
    inner = rect.adjusted(PAD, 10, -PAD, 0)
    _line(painter, QRect(inner.x(), inner.y(), inner.width() - 18, 20), row.title, 14, 600, "text")
    icons.paint(painter, QRect(inner.right() - 13, inner.y() + 3, 14, 14), "grip-vertical", "text3")
    under = " · ".join(part for part in (row.lead_agency, row.program) if part) or "기관 없음"
    _line(painter, QRect(inner.x(), inner.y() + 20, inner.width(), 18), under, 13, 400, "text2")
    _paint_progress(painter, QRect(inner.x(), inner.y() + 42, inner.width(), 18), row.stage_progress or 0)
    _paint_figures(painter, QRect(inner.x(), inner.y() + 64, inner.width(), 18), row)
    painter.fillRect(QRect(inner.x(), inner.y() + 89, inner.width(), 1), theme.color("line"))
    _paint_foot(painter, QRect(inner.x(), inner.y() + 94, inner.width(), 26), row)


def _line(
    painter: QPainter, rect: QRect, text: str, pixels: int, weight: int, token: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:  # fmt: skip
    painter.setFont(theme.font(pixels, weight))
    painter.setPen(theme.color(token))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def _paint_progress(painter: QPainter, rect: QRect, percent: int) -> None:
    bar = QRectF(rect.x(), rect.center().y() - 2, rect.width() - 46, 6)
    paint_bar(painter, bar, percent / 100, theme.color("primary"), theme.color("track"))
    _line(painter, rect, f"{percent}%", 13, 400, "text2", Qt.AlignmentFlag.AlignRight)


def _paint_figures(painter: QPainter, rect: QRect, row: Any) -> None:
    icons.paint(painter, QRect(rect.x(), rect.y() + 2, 14, 14), "users", "text2")
    if row.team_size:
        share = f" · 국민 {row.citizen_ratio}%" if row.citizen_ratio is not None else ""
        words = f"{row.team_size}명{share}"
    else:
        words = "팀 없음"
    left = rect.x() + 19 + _line(painter, rect.adjusted(19, 0, 0, 0), words, 13, 400, "text2") + GAP
    figures = (("lightbulb", f"제안 {row.proposal_count}"), ("calendar-check", f"활동 {row.session_count}"))
    for icon, words in figures:
        room = QRect(left + 19, rect.y(), rect.right() - left - 19, 18)
        if painter.fontMetrics().horizontalAdvance(words) > room.width() + 1:
            return  # a long team leaves room for the proposals alone
        icons.paint(painter, QRect(left, rect.y() + 2, 14, 14), icon, "text2")
        left += 19 + _line(painter, room, words, 13, 400, "text2") + GAP


def _paint_foot(painter: QPainter, rect: QRect, row: Any) -> None:
    left = _paint_state(painter, rect, row)
    room = QRect(rect.x() + left + 10, rect.y(), rect.width() - left - 10, rect.height())
    late = row.next_due is not None and row.next_due < date.today() and row.state not in _OVER
    words = next_line(row, date.today())
    _line(painter, room, words, 13, 400, "danger" if late else "text2", Qt.AlignmentFlag.AlignRight)


def _paint_state(painter: QPainter, rect: QRect, row: Any) -> int:
    if row.state in _BADGES:
        words = ProjectState(row.state).label
        words += f" {row.idle_days}일" if row.state == ProjectState.STALLED else ""
        return paint_badge(painter, rect, words, badge_kind(row.state))
    if not row.criteria_total:
        return _line(painter, rect, "관문 기준 없음", 13, 400, "text3")
    whole = row.criteria_met >= row.criteria_total
    icon, token = ("circle-check", "success") if whole else ("circle-dashed", "warning")
    icons.paint(painter, QRect(rect.x(), rect.y() + 6, 14, 14), icon, f"{token}.icon")
    words = f"증빙 {row.criteria_met} / {row.criteria_total}"
    return 19 + _line(painter, rect.adjusted(19, 0, 0, 0), words, 13, 600, token)
