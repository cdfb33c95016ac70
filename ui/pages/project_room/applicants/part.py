"""신청자: who asked to be on the team, pasted or found, declined or drawn; past draws one click away."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.domain.choices import ActorKind
from app.domain.desk_role import Duty
from app.domain.draw import Applicant, ApplicantState, Draw
from app.domain.roster import read_roster
from app.services import draws, records
from ui import looking
from ui.context import Context
from ui.dialogs.confirm import confirm
from ui.models.ordering import in_order
from ui.models.records import RecordTableModel
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.applicants.choose import ChooseApplicants
from ui.pages.project_room.applicants.draw_dialog import DrawDialog
from ui.pages.project_room.applicants.result import ResultDialog
from ui.pages.project_room.applicants.rows import COLUMNS, ApplicantRow, row_of, summary
from ui.roles import spoken_against
from ui.widgets.controls import EmptyState, button
from ui.widgets.menus import Entry, Looks, menu_of, popup
from ui.widgets.own_keys import OwnKeys
from ui.widgets.panels import Panel
from ui.widgets.tables.record_table import RecordTable

EMPTY = "아직 신청자가 없습니다. 명부에서 찾아 넣거나, 엑셀에서 이름·소속·전화를 복사해 붙여넣습니다."
NOTHING = "붙여넣을 명단이 없습니다. 엑셀에서 이름·소속·전화를 복사하십시오."


class ApplicantsPart(QWidget):
    """The applicants of a project; ``counted`` says how many there are."""

    counted = Signal(int)
    drawsRead = Signal(object)

    def __init__(self, context: Context, actions: Actions) -> None:
        """Make the parts, still empty."""
        super().__init__()
        self._context, self._actions = context, actions
        self.project_id = 0
        self._rows: list[ApplicantRow] = []
        self.model = RecordTableModel(COLUMNS, self._fetch)
        self.table = RecordTable(self.model, "신청자", context.state)
        self.table.before_copy = self._copying
        self.table.columns.give_way(("route", "applied_on"))
        self.table.menuRequested.connect(self._open_menu)
        self.table.removeRequested.connect(self.remove)
        self.table.sortsChanged.connect(lambda _sorts: self._fill())
        OwnKeys(self.table, {QKeySequence.StandardKey.Paste: self.paste, Qt.Key.Key_Insert: self.add})
        self.draw_button = button("추첨…", "vote", "", self.draw, True)
        self.panel = Panel(
            "신청자", "",
            (
                button("명단 붙여넣기", "clipboard-check", "ghost", self.paste, True),
                button("신청자 추가", "user-plus", "ghost", self.add, True),
                self.draw_button,
            ),
        )  # fmt: skip
        self.empty = EmptyState(EMPTY, "신청자 추가", self.add, "users")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.panel.body.addWidget(self.stack)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.panel)

    # -- showing

    def show_project(self, project_id: int) -> None:
        """Read who applied to a project, and its draws."""
        self.project_id = project_id
        self._context.tasks.read(
            self,
            lambda ws: (draws.applicants(ws, project_id), draws.of_project(ws, project_id)),
            self._show,
            key="applicants",
        )

    def _show(self, found: tuple[list[Applicant], list[Draw]]) -> None:
        year = self._context.workspace.today.year
        self._rows = [row_of(row, year) for row in found[0]]
        self.panel.set_meta(summary(self._rows) if self._rows else "")
        self.draw_button.setVisible(bool(self._rows))
        self.stack.setCurrentWidget(self.table if self._rows else self.empty)
        self._fill()
        self.counted.emit(len(self._rows))
        self.drawsRead.emit(found[1])

    def _fill(self) -> None:
        current = self.table.current_id()
        rows = in_order(self._rows, COLUMNS, self.table.sorts())
        self.model.set_ids([row.id for row in rows], [self._context.sight.row(row) for row in rows])
        if rows:
            self.table.set_current_id(current if current in {row.id for row in rows} else rows[0].id)

    def _fetch(self, ids: Sequence[int]) -> list[ApplicantRow]:
        by_id = {row.id: row for row in self._rows}
        return [self._context.sight.row(by_id[one]) for one in ids if one in by_id]

    def _copying(self, ids: Sequence[int], put: Callable[[], object]) -> None:
        chosen = frozenset(ids)
        looking.copying(self, self._context)([row.person_id for row in self._rows if row.id in chosen], put)

    # -- verbs

    def add(self) -> None:
        """Ask who applied."""
        there = [row.person_id for row in self._rows]
        dialog = ChooseApplicants(self._context, self, there)
        project = self.project_id
        dialog.store_by(
            self._context.tasks,
            "신청자 추가",
            lambda ws, chosen, _role: draws.apply(ws, project, chosen),
            self._tell_added,
        )

    def _tell_added(self, chosen: int, count: int) -> None:
        known = f" 이미 있는 {chosen - count}명은 그대로 둡니다." if chosen > count else ""
        self._context.tell_done(self, f"신청자 {count}명을 넣었습니다.{known}")

    def paste(self) -> None:
        """Take the names on the clipboard, one a line, as citizens who applied."""
        found = read_roster(QGuiApplication.clipboard().text())
        if not found:
            self._context.notify(NOTHING)
            return
        project = self.project_id
        chosen = [{"actor_kind": ActorKind.CITIZEN.value, **person} for person in found]
        self._actions.write(
            "신청자 추가",
            lambda ws: draws.apply(ws, project, chosen),
            partial(self._tell_added, len(chosen)),
        )

    def decline(self, ids: Sequence[int]) -> None:
        """Note that applicants do not wish to take part any more."""
        self._actions.write("신청 사양", lambda ws: draws.decline(ws, ids))

    def reinstate(self, ids: Sequence[int]) -> None:
        """Let applicants take part again."""
        self._actions.write("다시 신청", lambda ws: draws.reinstate(ws, ids))

    def remove(self, ids: Sequence[int]) -> None:
        """Ask, then take applicants off the list; the persons stay in the roster."""
        if not ids:
            return
        words = (
            f"신청자 {len(ids)}명을 목록에서 지웁니다. 참여자 명부에는 남고, 실행 취소로 되돌릴 수 있습니다."
        )
        label = f"신청자 {len(ids)}명 빼기"

        def run() -> None:
            self._actions.write(label, lambda ws: records.delete(ws, "applicant", ids, label))

        confirm(self, "신청자 빼기", words, "빼기", run, danger=True)

    def draw(self) -> None:
        """Open the draw among those who did not decline."""
        pool = draws.drawable(self._rows)
        dialog = DrawDialog(self, self._context, self.project_id, pool)
        dialog.drawn.connect(self.show_draw)
        dialog.open()

    def show_draw(self, draw: Draw) -> None:
        """Show what a draw came to."""
        ResultDialog(self, self._context, draw).open()

    # -- the menu

    def menu(self) -> QMenu:
        """Return what can be done with the checked applicants, else with the current one."""
        ids = self.table.targets()
        states = {row.state for row in self._rows if row.id in set(ids)}
        back: Entry = ("rotate-ccw", "다시 신청한 것으로", partial(self.reinstate, ids))
        away: Entry = ("log-out", "사양", partial(self.decline, ids))
        entries: list[Entry] = [
            back if states == {ApplicantState.DECLINED} else away,
            ("copy", "복사\tCtrl+C", Looks(self.table.copy)),
            None,
            ("trash-2", "신청자에서 빼기\tDel", partial(self.remove, ids)),
        ]
        return menu_of(self, entries, spoken_against(self, Duty.EDIT_PEOPLE))

    def _open_menu(self, _record: object, at: QPoint) -> None:
        popup(self.menu(), at)
