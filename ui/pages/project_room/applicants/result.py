"""추첨 결과: who was drawn and why, the record for another to recompute, and the way onto the team."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.draw import Draw, DrawEntry, DrawOutcome
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import draws
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.save_report import choose_and_save
from ui.formats import moment
from ui.widgets.badges import Badge
from ui.widgets.controls import button
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.text import ElidedLabel, WordLabel, line

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WIDTH, TALL, MARGIN = 860, 640, 60
REPORT = "draw-record"
HEADS = (("결과", 64), ("순서", 48), ("번호", 48), ("이름", 80), ("칸", 190), ("까닭", 300))


@dataclass(frozen=True, slots=True)
class Shown:
    """What the dialog shows of a draw, read at once."""

    entries: Sequence[DrawEntry]
    reasons: dict[int, str]
    kinds: dict[int, str | None]
    appointees: int


class ResultDialog(Dialog):
    """One draw as recorded."""

    def __init__(self, owner: QWidget, context: Context, draw: Draw) -> None:
        """Show ``draw``."""
        super().__init__(owner.window(), "추첨 결과")
        self._context, self.draw = context, draw
        self.verdict = Badge()
        self.verdict.hide()
        self.table = PlainTable("뽑힌 사람과 예비", HEADS)
        self.note = WordLabel("", 13, tone="text2")
        self.go = button("팀에 넣기", "user-plus", "primary", self.appoint)
        self._lay_out()
        room = owner.window().height() - MARGIN
        self.resize(WIDTH, max(min(TALL, room), 420))
        context.tasks.read(self, partial(_read, draw), self._show)

    def _lay_out(self) -> None:
        draw = self.draw
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 4)
        head.setSpacing(8)
        head.addWidget(ElidedLabel(draw.title, 16, 600), 1)
        head.addWidget(self.verdict)
        head.addWidget(button("다시 계산", "refresh-cw", "", self.recompute, True))
        told = (
            f"{moment(draw.drawn_at)} · {draw.drawn_by} · {draw.seats}명, 예비 {draw.alternates}명"
            f" · 시작값 {draw.seed}"
        )
        about = ElidedLabel(told, 13, tone="text2")
        about.setContentsMargins(20, 0, 20, 10)
        self.note.setContentsMargins(20, 10, 20, 0)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 16)
        foot.setSpacing(8)
        foot.addWidget(button("기록 PDF", "printer", "ghost", partial(self.save, "pdf"), True))
        foot.addWidget(button("기록 JSON", "download", "ghost", partial(self.save, "json"), True))
        foot.addStretch(1)
        foot.addWidget(button("닫기", run=self.accept))
        foot.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(about)
        box.addWidget(line())
        box.addWidget(self.table, 1)
        box.addWidget(line())
        box.addWidget(self.note)
        box.addLayout(foot)

    # -- showing

    def _show(self, shown: Shown) -> None:
        places = {DrawOutcome.SELECTED.value: 0, DrawOutcome.ALTERNATE.value: 1}
        rows = sorted(
            (row for row in shown.entries if row.outcome in places),
            key=lambda row: (places[row.outcome], row.rank or 0),
        )
        self.table.set_rows([self._texts(row, shown) for row in rows])
        left = len(shown.entries) - len(rows)
        rest = f"나머지 {left}명은 뽑히지 않았습니다. " if left else ""
        self.note.setText(
            f"{rest}기록에는 이름이 없고 번호와 칸만 있어, 다른 사람이 같은 규칙으로 다시 계산할 수 있습니다."
        )
        self.go.setVisible(shown.appointees > 0)
        self.go.setText(f"{shown.appointees}명 팀에 넣기")

    def _texts(self, row: DrawEntry, shown: Shown) -> list[str]:
        selected = row.outcome == DrawOutcome.SELECTED
        kind = shown.kinds.get(row.person_id or 0)
        name = self._context.sight.name(row.person_id, row.person, kind) or "지운 사람"
        strata = ", ".join(
            draws.category_label(axis, row.strata[axis]) for axis in draws.AXES if axis in row.strata
        )
        why = shown.reasons.get(row.rank or 0, "") if selected else "추첨값이 작은 차례"
        return [DrawOutcome(row.outcome).label, str(row.rank or ""), str(row.number), name, strata, why]

    # -- doing

    def recompute(self) -> None:
        """Draw once more from the record, and say whether it comes to the same."""

        def show(same: bool) -> None:
            self.verdict.set_badge("기록과 같음" if same else "기록과 다름", "met" if same else "overdue")
            self.verdict.show()

        self._context.tasks.read(self, lambda ws: draws.recomputed(ws, self.draw), show, key="again")

    def save(self, kind: str) -> None:
        """Save the record for another person."""
        name = f"추첨 기록 {self.draw.title}"
        choose_and_save(self, self._context, REPORT, name, kind, ReportOptions(draw_id=self.draw.id))

    def appoint(self) -> None:
        """Put those drawn on the team; who declined since gives way to the next 예비."""
        self.go.setEnabled(False)

        def done(count: int) -> None:
            self.accept()
            self._context.tell_done(self._context_owner(), f"추첨한 {count}명을 팀에 넣었습니다.")

        def refused(error: UserError) -> None:
            self.go.setEnabled(True)
            self.note.setText(error.message)

        self._context.tasks.write(
            self, "추첨한 사람을 팀에 넣기", lambda ws: draws.appoint(ws, self.draw), done, refused
        )

    def _context_owner(self) -> QWidget:
        owner = self.parentWidget()
        return owner if owner is not None else self


def _read(draw: Draw, ws: "Workspace") -> Shown:
    from app.services import people

    entries = draws.entries(ws, draw.id)
    there = {row.person_id for row in people.members(ws, draw.project_id) if row.to_on is None}
    waiting = [one for one in draws.appointees(ws, draw) if one not in there]
    kinds = {row.person_id: row.actor_kind for row in draws.applicants(ws, draw.project_id)}
    return Shown(entries, draws.reasons(draw), kinds, len(waiting))
