"""Chips of the kinds with their counts; pressing some shows only cards of these."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui import icons, theme
from ui.widgets.notes.kinds import ICONS, WORDS, look

HEIGHT, GAP = 28, 6


class KindChip(QAbstractButton):
    """One kind: its icon, word and count."""

    def __init__(self, kind: str) -> None:
        """Show ``kind``."""
        super().__init__()
        self.kind, self.count = kind, 0
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_count(self, count: int) -> None:
        """Show another count."""
        self.count = count
        self.setAccessibleName(f"{WORDS[self.kind]} {count}장만 보기")
        self.setToolTip(f"{WORDS[self.kind]} {count}장")
        self.updateGeometry()
        self.update()

    def text_(self) -> str:
        """Return what the chip says."""
        return f"{WORDS[self.kind]} {self.count}"

    def sizeHint(self) -> QSize:
        """Ask for the room of what is said."""
        words = QFontMetrics(theme.font(13, 600)).horizontalAdvance(self.text_())
        return QSize(words + 38, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Accept nothing less."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip in the colours of its kind; a pressed one has a wide edge and a tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = look(self.kind)
        wide = 2.0 if self.isChecked() or self.hasFocus() else 1.0
        edge = (
            theme.color("primary")
            if self.hasFocus()
            else QColor(colors.text if self.isChecked() else colors.icon)
        )
        painter.setPen(QPen(edge, wide))
        painter.setBrush(QColor(colors.fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 13, 13)
        icon = "check" if self.isChecked() else ICONS[self.kind]
        icons.paint(painter, QRect(11, 7, 14, 14), icon, colors.text)
        painter.setFont(theme.font(13, 600))
        painter.setPen(QColor(colors.text))
        painter.drawText(self.rect().adjusted(29, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text_())


class KindChips(QWidget):
    """The chips side by side, in as many rows as their words need."""

    changed = Signal()

    def __init__(self) -> None:
        """Make a chip for every kind; those without cards are hidden."""
        super().__init__()
        self.chips = {kind: KindChip(kind) for kind in WORDS if kind in theme.tokens().notes}
        for chip in self.chips.values():
            chip.setParent(self)
            chip.toggled.connect(lambda _on: self.changed.emit())
        self.setFixedHeight(HEIGHT)

    def sizeHint(self) -> QSize:
        """Ask for the room of all in one row."""
        return QSize(self.needed(), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Accept the room of one chip."""
        return QSize(120, HEIGHT)

    def needed(self) -> int:
        """Return the width of all in one row."""
        return sum(chip.sizeHint().width() + GAP for chip in self._shown())

    def _shown(self) -> list[KindChip]:
        return [chip for chip in self.chips.values() if chip.count]

    def chosen(self) -> tuple[str, ...]:
        """Return the kinds pressed; none means all."""
        return tuple(kind for kind, chip in self.chips.items() if chip.isChecked() and chip.count)

    def press_none(self) -> None:
        """Let every kind be shown."""
        for chip in self.chips.values():
            chip.setChecked(False)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show other counts."""
        for kind, chip in self.chips.items():
            chip.set_count(counts.get(kind, 0))
            chip.setVisible(chip.count > 0)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chips where there is room."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        x = y = 0
        for chip in self._shown():
            width = chip.sizeHint().width()
            if x and x + width > self.width():
                x, y = 0, y + HEIGHT + GAP
            chip.setGeometry(x, y, width, HEIGHT)
            x += width + GAP
        self.setFixedHeight(y + HEIGHT)
