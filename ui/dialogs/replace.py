"""찾아 바꾸기 (Ctrl+H): words exchanged in chosen records, every place seen before it changes."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.entities import ENTITIES
from app.domain.search.replacing import KINDS, Change, Preview
from app.errors import UserError
from app.services.search import replacing
from ui import theme
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.replace_cells import MARKS, MarkedCells, places_of
from ui.roles import ANY, asking
from ui.widgets.controls import button
from ui.widgets.text import WordLabel, label, line

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WIDTH, TALL = 900, 640
CHANGE = Qt.ItemDataRole.UserRole
HEADS = ("기록", "항목", "지금", "바꾼 뒤")
_BEFORE, _AFTER = 2, 3
WAIT_MS = 150
NOTHING = "바꿀 곳이 없습니다. 찾을 말을 고치거나 종류를 더 고르십시오."
START = "찾을 말과 바꿀 말을 적으면 바뀔 곳을 모두 먼저 보여 드립니다."


class ReplaceDialog(Dialog):
    """Asks for the words, shows every place to tick and untick, then changes them as one step."""

    def __init__(
        self, owner: QWidget, context: Context, chosen: Mapping[str, Sequence[int]] | None = None
    ) -> None:
        """Look in every record of the kinds ticked, or in ``chosen`` records alone."""
        super().__init__(owner.window(), "찾아 바꾸기")
        self._context, self._chosen = context, chosen
        self.seen = Preview(())
        self.sought, self.by = QLineEdit(), QLineEdit()
        self.exact = QCheckBox("대소문자 구분")
        kinds = KINDS if chosen is None else tuple(chosen)
        self.kinds = {kind: QCheckBox(self._words(kind)) for kind in kinds}
        self.tree = QTreeWidget()
        self.told = WordLabel(START, 13, tone="text2")
        self.go = asking(button("바꾸기", "check", "primary", self.replace), *ANY)
        self.all = QCheckBox("모두")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self.look)
        self._make_tree()
        self._lay_out()
        self._connect()
        self._count()
        self.resize(WIDTH, min(TALL, max(owner.window().height() - 60, 420)))

    def _words(self, kind: str) -> str:
        count = f" {len(self._chosen[kind]):,}건" if self._chosen is not None else ""
        return ENTITIES[kind].label + count

    def _make_tree(self) -> None:
        self.tree.setAccessibleName("바뀔 곳")
        self.tree.setHeaderLabels(HEADS)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setFont(theme.font(13))
        self.tree.setItemDelegate(MarkedCells(self.tree))
        head = self.tree.header()
        head.setStretchLastSection(True)
        for column, width in enumerate((200, 140, 250)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.tree.setColumnWidth(column, width)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(20, 16, 20, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, (name, field) in enumerate((("찾을 말", self.sought), ("바꿀 말", self.by))):
            field.setAccessibleName(name)
            grid.addWidget(label(name, 13, 600), row, 0)
            grid.addWidget(field, row, 1)
        where = QHBoxLayout()
        where.setSpacing(14)
        for kind in self.kinds.values():
            kind.setChecked(True)
            where.addWidget(kind)
        where.addStretch(1)
        where.addWidget(self.exact)
        words = "찾을 곳" if self._chosen is None else "고른 기록"
        grid.addWidget(label(words, 13, 600), 2, 0)
        grid.addLayout(where, 2, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 14)
        foot.setSpacing(8)
        foot.addWidget(self.all)
        foot.addWidget(self.told, 1)
        foot.addWidget(button("취소", run=self.reject))
        foot.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(grid)
        box.addWidget(line())
        box.addWidget(self.tree, 1)
        box.addWidget(line())
        box.addLayout(foot)

    def _connect(self) -> None:
        for field in (self.sought, self.by):
            field.textChanged.connect(lambda _text: self._soon.start())
        for box in (*self.kinds.values(), self.exact):
            box.toggled.connect(lambda _on: self._soon.start())
        self.tree.itemChanged.connect(lambda _item, _column: self._count())
        self.all.setToolTip("보이는 곳을 모두 고르거나 풉니다.")
        self.all.clicked.connect(self._tick_all)

    # -- looking

    def look(self) -> None:
        """Show what would change."""
        sought, by, exact = self.sought.text(), self.by.text(), self.exact.isChecked()
        kinds = [kind for kind, box in self.kinds.items() if box.isChecked()]
        chosen = self._chosen

        def read(ws: "Workspace") -> Preview:
            return replacing.preview(ws, sought, by, kinds, chosen, exact=exact)

        self._context.tasks.read(self, read, self._show, key="replace")

    def _show(self, seen: Preview) -> None:
        self.seen = seen
        self.tree.blockSignals(True)
        self.tree.clear()
        words, exact = (self.sought.text(), self.by.text()), self.exact.isChecked()
        self.tree.addTopLevelItems([_item(change, words, exact=exact) for change in seen.changes])
        self.tree.blockSignals(False)
        self._count()

    def _tick_all(self) -> None:
        """Tick every place, or none where all were ticked."""
        state = Qt.CheckState.Checked if self.all.isChecked() else Qt.CheckState.Unchecked
        self.tree.blockSignals(True)
        for row in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(row)
            if item is not None:
                item.setCheckState(0, state)
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self._count()

    def ticked(self) -> list[Change]:
        """Return the changes that are wanted."""
        items = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return [
            item.data(0, CHANGE)
            for item in items
            if item is not None and item.checkState(0) == Qt.CheckState.Checked
        ]

    def _count(self) -> None:
        wanted = self.ticked()
        places = sum(change.places for change in wanted)
        self.all.setChecked(bool(wanted) and len(wanted) == len(self.seen.changes))
        self.all.setEnabled(bool(self.seen.changes))
        self.go.setText(f"{places:,}곳 바꾸기" if places else "바꾸기")
        self.go.setEnabled(bool(places))
        nothing = "" if self.seen.changes else NOTHING
        said = nothing if self.sought.text().strip() else START
        self.told.setText("\n".join(filter(None, (said, *self.seen.left_out))))

    # -- doing

    def replace(self) -> None:
        """Change what is ticked, as one step."""
        wanted, sought, by = self.ticked(), self.sought.text(), self.by.text()
        self.go.setEnabled(False)
        self._context.tasks.write(
            self,
            "찾아 바꾸기",
            lambda ws: replacing.replace(ws, sought, by, wanted),
            self._done,
            self._failed,
        )

    def _done(self, places: int) -> None:
        owner: Any = self.parentWidget()
        self._context.tell_done(owner, f"{places:,}곳을 바꾸었습니다.")
        self.accept()

    def _failed(self, error: UserError) -> None:
        self.told.setText(error.message)
        self._soon.start()


def _item(change: Change, words: tuple[str, str], *, exact: bool) -> QTreeWidgetItem:
    more = f" (+{change.places - 1}곳)" if change.places > 1 else ""
    item = QTreeWidgetItem([change.name, change.where, change.before, change.after + more])
    item.setCheckState(0, Qt.CheckState.Checked)
    item.setData(0, CHANGE, change)
    for column, sought in zip((_BEFORE, _AFTER), words, strict=True):
        item.setData(column, MARKS, places_of(item.text(column), sought, exact=exact or column == _AFTER))
    for column in range(len(HEADS)):
        item.setToolTip(column, item.text(column))
    return item
