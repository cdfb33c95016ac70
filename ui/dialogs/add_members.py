"""Putting persons on a team: known ones by any part of their name, new ones by a line or a pasted list."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from app.domain.choices import ActorKind, Role
from app.domain.person import Person
from app.domain.roster import read_roster
from app.services import people
from ui.context import Context
from ui.dialogs.confirm import MessageDialog
from ui.tasks import Tasks
from ui.widgets.choice_editors import ChoiceEditor
from ui.widgets.controls import SearchField, button
from ui.widgets.text import WordLabel, label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Chosen = int | Mapping[str, Any]
KINDS = {
    Role.CITIZEN: ActorKind.CITIZEN, Role.OFFICER: ActorKind.OFFICIAL, Role.FACILITATOR: ActorKind.DESIGNER,
    Role.EXPERT: ActorKind.EXPERT, Role.STAKEHOLDER: ActorKind.STAKEHOLDER,
}  # fmt: skip
SHOWN = 200
ROW, FOUND_ROWS, CHOSEN_ROWS = 34, 6, 4
DATA = Qt.ItemDataRole.UserRole


class AddMembersDialog(MessageDialog):
    """Several persons and the one role they take; ``answer()`` gives both as accepted."""

    TITLE, ASKS_ROLE = "팀원 추가", True
    listed = Signal()
    """What was typed last is answered."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, without: Collection[int] = ()
    ) -> None:
        """Offer the persons of the roster but those ``without``, their names as they may be seen now."""
        text = "이름·소속 일부로 찾아 Enter로 고릅니다. 없는 사람은 그대로 적어 새로 넣습니다."
        super().__init__(parent, self.TITLE, text)
        self._context, self._without = context, frozenset(without)
        self._then: tuple[str, Callable[[], object]] | None = None
        self._answered: str | None = None
        self.role = ChoiceEditor([(role.value, role.label) for role in Role], required=True)
        self.role.set_value(Role.CITIZEN.value)
        self.role.setAccessibleName("역할")
        self.search = SearchField("이름·소속 찾기, 명단 붙여넣기(Ctrl+V)", compact=False)
        self.search.searched.connect(lambda _text: self._look())
        self.search.installEventFilter(self)
        self.found, self.chosen = QListWidget(), QListWidget()
        self.found.setAccessibleName("찾은 사람")
        self.chosen.setAccessibleName("넣을 사람")
        self.found.itemActivated.connect(self._take)
        self.found.itemClicked.connect(self._take)
        self.chosen.installEventFilter(self)
        self.found.setFixedHeight(ROW * FOUND_ROWS)
        self.chosen.hide()
        for listed in (self.found, self.chosen):
            listed.setProperty("lined", True)
        role_row = QHBoxLayout()
        if self.ASKS_ROLE:
            role_row.addWidget(label("역할", 13, 500, "text2"))
            role_row.addWidget(self.role, 1)
        self.content.setSpacing(8)
        if self.ASKS_ROLE:
            self.content.addLayout(role_row)
        self.content.addWidget(self.search)
        self.content.addWidget(self.found)
        self.count = label("넣을 사람 0명", 13, 500, "text2")
        self.content.addWidget(self.count)
        self.content.addWidget(self.chosen)
        self.wrong = WordLabel("", 12, 400, "danger")
        self.content.addWidget(self.wrong)
        cancel = QPushButton("취소")
        cancel.clicked.connect(self.reject)
        self._buttons.addWidget(button("명단 붙여넣기", "clipboard-check", "ghost", self.paste))
        self._buttons.addWidget(cancel)
        self.main = self.add_button("추가", kind="primary")
        self.main.setDefault(False)
        self._answer: tuple[list[Chosen], str] = ([], "")
        self._store: Callable[[], object] | None = None
        self._look()
        context.tasks.read(self, people.get_ready, lambda _none: None, key="ready")
        self.search.setFocus()

    # -- choosing

    def _typed(self) -> str:
        return self.search.text().strip()

    def _look(self) -> None:
        """Ask the roster for what is typed; it is listed once that is read."""
        text = self._typed()
        without = self._without | {one for one in self._taken() if isinstance(one, int)}
        self._answered = None
        self._context.tasks.read(
            self, lambda ws: people.found(ws, text, without, SHOWN), partial(self._list, text), key="found"
        )

    def _once_listed(self, act: Callable[[], object]) -> None:
        """Do ``act`` once what is typed now is listed, where nobody types on before."""
        self._then = (self._typed(), act)
        if self._answered == self._typed():
            self._go_on()
        else:
            self._look()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None and then[0] == self._answered == self._typed():
            then[1]()

    def _list(self, text: str, rows: Sequence[Person]) -> None:
        self.found.clear()
        for row in rows:
            item = QListWidgetItem(self._words(row.name, row.affiliation, row.actor_kind, row.id))
            item.setData(DATA, row.id)
            self.found.addItem(item)
        if text and not any(row.name == text for row in rows):
            item = QListWidgetItem(f"‘{text}’ 새로 넣기")
            item.setData(DATA, {"name": text})
            self.found.addItem(item)
        self.found.setCurrentRow(0)
        self._answered = text
        self.listed.emit()
        self._go_on()

    def _words(
        self, name: str, affiliation: str, actor_kind: str | None = None, person: int | None = None
    ) -> str:
        return f"{self._context.sight.name(person, name, actor_kind)}  {affiliation}".strip()

    def _take(self, item: QListWidgetItem) -> None:
        self.choose(item.data(DATA), item.text().removesuffix(" 새로 넣기"))
        self.search.clear()
        self._look()
        self.search.setFocus()

    def choose(self, one: Chosen, words: str) -> None:
        """Put a person among those to be added; whoever is there already stays once."""
        if one in self._taken():
            return
        item = QListWidgetItem(words)
        item.setData(DATA, one)
        self.chosen.addItem(item)
        self._count()

    def paste(self) -> None:
        """Take the names on the clipboard, one a line."""
        self.take_roster(QGuiApplication.clipboard().text())

    def take_roster(self, text: str) -> None:
        """Take the names of a pasted list, one a line."""
        roster = read_roster(text)
        self.wrong.setText(
            "" if roster else "붙여넣을 이름이 없습니다. 엑셀에서 이름·소속·전화를 복사하십시오."
        )
        for person in roster:
            words = self._words(person["name"], person.get("affiliation", ""))
            self.choose(person, f"{words}  (명단)")

    def _taken(self) -> list[Chosen]:
        return [self.chosen.item(n).data(DATA) for n in range(self.chosen.count())]

    def _count(self) -> None:
        number = self.chosen.count()
        self.chosen.setVisible(number > 0)
        self.chosen.setFixedHeight(ROW * min(max(number, 1), CHOSEN_ROWS) + 2)
        self.count.setText(f"넣을 사람 {number}명")
        self.main.setText(f"{number}명 추가" if number else "추가")

    # -- keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by Enter from the search field, walk the list by the arrows, take off by Delete."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.search:
            return self._search_key(event)
        if watched is self.chosen and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.chosen.takeItem(self.chosen.currentRow())
            self._count()
            self._look()
            return True
        return False

    def _search_key(self, event: QKeyEvent) -> bool:
        clipboard = QGuiApplication.clipboard().text()
        if event.matches(QKeySequence.StandardKey.Paste) and ("\n" in clipboard or "\t" in clipboard):
            self.take_roster(clipboard)
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.found.setCurrentRow(min(max(self.found.currentRow() + step, 0), self.found.count() - 1))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return True
        return False

    def _enter(self) -> None:
        if not self._typed() and self.chosen.count():
            self.accept()
        else:
            self._once_listed(self._take_current)

    def _take_current(self) -> None:
        item = self.found.currentItem()
        if item is not None:
            self._take(item)

    # -- the answer

    def store_by(
        self,
        tasks: Tasks,
        label: str,
        store: Callable[["Workspace", list[Chosen], str], Any],
        done: Callable[[int, Any], object] | None = None,
    ) -> None:
        """Open; those chosen are stored by ``store(ws, persons, role)``, then ``done(how many, result)``.

        The dialog closes only once that is stored: a long list that is refused for one line stays.
        """

        def write() -> None:
            chosen, role = self._answer
            self.store_and_close(
                tasks,
                label,
                lambda ws: store(ws, chosen, role),
                partial(done, len(chosen)) if done is not None else None,
                lambda error: self.wrong.setText(error.message),
            )

        self._store = write
        self.open()

    def accept(self) -> None:
        """Close with those chosen, or with the one that is typed; with none say so."""
        if not self.chosen.count() and self._typed():
            self._once_listed(self._accept_current)
        elif self.chosen.count():
            self._close()
        else:
            self.wrong.setText("넣을 사람을 골라 주십시오.")

    def _accept_current(self) -> None:
        if self.isVisible():  # not where somebody has left meanwhile
            self._take_current()
            self._close()

    def _close(self) -> None:
        role = Role(self.role.value())
        kind = KINDS.get(role)
        extra = {"actor_kind": kind.value} if kind else {}
        chosen: list[Chosen] = [one if isinstance(one, int) else {**extra, **one} for one in self._taken()]
        self._answer = (chosen, role.value)
        if self._store is None:
            super().accept()
        else:
            self._store()

    def answer(self) -> tuple[list[Chosen], str]:
        """Return the persons (ids, or the fields of new ones) and their role."""
        return self._answer
