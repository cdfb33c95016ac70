"""엑셀에서 가져오기: choose a file, match its columns, mend its rows, take them in as one step."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.tabular.kinds import KINDS
from app.domain.tabular.preview import Outcome
from app.errors import UserError
from app.services.tabular import opening
from ui.commands import command
from ui.context import Context
from ui.dialogs.files import choose_one
from ui.pages.base import Crumb, OwnSteps
from ui.pages.importing import elsewhere, reading
from ui.pages.importing.frame import HOMES, ImportFrame
from ui.pages.importing.lines import Shown
from ui.pages.importing.outgoing import Outgoing
from ui.pages.importing.steps_bar import Step

if TYPE_CHECKING:
    from app.changes import Changes

_PROJECT = "project_id"
FOLDER = "import/folder"
LOOKING = "바꾼 대로 행을 다시 살펴보고 있습니다. 보이는 것이 바뀌면 다시 눌러 주십시오."
_FILTER = "표 (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt)"


class ImportPage(ImportFrame):
    """``open_with(kind=…, path=…, text=…, project=…)``: what is brought in, from where, for which project."""

    key: ClassVar[str] = "import"
    title = "엑셀에서 가져오기"
    icon: ClassVar[str] = "file-spreadsheet"
    tables: ClassVar[tuple[str, ...]] = tuple({kind.entity for kind in KINDS.values()})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the four steps, nothing chosen yet."""
        super().__init__(context, parent)
        self.project, self._project_id, self._is_new = "", 0, False
        self._outgoing = Outgoing(self, context, self.say_wrong)
        files, looking = self.files, self.looking
        files.fileChosen.connect(self.take_file)
        files.pasteAsked.connect(self.paste)
        files.browseAsked.connect(self.browse)
        files.kindChosen.connect(self._turn_kind)
        files.sheetChosen.connect(looking.read)
        files.passwordGiven.connect(looking.unlock)
        files.templateAsked.connect(self.save_template)
        files.recordsAsked.connect(self.save_records)
        files.surveysAsked.connect(lambda: elsewhere.open_surveys(context, self._project_id))
        self.map_step.kindChosen.connect(self._turn_kind)
        self.map_step.sheetChosen.connect(looking.read)
        self.map_step.documentAsked.connect(self._open_document)
        self.rows.taught.connect(lambda words: context.notify(words))
        for panel in (self.columns, self.rows.columns):
            panel.changed.connect(looking.decide)
        self.rows.decided.connect(looking.decide)
        looking.begun.connect(self._begun)
        looking.opened.connect(self._opened)
        looking.looked.connect(self._looked)
        looking.refused.connect(self._refused)

    # -- the page

    def open_with(self, **args: Any) -> None:
        """Begin with what was asked for; without a file, with the first step."""
        if args.get("kind"):
            self.looking.kind = str(args["kind"])
        self.project = str(args.get("project") or "")
        self._project_id = int(args.get("project_id") or 0)
        self.files.show_kind(self.kind)
        if args.get("path") is not None:
            self.take_file(Path(args["path"]))
        elif args.get("text"):
            self.take_text(str(args["text"]))
        elif not args.get("stay"):
            self._begin(args)

    def _begin(self, args: dict[str, Any]) -> None:
        """Begin with another file, but keep a table of the same kind in which something was decided."""
        opened = self.opened
        same = opened is not None and opened.matched.kind.key == self.kind and not args.get("project")
        if same and self._is_deciding():
            self.context.notify("고치던 표를 그대로 둡니다.", "새로 시작", self.forget)
        else:
            self.forget()

    def _is_deciding(self) -> bool:
        """Tell whether a table is in the making in which something was decided that would be lost."""
        return self.step in (Step.MAP, Step.PREVIEW) and bool(self.looking.decided)

    def own_steps(self) -> OwnSteps | None:
        """Take back what was decided about the table, and nothing else while it is in the making."""
        making = self.step in (Step.MAP, Step.PREVIEW) and self.opened is not None
        return self.looking.decided if making else None

    def refresh(self) -> None:
        """Look at the rows anew: records that they are compared with may be other ones now."""
        if self.opened is not None and self.step in (Step.MAP, Step.PREVIEW):
            self.looking.look()

    def on_changes(self, changes: "Changes") -> None:
        """Follow what becomes of the records, and of the step that was taken last."""
        super().on_changes(changes)
        self.done_step.follow(changes)

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
        """Begin at the file, in the columns or in the rows."""
        if self.step is Step.MAP:
            self.columns.take_focus()
        else:
            (self.files.browse if self.step is Step.FILE else self.rows.table).setFocus()

    # -- the file

    @command("import.browse", "가져올 파일 고르기", "Ctrl+O", "folder-open", "가져오기")
    def browse(self) -> None:
        """Ask for a file; the folder is remembered."""
        choose_one(self, "가져올 파일 고르기", self._folder(), _FILTER, self.take_file)

    def _folder(self) -> str:
        return str(self.context.state.get(FOLDER, "") or "")

    @command("import.paste", "복사한 표 가져오기", "Ctrl+V", "clipboard-check", "가져오기")
    def paste(self) -> None:
        """Take the table on the clipboard; not in the place of one in which something was decided."""
        if self._is_deciding():
            self.context.notify("고치던 표가 있습니다. 다른 표를 붙여넣으려면 먼저 ‘취소’를 누르십시오.")
        else:
            self.take_text(QGuiApplication.clipboard().text())

    def take_file(self, path: Path) -> None:
        """Open a file and match its columns."""
        self.context.state.set(FOLDER, str(path.parent))
        self.looking.take(reading.Source(path))

    def take_text(self, text: str) -> None:
        """Take a table that was copied."""
        self.looking.take(reading.Source(text))

    def _turn_kind(self, kind: str) -> None:
        self.looking.kind = kind
        self.files.show_kind(kind)
        self.chromeChanged.emit()
        self.looking.read()

    def _begun(self) -> None:
        self.files.refuse("")
        self.foot.say("파일을 읽고 있습니다…")

    def _refused(self, error: UserError) -> None:
        if isinstance(error, opening.PasswordNeeded):
            self.show_step(Step.FILE)
            self.files.ask_password(error.message)
        elif self._is_deciding():
            self.looking.keep()
            self.files.show_kind(self.kind)
            self.show_foot()
            self.chromeChanged.emit()
            self.context.notify(error.message)
        else:
            self.forget()
            self.files.refuse(error.message)

    def _opened(self) -> None:
        opened, source = self.opened, self.looking.source
        if opened is None:
            return
        names = [(place, opened.file.book.sheets[place].name) for place in opened.file.filled]
        for step in (self.files, self.map_step):
            step.show_sheets(names, opened.place)
        self.bar.show_file(opened.words)
        self._is_new = True
        self.map_step.show_kind(opened.matched.kind, opened.likely)
        if opened.strange and not any(one.target for one in opened.matched.matches):
            self.map_step.show_strange(opened.document)
        straight = source is not None and source.pasted and opened.sure and opened.likely is None
        self.show_step(Step.PREVIEW if straight else Step.MAP)
        self.looking.look(replace(opened.matched.choices, fixed=self._fixed(opened.matched)))

    def _fixed(self, matched: opening.Matched) -> dict[str, str]:
        """Return the project that one came from for every row, where the table does not name one itself."""
        named = _PROJECT in matched.choices.mapping.values()
        if not self.project or all(spec.key != _PROJECT for spec in matched.kind.targets):
            return {}
        if named:
            self.context.notify("표에 과제 열이 있어 행마다 거기에 적힌 과제에 넣습니다.")
        return {} if named else {_PROJECT: self.project}

    def _looked(self) -> None:
        opened, seen = self.opened, self.seen
        if opened is None or seen is None:
            return
        self.map_step.show_remarks(seen)
        for panel in (self.columns, self.rows.columns):
            panel.show_matched(
                seen.kind, opened.matched.matches, seen.choices, seen.missing, opened.options,
                opened.matched.remembered, len(seen.table.hidden),
            )  # fmt: skip
        self.rows.show_preview(seen)
        self.show_foot()
        self.chromeChanged.emit()
        if self._is_new and self.step is Step.MAP:
            self.columns.take_focus()
        self._is_new = False

    def _open_document(self, kind: str) -> None:
        source = self.looking.source
        if source is not None and isinstance(source.file, Path):
            elsewhere.open_document(self, self.context, kind, source.file)

    # -- going on

    def go_on(self) -> None:
        """Do what the main button of the foot says."""
        if self.step is Step.PREVIEW:
            self.take()
        elif self.step is Step.FILE and self.opened is not None:
            self.looking.keep()
            self.show_step(Step.MAP)
        else:
            self.show_preview()

    def show_preview(self) -> None:
        """Go to the rows at once, where the columns are matched."""
        if self.opened is not None:
            self.show_step(Step.PREVIEW)
            self.rows.table.setFocus()

    @command("import.take", "보이는 대로 가져오기", "Ctrl+Return", "download", "가져오기")
    def take(self) -> None:
        """Store all that can be taken as one step, or nothing when cancelled."""
        if self.step is not Step.PREVIEW or self.seen is None or not self.seen.takes:
            return
        if not self.looking.is_current():
            self.foot.say(LOOKING)
        elif not self.refusal():
            self.foot.go.setEnabled(False)
            self.looking.store(self._taken, self._not_taken, self._given_up)

    def _not_taken(self, error: UserError) -> None:
        self.show_foot()
        self.foot.say(error.message)

    def _given_up(self) -> None:
        self.show_foot()
        self.foot.say("취소했습니다. 아무것도 가져오지 않았습니다.")

    def show_remaining(self) -> None:
        """Go back to the rows: what was stored is there as it is, what was not can be mended."""
        self.show_preview()
        self.rows.ask_for(Shown.ALL)
        self.looking.look()

    def _taken(self, outcome: Outcome) -> None:
        self.looking.decided.forget()
        words = self.done_step.show_outcome(outcome)
        self.show_step(Step.DONE)
        self.context.tell_done(self, words)

    # -- files that go out

    def export_refused(self) -> None:
        """Save the rows that are not taken as a workbook with the reasons, to be corrected there."""
        if self.seen is not None and self.opened is not None:
            self._outgoing.refused(self.seen, Path(self._folder(), self.opened.file.name))

    @command("import.template", "가져오기 서식 내려받기", "", "download", "가져오기")
    def save_template(self) -> None:
        """Save an empty sheet with headings, lists and checks for the chosen kind."""
        self._outgoing.template(self.kind)

    def save_records(self) -> None:
        """Save the records there are, to be corrected in Excel; of persons only for a purpose."""
        self._outgoing.records(self.kind)
