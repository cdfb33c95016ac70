"""How the team is composed: the citizens' share against its threshold, the kinds of persons, warnings."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.choices import ActorKind
from app.domain.rounding import percent_of
from app.services.people import TeamComposition
from ui import theme
from ui.pages.project_room.team_breakdown import Breakdown
from ui.widgets.badges import Badge
from ui.widgets.bars import Gauge
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import IconLabel, WordLabel, label

COLOURS = {
    ActorKind.CITIZEN: "primary", ActorKind.OFFICIAL: "text2", ActorKind.STAKEHOLDER: "control",
    ActorKind.DESIGNER: "heat.3", ActorKind.EXPERT: "line2",
}  # fmt: skip


class _Swatch(QWidget):
    """The colour of a kind."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setFixedSize(QSize(10, 10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color(self._token))
        painter.setBrush(theme.color(self._token))
        painter.drawRoundedRect(QRect(0, 0, 9, 9), 2, 2)


class TeamPanel(Panel):
    """The composition of a team; ``upright`` puts the list below the gauge, for a narrow column."""

    def __init__(self, upright: bool = False) -> None:
        """Make the panel of no team yet."""
        self.verdict = Badge()
        super().__init__("팀 구성", "", (self.verdict,), padding=12)
        self.gauge = Gauge("국민 비율")
        self.kinds = QGridLayout()
        self.kinds.setHorizontalSpacing(8)
        self.kinds.setVerticalSpacing(6)
        self.kinds.setColumnStretch(1, 1)
        self.rows = [self._kind_row(number, kind) for number, kind in enumerate(COLOURS)]
        middle: QVBoxLayout | QHBoxLayout = QVBoxLayout() if upright else QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.gauge, 0 if upright else 3)
        side = QVBoxLayout()
        side.addStretch(1)
        side.addLayout(self.kinds)
        side.addStretch(1)
        middle.addLayout(side, 2)
        self.against = label("", 13, 500, "text2")
        self.warnings = Rows(_warning, lines=False)
        self.body.addLayout(middle)
        self.body.addSpacing(8)
        self.body.addWidget(self.against)
        self.body.addWidget(self.warnings)
        self.parts = Breakdown()
        self.parts.setVisible(upright)
        self.body.addWidget(self.parts)
        self.body.addStretch(1)

    def _kind_row(self, number: int, kind: ActorKind) -> tuple[ActorKind, QWidget, QWidget]:
        count, share = label("", 14, 600), label("", 13, 400, "text2")
        for figure in (count, share):
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.kinds.addWidget(_Swatch(COLOURS[kind]), number, 0)
        self.kinds.addWidget(label(kind.label, 14), number, 1)
        self.kinds.addWidget(count, number, 2)
        self.kinds.addWidget(share, number, 3)
        return kind, count, share

    def show_team(self, team: TeamComposition) -> None:
        """Show how ``team`` is composed."""
        self.set_meta(f"{team.total}명")
        counts = dict(team.by_kind)
        for kind, count, share in self.rows:
            number = counts.get(kind.value, 0)
            count.setText(str(number))  # type: ignore[attr-defined]
            share.setText(f"{percent_of(number, team.total)}%" if team.total else "–")  # type: ignore[attr-defined]
        goal = team.citizen_goal
        self.gauge.set_threshold(goal / 100 if goal else None, f"기준 {goal}%" if goal else "")
        self.gauge.set_share(None if team.citizen_ratio is None else team.citizen_ratio / 100)
        if team.warnings:
            self.verdict.set_badge("기준 미달", "warning")
        else:
            self.verdict.set_badge("기준 충족", "met")
        self.verdict.setVisible(bool(team.total or goal))
        self.warnings.set_items(team.warnings)
        self.against.setText(_against_rule(team))
        self.against.setVisible(bool(self.against.text()))
        if not self.parts.isHidden():
            self.parts.show_team(team)


def _against_rule(team: TeamComposition) -> str:
    """Return size and kinds against what the template wants: 팀 9명 / 7명 이상 · 참여 주체 3종 / 3종 이상."""
    parts = []
    if team.size_goal:
        parts.append(f"팀 {team.total}명 / {team.size_goal}명 이상")
    if team.kinds_goal:
        parts.append(f"참여 주체 {team.kinds}종 / {team.kinds_goal}종 이상")
    return " · ".join(parts)


def _warning(text: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(4, 4, 4, 0)
    row.setSpacing(6)
    row.addWidget(IconLabel("triangle-alert", "warning.icon", 14))
    row.addWidget(WordLabel(text, 13, 400, "warning"), 1)
    return made
