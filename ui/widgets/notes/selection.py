"""Which cards of a board are selected: one, several by Ctrl, a stretch by Shift, or what a frame holds."""

from collections.abc import Sequence

from ui.widgets.notes.layout import NoteLayout


class NoteSelection:
    """The framed card, the selected ones, and the card from which Shift stretches."""

    def __init__(self, layout: NoteLayout) -> None:
        """Select nothing."""
        self._layout = layout
        self.current: int | None = None
        self.chosen: set[int] = set()
        self._anchor: int | None = None
        self._before: set[int] = set()

    def cards(self) -> list[int]:
        """Return the selected cards in the order of the board, else the framed one."""
        chosen = self.chosen or ({self.current} if self.current is not None else set())
        return [card for card in self._layout.order() if card in chosen]

    def set_current(self, card: int | None) -> None:
        """Frame and select one card alone."""
        self.current = self._anchor = card
        self.chosen = {card} if card is not None else set()

    def click(self, card: int, several: bool, stretch: bool) -> None:
        """Select a card: alone, in addition or off again (Ctrl), or all from the anchor to it (Shift)."""
        if stretch and self._anchor is not None:
            self.stretch(card)
        elif several:
            self.chosen ^= {card}
            self.current = self._anchor = card
        else:
            self.set_current(card)

    def stretch(self, card: int) -> None:
        """Select all from the anchor to ``card``, in the order of the board."""
        order = self._layout.order()
        if self._anchor not in order:
            self._anchor = card
        first, last = sorted((order.index(self._anchor), order.index(card)))
        self.chosen = set(order[first : last + 1])
        self.current = card

    def begin_band(self, keep: bool) -> None:
        """Begin a frame; what was selected stays with Ctrl."""
        self._before = set(self.chosen) if keep else set()
        self.chosen = set(self._before)
        if not keep:
            self.current = None

    def band(self, inside: Sequence[int]) -> None:
        """Select what the frame holds."""
        self.chosen = self._before | set(inside)
        self.current = inside[-1] if inside else self.current

    def all(self) -> None:
        """Select every card."""
        self.chosen = set(self._layout.order())

    def keep(self) -> None:
        """Forget cards that are gone."""
        self.chosen = {card for card in self.chosen if self._layout.place(card) is not None}
        if self.current is not None and self._layout.place(self.current) is None:
            self.current = None
        if self._anchor is not None and self._layout.place(self._anchor) is None:
            self._anchor = self.current
