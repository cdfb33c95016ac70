"""A line across a page that says one thing worth knowing, as icon and words on a tinted ground."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import theme
from ui.widgets.text import IconLabel, WordLabel

HEIGHT = 36


class Banner(QFrame):
    """Says ``words`` in the look of a state: information, warning, danger or success."""

    def __init__(self, words: str = "", icon: str = "info", state: str = "information") -> None:
        """Make the banner."""
        super().__init__()
        self.setObjectName("banner")
        self._state = state
        self.icon = IconLabel(icon, f"{state}.icon", 16)
        self.words = WordLabel(words, 13, 500, state)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(8)
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)
        self.setMinimumHeight(HEIGHT)
        self._dress()
        theme.notifier().changed.connect(self._dress)

    def say(self, words: str, icon: str) -> None:
        """Say something else."""
        self.words.setText(words)
        self.icon.set_icon(icon)

    def add(self, widget: QWidget) -> None:
        """Add what deals with it, at the right end."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)

    def _dress(self) -> None:
        ground = theme.tokens().color(f"{self._state}.fill")
        self.setStyleSheet(f"QFrame#banner {{ background: {ground}; border: 0; border-radius: 6px; }}")
