"""Words on the screen: labels in the program's sizes, Korean broken between words only, elided names."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui import icons, theme

JOINER = "\u2060"
_INSIDE = re.compile(r"(?<=[^\s\u2060])(?=[^\s\u2060])")


def keep_words(text: str) -> str:
    """Join the letters of each word, so that lines break at spaces only (Qt breaks after any syllable)."""
    return "\n".join(
        " ".join(_INSIDE.sub(JOINER, word) for word in line.split(" ")) for line in text.split("\n")
    )


def label(text: str, pixels: int = 14, weight: int = 400, tone: str = "") -> QLabel:
    """Return a one-line label; ``tone`` is meta, text2, link, or the name of a state."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(pixels, weight))
    if tone:
        made.setProperty("tone", tone)
    return made


def set_tone(widget: QWidget, tone: str, name: str = "tone") -> None:
    """Give ``widget`` another tone (or other property) and restyle it."""
    if widget.property(name) == tone:
        return
    widget.setProperty(name, tone)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # not shown yet, so not styled yet; asking for the style would cost more than a whole bar
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class WordLabel(QLabel):
    """A label of several lines that breaks between words only."""

    def __init__(self, text: str = "", pixels: int = 14, weight: int = 400, tone: str = "") -> None:
        """Show ``text`` over as many lines as the width asks for."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(theme.font(pixels, weight))
        if tone:
            self.setProperty("tone", tone)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text``; assistive technology hears it as it was given."""
        super().setText(keep_words(text))
        self.setAccessibleName(text)


class ElidedLabel(QLabel):
    """A one-line label for names: too long a name ends in … and shows whole in a tooltip."""

    def __init__(self, text: str = "", pixels: int = 14, weight: int = 400, tone: str = "") -> None:
        """Show ``text`` in one line."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(pixels, weight))
        if tone:
            self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._text = ""
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text``, elided to the width."""
        self._text = text
        self.setAccessibleName(text)
        self._elide()
        self.updateGeometry()

    def full_text(self) -> str:
        """Return the whole text."""
        return self._text

    def sizeHint(self) -> QSize:
        """Ask for the room of the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Accept any width."""
        return QSize(16, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, max(self.width(), 16))
        super().setText(shown)
        self.setToolTip(self._text if shown != self._text else "")


class IconLabel(QWidget):
    """An icon beside words; it says nothing by itself, so it has no name of its own."""

    def __init__(self, name: str, color: str = "text2", size: int = 16) -> None:
        """Show the icon ``name`` in the token ``color``."""
        super().__init__()
        self._name, self._color = name, color
        self.setFixedSize(size, size)

    def set_icon(self, name: str, color: str | None = None) -> None:
        """Show another icon, in another token where given."""
        self._name, self._color = name, color or self._color
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint with the tokens in force."""
        painter = QPainter(self)
        icons.paint(painter, self.rect(), self._name, self._color)


def line(vertical: bool = False, height: int = 0) -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setProperty("role", "vline" if vertical else "hline")
    if height:
        made.setFixedHeight(height)
    return made
