"""The chosen indicator: its course as a chart, and every value measured of it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.indicator import MEASUREMENT_FIELDS, Measurement
from app.domain.indicator_line import NO_SIZE
from app.domain.line_chart import LineChart, Point
from app.services.indicators import Course
from ui import theme
from ui.models.records import RecordTableModel
from ui.roles import asking, spoken_against
from ui.state import UiState
from ui.widgets.charts.line_chart import LineChartView
from ui.widgets.controls import EmptyState, button
from ui.widgets.menus import Looks, menu_of, popup
from ui.widgets.own_keys import OwnKeys
from ui.widgets.panels import Panel
from ui.widgets.tables.record_table import RecordTable
from ui.widgets.text import ElidedLabel, WordLabel

_WIDTHS = {"measured_on": 106, "value": 62, "size": 52, "months": 60, "source": 76}
_LABELS = {"months": "집행 뒤"}
COLUMNS = tuple(
    replace(spec, width=_WIDTHS[spec.key], label=_LABELS.get(spec.key, spec.label))
    for spec in MEASUREMENT_FIELDS
    if spec.key in _WIDTHS
)
ROOM = 14


class CoursePanel(Panel):
    """One indicator over time."""

    addRequested = Signal()
    editRequested = Signal(object)
    removeRequested = Signal(object)

    def __init__(self, state: UiState) -> None:
        """Make the panel, still empty."""
        self._course: Course | None = None
        self.add_button = button(
            "측정값 추가", "plus", "link", lambda: self.addRequested.emit(), compact=True
        )
        asking(self.add_button, Duty.EDIT_OUTCOMES)
        super().__init__("측정값", "", (self.add_button,))
        self.name = ElidedLabel("", 14, 600)
        self.about = WordLabel("", 13, tone="text2")
        self.chart = LineChartView()
        self.model = RecordTableModel(COLUMNS, self._fetch)
        self.table = RecordTable(self.model, "측정값", state)
        self.table.set_checkable(False)
        self.table.opened.connect(lambda _id: self._run(self.editRequested))
        self.table.removeRequested.connect(lambda _ids: self._run(self.removeRequested))
        self.table.menuRequested.connect(self._open_menu)
        edit = partial(self._run, self.editRequested)
        OwnKeys(self.table, {Qt.Key.Key_Insert: self.addRequested.emit, Qt.Key.Key_F2: edit})
        self.empty = EmptyState("잰 값이 없습니다.", "측정값 추가", self.addRequested.emit, "chart-column")
        asking(self.empty.button, Duty.EDIT_OUTCOMES)
        self.empty.setFixedHeight(150)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QWidget()
        box = QVBoxLayout(head)
        box.setContentsMargins(16, 12, 16, 8)
        box.setSpacing(4)
        for widget in (self.name, self.about, self.chart):
            box.addWidget(widget)
        self.body.addWidget(head)
        self.body.addWidget(self.table)
        self.body.addWidget(self.empty)

    def show_course(self, course: Course) -> None:
        """Show one indicator."""
        self._course = course
        line, unit = course.line, course.indicator.unit
        self.name.setText(line.label)
        self.about.setText(f"{line.direction} · 기준값 {line.baseline_words} · 목표 {line.target}")
        points = tuple(
            Point(one.measured_on, one.value, f"n={one.size:,}" if one.size else NO_SIZE)
            for one in course.measured
        )
        self.chart.set_chart(
            LineChart(line.label, points, course.indicator.baseline, course.indicator.target, unit)
        )
        current, ids = self.table.current_id(), [one.id for one in reversed(course.measured)]
        self.model.set_ids(ids, course.measured)
        if ids:
            self.table.set_current_id(current if current in ids else ids[0])
        self.table.setFixedHeight(theme.TABLE_HEAD + len(ids) * theme.TABLE_ROW + ROOM)
        self.set_meta(f"{len(ids)}회" if ids else "")
        for widget in (self.chart, self.table, self.add_button):
            widget.setVisible(bool(ids))
        self.empty.setVisible(not ids)

    def current(self) -> Measurement | None:
        """Return the value chosen."""
        measured = self._course.measured if self._course else ()
        return next((one for one in measured if one.id == self.table.current_id()), None)

    def _fetch(self, ids: Sequence[int]) -> list[Any]:
        measured = self._course.measured if self._course else ()
        return [one for one in measured if one.id in ids]

    def _run(self, asked: Any) -> None:
        chosen = self.current()
        if chosen is not None:
            asked.emit(chosen)

    def _open_menu(self, _record: object, at: QPoint) -> None:
        popup(
            menu_of(self, [
                ("pencil", "고치기\tF2", lambda: self._run(self.editRequested)),
                ("copy", "복사\tCtrl+C", Looks(self.table.copy)),
                None,
                ("trash-2", "지우기\tDel", lambda: self._run(self.removeRequested)),
            ], spoken_against(self, Duty.EDIT_OUTCOMES)), at,
        )  # fmt: skip
