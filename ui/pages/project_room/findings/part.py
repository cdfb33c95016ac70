"""The room's part of findings: the board, or the whole 실타래 of the project in its place."""

from PySide6.QtWidgets import QStackedWidget

from ui.context import Context
from ui.pages.project_room.findings.tab import FindingsTab
from ui.pages.project_room.findings.thread_view import ThreadView


class FindingsPart(QStackedWidget):
    """Shows the board; the graph is made when it is first asked for."""

    def __init__(self, context: Context, actions: object = None) -> None:
        """Begin with the board."""
        super().__init__()
        self._context = context
        self._project = 0
        self.tab = FindingsTab(context, actions)
        self.graph: ThreadView | None = None
        self.addWidget(self.tab)
        self.tab.threadAsked.connect(self.show_graph)

    def show_project(self, project_id: int) -> None:
        """Show the cards of a project, or its graph where that is in front."""
        if project_id != self._project:
            self._project = project_id
            self.setCurrentWidget(self.tab)
        self.tab.show_project(project_id)
        if self.graph is not None and self.currentWidget() is self.graph:
            self.graph.show_project(project_id)

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self.tab.set_compact(compact)

    def flush(self) -> None:
        """Hand over what is being written on a card."""
        self.tab.flush()

    def show_graph(self) -> None:
        """Show the whole thread of the project, the framed card chosen in it."""
        if self.graph is None:
            self.graph = ThreadView(self._context)
            self.graph.closed.connect(self.show_board)
            self.graph.opened.connect(self._open)
            self.addWidget(self.graph)
        current = self.tab.current_id()
        self.graph.show_project(self._project, ("finding", current) if current is not None else None)
        self.setCurrentWidget(self.graph)
        self.graph.canvas.setFocus()

    def show_board(self) -> None:
        """Show the cards again."""
        self.setCurrentWidget(self.tab)
        self.tab.board.setFocus()

    def _open(self, kind: str, record: int) -> None:
        if kind == "finding":
            self.show_board()
            self.tab.frame(record)
        else:
            tab = {"output": "outputs", "proposal": "proposals"}[kind]
            more = {"proposal_id": record} if kind == "proposal" else {}
            self._context.navigate("project", project_id=self._project, tab=tab, **more)
