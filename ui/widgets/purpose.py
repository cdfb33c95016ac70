"""목적과 사유: what every look at, copy of or file with unmasked personal data has to say first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.koreandate import format_date
from app.domain.privacy import resident_number
from app.domain.privacy.access import AccessAction, AccessPurpose
from app.errors import UserError
from ui.widgets.banner import Banner
from ui.widgets.choice_editors import ChoiceEditor
from ui.widgets.text import WordLabel, label
from ui.widgets.text_editors import LongTextEditor, set_invalid

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LEAST, MOST = 10, 200
HINT = f"{LEAST}자 이상 적어 주세요"


def log_words(ws: "Workspace", action: AccessAction) -> str:
    """Return who will be named in the log, and when: 홍길동 · 시민소통실 · 2026. 6. 18. 14:03 열람으로 …."""
    now = ws.clock().astimezone()
    who = (ws.actor, ws.settings.department, f"{format_date(now.date())} {now:%H:%M} {action.label}")
    words = " · ".join(part for part in who if part)
    return f"{words}{'로' if action.label[-1] in '기쇄사' else '으로'} 기록됩니다."


class PurposeFields(QWidget):
    """사유 필수: the purpose from a list, the reason in one's own words with its letters counted.

    What is wrong is said beside the field; ``edited`` comes with every change.
    """

    edited = Signal()

    def __init__(self, purpose: AccessPurpose | None = None) -> None:
        """Begin with ``purpose`` chosen, else none."""
        super().__init__()
        self.purpose = ChoiceEditor([(one.value, one.label) for one in AccessPurpose], required=True)
        self.purpose.setAccessibleName("목적")
        self.purpose.setPlaceholderText("목적을 고르십시오")
        self.purpose.setCurrentIndex(-1)
        if purpose is not None:
            self.purpose.set_value(purpose.value)
        self.reason = LongTextEditor(lines=2, most=4)
        self.reason.setAccessibleName("사유")
        self.reason.setPlaceholderText("예: 3차 워크숍 참석 여부를 전화로 확인")
        self.hint = WordLabel(HINT, 12, tone="text2")
        self.count = label(f"0 / {MOST}자", 12, tone="text2")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(label("사유", 13, 600))
        head.addWidget(label("필수", 13, 500, "danger"))
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.count)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.purpose)
        box.addWidget(self.reason)
        box.addLayout(foot)
        self.reason.textChanged.connect(self._counted)
        self.purpose.activated.connect(lambda _index: self._counted())

    def _counted(self) -> None:
        length = len(self.reason.toPlainText().strip())
        self.count.setText(f"{length} / {MOST}자")
        self.count.setProperty("tone", "danger" if length > MOST else "text2")
        self.count.style().polish(self.count)
        self._say("")
        self.edited.emit()

    def _say(self, wrong: str) -> None:
        self.hint.setText(wrong or HINT)
        self.hint.setProperty("tone", "danger" if wrong else "text2")
        self.hint.style().polish(self.hint)
        set_invalid(self.reason, bool(wrong) and self.purpose.currentIndex() >= 0)

    def values(self) -> tuple[str, str]:
        """Return purpose and reason; what the log would not take is a UserError, said beside the field."""
        try:
            return self._values()
        except UserError as error:
            self.fail(error)
            raise

    def _values(self) -> tuple[str, str]:
        purpose = self.purpose.value() if self.purpose.currentIndex() >= 0 else None
        reason = self.reason.toPlainText().strip()
        if not purpose:
            raise UserError("목적을 먼저 고르십시오.", "purpose")
        if not LEAST <= len(reason) <= MOST:
            raise UserError(
                f"사유를 {LEAST}자에서 {MOST}자 사이로 적으십시오. 지금 {len(reason)}자입니다.", "reason"
            )
        resident_number.refuse(reason, "사유", "reason")
        return str(purpose), reason

    def fail(self, error: UserError) -> None:
        """Say what was refused and put the cursor there."""
        self._say(error.message)
        (self.purpose if error.field == "purpose" else self.reason).setFocus()


def log_banner(ws: "Workspace", action: AccessAction) -> Banner:
    """Return the line that shows what will be written in the log."""
    return Banner(log_words(ws, action), "file-clock", "warning")
