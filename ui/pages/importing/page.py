"""엑셀에서 가져오기: choose a file, match its columns, mend its rows, take them in as one step."""

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.desk_role import duties_of
from app.domain.tabular.kinds import KINDS
from app.domain.tabular.preview import Choices, Outcome, Preview
from app.errors import UserError
from app.services.tabular import opening, planning, storing
from ui import theme
from ui.commands import command
from ui.context import Context
from ui.dialogs.files import choose_one
from ui.pages.base import Crumb, Page
from ui.pages.importing import reading
from ui.pages.importing.done_step import DoneStep
from ui.pages.importing.file_step import FileStep
from ui.pages.importing.foot import Foot
from ui.pages.importing.map_panel import MapPanel
from ui.pages.importing.outgoing import Outgoing
from ui.pages.importing.rows_step import RowsStep
from ui.pages.importing.steps_bar import Step, StepsBar
from ui.pages.importing.summary import remarks_of
from ui.roles import Roles
from ui.widgets.banner import Banner

FOLDER = "import/folder"
HOMES = {
    "projects": Crumb("과제", "projects"),
    "people": Crumb("참여자", "people"),
    "memberships": Crumb("참여자", "people"),
    "proposals": Crumb("제안", "proposals"),
}
_FILTER = "표 (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt)"


class ImportPage(Page):
    """``open_with(kind=…, path=…, text=…, project=…)``: what is brought in, from where, for which project."""

    key: ClassVar[str] = "import"
    title = "엑셀에서 가져오기"
    icon: ClassVar[str] = "file-spreadsheet"
    tables: ClassVar[tuple[str, ...]] = tuple({kind.entity for kind in KINDS.values()})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the four steps, nothing chosen yet."""
        super().__init__(context, parent)
        self.kind, self.project, self._project_id = "projects", "", 0
        self.opened: reading.Opened | None = None
        self.seen: Preview | None = None
        self.choices = Choices({})
        self._source: reading.Source | None = None
        self.bar = StepsBar()
        self.files, self.columns = FileStep(), MapPanel(wide=True)
        self.rows = RowsStep(self.export_refused)
        self.foot = Foot(self._back, self._leave, self._next)
        self._outgoing = Outgoing(self, context, self._refuse)
        self._lay_out()
        self._connect()
        self._show_step(Step.FILE)

    # -- building

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.done_step = DoneStep(self._go_home, self.export_refused, self._forget)
        for part in (self.files, self._map_step(), self.rows, self.done_step):
            self.stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.foot)

    def _map_step(self) -> QWidget:
        made = QWidget()
        self.remarks = Banner("", "info")
        self.remarks.hide()
        box = QVBoxLayout(made)
        box.setContentsMargins(20, theme.GAP, 20, theme.GAP)
        box.setSpacing(theme.GAP)
        box.addWidget(self.remarks)
        box.addWidget(self.columns, 1)
        return made

    def _connect(self) -> None:
        files = self.files
        files.fileChosen.connect(self.take_file)
        files.pasteAsked.connect(self.paste)
        files.browseAsked.connect(self.browse)
        files.kindChosen.connect(self._turn_kind)
        files.sheetChosen.connect(self._read)
        files.passwordGiven.connect(self._unlock)
        files.templateAsked.connect(self.save_template)
        files.recordsAsked.connect(self.save_records)
        files.surveysAsked.connect(self._open_surveys)
        self.columns.changed.connect(self._decide)
        self.rows.decided.connect(self._decide)

    # -- the page

    def open_with(self, **args: Any) -> None:
        """Begin with what was asked for; without a file, with the first step."""
        if args.get("kind"):
            self.kind = str(args["kind"])
        self.project = str(args.get("project") or "")
        self._project_id = int(args.get("project_id") or 0)
        self.files.show_kind(self.kind)
        if args.get("path") is not None:
            self.take_file(Path(args["path"]))
        elif args.get("text"):
            self.take_text(str(args["text"]))
        elif not args.get("stay"):
            self._forget()

    def refresh(self) -> None:
        """Look at the rows anew: records that they are compared with may be other ones now."""
        if self.opened is not None and self.step in (Step.MAP, Step.PREVIEW):
            self._decide(self.choices)

    def import_args(self) -> dict[str, Any]:
        """Keep to the kind and the project when another file is let go over the page."""
        return {"kind": self.kind, "project": self.project, "project_id": self._project_id}

    def toolbar_actions(self) -> list[QAction]:
        """Offer no way to where one is."""
        return []

    def whereabouts(self, args: dict[str, Any]) -> dict[str, Any]:
        """Come back to the rows as they were left."""
        return {**self.import_args(), "stay": True}

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """Return the page of the records that are brought in."""
        return (HOMES.get(self.kind, HOMES["projects"]),)

    def set_compact(self, compact: bool) -> None:
        """Give the rows the room of the columns in a narrow window."""
        super().set_compact(compact)
        self.rows.set_compact(compact)

    def take_focus(self) -> None:
        """Begin at the file, or in the rows."""
        (self.files.browse if self.step is Step.FILE else self.rows.table).setFocus()

    @property
    def step(self) -> Step:
        """Return the step in front."""
        return Step(self.stack.currentIndex())

    def _forget(self) -> None:
        self.opened, self.seen, self._source = None, None, None
        self.files.refuse("")
        self.bar.show_file("")
        self._show_step(Step.FILE)

    def _show_step(self, step: Step) -> None:
        self.stack.setCurrentIndex(step)
        self.bar.steps.show_step(step)
        self._show_foot()
        self.chromeChanged.emit()

    def _show_foot(self) -> None:
        self.foot.show_step(
            self.step, self.seen, opened=self.opened is not None, refusal=self._refused_by_role()
        )

    def _refused_by_role(self) -> str:
        """Return what the role at the desk has against records of this kind."""
        return Roles(self.context).any_of(*duties_of([KINDS[self.kind].entity]))

    def _refuse(self, words: str) -> None:
        """Say what went wrong where one is looking."""
        if self.step is Step.FILE:
            self.files.refuse(words)
        else:
            self.foot.say(words)

    # -- the file

    @command("import.browse", "가져올 파일 고르기", "Ctrl+O", "folder-open", "가져오기")
    def browse(self) -> None:
        """Ask for a file; the folder is remembered."""
        folder = str(self.context.state.get(FOLDER, "") or "")
        choose_one(self, "가져올 파일 고르기", folder, _FILTER, self.take_file)

    @command("import.paste", "복사한 표 가져오기", "Ctrl+V", "clipboard-check", "가져오기")
    def paste(self) -> None:
        """Take the table on the clipboard."""
        self.take_text(QGuiApplication.clipboard().text())

    def take_file(self, path: Path) -> None:
        """Open a file and match its columns."""
        self.context.state.set(FOLDER, str(path.parent))
        self._source = reading.Source(path)
        self._read()

    def take_text(self, text: str) -> None:
        """Take a table that was copied."""
        self._source = reading.Source(text)
        self._read()

    def _unlock(self, password: str) -> None:
        if self._source is not None:
            self._source = replace(self._source, password=password)
            self._read()

    def _turn_kind(self, kind: str) -> None:
        self.kind = kind
        self.chromeChanged.emit()
        self._read()

    def _read(self, place: int | None = None) -> None:
        source, kind = self._source, self.kind
        if source is None:
            return
        known = self.opened.file if self.opened is not None and place is not None else None
        self.files.refuse("")
        self.foot.say("파일을 읽고 있습니다…")
        self.context.tasks.read(
            self, lambda ws: reading.read(ws, source, kind, place, known), self._opened, "file", self._refused
        )

    def _refused(self, error: UserError) -> None:
        self.opened = None
        self._show_step(Step.FILE)
        if isinstance(error, opening.PasswordNeeded):
            self.files.ask_password(error.message)
        else:
            self.files.refuse(error.message)

    def _opened(self, opened: reading.Opened) -> None:
        self.opened, self.seen = opened, None
        names = [(place, opened.file.book.sheets[place].name) for place in opened.file.filled]
        self.files.show_sheets(names, opened.place)
        self.bar.show_file(opened.words)
        of_project = bool(self.project) and opened.matched.kind.entity != "project"
        pasted = self._source is not None and self._source.pasted
        self._show_step(Step.PREVIEW if pasted and opened.sure else Step.MAP)
        self._decide(
            replace(opened.matched.choices, fixed={"project_id": self.project} if of_project else {})
        )

    # -- looking at the rows

    def _decide(self, choices: Choices) -> None:
        """Look at every row anew with other choices."""
        opened = self.opened
        if opened is None:
            return
        self.choices = choices
        table, kind = opened.matched.table, opened.matched.kind
        self.context.tasks.read(
            self, lambda ws: planning.plan(ws, table, kind, choices), self._looked, "preview", self._refused
        )

    def _looked(self, seen: Preview) -> None:
        opened = self.opened
        if opened is None or seen.choices is not self.choices:
            return
        self.seen = seen
        remarks = remarks_of(seen)
        self.remarks.words.setText(remarks)
        self.remarks.setVisible(bool(remarks))
        for panel in (self.columns, self.rows.columns):
            panel.show_matched(
                seen.kind, opened.matched.matches, seen.choices, seen.missing, opened.options,
                opened.matched.remembered, len(seen.table.hidden),
            )  # fmt: skip
        self.rows.show_preview(seen)
        self._show_foot()

    # -- going on

    def _back(self) -> None:
        self._show_step(Step(max(self.step - 1, Step.FILE)))

    def _next(self) -> None:
        if self.step is Step.PREVIEW:
            self.take()
        elif self.step is Step.FILE and self.opened is not None:
            self._show_step(Step.MAP)
        else:
            self.show_preview()

    def show_preview(self) -> None:
        """Go to the rows at once, where the columns are matched."""
        if self.opened is not None:
            self._show_step(Step.PREVIEW)
            self.rows.table.setFocus()

    def _leave(self) -> None:
        self._forget()
        self._go_home()

    def _go_home(self) -> None:
        self.context.navigate(HOMES.get(self.kind, HOMES["projects"]).page)

    def _open_surveys(self) -> None:
        """Go to where results of surveys come in: a project's 설문, or the projects to choose one."""
        if self._project_id:
            where = {"project_id": self._project_id, "tab": "proposals", "view": "surveys"}
            self.context.navigate("project", **where)
        else:
            self.context.navigate("projects")
            self.context.notify("과제를 열고 제안 › 설문에서 설문 결과를 불러오십시오.")

    @command("import.take", "보이는 대로 가져오기", "Ctrl+Return", "download", "가져오기")
    def take(self) -> None:
        """Store all that can be taken as one step, or nothing when cancelled."""
        seen, opened = self.seen, self.opened
        if self.step is not Step.PREVIEW or seen is None or opened is None or not seen.takes:
            return
        if self._refused_by_role():
            return
        self.foot.go.setEnabled(False)
        name = opened.file.name
        self.context.tasks.write(
            self, "가져오기", lambda ws, progress: storing.run(ws, seen, name, progress), self._taken,
            self._not_taken, True,
        )  # fmt: skip

    def _not_taken(self, error: UserError) -> None:
        self._show_foot()
        self.foot.say(error.message)

    def _taken(self, outcome: Outcome) -> None:
        words = self.done_step.show_outcome(outcome)
        self._show_step(Step.DONE)
        self.context.tell_done(self, words)

    # -- files that go out

    def export_refused(self) -> None:
        """Save the rows that are not taken as a workbook with the reasons, to be corrected there."""
        if self.seen is not None and self.opened is not None:
            self._outgoing.refused(self.seen, self.opened.file.name)

    @command("import.template", "가져오기 서식 내려받기", "", "download", "가져오기")
    def save_template(self) -> None:
        """Save an empty sheet with headings, lists and checks for the chosen kind."""
        self._outgoing.template(self.kind)

    def save_records(self) -> None:
        """Save the records there are, to be corrected in Excel; of persons only for a purpose."""
        self._outgoing.records(self.kind)
