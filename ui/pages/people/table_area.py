"""The roster as a table, with what acts on the chosen rows and the legend below it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.domain.participant import Participant
from app.services import listing
from ui import looking
from ui.context import Context
from ui.models.records import Index, RecordTableModel
from ui.pages.people.chosen_bar import DUTIES, ChosenBar
from ui.pages.people.columns import (
    CONSENTS,
    EYE,
    MINOR,
    SPECS,
    ClockDelegate,
    ConsentDelegate,
    EyeDelegate,
    LastDelegate,
)
from ui.pages.people.foot import RosterFoot
from ui.pages.people.reading import ROWS, RosterList
from ui.roles import Roles
from ui.widgets.panels import Card
from ui.widgets.tables.record_table import RecordTable


class RosterTable(Card):
    """Shows participants, as they may be seen now; ``asked(action)`` is about the chosen ones."""

    asked = Signal(str)
    eyeClicked = Signal(int)

    def __init__(self, context: Context) -> None:
        """Make an empty table."""
        super().__init__(padding=1, spacing=0)
        self._context = context
        self.whole = True
        """Whether every person of the list is in the model, not its beginning alone."""
        self.model = RecordTableModel(SPECS, self.fetch, self)
        self.table = RecordTable(self.model, "참여자 명단", context.state)
        self.clock = ClockDelegate(context.workspace.today)
        for key in CONSENTS:
            self.table.set_delegate(key, ConsentDelegate())
        self.table.set_delegate("ends_on", self.clock)
        self.table.set_delegate("last_on", LastDelegate())
        self.table.set_delegate(EYE, EyeDelegate(context))
        self.table.before_copy = looking.copying(self, context)
        self.table.not_copied = frozenset({EYE})
        self.table.clicked.connect(self._clicked)
        self.table.columns.give_way(MINOR)
        self.foot, self.chosen = RosterFoot(self.table), ChosenBar()
        for widget in (self.table, self.chosen, self.foot):
            self.body.addWidget(widget)
        self.model.checkedChanged.connect(self._count_checked)
        self.chosen.asked.connect(self.asked)
        self.chosen.cleared.connect(self.model.clear_checks)

    def _count_checked(self) -> None:
        roles = Roles(self._context)
        self.chosen.regard({action: roles.may(duty) for action, duty in DUTIES.items()})
        self.chosen.set_count(self.model.checked_count())

    def _clicked(self, index: Index) -> None:
        """Ask to look at the person whose eye was clicked."""
        record = self.model.id_at(index.row())
        if index.column() == self.model.column_of(EYE) and record is not None:
            self.eyeClicked.emit(record)

    def fetch(self, ids: Sequence[int]) -> list[Participant]:
        """Read rows as the screen may show them."""
        return self.shown(listing.rows(self._context.workspace, "participant", ids))

    def shown(self, rows: Sequence[Participant]) -> list[Participant]:
        """Return rows as the screen may show them."""
        return [self._context.sight.row(row) for row in rows]

    def show_list(self, found: RosterList, wanted: int | None) -> None:
        """Show a list or its beginning; ``wanted`` or the framed one stays."""
        keep = wanted or self.table.current_id()
        self.whole = found.complete
        self.clock.today = self._context.workspace.today
        self.model.set_ids(found.ids, self.shown(found.rows), complete=found.complete)
        self.table.set_current_id(keep)
        self.foot.follow()

    def show_rest(self, ids: tuple[int, ...]) -> None:
        """Show the whole of a list whose beginning is in view; place and frame stay."""
        current, place = self.table.current_id(), self.table.verticalScrollBar().value()
        self.whole = True
        self.model.set_ids(ids, self.model.records_of(self.model.ids()[:ROWS]))
        self.table.set_current_id(current)
        self.table.verticalScrollBar().setValue(place)
        self.foot.follow()

    def targets(self) -> list[int]:
        """Return the checked persons, else the framed one."""
        current = self.table.current_id()
        return self.model.checked() or ([current] if current is not None else [])

    def name_of(self, ids: Sequence[int]) -> str:
        """Call persons as the screen may show them: 홍*동 외 2명."""
        rows = self.model.records_of(list(ids[:1]))
        more = f" 외 {len(ids) - 1}명" if len(ids) > 1 else ""
        return f"{rows[0].name}{more}" if rows else ""
