"""Ctrl+K: a project, a case, a person, a page or a command by part of its name, also half typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.commands import Command, Commands
from ui.tasks import Tasks
from ui.widgets.controls import SearchField
from ui.widgets.text import label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WIDTH, HEIGHT, ROW, HEAD = 560, 420, 34, 28
HIT = Qt.ItemDataRole.UserRole
PAGES, COMMANDS = "화면", "명령"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its words, what tells it apart, how to open it (run in the UI), its heading."""

    label: str
    detail: str
    icon: str
    open: Callable[[], object]
    group: str = COMMANDS


Find = Callable[["Workspace", str], Sequence[Hit]]


class _HitDelegate(QStyledItemDelegate):
    """A heading, or a hit: icon, words, and what tells it apart at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give headings less height."""
        return QSize(WIDTH - 60, ROW if index.data(HIT) else HEAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row."""
        rect: QRect = option.rect
        hit = index.data(HIT)
        painter.save()
        if hit is None:
            self._words(painter, rect.adjusted(8, 4, -8, 0), str(index.data()), "text3", 12, 600)
        else:
            chosen = index.row() == option.widget.currentRow()  # type: ignore[attr-defined]
            painter.fillRect(rect, theme.color("select" if chosen else "surface"))
            icons.paint(painter, QRect(rect.x() + 10, rect.y(), 16, rect.height()), hit.icon, "text2")
            room = self._words(
                painter, rect.adjusted(300, 0, -10, 0), hit.detail, "text3", 13, 400, right=True
            )
            self._words(painter, rect.adjusted(36, 0, -22 - room, 0), hit.label, "text", 14, 500)
        painter.restore()

    @staticmethod
    def _words(
        painter: QPainter, rect: QRect, text: str, token: str, pixels: int, weight: int, right: bool = False
    ) -> int:
        painter.setFont(theme.font(pixels, weight))
        painter.setPen(theme.color(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)
        return painter.fontMetrics().horizontalAdvance(shown)


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
        self._preedit = ""
        self.field.textChanged.connect(lambda _text: self.search(self._typed()))
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("찾은 것")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.itemClicked.connect(lambda item: self._open(item))
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
        self.list.setFixedHeight(HEIGHT)

    def hits(self) -> list[Hit]:
        """Return what is shown, in its order."""
        return list(self._hits)

    def search(self, text: str) -> None:
        """Show the pages and commands for ``text`` at once, the records as soon as they are read."""
        self._show(self._command_hits(text))
        find = self._find
        if text and find is not None:
            self._tasks.read(
                self, lambda ws: list(find(ws, text)), lambda hits: self._merge(text, hits), key="find"
            )

    def _typed(self) -> str:
        """Return what is written, the syllable being composed included."""
        text, at = self.field.text(), self.field.cursorPosition()
        return (text[:at] + self._preedit + text[at:]).strip()

    def _merge(self, text: str, hits: list[Hit]) -> None:
        if self._typed() == text:
            self._show([*hits, *self._command_hits(text)])

    def _command_hits(self, text: str) -> list[Hit]:
        hits = [_command_hit(item) for item in self._commands.find(text)]
        return sorted(hits, key=lambda hit: hit.group != PAGES)

    def _show(self, hits: list[Hit]) -> None:
        self._hits = hits
        self.list.clear()
        group = ""
        for hit in hits:
            if hit.group != group:
                group = hit.group
                self._add_heading(group)
            item = QListWidgetItem(hit.label)
            item.setData(HIT, hit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{group} {hit.label} {hit.detail}")
            self.list.addItem(item)
        self.list.setVisible(bool(hits))
        self.empty.setVisible(not hits)
        self._step(1, -1)
        self.adjustSize()

    def _add_heading(self, words: str) -> None:
        head = QListWidgetItem(words)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(head)

    def _step(self, by: int, start: int | None = None) -> None:
        """Choose the next hit, round the ends and past headings."""
        count = self.list.count()
        row = self.list.currentRow() if start is None else start
        for _ in range(count):
            row = (row + by) % count
            if self.list.item(row).data(HIT) is not None:
                self.list.setCurrentRow(row)
                self.list.scrollToItem(self.list.item(row))
                self.list.viewport().update()
                return

    def _open(self, item: QListWidgetItem | None) -> None:
        hit = item.data(HIT) if item is not None else None
        if hit is not None:
            self.close()
            hit.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows choose and Enter open while the field keeps the focus."""
        if isinstance(event, QInputMethodEvent):
            self._preedit = event.preeditString()
            QTimer.singleShot(0, self, lambda: self.search(self._typed()))
            return False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._step(step)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.currentItem())
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


def _command_hit(item: Command) -> Hit:
    is_page = item.named.name.startswith("go.")
    words = item.label.removesuffix(" 열기") if is_page else item.label
    group = PAGES if is_page else COMMANDS
    return Hit(words, item.named.shortcut, item.named.icon or "command", item.run, group)
