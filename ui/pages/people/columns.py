"""The columns of the roster: consents as icons, the clock of the retention as a bar, the last session."""

from datetime import date
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from app.domain.fields import FieldSpec, FieldType
from app.domain.participant import PARTICIPANT_FIELDS, Participant, Standing
from app.domain.privacy.consent import WARN_DAYS, ConsentState
from app.domain.session import SessionKind
from ui import icons, theme
from ui.context import Context
from ui.delegates.base import CellDelegate, Index
from ui.formats import list_date
from ui.models.records import ROW, VALUE
from ui.widgets.badges import KINDS, PLAIN, Kind, paint_badge
from ui.widgets.bars import paint_bar

EYE = "eye"
SPECS = (*PARTICIPANT_FIELDS, FieldSpec(EYE, FieldType.TEXT, "열람", derived=True, rigid=True, width=52))
CONSENTS = ("collection", "photo", "recording", "disclosure", "provision")
MINOR = ("email", "region_id", "last_on", "project_count", "place", "disclosure", "recording")
BAR = 54

# The icon and its token by state; legend and cells read the same.
LOOKS: dict[ConsentState, tuple[str, str]] = {
    ConsentState.VALID: ("check", "success.icon"),
    ConsentState.ENDING: ("clock", "warning.icon"),
    ConsentState.ENDED: ("x", "danger.icon"),
    ConsentState.WITHDRAWN: ("x", "danger.icon"),
    ConsentState.REFUSED: ("x", "danger.icon"),
    ConsentState.MISSING: ("x", "danger.icon"),
    ConsentState.EXEMPT: ("minus", "text3"),
}


def clock_words(row: Participant, today: date) -> tuple[str, Kind]:
    """Return what is said of a person's retention, and how it looks."""
    if row.standing == Standing.EXEMPT and row.ends_on is None:
        return Standing.EXEMPT.label, PLAIN
    if row.standing == Standing.ABSENT:
        return Standing.ABSENT.label, KINDS["overdue"]
    if row.standing == Standing.OVER:
        if row.collection == ConsentState.WITHDRAWN:
            return "철회", KINDS["overdue"]
        days = (today - row.over_on).days if row.over_on else 0
        return f"{days}일 지남", KINDS["overdue"]
    if row.ends_on is None:
        return "기한 없음", PLAIN
    days = (row.ends_on - today).days
    return (f"D-{days}" if days else "오늘 끝남"), KINDS["soon" if days <= WARN_DAYS else "later"]


def elapsed(row: Participant, today: date) -> float:
    """Return the share of the retention that is over, 0-1."""
    if row.begins_on is None or row.ends_on is None or row.ends_on <= row.begins_on:
        return 1.0
    return min(max((today - row.begins_on).days / (row.ends_on - row.begins_on).days, 0.0), 1.0)


class ConsentDelegate(CellDelegate):
    """How one consent stands, as an icon; the word is what assistive technology hears and what is copied."""

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the icon in the middle."""
        value = index.model().data(index, VALUE)
        if value:
            icon, color = LOOKS[ConsentState(value)]
            icons.paint(painter, QRect(rect.x(), rect.center().y() - 8, 16, 16), icon, color)


class ClockDelegate(CellDelegate):
    """보유 기한: a bar that fills as the retention runs out, the days left; red where nothing covers it."""

    def __init__(self, today: date) -> None:
        """Count from ``today``."""
        super().__init__()
        self.today = today

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint a bar and the days, a badge, or plain words."""
        row = index.model().data(index, ROW)
        if row is None:
            return
        words, kind = clock_words(row, self.today)
        self.weight = 400
        if kind is KINDS["overdue"]:
            paint_badge(painter, rect, words, kind)
        elif row.ends_on is None:
            self.paint_text(painter, rect, words, Qt.AlignmentFlag.AlignLeft, "text3")
        else:
            self._paint_clock(painter, rect, row, words, ending=kind is KINDS["soon"])

    def _paint_clock(
        self, painter: QPainter, rect: QRect, row: Participant, words: str, *, ending: bool
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(rect.x(), rect.center().y() - 2, BAR, 6)
        fill = theme.color("warning.icon" if ending else "primary")
        paint_bar(painter, bar, elapsed(row, self.today), fill, theme.color("track"))
        left = rect.x() + BAR + 8
        if ending:
            icons.paint(painter, QRect(left, rect.center().y() - 6, 13, 13), "clock", "warning.icon")
            left += 17
        self.weight = 600 if ending else 400
        words_at = QRect(left, rect.y(), rect.right() - left + 1, rect.height())
        self.paint_text(painter, words_at, words, Qt.AlignmentFlag.AlignLeft, "warning" if ending else "")


class EyeDelegate(CellDelegate):
    """열람: an eye to look by; blue while anything of the person is unmasked."""

    def __init__(self, context: Context) -> None:
        """Ask the sight of ``context`` what is unmasked."""
        super().__init__()
        self._context = context

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the eye in the middle."""
        row = index.model().data(index, ROW)
        if row is not None:
            seen = bool(self._context.sight.seen_items(row.id))
            box = QRect(rect.center().x() - 8, rect.center().y() - 8, 16, 16)
            icons.paint(painter, box, "eye", "link" if seen else "text2")


class LastDelegate(CellDelegate):
    """최근 참여: the day and the kind of the last session."""

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint both as text."""
        row: Any = index.model().data(index, ROW)
        if row is not None and row.last_on is not None:
            self.paint_text(painter, rect, last_words(row), Qt.AlignmentFlag.AlignLeft)


def last_words(row: Participant) -> str:
    """Return ``6. 5. 현장조사``; nothing of somebody who has not come yet."""
    if row.last_on is None:
        return ""
    day = list_date(row.last_on).split(" (")[0]
    return f"{day} {SessionKind(row.last_kind).label if row.last_kind else ''}".strip()
