"""Whether a reading knows what a view has written: one that began before is older than what is seen."""


class Freshness:
    """Counts the writes of one view.

    ``stamp()`` taken when a reading begins and ``fresh(stamp)`` when it arrives tell whether to show it;
    ``missed()`` after a write tells that one was turned away and is to be read again.
    """

    def __init__(self) -> None:
        """Begin with nothing written."""
        # the first is counted on the UI thread only, the second on the writer's only
        self._begun = self._ended = 0
        self._turned_away = False

    def begin(self) -> None:
        """Count a write that is asked for."""
        self._begun += 1

    def end(self) -> None:
        """Count a write that is stored or refused; called on the writer's thread."""
        self._ended += 1

    def stamp(self) -> int | None:
        """Return a mark for a reading that begins now; None while a write is on its way."""
        return self._begun if self._begun == self._ended else None

    def fresh(self, stamp: int | None) -> bool:
        """Tell whether a reading begun at ``stamp`` knows every write."""
        fresh = stamp is not None and stamp == self._begun
        self._turned_away = self._turned_away or not fresh
        return fresh

    def missed(self) -> bool:
        """Tell once, as soon as all is written, that a reading was turned away."""
        missed = self._turned_away and self._begun == self._ended
        self._turned_away = self._turned_away and not missed
        return missed
