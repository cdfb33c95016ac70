"""One person: masked to look at, plain only while it is being changed, with the projects taken part in."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.choices import Role
from app.domain.desk_role import Duty
from app.domain.participant import Participant, is_exempt
from app.domain.person import PERSON_FIELDS, Membership, Person
from app.domain.privacy.access import AccessPurpose
from app.errors import UserError
from app.services import people, records
from app.services.privacy import consents
from app.services.privacy.consents import PersonConsents
from ui import theme
from ui.autosave import Autosave
from ui.context import Context
from ui.dialogs.form_dialog import feed_references
from ui.formats import text_of
from ui.pages.people.consent_section import ConsentSection
from ui.pages.people.unmasking import open_unmask
from ui.roles import Roles
from ui.widgets.badges import BLUE, PLAIN, Badge
from ui.widgets.controls import button, tool_button
from ui.widgets.form import RecordForm
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.stack import Stack
from ui.widgets.text import ElidedLabel, IconLabel, WordLabel, label, line

EMPTY, LOOK, FORM = range(3)
LABEL = 72
SHOWN = tuple(spec for spec in PERSON_FIELDS if spec.key not in ("name", "actor_kind", "project_count"))


class PersonPanel(Panel):
    """Shows a person, changes one as one types, or takes a new one."""

    removeRequested = Signal(int)
    added = Signal(int)
    turned = Signal()
    """The form was opened or left."""
    lookAsked = Signal(int)
    consentAsked = Signal(str, str, object)
    """An action on the consent to a purpose, with all consents of the person."""

    def __init__(self, context: Context) -> None:
        """Make an empty panel."""
        super().__init__("참여자 정보")
        self._context = context
        self.person: Participant | None = None
        self.consents: PersonConsents | None = None
        self.form = RecordForm(PERSON_FIELDS, later=True)
        self.form.guard(partial(Roles(context).may, Duty.EDIT_PEOPLE))
        feed_references(self.form, PERSON_FIELDS, context, self)
        self.saving = Autosave(
            self.form,
            context.tasks,
            "참여자 수정",
            lambda ws, record, values: records.edit(ws, "person", [record], values),
        )
        self.stack = Stack(self._nobody(), self._look(), _scrolled(self.form))
        self.body.addWidget(self.stack, 1)
        self._foot = self.add_foot()
        self.strip = cast(QWidget, self._foot.parentWidget())
        self.remove_button = button("삭제", "trash-2", "ghost", self._remove)
        self.edit_button = button("고치기", "pencil", run=self.begin_edit)
        self.close_button = button("닫기", kind="primary", run=self.end_edit)
        self.cancel_button = button("취소", run=self.end_edit)
        self.store_button = button("등록", kind="primary", run=self._store)
        self._foot.addWidget(self.remove_button)
        self._foot.addStretch(1)
        for widget in (self.edit_button, self.close_button, self.cancel_button, self.store_button):
            self._foot.addWidget(widget)
        self.show_person(None)

    def _nobody(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        words = WordLabel("명단에서 한 사람을 고르면 정보와 참여한 과제가 나옵니다.", tone="text2")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addStretch(1)
        box.addWidget(words)
        box.addStretch(1)
        return page

    def _look(self) -> QWidget:
        inner = QWidget()
        self.name = label("", 20, 700)
        self.kind = Badge()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.kind)
        head.addStretch(1)
        head.addWidget(tool_button("eye", "개인정보 열람", self._look_asked, compact=True))
        self._facts = QVBoxLayout()
        self._facts.setSpacing(6)
        self.section = ConsentSection()
        self.section.asked.connect(self._ask)
        self._count = label("참여 과제", 14, 600)
        self._projects = Rows(self._project_row)
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(self.section)
        box.addWidget(line())
        box.addLayout(self._facts)
        box.addWidget(line())
        box.addWidget(self._count)
        box.addWidget(self._projects)
        box.addStretch(1)
        return _scrolled(inner)

    # -- looking

    def show_person(self, person: Participant | None) -> None:
        """Show ``person`` as may be seen now; an open form stays with the person it changes."""
        other = (person.id if person else None) != (self.person.id if self.person else None)
        self.person = person
        if person is None:
            self._projects.set_items(())
        if other or self.stack.currentIndex() != FORM:
            self.form.flush()
            self._turn_to(LOOK if person else EMPTY)
        if person is not None:
            self._fill(person)
            self._read_consents(person.id)
            self._read_projects(person.id)
            if self.stack.currentIndex() == FORM and self.form.record_id == person.id:
                self._refill(person.id)

    def _fill(self, person: Participant) -> None:
        seen = self._context.sight.row(person)
        self.name.setText(seen.name)
        kind = next(spec for spec in PERSON_FIELDS if spec.key == "actor_kind")
        self.kind.set_badge(text_of(kind, person) or "구분 없음", BLUE if person.actor_kind else PLAIN)
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for spec in SHOWN:
            text = text_of(spec, seen)
            if text or spec.shown:
                self._facts.addWidget(_fact(spec.label, text or "–"))

    def _read_consents(self, person: int) -> None:
        self._context.tasks.read(
            self, lambda ws: consents.of_person(ws, person), self._show_consents, key="consents"
        )

    def _show_consents(self, found: PersonConsents) -> None:
        if self.person is not None and found.person_id == self.person.id:
            self.consents = found
            self.section.show_consents(
                found, self._context.workspace.today, is_exempt(self.person.actor_kind)
            )

    def _ask(self, action: str, purpose: str) -> None:
        if self.consents is not None:
            self.consentAsked.emit(action, purpose, self.consents)

    def _read_projects(self, person: int) -> None:
        self._context.tasks.read(
            self, lambda ws: people.memberships(ws, person), self._show_projects, key="projects"
        )

    def _show_projects(self, found: Sequence[Membership]) -> None:
        self._count.setText(f"참여 과제 {len(found)}건" if found else "참여한 과제가 없습니다")
        self._projects.set_items(list(found))

    def _project_row(self, membership: Membership) -> QWidget:
        row = QPushButton()
        row.setObjectName(f"membership-{membership.id}")
        row.setProperty("kind", "ghost")
        row.setStyleSheet("QPushButton { min-height: 36px; max-height: 36px; padding: 0; }")
        row.setAccessibleName(f"{membership.project} 과제 열기, {Role(membership.role).label}")
        row.clicked.connect(
            lambda _on=False: self._context.navigate("project", project_id=membership.project_id, tab="team")
        )
        box = QHBoxLayout(row)
        box.setContentsMargins(4, 0, 4, 0)
        box.setSpacing(8)
        box.addWidget(ElidedLabel(membership.project, 13, 500), 1)
        past = " (해촉)" if membership.to_on else ""
        box.addWidget(label(Role(membership.role).label.split("(")[0] + past, 13, tone="text2"))
        box.addWidget(IconLabel("chevron-right", "text2", 14))
        return row

    # -- changing

    def _look_asked(self) -> None:
        if self.person is not None:
            self.lookAsked.emit(self.person.id)

    def begin_edit(self) -> None:
        """Open the form on the person shown; it shows all in full, so a look has to be asked for first."""
        if self.person is None:
            return
        refusal = Roles(self._context).may(Duty.EDIT_PEOPLE)
        if refusal:
            self._context.notify(refusal)
        elif set(self._context.sight.masked_items) - set(self._context.sight.seen_items(self.person.id)):
            people, purpose = [self.person.id], AccessPurpose.CORRECT
            items = self._context.sight.masked_items
            open_unmask(self, self._context, people, self._open_form, purpose, items)
        else:
            self._open_form()

    def _open_form(self) -> None:
        if self.person is not None:
            self._refill(self.person.id)
            self._turn_to(FORM)
            self.form.fields["name"].editor.setFocus()

    def _refill(self, person: int) -> None:
        stamp = self.saving.stamp()

        def show(row: Person) -> None:
            if self.person is not None and row.id == self.person.id and self.saving.fresh(stamp):
                self.form.set_record(row)

        self._context.tasks.read(self, lambda ws: people.get(ws, person), show, key="form")

    def end_edit(self) -> None:
        """Hand over what was typed and show the person again."""
        self.form.flush()
        self._turn_to(LOOK if self.person else EMPTY)

    def begin_new(self) -> None:
        """Open an empty form for a new person."""
        self.person = None
        self.form.set_record(None)
        self._turn_to(FORM)
        self.form.fields["name"].editor.setFocus()

    def _store(self) -> None:
        try:
            values = self.form.values()
        except UserError:
            return  # the form says it beside the field

        def stored(person: Person) -> None:
            self._turn_to(EMPTY)
            self.added.emit(person.id)

        self._context.tasks.write(
            self, "참여자 추가", lambda ws: people.add_person(ws, values), stored, self.form.fail
        )

    def editing(self) -> bool:
        """Tell whether the form is open."""
        return self.stack.currentIndex() == FORM

    def _turn_to(self, page: int) -> None:
        if page == FORM:
            self.form.make()
        self.stack.setCurrentIndex(page)
        new = page == FORM and self.person is None
        self.title.setText(
            {EMPTY: "참여자 정보", LOOK: "참여자 정보"}.get(page, "참여자 추가" if new else "참여자 고치기")
        )
        self.set_meta("적는 대로 저장합니다" if page == FORM and not new else "")
        self.meta.setFont(theme.font(13))
        self.remove_button.setVisible(page == LOOK)
        self.edit_button.setVisible(page == LOOK)
        self.close_button.setVisible(page == FORM and not new)
        self.cancel_button.setVisible(new)
        self.store_button.setVisible(new)
        self.strip.setVisible(page != EMPTY)
        self.turned.emit()

    def _remove(self) -> None:
        if self.person is not None:
            self.removeRequested.emit(self.person.id)


def _fact(name: str, text: str) -> QWidget:
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(8)
    head = label(name, 13, tone="meta")
    head.setFixedWidth(LABEL)
    box.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(WordLabel(text, 13), 1)
    return row


def _scrolled(inner: QWidget) -> QScrollArea:
    holder = QWidget()
    holder.setProperty("role", "plain")
    box = QVBoxLayout(holder)
    box.setContentsMargins(16, 14, 16, 14)
    box.addWidget(inner)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(holder)
    return area
