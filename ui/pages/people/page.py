"""참여자: the roster with everybody's consents and retention, masked, and one person beside it."""

from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.domain.listing import FacetValue, ListQuery
from app.domain.participant import Participant, RosterCounts
from app.services import listing
from ui import theme
from ui.commands import command
from ui.context import Context
from ui.pages.base import Page, Primary
from ui.pages.people import reading
from ui.pages.people.access_log import open_log
from ui.pages.people.columns import EYE
from ui.pages.people.consent_verbs import ConsentVerbs
from ui.pages.people.detail import PersonPanel
from ui.pages.people.person_verbs import PersonVerbs
from ui.pages.people.reading import FACETS, FIRST, RosterList
from ui.pages.people.roster_commands import RosterCommands
from ui.pages.people.table_area import RosterTable
from ui.pages.people.view_bar import ALL, RosterBar, query_of
from ui.state import remember_splitter
from ui.turns import Turns
from ui.widgets.banner import Banner
from ui.widgets.controls import EmptyState, button
from ui.widgets.facets import FacetPanel
from ui.widgets.text import line

SIDE, SIDE_WIDTH = "people/side", 324
REST_AFTER_MS = 150
MASKED = "이름과 연락처는 가려서 보여 줍니다. 열람하려면 사유를 적어야 하고, 열람 기록은 지울 수 없습니다."
SEEN = "{:,}명의 개인정보를 열람하고 있습니다. {}"


class PeoplePage(Page):
    """Lists the persons who take part.

    Further tools go into ``bar.add_tool``; what leaves the store for the screen passes ``columns.shown``.
    """

    key: ClassVar[str] = "people"
    title = "참여자"
    icon: ClassVar[str] = "users"
    tables: ClassVar[tuple[str, ...]] = (
        "person", "membership", "region", "project", "consent", "attendance", "session",
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page; it reads when first shown."""
        super().__init__(context, parent)
        self.text = ""
        self.filters: dict[str, tuple[Any, ...]] = {}
        self.sort: tuple[tuple[str, bool], ...] = ()
        self._wanted: int | None = None
        # what is in view is painted first, and while somebody types on the rest is not asked for
        # Apart: values of former filters that come late must not take the place of what follows a new list.
        self._turns, self._showing = Turns(self), Turns(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_AFTER_MS)
        self._rest.timeout.connect(self._read_rest)
        self.area = RosterTable(context)
        self.table, self.model = self.area.table, self.area.model
        self.bar, self.facets, self.panel = RosterBar(), FacetPanel(FACETS), PersonPanel(context)
        self.consents = ConsentVerbs(self, context, self.area.name_of)
        self.persons = PersonVerbs(self, context, self.area, self.consents, self._open)
        self.verbs = RosterCommands(self, context, self.area, self.persons, self.consents, self.query)
        self.banner = Banner(MASKED, "shield-check")
        self.cover_button = button("바로 가리기", "eye-off", "link", self.verbs.cover, compact=True)
        self.cover_button.hide()
        self.banner.add(self.cover_button)
        self.banner.setMinimumHeight(40)  # as high with the button as without
        self.bar.add_tool(button("명단 붙여넣기", "clipboard-check", "ghost", self.verbs.paste, compact=True))
        self.bar.add_tool(button("열람 기록", "history", "ghost", self.verbs.show_log, compact=True))
        self.bar.add_tool(button("내보내기", "download", "ghost", self.verbs.export, compact=True))
        self._lay_out()
        self._connect()
        self._unfold(False)
        self.bar.side.setChecked(bool(context.state.get(SIDE, True)))
        self.panel.setVisible(self.bar.side.isChecked())

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(theme.GAP)
        self.split.setChildrenCollapsible(False)
        self.split.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.split.addWidget(self.area)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([860, SIDE_WIDTH])
        remember_splitter(self.context.state, "people/split", self.split)
        full = QWidget()
        inner = QVBoxLayout(full)
        inner.setContentsMargins(16, theme.GAP, 16, theme.PADDING)
        inner.setSpacing(theme.GAP)
        inner.addWidget(self.banner)
        inner.addWidget(self.split, 1)
        words = "아직 참여자가 없습니다. 한 사람씩 추가하거나 엑셀에서 복사한 명단을 붙여넣습니다."
        self.empty = EmptyState(words, "참여자 추가", self.add, "users")
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        self._divider = line(vertical=True)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.facets)
        body.addWidget(self._divider)
        body.addWidget(holder, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addLayout(body, 1)

    def _connect(self) -> None:
        self.bar.searched.connect(self._find)
        self.bar.headingChosen.connect(lambda _heading: self._read_list())
        self.bar.facetsToggled.connect(self._unfold)
        self.bar.panelToggled.connect(self._keep_side)
        self.facets.changed.connect(self._filter)
        self.facets.cleared.connect(self._clear)
        self.table.sortsChanged.connect(self._order)
        self.table.currentRecordChanged.connect(self._show_person)
        self.table.opened.connect(self._open)
        self.table.menuRequested.connect(self._menu)
        self.table.removeRequested.connect(self.persons.remove)
        self.area.asked.connect(self.persons.act)
        self.area.eyeClicked.connect(lambda person: self.verbs.look_at([person]))
        self.panel.lookAsked.connect(lambda person: self.verbs.look_at([person]))
        self.panel.removeRequested.connect(lambda person: self.persons.remove([person]))
        self.panel.added.connect(self._added)
        self.panel.turned.connect(self.chromeChanged)
        self.panel.consentAsked.connect(self.consents.act)
        self.panel.section.historyWanted.connect(self._show_history)

    def primary_action(self) -> Primary:
        """Return 참여자 추가."""
        return Primary("참여자 추가", "user-plus", self.add, quiet=self.panel.editing())

    def set_compact(self, compact: bool) -> None:
        """Fold the side panel in a narrow window; a button brings it back."""
        super().set_compact(compact)
        if compact and not self.panel.editing():
            self.bar.show_side(False)
            self.panel.hide()

    def import_args(self) -> dict[str, Any]:
        """Let tables of this page's records come in from here."""
        return {"kind": "people"}

    def more_commands(self) -> tuple[object, ...]:
        """Return what can be done with the chosen persons."""
        return (self.verbs,)

    def take_focus(self) -> None:
        """Begin in the roster."""
        self.table.setFocus()

    def open_with(self, **args: Any) -> None:
        """Put the person ``person_id`` into the frame, or show the list of the ``heading`` that is named."""
        if args.get("log"):
            open_log(self, self.context, str(args["log"]))
        if args.get("person_id") is None and "heading" not in args:
            return
        self._wanted = args.get("person_id")
        self.bar.search.clear()
        self.text, self.filters = "", {}
        self.bar.choose(args.get("heading", ALL))
        self.mark_stale()

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.panel.form.flush()

    def let_go(self) -> None:
        """Keep the texts that names are looked for in in little room."""
        self.context.tasks.read(self, reading.pack, lambda _none: None, key="warm")

    def take_up(self) -> None:
        """Have them ready for the first key."""
        self.context.tasks.read(self, reading.read_warm(self.query()), lambda _none: None, key="warm")

    # -- reading

    def query(self) -> ListQuery:
        """Return which persons are asked for, in which order."""
        return query_of(self.bar.heading, self.text, self.filters, self.sort)

    def _find(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self._read_list()

    def _filter(self, key: str, values: tuple[Any, ...]) -> None:
        self.filters = {**self.filters, key: values}
        self._read_list()

    def _clear(self) -> None:
        self.filters = {}
        self._read_list()

    def _order(self, sorts: tuple[tuple[str, bool], ...]) -> None:
        self.sort = tuple(sort for sort in sorts if sort[0] != EYE)
        self._read_list()

    def refresh(self) -> None:
        """Read the list, then the counts beside it."""
        self._read_list()
        self.context.tasks.read(self, reading.read_counts(self.query()), self._show_counts, key="counts")

    def _read_list(self) -> None:
        self._rest.stop()
        query = self.query()
        self._turns.begin()
        self._showing.begin()
        self.context.tasks.read(self, reading.read_list(query, FIRST), self._show, key="people")

    def _read_ahead(self) -> None:
        if not self.area.whole:
            tasks, query = self.context.tasks, self.query()
            tasks.read(self, reading.read_ahead(query), lambda _none: None, key="ahead")

    def _read_facets(self) -> None:
        if self.facets.isVisibleTo(self):
            self.context.tasks.read(self, reading.read_facets(self.query()), self._show_facets, key="facets")

    def _show(self, found: RosterList) -> None:
        wanted, self._wanted = self._wanted, None
        self.area.show_list(found, wanted)
        self._say_found(len(found.ids), found.complete)
        if not found.complete:
            self._rest.start()
        # once the list is painted: both at once would take turns
        self._turns.begin(self._show_framed, self._read_facets, self._read_ahead)

    def _show_framed(self) -> None:
        if not self.panel.editing() or self.panel.person is not None:
            self._show_person(self.table.current_id())

    def _read_rest(self) -> None:
        self.context.tasks.read(self, reading.read_rest(self.query()), self._show_rest, key="people")

    def _show_rest(self, ids: tuple[int, ...]) -> None:
        self.area.show_rest(ids)
        self._say_found(len(ids), complete=True)

    def _say_found(self, count: int, complete: bool) -> None:
        self.bar.say_found(count, complete, bool(self.text or any(self.filters.values())))

    def _show_counts(self, counts: RosterCounts) -> None:
        self.bar.set_counts(counts)
        self._say_sight()
        self._stack.setCurrentIndex(0 if counts.every or self.panel.editing() else 1)

    def _say_sight(self) -> None:
        grants = self.context.sight.grants
        people = frozenset(person for grant in grants for person in grant.people)
        ends = [grant.until.astimezone() for grant in grants if grant.until]
        when = f"{max(ends):%H:%M}에 다시 가립니다." if ends else "이 화면을 떠나면 다시 가립니다."
        self.banner.say(
            SEEN.format(len(people), when) if people else MASKED, "eye" if people else "shield-check"
        )
        self.cover_button.setVisible(bool(people))

    def _show_facets(self, facets: dict[str, list[FacetValue]]) -> None:
        self._showing.begin(*self.facets.steps(facets, self.filters))

    def _show_person(self, person: int | None) -> None:
        if person is None:
            if not self.panel.editing():
                self.panel.show_person(None)
            return

        def show(rows: list[Participant]) -> None:
            self.panel.show_person(rows[0] if rows else None)

        self.context.tasks.read(
            self, lambda ws: listing.rows(ws, "participant", [person]), show, key="person"
        )

    # -- what is folded

    def _unfold(self, on: bool) -> None:
        self.facets.setVisible(on)
        self._divider.setVisible(on)
        if on:
            self._read_list()

    def _keep_side(self, on: bool) -> None:
        if not self.compact:
            self.context.state.set(SIDE, on)
        self.panel.setVisible(on)

    def _reveal(self) -> None:
        self.bar.show_side(True)
        self.panel.show()

    def _open(self, _record: int) -> None:
        self._reveal()
        self.panel.begin_edit()

    # -- doing

    @command("people.add", "참여자 추가", "", "user-plus", "참여자")
    def add(self) -> None:
        """Open the form for a new person."""
        self._stack.setCurrentIndex(0)
        self._reveal()
        self.table.set_current_id(None)
        self.panel.begin_new()

    def _added(self, person: int) -> None:
        self._wanted = person
        self.mark_stale()

    def _show_history(self) -> None:
        if self.panel.person is not None:
            self.consents.show_history(self.panel.person.id)

    def _menu(self, record: int, at: QPoint) -> None:
        self.persons.menu_of(self.model.checked() or [record]).popup(at)
