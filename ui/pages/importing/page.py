"""엑셀에서 가져오기: choose a file, match its columns, mend its rows, take them in as one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.domain.access import AccessAction
from app.domain.fields import FieldSpec, FieldType
from app.domain.tabular.choice_words import folded
from app.domain.tabular.kinds import KINDS
from app.domain.tabular.matching import Certainty
from app.domain.tabular.preview import Choices, Issue, Outcome, Preview, State
from app.domain.tabular.sheet import Sheet
from app.errors import UserError
from app.services import directory
from app.services.tabular import opening, planning, sheets, storing
from ui import theme
from ui.commands import command
from ui.context import Context
from ui.dialogs.files import choose_save
from ui.dialogs.purpose import ask_purpose
from ui.pages.base import Crumb, Page
from ui.pages.importing.file_step import FileStep
from ui.pages.importing.map_panel import MapPanel
from ui.pages.importing.preview_model import Shown
from ui.pages.importing.preview_table import PreviewTable
from ui.pages.importing.steps_bar import StepsBar
from ui.pages.importing.summary import Summary, words_of
from ui.widgets.banner import Banner
from ui.widgets.controls import EmptyState, Segmented, button
from ui.widgets.panels import Panel
from ui.widgets.text import WordLabel

if TYPE_CHECKING:
    from app.services.workspace import Workspace

FILE, MAP, PREVIEW, DONE = range(4)
SIDE, SIDE_COMPACT = 300, 276
FOLDER = "import/folder"
HOMES = {
    "projects": Crumb("과제", "projects"),
    "people": Crumb("참여자", "people"),
    "memberships": Crumb("참여자", "people"),
    "proposals": Crumb("제안", "proposals"),
}
_FILTER = "표 (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt)"


@dataclass(frozen=True, slots=True)
class Opened:
    """What was read of a file: its sheet, the match of its columns, and texts to choose for fixed values."""

    file: opening.OpenFile
    place: int
    sheet: Sheet
    matched: opening.Matched
    options: Mapping[str, Sequence[str]]


class ImportPage(Page):
    """``open_with(kind=…, path=…, text=…, project=…)``: what is brought in, from where, for which project."""

    key: ClassVar[str] = "import"
    title = "엑셀에서 가져오기"
    icon: ClassVar[str] = "file-spreadsheet"
    tables: ClassVar[tuple[str, ...]] = tuple({kind.entity for kind in KINDS.values()})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the four steps, nothing chosen yet."""
        super().__init__(context, parent)
        self.kind, self.project = "projects", ""
        self.opened: Opened | None = None
        self.seen: Preview | None = None
        self.choices = Choices({})
        self._source: Path | str = ""
        self._password = ""
        self.bar = StepsBar()
        self.files = FileStep()
        self.wide_map, self.side_map = MapPanel(wide=True), MapPanel(wide=False)
        self.summary, self.table = Summary(), PreviewTable()
        self._lay_out()
        self._connect()
        self._show_step(FILE)

    # -- building

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.done_step = EmptyState("가져왔습니다.", "목록 보기", self._go_home, "circle-check")
        for part in (self.files, self._map_step(), self._preview_step(), self.done_step):
            self.stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self._foot())

    def _map_step(self) -> QWidget:
        made = QWidget()
        self.remarks = Banner("", "info")
        self.remarks.hide()
        box = QVBoxLayout(made)
        box.setContentsMargins(20, theme.GAP, 20, theme.GAP)
        box.setSpacing(theme.GAP)
        box.addWidget(self.remarks)
        box.addWidget(self.wide_map, 1)
        return made

    def _preview_step(self) -> QWidget:
        made = QWidget()
        self.shown = Segmented(
            [(Shown.ALL, "모든 행", ""), (Shown.REFUSED, "오류만", ""), (Shown.DOUBT, "검토 필요", ""),
             (Shown.CHANGED, "갱신", "")], "보이는 행",
        )  # fmt: skip
        self.fix_all = button("같은 오류 모두 고치기", "sparkles", run=self.open_fixes, compact=True)
        self.save_refused = button("오류 행만 내보내기", "file-output", run=self.export_refused, compact=True)
        panel = Panel("미리보기", "", (self.fix_all, self.save_refused))
        head = panel.head.layout()
        assert isinstance(head, QHBoxLayout)  # noqa: S101 - a panel's head is a row
        head.insertWidget(2, self.shown)
        panel.body.addWidget(self.table)
        right = QVBoxLayout()
        right.setSpacing(theme.GAP)
        right.addWidget(self.summary)
        right.addWidget(panel, 1)
        self.side_map.setFixedWidth(SIDE)
        row = QHBoxLayout(made)
        row.setContentsMargins(20, theme.GAP, 20, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self.side_map)
        row.addLayout(right, 1)
        return made

    def _foot(self) -> QWidget:
        made = QWidget()
        made.setObjectName("foot")
        self.note = WordLabel("", 13, tone="text2")
        self.back = button("이전", "chevron-left", run=self._back)
        self.cancel = button("취소", run=self._leave)
        self.go = button("다음", "arrow-right", "primary", self._next)
        row = QHBoxLayout(made)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        for one in (self.back, self.cancel, self.go):
            row.addWidget(one)
        return made

    def _connect(self) -> None:
        files = self.files
        files.fileChosen.connect(self.take_file)
        files.pasteAsked.connect(self.paste)
        files.browseAsked.connect(self.browse)
        files.kindChosen.connect(self._turn_kind)
        files.sheetChosen.connect(self._turn_sheet)
        files.passwordGiven.connect(self._unlock)
        files.templateAsked.connect(self.save_template)
        files.recordsAsked.connect(self.save_records)
        self.wide_map.changed.connect(self._decide)
        self.side_map.changed.connect(self._decide)
        self.shown.chosen.connect(lambda _value: self._show_rows())
        self.table.preview.edited.connect(self._edit)
        self.table.mended.connect(self._mend)
        self.table.leftOut.connect(self._leave_out)
        self.table.accepted.connect(self._accept)

    # -- the page

    def open_with(self, **args: Any) -> None:
        """Begin with what was asked for; without a file, with the first step."""
        if args.get("kind"):
            self.kind = str(args["kind"])
        self.project = str(args.get("project") or "")
        self.files.show_kind(self.kind)
        if args.get("path") is not None:
            self.take_file(Path(args["path"]))
        elif args.get("text"):
            self.take_text(str(args["text"]))
        elif not args.get("stay"):
            self._forget()

    def refresh(self) -> None:
        """Look at the rows anew: records that they are compared with may be other ones now."""
        if self.opened is not None and self.step in (MAP, PREVIEW):
            self._decide(self.choices)

    def whereabouts(self, args: dict[str, Any]) -> dict[str, Any]:
        """Come back to the rows as they were left."""
        return {"kind": self.kind, "project": self.project, "stay": True}

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """Return the page of the records that are brought in."""
        return (HOMES.get(self.kind, HOMES["projects"]),)

    def set_compact(self, compact: bool) -> None:
        """Give the rows the room of the columns in a narrow window."""
        super().set_compact(compact)
        self.side_map.setFixedWidth(SIDE_COMPACT if compact else SIDE)

    def take_focus(self) -> None:
        """Begin at the file, or in the rows."""
        (self.files.browse if self.step == FILE else self.table).setFocus()

    @property
    def step(self) -> int:
        """Return the step in front, from 0."""
        return self.stack.currentIndex()

    def _forget(self) -> None:
        self.opened, self.seen, self._source = None, None, ""
        self.files.refuse("")
        self.bar.show_file("")
        self._show_step(FILE)

    def _show_step(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.bar.steps.show_step(step)
        self.back.setVisible(step in (MAP, PREVIEW))
        self.cancel.setVisible(step != DONE)
        self.go.setVisible(step != DONE)
        self._show_foot()
        self.chromeChanged.emit()

    def _show_foot(self) -> None:
        seen = self.seen
        if self.step == PREVIEW and seen is not None:
            takes = seen.takes
            self.go.setText(f"{takes:,}행 가져오기" if takes else "가져오기")
            self.go.setEnabled(bool(takes))
            self.note.setText("가져온 뒤에도 한 번에 되돌릴 수 있습니다." if takes else words_of(seen))
        elif self.step == MAP:
            missing = bool(seen and seen.missing)
            self.go.setText("다음")
            self.go.setEnabled(seen is not None and not missing)
            self.note.setText(words_of(seen) if seen is not None and missing else "")
        else:
            self.go.setText("다음")
            self.go.setEnabled(self.opened is not None)
            self.note.setText("")
        self.go.setAccessibleName(self.go.text())

    # -- the file

    @command("import.browse", "가져올 파일 고르기", "Ctrl+O", "folder-open", "가져오기")
    def browse(self) -> None:
        """Ask for a file; the folder is remembered."""
        dialog = QFileDialog(self, "가져올 파일 고르기", str(self.context.state.get(FOLDER, "") or ""))
        dialog.setNameFilters([_FILTER, "모든 파일 (*)"])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.open()

    @command("import.paste", "복사한 표 가져오기", "Ctrl+V", "clipboard-check", "가져오기")
    def paste(self) -> None:
        """Take the table on the clipboard."""
        self.take_text(QGuiApplication.clipboard().text())

    def take_file(self, path: Path) -> None:
        """Open a file and match its columns."""
        self._source, self._password = path, ""
        self.context.state.set(FOLDER, str(path.parent))
        self._read()

    def take_text(self, text: str) -> None:
        """Take a table that was copied."""
        self._source = text
        self._read()

    def _unlock(self, password: str) -> None:
        self._password = password
        self._read()

    def _turn_kind(self, kind: str) -> None:
        self.kind = kind
        self.chromeChanged.emit()
        if self._source:
            self._read()

    def _turn_sheet(self, place: int) -> None:
        self._read(place)

    def _read(self, place: int | None = None) -> None:
        source, password, kind = self._source, self._password, self.kind
        known = self.opened.file if self.opened is not None and place is not None else None
        self.files.refuse("")
        self.note.setText("파일을 읽고 있습니다…")
        self.context.tasks.read(
            self,
            lambda ws: _open(ws, source, password, kind, place, known),
            self._opened,
            "file",
            self._refused,
        )

    def _refused(self, error: UserError) -> None:
        self.opened = None
        self._show_step(FILE)
        if isinstance(error, opening.PasswordNeeded):
            self.files.ask_password(error.message)
        else:
            self.files.refuse(error.message)

    def _opened(self, opened: Opened) -> None:
        self.opened, self.seen = opened, None
        table = opened.matched.table
        names = [(place, opened.file.book.sheets[place].name) for place in opened.file.filled]
        self.files.show_sheets(names, opened.place)
        sheet = (
            f" · 시트 ‘{opened.sheet.name}’"
            if opened.sheet.name and opened.file.name != opened.sheet.name
            else ""
        )
        self.bar.show_file(f"{opened.file.name}{sheet} · {len(table.records):,}행")
        remarks = " ".join(f"{remark}." if remark[-1] != "." else remark for remark in table.remarks())
        self.remarks.words.setText(remarks)
        self.remarks.setVisible(bool(remarks))
        fixed = (
            {"project_id": self.project} if self.project and opened.matched.kind.entity != "project" else {}
        )
        plain = all(one.certainty is not Certainty.GUESS for one in opened.matched.matches)
        self._show_step(PREVIEW if isinstance(self._source, str) and plain else MAP)
        self._decide(replace(opened.matched.choices, fixed=fixed))

    # -- decisions

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
        for panel in (self.wide_map, self.side_map):
            panel.show_matched(
                seen.kind, opened.matched.matches, seen.choices, seen.missing, opened.options,
                opened.matched.remembered,
            )  # fmt: skip
        self.summary.show_preview(seen)
        self._show_rows()
        self._show_foot()

    def _show_rows(self) -> None:
        seen = self.seen
        if seen is None:
            return
        counts = seen.counts()
        for shown, words in (
            (Shown.ALL, f"모든 행 {seen.total:,}"), (Shown.REFUSED, f"오류만 {counts[State.REFUSED]:,}"),
            (Shown.DOUBT, f"검토 필요 {counts[State.DOUBT]:,}"),
            (Shown.CHANGED, f"갱신 {counts[State.CHANGED]:,}"),
        ):  # fmt: skip
            self.shown.set_words(shown, words)
        self.table.show_preview(seen, self.shown.value())
        fixable = sum(map(len, seen.fixes().values()))
        self.fix_all.setText(f"같은 오류 모두 고치기 {fixable:,}" if fixable else "같은 오류 모두 고치기")
        self.fix_all.setEnabled(bool(fixable))
        self.save_refused.setEnabled(bool(counts[State.REFUSED] + counts[State.DOUBT]))

    def _edit(self, row: int, key: str, text: str) -> None:
        self._decide(replace(self.choices, edits={**self.choices.edits, (row, key): text}))

    def _leave_out(self, row: int) -> None:
        out = self.choices.left_out
        self._decide(replace(self.choices, left_out=out - {row} if row in out else out | {row}))

    def _accept(self, row: int) -> None:
        self._decide(replace(self.choices, accepted=self.choices.accepted | {row}))

    def _mend(self, issue: Issue, row: int) -> None:
        """Do what the button of a line says."""
        if issue.column is not None:
            self._decide(replace(self.choices, ignored=self.choices.ignored | {issue.column}))
        elif issue.into is not None:
            self._decide(replace(self.choices, merged={**self.choices.merged, row: issue.into}))
        elif issue.fix is not None:
            self._edit(row, issue.key, issue.fix)
        else:
            self._accept(row)

    def open_fixes(self) -> None:
        """Offer the texts that would mend rows and how many each mends; words of lists are remembered."""
        if self.seen is None:
            return
        menu = QMenu(self)
        fixes = self.seen.fixes()
        for (key, written, fix), places in sorted(fixes.items(), key=lambda pair: -len(pair[1])):
            name = self.seen.kind.spec(key).label
            words = f"{name} ‘{written}’ → ‘{fix}’  {len(places):,}행"
            menu.addAction(words, partial(self.mend_alike, key, written, fix))
        if len(fixes) > 1:
            menu.addSeparator()
            menu.addAction(f"모두 고치기  {sum(map(len, fixes.values())):,}행", self.mend_all)
        menu.popup(self.fix_all.mapToGlobal(self.fix_all.rect().bottomLeft()))

    def mend_alike(self, key: str, written: str, fix: str) -> None:
        """Mend every row with the same words in the same field."""
        if self.seen is not None:
            self._mend_groups({(key, written, fix): self.seen.fixes()[key, written, fix]})

    def mend_all(self) -> None:
        """Mend every row that a text is known for."""
        if self.seen is not None:
            self._mend_groups(self.seen.fixes())

    def _mend_groups(self, groups: Mapping[tuple[str, str, str], Sequence[int]]) -> None:
        assert self.seen is not None  # noqa: S101 - groups are those of a preview
        edits, taught = (
            dict(self.choices.edits),
            {key: dict(words) for key, words in self.choices.taught.items()},
        )
        for (key, written, fix), places in groups.items():
            spec = self.seen.kind.spec(key)
            code = next((one.value for one in spec.choices or () if fix in one.label), None)
            if spec.type is FieldType.CHOICE and code and written:
                taught.setdefault(key, {})[folded(written)] = code
                continue
            edits |= {(self.seen.table.records[place], key): fix for place in places}
        self._decide(replace(self.choices, edits=edits, taught=taught))

    # -- going on

    def _back(self) -> None:
        self._show_step(max(self.step - 1, FILE))

    def _next(self) -> None:
        if self.step == PREVIEW:
            self.take()
        elif self.opened is not None:
            self._show_step(MAP if self.step == FILE else PREVIEW)
            if self.step == PREVIEW:
                self.table.setFocus()

    def show_preview(self) -> None:
        """Go to the rows at once, where the columns are matched."""
        if self.opened is not None:
            self._show_step(PREVIEW)

    def _leave(self) -> None:
        self._forget()
        self._go_home()

    def _go_home(self) -> None:
        self.context.navigate(HOMES.get(self.kind, HOMES["projects"]).page)

    @command("import.take", "보이는 대로 가져오기", "Ctrl+Return", "download", "가져오기")
    def take(self) -> None:
        """Store all that can be taken as one step, or nothing when cancelled."""
        seen, opened = self.seen, self.opened
        if self.step != PREVIEW or seen is None or opened is None or not seen.takes:
            return
        self.go.setEnabled(False)
        name = opened.file.name
        self.context.tasks.write(
            self, "가져오기", lambda ws, progress: storing.run(ws, seen, name, progress), self._taken,
            self._not_taken, True,
        )  # fmt: skip

    def _not_taken(self, error: UserError) -> None:
        self.note.setText(error.message)
        self.go.setEnabled(True)

    def _taken(self, outcome: Outcome) -> None:
        words = _said(outcome)
        self.done_step.say(words)
        self._show_step(DONE)
        self.context.tell_done(self, words)

    # -- files that go out

    def export_refused(self) -> None:
        """Save the rows that are not taken as a workbook with the reasons, to be corrected there."""
        seen, opened = self.seen, self.opened
        if seen is None or opened is None:
            return
        proposed = Path(f"{Path(opened.file.name).stem}_오류 행.xlsx")
        choose_save(self, "오류 행만 내보내기", proposed, partial(self._write_refused, seen))

    def _write_refused(self, seen: Preview, path: Path) -> None:
        self.context.tasks.write(
            self, "오류 행만 내보내기", lambda _ws: sheets.refused(seen, path),
            lambda count: self.context.notify(f"{count:,}행을 사유와 함께 저장했습니다: {path.name}"),
            lambda error: self.note.setText(error.message),
        )  # fmt: skip

    @command("import.template", "가져오기 서식 내려받기", "", "download", "가져오기")
    def save_template(self) -> None:
        """Save an empty sheet with headings, lists and checks for the chosen kind."""
        kind = sheets.kind_of(self.kind)
        choose_save(self, "서식 내려받기", Path(f"{kind.label}_서식.xlsx"), self._write_template)

    def _write_template(self, path: Path) -> None:
        kind = self.kind
        self.context.tasks.write(
            self, "서식 내려받기", lambda ws: sheets.template(ws, kind, path),
            lambda _none: self.context.notify(f"서식을 저장했습니다: {path.name}"),
            lambda error: self.files.refuse(error.message),
        )  # fmt: skip

    def save_records(self) -> None:
        """Save the records there are, to be corrected in Excel; of persons only for a purpose."""
        kind = sheets.kind_of(self.kind)
        title = f"{kind.label} 엑셀"
        ask = partial(choose_save, self, title, Path(f"{kind.label}_고치기.xlsx"))
        if sheets.is_personal(kind):
            ask_purpose(
                self, self.context, title, AccessAction.EXPORT, "저장할 곳 고르기…",
                lambda purpose, reason: ask(partial(self._write_records, purpose, reason)),
            )  # fmt: skip
        else:
            ask(partial(self._write_records, "", ""))

    def _write_records(self, purpose: str, reason: str, path: Path) -> None:
        kind = self.kind
        self.context.tasks.write(
            self, "기록 내려받기", lambda ws: sheets.records(ws, kind, path, purpose=purpose, reason=reason),
            lambda count: self.context.notify(f"{count:,}건을 저장했습니다. 고친 뒤 다시 가져옵니다."),
            lambda error: self.files.refuse(error.message),
        )  # fmt: skip


def _open(
    ws: "Workspace", source: Path | str, password: str, kind: str, place: int | None,
    known: opening.OpenFile | None,
) -> Opened:  # fmt: skip
    """Open a file, or take another sheet of the one that is open, and match its columns."""
    file = known
    if file is None:
        file = opening.open_file(source, password) if isinstance(source, Path) else opening.open_text(source)
    at = opening.best_sheet(file, kind) if place is None else place
    sheet = opening.read_sheet(file, at)
    matched = opening.match(ws, sheet, kind)
    return Opened(file, at, sheet, matched, _options(ws, matched.kind.required))


def _options(ws: "Workspace", specs: Sequence[FieldSpec]) -> dict[str, list[str]]:
    """Return the texts to choose from for required references: one value for every row."""
    return {
        spec.key: [entry.label for entry in directory.entries(ws, spec.reference)]
        for spec in specs
        if spec.reference == "project"
    }


def _said(outcome: Outcome) -> str:
    parts = [f"{outcome.new:,}건을 새로 넣었습니다." if outcome.new else "",
             f"{outcome.changed:,}건을 고쳤습니다." if outcome.changed else "",
             f"{outcome.refused:,}행은 넣지 않았습니다." if outcome.refused else ""]  # fmt: skip
    return " ".join(filter(None, parts)) or "바뀐 것이 없습니다."
