"""How many pages each report has, counted one by one while nothing else is to be done."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.report import ReportInfo, ReportOptions
from app.errors import UserError
from ui.context import Context
from ui.pages.reports.counted import ReportList
from ui.pages.reports.drawing import count

AFTER_MS, BETWEEN_MS = 1500, 200
NOTHING = "–"


class Counter(QObject):
    """Counts the pages of what can be made as it is; a report that is drawn is counted by drawing it."""

    def __init__(
        self, owner: QWidget, context: Context, shown: ReportList, about: Callable[[], ReportOptions]
    ) -> None:
        """Count for the list ``shown``; ``about`` says what the reports would be about now."""
        super().__init__(owner)
        self._owner, self._context, self._list, self._about = owner, context, shown, about
        self._infos: tuple[ReportInfo, ...] = ()
        self._turn = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._next)

    def start(self, infos: Iterable[ReportInfo]) -> None:
        """Begin after a while in which nothing is asked for."""
        self._infos = tuple(infos)
        self._soon.start(AFTER_MS)

    def stop(self) -> None:
        """Count no further; what is being counted is not told any more."""
        self._turn += 1
        self._soon.stop()

    def _next(self) -> None:
        options = self._about()
        able = [
            info
            for info in self._infos
            if self._list.count_of(info.id) is None
            and all(getattr(options, key) is not None for key in info.needs)
        ]
        if not able or not self._owner.isVisible() or not self._context.tasks.idle():
            return
        info, turn = able[0], self._turn

        def counted(pages: int) -> None:
            if turn == self._turn:
                self._list.set_count(info.id, f"{pages:,}쪽" if pages else NOTHING)
                self._soon.start(BETWEEN_MS)

        def failed(_error: UserError) -> None:
            counted(0)

        tasks = self._context.tasks
        tasks.read(self._owner, lambda ws: count(ws, info.id, options), counted, "count", failed)
