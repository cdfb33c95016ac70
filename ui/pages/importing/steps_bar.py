"""The four steps of 가져오기 across the top of the page, and what is being brought in."""

from enum import IntEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.text import ElidedLabel, IconLabel


class Step(IntEnum):
    """The steps in their order."""

    FILE = 0
    MAP = 1
    PREVIEW = 2
    DONE = 3


STEPS = ("파일 고르기", "열 맞추기", "미리보기와 오류 고치기", "가져오기")
_DOT, _GAP, _LINE = 24, 8, 28


class Steps(QWidget):
    """Shows which step is in front; those before it carry a check."""

    def __init__(self) -> None:
        """Begin with the first step."""
        super().__init__()
        self.step = 0
        self.setFixedHeight(theme.VIEW_BAR + 2)
        self.show_step(0)

    def show_step(self, step: int) -> None:
        """Show ``step``, counted from 0."""
        self.step = step
        self.setAccessibleName(f"{step + 1}단계: {STEPS[step]} ({len(STEPS)}단계 가운데)")
        self.updateGeometry()
        self.update()

    def _width(self, step: int) -> int:
        words = QFontMetrics(theme.font(14, 600 if step == self.step else 400))
        return _DOT + _GAP + words.horizontalAdvance(STEPS[step])

    def sizeHint(self) -> QSize:
        """Ask for the room of all steps."""
        wide = sum(map(self._width, range(len(STEPS)))) + (len(STEPS) - 1) * (_LINE + 2 * _GAP)
        return QSize(wide + 4, theme.VIEW_BAR + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the steps in a row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, middle = 0, self.height() // 2
        for step, words in enumerate(STEPS):
            if step:
                painter.fillRect(left + _GAP, middle, _LINE, 1, theme.color("line2"))
                left += _LINE + 2 * _GAP
            self._paint_dot(painter, QRect(left, middle - _DOT // 2, _DOT, _DOT), step)
            here = step == self.step
            painter.setFont(theme.font(14, 600 if here else 400))
            painter.setPen(theme.color("link" if here else "text2"))
            place = QRect(left + _DOT + _GAP, 0, self.width(), self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            left += self._width(step)

    def _paint_dot(self, painter: QPainter, rect: QRect, step: int) -> None:
        done, here = step < self.step, step == self.step
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("success.fill" if done else "primary" if here else "neutral"))
        painter.drawEllipse(rect)
        if done:
            icons.paint(painter, rect.adjusted(5, 5, -5, -5), "check", "success.icon")
            return
        painter.setFont(theme.font(13, 700))
        painter.setPen(theme.color("on_primary" if here else "text2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(step + 1))


class StepsBar(QFrame):
    """The steps at the left, at the right the file, its sheet and how many rows it has."""

    def __init__(self) -> None:
        """Make the bar; no file yet."""
        super().__init__()
        self.setObjectName("viewbar")
        self.steps = Steps()
        self.file = ElidedLabel("", 13, tone="text2")
        self.mark = IconLabel("file-spreadsheet", "text2", 15)
        self.mark.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self.steps)
        row.addStretch(1)
        row.addWidget(self.mark)
        row.addWidget(self.file)

    def show_file(self, words: str) -> None:
        """Show what is being brought in."""
        self.file.setText(words)
        self.mark.setVisible(bool(words))
