"""Ctrl+K: a project, a person or a command by part of its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui import icons
from ui.commands import Commands
from ui.tasks import Tasks
from ui.widgets.controls import SearchField
from ui.widgets.text import label

WIDTH, ROWS = 560, 10


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its words, what kind it is, and how to open it (run in the UI)."""

    label: str
    detail: str
    icon: str
    open: Callable[[], object]


Find = Callable[[Any, str], Sequence[Hit]]


class FinderDialog(QDialog):
    """A field above a list; typing searches, the arrows choose, Enter opens, Esc leaves."""

    def __init__(self, owner: QWidget, commands: Commands, tasks: Tasks, find: Find | None) -> None:
        """Search ``commands`` here and records by ``find(workspace, text)`` on a reader."""
        super().__init__(owner, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._commands, self._tasks, self._find = commands, tasks, find
        self._hits: list[Hit] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("찾기")
        self.setFixedWidth(WIDTH)
        self.field = SearchField("과제, 참여자, 명령 찾기", compact=False)
        self.field.searched.connect(self.search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("찾은 것")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda item: self._open(self.list.row(item)))
        self.empty = label("찾은 것이 없습니다. 이름의 다른 부분을 적어 보십시오.", 13, tone="text2")
        self._lay_out()
        self.search("")

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("role", "popup")
        box = QVBoxLayout(frame)
        box.setContentsMargins(12, 12, 12, 12)
        box.addWidget(self.field)
        box.addWidget(self.list)
        box.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.list.setFixedHeight(ROWS * 34 + 8)

    def search(self, text: str) -> None:
        """Show the commands for ``text`` at once, the records as soon as they are read."""
        self._show(self._command_hits(text))
        find = self._find
        if text and find is not None:
            self._tasks.read(
                self, lambda ws: list(find(ws, text)), lambda hits: self._merge(text, hits), key="find"
            )

    def _merge(self, text: str, hits: list[Hit]) -> None:
        if self.field.text().strip() == text:
            self._show([*hits, *self._command_hits(text)])

    def _command_hits(self, text: str) -> list[Hit]:
        return [
            Hit(item.label, item.named.shortcut or item.named.group, item.named.icon or "command", item.run)
            for item in self._commands.find(text)
        ]

    def _show(self, hits: list[Hit]) -> None:
        self._hits = hits
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(icons.icon(hit.icon), f"{hit.label}   {hit.detail}".rstrip())
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.label} {hit.detail}")
            self.list.addItem(item)
        self.list.setVisible(bool(hits))
        self.empty.setVisible(not hits)
        self.list.setCurrentRow(0 if hits else -1)
        self.adjustSize()

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._hits):
            hit = self._hits[row]
            self.close()
            hit.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows choose and Enter open while the field keeps the focus."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._hits:
            self.list.setCurrentRow((self.list.currentRow() + step) % len(self._hits))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.currentRow())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        return False

    def open_below(self, anchor: QWidget) -> None:
        """Show the dialog with its right edge under ``anchor``."""
        corner = anchor.mapToGlobal(anchor.rect().bottomRight())
        self.move(corner.x() - WIDTH, corner.y() + 4)
        self.show()
        self.field.setFocus()
