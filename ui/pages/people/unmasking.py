"""개인정보 열람: whose, which items, why and how long; the line of the log is shown before it is written."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.choices import ActorKind
from app.domain.desk_role import Duty
from app.domain.participant import Participant
from app.domain.privacy.access import AccessAction, AccessPurpose
from app.domain.privacy.sight import Grant, SightItem
from app.errors import UserError
from app.services import listing
from app.services.privacy import sight
from ui import icons, looking
from ui.context import Context
from ui.dialogs.confirm import MessageDialog
from ui.pages.people.columns import clock_words
from ui.widgets.controls import Segmented, button
from ui.widgets.purpose import PurposeFields, log_banner
from ui.widgets.text import ElidedLabel, WordLabel, label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LEAVING = 0
_ENDS = ((5, "5분 뒤", ""), (10, "10분 뒤", ""), (LEAVING, "이 화면을 떠날 때", ""))
USUAL = (SightItem.NAME, SightItem.PHONE)
Done = Callable[[], object]


def open_unmask(
    owner: QWidget,
    context: Context,
    people: Sequence[int],
    done: Done | None = None,
    purpose: AccessPurpose | None = None,
    items: Sequence[SightItem] = USUAL,
) -> None:
    """Ask why ``people`` are to be seen, and let them be seen; ``done`` then."""
    try:
        sight.refuse_role(context.workspace, Duty.UNMASK)
    except UserError as error:
        context.notify(error.message)
        return
    if not people:
        context.notify("열람할 참여자를 먼저 고르십시오.")
        return

    def show(rows: list[Participant]) -> None:
        if rows:
            UnmaskDialog(owner, context, rows[0], list(people), done, purpose, items).open()

    context.tasks.read(owner, partial(_first, list(people)), show, key="unmask")


def _first(people: list[int], ws: "Workspace") -> list[Participant]:
    return list(listing.rows(ws, "participant", people[:1]))


class UnmaskDialog(MessageDialog):
    """Asks for items, purpose, reason and when to mask again."""

    def __init__(
        self, owner: QWidget, context: Context, first: Participant, people: Sequence[int],
        done: Done | None, purpose: AccessPurpose | None, items: Sequence[SightItem],
    ) -> None:  # fmt: skip
        """Ask about ``people``, of whom ``first`` is named."""
        super().__init__(owner.window(), "개인정보 열람", "", "shield-check", "text2")
        self._context, self._people, self._done = context, tuple(people), done
        self.boxes = {item: QCheckBox(item.label) for item in context.sight.masked_items}
        self.fields = PurposeFields(purpose)
        self.ends = Segmented(_ENDS, "다시 가리기")
        self.ends.set_value(10)
        self.line = log_banner(context.workspace, AccessAction.UNMASK)
        self.wrong = WordLabel("", 12, 500, "danger")
        self.wrong.hide()
        self.content.setSpacing(14)
        self.content.addWidget(self._card(first))
        self.content.addLayout(_part("열람할 항목", self._checks(items)))
        self.content.addWidget(self.fields)
        self.content.addLayout(_part("다시 가리기", self.ends))
        self.content.addWidget(self.line)
        self.content.addWidget(self.wrong)
        self._buttons.addWidget(button("취소", run=self.reject))
        self.action = button("", "eye", "primary", self._ask)
        self._buttons.addWidget(self.action)
        self.ends.chosen.connect(lambda _value: self._name_action())
        self._name_action()
        self.fields.purpose.setFocus()

    def _card(self, first: Participant) -> QFrame:
        card = QFrame()
        card.setProperty("role", "note")
        seen = self._context.sight.row(first)
        more = f" 외 {len(self._people) - 1:,}명" if len(self._people) > 1 else ""
        kind = ActorKind(first.actor_kind).label if first.actor_kind else ""
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(label(f"{seen.name}{more}", 14, 600))
        names.addWidget(
            ElidedLabel(" · ".join(p for p in (kind, first.place) if p) or "구분 없음", 13, tone="text2")
        )
        clock = QVBoxLayout()
        clock.setSpacing(2)
        words, _kind = clock_words(first, self._context.workspace.today)
        for text, weight, tone in (("보유 기한", 400, "text2"), (words, 600, "text")):
            line = label(text, 13, weight, tone)
            clock.addWidget(line, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(card)
        row.setContentsMargins(14, 10, 14, 10)
        row.addLayout(names, 1)
        row.addLayout(clock)
        return card

    def _checks(self, items: Sequence[SightItem]) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for item, box in self.boxes.items():
            box.setChecked(item in items)
            row.addWidget(box)
        row.addStretch(1)
        return holder

    def _name_action(self) -> None:
        for segment in self.ends.findChildren(QPushButton):
            segment.setIcon(icons.icon("check", "link") if segment.isChecked() else QIcon())
        minutes = self.ends.value()
        self.action.setText(f"{minutes}분 동안 열람" if minutes else "이 화면에서 열람")

    def items(self) -> tuple[SightItem, ...]:
        """Return the items ticked."""
        return tuple(item for item, box in self.boxes.items() if box.isChecked())

    def _ask(self) -> None:
        try:
            purpose, reason = self.fields.values()
        except UserError:
            return  # said beside the field
        people, items, minutes = self._people, self.items(), self.ends.value() or None

        def write(ws: "Workspace") -> Grant:
            return sight.unmask(ws, people, items, purpose, reason, minutes)

        self.store_and_close(self._context.tasks, "개인정보 열람", write, self._granted, self._refused)

    def _granted(self, grant: Grant) -> None:
        looking.show_again(self._context, grant.people)
        looking.watch(self._context)
        if self._done is not None:
            self._done()

    def _refused(self, error: UserError) -> None:
        self.wrong.setText("" if error.field in ("purpose", "reason") else error.message)
        self.wrong.setVisible(bool(self.wrong.text()))
        if not self.wrong.text():
            self.fields.fail(error)


def _part(title: str, widget: QWidget) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(6)
    box.addWidget(label(title, 13, 600))
    box.addWidget(widget)
    return box
