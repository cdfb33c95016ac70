"""What can be done with the persons chosen in the roster, as commands: by key, by menu, by Ctrl+K."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.domain.listing import ListQuery
from ui import looking
from ui.commands import command
from ui.context import Context
from ui.pages.people import reading
from ui.pages.people.access_log import open_log
from ui.pages.people.consent_verbs import ConsentVerbs
from ui.pages.people.exporting import open_export
from ui.pages.people.person_verbs import PersonVerbs
from ui.pages.people.table_area import RosterTable
from ui.pages.people.unmasking import open_unmask


class RosterCommands:
    """Acts on the chosen persons of ``area``: the checked ones, else the framed one."""

    def __init__(
        self,
        owner: QWidget,
        context: Context,
        area: RosterTable,
        persons: PersonVerbs,
        consents: ConsentVerbs,
        query: Callable[[], ListQuery],
    ) -> None:
        """Act for the page ``owner``; ``query`` returns which persons its list asks for."""
        self._owner, self._context, self._area = owner, context, area
        self._persons, self._consents, self._query = persons, consents, query

    @command("people.paste", "명단 붙여넣기", "Ctrl+V", "clipboard-check", "참여자")
    def paste(self) -> None:
        """Look at the roster on the clipboard and add it."""
        self._persons.paste()

    @command("people.look", "개인정보 열람", "Ctrl+Shift+E", "eye", "참여자")
    def look(self) -> None:
        """Ask to see the chosen persons unmasked."""
        self.look_at(self._area.targets())

    def look_at(self, people: Sequence[int]) -> None:
        """Ask to see ``people`` unmasked for a while."""
        open_unmask(self._owner, self._context, list(people))

    @command("people.cover", "바로 가리기", "", "eye-off", "참여자")
    def cover(self) -> None:
        """Mask everybody again at once."""
        looking.cover(self._context)

    @command("people.log", "열람 기록", "", "history", "참여자")
    def show_log(self) -> None:
        """Show who looked at whose data, and why."""
        open_log(self._owner, self._context)

    @command("people.export", "참여자 내보내기", "Ctrl+E", "download", "참여자")
    def export(self) -> None:
        """Ask how the checked persons, else all of the list, are to be written to a file."""
        checked = self._area.model.checked()
        if checked:
            open_export(self._owner, self._context, checked, f"고른 {len(checked):,}명")
        elif self._area.whole:
            self._export_list(self._area.model.ids())
        else:  # the beginning of a long list is in view: the whole of it is meant
            rest = reading.read_rest(self._query())
            self._context.tasks.read(self._owner, rest, self._export_list, key="export")

    def _export_list(self, people: Sequence[int]) -> None:
        open_export(self._owner, self._context, people, f"목록의 {len(people):,}명")

    @command("people.consent", "동의 기록", "Ctrl+Shift+A", "clipboard-check", "참여자")
    def give_consent(self) -> None:
        """Record what the chosen persons said of each purpose."""
        self._consents.give(self._area.targets())

    @command("people.withdraw", "동의 철회", "", "circle-x", "참여자")
    def withdraw_consent(self) -> None:
        """Note which consents of the chosen persons are taken back."""
        self._consents.withdraw(self._area.targets())

    @command("people.forms", "동의서 인쇄", "Ctrl+P", "printer", "참여자")
    def print_forms(self) -> None:
        """Print consent forms, blank or for the chosen persons."""
        self._consents.print_forms(self._area.targets())

    @command("people.destroy", "개인정보 파기", "", "shield-check", "참여자")
    def destroy_data(self) -> None:
        """Destroy the data of the chosen persons, after a look at what would go."""
        self._persons.destroy(self._area.targets())

    @command("people.destructions", "파기 기록", "", "history", "참여자")
    def show_destructions(self) -> None:
        """Show every destruction so far and the way to 파기대장."""
        self._persons.show_destructions()

    @command("people.deleted", "삭제한 참여자", "", "trash-2", "참여자")
    def show_deleted(self) -> None:
        """Show who was deleted and stands in the journal still, to be destroyed."""
        self._persons.show_deleted()

    @command("people.duplicates", "중복 찾기", "", "merge", "참여자")
    def find_duplicates(self) -> None:
        """Look for entries of one person and merge them."""
        self._persons.find_duplicates()
