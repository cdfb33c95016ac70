"""보고서: the reports at the left, their pages in the middle, what they are about and 저장 at the right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.access import AccessAction
from app.domain.report import ReportInfo, ReportOptions
from app.errors import Cancelled, UserError
from ui import icons, theme
from ui.commands import command
from ui.context import Context
from ui.dialogs import save_report
from ui.dialogs.files import choose_save
from ui.dialogs.purpose import ask_purpose
from ui.dialogs.share_report import open_share
from ui.pages.base import Page
from ui.pages.reports.drawing import Drawn, draw, pictures
from ui.pages.reports.options import Choices, read_choices
from ui.pages.reports.preview import Preview
from ui.pages.reports.side import FORMATS, SidePanel
from ui.saved_views import SavedViews
from ui.widgets.text import label, line

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LIST_WIDTH = 220
REPORT_ICONS = {
    "matrix": "table-2", "project-list": "list", "project-report": "folder-kanban",
    "minutes": "notebook-pen", "activity-log": "presentation", "sign-in-sheet": "users",
    "finding-digest": "lightbulb", "proposal-status": "send", "influence-ledger": "landmark",
    "access-log": "history", "roster": "users",
    "feedback-notice": "message-square-reply", "contribution-record": "hand-helping",
    "outcome-report": "target", "budget-status": "wallet",
    "evaluation-result": "clipboard-check", "reviewer-scores": "list-checks",
    "evaluation-dossier": "clipboard-list", "score-request": "send", "award-list": "award",
    "agency-history": "chart-line",
}  # fmt: skip
DRAW_AFTER_MS = 250
DATA = Qt.ItemDataRole.UserRole


class ReportsPage(Page):
    """Chooses, shows and saves reports."""

    key: ClassVar[str] = "reports"
    title = "보고서"
    icon: ClassVar[str] = "file-text"
    tables: ClassVar[tuple[str, ...]] = (
        "project", "stage", "criterion", "criterion_result", "signoff", "membership", "person", "output",
        "milestone", "session", "agenda_item", "attendance", "session_guest", "session_decision", "finding",
        "cluster", "link", "vote_round", "vote", "proposal", "contribution", "access_log", "access_review",
        "consent", "destruction", "indicator", "measurement", "comparison", "experiment", "budget_line",
        "spending", "evaluation_round", "panel_member", "exclusion", "score", "score_sheet", "award",
        "agency_score",
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page; it reads when first shown."""
        super().__init__(context, parent)
        self._infos: dict[str, ReportInfo] = {}
        self._wanted: dict[str, Any] = {}
        self._turn = 0
        self._drawn: Drawn | None = None
        self.list = QListWidget()
        self.preview = Preview()
        self.side = SidePanel(self.save, self.share)
        self.options = self.side.options
        self._draw_soon = QTimer(self)
        self._draw_soon.setSingleShot(True)
        self._draw_soon.setInterval(DRAW_AFTER_MS)
        self._draw_soon.timeout.connect(self._draw)
        self._build()
        self.list.currentItemChanged.connect(lambda _now, _before: self._report_chosen())
        self.options.changed.connect(self._draw_soon.start)
        self.preview.widthWanted.connect(self._redraw)
        self.preview.printWanted.connect(self.print_report)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._choosing())
        row.addWidget(line(vertical=True))
        row.addWidget(self.preview, 1)
        row.addWidget(line(vertical=True))
        row.addWidget(self.side)

    def _choosing(self) -> QWidget:
        panel = QFrame()
        panel.setProperty("role", "surface")
        panel.setFixedWidth(LIST_WIDTH)
        head = label("보고서 고르기", 14, 600)
        head.setContentsMargins(16, 14, 16, 10)
        self.list.setAccessibleName("보고서 고르기")
        self.list.setFont(theme.font(14, 500))
        self.list.setIconSize(QSize(16, 16))
        box = QVBoxLayout(panel)
        box.setContentsMargins(0, 0, 0, 8)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self.list, 1)
        return panel

    def take_focus(self) -> None:
        """Begin in the list of reports."""
        self.list.setFocus()

    def open_with(self, **args: Any) -> None:
        """Choose ``report`` for ``ids`` or ``query``, a ``project_id``, ``session_id`` or ``round_id``."""
        self._wanted = args
        self.options.ids = tuple(args["ids"]) if args.get("ids") is not None else None
        self.options.query = args.get("query")
        self.mark_stale()

    # -- reading

    def refresh(self) -> None:
        """Read what there is to choose from; the preview follows."""

        def read(ws: "Workspace") -> tuple[list[ReportInfo], Choices]:
            from app.services import reports

            return reports.available(), read_choices(ws)

        self.context.tasks.read(self, read, self._show, key="choices")

    def _show(self, found: tuple[list[ReportInfo], Choices]) -> None:
        infos, choices = found
        self._infos = {info.id: info for info in infos}
        self.options.offer(choices)
        self.options.views = SavedViews(self.context.state, self.context.workspace.paths.file.name).views
        wanted, self._wanted = self._wanted, {}
        chosen = wanted.get("report") or self.report() or next(iter(self._infos), "")
        self._fill_list(infos, chosen)
        if wanted.get("project_id") is not None:
            self.options.project.set_value(wanted["project_id"])
        if wanted.get("session_id") is not None:
            self.options.session.set_value(wanted["session_id"])
        if wanted.get("round_id") is not None:
            self.options.round.setCurrentIndex(self.options.round.findData(wanted["round_id"]))
        if wanted:
            self.options.show_report(self._infos[chosen])
        self.side.show_recent(save_report.recent(self.context))
        self._draw_soon.stop()
        self._draw()

    def _fill_list(self, infos: Sequence[ReportInfo], chosen: str) -> None:
        if self.list.count() != len(infos):
            self.list.clear()
            for info in infos:
                item = QListWidgetItem(icons.icon(REPORT_ICONS.get(info.id, "file-text")), info.label)
                item.setData(DATA, info.id)
                item.setSizeHint(QSize(0, 38))
                self.list.addItem(item)
        for row in range(self.list.count()):
            if self.list.item(row).data(DATA) == chosen:
                self.list.setCurrentRow(row)

    def report(self) -> str:
        """Return the id of the report chosen, empty where none is."""
        item = self.list.currentItem()
        return str(item.data(DATA)) if item is not None else ""

    def _report_chosen(self) -> None:
        info = self._infos.get(self.report())
        if info is None:
            return
        self.preview.title.setText(f"{info.label} 미리보기")
        self.options.show_report(info)
        self.side.show_formats(info.formats)
        self._draw_soon.start()

    # -- the preview

    def _options(self) -> ReportOptions | None:
        """Return what is chosen, or say why nothing can be made yet."""
        try:
            found = self.options.options()
        except UserError as error:
            self.side.refuse(error.message)
            self.preview.say(error.message)
            return None
        self.side.refuse("")
        return found

    def _draw(self) -> None:
        info, options = self._infos.get(self.report()), self._options()
        self._turn += 1
        if info is None or options is None:
            return
        turn, width = self._turn, self.preview.wanted_width()

        def go_on(_done: int, _total: int) -> None:
            if turn != self._turn:
                raise Cancelled

        def failed(error: UserError) -> None:
            self.preview.say(error.message)

        show = partial(self._show_drawn, turn, info.label)
        self.context.tasks.read(
            self, lambda ws: draw(ws, info.id, options, width, go_on), show, "draw", failed
        )

    def _show_drawn(self, turn: int, title: str, drawn: Drawn) -> None:
        if turn == self._turn:
            self._drawn = drawn
            self.preview.show_drawn(drawn, f"{title} 미리보기")

    def _redraw(self, width: int) -> None:
        drawn = self._drawn
        if drawn is None:
            return
        turn, title = self._turn, self.preview.title.text().removesuffix(" 미리보기")

        def show(pages: Any) -> None:
            self._show_drawn(turn, title, Drawn(drawn.pdf, pages[0], pages[1], drawn.partly))

        self.context.tasks.read(self, lambda _ws: pictures(drawn.pdf, width), show, "redraw")

    # -- saving

    def save(self, kind: str) -> None:
        """Ask where to save the report in the format ``kind``, the usual name proposed."""
        options = self._options()
        if options is None:
            return
        ask = lambda chosen: choose_save(  # noqa: E731
            self, FORMATS[kind][0], self.proposed(kind), partial(self.write, kind, options=chosen)
        )
        self._with_purpose(options, AccessAction.EXPORT, "저장할 곳 고르기…", ask)

    def _with_purpose(
        self, options: ReportOptions, action: AccessAction, go: str, done: Callable[[ReportOptions], object]
    ) -> None:
        """Ask why persons are to be named in full, where they are; then go on."""
        if not self.options.in_full:
            done(options)
            return

        def told(purpose: str, reason: str) -> None:
            done(replace(options, purpose=purpose, reason=reason))

        ask_purpose(self, self.context, self._infos[self.report()].label, action, go, told)

    @command("reports.share", "안전 공유", "", "shield-check", "보고서")
    def share(self) -> None:
        """Look the report through for people and save it with pseudonyms."""
        info, options = self._infos.get(self.report()), self._options()
        if info is not None and options is not None:
            open_share(self, self.context, info.id, options)

    @command("reports.print", "보고서 인쇄", "Ctrl+P", "printer", "보고서")
    def print_report(self) -> None:
        """Ask for a printer and print the whole report, also where the preview shows a part."""
        from ui.pages.reports.printing import print_report

        info, options = self._infos.get(self.report()), self._options()
        if info is not None and options is not None:
            go = partial(print_report, self, self.context, info)
            self._with_purpose(options, AccessAction.PRINT, "인쇄", go)

    def proposed(self, kind: str) -> Path:
        """Return the name and folder proposed for the report."""
        info = self._infos[self.report()]
        name = info.label.replace(" ", "")
        if "project_id" in info.options:
            name = f"{self.options.project.currentText().strip()}_{name}"
        return save_report.proposed(self.context, name, kind)

    def write(self, kind: str, path: Path, options: ReportOptions | None = None) -> None:
        """Write the report, of the ``options`` asked before, to ``path`` with progress and 취소."""
        options = options or self._options()
        if options is not None:
            save_report.write_report(self, self.context, self.report(), kind, options, path, self._written)

    def _written(self) -> None:
        self.side.show_recent(save_report.recent(self.context))
