"""The rail: the program's pages in groups, with counts; 200 wide or folded to 56."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.text import label

ITEM = 42
PROGRAM = "함께설계"


class RailEntry(NamedTuple):
    """A page of the rail; ``bottom`` puts it at the foot."""

    key: str
    label: str
    icon: str
    shortcut: str = ""
    bottom: bool = False


class RailItem(QAbstractButton):
    """One page: icon, words, count; a bar at the left when it is in front."""

    def __init__(self, entry: RailEntry) -> None:
        """Make the item of ``entry``."""
        super().__init__()
        self.entry = entry
        self._count, self._urgent, self._folded = 0, False, False
        self.setCheckable(True)
        self.setFixedHeight(ITEM)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name()

    def set_count(self, count: int, urgent: bool = False) -> None:
        """Show ``count``; red only where something is overdue."""
        self._count, self._urgent = count, urgent
        self._name()
        self.update()

    def set_folded(self, folded: bool) -> None:
        """Show the icon only, the words in a tooltip."""
        self._folded = folded
        self._name()
        self.update()

    def set_entry(self, label: str, icon: str) -> None:
        """Show other words and another icon."""
        self.entry = RailEntry(self.entry.key, label, icon, self.entry.shortcut, self.entry.bottom)
        self._name()
        self.update()

    def _name(self) -> None:
        count = f" {self._count}건" if self._count else ""
        self.setAccessibleName(self.entry.label + count)
        keys = f" ({self.entry.shortcut})" if self.entry.shortcut else ""
        self.setToolTip(f"{self.entry.label}{keys}{count}" if self._folded or keys else "")

    def sizeHint(self) -> QSize:
        """Ask for the rail's width."""
        return QSize(theme.RAIL_COLLAPSED if self._folded else theme.RAIL_WIDTH, ITEM)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the pointer."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: object) -> None:
        """Go back to plain."""
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, bar, icon, words and count."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(8, 1, -8, -1)
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if on or self.underMouse():
            painter.setBrush(theme.color("select" if on else "surface2"))
            painter.drawRoundedRect(ground, 6, 6)
        if on:
            painter.setBrush(theme.color("primary"))
            painter.drawRoundedRect(QRectF(-3, 9, 6, self.height() - 18), 2, 2)
        token = "link" if on else "text"
        mark = QRect((self.width() - 18) // 2 if self._folded else 19, (self.height() - 18) // 2, 18, 18)
        icons.paint(painter, mark, self.entry.icon, "link" if on else "text2")
        if not self._folded:
            painter.setFont(theme.font(14, 600 if on else 500))
            painter.setPen(theme.color(token))
            painter.drawText(
                QRect(47, 0, self.width() - 60, self.height()),
                Qt.AlignmentFlag.AlignVCenter,
                self.entry.label,
            )
        self._paint_count(painter)
        if self.hasFocus():
            painter.setPen(theme.color("primary"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 5, 5)
            painter.drawRoundedRect(ground, 6, 6)

    def _paint_count(self, painter: QPainter) -> None:
        if not self._count:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        if self._folded:
            painter.setBrush(theme.color("danger.icon" if self._urgent else "primary"))
            painter.drawEllipse(QRectF(self.width() - 20, 8, 7, 7))
            return
        text = str(self._count) if self._count < 1000 else "999+"
        painter.setFont(theme.font(12, 600))
        wide = max(20, painter.fontMetrics().horizontalAdvance(text) + 12)
        pill = QRectF(self.width() - 18 - wide, (self.height() - 20) / 2, wide, 20)
        painter.setBrush(
            theme.color("danger.fill" if self._urgent else "surface" if self.isChecked() else "neutral")
        )
        painter.drawRoundedRect(pill, 10, 10)
        painter.setPen(theme.color("danger" if self._urgent else "link" if self.isChecked() else "text2"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class Brand(QWidget):
    """The program's sign."""

    def __init__(self) -> None:
        """Paint the sign at 26."""
        super().__init__()
        self.setFixedSize(26, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sign."""
        painter = QPainter(self)
        icons.paint(painter, QRect(QPoint(0, 0), self.size()), "hamkke", "primary")


class Rail(QWidget):
    """The pages; ``chosen(key)`` asks for one, ``foldToggled`` for the other width."""

    chosen = Signal(str)
    foldToggled = Signal()

    def __init__(self, entries: list[RailEntry]) -> None:
        """Make the rail of ``entries``."""
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("주 메뉴")
        self.folded = False
        self.items: dict[str, RailItem] = {}
        self._title = label(PROGRAM, 17, 700)
        self._fold = RailItem(RailEntry("", "접기", "panel-left-close"))
        self._fold.setCheckable(False)
        self._fold.clicked.connect(self.foldToggled)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 1, 8)
        box.setSpacing(0)
        box.addWidget(self._brand())
        for entry in entries:
            if entry.bottom:
                continue
            box.addWidget(self._item(entry))
        box.addStretch(1)
        for entry in entries:
            if entry.bottom:
                box.addWidget(self._item(entry))
        box.addWidget(self._fold)
        self.set_folded(False)

    def _brand(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(theme.TOP_BAR)
        row = QHBoxLayout(head)
        row.setContentsMargins(15, 0, 8, 0)
        row.setSpacing(10)
        row.addWidget(Brand())
        row.addWidget(self._title, 1)
        return head

    def _item(self, entry: RailEntry) -> RailItem:
        item = RailItem(entry)
        item.clicked.connect(lambda: self._clicked(entry.key))
        self.items[entry.key] = item
        return item

    def _clicked(self, key: str) -> None:
        self.items[key].setChecked(True)
        self.chosen.emit(key)

    def set_current(self, key: str) -> None:
        """Mark the page in front; a page inside another marks none."""
        for name, item in self.items.items():
            item.setChecked(name == key)

    def set_count(self, key: str, count: int, urgent: bool = False) -> None:
        """Show a count at the page ``key``."""
        if key in self.items:
            self.items[key].set_count(count, urgent)

    def set_folded(self, folded: bool) -> None:
        """Take the other width."""
        self.folded = folded
        self.setFixedWidth(theme.RAIL_COLLAPSED if folded else theme.RAIL_WIDTH)
        self._title.setVisible(not folded)
        self._fold.set_entry(
            "펼치기" if folded else "접기", "panel-left-open" if folded else "panel-left-close"
        )
        for item in (*self.items.values(), self._fold):
            item.set_folded(folded)
