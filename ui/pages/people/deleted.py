"""삭제한 참여자: who was deleted but stands in the journal still, to be chosen for destruction."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.choices import ActorKind
from app.domain.koreandate import format_date
from app.domain.privacy.destruction import DeletedPerson
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.widgets.banner import Banner
from ui.widgets.controls import button
from ui.widgets.scrolling import scroll_area
from ui.widgets.tab_order import follow_layout
from ui.widgets.text import WordLabel, label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WORDS = (
    "삭제한 참여자의 정보는 실행 취소로 되돌릴 수 있도록 이력에 남아 있습니다. "
    "파기하면 이력에서도 없어지고 되돌릴 수 없습니다."
)
NONE = "삭제한 참여자 가운데 이력에 남은 사람이 없습니다."
SHOWN = 300
"""So many rows are shown at once; the newest deletions come first."""


class DeletedDialog(Dialog):
    """A row for each deleted person; ``destroys`` is given the uids of the ticked ones."""

    def __init__(self, owner: QWidget, context: Context, destroys: Callable[[Sequence[str]], object]) -> None:
        """Open the dialog; the rows follow."""
        super().__init__(owner.window(), "삭제한 참여자")
        self._context, self._destroys = context, destroys
        self.checks: dict[str, QCheckBox] = {}
        self.resize(640, 460)
        self.every = QCheckBox("모두")
        self.every.clicked.connect(self._tick_all)
        self.none = WordLabel(NONE, tone="text2")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.go = button("개인정보 파기…", "shield-check", "danger", self._go)
        self.go.setEnabled(False)
        self._lay_out()
        context.tasks.read(self, _read, self._show)
        self.open()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "surface")
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 8, 0)
        body.setSpacing(8)
        body.addWidget(self.every)
        body.addLayout(self._rows)
        body.addWidget(self.none)
        body.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("닫기", run=self.reject))
        foot.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(12)
        box.addWidget(label("삭제한 참여자", 16, 600))
        box.addWidget(Banner(WORDS))
        box.addWidget(scroll_area(inner), 1)
        box.addLayout(foot)

    def _show(self, rows: Sequence[DeletedPerson]) -> None:
        self.every.setVisible(len(rows) > 1)
        self.none.setVisible(not rows)
        for row in rows[:SHOWN]:
            self._rows.addWidget(self._row(row))
        if len(rows) > SHOWN:
            self._rows.addWidget(label(f"이 밖에 {len(rows) - SHOWN:,}명이 더 있습니다.", 13, tone="text2"))
        follow_layout(self)
        first = next(iter(self.checks.values()), None)
        if first is not None:
            first.setFocus()

    def _row(self, row: DeletedPerson) -> QWidget:
        holder = QWidget()
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        name = self._context.sight.name(row.id, row.name, row.actor_kind)
        kind = ActorKind(row.actor_kind).label if row.actor_kind else "구분 없음"
        at = row.deleted_at.astimezone()
        when = f"{format_date(at.date())} {at:%H:%M} {row.deleted_by} 삭제"
        check = QCheckBox(f"{name} · {kind}")
        check.setAccessibleName(f"{name} {kind} {when}")
        check.toggled.connect(lambda _on: self._follow())
        self.checks[row.uid] = check
        inner.addWidget(check)
        inner.addStretch(1)
        inner.addWidget(label(when, 13, tone="text2"))
        return holder

    def chosen(self) -> list[str]:
        """Return the uids of the ticked persons."""
        return [uid for uid, check in self.checks.items() if check.isChecked()]

    def _tick_all(self, on: bool) -> None:
        for check in self.checks.values():
            check.setChecked(on)

    def _follow(self) -> None:
        chosen = self.chosen()
        self.every.setChecked(bool(chosen) and len(chosen) == len(self.checks))
        self.go.setEnabled(bool(chosen))
        self.go.setText(f"{len(chosen):,}명 개인정보 파기…" if chosen else "개인정보 파기…")

    def _go(self) -> None:
        chosen = self.chosen()
        self.accept()
        self._destroys(chosen)


def _read(ws: "Workspace") -> list[DeletedPerson]:
    from app.services.privacy import destruction_plan

    return destruction_plan.left_over(ws)
