"""추첨: how many, by which quotas, from which seed; what stands in the way is told before drawing."""

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.choices import ActorKind
from app.domain.draw import Applicant, Draw
from app.domain.drawing import Candidate, Quota
from app.domain.person import AgeBand, Gender
from app.errors import UserError
from app.services import draws
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.widgets.controls import button
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import IconLabel, WordLabel, label, line

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WIDTH, TALL, MARGIN, SPIN = 620, 720, 60, 104
NO_LIMIT = -1
READY = "이 조건으로 뽑을 수 있습니다."
_OFFERED = {"gender": Gender, "age_band": AgeBand, "actor_kind": ActorKind}
_ALWAYS = {
    "gender": ("female", "male"),
    "age_band": ("twenties", "thirties", "forties", "fifties", "sixties"),
}


class QuotaRow:
    """The least and the most of one category, beside how many of it applied."""

    def __init__(self, axis: str, category: str, there: int) -> None:
        """Ask nothing of the category yet."""
        self.axis, self.category, self.there = axis, category, there
        self.words = draws.category_label(axis, category)
        name = f"{draws.AXES[axis]} {self.words}"
        self.least, self.most = QSpinBox(), QSpinBox()
        self.least.setRange(0, 999)
        self.most.setRange(NO_LIMIT, 999)
        self.most.setSpecialValueText("제한 없음")
        self.most.setValue(NO_LIMIT)
        self.least.setAccessibleName(f"{name} 최소 인원, 신청 {there}명")
        self.most.setAccessibleName(f"{name} 최대 인원, 신청 {there}명")
        for box in (self.least, self.most):
            box.setFixedWidth(SPIN)
            box.setAlignment(Qt.AlignmentFlag.AlignRight)

    def quota(self) -> Quota | None:
        """Return what is asked of the category; None where nothing is."""
        least, most = self.least.value(), self.most.value()
        if not least and most == NO_LIMIT:
            return None
        return Quota(self.axis, self.category, least, None if most == NO_LIMIT else most)


class DrawDialog(Dialog):
    """The conditions of one draw; ``drawn(Draw)`` after it is recorded."""

    drawn = Signal(object)

    def __init__(self, owner: QWidget, context: Context, project_id: int, pool: Sequence[Applicant]) -> None:
        """Ask about a draw among ``pool``."""
        super().__init__(owner.window(), "추첨")
        self._context, self._project = context, project_id
        ws = context.workspace
        self._found = draws.candidates(pool, ws.today.year)
        self.title = QLineEdit(f"{ws.today.year}년 국민 참여자 추첨")
        self.seats, self.alternates = QSpinBox(), QSpinBox()
        self.seats.setRange(1, 999)
        self.seats.setValue(max(1, min(8, len(pool) // 2)))
        self.alternates.setRange(0, 999)
        self.alternates.setValue(3)
        for box in (self.seats, self.alternates):
            box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.seed = QLineEdit()
        self.seed.setPlaceholderText("비워 두면 컴퓨터가 정합니다")
        self.rows: list[QuotaRow] = []
        self.told = WordLabel("", 13, 500, "warning")
        self.mark = IconLabel("triangle-alert", "warning.icon", 16)
        self.go = button("추첨하기", "vote", "primary", self.draw)
        self.go.setDefault(True)
        self._lay_out(len(pool))
        for box in (self.seats, *(box for row in self.rows for box in (row.least, row.most))):
            box.valueChanged.connect(lambda _value: self._follow())
        room = owner.window().height() - MARGIN
        self.resize(WIDTH, max(min(TALL, room), 480))
        self._follow()

    # -- the form

    def _lay_out(self, count: int) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(8)
        head.addWidget(label("추첨", 16, 600))
        head.addWidget(label(f"신청자 {count}명 가운데에서 뽑습니다", 13, tone="text2"), 1)
        top = QGridLayout()
        top.setContentsMargins(20, 12, 20, 12)
        top.setHorizontalSpacing(12)
        top.setVerticalSpacing(8)
        self._field(top, 0, 0, "추첨 이름", self.title, span=3)
        self._field(top, 1, 0, "뽑을 인원", self.seats)
        self._field(top, 1, 2, "예비", self.alternates)
        self._field(top, 2, 0, "시작값", self.seed, span=2)
        top.addWidget(button("만들기", "refresh-cw", "", self._make_seed, True), 2, 3)
        top.setColumnStretch(1, 1)
        top.setColumnStretch(3, 1)
        inner = QWidget()
        inner.setProperty("role", "plain")
        self._quota_grid(inner)
        verdict = QHBoxLayout()
        verdict.setContentsMargins(20, 10, 20, 0)
        verdict.setSpacing(8)
        verdict.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self.told, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 16)
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(button("취소", run=self.reject))
        foot.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(line())
        box.addLayout(top)
        box.addWidget(line())
        box.addWidget(scroll_area(inner), 1)
        box.addWidget(line())
        box.addLayout(verdict)
        box.addLayout(foot)

    @staticmethod
    def _field(grid: QGridLayout, row: int, column: int, words: str, editor: QWidget, span: int = 1) -> None:
        name = label(words, 13, 500, "text2")
        name.setBuddy(editor)
        editor.setAccessibleName(words)
        grid.addWidget(name, row, column)
        grid.addWidget(editor, row, column + 1, 1, span)

    def _quota_grid(self, inner: QWidget) -> None:
        grid = QGridLayout(inner)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for column, words in enumerate(("칸", "신청", "최소", "최대")):
            head = label(words, 13, 600, "text2")
            grid.addWidget(
                head, 0, column, Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            )
        at = 1
        for axis, words in draws.AXES.items():
            categories = offered(axis, self._found)
            if categories:
                head = label(words, 13, 600)
                head.setContentsMargins(0, 8, 0, 0)
                grid.addWidget(head, at, 0, 1, 4)
                at += 1
            for category in categories:
                there = sum(one.strata.get(axis) == category for one in self._found)
                row = QuotaRow(axis, category, there)
                self.rows.append(row)
                grid.addWidget(label(row.words, 13), at, 0)
                count = label(f"{there}명", 13, tone="" if there else "warning")
                grid.addWidget(count, at, 1, Qt.AlignmentFlag.AlignRight)
                grid.addWidget(row.least, at, 2)
                grid.addWidget(row.most, at, 3)
                at += 1
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(at, 1)

    def _make_seed(self) -> None:
        self.seed.setText(secrets.token_hex(8))

    # -- what stands in the way

    def quotas(self) -> list[Quota]:
        """Return what is asked of the categories."""
        return [quota for row in self.rows if (quota := row.quota()) is not None]

    def _follow(self) -> None:
        self._say(draws.told(self._found, self.quotas(), self.seats.value()))

    def _say(self, obstacles: Sequence[str]) -> None:
        self.told.setText("\n".join(obstacles) or READY)
        self.told.setProperty("tone", "warning" if obstacles else "success")
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        if obstacles:
            self.mark.set_icon("triangle-alert", "warning.icon")
        else:
            self.mark.set_icon("circle-check", "success.icon")
        self.go.setEnabled(not obstacles)

    # -- drawing

    def draw(self) -> None:
        """Draw, record it, and close."""
        self.go.setEnabled(False)
        project, quotas = self._project, self.quotas()
        title = self.title.text().strip() or "추첨"
        seats, alternates, seed = self.seats.value(), self.alternates.value(), self.seed.text()

        def run(ws: "Workspace") -> Draw:
            draw_id = draws.carry_out(ws, project, title, quotas, seats, alternates, seed)
            return draws.get(ws, draw_id)

        def done(draw: Draw) -> None:
            self.accept()
            self.drawn.emit(draw)

        def refused(error: UserError) -> None:
            self._say([error.message])
            self.go.setEnabled(True)

        self._context.tasks.write(self, "추첨", run, done, refused)


def offered(axis: str, found: Sequence[Candidate]) -> list[str]:
    """Return the categories to ask about: those of applicants, and the usual ones nobody applied of."""
    there = {one.strata[axis] for one in found if axis in one.strata}
    if axis not in _OFFERED:
        return sorted(there)
    wanted = there | set(_ALWAYS.get(axis, ()) if there else ())
    return [kind.value for kind in _OFFERED[axis] if kind.value in wanted]
