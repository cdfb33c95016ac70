"""The cards of a project on a board by cluster or by kind, or as a list; or why there are none."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.finding import FINDING_FIELDS, Finding
from app.services import listing
from ui.context import Context
from ui.models.ordering import in_order
from ui.models.records import RecordTableModel
from ui.pages.project_room.findings.data import BY_CLUSTER, LIST, Ground, columns_of, notes_of
from ui.widgets.controls import EmptyState
from ui.widgets.notes.board import NoteBoard
from ui.widgets.tables.record_table import RecordTable

COLUMNS = tuple(spec for spec in FINDING_FIELDS if spec.key != "project_id")
BARE = "아직 카드가 없습니다. 들은 말과 떠오른 생각을 한 장에 하나씩 적거나 붙여넣습니다."
NOTHING = "찾는 말이 든 카드가 없습니다."
NOTHING_OF_KIND = "고른 종류의 카드 가운데 찾는 말이 든 것이 없습니다."


class CardsView(QStackedWidget):
    """Shows the cards it is given in its ``mode``; one of them is framed, on the board or in the list."""

    def __init__(self, context: Context, add: Callable[[], object], show_all: Callable[[], object]) -> None:
        """Make it empty; ``add`` writes a first card, ``show_all`` lets go of what narrows them."""
        super().__init__()
        self.mode = BY_CLUSTER
        self.board = NoteBoard("발견 카드")
        self.model = RecordTableModel(COLUMNS, lambda ids: listing.rows(context.workspace, "finding", ids))
        self.table = RecordTable(self.model, "발견 목록", context.state)
        self.table.set_checkable(True)
        self.empty = EmptyState(BARE, "카드 쓰기", add, "lightbulb")
        self.nothing = EmptyState(NOTHING, "모든 카드 보기", show_all, "search")
        for page in (self.board, self.table, self.empty, self.nothing):
            self.addWidget(page)

    def show_cards(self, ground: Ground, cards: Sequence[Finding], own: Mapping[int, int]) -> None:
        """Show ``cards`` of ``ground``; ``own`` are the dots of the voter at the desk."""
        front: QWidget = self.board
        if self.mode == LIST:
            front, ordered = self.table, in_order(cards, COLUMNS, self.table.sorts())
            self.model.set_ids([card.id for card in ordered], ordered)
        else:
            self.board.voting = ground.round is not None
            self.board.set_notes(columns_of(ground, cards, self.mode), notes_of(ground, own))
        self.setCurrentWidget(self.empty if ground.empty else front)

    def show_nothing(self, of_kinds: bool) -> None:
        """Say that no card has the words looked for, none ``of_kinds`` that were chosen."""
        self.nothing.say(NOTHING_OF_KIND if of_kinds else NOTHING)
        self.setCurrentWidget(self.nothing)

    def current_id(self) -> int | None:
        """Return the framed card."""
        return self.table.current_id() if self.mode == LIST else self.board.current_id()

    def frame(self, card: int) -> None:
        """Frame a card that is shown."""
        if self.mode == LIST:
            self.table.set_current_id(card)
        else:
            self.board.set_current(card)
