"""The figures of the day, side by side."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.calendar import Entry
from app.domain.choices import StageKind
from app.domain.funnel import FunnelCounts
from app.domain.today import Today
from ui.widgets.open_figure import OpenFigure
from ui.widgets.panels import Card
from ui.widgets.text import line

PARTS = (
    ("running", "folder-kanban", "진행 과제", "건"),
    ("due", "calendar-clock", "곧 마감", "건"),
    ("sessions", "presentation", "이번 달 활동", "회"),
    ("ratio", "users", "국민 비율 평균", "%"),
    ("proposals", "lightbulb", "제안 반영률", "%"),
)


class FigureStrip(Card):
    """Running projects, what falls due, sessions, citizens on the teams, proposals taken up.

    ``opened(key)`` asks for what stands behind a figure.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        """Make the strip, still empty."""
        super().__init__(padding=0, spacing=0)
        self.figures: dict[str, OpenFigure] = {}
        row = QHBoxLayout()
        row.setSpacing(0)
        for key, icon, name, unit in PARTS:
            if self.figures:
                row.addWidget(line(vertical=True))
            made = self.figures[key] = OpenFigure(icon, name, unit)
            made.setObjectName(f"figure-{key}")
            made.opened.connect(lambda key=key: self.opened.emit(key))
            row.addWidget(made, 1)
        self.body.addLayout(row)

    def show_day(self, day: Today) -> None:
        """Show the figures of ``day``."""
        found = day.figures
        stages = " · ".join(f"{kind.label} {found.by_stage.get(kind.value, 0)}" for kind in StageKind)
        self.figures["running"].set_figure(f"{found.running:,}", stages)
        self._due(found.due_soon, found.overdue, found.due_days)
        self._ratio(found.ratio, found.goal_met, found.goal_of)

    def show_sessions(self, sessions: Sequence[Entry], day: date) -> None:
        """Show how many of the ``sessions`` are in the month of ``day``, closed and still to come."""
        month = [one for one in sessions if (one.day.year, one.day.month) == (day.year, day.month)]
        closed = sum(one.locked for one in month)
        coming = sum(one.day >= day and not one.locked for one in month)
        drafts = len(month) - closed - coming
        support = f"마감 {closed} · 예정 {coming}" + (f" · 초안 {drafts}" if drafts else "")
        self.figures["sessions"].set_figure(str(len(month)), support)

    def show_proposals(self, counts: FunnelCounts) -> None:
        """Show how many of the decided proposals were taken up."""
        support = f"반영 {counts.adopted:,} · 일부반영 {counts.partly:,} / 결정 {counts.decided:,}"
        if counts.rate is None:
            support = f"접수 {counts.received:,} · 결정한 제안 없음" if counts.received else "받은 제안 없음"
        self.figures["proposals"].set_figure("–" if counts.rate is None else str(counts.rate), support)

    def _due(self, soon: int, overdue: int, days: int) -> None:
        figure = self.figures["due"]
        figure.name.setText(f"{days}일 안 마감")
        if overdue:
            figure.set_figure(f"{soon:,}", f"기한 지남 {overdue:,}건", "danger", "circle-alert")
        else:
            figure.set_figure(f"{soon:,}", "기한 지난 것 없음")

    def _ratio(self, ratio: int | None, met: int, of: int) -> None:
        figure = self.figures["ratio"]
        if ratio is None:
            figure.set_figure("–", "아직 팀이 없습니다")
        elif met == of:
            figure.set_figure(str(ratio), f"기준 충족 {met} / {of}건", "success", "check")
        else:
            figure.set_figure(str(ratio), f"기준 충족 {met} / {of}건", "warning", "triangle-alert")
