"""What can be done with the persons of the roster: paste a list, delete; the menu of the chosen ones."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.desk_role import Duty
from app.domain.privacy.destruction import Outcome
from app.services import records
from ui import icons
from ui.context import Context
from ui.dialogs.confirm import confirm
from ui.pages.people.consent_verbs import ConsentVerbs
from ui.pages.people.deleted import DeletedDialog
from ui.pages.people.destroying import open_destroy
from ui.pages.people.destructions import DestructionsDialog
from ui.pages.people.duplicates import find_duplicates
from ui.pages.people.table_area import RosterTable
from ui.pages.people.unmasking import open_unmask
from ui.roles import Roles


class PersonVerbs:
    """Acts on the roster ``area`` for one page; ``opens`` shows a person's form."""

    def __init__(
        self, owner: QWidget, context: Context, area: RosterTable, consents: ConsentVerbs,
        opens: Callable[[int], object],
    ) -> None:  # fmt: skip
        """Act for ``owner``."""
        self._owner, self._context, self._area = owner, context, area
        self._consents, self._opens = consents, opens
        self._roles = Roles(context)

    def paste(self) -> None:
        """Look at the roster on the clipboard row by row and bring it in."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._context.notify("붙여넣을 명단이 없습니다. 엑셀에서 이름, 소속, 전화 칸을 복사하십시오.")
            return
        self._context.navigate("import", kind="people", text=text)

    def find_duplicates(self) -> None:
        """Look for entries of one person and show them side by side."""
        find_duplicates(self._owner, self._context)

    def remove(self, ids: Sequence[int]) -> None:
        """Delete persons after a question that says what goes with them."""
        rows = self._area.fetch(list(ids))
        if not rows:
            return
        many = f" 외 {len(rows) - 1}명" if len(rows) > 1 else ""
        teams = sum(row.project_count for row in rows)
        with_teams = f" 참여 중인 과제 {teams}건의 팀에서도 빠집니다." if teams else ""
        text = (
            f"{rows[0].name}{many}의 정보를 지웁니다.{with_teams} "
            "실행 취소로 되돌릴 수 있도록 이력에는 남습니다. 남김없이 없애려면 개인정보 파기를 하십시오."
        )
        confirm(self._owner, "참여자 삭제", text, "삭제", partial(self._delete, list(ids)), danger=True)

    def _delete(self, ids: list[int]) -> None:
        def done(_none: None) -> None:
            self._context.tell_done(self._owner, f"참여자 {len(ids)}명을 삭제했습니다.")

        self._context.tasks.write(
            self._owner, "참여자 삭제", lambda ws: records.delete(ws, "person", ids), done
        )

    def destroy(self, ids: Sequence[int], deleted: Sequence[str] = ()) -> None:
        """Show what destroying the data of persons would do, and let it be done."""
        refusal = self._roles.may(Duty.DESTROY)
        if refusal:
            self._context.notify(refusal)
        elif ids or deleted:
            open_destroy(self._owner, self._context, ids, self._destroyed, deleted)
        else:
            self._context.notify("파기할 참여자를 먼저 고르십시오.")

    def show_deleted(self) -> None:
        """Show who was deleted and stands in the journal still."""
        DeletedDialog(self._owner, self._context, lambda uids: self.destroy((), uids))

    def _destroyed(self, outcome: Outcome) -> None:
        left = f" {outcome.left[0]}" if outcome.left else ""
        words = f"참여자 {outcome.people}명의 개인정보를 파기했습니다.{left}"
        self._context.notify(words, "파기 기록", self.show_destructions)

    def show_destructions(self) -> None:
        """Show every destruction so far."""
        DestructionsDialog(self._owner, self._context, self.show_deleted)

    def act(self, action: str) -> None:
        """Do with the chosen persons what the bar asks."""
        runs: dict[str, Callable[[Sequence[int]], object]] = {
            "give": self._consents.give,
            "renew": self._consents.renew_ending,
            "withdraw": self._consents.withdraw,
            "print": self._consents.print_forms,
            "destroy": self.destroy,
            "delete": self.remove,
        }
        runs[action](self._area.targets())

    def menu_of(self, chosen: list[int]) -> QMenu:
        """Return the menu of the chosen persons; what the role may not is grey and says why."""
        menu = QMenu(self._area.table)
        menu.setToolTipsVisible(True)
        many = f" ({len(chosen):,}명)" if len(chosen) > 1 else ""
        look = partial(open_unmask, self._owner, self._context, chosen)
        edit = Duty.EDIT_PEOPLE
        entries: tuple[tuple[str, str, Callable[[], object], Duty | None], ...] = (
            ("고치기", "pencil", partial(self._opens, chosen[0]), edit),
            (f"개인정보 열람…{many}", "eye", look, Duty.UNMASK),
            ("복사", "copy", self._area.table.copy, None),
            (f"동의 기록…{many}", "clipboard-check", partial(self._consents.give, chosen), edit),
            (f"동의 갱신…{many}", "refresh-cw", partial(self._consents.renew_ending, chosen), edit),
            (f"동의 철회…{many}", "circle-x", partial(self._consents.withdraw, chosen), edit),
            (f"동의서 인쇄…{many}", "printer", partial(self._consents.print_forms, chosen), None),
            (f"개인정보 파기…{many}", "shield-check", partial(self.destroy, chosen), Duty.DESTROY),
            ("중복 찾기…", "merge", self.find_duplicates, edit),
            (f"삭제…{many}", "trash-2", partial(self.remove, chosen), edit),
        )
        for words, icon, run, duty in entries:
            action = menu.addAction(icons.icon(icon), words)
            refusal = self._roles.may(duty) if duty else ""
            action.setEnabled(not refusal)
            action.setToolTip(refusal)
            action.triggered.connect(lambda _on=False, do=run: do())
        return menu
