"""보고서: the reports at the left, their pages in the middle, what they are about and 저장 at the right."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.report import ReportCheck, ReportInfo, ReportOptions
from app.errors import Cancelled, UserError
from ui.context import Context
from ui.dialogs import save_report
from ui.pages.reports.choices import Choices, read_choices
from ui.pages.reports.counted import ReportList
from ui.pages.reports.counting import Counter
from ui.pages.reports.drawing import Drawn, draw, pictures, warm
from ui.pages.reports.presets import PresetMenu
from ui.pages.reports.preview import Preview
from ui.pages.reports.saving import SavingPage
from ui.pages.reports.side import Actions, SidePanel
from ui.pages.reports.strip import THUMB
from ui.saved_views import SavedViews
from ui.widgets.controls import button
from ui.widgets.text import label, line

if TYPE_CHECKING:
    from app.changes import Changes
    from app.services.reports.papers import Kept
    from app.services.workspace import Workspace

LIST_WIDTH, NARROW = 232, 200
DRAW_AFTER_MS = 80
LAST, PROJECT = "reports/last", "reports/project"
USUAL = "interim-report"


class ReportsPage(SavingPage):
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
        "agency_score", "step", "draw",
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page; it reads when first shown."""
        super().__init__(context, parent)
        self._infos: dict[str, ReportInfo] = {}
        self._choices: Choices | None = None
        self._wanted: dict[str, Any] = {}
        self._turn = 0
        self._drawn: Drawn | None = None
        self._kept: Kept | None = None
        self.list = ReportList()
        self.preview = Preview()
        actions = Actions(self.save, self.share, self.save_all, self.save_several, self.open_presets)
        self.side = SidePanel(context, actions)
        self.options = self.side.options
        self.presets = PresetMenu(self, context, self.list, self.options)
        self.counter = Counter(self, context, self.list, self.options.about)
        self._draw_soon = QTimer(self)
        self._draw_soon.setSingleShot(True)
        self._draw_soon.setInterval(DRAW_AFTER_MS)
        self._draw_soon.timeout.connect(self._draw)
        self._build()
        self.list.currentItemChanged.connect(lambda _now, _before: self._report_chosen())
        self.options.changed.connect(self._draw_soon.start)
        self.options.project.edited.connect(self._project_chosen)
        self.preview.pagesWanted.connect(self._paint)
        self.preview.strip.wanted.connect(self._paint_small)
        self.preview.printWanted.connect(self.print_report)
        self.side.checks.blockWanted.connect(self._show_block)

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
        self.chooser = QFrame()
        self.chooser.setProperty("role", "surface")
        self.chooser.setFixedWidth(LIST_WIDTH)
        head = label("보고서 고르기", 14, 600)
        head.setContentsMargins(16, 14, 16, 6)
        self.options.scope.setContentsMargins(12, 0, 12, 8)
        box = QVBoxLayout(self.chooser)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self.options.scope)
        box.addWidget(self.list, 1)
        box.addWidget(line())
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 6, 10, 6)
        foot.addWidget(button("기관 서식 관리", "square-kanban", "link", self.open_forms))
        foot.addStretch(1)
        box.addLayout(foot)
        return self.chooser

    def set_compact(self, compact: bool) -> None:
        """Leave the pages more room on a small screen."""
        super().set_compact(compact)
        self.chooser.setFixedWidth(NARROW if compact else LIST_WIDTH)
        self.side.checks.set_compact(compact)

    def take_focus(self) -> None:
        """Begin in the list of reports."""
        self.list.setFocus()

    def open_with(self, **args: Any) -> None:
        """Choose ``report`` for ``ids`` or ``query``, a ``project_id``, ``session_id`` or ``round_id``."""
        self._wanted = args
        self.options.ids = tuple(args["ids"]) if args.get("ids") is not None else None
        self.options.query = args.get("query")
        self.mark_stale()

    def on_changes(self, changes: "Changes") -> None:
        """Forget what was read where the records changed, also what is being drawn of it now."""
        if changes.touches(*self.tables):
            self._kept, self._turn = None, self._turn + 1
            self.list.forget_counts()
        super().on_changes(changes)

    # -- reading

    def refresh(self) -> None:
        """Read what there is to choose from; the preview follows."""
        sessions = self._wanted.get("session_id") is not None or self._heeds_session()

        def read(ws: "Workspace") -> tuple[list[ReportInfo], Choices]:
            from app.services.reports import papers

            return papers.available(), read_choices(ws, sessions)

        self.context.tasks.read(self, lambda _ws: warm(), lambda _done: None, key="warm")
        self.context.tasks.read(self, read, self._show, key="choices")

    def _show(self, found: tuple[list[ReportInfo], Choices]) -> None:
        infos, self._choices = found
        if list(self._infos) != [info.id for info in infos]:
            self._infos = {info.id: info for info in infos}
            self.list.blockSignals(True)
            self.list.fill(infos)
            self.list.blockSignals(False)
        self.options.offer(self._choices)
        self.options.views = SavedViews(self.context.state, self._file()).views
        wanted, self._wanted = self._wanted, {}
        chosen = str(wanted.get("report") or self.report() or self._last())
        self.list.choose(chosen)
        self._take(wanted)
        if wanted:
            self.options.show_report(self._infos[chosen])
        self.side.show_recent(save_report.recent(self.context))
        self._draw_soon.stop()
        self._draw()

    def _heeds_session(self) -> bool:
        info = self._infos.get(self.report() or self._last())
        return info is not None and "session_id" in info.options

    def _last(self) -> str:
        """Return the report to begin with: the one of last time, else one that can be made."""
        last = str(self.context.state.get(LAST) or "")
        if last in self._infos:
            return last
        return USUAL if self._choices and self._choices.projects else "matrix"

    def _take(self, wanted: Mapping[str, Any]) -> None:
        """Choose what was asked for; without a project the one of last time, else the first there is."""
        projects = self._choices.projects if self._choices else ()
        if wanted.get("project_id") is not None:
            self.options.project.set_value(wanted["project_id"])
        elif "project_id" not in wanted and "report" not in wanted and not self.options.project.currentText():
            last = self.context.state.get(f"{PROJECT}/{self._file()}")
            known = [option.id for option in projects]
            if known:
                self.options.project.set_value(last if last in known else known[0])
        self.options.show_beginning()
        if wanted.get("session_id") is not None:
            self.options.session.set_value(wanted["session_id"])
        if wanted.get("round_id") is not None:
            self.options.round.setCurrentIndex(self.options.round.findData(wanted["round_id"]))

    def _file(self) -> str:
        return str(self.context.workspace.paths.file.name)

    def report(self) -> str:
        """Return the id of the report chosen, empty where none is."""
        return self.list.report()

    def _report_chosen(self) -> None:
        info = self._infos.get(self.report())
        if info is None:
            return
        self.context.state.set(LAST, info.id)
        self.preview.title.setText(f"{info.label} 미리보기")
        self.options.show_report(info)
        self.side.show_formats(info.formats)
        self.side.checks.show_checks(())
        if self._choices is not None and not self._choices.whole and self._heeds_session():
            self.refresh()
        self._draw_soon.start()

    def _project_chosen(self) -> None:
        with suppress(UserError):
            self.context.state.set(f"{PROJECT}/{self._file()}", self.options.project.value())
            self.list.forget_counts()

    def let_go(self) -> None:
        """Give up the pictures of pages, and what was read for the next drawing."""
        self._kept = None
        self.preview.let_go()

    # -- the preview

    def _options(self) -> ReportOptions | None:
        """Return what is chosen, or say why nothing can be made yet."""
        try:
            found = self.options.options()
        except UserError as error:
            self.side.refuse(error.message)
            self.options.hide_empty()
            self.preview.say(error.message)
            return None
        self.side.refuse("")
        return found

    def _draw(self) -> None:
        info, options = self._infos.get(self.report()), self._options()
        self._turn += 1
        self.counter.stop()
        if info is None or options is None:
            return
        turn, width, page, kept = self._turn, self.preview.wanted_width(), self.preview.page(), self._kept
        self.side.show_folder(self.proposed("pdf"))

        def go_on(_done: int, _total: int) -> None:
            if turn != self._turn:
                raise Cancelled

        def failed(error: UserError) -> None:
            self.preview.say(error.message)
            self.side.checks.show_checks(())

        show = partial(self._show_drawn, turn, info)
        self.context.tasks.read(
            self, lambda ws: draw(ws, info.id, options, width, go_on, page, kept), show, "draw", failed
        )

    def _show_drawn(self, turn: int, info: ReportInfo, drawn: Drawn) -> None:
        if turn != self._turn:
            return
        self._drawn, self._kept = drawn, drawn.prepared.kept
        self.preview.show_drawn(drawn, f"{info.label} 미리보기")
        if drawn.prepared.chapters:
            self.options.show_chapters(drawn.prepared.chapters)
        self.side.checks.show_checks(self._checks(drawn))
        self.list.set_count(info.id, "" if drawn.partly else f"{drawn.count:,}쪽")
        self.counter.start(self._infos.values())

    def _show_block(self, block: int) -> None:
        if self._drawn is not None:
            self.preview.go_to(self._drawn.laid.page_of(block))

    def _checks(self, drawn: Drawn) -> Sequence[ReportCheck]:
        """Return the checks, the first of them by whether names are to stand in full."""
        checks = drawn.prepared.checks
        if not self.options.in_full:
            return checks
        told = ReportCheck(False, "이름을 가리지 않고 내보냅니다. 목적과 사유를 묻고 접속기록에 남깁니다")
        return (told, *checks[1:])

    def _paint(self, numbers: list[int]) -> None:
        drawn, width = self._drawn, self.preview.wanted_width()
        if drawn is not None:
            show = partial(self.preview.take, drawn)
            self.context.tasks.read(self, lambda _ws: pictures(drawn, numbers, width), show)

    def _paint_small(self, numbers: list[int]) -> None:
        drawn, width = self._drawn, round(THUMB * self.devicePixelRatioF())
        if drawn is not None:
            show = partial(self.preview.strip.take, drawn)
            self.context.tasks.read(self, lambda _ws: pictures(drawn, numbers, width), show, "thumbs")
