"""산출물: the deliverables as a table, the chosen one with its files at the right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.domain.choices import ApprovalState, Disclosure, OutputKind, StageKind
from app.domain.desk_role import Duty
from app.domain.fields import specs_by_key
from app.domain.hangul import josa
from app.domain.output import OUTPUT_FIELDS, Output
from app.services import listing, outputs, records
from ui import theme
from ui.autosave import Autosave
from ui.context import Context
from ui.delegates.cells import BadgeDelegate
from ui.dialogs.confirm import confirm
from ui.dialogs.record import RecordDialog
from ui.models.ordering import in_order
from ui.models.records import RecordTableModel
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.data import Room
from ui.pages.project_room.file_list import FileList
from ui.pages.project_room.findings.linking import OriginRow
from ui.pages.project_room.overview import scrolled
from ui.roles import Roles, spoken_against
from ui.widgets.badges import PLAIN, Kind, badge_kind
from ui.widgets.choice_editors import ChoiceEditor
from ui.widgets.controls import EmptyState, Segmented, button
from ui.widgets.drop import DropFrame
from ui.widgets.form import RecordForm
from ui.widgets.menus import Entry, Looks, menu_of, popup
from ui.widgets.own_keys import OwnKeys
from ui.widgets.panels import Panel
from ui.widgets.tables.record_table import RecordTable

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_WIDTHS = {"version": 48, "disclosure": 104, "approval": 116}
FIELDS = tuple(
    replace(spec, width=_WIDTHS.get(spec.key, spec.width))
    for spec in OUTPUT_FIELDS
    if spec.key != "project_id"
)
NEW = tuple(spec for spec in FIELDS if spec.key in ("title", "kind", "stage", "version", "produced_on"))
_BY_KEY = specs_by_key(OUTPUT_FIELDS)
SIDE = 360
MINOR = ("version", "produced_on")
STAGES = [("", "모든 단계", ""), *((kind.value, kind.label, "") for kind in StageKind)]
_BADGES: dict[str, str] = {
    Disclosure.OPEN: "open", Disclosure.PARTIAL: "partial", Disclosure.CLOSED: "private",
    ApprovalState.REQUESTED: "requested", ApprovalState.APPROVED: "approved",
}  # fmt: skip


def _badge(key: str) -> Any:
    def kind_of(row: Any) -> Kind:
        name = _BADGES.get(getattr(row, key, ""), "") if row is not None else ""
        return badge_kind(name) if name else PLAIN

    return BadgeDelegate(kind_of)


class OutputsTab(QWidget):
    """The outputs of a project; files dropped on the list are filed as one output each."""

    settled = Signal()

    def __init__(self, context: Context, actions: Actions) -> None:
        """Make the parts, still empty."""
        super().__init__()
        self._context, self._actions = context, actions
        self._room: Room | None = None
        self._shown: tuple[Output, ...] | None = None
        self._wanted: int | None = None
        self.model = RecordTableModel(FIELDS, self._fetch)
        self.table = RecordTable(self.model, "산출물", context.state)
        self.table.set_delegate("disclosure", _badge("disclosure"))
        self.table.set_delegate("approval", _badge("approval"))
        self.table.menuRequested.connect(self._open_menu)
        self.table.sortsChanged.connect(lambda _sorts: self._fill())
        self.form = RecordForm(FIELDS, 2)
        self.form.guard(partial(Roles(context).may, Duty.EDIT_PROJECTS))
        self.table.currentRecordChanged.connect(lambda _record: self._show_output(True))
        self.table.opened.connect(lambda _id: self.form.fields["title"].editor.setFocus())
        self.saving = Autosave(self.form, context.tasks, "산출물", _save)
        self.saving.settled.connect(self.settled)
        self.files = FileList(actions)
        self.files.filesAdded.connect(self._attach)
        self._lay_out()
        self.table.removeRequested.connect(self.remove)
        OwnKeys(self.table, {Qt.Key.Key_Insert: self.add})

    def _lay_out(self) -> None:
        self.stage_filter = Segmented(STAGES, "단계")
        self.stage_filter.chosen.connect(lambda _value: self._refill())
        self.kind_filter = ChoiceEditor(
            [("", "모든 종류"), *((k.value, k.label) for k in OutputKind)], required=True
        )
        self.kind_filter.setAccessibleName("종류로 거르기")
        self.kind_filter.setProperty("dense", True)
        self.kind_filter.setFixedWidth(150)
        self.kind_filter.edited.connect(self._refill)
        words = "등록한 산출물이 없습니다. 파일을 이곳에 끌어다 놓으면 파일마다 산출물로 등록합니다."
        self.empty = EmptyState(words, "산출물 등록", self.add, "archive")
        self.none = EmptyState(
            "고른 단계와 종류의 산출물이 없습니다.", "모두 보기", self._clear_filters, "filter"
        )
        self.stack = QStackedWidget()
        for page in (self.table, self.empty, self.none):
            self.stack.addWidget(page)
        self.listed = Panel("산출물", "", (self.stage_filter, self.kind_filter))
        self.drop = DropFrame()
        self.drop.dropped.connect(self.add_files)
        inside = QVBoxLayout(self.drop)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.stack)
        self.listed.body.addWidget(self.drop)
        remove = button("지우기", "trash-2", "ghost", lambda: self.remove(self.table.targets()), True)
        self.detail = Panel("고른 산출물", "", (remove,))
        holder = QWidget()
        form = QVBoxLayout(holder)
        form.setContentsMargins(16, 12, 16, 12)
        form.addWidget(self.form)
        self.origin = OriginRow(self._context)
        self.detail.body.addWidget(self.origin)
        self.detail.add_row(self.files)
        self.detail.body.addWidget(holder)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.detail)
        column.addStretch(1)
        self.side = scrolled(side)
        self.side.setFixedWidth(SIDE + 20)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, theme.GAP, 0, theme.PADDING)
        row.setSpacing(theme.GAP)
        row.addWidget(self.listed, 1)
        row.addWidget(self.side)

    def set_compact(self, compact: bool) -> None:
        """Hide minor columns in a narrow window."""
        self.table.hide_minor(MINOR, compact)

    # -- showing

    def show_room(self, room: Room, stamp: int | None) -> None:
        """Show the outputs of ``room``."""
        other = self._room is None or self._room.project.id != room.project.id
        self._room = room
        if other:
            self._clear_filters()
        if room.outputs != self._shown:
            self._shown = room.outputs
            self._fill()
        bare = sum(1 for row in room.outputs if ("output", row.id) in room.bare)
        self.listed.set_meta(f"{len(room.outputs)}건" + (f" · 근거 없음 {bare}건" if bare else ""))
        self._show_output(self.saving.fresh(stamp))

    def _clear_filters(self) -> None:
        self.stage_filter.set_value("")
        self.kind_filter.set_value("")
        self._refill()

    def _refill(self) -> None:
        self._fill()
        self._show_output(True)

    def _fill(self) -> None:
        current = self._wanted or self.table.current_id()
        stage, kind = self.stage_filter.value(), self.kind_filter.value()
        every = self._shown or ()
        rows = [row for row in every if (not stage or row.stage == stage) and (not kind or row.kind == kind)]
        rows = in_order(rows, OUTPUT_FIELDS, self.table.sorts())
        self.stack.setCurrentWidget(self.table if rows else self.none if every else self.empty)
        ids = [row.id for row in rows]
        self.model.set_ids(ids, rows)
        if ids:
            self.table.set_current_id(current if current in ids else ids[0])
            self._wanted = None if self._wanted in ids else self._wanted

    def want(self, output_id: int) -> None:
        """Bring an output to the front, whatever the filters leave out now."""
        self._wanted = output_id
        self._clear_filters()

    def _fetch(self, ids: Sequence[int]) -> list[Any]:
        return listing.rows(self._context.workspace, "output", ids)

    def current(self) -> Output | None:
        """Return the output in the detail panel."""
        chosen = self.table.current_id()
        every = self._room.outputs if self._room else ()
        return next((row for row in every if row.id == chosen), None)

    def _show_output(self, fresh: bool) -> None:
        row = self.current()
        self.side.setVisible(row is not None)
        if row is None or self._room is None:
            return
        project, bare = self._room.project.id, ("output", row.id) in self._room.bare
        self.origin.show_output(project, row.id, row.title, bare)
        self.files.show_files([file for file in self._room.files if file.output_id == row.id])
        if fresh or self.form.record_id != row.id:
            self.form.set_record(row)

    # -- verbs

    def add(self) -> RecordDialog | None:
        """Ask what to file; files are attached afterwards in the detail panel."""
        if self._room is None:
            return None
        project, stage = self._room.project.id, self._room.current
        known = {
            "stage": stage.kind if stage else None,
            "produced_on": self._room.today,
            "kind": OutputKind.REPORT.value,
        }
        dialog = RecordDialog("산출물 등록", "파일은 등록한 뒤에 붙입니다.", NEW, "등록", self, known)
        dialog.store_by(
            self._actions.context.tasks, "산출물 등록",
            lambda ws, given: outputs.add(ws, project, given), self._added,
        )  # fmt: skip
        return dialog

    def _added(self, output_id: int) -> None:
        self._wanted = output_id
        self.settled.emit()

    def add_files(self, files: Sequence[Path]) -> None:
        """File one output per file."""
        if self._room is None:
            return
        project, stage = self._room.project.id, self._room.current
        kind = self.stage_filter.value() or (stage.kind if stage else None)
        self._actions.write(
            "산출물 등록",
            lambda ws, advance: outputs.add_each(ws, project, files, kind, advance),
            progress=True,
        )

    def _attach(self, files: Sequence[Path]) -> None:
        row = self.current()
        if row is not None and files:
            self._actions.write(
                "파일 붙이기", lambda ws, advance: outputs.attach(ws, row, files, advance), progress=True
            )

    def set_field(self, ids: Sequence[int], key: str, value: str) -> None:
        """Give several outputs the same value."""
        self._actions.write("산출물 수정", lambda ws: records.edit(ws, "output", ids, {key: value}))

    def remove(self, ids: Sequence[int]) -> None:
        """Ask, then delete outputs with their files; undo brings them back."""
        if not ids:
            return
        title = next((row.title for row in self._shown or () if row.id == ids[0]), "")
        more = f" 외 {len(ids) - 1}건" if len(ids) > 1 else ""
        name = f"산출물 ‘{title}’{more} 삭제"
        words = f"{josa(f'‘{title}’{more}', '을/를')} 파일과 함께 지웁니다. 실행 취소로 되돌릴 수 있습니다."
        self._confirm(
            words, lambda: self._actions.write(name, lambda ws: records.delete(ws, "output", ids, name))
        )

    def _confirm(self, words: str, run: Callable[[], object]) -> None:
        confirm(self, "산출물 지우기", words, "지우기", run, danger=True)

    def menu(self) -> QMenu:
        """Return what can be done with the checked outputs, else with the current one."""
        ids = self.table.targets()
        choosable = {"approval": ApprovalState, "disclosure": Disclosure, "stage": StageKind}
        entries: list[Entry] = [
            (
                "",
                f"{_BY_KEY[key].label} 바꾸기",
                [("", one.label, partial(self.set_field, ids, key, one.value)) for one in choices],
            )
            for key, choices in choosable.items()
        ]
        entries += [
            ("paperclip", "파일 붙이기", self.files.choose),
            ("copy", "복사\tCtrl+C", Looks(self.table.copy)),
            None,
            ("trash-2", "지우기\tDel", partial(self.remove, ids)),
        ]
        return menu_of(self, entries, spoken_against(self, Duty.EDIT_PROJECTS))

    def _open_menu(self, _record: object, at: QPoint) -> None:
        popup(self.menu(), at)

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.form.flush()


def _save(ws: "Workspace", output_id: int, changes: dict[str, Any]) -> None:
    records.edit(ws, "output", [output_id], changes, initiator="project")
