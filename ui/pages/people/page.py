"""참여자: a plain roster, masked as the setting says, with facets, search and one person beside it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.domain.listing import FacetValue, ListQuery
from app.domain.person import PERSON_FIELDS, Person
from app.domain.privacy import masked
from app.domain.roster import read_roster
from app.services import listing, records
from ui import icons, theme
from ui.commands import command
from ui.context import Context
from ui.dialogs.confirm import confirm
from ui.models.records import PAGE, RecordTableModel
from ui.pages.base import Page, Primary
from ui.pages.people.detail import PersonPanel
from ui.pages.people.paste import PasteDialog
from ui.state import remember_splitter
from ui.widgets.controls import EmptyState, SearchField, button, tool_button
from ui.widgets.facets import FacetPanel
from ui.widgets.panels import Card
from ui.widgets.record_table import RecordTable
from ui.widgets.text import IconLabel, label, line

if TYPE_CHECKING:
    from app.services.workspace import Workspace

HIDDEN = ("department", "region_id")
NARROW = 1000
MASK_RULE = "공무원의 이름은 그대로, 다른 사람의 이름과 모든 연락처는 가려서 보입니다. 설정에서 바꿉니다."
FACETS = (("actor_kind", "구분"), ("region_id", "지역"))
WIDTHS = {"name": 76, "actor_kind": 106, "phone": 118, "project_count": 76}
RIGID = ("actor_kind", "phone")
MINOR = ("email", "affiliation", "project_count")
SPECS = tuple(
    replace(
        spec,
        width=WIDTHS.get(spec.key, spec.width),
        shown=spec.shown and spec.key not in HIDDEN,
        rigid=spec.key in RIGID,
    )
    for spec in PERSON_FIELDS
)


class PeoplePage(Page):
    """Lists the persons who take part."""

    key: ClassVar[str] = "people"
    title = "참여자"
    icon: ClassVar[str] = "users"
    tables: ClassVar[tuple[str, ...]] = ("person", "membership", "region", "project")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page; it reads when first shown."""
        super().__init__(context, parent)
        self.query = ListQuery()
        self._wanted: int | None = None
        self.model = RecordTableModel(SPECS, self._fetch, self)
        self.table = RecordTable(self.model, "참여자", context.state)
        self.table.columns.give_way(MINOR)
        self.facets = FacetPanel(FACETS)
        self.panel = PersonPanel(context)
        self._build()
        self._connect()

    def _fetch(self, ids: Sequence[int]) -> list[Person]:
        return self._masked(listing.rows(self.context.workspace, "person", ids))

    def _masked(self, rows: Sequence[Person]) -> list[Person]:
        return [masked(row) for row in rows] if self.context.workspace.settings.mask_personal else list(rows)

    def _build(self) -> None:
        self.search = SearchField("이름, 소속, 연락처로 찾기")
        self.search.setFixedWidth(240)
        self.count = label("", 13, tone="text2")
        self.mask_icon, self.mask_words = IconLabel("eye-off", "text2", 16), label("", 13, tone="text2")
        bar = QWidget()
        bar.setObjectName("viewbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(theme.VIEW_BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        self.fold = tool_button("list-filter", "거르기 펼치기·접기", compact=True)
        self.fold.setCheckable(True)
        self.fold.toggled.connect(lambda on: self.facets.setVisible(on))
        self.fold.hide()
        for widget in (self.fold, self.search, self.count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.mask_icon)
        row.addWidget(self.mask_words)
        row.addWidget(line(vertical=True, height=20))
        row.addWidget(button("명단 붙여넣기", "clipboard-check", "ghost", self.paste, compact=True))
        card = Card(padding=1, spacing=0)
        card.body.addWidget(self.table)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(theme.GAP)
        self.split.setChildrenCollapsible(False)
        self.split.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.split.addWidget(card)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([700, theme.DETAIL_PANEL])
        remember_splitter(self.context.state, "people/split", self.split)
        full = QWidget()
        inner = QVBoxLayout(full)
        inner.setContentsMargins(16, theme.GAP, 16, theme.PADDING)
        inner.addWidget(self.split)
        words = "아직 참여자가 없습니다. 한 사람씩 추가하거나 엑셀에서 복사한 명단을 붙여넣습니다."
        self.empty = EmptyState(words, "참여자 추가", self.add, "users")
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.facets)
        body.addWidget(line(vertical=True))
        body.addWidget(holder, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addLayout(body, 1)

    def _connect(self) -> None:
        self.search.searched.connect(lambda text: self._ask(text=text))
        self.facets.changed.connect(self._filter)
        self.facets.cleared.connect(lambda: self._ask(filters={}))
        self.model.sortRequested.connect(lambda key, down: self._ask(sort=((key, down),)))
        self.table.currentRecordChanged.connect(self._show_person)
        self.table.opened.connect(lambda _record: self.panel.begin_edit())
        self.table.menuRequested.connect(self._menu)
        self.table.removeRequested.connect(self.remove)
        self.panel.removeRequested.connect(lambda person: self.remove([person]))
        self.panel.added.connect(self._added)
        self.panel.turned.connect(self.chromeChanged)

    def primary_action(self) -> Primary:
        """Return 참여자 추가."""
        return Primary("참여자 추가", "user-plus", self.add, quiet=self.panel.editing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the facets away where they would leave the roster no room; a button brings them back."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if self.fold.isHidden() == narrow:
            self.fold.setVisible(narrow)
            self.fold.setChecked(not narrow)
            self.facets.setVisible(not narrow)

    def take_focus(self) -> None:
        """Begin in the roster."""
        self.table.setFocus()

    def open_with(self, **args: Any) -> None:
        """Put the person ``person_id`` into the frame where one is named."""
        if args.get("person_id") is not None:
            self._wanted = args["person_id"]
            self.search.clear()
            self.query = ListQuery()
            self.mark_stale()

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.panel.form.flush()

    # -- reading

    def _ask(self, **changes: Any) -> None:
        self.query = replace(self.query, **changes)
        self.mark_stale()

    def _filter(self, key: str, values: tuple[Any, ...]) -> None:
        self._ask(filters={**self.query.filters, key: values})

    def refresh(self) -> None:
        """Read list and facets again."""
        query = self.query

        def read(ws: "Workspace") -> tuple[tuple[int, ...], list[Person], dict[str, list[FacetValue]], int]:
            ids = listing.groups(ws, "person", query)[0].ids
            facets = listing.facets(ws, "person", query, [key for key, _title in FACETS])
            every = listing.count(ws, "person", ListQuery())
            return ids, listing.rows(ws, "person", ids[:PAGE]), facets, every

        self.context.tasks.read(self, read, self._show, key="people")

    def _show(self, found: tuple[tuple[int, ...], list[Person], dict[str, list[FacetValue]], int]) -> None:
        ids, rows, facets, every = found
        wanted = self._wanted or self.table.current_id()
        self.model.set_ids(ids, self._masked(rows))
        self.table.set_current_id(wanted if wanted in ids else None)
        self._wanted = None
        self.facets.set_facets(facets, self.query.filters)
        self.count.setText(f"{len(ids):,}명" if len(ids) == every else f"{len(ids):,} / {every:,}명")
        hidden = self.context.workspace.settings.mask_personal
        self.mask_icon.set_icon("eye-off" if hidden else "eye")
        self.mask_words.setText("개인정보를 가리고 있습니다" if hidden else "개인정보를 가리지 않습니다")
        self.mask_words.setToolTip(MASK_RULE if hidden else "")
        self._stack.setCurrentIndex(0 if every or self.panel.editing() else 1)
        if not self.panel.editing() or self.panel.person is not None:
            self._show_person(self.table.current_id())

    def _show_person(self, person: int | None) -> None:
        if person is None:
            if not self.panel.editing():
                self.panel.show_person(None)
            return

        def show(rows: list[Person]) -> None:
            self.panel.show_person(rows[0] if rows else None)

        self.context.tasks.read(self, lambda ws: listing.rows(ws, "person", [person]), show, key="person")

    # -- doing

    @command("people.add", "참여자 추가", "", "user-plus", "참여자")
    def add(self) -> None:
        """Open the form for a new person."""
        self._stack.setCurrentIndex(0)
        self.table.set_current_id(None)
        self.panel.begin_new()

    def _added(self, person: int) -> None:
        self._wanted = person
        self.mark_stale()

    @command("people.paste", "명단 붙여넣기", "Ctrl+V", "clipboard-check", "참여자")
    def paste(self) -> None:
        """Look at the roster on the clipboard and add it."""
        rows = read_roster(QGuiApplication.clipboard().text())
        if not rows:
            self.context.notify("붙여넣을 명단이 없습니다. 엑셀에서 이름, 소속, 전화 칸을 복사하십시오.")
            return
        PasteDialog(self, self.context, rows, self._pasted)

    def _pasted(self, count: int) -> None:
        self.context.notify(f"참여자 {count}명을 추가했습니다.", "실행 취소", self._undo)

    def remove(self, ids: list[int]) -> None:
        """Delete persons after a question that says what goes with them."""
        rows = listing.rows(self.context.workspace, "person", ids)
        if not rows:
            return
        many = f" 외 {len(rows) - 1}명" if len(rows) > 1 else ""
        teams = sum(row.project_count for row in rows)
        with_teams = f" 참여 중인 과제 {teams}건의 팀에서도 빠집니다." if teams else ""
        name = self._masked(rows)[0].name
        text = f"{name}{many}의 정보를 지웁니다.{with_teams} 실행 취소로 되돌릴 수 있습니다."
        confirm(self, "참여자 삭제", text, "삭제", lambda: self._delete(ids), danger=True)

    def _delete(self, ids: list[int]) -> None:
        self.context.tasks.write(
            self,
            "참여자 삭제",
            lambda ws: records.delete(ws, "person", ids),
            lambda _none: self.context.notify(
                f"참여자 {len(ids)}명을 삭제했습니다.", "실행 취소", self._undo
            ),
        )

    def _undo(self) -> None:
        if self.context.history is not None:
            self.context.tasks.write(self, "실행 취소", self.context.history.undo)

    def _menu(self, record: int, at: QPoint) -> None:
        chosen = self.model.checked() or [record]
        menu = QMenu(self.table)
        for words, icon, run in (
            ("고치기", "pencil", self.panel.begin_edit),
            ("복사", "copy", self.table.copy),
            (
                f"선택한 {len(chosen)}명 삭제" if len(chosen) > 1 else "삭제",
                "trash-2",
                lambda: self.remove(chosen),
            ),
        ):
            action = menu.addAction(icons.icon(icon), words)
            action.triggered.connect(lambda _on=False, do=run: do())
        menu.popup(at)
