"""What a crash of the laptop must not take: the cards that are not acknowledged and the line half typed."""

from dataclasses import asdict

from app.domain.privacy import resident_number
from app.domain.running import Capture
from app.errors import UserError
from ui.state import UiState


class Recovery:
    """Keeps waiting cards and the draft of one session in the state of the window until they are stored.

    The state is written within half a second of the first change.  A card carries its identity, so that one
    that was stored just before the crash is not stored twice.
    """

    def __init__(self, state: UiState, session_uid: str) -> None:
        """Take up what an earlier run of the session left."""
        self._state, self._key = state, f"run/{session_uid}"
        kept = state.get(self._key)
        kept = kept if isinstance(kept, dict) else {}
        self.draft = str(kept.get("draft", ""))
        self.kind = str(kept.get("kind", ""))
        self._waiting = {card.uid: card for card in map(_card, kept.get("waiting") or ()) if card}

    def waiting(self) -> list[Capture]:
        """Return the cards that are not acknowledged, the oldest first."""
        return list(self._waiting.values())

    def keep_draft(self, text: str, kind: str) -> None:
        """Keep the line as it is now, but for a number that may be kept nowhere."""
        try:
            resident_number.refuse(text, "")
        except UserError:
            text = ""
        self.draft, self.kind = text, kind
        self._keep()

    def await_(self, card: Capture) -> None:
        """Keep a card until it is acknowledged."""
        self._waiting[card.uid] = card
        self._keep()

    def acknowledge(self, uid: str) -> None:
        """Let go of a card that is stored."""
        self._waiting.pop(uid, None)
        self._keep()

    def _keep(self) -> None:
        if not (self.draft or self._waiting):
            self._state.set(self._key, None)
            return
        cards = [asdict(card) for card in self._waiting.values()]
        self._state.set(self._key, {"draft": self.draft, "kind": self.kind, "waiting": cards})


def _card(kept: object) -> Capture | None:
    if not isinstance(kept, dict) or not (kept.get("uid") and kept.get("kind") and kept.get("text")):
        return None
    item = kept.get("agenda_item_id")
    return Capture(
        str(kept["uid"]), str(kept["kind"]), str(kept["text"]), item if isinstance(item, int) else None
    )
