"""What can be done with the proposals of a list: register, copy, delete, and the menu of it all."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.domain.desk_role import Duty
from app.domain.hangul import josa
from app.domain.proposal import Proposal
from app.services import proposals
from ui.dialogs.confirm import confirm
from ui.dialogs.form_dialog import FormDialog
from ui.proposals.columns import NEW
from ui.proposals.detail import new_values
from ui.roles import spoken_against
from ui.widgets.menus import Entry, Looks, menu_of

if TYPE_CHECKING:
    from ui.proposals.proposal_list import ProposalList


class ProposalVerbs:
    """Acts on the checked proposals of a list, else on the one in the frame."""

    def __init__(self, owner: "ProposalList") -> None:
        """Act on the proposals of ``owner``."""
        self._owner, self._context = owner, owner.context
        self._table, self._model = owner.table, owner.model

    def add(self) -> None:
        """Ask for a new proposal."""
        self._owner.flush()
        project = self._owner.asked.project_id
        # in a room the project is a matter of course, and asked for by its key and not by its title
        specs = tuple(spec for spec in NEW if project is None or spec.key != "project_id")
        given = {} if project is None else {"project_id": project}
        dialog = FormDialog(self._owner, self._context, "제안 등록", specs)
        values = new_values(self._context.workspace.today, project)
        dialog.create_with(
            "등록", values, lambda ws, typed: proposals.create(ws, {**typed, **given}), self._added
        )

    def _added(self, row: Proposal) -> None:
        self._owner.open_proposal(row.id)
        self._context.tell_done(self._owner, f"{row.number} 제안을 등록했습니다.")

    def copy_all(self) -> None:
        """Put the whole list on the clipboard, for Excel."""
        ids = self._model.checked() or self._model.ids()
        self._table.copy_records(ids)
        self._context.notify(f"제안 {len(ids)}건을 복사했습니다. 엑셀에 붙여넣으십시오.")

    def remove(self) -> None:
        """Ask, then delete."""
        ids = self._table.targets()
        rows = self._model.records_of(ids)
        if not rows:
            return
        more = f" 외 {len(rows) - 1}건" if len(rows) > 1 else ""
        text = f"{josa(f'‘{rows[0].title}’{more}', '을/를')} 지웁니다. 실행 취소로 되돌릴 수 있습니다."
        confirm(self._owner, "제안 삭제", text, "삭제", lambda: self._delete(ids), danger=True)

    def _delete(self, ids: list[int]) -> None:
        self._context.tasks.write(
            self._owner,
            "제안 삭제",
            lambda ws: proposals.delete(ws, ids),
            lambda _none: self._context.tell_done(self._owner, f"제안 {len(ids)}건을 삭제했습니다."),
        )

    def menu(self) -> QMenu:
        """Return what can be done."""
        owner, ids = self._owner, self._table.targets()
        entries: list[Entry] = [
            ("check", "결정하기\tEnter", owner.open_detail),
            ("pencil", "내용 고치기", partial(owner.open_detail, "fields")),
            ("link", "근거 카드 잇기…\tCtrl+L", owner.link),
            ("list-checks", f"고른 {len(ids)}건으로 투표 만들기", partial(owner.ballotRequested.emit, ids)),
            ("copy", "복사\tCtrl+C", Looks(self._table.copy)),
            None,
            ("trash-2", "삭제\tDel", self.remove),
        ]
        return menu_of(self._table, entries, spoken_against(owner, Duty.EDIT_SESSIONS))
