"""The figures of the day, side by side."""

from PySide6.QtWidgets import QHBoxLayout

from app.domain.choices import StageKind
from app.domain.today import Today
from ui.widgets.panels import Card, Figure
from ui.widgets.text import line

PARTS = (
    ("running", "folder-kanban", "진행 과제", "건"),
    ("due", "calendar-clock", "곧 마감", "건"),
    ("ratio", "users", "국민 비율 평균", "%"),
    ("gates", "signpost", "관문 대기", "건"),
    ("stalled", "circle-pause", "정체", "건"),
)


class FigureStrip(Card):
    """Running projects, what falls due, citizens on the teams, gates that wait, projects that stand still."""

    def __init__(self) -> None:
        """Make the strip, still empty."""
        super().__init__(padding=0, spacing=0)
        self.figures: dict[str, Figure] = {}
        row = QHBoxLayout()
        row.setSpacing(0)
        for key, icon, name, unit in PARTS:
            if self.figures:
                row.addWidget(line(vertical=True))
            self.figures[key] = Figure(icon, name, unit)
            row.addWidget(self.figures[key], 1)
        self.body.addLayout(row)

    def show_day(self, day: Today, stalled_days: int) -> None:
        """Show the figures of ``day``."""
        found = day.figures
        stages = " · ".join(f"{kind.label} {found.by_stage.get(kind.value, 0)}" for kind in StageKind)
        self.figures["running"].set_figure(f"{found.running:,}", stages)
        self._due(found.due_soon, found.overdue, found.due_days)
        self._ratio(found.ratio, found.goal_met, found.goal_of)
        missing = sum(len(gate.missing) for gate in day.gates)
        waits = f"없는 증빙 {missing:,}개" if day.gates else "기다리는 관문 없음"
        self.figures["gates"].set_figure(f"{len(day.gates):,}", waits)
        if day.stalled:
            words = f"{stalled_days}일 넘게 변경 없음"
            self.figures["stalled"].set_figure(f"{len(day.stalled):,}", words, "danger", "circle-alert")
        else:
            self.figures["stalled"].set_figure("0", "모두 움직이고 있습니다", "success", "check")

    def _due(self, soon: int, overdue: int, days: int) -> None:
        figure = self.figures["due"]
        if overdue:
            figure.set_figure(f"{soon:,}", f"{days}일 안 · 기한 지남 {overdue:,}건", "danger", "circle-alert")
        else:
            figure.set_figure(f"{soon:,}", f"{days}일 안 · 기한 지난 것 없음")

    def _ratio(self, ratio: int | None, met: int, of: int) -> None:
        figure = self.figures["ratio"]
        if ratio is None:
            figure.set_figure("–", "아직 팀이 없습니다")
        elif met == of:
            figure.set_figure(str(ratio), f"기준 충족 {met} / {of}건", "success", "check")
        else:
            figure.set_figure(str(ratio), f"기준 충족 {met} / {of}건", "warning", "triangle-alert")
