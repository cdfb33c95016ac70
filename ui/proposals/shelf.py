"""투표와 설문 share this: what was counted for a project, one of several in front, an empty state before."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import UserError
from ui import theme
from ui.context import Context
from ui.dialogs.confirm import confirm
from ui.widgets.controls import EmptyState


class Shelf(QWidget):
    """Shows ``full`` where there is something, else what to begin with."""

    def __init__(self, context: Context) -> None:
        """Make an empty view; ``shelve`` lays it out."""
        super().__init__()
        self.context = context
        self._project: int | None = None
        self.full = QWidget()
        self.full.hide()
        self.empty: EmptyState

    def shelve(self, words: str, action: str, run: Callable[[], object], icon: str) -> None:
        """Put ``full`` and the empty state, which offers ``action``, into the view."""
        self.empty = EmptyState(words, action, run, icon)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.full)
        box.addWidget(self.empty)

    def show_any(self, any_there: bool) -> None:
        """Show the things, or how to begin."""
        self.full.setVisible(any_there)
        self.empty.setVisible(not any_there)

    # -- what a page asks of its views

    def set_project(self, project_id: int | None) -> None:
        """Keep to one project; what is being typed is handed over first."""
        if self._project != project_id:
            self.flush()
        self._project = project_id

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""

    def flush(self) -> None:
        """Hand over what is being typed."""

    # -- doing

    def write(self, words: str, work: Any, done: Any = None, again: Callable[[], object] = bool) -> None:
        """Do ``work`` as one step; what is refused is told, and ``again`` shows what is stored."""

        def refused(error: UserError) -> None:
            self.context.tasks.report(self, error)
            again()

        self.context.tasks.write(self, words, work, done, refused)

    def ask_removal(self, words: str, text: str, run: Callable[[], object]) -> None:
        """Ask before ``run`` deletes what ``text`` names; undo brings it back."""
        text = f"{text} 실행 취소로 되돌릴 수 있습니다."
        confirm(self, words, text, "삭제", run, danger=True)


def column_of_panels() -> tuple[QWidget, QVBoxLayout]:
    """Return a plain ground with the column in which panels stand one below the other."""
    inner = QWidget()
    inner.setProperty("role", "plain")
    column = QVBoxLayout(inner)
    column.setContentsMargins(16, theme.GAP, 16, theme.PADDING)
    column.setSpacing(theme.GAP)
    return inner, column
