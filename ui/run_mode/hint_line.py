"""A quiet line under the capture line: figures that tell too much, masked by one click before Enter."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.run_mode.capture_line import CaptureLine
from ui.widgets.controls import button
from ui.widgets.quiet_line import MASK, WAIT_MS


class HintLine(QFrame):
    """Watches ``line`` and shows itself when something is seen there; Enter is never held up."""

    def __init__(self, line: CaptureLine) -> None:
        """Watch ``line`` from now on."""
        super().__init__()
        self._line = line
        self.words = QLabel()
        self.mask_button = button(MASK, kind="link", run=self.mask_all, compact=True)
        self.mask_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words)
        row.addWidget(self.mask_button)
        row.addStretch(1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self.look)
        line.textChanged.connect(lambda _text: self._soon.start())
        self.hide()

    def set_font(self, font: QFont) -> None:
        """Speak in ``font``."""
        self.words.setFont(font)
        self.mask_button.setFont(font)

    def look(self) -> None:
        """Look through the line now."""
        from app.domain.privacy.sensitive import notice, sightings

        said = notice(sightings(self._line.text()))
        self.words.setText(said)
        self.setVisible(bool(said))

    def mask_all(self) -> None:
        """Mask everything seen; Ctrl+Z of the line brings it back."""
        from app.domain.privacy.sensitive import all_masked

        text = all_masked(self._line.text())
        self._line.selectAll()
        self._line.insert(text)
        self.look()
        self._line.setFocus()
