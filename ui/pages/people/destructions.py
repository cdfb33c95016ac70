"""파기 기록: every destruction so far, and the way to the ledger that is printed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.koreandate import format_date
from app.domain.privacy.access import Destruction
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.widgets.banner import Banner
from ui.widgets.controls import button
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.text import WordLabel, label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

HEADS = (
    ("파기한 때", 150), ("사람", 60), ("파일", 60), ("사유", 240), ("파기한 사람", 110), ("승인한 사람", 130),
    ("백업 삭제일", 110),
)  # fmt: skip
REASON = 3


class DestructionsDialog(Dialog):
    """The ledger as a table; its paper is among the reports."""

    def __init__(self, owner: QWidget, context: Context, show_deleted: Callable[[], object]) -> None:
        """Open the dialog; the rows follow.  ``show_deleted`` opens the list of who was only deleted."""
        super().__init__(owner.window(), "파기 기록")
        self._context, self._show_deleted = context, show_deleted
        self.resize(900, 460)
        self.table = PlainTable("파기 기록", HEADS, stretch=REASON)
        self.none = WordLabel("아직 파기한 기록이 없습니다.", tone="text2")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.none)
        self.paper = button("파기대장 인쇄·저장", "file-text", "primary", self._print)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("닫기", run=self.reject))
        foot.addWidget(self.paper)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(12)
        self.left = Banner("", "circle-alert", "warning")
        self.left.add(button("보기…", kind="link", run=self._open_deleted, compact=True))
        self.left.hide()
        box.addWidget(label("파기 기록", 16, 600))
        box.addWidget(self.left)
        box.addWidget(holder, 1)
        box.addLayout(foot)
        context.tasks.read(self, _read, self._show)
        self.open()

    def _open_deleted(self) -> None:
        self.accept()
        self._show_deleted()

    def _show(self, found: tuple[list[Destruction], int]) -> None:
        rows, left = found
        self.left.say(f"삭제만 하고 파기하지 않은 참여자 {left:,}명이 이력에 남아 있습니다.", "circle-alert")
        self.left.setVisible(bool(left))
        self.table.set_rows([_cells(row) for row in rows])
        self._stack.setCurrentIndex(0 if rows else 1)
        self.paper.setEnabled(bool(rows))

    def _print(self) -> None:
        self.accept()
        self._context.navigate("reports", report="destruction-ledger")


def _read(ws: "Workspace") -> tuple[list[Destruction], int]:
    from app.services.privacy import destruction, destruction_plan

    return destruction.ledger(ws), len(destruction_plan.left_over(ws))


def _cells(row: Destruction) -> list[str]:
    local = row.destroyed_at.astimezone()
    until = format_date(row.backups_until) if row.backups_until else "함께 고침"
    return [f"{format_date(local.date())} {local:%H:%M}", f"{row.people_count}명", row.files, row.reason,
            row.destroyed_by, row.approved_by, until]  # fmt: skip
