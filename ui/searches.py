"""What was looked for: searches kept under their words, and those made last.

A person's name may stand in what was typed, so of a protected file nothing is written down of the last ones:
they are forgotten with the window.
"""

from app.domain.privacy import resident_number
from app.errors import UserError
from ui.state import UiState

RECENT, KEPT = 8, 30


class Searches:
    """The searches of one data file."""

    def __init__(self, state: UiState, file: str, *, remembers: bool = True) -> None:
        """Read what is kept for the file called ``file``; ``remembers``: the last ones are written down."""
        self._state, self._remembers = state, remembers
        self._saved_key, self._recent_key = f"find/saved/{file}", f"find/recent/{file}"
        self.saved = _words(state.get(self._saved_key, []))
        self.recent = _words(state.get(self._recent_key, [])) if remembers else []

    def used(self, text: str) -> None:
        """Put a search at the head of the last ones."""
        words = " ".join(text.split())
        if len(words) < 2 or _refused(words):
            return
        self.recent = [words, *(other for other in self.recent if other != words)][:RECENT]
        if self._remembers:
            self._state.set(self._recent_key, self.recent)

    def save(self, text: str) -> None:
        """Keep a search; a UserError where it may not be kept."""
        words = " ".join(text.split())
        resident_number.refuse(words, "찾는 말", "text")
        self.saved = [*(other for other in self.saved if other != words), words][-KEPT:]
        self._state.set(self._saved_key, self.saved)

    def forget(self, text: str) -> None:
        """Keep a search no longer, and take it out of the last ones."""
        self.saved = [words for words in self.saved if words != text]
        self.recent = [words for words in self.recent if words != text]
        self._state.set(self._saved_key, self.saved)
        if self._remembers:
            self._state.set(self._recent_key, self.recent)


def _refused(text: str) -> bool:
    try:
        resident_number.refuse(text, "찾는 말", "text")
    except UserError:
        return True
    return False


def _words(kept: object) -> list[str]:
    return [text for text in kept if isinstance(text, str)] if isinstance(kept, list) else []
