"""동의 of one person in the side panel: how each purpose stands, until when, the paper, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.koreandate import format_date
from app.domain.privacy.consent import Consent, ConsentPurpose, ConsentState, covers
from app.services.privacy.consents import PersonConsents
from ui import icons
from ui.pages.people.columns import LOOKS
from ui.roles import spoken_against
from ui.widgets.badges import KINDS, PLAIN, Badge, Kind
from ui.widgets.controls import button, tool_button
from ui.widgets.rows import Rows
from ui.widgets.text import IconLabel, WordLabel, label

GIVE, RENEW, WITHDRAW, ATTACH, SAVE, DETACH = "give", "renew", "withdraw", "attach", "save", "detach"
_BADGES: dict[ConsentState, Kind] = {
    ConsentState.VALID: KINDS["met"],
    ConsentState.ENDING: KINDS["soon"],
    ConsentState.ENDED: KINDS["overdue"],
    ConsentState.WITHDRAWN: KINDS["overdue"],
    ConsentState.REFUSED: PLAIN,
    ConsentState.MISSING: PLAIN,
    ConsentState.EXEMPT: PLAIN,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One purpose as it stands."""

    purpose: ConsentPurpose
    state: ConsentState
    consent: Consent | None
    today: date


class ConsentSection(QWidget):
    """``asked(action, purpose)`` says what is to be done with the consent to a purpose."""

    asked = Signal(str, str)
    historyWanted = Signal()

    def __init__(self) -> None:
        """Make an empty section."""
        super().__init__()
        self.count = label("동의", 14, 600)
        self.history_button = button("이력", "history", "ghost", self.historyWanted.emit, compact=True)
        self.give_button = button(
            "동의 기록", "clipboard-check", run=partial(self.asked.emit, GIVE, ""), compact=True
        )
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.history_button)
        head.addWidget(self.give_button)
        self.lines = Rows(self._line)
        self.note = WordLabel("", 12, tone="meta")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.note)
        box.addWidget(self.lines)

    def show_consents(self, found: PersonConsents, today: date, exempt: bool) -> None:
        """Show how each purpose stands; of officials only what is on record."""
        lines = [Line(p, found.states[p], found.current.get(p), today) for p in ConsentPurpose]
        if exempt:
            lines = [line for line in lines if line.consent is not None]
        self.lines.set_items(lines)
        self.note.setText("공무원이 직무로 참여할 때에는 동의가 필요하지 않습니다." if exempt else "")
        self.note.setVisible(exempt)
        self.history_button.setVisible(bool(found.rows))

    def _line(self, line: Line) -> QWidget:
        row = QWidget()
        row.setObjectName(f"consent-{line.purpose.value}")
        icon, color = LOOKS[line.state]
        upper = QHBoxLayout()
        upper.setSpacing(6)
        upper.addWidget(IconLabel(icon, color, 16))
        upper.addWidget(label(line.purpose.label, 13, 600))
        upper.addWidget(Badge(line.state.label, _BADGES[line.state]))
        upper.addStretch(1)
        for made in self._buttons(line):
            upper.addWidget(made)
        box = QVBoxLayout(row)
        box.setContentsMargins(0, 5, 0, 5)
        box.setSpacing(2)
        box.addLayout(upper)
        for words in said(line):
            lower = WordLabel(words, 13, tone="text2")
            lower.setContentsMargins(22, 0, 0, 0)
            box.addWidget(lower)
        return row

    def _buttons(self, line: Line) -> Sequence[QWidget]:
        if line.consent is None:
            return ()
        code, words = line.purpose.value, line.purpose.label
        made: list[QWidget] = []
        if line.state in (ConsentState.ENDING, ConsentState.ENDED):
            again = button("갱신", kind="link", run=partial(self.asked.emit, RENEW, code), compact=True)
            again.setAccessibleName(f"{words} 동의 갱신")
            again.setObjectName(f"renew-{code}")
            made.append(again)
        more = tool_button("ellipsis", f"{words} 동의에서 할 일", compact=True)
        more.setObjectName(f"more-{code}")
        more.clicked.connect(lambda _on=False: self.menu_of(line, more.mapToGlobal(QPoint(0, 28))))
        return (*made, more)

    def menu_of(self, line: Line, at: QPoint | None = None) -> QMenu:
        """Return the menu of one consent, shown at ``at`` where given."""
        menu, consent = QMenu(self), line.consent
        offers = [(RENEW, "갱신…", "refresh-cw")]
        if covers(line.state) or line.state is ConsentState.ENDED:
            offers.append((WITHDRAW, "철회…", "circle-x"))
        offers.append((ATTACH, "동의서 파일 붙이기…", "paperclip"))
        if consent is not None and consent.scan_sha256:
            offers += [(SAVE, "동의서 파일 저장…", "save"), (DETACH, "동의서 파일 떼기", "unlink")]
        refusal = spoken_against(self, Duty.EDIT_PEOPLE)
        if refusal:
            menu.addAction(icons.icon("lock"), refusal).setEnabled(False)
        for action, words, icon in offers:
            made = menu.addAction(icons.icon(icon), words)
            made.setEnabled(not refusal or action == SAVE)
            made.triggered.connect(
                lambda _on=False, action=action: self.asked.emit(action, line.purpose.value)
            )
        if at is not None:
            menu.popup(at)
        return menu


def said(line: Line) -> list[str]:
    """Return what is known of a consent, in short lines."""
    consent = line.consent
    if consent is None:
        return []
    words = []
    given = format_date(consent.given_on) if consent.given_on else ""
    if line.state is ConsentState.REFUSED:
        words.append(f"{given} 동의하지 않음".strip())
    else:
        until = f" ~ {format_date(consent.ends_on)}" if consent.ends_on else ""
        left = ""
        if covers(line.state) and consent.ends_on:
            left = f" (D-{(consent.ends_on - line.today).days})"
        words.append(f"{given}{until}{left}")
    if consent.withdrawn_on is not None:
        reason = f", {consent.withdrawal_reason}" if consent.withdrawal_reason else ""
        words.append(f"{format_date(consent.withdrawn_on)} 철회{reason}")
    if consent.recipient:
        words.append(f"{consent.recipient}: {consent.recipient_purpose}")
    if consent.scan_sha256:
        words.append(f"동의서 {consent.scan_name}")
    return words
