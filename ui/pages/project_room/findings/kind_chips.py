"""Chips of the kinds with their counts; pressing some shows only cards of these."""

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.note_kinds import ICONS, WORDS, look


class KindChip(QAbstractButton):
    """One kind: its icon, word and count; without the word where there is no room for it."""

    def __init__(self, kind: str) -> None:
        """Show ``kind``."""
        super().__init__()
        self.kind, self.count, self.worded = kind, 0, True
        self.setCheckable(True)
        self.setFixedHeight(28)
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
        return f"{WORDS[self.kind]} {self.count}" if self.worded else str(self.count)

    def width_of(self, worded: bool) -> int:
        """Return the width with or without the word."""
        words = f"{WORDS[self.kind]} {self.count}" if worded else str(self.count)
        return QFontMetrics(theme.font(13, 600)).horizontalAdvance(words) + 38

    def sizeHint(self) -> QSize:
        """Ask for the room of what is said."""
        return QSize(self.width_of(self.worded), 28)

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
    """The chips side by side; words give way before counts do."""

    changed = Signal()

    def __init__(self) -> None:
        """Make a chip for every kind; those without cards are hidden."""
        super().__init__()
        self.chips = {kind: KindChip(kind) for kind in WORDS if kind in theme.tokens().notes}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for chip in self.chips.values():
            chip.toggled.connect(partial(self._toggled, chip))
            row.addWidget(chip)
        row.addStretch(1)

    def _toggled(self, _chip: KindChip, _on: bool) -> None:
        self.changed.emit()

    def minimumSizeHint(self) -> QSize:
        """Accept the room of the counts alone."""
        return QSize(120, 28)

    def chosen(self) -> tuple[str, ...]:
        """Return the kinds pressed; none means all."""
        return tuple(kind for kind, chip in self.chips.items() if chip.isChecked() and chip.count)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show other counts."""
        for kind, chip in self.chips.items():
            chip.set_count(counts.get(kind, 0))
            chip.setVisible(chip.count > 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the words where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [chip for chip in self.chips.values() if chip.count]
        worded = sum(chip.width_of(True) + 6 for chip in shown) <= self.width()
        for chip in shown:
            if chip.worded != worded:
                chip.worded = worded
                chip.updateGeometry()
                chip.update()
