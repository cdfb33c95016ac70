"""Beside the grid: 기준별 비교, 기다리는 위원, 위원 의견."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.chart import RadarChart, RadarLine
from app.domain.evaluation import RubricCriterion, SheetState
from app.domain.scoring import mean
from app.services.evaluations import RoundParts
from ui import theme
from ui.dialogs.confirm import MessageDialog
from ui.pages.evaluation.score_grid import STATES
from ui.pages.evaluation.score_model import ScoreModel
from ui.widgets.badges import DDay
from ui.widgets.bars import ThinBar
from ui.widgets.controls import button
from ui.widgets.open_row import quiet_row
from ui.widgets.panels import Panel
from ui.widgets.radar import Radar
from ui.widgets.rows import Rows
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import ElidedLabel, IconLabel, WordLabel, label

WAITING_ROW, REMARKS_SHOWN = 41, 2
RINGS = (0.6, 0.8, 1.0)
NAME_LENGTH = 8


def radar_of(found: RoundParts, project_id: int) -> RadarChart:
    """Return a project's means by criterion beside the means of all projects, as shares of full scales."""
    own, every = [], []
    for one in found.criteria:
        own.append(_share(found, project_id, one))
        known = [share for key, _title in found.projects if (share := _share(found, key, one)) is not None]
        every.append(mean(known))
    of_ten = all(one.highest == 10 for one in found.criteria)
    rings = tuple((ring, f"{ring * 10:.0f}" if of_ten else f"{ring * 100:.0f}%") for ring in RINGS)
    lowest = min((share for share in (*own, *every) if share is not None), default=1.0)
    inner = 0.4 if lowest > 0.45 else 0.0
    lines = (
        RadarLine("이 과제", tuple(own)),
        RadarLine(f"{len(found.projects)}건 평균", tuple(every), dashed=True),
    )
    names = tuple(_short(one.label) for one in found.criteria)
    return RadarChart("기준별 비교", names, tuple(reversed(lines)), rings, inner)


def _share(found: RoundParts, project_id: int, one: RubricCriterion) -> float | None:
    means = [
        result.mean / one.highest
        for result in found.standing.results[project_id].criteria
        if result.criterion_id == one.id and result.mean is not None
    ]
    return mean(means)


def _short(words: str) -> str:
    """Return as many whole words of a criterion as fit beside the radar."""
    kept = ""
    for word in words.split():
        if kept and len(kept) + len(word) + 1 > NAME_LENGTH:
            break
        kept = f"{kept} {word}".strip()
    return kept.rstrip("의와과") if len(kept) < len(words) else kept


class RadarPanel(Panel):
    """기준별 비교."""

    def __init__(self) -> None:
        """Begin without a project."""
        super().__init__("기준별 비교")
        self.radar = Radar()
        self.few = quiet_row("기준이 셋보다 적으면 그리지 않습니다.")
        self.body.addWidget(self.radar, 1)
        self.body.addWidget(self.few)

    def show_project(self, found: RoundParts, project_id: int) -> None:
        """Draw a project."""
        enough = len(found.criteria) > 2
        self.radar.setVisible(enough)
        self.few.setVisible(not enough)
        if enough:
            self.radar.set_chart(radar_of(found, project_id))


@dataclass(frozen=True, slots=True)
class Awaited:
    """A reviewer whose sheet for the project in front is not finished."""

    member_id: int
    name: str
    field: str
    state: SheetState
    words: str
    share: float
    due: date | None
    today: date


class Initial(QWidget):
    """The first letter of a name in a gray round."""

    def __init__(self, name: str) -> None:
        """Show the first letter of ``name``."""
        super().__init__()
        self._letter = name[:1]
        self.setFixedSize(26, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint round and letter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("neutral"))
        painter.drawEllipse(QRect(0, 0, 25, 25))
        painter.setFont(theme.font(12, 500))
        painter.setPen(theme.color("text2"))
        painter.drawText(QRect(0, 0, 25, 25), Qt.AlignmentFlag.AlignCenter, self._letter)


class WaitingPanel(Panel):
    """기다리는 위원; 대신 입력 goes to their column."""

    wanted = Signal(int)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__("기다리는 위원")
        self._rows = Rows(lambda item: quiet_row(item) if isinstance(item, str) else self._row(item))
        self.body.addWidget(_scrolled(self._rows))

    def show_waiting(self, model: ScoreModel, due: date | None, today: date) -> None:
        """List who has not finished the sheet for the project in front."""
        items: list[Any] = []
        for place, member in enumerate(model.members):
            state = model.states[place]
            if state in (SheetState.DONE, SheetState.EXCLUDED):
                continue
            given = sum(row.values[place] is not None for row in model.rows)
            items.append(
                Awaited(
                    member.id,
                    model.name(member),
                    member.field,
                    state,
                    f"{model.state_words(place)} 입력" if state is SheetState.PARTIAL else state.label,
                    given / max(len(model.rows), 1),
                    due,
                    today,
                )
            )
        self.set_meta(f"{len(items)}명" if items else "")
        self._rows.set_items(items or ["이 과제의 채점표가 모두 들어왔습니다."])

    def _row(self, item: Awaited) -> QWidget:
        holder = QWidget()
        holder.setFixedHeight(WAITING_ROW)
        box = QHBoxLayout(holder)
        box.setContentsMargins(16, 0, 12, 0)
        box.setSpacing(8)
        box.addWidget(Initial(item.name))
        name = label(item.name, 14, 600)
        name.setMinimumWidth(52)
        box.addWidget(name)
        field = ElidedLabel(item.field, 13, tone="text2")
        box.addWidget(field, 2)
        box.addWidget(ThinBar(item.share, accessible=f"{item.name} 입력"), 2)
        icon, tone = STATES[item.state]
        box.addWidget(IconLabel(icon, f"{tone}.icon", 13))
        words = label(item.words, 13, tone=tone)
        words.setMinimumWidth(64)
        box.addWidget(words)
        if item.due is not None:
            box.addWidget(DDay(item.due, item.today))
        act = button("대신 입력", run=lambda: self.wanted.emit(item.member_id), compact=True)
        act.setAccessibleName(f"{item.name} 점수 대신 입력")
        act.setObjectName(f"enter-{item.member_id}")
        box.addWidget(act)
        return holder


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a score; ``spread`` orders them."""

    name: str
    criterion: str
    words: str
    score: str
    low: bool
    spread: float


def remarks_of(model: ScoreModel) -> list[Remark]:
    """Return the comments on the project in front, those of the widest spread first."""
    found = []
    for number, row in enumerate(model.rows):
        for place, member in enumerate(model.members):
            cell = model.cell_at(number, place + 2)
            words = model.comments.get(cell, "") if cell is not None else ""
            if not words:
                continue
            value = row.values[place]
            score = "" if value is None else f"{value:g}점"
            found.append(
                Remark(model.name(member), row.criterion.label, words, score,
                       row.stands_out(place), row.result.spread or 0.0)
            )  # fmt: skip
    return sorted(found, key=lambda one: (-one.spread, not one.low, one.criterion, one.name))


class RemarksPanel(Panel):
    """위원 의견."""

    def __init__(self) -> None:
        """Begin empty."""
        self.every = button("모두 보기", "chevron-right", "link", self._open_all, compact=True, trailing=True)
        super().__init__("위원 의견", actions=(self.every,))
        self._found: list[Remark] = []
        self._rows = Rows(lambda item: quiet_row(item) if isinstance(item, str) else remark_row(item))
        self.body.addWidget(_scrolled(self._rows))

    def show_remarks(self, found: Sequence[Remark]) -> None:
        """Show the first of ``found``."""
        self._found = list(found)
        self.every.setVisible(len(found) > REMARKS_SHOWN)
        self.set_meta(f"{len(found)}건 · 편차가 큰 기준부터" if found else "")
        nothing = "적은 의견이 없습니다. 점수 칸에서 F2를 눌러 적습니다."
        self._rows.set_items(list(found[:REMARKS_SHOWN]) or [nothing])

    def _open_all(self) -> None:
        dialog = MessageDialog(
            self.window(), "위원 의견", f"{len(self._found)}건, 편차가 큰 기준부터", "message-square"
        )
        dialog.setFixedWidth(640)
        rows = Rows(lambda item: remark_row(item))
        rows.set_items(self._found)
        area = _scrolled(rows)
        area.setFixedHeight(min(len(self._found) * 72, 460))
        dialog.content.addWidget(area)
        dialog.add_button("닫기", kind="primary")
        dialog.open()


def remark_row(item: Remark) -> QWidget:
    """Return the row of a comment: who, on what, which score, the words below."""
    holder = QWidget()
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(label(item.name, 13, 600))
    head.addWidget(ElidedLabel(item.criterion, 13, tone="text2"), 1)
    head.addWidget(label(item.score, 13, 600, "warning" if item.low else ""))
    box = QVBoxLayout(holder)
    box.setContentsMargins(16, 5, 16, 5)
    box.setSpacing(1)
    box.addLayout(head)
    box.addWidget(WordLabel(item.words, 14))
    return holder


def _scrolled(rows: Rows) -> QWidget:
    inner = QWidget()
    inner.setProperty("role", "plain")
    box = QVBoxLayout(inner)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(rows)
    box.addStretch(1)
    return scroll_area(inner)
