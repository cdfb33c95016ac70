"""For how long the UI thread stood still at most."""

import time

from PySide6.QtCore import QTimer


class Beat:
    """A timer of the UI thread that knows by how much it was late at most."""

    def __init__(self, interval_ms: int = 2) -> None:
        """Begin to beat every ``interval_ms``."""
        self.worst, self.count, self._last = 0.0, 0, time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.worst, self._last = max(self.worst, now - self._last), now
        self.count += 1

    def reset(self) -> None:
        """Forget what was."""
        self.worst, self._last = 0.0, time.perf_counter()

    def stop(self) -> float:
        """Beat no more, which would disturb the quiet of who does not know of it; return the worst."""
        self._timer.stop()
        return self.worst
