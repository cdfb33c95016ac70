"""가리지 않고 저장·인쇄: purpose and reason are asked first, with the line of the log they will leave."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.desk_role import Duty
from app.domain.privacy.access import AccessAction
from app.errors import UserError
from ui.context import Context
from ui.dialogs.confirm import MessageDialog
from ui.widgets.controls import button
from ui.widgets.purpose import PurposeFields, log_banner

Done = Callable[[str, str], object]


class PurposeDialog(MessageDialog):
    """Asks why a paper is to name persons in full; ``done(purpose, reason)`` hears it."""

    def __init__(
        self, owner: QWidget, context: Context, title: str, action: AccessAction, go: str, done: Done
    ) -> None:
        """Ask about what is called ``title``; the button says ``go``."""
        text = "이름을 가리지 않습니다. 접속기록을 먼저 남기고, 동의하지 않은 사람은 그대로 뺍니다."
        super().__init__(owner.window(), title, text, "shield-check", "text2")
        self._done = done
        self.fields = PurposeFields()
        self.content.setSpacing(14)
        self.content.addWidget(self.fields)
        self.content.addWidget(log_banner(context.workspace, action))
        self._buttons.addWidget(button("취소", run=self.reject))
        self.action = button(go, kind="primary", run=self._go)
        self._buttons.addWidget(self.action)
        self.fields.purpose.setFocus()

    def _go(self) -> None:
        try:
            purpose, reason = self.fields.values()
        except UserError:
            return  # said beside the field
        self.accept()
        self._done(purpose, reason)


def ask_purpose(
    owner: QWidget, context: Context, title: str, action: AccessAction, go: str, done: Done
) -> None:
    """Ask for purpose and reason; a role that may not is told so."""
    from app.services.privacy import sight

    try:
        sight.refuse_role(context.workspace, Duty.EXPORT_PEOPLE)
    except UserError as error:
        context.notify(error.message)
        return
    PurposeDialog(owner, context, title, action, go, done).open()
