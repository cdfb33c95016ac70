"""Where the cards of a board stand: pure geometry, so that a point or a card is found without a search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize

MARGIN, COLUMN_GAP = 16, 12
HEAD, CARD, GAP, PAD = 60, 98, 8, 10
NARROW, WIDE = 208, 300


@dataclass(frozen=True, slots=True)
class Note:
    """A card as it is painted; ``own`` dots are of the voter at the desk."""

    id: int
    kind: str
    text: str
    source: str = ""
    dots: int = 0
    own: int = 0
    bare: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board with its heading; ``meta`` stands below the title."""

    key: object
    title: str
    meta: str
    ids: tuple[int, ...]
    kind: str = ""


class NoteLayout:
    """Columns of equal width with cards of equal height, in the coordinates of the whole board."""

    def __init__(self) -> None:
        """Begin empty."""
        self.columns: tuple[Column, ...] = ()
        self.width = NARROW
        self._place: dict[int, tuple[int, int]] = {}

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Lay out other columns."""
        self.columns = tuple(columns)
        self._place = {
            card: (at, row) for at, column in enumerate(columns) for row, card in enumerate(column.ids)
        }

    def fit(self, width: int) -> None:
        """Share ``width`` among the columns as far as cards stay readable."""
        count = max(len(self.columns), 1)
        room = (width - 2 * MARGIN - COLUMN_GAP * (count - 1)) // count
        self.width = max(NARROW, min(WIDE, room))

    def size(self) -> QSize:
        """Return the size of the whole board."""
        longest = max((len(column.ids) for column in self.columns), default=0)
        count = len(self.columns)
        height = MARGIN + HEAD + longest * (CARD + GAP) + 2 * MARGIN
        return QSize(2 * MARGIN + count * (self.width + COLUMN_GAP) - COLUMN_GAP, height)

    def left(self, at: int) -> int:
        """Return the left edge of a column."""
        return MARGIN + at * (self.width + COLUMN_GAP)

    def top(self, row: int) -> int:
        """Return the top edge of the cards in a row."""
        return MARGIN + HEAD + row * (CARD + GAP)

    def place(self, card: int) -> tuple[int, int] | None:
        """Return (column, row) of a card, or None where it is not on the board."""
        return self._place.get(card)

    def card_at(self, at: int, row: int) -> int | None:
        """Return the card at a place, or None."""
        if 0 <= at < len(self.columns) and 0 <= row < len(self.columns[at].ids):
            return self.columns[at].ids[row]
        return None

    def rect(self, at: int, row: int) -> QRect:
        """Return the area of the card at a place."""
        return QRect(self.left(at) + PAD, self.top(row), self.width - 2 * PAD, CARD)

    def column_at(self, x: int) -> int:
        """Return the column at or nearest to ``x``."""
        at = (x - MARGIN + COLUMN_GAP // 2) // (self.width + COLUMN_GAP)
        return max(0, min(len(self.columns) - 1, at))

    def hit(self, point: QPoint) -> int | None:
        """Return the card at a point, or None."""
        at = self.column_at(point.x())
        row = (point.y() - self.top(0)) // (CARD + GAP)
        card = self.card_at(at, row)
        return card if card is not None and self.rect(at, row).contains(point) else None

    def gap(self, point: QPoint) -> tuple[int, int]:
        """Return (column, row) before which something dropped at a point goes."""
        at = self.column_at(point.x())
        row = (point.y() - self.top(0) + CARD // 2) // (CARD + GAP)
        return at, max(0, min(len(self.columns[at].ids), row)) if self.columns else 0

    def seen(self, area: QRect) -> Iterator[tuple[int, int, int]]:
        """Yield (card, column, row) of what stands in an area, and of nothing else."""
        first = max(0, (area.top() - self.top(0)) // (CARD + GAP))
        last = (area.bottom() - self.top(0)) // (CARD + GAP)
        for at, column in enumerate(self.columns):
            if self.left(at) <= area.right() and self.left(at) + self.width >= area.left():
                for row in range(first, min(last, len(column.ids) - 1) + 1):
                    yield column.ids[row], at, row

    def order(self) -> list[int]:
        """Return every card, column by column."""
        return [card for column in self.columns for card in column.ids]
