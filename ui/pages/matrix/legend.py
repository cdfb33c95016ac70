"""What the colours of the 총괄표 mean, in one line."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme

STEPS: tuple[tuple[str, str, str], ...] = (
    ("검토 필요", "warning.fill", "warning"),
    ("없음", "", "text2"),
    ("1–2", "heat.1", "heat_text.1"),
    ("3–5", "heat.2", "heat_text.2"),
    ("6–9", "heat.3", "heat_text.3"),
    ("10–13", "heat.4", "heat_text.4"),
    ("14 이상", "heat.5", "heat_text.5"),
)
HEIGHT, PAD, GAP = 22, 9, 6


class HeatLegend(QWidget):
    """The steps of the heat scale with the counts they stand for."""

    def __init__(self, title: str = "건수") -> None:
        """Show the steps behind ``title``."""
        super().__init__()
        self._title = title
        self.setAccessibleName(f"{title} 색: 진할수록 많습니다. 노란 칸은 검토가 필요합니다.")
        self.setFixedSize(self._layout()[-1][0].right() + 2, HEIGHT)

    def _layout(self) -> list[tuple[QRect, str, str, str]]:
        metrics = QFontMetrics(theme.font(12, 600))
        left = QFontMetrics(theme.font(13)).horizontalAdvance(self._title) + 8
        found = []
        for words, fill, text in STEPS:
            width = metrics.horizontalAdvance(words) + 2 * PAD
            found.append((QRect(left, 0, width, HEIGHT), words, fill, text))
            left += width + GAP
        return found

    def sizeHint(self) -> QSize:
        """Ask for every step."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title and steps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(theme.font(12, 600))
        for rect, words, fill, text in self._layout():
            painter.setPen(Qt.PenStyle.NoPen if fill else theme.color("line2"))
            painter.setBrush(theme.color(fill or "surface"))
            painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(theme.color(text))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
