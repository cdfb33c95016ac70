"""개요: the gate before the project, its team, figures, what falls due, and what it is about."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.context import Context
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.data import Options, Room
from ui.pages.project_room.figures import FiguresPanel
from ui.pages.project_room.gate_panel import GatePanel
from ui.pages.project_room.info_panel import InfoPanel
from ui.pages.project_room.meetings_panel import MeetingsPanel
from ui.pages.project_room.team_panel import TeamPanel
from ui.pages.project_room.todo_panel import TodoPanel
from ui.widgets.scrolling import scroll_area

LEFT = 456
NARROW = 1100


def scrolled(inner: QWidget, right: int = 20) -> QScrollArea:
    """Return ``inner`` in an area that scrolls up and down, ``right`` pixels clear at its right edge."""
    inner.setProperty("role", "bg")
    area = scroll_area(inner)
    box = inner.layout()
    if box is None:
        return area

    def make_room(_least: int, most: int) -> None:
        # the bar takes its room from the margin, so that nothing moves when it comes or goes
        margins = box.contentsMargins()
        margins.setRight(right - (area.verticalScrollBar().sizeHint().width() if most else 0))
        box.setContentsMargins(margins)

    make_room(0, 0)
    area.verticalScrollBar().rangeChanged.connect(make_room)
    return area


class OverviewTab(QWidget):
    """Gate and 할 일 at the left; team, figures and the form at the right."""

    fixRequested = Signal(str)
    settled = Signal()

    def __init__(self, context: Context, actions: Actions) -> None:
        """Make the parts, still empty."""
        super().__init__()
        self.gate, self.todo = GatePanel(actions), TodoPanel(actions)
        self.meetings = MeetingsPanel(actions)
        self.team, self.figures = TeamPanel(), FiguresPanel()
        self.info = InfoPanel(context)
        self.saving = self.info.saving
        self.gate.fixRequested.connect(self.fixRequested)
        self.info.settled.connect(self.settled)
        self.left = QWidget()
        self.left.setMaximumWidth(LEFT)
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.GAP)
        left.addWidget(self.gate)
        left.addWidget(self.meetings)
        left.addWidget(self.todo)
        left.addStretch(1)
        self.upper = QHBoxLayout()
        self.upper.setSpacing(theme.GAP)
        self.upper.addWidget(self.team, 11)
        self.upper.addWidget(self.figures, 9)
        right = QVBoxLayout()
        right.setSpacing(theme.GAP)
        right.addLayout(self.upper)
        right.addWidget(self.info)
        right.addStretch(1)
        inner = QWidget()
        whole = QHBoxLayout(inner)
        whole.setContentsMargins(20, theme.GAP, 20, theme.PADDING)
        whole.setSpacing(theme.GAP)
        whole.addWidget(self.left, 2)
        whole.addLayout(right, 3)
        self.whole = whole
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(inner)
        box.addWidget(self.area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the figures below the team where both do not fit side by side."""
        super().resizeEvent(event)
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.upper.setDirection(below if self.width() < NARROW else beside)
        self.whole.setStretchFactor(self.left, 3 if self.width() < NARROW else 2)

    def set_options(self, options: Options) -> None:
        """Offer the choices of the reference fields."""
        self.info.set_options(options)
        self.todo.options = options

    def show_room(self, room: Room, stamp: int | None) -> None:
        """Show ``room``, read when the form was at ``stamp``."""
        stage = room.current or room.stage(4)
        # a collected case is read and classified; nobody runs it
        for part in (self.left, self.team, self.figures):
            part.setVisible(room.own)
        if stage is not None:
            self.gate.show_stage(room, stage)
        self.team.show_team(room.team)
        self.figures.show_room(room)
        self.todo.show_room(room)
        self.meetings.show_room(room)
        self.info.show_room(room, stamp)

    def at_rest(self) -> bool:
        """Tell whether everything typed was handed over, so that nothing would be missed here."""
        form = self.info.form
        return not (form.pending() or form.wrong() or self.todo.is_begun())

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.info.form.flush()
