"""위원 의견: what the reviewers wrote of the project in front, on its scores and as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.evaluation.score_table import member_sum
from ui.dialogs.confirm import MessageDialog
from ui.pages.evaluation.score_model import FIRST, ScoreModel, points
from ui.pages.evaluation.waiting_panel import scrolled_rows
from ui.widgets.controls import button
from ui.widgets.open_row import quiet_row
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import ElidedLabel, WordLabel, label

REMARKS_SHOWN = 2


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
            cell = model.cell_at(number, place + FIRST)
            words = model.comments.get(cell, "") if cell is not None else ""
            if not words:
                continue
            value = row.values[place]
            score = "" if value is None else f"{value:g}점"
            found.append(
                Remark(model.name(member), row.criterion.label, words, score,
                       row.stands_out(place), row.result.spread or 0.0)
            )  # fmt: skip
    for place, member in enumerate(model.members):
        words = model.remark_at(len(model.rows), place + FIRST)
        if words:
            whole = member_sum(model.rows, place)
            score = "" if whole is None else f"{points(whole)}점"
            found.append(Remark(model.name(member), "총평", words, score, False, -1.0))
    return sorted(found, key=lambda one: (-one.spread, not one.low, one.criterion, one.name))


class RemarksPanel(Panel):
    """위원 의견."""

    def __init__(self) -> None:
        """Begin empty."""
        self.every = button("모두 보기", "chevron-right", "link", self._open_all, compact=True, trailing=True)
        super().__init__("위원 의견", actions=(self.every,))
        self._found: list[Remark] = []
        self._rows = Rows(lambda item: quiet_row(item) if isinstance(item, str) else remark_row(item))
        self.body.addWidget(scrolled_rows(self._rows))

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
        area = scrolled_rows(rows)
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
