"""성과지표 as rows: baseline, target, newest value, change and whether the target is reached."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from app.domain.fields import FieldSpec, FieldType
from app.domain.indicator_line import NO_SIZE, NOTHING, IndicatorLine
from app.services.indicators import Course
from ui import icons, theme
from ui.delegates.base import CellDelegate, Index
from ui.delegates.cells import BadgeDelegate
from ui.models.ordering import By, in_order
from ui.models.records import ROW, RecordTableModel
from ui.state import UiState
from ui.widgets.badges import PLAIN, Kind, badge_kind
from ui.widgets.tables.record_table import RecordTable

_T = FieldType
COLUMNS = (
    FieldSpec("label", _T.TEXT, "지표", width=190),
    FieldSpec("baseline_words", _T.TEXT, "기준값", width=150),
    FieldSpec("target", _T.TEXT, "목표", width=80),
    FieldSpec("latest", _T.TEXT, "최근값", width=116),
    FieldSpec("measured_on", _T.DATE, "잰 날", width=100),
    FieldSpec("change", _T.TEXT, "변화", width=94, rigid=True),
    FieldSpec("reached_words", _T.TEXT, "목표 달성", width=78, rigid=True),
)
ROOM, LOCK = 14, 13
_PLACES: By = {
    "label": lambda course: course.indicator.label,
    "baseline_words": lambda course: course.indicator.baseline,
    "target": lambda course: course.indicator.target,
    "latest": lambda course: course.latest and course.latest.value,
    "measured_on": lambda course: course.latest and course.latest.measured_on,
    "change": lambda course: course.change,
    "reached_words": lambda course: course.reached,
}


class _Baseline(CellDelegate):
    """The baseline, a lock beside it once it is locked."""

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint figure and lock."""
        line: IndicatorLine | None = index.model().data(index, ROW)
        if line is None:
            return
        self.paint_text(painter, rect, line.baseline, Qt.AlignmentFlag.AlignLeft)
        if line.locked:
            wide = min(painter.fontMetrics().horizontalAdvance(line.baseline) + 5, rect.width() - LOCK)
            mark = QRect(rect.x() + wide, rect.center().y() - LOCK // 2, LOCK, LOCK)
            icons.paint(painter, mark, "lock", "text2")


class _Told(BadgeDelegate):
    """A badge where there is something to tell, else a plain –."""

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the badge, or the –."""
        text = index.model().data(index, Qt.ItemDataRole.DisplayRole)
        if text == NOTHING:
            self.paint_text(painter, rect, text, Qt.AlignmentFlag.AlignLeft)
        else:
            super().paint_content(painter, rect, index)


class IndicatorTable(RecordTable):
    """The indicators of a project; it is as high as its rows."""

    def __init__(self, state: UiState) -> None:
        """Make an empty table."""
        self._courses: tuple[Course, ...] = ()
        self.lines_model = RecordTableModel(COLUMNS, self._fetch)
        super().__init__(self.lines_model, "성과지표", state)
        self.set_checkable(False)
        self.set_delegate("baseline_words", _Baseline())
        self.set_delegate("change", _Told(_change_kind))
        self.set_delegate("reached_words", _Told(_reached_kind))
        self.sortsChanged.connect(lambda _sorts: self._fill())

    def show_courses(self, courses: Sequence[Course]) -> None:
        """Show the indicators."""
        self._courses = tuple(courses)
        self._fill()

    def _fill(self) -> None:
        lines = [course.line for course in in_order(self._courses, COLUMNS, self.sorts(), _PLACES)]
        current, ids = self.current_id(), [line.id for line in lines]
        self.lines_model.set_ids(ids, lines)
        self.setFixedHeight(theme.TABLE_HEAD + len(ids) * theme.TABLE_ROW + ROOM)
        if ids:
            self.set_current_id(current if current in ids else ids[0])

    def _fetch(self, ids: Sequence[int]) -> list[Any]:
        return [course.line for course in self._courses if course.indicator.id in ids]


def _change_kind(line: IndicatorLine | None) -> Kind:
    if line is None or line.change in (NOTHING, NO_SIZE) or line.better is None:
        return PLAIN
    return badge_kind("met" if line.better else "warning")


def _reached_kind(line: IndicatorLine | None) -> Kind:
    if line is None or line.reached is None:
        return PLAIN
    return badge_kind("met" if line.reached else "soon")
