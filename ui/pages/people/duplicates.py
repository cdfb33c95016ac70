"""중복 찾기: the entries that seem to be one person, group by group, each merged or found to be different."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.duplicates import Certainty, Duplicate
from app.domain.person import Person
from app.errors import UserError
from app.services import merging
from ui import theme
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.pages.people.merge_view import MergeView
from ui.widgets.controls import EmptyState, button
from ui.widgets.tab_order import follow_layout
from ui.widgets.text import label, line

if TYPE_CHECKING:
    from app.services.merging import Found
    from app.services.workspace import Workspace

LIST, WIDTH, TALL, MARGIN, ITEM = 288, 1020, 700, 60, 50
LABEL = "중복 찾기"
NONE = "중복으로 보이는 참여자가 없습니다."
DONE = "모두 살펴보았습니다. 더 볼 중복이 없습니다."
GROUP = Qt.ItemDataRole.UserRole


def find_duplicates(owner: QWidget, context: Context) -> None:
    """Look through the roster, with progress and 취소, then show what was found."""

    def show(found: "Found") -> None:
        if found.groups:
            DuplicatesDialog(owner, context, found).open()
        else:
            context.notify(NONE)

    context.tasks.write(owner, LABEL, _search, show, progress=True)


def _search(ws: "Workspace", progress: Any) -> "Found":
    return merging.groups(ws, progress)


class DuplicatesDialog(Dialog):
    """The groups at the left by certainty, the entries of one side by side at the right."""

    def __init__(self, owner: QWidget, context: Context, found: "Found") -> None:
        """Show the groups ``found``."""
        super().__init__(owner.window(), LABEL)
        self._context = context
        self.groups: list[tuple[Duplicate, tuple[Person, ...]]] = []
        self.list = QListWidget()
        self.list.setAccessibleName("중복으로 보이는 참여자")
        self.list.setFixedWidth(LIST)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_group())
        self.view = MergeView(context)
        self.count = label("", 13, tone="text2")
        self.said = label("", 13, tone="text2")
        self.back = button("실행 취소", kind="link", run=self._undo, compact=True)
        self.back.hide()
        self.apart = button("다른 사람임", "unlink", run=self.keep_apart)
        self.go = button("합치기", "merge", "primary", self.merge)
        self.go.setToolTip("합치기 (Ctrl+Enter)")
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.merge)
        room = owner.window().size() - QSize(MARGIN, MARGIN)
        self.resize(min(WIDTH, max(room.width(), 760)), min(TALL, max(room.height(), 480)))
        self._show_found(found)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.addWidget(label(LABEL, 16, 600))
        head.addSpacing(8)
        head.addWidget(self.count, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(EmptyState(DONE, icon="circle-check"))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        body.addWidget(line(vertical=True))
        body.addWidget(self.stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 16)
        foot.setSpacing(8)
        foot.addWidget(self.said)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(button("닫기", run=self.accept))
        foot.addWidget(self.apart)
        foot.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(line())
        box.addLayout(body, 1)
        box.addWidget(line())
        box.addLayout(foot)

    # -- showing

    def _show_found(self, found: "Found") -> None:
        self.groups = list(found.groups)
        more = f" · 먼저 {len(self.groups):,}건을 보입니다" if found.count > len(self.groups) else ""
        self.count.setText(f"{found.count:,}건{more}")
        self._list()

    def _list(self, row: int = 0) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for certainty in Certainty:
            of_it = [one for one in self.groups if one[0].certainty is certainty]
            if of_it:
                self._add_head(f"{certainty.label}  {len(of_it):,}")
            for one in of_it:
                self._add(*one)
        self.list.blockSignals(False)
        places = [n for n in range(self.list.count()) if self.list.item(n).data(GROUP) is not None]
        if places:
            self.list.setCurrentRow(places[min(row, len(places) - 1)])
            self.list.setFocus()
        self._show_group()

    def _add_head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(theme.font(12, 700))
        item.setForeground(theme.color("text3"))
        self.list.addItem(item)

    def _add(self, group: Duplicate, rows: Sequence[Person]) -> None:
        names = " · ".join(dict.fromkeys(self._context.sight.row(row).name for row in rows))
        item = QListWidgetItem(f"{names} ({len(rows)})\n{group.reason}")
        item.setData(GROUP, group.ids)
        item.setSizeHint(QSize(0, ITEM))
        item.setToolTip(group.reason)
        self.list.addItem(item)

    def _current(self) -> tuple[Duplicate, tuple[Person, ...]] | None:
        item = self.list.currentItem()
        ids = item.data(GROUP) if item is not None else None
        return next((one for one in self.groups if one[0].ids == tuple(ids or ())), None)

    def _show_group(self) -> None:
        found = self._current()
        self.stack.setCurrentIndex(0 if found else 1)
        for control in (self.apart, self.go):
            control.setEnabled(found is not None)
        if found is not None:
            self.view.show_group(*found)
            follow_layout(self)

    # -- doing

    def merge(self) -> None:
        """Merge the entries of the group in front as chosen, and go to the next group."""
        found = self._current()
        if found is None or not self.go.isEnabled():
            return
        keep, values = self.view.keep, self.view.values()
        others = [one for one in found[0].ids if one != keep]
        self._write(
            "중복 합치기", lambda ws: merging.merge(ws, keep, others, values),
            f"{len(found[0].ids)}건을 한 사람으로 합쳤습니다.", gone=set(others),
        )  # fmt: skip

    def keep_apart(self) -> None:
        """Note that the entries in front are different persons, for good, and go to the next group."""
        found = self._current()
        if found is None:
            return
        rows = found[1]
        self._write(
            "중복 아님", lambda ws: merging.keep_apart(ws, rows),
            "다른 사람으로 적었습니다. 다시 찾아도 나오지 않습니다.", drop=found[0].ids,
        )  # fmt: skip

    def _write(
        self, label: str, fn: Any, words: str, gone: set[int] | None = None, drop: tuple[int, ...] = ()
    ) -> None:
        self._busy(True)

        def done(_none: None) -> None:
            self._busy(False)
            place = max(self._place(), 0)
            self.groups = [
                one for one in self.groups if one[0].ids != drop and not set(one[0].ids) & (gone or set())
            ]
            self.count.setText(f"남은 {len(self.groups):,}건")
            self._say(words)
            self._list(place)

        self._context.tasks.write(self, label, fn, done, self._refused)

    def _place(self) -> int:
        """Return the place of the current group among the groups."""
        rows = [n for n in range(self.list.count()) if self.list.item(n).data(GROUP) is not None]
        return rows.index(self.list.currentRow()) if self.list.currentRow() in rows else 0

    def _busy(self, on: bool) -> None:
        for control in (self.apart, self.go, self.back):
            control.setEnabled(not on)

    def _refused(self, error: UserError) -> None:
        self._busy(False)
        self._say(error.message, undo=False)

    def _say(self, words: str, undo: bool = True) -> None:
        self.said.setText(words)
        self.back.setVisible(undo)

    def _undo(self) -> None:
        def again(_label: object) -> None:
            self._say("되돌렸습니다.", undo=False)
            self._context.tasks.write(self, LABEL, _search, self._show_found, progress=True)

        if self._context.history is not None:
            self._context.tasks.write(self, "실행 취소", self._context.history.undo, again)
