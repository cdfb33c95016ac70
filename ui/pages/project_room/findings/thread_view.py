"""실타래: the whole thread of a project with its filter, printing and saving."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.finding import Thread
from app.domain.hangul import josa
from app.services import threads
from ui import pictures, theme
from ui.context import Context
from ui.dialogs.files import choose_save
from ui.pages.project_room.findings.kind_chips import KindChips
from ui.widgets.controls import EmptyState, button, tool_button
from ui.widgets.threads.graph import ThreadGraph
from ui.widgets.threads.layout import Ref, kind_of


class ThreadView(QWidget):
    """The graph of one project; it reads by itself.  ``opened(kind, id)`` asks for a record."""

    closed = Signal()
    opened = Signal(str, int)

    def __init__(self, context: Context) -> None:
        """Make an empty graph."""
        super().__init__()
        self.context = context
        self._thread: Thread | None = None
        self._wanted: Ref | None = None
        self.chips, self.canvas = KindChips(), ThreadGraph()
        self.canvas.opened.connect(self.opened)
        self.chips.changed.connect(self._fill)
        self.empty = EmptyState(
            "이어진 카드가 없습니다. 카드의 ‘근거 잇기’로 목소리부터 이으면 실타래가 보입니다.",
            "카드로", self.closed.emit, "workflow",
        )  # fmt: skip
        bar = QFrame()
        bar.setObjectName("findbar")
        bar.setFixedHeight(theme.VIEW_BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.PADDING, 6, theme.PADDING, 6)
        row.setSpacing(8)
        row.addWidget(button("카드로", "chevron-left", run=self.closed.emit, compact=True))
        row.addStretch(1)
        for icon, name, run in (
            ("minus", "작게 (-)", lambda: self.canvas.zoom(1 / 1.25)),
            ("plus", "크게 (+)", lambda: self.canvas.zoom(1.25)),
            ("search-check", "모두 보기 (0)", self.canvas.show_all),
        ):
            row.addWidget(tool_button(icon, name, run, compact=True))
        row.addWidget(button("SVG", "download", "ghost", lambda: self.ask_save(".svg"), True))
        row.addWidget(button("PNG", "image", "ghost", lambda: self.ask_save(".png"), True))
        row.addWidget(button("인쇄", "printer", "ghost", self.print_, True))
        strip = QFrame()
        below = QVBoxLayout(strip)
        below.setContentsMargins(theme.PADDING, 6, theme.PADDING, 6)
        below.addWidget(self.chips)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.canvas)
        self.stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(strip)
        box.addWidget(self.stack, 1)

    def show_project(self, project_id: int, current: Ref | None = None) -> None:
        """Read the thread of a project again and show it, ``current`` chosen."""
        self._wanted = current
        self.context.tasks.read(self, lambda ws: threads.of_project(ws, project_id), self._show, key="thread")

    def _show(self, thread: Thread) -> None:
        self._thread = thread
        counts: dict[str, int] = {}
        for node in thread.nodes:
            counts[kind_of(node)] = counts.get(kind_of(node), 0) + 1
        self.chips.set_counts(counts)
        self._fill()

    def _fill(self) -> None:
        if self._thread is None:
            return
        kinds = self.chips.chosen()
        self.canvas.set_thread(self._thread, kinds, self._wanted)
        self._wanted = None
        self.stack.setCurrentWidget(self.canvas if self.canvas.picture.spots else self.empty)

    def ask_save(self, ending: str) -> None:
        """Ask where to write the picture."""
        choose_save(self, "실타래 저장", Path(f"실타래{ending}"), self.save)

    def save(self, path: Path) -> None:
        """Write the picture as SVG or PNG."""
        if pictures.save(self, path, lambda: self.canvas.picture.content(path.suffix)):
            self.context.notify(f"{josa(path.name, '을/를')} 저장했습니다.")

    def print_(self) -> None:
        """Ask for a printer and print the picture on one page."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.paint_on(printer))
        QDialog.open(dialog)

    def paint_on(self, device: object) -> None:
        """Paint the picture on a page, as large as it goes."""
        painter = QPainter(device)  # type: ignore[call-overload]
        whole, page = self.canvas.picture.whole(), QRectF(painter.viewport())
        scale = min(page.width() / whole.width(), page.height() / whole.height())
        painter.scale(scale, scale)
        self.canvas.picture.paint(painter, whole)
        painter.end()
