"""팀: the members as a table, the chosen one's role and period, and how the team is composed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.domain.choices import Role
from app.domain.desk_role import Duty
from app.domain.fields import specs_by_key
from app.domain.giving import Contributions, Hours
from app.domain.hangul import josa
from app.domain.person import MEMBERSHIP_FIELDS, PERSON_FIELDS, Membership
from app.domain.privacy.sight import Grant
from app.domain.roster import read_roster
from app.services import listing, people, records
from ui import looking, theme
from ui.autosave import Autosave
from ui.context import Context
from ui.dialogs.add_members import KINDS, AddMembersDialog
from ui.dialogs.confirm import confirm
from ui.models.records import RecordTableModel
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.data import Room
from ui.pages.project_room.giving_panel import Giving
from ui.pages.project_room.overview import scrolled
from ui.pages.project_room.papers import PAPERS, PapersDialog
from ui.pages.project_room.team_lists import TeamLists
from ui.pages.project_room.team_panel import TeamPanel
from ui.pages.project_room.team_rows import COLUMNS, TeamRow, hours_of, ordered, rows_of
from ui.roles import Roles, spoken_against
from ui.widgets.controls import EmptyState, button
from ui.widgets.form import RecordForm
from ui.widgets.menus import Entry, Looks, menu_of, popup
from ui.widgets.own_keys import OwnKeys
from ui.widgets.panels import Panel
from ui.widgets.tables.record_table import RecordTable
from ui.widgets.text import label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

M = TypeVar("M", bound=Membership)
_BY_KEY = specs_by_key(MEMBERSHIP_FIELDS)
# the kind belongs to the person, but is what the composition counts, so it can be set here
FORM = (
    _BY_KEY["role"],
    specs_by_key(PERSON_FIELDS)["actor_kind"],
    *(_BY_KEY[key] for key in ("from_on", "to_on", "note")),
)
SIDE = 320


class TeamTab(QWidget):
    """The team of a project."""

    settled = Signal()

    def __init__(self, context: Context, actions: Actions) -> None:
        """Make the parts, still empty."""
        super().__init__()
        self._context, self._actions = context, actions
        self._room: Room | None = None
        self._shown: tuple[Membership, ...] | None = None
        self._grants: tuple[Grant, ...] = ()
        self._hours: dict[int, Hours] = {}
        self.model = RecordTableModel(COLUMNS, self._fetch)
        self.table = RecordTable(self.model, "팀", context.state)
        self.table.before_copy = self._copying
        self.table.columns.give_way(("phone", "affiliation"))
        self.table.currentRecordChanged.connect(self._current_changed)
        self.table.menuRequested.connect(self._open_menu)
        self.table.removeRequested.connect(self.remove)
        self.table.sortsChanged.connect(lambda _sorts: self._fill())
        self.form = RecordForm(FORM)
        self.form.guard(partial(Roles(context).may, Duty.EDIT_PEOPLE))
        self.table.opened.connect(lambda _id: self.form.fields["role"].editor.setFocus())
        self.saving = Autosave(self.form, context.tasks, "팀원", self._save)
        self.saving.settled.connect(self.settled)
        self.composition = TeamPanel(upright=True)
        self.giving = Giving(context)
        self.giving.shown.connect(self._hours_read)
        self._lay_out()
        OwnKeys(self.table, {QKeySequence.StandardKey.Paste: self.paste, Qt.Key.Key_Insert: self.add})

    def _lay_out(self) -> None:
        words = (
            "아직 팀원이 없습니다. 한 명씩 찾아 넣거나, 엑셀에서 이름·소속·전화를 복사해 명단째 붙여넣습니다."
        )
        self.empty = EmptyState(words, "팀원 추가", self.add, "users")
        self.member = Panel(
            "고른 팀원", "", (button("팀에서 빼기", "x", "ghost", self._remove_current, True),), 16
        )
        self.nobody = label("표에서 팀원을 고르십시오.", 13, 400, "text2")
        self.member.body.addWidget(self.nobody)
        self.member.body.addWidget(self.form)
        self.papers = papers = button("위촉장·확인서", "file-check", "ghost", self._open_papers, True)
        paste = button("명단 붙여넣기", "clipboard-check", "ghost", self.paste, True)
        self.listed = listed = Panel("팀원", "", (papers, paste))
        self.lists = TeamLists(self._context, self._actions, listed)
        self.lists.turned.connect(self._turned)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.composition)
        column.addWidget(self.lists.past)
        column.addWidget(self.member)
        column.addWidget(self.giving)
        column.addStretch(1)
        self.side = scrolled(side)
        self.side.setFixedWidth(SIDE + 20)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        listed.body.addWidget(self.stack)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, theme.GAP, 0, theme.PADDING)
        row.setSpacing(theme.GAP)
        row.addWidget(self.lists, 1)
        row.addWidget(self.side)

    # -- showing

    def show_room(self, room: Room, stamp: int | None) -> None:
        """Show the team of ``room``."""
        self._room = room
        self.composition.show_team(room.team)
        self.giving.show_project(room.project.id)
        left = any(row.to_on for row in room.members)
        self.table.hide_minor(("to_on",), not left)
        gone = sum(1 for row in room.members if row.to_on and row.to_on < room.today)
        here = len(room.members) - gone
        self.lists.show_project(room.project.id, here)
        self.listed.set_meta(f"{here}명" + (f" · 해촉 {gone}명" if gone else ""))
        self.stack.setCurrentWidget(self.table if room.members else self.empty)
        if (room.members, self._context.sight.grants) != (self._shown, self._grants):
            self._shown, self._grants = room.members, self._context.sight.grants
            self._fill()
        self._show_member(self.saving.fresh(stamp))

    def _fill(self) -> None:
        current = self.table.current_id()
        rows = ordered(rows_of(self._shown or (), self._hours), self.table.sorts())
        self.model.set_ids([row.id for row in rows], self._hidden(rows))
        if rows:
            self.table.set_current_id(current if current in {row.id for row in rows} else rows[0].id)

    def _hidden(self, rows: Sequence[M]) -> list[M]:
        return [self._context.sight.row(row) for row in rows]

    def _copying(self, ids: Sequence[int], put: Callable[[], object]) -> None:
        chosen = frozenset(ids)
        members = self._room.members if self._room else ()
        people = [row.person_id for row in members if row.id in chosen]
        looking.copying(self, self._context)(people, put)

    def _fetch(self, ids: Sequence[int]) -> list[TeamRow]:
        rows = listing.rows(self._context.workspace, "membership", ids)
        return self._hidden(rows_of(rows, self._hours))

    def _hours_read(self, found: Contributions) -> None:
        hours = hours_of(found)
        if hours != self._hours:
            self._hours = hours
            self._fill()

    def _current_changed(self, _record: object) -> None:
        self._show_member(True)

    def _show_member(self, fresh: bool) -> None:
        row = self._row(self.table.current_id())
        self.form.setVisible(row is not None)
        self.nobody.setVisible(row is None)
        self.member.setVisible(bool(self._shown) and not self.lists.applying)
        if row is None:
            return
        name = self._hidden([row])[0].person
        self.member.set_meta(name)
        if fresh or self.form.record_id != row.id:
            self.form.set_record(row)

    def _row(self, member_id: int | None) -> Membership | None:
        members = self._room.members if self._room else ()
        return next((row for row in members if row.id == member_id), None)

    def _turned(self) -> None:
        """Keep beside the list what belongs to it."""
        self.giving.setVisible(not self.lists.applying)
        self.member.setVisible(bool(self._shown) and not self.lists.applying)

    # -- verbs

    def _save(self, ws: "Workspace", member_id: int, changes: dict[str, Any]) -> None:
        if "actor_kind" in changes:
            row = listing.rows(ws, "membership", [member_id])[0]
            records.edit(ws, "person", [row.person_id], changes)
        else:
            records.edit(ws, "membership", [member_id], changes, initiator="project")

    def add(self) -> None:
        """Ask whom to put on the team."""
        if self._room is None:
            return
        project = self._room.project.id
        AddMembersDialog(self._context, self).store_by(
            self._context.tasks,
            "팀원 추가",
            lambda ws, chosen, role: people.enlist(ws, project, chosen, role),
        )

    def paste(self) -> None:
        """Put the names on the clipboard on the team as citizens; the role can be changed for all at once."""
        found = read_roster(QGuiApplication.clipboard().text())
        if not found:
            self._context.notify("붙여넣을 명단이 없습니다. 엑셀에서 이름·소속·전화를 복사하십시오.")
            return
        if self._room is None:
            return
        project, kind = self._room.project.id, KINDS[Role.CITIZEN].value
        chosen = [{"actor_kind": kind, **person} for person in found]
        told = f"명단에서 {len(found)}명을 국민으로 넣었습니다. 역할은 표에서 바꿀 수 있습니다."
        self._actions.write(
            "팀원 추가",
            lambda ws: people.enlist(ws, project, chosen, Role.CITIZEN.value),
            lambda _done: self._context.notify(told),
        )

    def set_role(self, ids: Sequence[int], role: Role) -> None:
        """Give members another role."""
        self._actions.write(
            "역할 바꾸기", lambda ws: records.edit(ws, "membership", ids, {"role": role.value})
        )

    def end(self, ids: Sequence[int]) -> None:
        """Let members leave today; they stay in the list."""
        self._actions.write("해촉", lambda ws: records.edit(ws, "membership", ids, {"to_on": ws.today}))

    def _remove_current(self) -> None:
        self.remove(self.table.targets())

    def remove(self, ids: Sequence[int]) -> None:
        """Ask, then take members off the team; the persons themselves stay in the roster."""
        if not ids:
            return
        row = self._row(ids[0])
        name = self._hidden([row])[0].person if row else ""
        more = f" 외 {len(ids) - 1}명" if len(ids) > 1 else ""
        whom = josa(f"‘{name}’{more}", "을/를")
        words = f"{whom} 팀에서 뺍니다. 참여자 명부에는 남고, 실행 취소로 되돌릴 수 있습니다."
        label = f"팀원 {len(ids)}명 빼기"

        def run() -> None:
            self._actions.write(label, lambda ws: records.delete(ws, "membership", ids, label))

        confirm(self, "팀에서 빼기", words, "빼기", run, danger=True)

    def print_papers(self, paper: tuple[str, str]) -> None:
        """Ask about papers for the checked members, else for the current one."""
        rows = [row for row in map(self._row, self.table.targets()) if row is not None]
        if self._room is None or not rows:
            self._context.notify("팀원을 먼저 고르십시오.")
            return
        PapersDialog(self, self._context, paper, self._room.project, [row.person_id for row in rows])

    def _papers(self) -> list[Entry]:
        many = f" ({len(self.table.targets())}명)"
        return [
            ("file-check", f"{paper[1]}…{many}", Looks(partial(self.print_papers, paper))) for paper in PAPERS
        ]

    def _open_papers(self) -> None:
        popup(menu_of(self, self._papers()), self.papers.mapToGlobal(self.papers.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return what can be done with the checked members, else with the current one."""
        ids = self.table.targets()
        entries: list[Entry] = [
            ("user-cog", "역할 바꾸기", [("", one.label, partial(self.set_role, ids, one)) for one in Role]),
            ("log-out", "오늘로 해촉", partial(self.end, ids)),
            ("copy", "복사\tCtrl+C", Looks(self.table.copy)),
            None,
            *self._papers(),
            None,
            ("trash-2", "팀에서 빼기\tDel", partial(self.remove, ids)),
        ]
        return menu_of(self, entries, spoken_against(self, Duty.EDIT_PEOPLE))

    def _open_menu(self, _record: object, at: QPoint) -> None:
        popup(self.menu(), at)

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.form.flush()
