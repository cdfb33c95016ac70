"""What can be done with consents on the page: each is one step, said in a notice that takes it back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.desk_role import Duty, may
from app.domain.privacy.consent import Consent, ConsentPurpose, ConsentState, state_of
from app.services.privacy import consents
from app.services.privacy.consents import PersonConsents
from ui.context import Context
from ui.dialogs.confirm import confirm
from ui.dialogs.files import choose_files, choose_folder, open_file
from ui.pages.people import consent_section as section
from ui.pages.people.consent_dialogs import GiveDialog, WithdrawDialog
from ui.pages.people.consent_history import HistoryDialog
from ui.pages.people.form_print import FormPrintDialog

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class ConsentVerbs:
    """Gives, renews, withdraws, prints and keeps papers for one page."""

    def __init__(self, owner: QWidget, context: Context, name_of: Callable[[Sequence[int]], str]) -> None:
        """Act for ``owner``; ``name_of(ids)`` calls persons as the page may show them."""
        self._owner, self._context, self._name_of = owner, context, name_of

    def may_edit(self) -> bool:
        """Tell whether the person at the desk may record consents."""
        return may(self._context.workspace.settings.desk_role, Duty.EDIT_PEOPLE)

    def _allowed(self) -> bool:
        if not self.may_edit():
            self._context.notify("이 역할로는 동의를 고칠 수 없습니다. 설정에서 역할을 확인하십시오.")
        return self.may_edit()

    # -- for one or many persons

    def give(self, people: Sequence[int]) -> GiveDialog | None:
        """Ask what persons said of each purpose."""
        if not people or not self._allowed():
            return None
        done = lambda ids: self._tell(f"동의 {len(ids)}건을 기록했습니다.")  # noqa: E731
        return GiveDialog(self._owner, self._context, people, self._name_of(people), done)

    def withdraw(self, people: Sequence[int], purposes: Sequence[str] = ()) -> WithdrawDialog | None:
        """Ask which consents of persons are taken back."""
        if not people or not self._allowed():
            return None
        codes = purposes or [purpose.value for purpose in ConsentPurpose]
        name = self._name_of(people)
        done = lambda count: self._tell(f"동의 {count}건의 철회를 기록했습니다.")  # noqa: E731
        return WithdrawDialog(self._owner, self._context, people, name, codes, done)

    def print_forms(self, people: Sequence[int]) -> FormPrintDialog:
        """Ask which forms to print."""
        return FormPrintDialog(self._owner, self._context, people, self._name_of(people) if people else "")

    def renew_ending(self, people: Sequence[int]) -> None:
        """Give again what of persons ends soon or has ended, after a question."""
        if not people or not self._allowed():
            return
        over = (ConsentState.ENDING, ConsentState.ENDED)

        def write(ws: "Workspace") -> int:
            rows = consents.in_force(ws, people, [purpose.value for purpose in ConsentPurpose])
            ids = [row.id for row in rows if state_of(row, ws.today) in over]
            return len(consents.renew(ws, ids))

        def done(count: int) -> None:
            self._tell(f"동의 {count}건을 갱신했습니다.")

        text = (
            f"{self._name_of(people)}에게서 곧 끝나거나 지난 동의를 오늘 다시 받은 것으로 기록합니다. "
            "다시 받은 동의서를 붙일 수 있습니다."
        )
        confirm(self._owner, "동의 갱신", text, "갱신", partial(self._write, "동의 갱신", write, done))

    # -- for one consent

    def act(self, action: str, purpose: str, found: PersonConsents) -> None:
        """Do what the section of one person asks."""
        if action == section.GIVE:
            self.give([found.person_id])
            return
        consent = found.current.get(ConsentPurpose(purpose))
        if consent is None:
            return
        if action == section.SAVE:
            choose_folder(self._owner, "동의서 파일 저장", partial(self._save_scan, consent))
        elif self._allowed():
            self._change(action, consent, found)

    def _change(self, action: str, consent: Consent, found: PersonConsents) -> None:
        if action == section.WITHDRAW:
            self.withdraw([found.person_id], [consent.purpose])
        elif action == section.RENEW:
            self._renew(consent)
        elif action == section.ATTACH:
            choose_files(self._owner, "동의서 파일 붙이기", partial(self._attach, consent, found))
        elif action == section.DETACH:
            self._write(
                "동의서 파일 떼기",
                lambda ws: consents.detach_scan(ws, [consent.id]),
                lambda _none: self._tell("동의서 파일을 떼었습니다."),
            )

    def _renew(self, consent: Consent) -> None:
        label = ConsentPurpose(consent.purpose).label
        text = (
            f"{self._name_of([consent.person_id])}에게서 {label} 동의를 오늘 다시 받은 것으로 기록합니다. "
            "앞의 동의는 이력에 남습니다."
        )
        confirm(
            self._owner, "동의 갱신", text, "갱신",
            partial(
                self._write, "동의 갱신", lambda ws: consents.renew(ws, [consent.id]),
                lambda _ids: self._tell(f"{label} 동의를 갱신했습니다."),
            ),
        )  # fmt: skip

    def _attach(self, consent: Consent, found: PersonConsents, files: list[Path]) -> None:
        """Keep the paper with the consent, and with those given the same day that have none: one paper."""
        alike = [
            row.id
            for row in found.current.values()
            if row.given_on == consent.given_on and not row.scan_sha256 and row.id != consent.id
        ]
        self._write(
            "동의서 파일 붙이기",
            lambda ws: consents.attach_scan(ws, [consent.id, *alike], files[0]),
            lambda _none: self._tell(f"동의서를 동의 {len(alike) + 1}건에 붙였습니다."),
        )

    def _save_scan(self, consent: Consent, folder: Path) -> None:
        def saved(path: Path) -> None:
            self._context.notify(f"파일을 저장했습니다: {path.name}", "열기", partial(open_file, path))

        self._context.tasks.read(self._owner, lambda ws: consents.save_scan(ws, consent, folder), saved)

    def show_history(self, person: int) -> None:
        """Show every step that concerned the consents of a person."""
        HistoryDialog(self._owner, self._context, person, self._name_of([person]))

    # -- writing

    def _write(self, label: str, work: Callable[["Workspace"], Any], done: Callable[[Any], None]) -> None:
        self._context.tasks.write(self._owner, label, work, done)

    def _tell(self, words: str) -> None:
        self._context.tell_done(self._owner, words)
