"""From the line to the file: each card a small step of its own, kept until it is acknowledged."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.finding import FindingKind
from app.domain.running import Capture, read_line
from app.errors import UserError
from app.services.session import running
from ui.context import Context
from ui.run_mode.recovery import Recovery

if TYPE_CHECKING:
    from app.services.workspace import Workspace

FIRST_KIND = FindingKind.VOICE.value


class Capturing(QObject):
    """Stores cards of one session in their order; what a failure left waiting goes with the next one."""

    changed = Signal()
    stored = Signal(object)
    refused = Signal(str)

    def __init__(self, owner: QWidget, context: Context, session_id: int, recovery: Recovery) -> None:
        """Store for the window ``owner``; nothing is handed over yet."""
        super().__init__(owner)
        self._owner, self._context, self._session_id = owner, context, session_id
        self.recovery = recovery
        self.kind = recovery.kind or FIRST_KIND
        # the writer takes away what failed there, so this is shared; one set operation at a time is safe
        self._on_its_way: set[str] = set()

    def enter(self, line: str, agenda_item_id: int | None) -> bool:
        """Hand a typed line over; False where there are no words in it, or none that may be stored."""
        kind, words = read_line(line, self.kind)
        if not words:
            return False
        try:
            card = running.card(kind, words, agenda_item_id)
        except UserError as error:
            self._refuse(error)
            return False
        self.recovery.await_(card)
        self.send()
        self.changed.emit()
        return True

    def send(self) -> None:
        """Hand over every card that waits and is not on its way."""
        for card in self.recovery.waiting():
            if card.uid not in self._on_its_way:
                self._on_its_way.add(card.uid)
                self._write(card)

    def _write(self, card: Capture) -> None:
        def work(ws: "Workspace") -> int:
            try:
                return running.capture(ws, self._session_id, card)
            except BaseException:
                self._on_its_way.discard(card.uid)
                raise

        def done(_card_id: int) -> None:
            self._on_its_way.discard(card.uid)
            self.recovery.acknowledge(card.uid)
            self.stored.emit(card)

        self._context.tasks.write(self._owner, "카드 저장", work, done, self._refuse)

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error.message)
