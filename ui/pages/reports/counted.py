"""Lists whose rows have a count at the right: reports with their pages, chapters with what they hold."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.report import ChapterInfo, ReportGroup, ReportInfo
from ui import icons, theme

KEY, COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ROW, GROUP_ROW, EDGE = 36, 32, 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CountDelegate(QStyledItemDelegate):
    """Paints a row with its count at the right edge."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row, then the count; a heading in the colour of the theme that is on now."""
        if index.data(KEY) is None:
            painter.save()
            painter.setFont(theme.font(13, 600))
            painter.setPen(theme.color("text3"))
            painter.drawText(option.rect.adjusted(EDGE, 4, -EDGE, 0), _LEFT, str(index.data()))
            painter.restore()
            return
        super().paint(painter, option, index)
        count = index.data(COUNT)
        if count:
            painter.save()
            painter.setFont(theme.font(13))
            painter.setPen(theme.color("text3"))
            painter.drawText(option.rect.adjusted(0, 0, -EDGE, 0), _RIGHT, str(count))
            painter.restore()


class ReportList(QListWidget):
    """The reports under their groups; ``report()`` is the id of the one chosen."""

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__()
        self.setAccessibleName("보고서 고르기")
        self.setFont(theme.font(14, 500))
        self.setIconSize(QSize(16, 16))
        self.setItemDelegate(CountDelegate(self))

    def fill(self, infos: Sequence[ReportInfo]) -> None:
        """Show the reports, a heading before each group."""
        self.clear()
        group = ""
        for info in infos:
            if info.group != group:
                group = info.group
                self._head(ReportGroup(group).label)
            item = QListWidgetItem(icons.icon(info.icon), info.label)
            item.setData(KEY, info.id)
            item.setSizeHint(QSize(0, ROW))
            self.addItem(item)

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, GROUP_ROW))
        self.addItem(item)

    def report(self) -> str:
        """Return the id of the report chosen, empty where none is."""
        item = self.currentItem()
        return str(item.data(KEY) or "") if item is not None else ""

    def choose(self, report: str) -> None:
        """Choose a report by its id."""
        item = self._item(report)
        if item is not None:
            self.setCurrentItem(item)

    def set_count(self, report: str, words: str) -> None:
        """Say how many pages a report has."""
        item = self._item(report)
        if item is not None:
            item.setData(COUNT, words)

    def count_of(self, report: str) -> str | None:
        """Return what is said of the pages of a report, None where nothing is yet."""
        item = self._item(report)
        found = item.data(COUNT) if item is not None else None
        return None if found is None else str(found)

    def forget_counts(self) -> None:
        """Say of no report how many pages it has."""
        for row in range(self.count()):
            self.item(row).setData(COUNT, None)

    def _item(self, report: str) -> QListWidgetItem | None:
        rows = (self.item(row) for row in range(self.count()))
        return next((item for item in rows if item.data(KEY) == report), None)


class ChapterList(QListWidget):
    """넣을 내용: chapters to tick, and to put in order by dragging or by Alt+↑ and Alt+↓."""

    changed = Signal()

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__()
        self.setAccessibleName("넣을 내용")
        self.setToolTip("끌거나 Alt+↑, Alt+↓를 눌러 차례를 바꿉니다")
        self.setFont(theme.font(14))
        self.setItemDelegate(CountDelegate(self))
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._usual: list[tuple[str, bool]] = []
        self.itemChanged.connect(lambda _item: self.changed.emit())
        self.model().rowsMoved.connect(lambda *_args: self.changed.emit())

    def show_infos(self, infos: Sequence[ChapterInfo], fresh: bool) -> None:
        """Show the chapters, the usual ones ticked; those that are shown already take their counts alone."""
        self.blockSignals(True)
        if fresh:
            self.clear()
            for info in infos:
                self.addItem(_chapter(info))
            self.setFixedHeight(max(self.count(), 1) * theme.COMPACT + 4)
            self._usual = self._now()
        counts = {info.key: info.count for info in infos}
        for row in range(self.count()):
            item = self.item(row)
            item.setData(COUNT, counts.get(item.data(KEY), ""))
        self.blockSignals(False)

    def tick(self, keys: Sequence[str]) -> None:
        """Tick ``keys`` in this order, and nothing else; without any, the usual ones."""
        wanted = list(keys) or [key for key, on in self._usual if on]
        order = wanted + [key for key, _on in self._usual if key not in wanted]
        items = {self.item(row).data(KEY): self.item(row) for row in range(self.count())}
        self.blockSignals(True)
        for row, key in enumerate(one for one in order if one in items):
            item = self.takeItem(self.row(items[key]))
            item.setCheckState(Qt.CheckState.Checked if key in wanted else Qt.CheckState.Unchecked)
            self.insertItem(row, item)
        self.blockSignals(False)

    def chosen(self) -> tuple[str, ...]:
        """Return the keys that are ticked, in their order; nothing where all is as usual."""
        now = self._now()
        if now == self._usual:
            return ()
        return tuple(key for key, on in now if on)

    def none_ticked(self) -> bool:
        """Tell whether there are chapters and none of them is ticked."""
        return self.count() > 0 and not any(on for _key, on in self._now())

    def _now(self) -> list[tuple[str, bool]]:
        items = (self.item(row) for row in range(self.count()))
        return [(str(item.data(KEY)), item.checkState() == Qt.CheckState.Checked) for item in items]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the current chapter by Alt+↑ and Alt+↓."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        row = self.currentRow()
        if 0 <= row + step < self.count():
            item: Any = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentRow(row + step)
            self.changed.emit()


def _chapter(info: ChapterInfo) -> QListWidgetItem:
    item = QListWidgetItem(info.label)
    item.setData(KEY, info.key)
    item.setCheckState(Qt.CheckState.Checked if info.usual else Qt.CheckState.Unchecked)
    item.setSizeHint(QSize(0, theme.COMPACT))
    return item
