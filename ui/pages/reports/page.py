"""보고서: the reports at the left, their pages in the middle, what they are about and 저장 at the right."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.report import ReportInfo, ReportOptions
from app.errors import Cancelled, UserError
from ui import icons, theme
from ui.commands import command
from ui.context import Context
from ui.dialogs import save_report
from ui.dialogs.files import choose_save, open_file
from ui.pages.base import Page
from ui.pages.reports.drawing import Drawn, draw, pictures
from ui.pages.reports.options import Choices, OptionsPanel, read_choices
from ui.pages.reports.preview import Preview
from ui.saved_views import SavedViews
from ui.widgets.controls import button, tool_button
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import ElidedLabel, WordLabel, label, line

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LIST_WIDTH, SIDE_WIDTH = 220, 280
REPORT_ICONS = {"matrix": "table-2", "project-list": "list", "project-report": "file-text"}
FORMATS = {
    "pdf": ("PDF로 저장", "file-output"),
    "xlsx": ("Excel로 저장", "file-spreadsheet"),
    "json": ("JSON으로 저장", "file-text"),
}
DRAW_AFTER_MS = 250
DATA = Qt.ItemDataRole.UserRole


class ReportsPage(Page):
    """Chooses, shows and saves reports."""

    key: ClassVar[str] = "reports"
    title = "보고서"
    icon: ClassVar[str] = "file-text"
    tables: ClassVar[tuple[str, ...]] = (
        "project", "stage", "criterion", "criterion_result", "signoff", "membership", "person", "output",
        "milestone",
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
        self.options = OptionsPanel()
        self.save_buttons: dict[str, QPushButton] = {}
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
        row.addWidget(self._side())

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

    def _side(self) -> QWidget:
        panel = QFrame()
        panel.setProperty("role", "surface")
        panel.setFixedWidth(SIDE_WIDTH)
        inner = QWidget()
        inner.setProperty("role", "surface")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        fields = QVBoxLayout(inner)
        fields.setContentsMargins(16, 14, 16, 14)
        fields.setSpacing(16)
        fields.addWidget(self.options)
        fields.addLayout(self._recent)
        fields.addStretch(1)
        area = scroll_area(inner)
        self.reason = WordLabel("", 13, 500, "warning")
        self.reason.hide()
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 14)
        foot.setSpacing(8)
        foot.addWidget(self.reason)
        for number, (kind, (words, icon)) in enumerate(FORMATS.items()):
            made = button(words, icon, "primary" if number == 0 else "", partial(self.save, kind))
            self.save_buttons[kind] = made
            foot.addWidget(made)
        box = QVBoxLayout(panel)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(area, 1)
        box.addWidget(line())
        box.addLayout(foot)
        return panel

    def take_focus(self) -> None:
        """Begin in the list of reports."""
        self.list.setFocus()

    def open_with(self, **args: Any) -> None:
        """Choose ``report`` with ``ids`` or ``query`` of a list, a ``project_id`` or a ``session_id``."""
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
        self.options.say_mask(self.context.workspace.settings.mask_personal)
        self.options.offer(choices)
        self.options.views = SavedViews(self.context.state, self.context.workspace.paths.file.name).views
        wanted, self._wanted = self._wanted, {}
        chosen = wanted.get("report") or self.report() or next(iter(self._infos), "")
        self._fill_list(infos, chosen)
        if wanted.get("project_id") is not None:
            self.options.project.set_value(wanted["project_id"])
        if wanted.get("session_id") is not None:
            self.options.session.set_value(wanted["session_id"])
        if wanted:
            self.options.show_report(self._infos[chosen])
        self._show_recent()
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
        self.options.show_report(info)
        for kind, made in self.save_buttons.items():
            made.setVisible(kind in info.formats)
        self._draw_soon.start()

    # -- the preview

    def _options(self) -> ReportOptions | None:
        """Return what is chosen, or say why nothing can be made yet."""
        try:
            found = self.options.options()
        except UserError as error:
            self.reason.setText(error.message)
            self.reason.show()
            self.preview.say(error.message)
            self._allow(False)
            return None
        self.reason.hide()
        self._allow(True)
        return found

    def _allow(self, on: bool) -> None:
        for made in self.save_buttons.values():
            made.setEnabled(on)

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
        if self._options() is not None:
            choose_save(self, FORMATS[kind][0], self.proposed(kind), partial(self.write, kind))

    @command("reports.print", "보고서 인쇄", "Ctrl+P", "printer", "보고서")
    def print_report(self) -> None:
        """Ask for a printer and print the whole report, also where the preview shows a part."""
        from ui.pages.reports.printing import print_report

        info, options = self._infos.get(self.report()), self._options()
        if info is not None and options is not None:
            print_report(self, self.context, info, options)

    def proposed(self, kind: str) -> Path:
        """Return the name and folder proposed for the report."""
        info = self._infos[self.report()]
        name = info.label.replace(" ", "")
        if "project_id" in info.options:
            name = f"{self.options.project.currentText().strip()}_{name}"
        return save_report.proposed(self.context, name, kind)

    def write(self, kind: str, path: Path) -> None:
        """Write the report to ``path`` with progress that can be cancelled."""
        options = self._options()
        if options is not None:
            save_report.write_report(
                self, self.context, self.report(), kind, options, path, self._show_recent
            )

    def _show_recent(self) -> None:
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        paths = save_report.recent(self.context)
        if paths:
            self._recent.addWidget(label("최근에 저장한 파일", 13, 600))
        for path in paths:
            self._recent.addWidget(_recent_row(path))


def _recent_row(path: Path) -> QWidget:
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    name = ElidedLabel(path.name, 13)
    name.setToolTip(str(path))
    box.addWidget(name, 1)
    box.addWidget(tool_button("external-link", f"{path.name} 열기", partial(open_file, path), compact=True))
    box.addWidget(
        tool_button("folder-open", f"{path.name} 폴더 열기", partial(open_file, path.parent), compact=True)
    )
    row.setEnabled(path.is_file())
    return row
