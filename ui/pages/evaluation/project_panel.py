"""One project of a round: its score, the grid of its sheets, what the colours mean, what was refused."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.evaluation.scoring import ProjectResult
from app.services.evaluation.rounds import RoundParts
from app.services.evaluation.scores import Cell
from ui import theme
from ui.pages.evaluation.score_cells import STEPS
from ui.pages.evaluation.score_grid import ScoreGrid
from ui.pages.evaluation.score_model import ScoreModel, points
from ui.widgets.badges import Badge, Kind
from ui.widgets.combo import Combo
from ui.widgets.controls import button
from ui.widgets.text import ElidedLabel, IconLabel, label, line, set_tone

HINT = "위원 사이 점수 차이가 만점의 30% 이상이면 다시 봅니다"
HINT_OF_TEN = "위원 사이 점수 차이가 3점 이상이면 다시 봅니다"


class ScoreLegend(QWidget):
    """셀 색: what the colours of the scores stand for."""

    def __init__(self) -> None:
        """Show the steps of a scale to 10."""
        super().__init__()
        self._of_ten = True
        self.setAccessibleName("셀 색: 진할수록 높은 점수, 노란 칸은 낮은 점수입니다.")
        self.setFixedHeight(22)
        self.set_scale(True)

    def set_scale(self, of_ten: bool) -> None:
        """Name the steps in points of 10, or in percent where the scales differ."""
        self._of_ten = of_ten
        self.setFixedWidth(self._boxes()[-1][0].right() + 2)
        self.update()

    def _boxes(self) -> list[tuple[QRect, str, str, str]]:
        metrics = QFontMetrics(theme.font(12, 600))
        left, found = QFontMetrics(theme.font(13)).horizontalAdvance("셀 색") + 9, []
        for share, ten, fill, text in STEPS:
            words = ten if self._of_ten else share
            width = metrics.horizontalAdvance(words) + 16
            found.append((QRect(left, 1, width, 20), words, fill, text))
            left += width + 6
        return found

    def sizeHint(self) -> QSize:
        """Ask for every step."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the steps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, "셀 색")
        painter.setFont(theme.font(12, 600))
        for rect, words, fill, text in self._boxes():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(fill))
            painter.drawRoundedRect(rect, 3, 3)
            painter.setPen(theme.color(text))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)


class ProjectPanel(QFrame):
    """The project in front with its grid; ``panelChosen`` is the panel whose sheets are shown."""

    panelChosen = Signal(int)
    scoreWanted = Signal()
    agreementWanted = Signal()

    def __init__(self) -> None:
        """Begin without a project."""
        super().__init__()
        self.setProperty("role", "panel")
        self.model = ScoreModel()
        self.model.setParent(self)
        self.grid = ScoreGrid(self.model)
        self.title = ElidedLabel("", 16, 600)
        self.state = Badge("잠정", Kind("hourglass", "warning.text", "warning.icon", "warning.fill"))
        self.panels = Combo()
        self.panels.setAccessibleName("평가단")
        self.panels.setProperty("dense", True)
        self.panels.activated.connect(lambda place: self.panelChosen.emit(self.panels.itemData(place)))
        self.rank = label("", 13, tone="text2")
        self.score = button("–", kind="ghost", run=self.scoreWanted.emit)
        self.score.setFont(theme.font(22, 700))
        self.score.setToolTip("점수가 나온 과정 보기")
        self.legend = ScoreLegend()
        self.agreement = button("편차·일치도", "", "link", lambda: self.agreementWanted.emit(), compact=True)
        self.agreement.setToolTip("기준마다 위원의 점수가 얼마나 갈리는지 보기")
        self.hint_icon = IconLabel("triangle-alert", "warning.icon", 14)
        self.hint = label(HINT_OF_TEN, 13, tone="text2")
        self._lay_out()
        self.model.refused.connect(self.say)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 12, 6)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self.panels)
        head.addSpacing(8)
        head.addWidget(self.rank)
        head.addWidget(self.score)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 7, 16, 8)
        foot.setSpacing(6)
        foot.addWidget(self.legend)
        foot.addWidget(self.agreement)
        foot.addStretch(1)
        foot.addWidget(self.hint_icon)
        foot.addWidget(self.hint)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(line())
        box.addWidget(self.grid)
        box.addLayout(foot)

    def say(self, sentence: str) -> None:
        """Say what was refused, in the place of the hint; an empty sentence takes it away."""
        usual = HINT_OF_TEN if self._of_ten() else HINT
        self.hint.setText(sentence or usual)
        set_tone(self.hint, "danger" if sentence else "text2")
        self.hint_icon.set_icon("circle-alert" if sentence else "triangle-alert",
                                "danger.icon" if sentence else "warning.icon")  # fmt: skip

    def _of_ten(self) -> bool:
        return all(row.criterion.highest == 10 for row in self.model.rows)

    def show_project(
        self, found: RoundParts, panel_id: int, project_id: int, comments: Mapping[Cell, str]
    ) -> None:
        """Show a project by the sheets of one panel."""
        panel = next((one for one in found.panels if one.id == panel_id), None)
        self.model.show(found, panel, project_id, comments)
        self.title.setText(dict(found.projects).get(project_id, ""))
        self.panels.setVisible(len(found.panels) > 1)
        if [self.panels.itemData(n) for n in range(self.panels.count())] != [one.id for one in found.panels]:
            self.panels.clear()
            for one in found.panels:
                self.panels.addItem(f"{one.name} {one.weight}%", one.id)
        self.panels.setCurrentIndex(max(self.panels.findData(panel_id), 0))
        self.legend.set_scale(self._of_ten())
        self._show_result(found.standing.results[project_id], found.standing.ranks()[project_id])
        self.say("")

    def _show_result(self, result: ProjectResult, rank: int | None) -> None:
        self.state.setVisible(result.provisional)
        self.rank.setText(f"{rank}위" if rank else "")
        self.score.setText(f"{points(result.score)}점")
        self.score.setEnabled(result.score is not None)
        self.score.setAccessibleName(f"가중 점수 {points(result.score)}점, 나온 과정 보기")
