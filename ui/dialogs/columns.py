"""Choosing the columns of a table and their order."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields import FieldSpec
from ui import theme
from ui.dialogs.base import Dialog
from ui.widgets.controls import button, tool_button
from ui.widgets.text import WordLabel, label

KEY = Qt.ItemDataRole.UserRole


class ColumnList(QListWidget):
    """Fields with a box each; drag, or Alt with the arrows, changes the order."""

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__()
        self.setAccessibleName("열")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the current field by Alt with an arrow."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
        else:
            super().keyPressEvent(event)

    def move_current(self, step: int) -> None:
        """Move the current field up (-1) or down (1); the first field of the table stays first."""
        row = self.currentRow()
        if row >= 0 and 0 <= row + step < self.count():
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentRow(row + step)


class ColumnsDialog(Dialog):
    """Which fields a table shows, in which order; ``chosen(keys)`` comes with 적용."""

    chosen = Signal(object)

    def __init__(self, owner: QWidget, specs: Sequence[FieldSpec], shown: Sequence[str]) -> None:
        """Offer the fields of a table after its first, which always stays; ``shown`` ones first, in order."""
        super().__init__(owner, "열")
        self._first, self._specs = specs[0], specs[1:]
        self.setFixedSize(theme.DIALOG, 560)
        self.list = ColumnList()
        self._fill(shown)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 20, 20, 16)
        box.setSpacing(12)
        box.addWidget(label("열 고르기", 16, 600))
        box.addWidget(
            WordLabel("끌거나 Alt+↑·↓로 순서를 바꿉니다. 과제명은 늘 맨 앞에 있습니다.", 13, tone="text2")
        )
        box.addWidget(self.list, 1)
        box.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(tool_button("arrow-up", "위로 (Alt+↑)", lambda: self.list.move_current(-1)))
        foot.addWidget(tool_button("arrow-down", "아래로 (Alt+↓)", lambda: self.list.move_current(1)))
        foot.addWidget(button("처음대로", kind="link", run=self.reset))
        foot.addStretch(1)
        foot.addWidget(button("취소", run=self.reject))
        apply = button("적용", kind="primary", run=self.accept)
        apply.setDefault(True)
        foot.addWidget(apply)
        return foot

    def _fill(self, shown: Sequence[str]) -> None:
        by_key = {spec.key: spec for spec in self._specs}
        first = [by_key[key] for key in shown if key in by_key]
        rest = [spec for spec in self._specs if spec.key not in shown]
        self.list.clear()
        for spec in (*first, *rest):
            item = QListWidgetItem(spec.label)
            item.setData(KEY, spec.key)
            item.setSizeHint(QSize(0, theme.COMPACT))
            item.setCheckState(Qt.CheckState.Checked if spec in first else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def reset(self) -> None:
        """Show what a table starts with."""
        self._fill([spec.key for spec in self._specs if spec.shown])

    def keys(self) -> list[str]:
        """Return the fields chosen, the table's first one at the head."""
        items = [self.list.item(row) for row in range(self.list.count())]
        chosen = [item.data(KEY) for item in items if item.checkState() == Qt.CheckState.Checked]
        return [self._first.key, *chosen]

    def accept(self) -> None:
        """Tell the choice and close."""
        self.chosen.emit(self.keys())
        super().accept()
