"""제안 in the room: the proposals, ballots, surveys and 반영 장부 of one project."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.changes import Changes
from ui.context import Context
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.data import Room
from ui.proposals.desk import TABLES, ProposalDesk


class ProposalsTab(QWidget):
    """The same views as the page 제안, kept to the project; it reads for itself when it is seen."""

    settled = Signal()
    turned = Signal()

    def __init__(self, context: Context, _actions: Actions) -> None:
        """Make the views, still empty."""
        super().__init__()
        self.desk = ProposalDesk(context, in_room=True)
        self.saving = self.desk.list.panel.saving
        self._stale = True
        self.desk.turned.connect(self.turned)
        context.bus.changed.connect(self._on_changes)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.desk)

    def show_room(self, room: Room, _stamp: int | None) -> None:
        """Keep to the project of ``room``."""
        self.desk.set_project(room.project.id)
        self._read()

    def _read(self) -> None:
        self._stale = not self.isVisible()
        if not self._stale:
            self.desk.refresh()

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("project", "person"):
            self.desk.forget_options()
        if changes.touches(*TABLES):
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while unseen."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self.desk.set_compact(compact)

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.desk.flush()
