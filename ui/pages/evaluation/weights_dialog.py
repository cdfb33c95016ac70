"""기준·가중치: what the ranks would be with other weights; they move while a slider does."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.evaluation.rounds import RoundState
from app.domain.evaluation.scoring import DROP_FROM, ranks
from app.errors import UserError
from app.services import records
from app.services.evaluation import rubrics
from app.services.evaluation.rounds import RoundParts
from ui import icons, theme
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.pages.evaluation.score_model import points
from ui.roles import asking
from ui.widgets.controls import button
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import ElidedLabel, WordLabel, label, line

WIDE, TALL, MARGIN, ROW = 900, 640, 60, 34


class MovedRanks(QWidget):
    """Ranks now and with the weights tried, painted in one piece: quick enough to follow a slider."""

    def __init__(self, titles: Mapping[int, str]) -> None:
        """List the projects of ``titles``."""
        super().__init__()
        self._titles = dict(titles)
        self._before: dict[int, int | None] = {}
        self._rows: list[tuple[int, int | None, float | None]] = []
        self.setAccessibleName("바꾼 가중치의 순위")
        self.setFixedHeight(max(len(titles), 1) * ROW)

    def set_before(self, found: Mapping[int, int | None]) -> None:
        """Take the ranks to compare with."""
        self._before = dict(found)

    def set_scores(self, scores: Mapping[int, float | None]) -> None:
        """Show the ranks that ``scores`` make."""
        now = ranks(scores)
        order = sorted(scores, key=lambda key: (now[key] is None, now[key] or 0, self._titles[key]))
        self._rows = [(key, now[key], scores[key]) for key in order]
        self.update()

    def rows(self) -> list[tuple[int, int | None, float | None]]:
        """Return project, rank and score in the order shown."""
        return self._rows

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are seen."""
        painter = QPainter(self)
        seen = event.rect()
        for number, row in enumerate(self._rows):
            rect = QRect(0, number * ROW, self.width(), ROW)
            if rect.intersects(seen):
                self._paint_row(painter, rect, *row)

    def _paint_row(
        self, painter: QPainter, rect: QRect, key: int, rank: int | None, score: float | None
    ) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.color("text"))
        painter.drawText(QRect(8, rect.y(), 30, ROW), middle, str(rank or "–"))
        before = self._before.get(key)
        if rank and before and rank != before:
            up = rank < before
            tone = "success" if up else "danger"
            icons.paint(
                painter, QRect(40, rect.y() + 10, 14, 14), "arrow-up" if up else "arrow-down", f"{tone}.icon"
            )
            painter.setFont(theme.font(12, 500))
            painter.setPen(theme.color(tone))
            painter.drawText(QRect(56, rect.y(), 26, ROW), middle, str(abs(before - rank)))
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text"))
        room = rect.width() - 92 - 60
        title = painter.fontMetrics().elidedText(self._titles[key], Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(88, rect.y(), room, ROW), middle, title)
        painter.setFont(theme.font(13, 600))
        painter.drawText(rect.adjusted(0, 0, -10, 0), Qt.AlignmentFlag.AlignRight | middle, points(score))


class WeightsDialog(Dialog):
    """Sliders for the weights, the ranks they would make, 최고·최저 제외; nothing is stored by a slider."""

    rubricsWanted = Signal()

    def __init__(self, owner: QWidget, context: Context, found: RoundParts) -> None:
        """Begin with the weights in force."""
        super().__init__(owner.window(), "기준·가중치")
        self.context, self.found = context, found
        self.sliders: dict[int, QSlider] = {}
        self.figures = {one.id: label("", 13, 600) for one in found.criteria}
        self.ranks = MovedRanks(dict(found.projects))
        self.ranks.set_before(found.standing.ranks())
        self.sum = label("", 14, 600)
        self.wrong = WordLabel("", 13, 400, "danger")
        self._lay_out()
        room = (self.parentWidget() or self).height() - MARGIN
        self.resize(WIDE, min(TALL, max(room, 360)))
        self.reset()
        self.open()

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addLayout(self._left(), 1)
        body.addWidget(line(vertical=True))
        right = QVBoxLayout()
        right.addWidget(label("이렇게 바꾸면", 14, 600))
        inner = QWidget()
        inner.setProperty("role", "plain")
        holder = QVBoxLayout(inner)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.ranks)
        holder.addStretch(1)
        right.addWidget(scroll_area(inner), 1)
        body.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(button("평가표 열기", "list-checks", "ghost", self._open_rubrics))
        foot.addWidget(self.wrong, 1)
        foot.addWidget(button("원래대로", "rotate-ccw", run=self.reset))
        self.keep = button("이 가중치로 새 판 만들기", "copy", run=self.keep_weights)
        asking(self.keep, Duty.EVALUATE)
        foot.addWidget(self.keep)
        foot.addWidget(button("닫기", kind="primary", run=self.accept))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label("기준·가중치", 16, 600))
        box.addWidget(
            WordLabel(
                "가중치를 움직이면 순위가 어떻게 달라지는지 봅니다. 평가에는 저장하지 않습니다.",
                13,
                tone="text2",
            )
        )
        box.addLayout(body, 1)
        box.addLayout(foot)

    def _left(self) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 4)
        for number, one in enumerate(self.found.criteria):
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setRange(0, 100)
            slider.setAccessibleName(f"{one.label} 가중치")
            slider.setMinimumHeight(26)
            slider.valueChanged.connect(partial(self._slid, one.id))
            self.sliders[one.id] = slider
            self.figures[one.id].setFixedWidth(44)
            grid.addWidget(ElidedLabel(one.label, 13), number, 0)
            grid.addWidget(slider, number, 1)
            grid.addWidget(self.figures[one.id], number, 2)
        self.drop = QCheckBox(f"최고·최저 제외 (점수가 {DROP_FROM}개 이상인 평가단)")
        self.drop.setChecked(self.found.round.drop_extremes)
        closed = self.found.round.state == RoundState.CLOSED
        self.drop.setEnabled(not closed)
        self.drop.setToolTip("마감한 평가는 고치지 않습니다." if closed else "평가에 저장합니다.")
        self.drop.toggled.connect(self._store_drop)
        inner = QWidget()
        inner.setProperty("role", "plain")
        holder = QVBoxLayout(inner)
        holder.setContentsMargins(0, 0, 8, 0)
        holder.addLayout(grid)
        holder.addStretch(1)
        column = QVBoxLayout()
        column.addWidget(scroll_area(inner), 1)
        column.addWidget(self.sum)
        column.addWidget(self.drop)
        return column

    def weights(self) -> dict[int, int]:
        """Return the weights tried."""
        return {key: slider.value() for key, slider in self.sliders.items()}

    def reset(self) -> None:
        """Go back to the weights in force."""
        for one in self.found.criteria:
            self.sliders[one.id].setValue(one.weight)
        self._try()

    def _slid(self, key: int, value: int) -> None:
        self.figures[key].setText(f"{value}%")
        self._try()

    def _try(self) -> None:
        weights = self.weights()
        whole = sum(weights.values())
        self.sum.setText(f"가중치 합 {whole}%")
        scores = self.found.standing.reweighted({key: float(value) for key, value in weights.items()})
        if whole:
            scores = {key: None if one is None else 100 * one / whole for key, one in scores.items()}
        self.ranks.set_scores(scores)
        changed = any(weights[one.id] != one.weight for one in self.found.criteria)
        self.keep.setEnabled(whole == rubrics.FULL_WEIGHT and changed)
        self.keep.setToolTip("" if whole == rubrics.FULL_WEIGHT else "가중치 합이 100%일 때 만듭니다.")

    def _store_drop(self, on: bool) -> None:
        round_id = self.found.round.id
        words = "최고·최저 제외" if on else "최고·최저 넣기"
        self.found.standing.drop_extremes = on
        self.found.standing.take(())
        self.ranks.set_before(self.found.standing.ranks())
        self._try()
        self.context.tasks.write(
            self,
            words,
            lambda ws: records.edit(ws, "evaluation_round", [round_id], {"drop_extremes": on}, label=words),
            failed=self._refused,
        )

    def _refused(self, error: UserError) -> None:
        self.wrong.setText(error.message)

    def keep_weights(self) -> None:
        """Store the weights as a new version of the rubric, for the next round."""
        weights, rubric_id = self.weights(), self.found.round.rubric_id

        def done(_rubric: int) -> None:
            self.accept()
            self.context.tell_done(self, "평가표의 새 판을 만들었습니다. 다음 평가에서 고를 수 있습니다.")

        self.context.tasks.write(
            self, "평가표 새 판", lambda ws: rubrics.new_version(ws, rubric_id, weights), done, self._refused
        )

    def _open_rubrics(self) -> None:
        self.accept()
        self.rubricsWanted.emit()
