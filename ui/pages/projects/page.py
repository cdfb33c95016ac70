"""The 과제 page: own projects as a table, a board or a timeline, narrowed by filters that can be kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.listing import ListQuery
from ui.commands import command
from ui.context import Context
from ui.pages.base import Page, Primary
from ui.pages.projects import remembered
from ui.pages.projects.reader import Reader
from ui.pages.projects.reading import Facts, ListRead, read_first
from ui.pages.projects.selection import Selection
from ui.pages.projects.view_bar import BOARD, TABLE, TIMELINE, ViewBar
from ui.pages.projects.ways import Ways
from ui.saved_views import SPECS, View

if TYPE_CHECKING:
    from app.changes import Changes
    from app.services.first_list import FirstList
    from ui.pages.projects.actions import ProjectActions
    from ui.pages.projects.board import Board
    from ui.pages.projects.timeline.area import TimelineArea
    from ui.pages.projects.view_keeper import ViewKeeper


class ProjectsPage(Page):
    """Own projects."""

    key: ClassVar[str] = "projects"
    title = "과제"
    icon: ClassVar[str] = "folder-kanban"
    tables: ClassVar[tuple[str, ...]] = (
        "project", "stage", "criterion", "criterion_result", "signoff", "membership", "person", "output",
        "milestone", "agency", "program", "region", "session", "dependency", "proposal",
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page as it was left: the same grouping, order and way of seeing."""
        super().__init__(context, parent)
        self.selection, mode = remembered.restored(context.state)
        self.dialog: Any = None
        self.bar = ViewBar(self.selection.group, mode)
        self.ways = Ways(context, self.bar, mode, self._chips)
        self.area = self.ways.area
        self.reader = Reader(
            self, context, self.bar, self.ways, lambda: self.keeper.saved.views, lambda: self.selection
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.ways, 1)
        self._connect_bar()
        self._connect_ways()
        self.reader.front()

    @cached_property
    def keeper(self) -> "ViewKeeper":
        """Return the keeper of the saved filters; what only answers a person is loaded when it is asked."""
        from ui.pages.projects.view_keeper import ViewKeeper

        return ViewKeeper(self, self.context, self.mark_stale)

    @cached_property
    def actions_on(self) -> "ProjectActions":
        """Return what can be done with projects."""
        from ui.pages.projects.actions import ProjectActions

        return ProjectActions(self, self.context, self._export_ids)

    def _connect_bar(self) -> None:
        bar, tabs = self.bar, self.bar.tabs
        bar.modeChosen.connect(self.set_mode)
        bar.grouped.connect(lambda key: self.select(replace(self.selection, group=key)))
        bar.columnsRequested.connect(self.choose_columns)
        bar.exportRequested.connect(self._export_all)
        tabs.chosen.connect(self.show_view)
        tabs.saveRequested.connect(self.save_view)
        tabs.renameRequested.connect(lambda view: self.keeper.ask_rename(view))
        tabs.deleteRequested.connect(lambda view: self.keeper.delete(view))

    def _connect_ways(self) -> None:
        area, ways = self.area, self.ways
        area.removed.connect(self._remove_filter)
        area.searched.connect(self._search)
        area.sorted.connect(lambda sorts: self.select(replace(self.selection, sort=tuple(sorts))))
        area.asked.connect(lambda action: self.actions_on.run(action, self.area.targets()))
        area.table.removeRequested.connect(lambda ids: self.actions_on.ask_delete(ids))
        ways.accepted.connect(lambda key, values: self.select(self.selection.accept(key, values)))
        ways.cleared.connect(self.clear_filters)
        ways.opened.connect(self.open_project)
        ways.menuRequested.connect(self._open_menu)
        ways.newAsked.connect(self.new_project)

    @property
    def facts(self) -> Facts | None:
        """Return what was read of all that stands around the list; None before that."""
        return self.reader.facts

    @property
    def mode(self) -> str:
        """Return how the projects are seen."""
        return self.ways.mode

    @property
    def board(self) -> "Board":
        """Return the board."""
        return self.ways.board

    @property
    def timeline(self) -> "TimelineArea":
        """Return the timeline."""
        return self.ways.timeline

    def _chips(self) -> str:
        return ", ".join(words for _key, words in self.reader.names.chips(self.selection))

    # -- what is shown

    def chosen_records(self) -> dict[str, list[int]]:
        """Return the checked projects."""
        checked = self.area.table.records().checked()
        return {"project": checked} if checked else {}

    def primary_action(self) -> Primary:
        """Offer a new project."""
        return Primary("새 과제", "plus", self.new_project)

    def open_with(self, **args: Any) -> None:
        """Show ``filters``, ``text`` or ``mode``, or begin a ``new`` project."""
        filters, text = args.get("filters"), args.get("text")
        if filters is not None or text is not None:
            chosen = {key: tuple(values) for key, values in (filters or {}).items() if key in SPECS}
            self.area.line.search.setText(text or "")
            self.select(replace(self.selection, filters=chosen, text=text or ""))
        if args.get("mode") in remembered.MODES:
            self.set_mode(args["mode"])
        if args.get("new"):
            self.new_project()

    def set_compact(self, compact: bool) -> None:
        """Fold the facets and show fewer tabs in a narrow window."""
        super().set_compact(compact)
        self.bar.set_compact(compact)
        self.ways.set_compact(compact)
        self.reader.show_views()

    def import_args(self) -> dict[str, Any]:
        """Let tables of this page's records come in from here."""
        return {"kind": "projects"}

    def take_focus(self) -> None:
        """Begin in the list."""
        self.ways.take_focus()

    def first_screen(self) -> "Callable[[FirstList], ListRead] | None":
        """Read the table as it was left, in its usual order."""
        selection = self.selection
        return None if self.mode != TABLE else lambda first: read_first(first, selection)

    def show_first(self, read: ListRead) -> None:
        """Show the table."""
        self.area.show_selection(self.selection, self.reader.names)
        self.area.show_list(read, self.selection, None)

    def on_changes(self, changes: "Changes") -> None:
        """Put the list in order anew after whatever changed: any work on a project moves its state."""
        self.reader.forget_order()
        super().on_changes(changes)

    def let_go(self) -> None:
        """Give up what only a key into the search field asks for."""
        self.reader.let_go()

    def take_up(self) -> None:
        """Have it ready for the first key."""
        self.reader.take_up()

    def refresh(self) -> None:
        """Read the list first, then what stands around it."""
        self.reader.read(self.selection)

    # -- choosing

    def select(self, selection: Selection) -> None:
        """Show what ``selection`` says, and remember its order and grouping."""
        self.selection = selection
        self.bar.set_group(selection.group)
        self.area.show_selection(selection, self.reader.names)
        self.reader.show_views()
        remembered.keep(self.context.state, self.selection, self.mode)
        self.mark_stale()

    def set_mode(self, mode: str) -> None:
        """See the projects as a table, as a board or as a timeline."""
        inside = self.ways.holds_focus()
        self.ways.mode = mode
        self.bar.set_mode(mode)
        self.reader.show_views()
        remembered.keep(self.context.state, self.selection, self.mode)
        self.reader.front()
        if inside:
            self.take_focus()
        self.mark_stale()

    def _remove_filter(self, key: str) -> None:
        gone = self.selection.accept(key, ()) if key else replace(self.selection, text="")
        if not key:
            self.area.line.search.clear()
        self.select(gone)

    def clear_filters(self) -> None:
        """Show every project."""
        self.area.line.search.clear()
        self.select(self.selection.clear())

    def _search(self, text: str) -> None:
        if text != self.selection.text:
            # first the list, then its chip: the key is answered by what it finds
            self.selection = replace(self.selection, text=text)
            self.reader.read(self.selection, typed=True)

    def choose_columns(self) -> None:
        """Ask which columns the table shows, and in which order."""
        from ui.dialogs.columns import ColumnsDialog

        table = self.area.table
        self.dialog = ColumnsDialog(self, table.records().specs, table.shown_keys())
        self.dialog.chosen.connect(table.set_columns)
        self.dialog.open()

    # -- saved filters

    def show_view(self, view: View) -> None:
        """Put a saved filter in force."""
        self.area.line.search.setText(view.text)
        self.select(replace(self.selection, filters=dict(view.filters), text=view.text))

    def save_view(self) -> None:
        """Keep the filters in force under a name."""
        self.keeper.ask_save(self._chips() or "전체", self.selection.filters, self.selection.text)

    # -- doing

    @command("projects.new", "새 과제", "Ctrl+N", "plus", "과제")
    def new_project(self) -> None:
        """Begin a new project and open its room."""
        from ui.dialogs.new_project import NewProjectDialog

        self.dialog = NewProjectDialog(self, self.context, self.open_project)
        self.dialog.open()

    @command("projects.find", "과제 목록에서 찾기", "Ctrl+F", "search", "과제")
    def find_in_list(self) -> None:
        """Go to the field for words, which stands over the table."""
        if self.mode != TABLE:
            self.set_mode(TABLE)
        self.area.line.search.begin()

    @command("projects.table", "과제를 표로 보기", "", "table-2", "과제")
    def as_table(self) -> None:
        """See the projects as a table."""
        self.set_mode(TABLE)

    @command("projects.budget", "예산 현황(사업·연도별)", "", "wallet", "과제")
    def open_budgets(self) -> None:
        """Show planned and spent money of all projects."""
        from ui.dialogs.budget_overview import BudgetOverview

        BudgetOverview(self, self.context)

    @command("projects.board", "과제를 보드로 보기", "", "square-kanban", "과제")
    def as_board(self) -> None:
        """See the projects as a board."""
        self.set_mode(BOARD)

    @command("projects.timeline", "과제를 타임라인으로 보기", "", "chart-gantt", "과제")
    def as_timeline(self) -> None:
        """See the projects as a timeline."""
        self.set_mode(TIMELINE)

    def open_project(self, project: int) -> None:
        """Open the room of a project."""
        self.context.navigate("project", project_id=project)

    def _open_menu(self, record: int, at: QPoint) -> None:
        from ui.pages.projects.actions import open_menu

        ids, more = self.ways.menu_for(record)
        first = [("열기", partial(self.open_project, record))]
        open_menu(self, at, [*first, *more, *self.actions_on.menu_entries(ids)])

    def _export_all(self, file_format: str) -> None:
        self._export(self.selection.query(""), file_format)

    def _export_ids(self, file_format: str, ids: Sequence[int]) -> None:
        everything = Selection(sort=self.selection.sort).query("")
        self._export(replace(everything, ids=tuple(ids)), file_format)

    def _export(self, query: ListQuery, file_format: str) -> None:
        from app.domain.report import ReportOptions
        from ui.dialogs.save_report import choose_and_save

        options = ReportOptions(query=query, columns=tuple(self.area.table.shown_keys()))
        self.dialog = choose_and_save(self, self.context, "project-list", "과제 목록", file_format, options)
