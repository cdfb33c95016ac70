"""파기…: what would go and what stays, each file decided, who approved, and a word typed to be sure."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.privacy.access import AccessPurpose
from app.domain.privacy.destruction import BackupWay, Outcome, Plan, cleaned
from app.domain.privacy.sight import SightItem
from app.errors import UserError
from app.services.privacy import access
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.pages.people.destroy_lists import FileRows, PlaceRows
from ui.pages.people.unmasking import open_unmask
from ui.widgets.banner import Banner
from ui.widgets.controls import Segmented, button
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import WordLabel, label, line
from ui.widgets.text_editors import LongTextEditor

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Read = Callable[["Workspace"], Plan]
WORD = "파기"
WIDTH, TALL, MARGIN = 860, 760, 60
NAMED = 6
_WHOLE = Qt.AlignmentFlag(0)
FINAL = "되돌릴 수 없습니다. 예전 백업을 되살려도 다시 파기합니다."
_WAYS = (
    (BackupWay.REWRITE.value, "지금 백업에서도 파기", ""),
    (BackupWay.EXPIRE.value, "보관 기간 뒤 삭제", ""),
)


class DestroyDialog(Dialog):
    """The dry run of a destruction; it is carried out by its button and cannot be taken back."""

    def __init__(
        self, owner: QWidget, context: Context, plan: Plan, done: Callable[[Outcome], object],
        reads: Read | None = None,
    ) -> None:  # fmt: skip
        """Show ``plan``; ``done`` hears what was destroyed.

        With ``reads``, which reads the plan again, names that it quotes masked can be asked for.
        """
        super().__init__(owner.window(), "개인정보 파기")
        self._context, self._plan, self._done, self._reads = context, plan, done, reads
        self.places, self.files = PlaceRows(plan.places), FileRows(plan.files)
        self.look = button("이름 보기…", "eye", "link", self._ask_to_see, compact=True)
        self.look.setVisible(reads is not None and not plan.seen)
        self.backups = Segmented(_WAYS, "백업")
        self.approver, self.reason, self.word = QLineEdit(), LongTextEditor(2, 5), QLineEdit()
        self.wrong = WordLabel("", 13, 500, "danger")
        self.wrong.hide()
        self.go = button("파기", "trash-2", "danger", self.carry_out)
        self.go.setEnabled(False)
        self.cancel = button("취소", run=self.reject)
        self._lay_out()
        self.word.textChanged.connect(lambda text: self.go.setEnabled(text.strip() == WORD))
        room = owner.window().height() - MARGIN
        self.resize(WIDTH, min(TALL, max(room, 480)))

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = label("개인정보 파기", 16, 600)
        head.setContentsMargins(20, 18, 20, 12)
        box.addWidget(head)
        box.addWidget(line())
        box.addWidget(scroll_area(self._body()), 1)
        box.addWidget(line())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 14)
        foot.setSpacing(8)
        self.word.setPlaceholderText(f"‘{WORD}’라고 적으면 단추가 켜집니다")
        self.word.setAccessibleName(f"확인: {WORD}라고 적기")
        self.word.setFixedWidth(260)
        foot.addWidget(self.word)
        foot.addWidget(self.wrong, 1)
        foot.addStretch(0)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        box.addLayout(foot)

    def _body(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("role", "surface")
        body = QVBoxLayout(inner)
        body.setContentsMargins(20, 14, 20, 16)
        body.setSpacing(12)
        body.addWidget(Banner(FINAL, "triangle-alert", "danger"))
        for words in self._plan.warnings:
            body.addWidget(Banner(words, "circle-alert", "warning"))
        body.addWidget(WordLabel(self._who(), 14, 500))
        body.addLayout(self._counts())
        if self._plan.places:
            _section(body, f"글에서 지울 곳 {len(self._plan.places):,}건", self.places, self.look)
        if self._plan.files:
            _section(body, f"파일 {len(self._plan.files):,}개를 하나씩 정하십시오", self.files)
        _section(body, f"이 자료의 백업 {len(self._plan.backups):,}개", self.backups)
        for words in self._plan.elsewhere:
            body.addWidget(WordLabel(words, 13, tone="text2"))
        body.addLayout(self._approval())
        body.addStretch(1)
        return inner

    def _who(self) -> str:
        people = self._plan.people
        sight = self._context.sight
        named = [
            f"{sight.name(person.id, person.name, person.actor_kind)} → {person.alias}"
            for person in people[:NAMED]
        ]
        more = f" 외 {len(people) - NAMED}명" if len(people) > NAMED else ""
        return ", ".join(named) + more

    def _counts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for column, (title, pairs) in enumerate(
            (("없어지는 것", self._plan.goes), ("남는 것", self._plan.stays))
        ):
            grid.addWidget(label(title, 14, 600), 0, 2 * column)
            for row, (words, count) in enumerate(pairs, 1):
                grid.addWidget(label(words, 13, tone="text2"), row, 2 * column)
                number = label(f"{count:,}", 13, 500)
                grid.addWidget(number, row, 2 * column + 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def _approval(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, (words, editor) in enumerate(
            (("승인한 사람 *", self.approver), ("파기 사유 *", self.reason))
        ):
            name = label(words, 13, 500, "text2")
            name.setBuddy(editor)
            editor.setAccessibleName(words.removesuffix(" *"))
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, row, 1)
        self.approver.setPlaceholderText("직위와 이름")
        self.reason.setPlaceholderText(f"{access.REASON_LENGTH}자 이상. 파기하는 사람의 이름은 적지 않습니다")
        grid.setColumnStretch(1, 1)
        return grid

    def _ask_to_see(self) -> None:
        people = [person.id for person in self._plan.people]
        open_unmask(self, self._context, people, self._read_again, AccessPurpose.OTHER, (SightItem.NAME,))

    def _read_again(self) -> None:
        if self._reads is not None:
            self._context.tasks.read(self, self._reads, self._quote, "destruction")

    def _quote(self, plan: Plan) -> None:
        """Quote texts and files with the names that may be seen now; what was decided stays so."""
        self.places.quote(plan.places)
        self.files.quote(plan.files)
        self.look.setVisible(not plan.seen)

    def carry_out(self) -> None:
        """Destroy, off the UI thread; the dialog says what is missing and closes when all is done."""
        plan = self._plan.without(*self.places.excepted())
        files, backups = self.files.decisions(), BackupWay(self.backups.value())
        approver, reason = self.approver.text(), self.reason.value()
        self._hold(True)
        self.wrong.hide()
        # An open window would write back what it remembers of the person.
        self._context.state.rewrite(lambda value: cleaned(value, plan.marks))

        def work(ws: "Workspace") -> Outcome:
            from app.services.privacy import destruction

            return destruction.carry_out(
                ws, plan, approved_by=approver, reason=reason, files=files, backups=backups
            )

        self._context.tasks.write(self, "개인정보 파기", work, self._finished, self._refuse)

    def _hold(self, busy: bool) -> None:
        self.go.setEnabled(not busy)
        self.go.setText("파기하고 있습니다…" if busy else "파기")
        self.cancel.setEnabled(not busy)

    def reject(self) -> None:
        """Leave all as it is; not while it is being done."""
        if self.cancel.isEnabled():
            super().reject()

    def _refuse(self, error: UserError) -> None:
        self._hold(False)
        self.wrong.setText(error.message)
        self.wrong.show()
        field: QWidget | None = {"approved_by": self.approver, "reason": self.reason}.get(error.field)
        if field is not None:
            field.setFocus()

    def _finished(self, outcome: Outcome) -> None:
        self.accept()
        self._done(outcome)


def _section(body: QVBoxLayout, title: str, widget: QWidget, tool: QWidget | None = None) -> None:
    body.addSpacing(4)
    head = QHBoxLayout()
    head.addWidget(label(title, 14, 600))
    if tool is not None:
        head.addWidget(tool)
    head.addStretch(1)
    body.addLayout(head)
    side = Qt.AlignmentFlag.AlignLeft if isinstance(widget, Segmented) else _WHOLE
    body.addWidget(widget, 0, side)


def open_destroy(
    owner: QWidget,
    context: Context,
    people: Sequence[int],
    done: Callable[[Outcome], object],
    deleted: Sequence[str] = (),
) -> None:
    """Read what destroying ``people`` would do and show it; ``deleted`` are uids of deleted persons."""

    def read(ws: "Workspace") -> Plan:
        from app.services.privacy import destruction_plan

        return destruction_plan.plan(ws, people, deleted)

    def show(plan: Plan) -> None:
        # Who was deleted is on no list on which one could be looked at.
        DestroyDialog(owner, context, plan, done, None if deleted else read).open()

    context.tasks.read(owner, read, show, "destruction", lambda error: context.notify(error.message))
