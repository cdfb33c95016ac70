"""발견·아이디어: cards by cluster, by kind or as a list; the thread of the framed one; dot votes."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.finding import Finding, FindingKind, RoundState, Thread
from app.errors import UserError
from app.services import findings, threads
from ui.context import Context
from ui.pages.project_room.findings.bar import FindingsBar
from ui.pages.project_room.findings.cards_view import CardsView
from ui.pages.project_room.findings.data import BY_CLUSTER, BY_KIND, Ground, load
from ui.pages.project_room.findings.menus import of_cards, of_cluster
from ui.pages.project_room.findings.trace_panel import TracePanel
from ui.pages.project_room.findings.verbs import FindingVerbs
from ui.pages.project_room.findings.vote_bar import VoteBar
from ui.pages.project_room.findings.voting import Voting
from ui.roles import spoken_against
from ui.widgets.menus import Entry, menu_of, popup


class FindingsTab(QWidget):
    """The cards of a project; it reads by itself."""

    threadAsked = Signal()
    filled = Signal()

    def __init__(self, context: Context, _actions: object = None) -> None:
        """Make the parts, still empty."""
        super().__init__()
        self.context = context
        self.ground: Ground | None = None
        self._project = 0
        self._wanted = 0
        self.verbs = FindingVerbs(context, self, lambda: self.ground, self.frame)
        self.cards = CardsView(context, self.add, self._show_all)
        self.board, self.table, self.model = self.cards.board, self.cards.table, self.cards.model
        self.bar, self.trace, self.vote_bar = FindingsBar(), TracePanel(), VoteBar()
        self.modes, self.chips, self.vote, self.flow = (
            self.bar.modes, self.bar.chips, self.bar.vote, self.bar.flow,
        )  # fmt: skip
        self.new = self.bar.new
        self._tracing = True
        self.voting = Voting(context, self, self.vote_bar, lambda: self.ground, self._fill)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        for part in (self.bar, self.vote_bar):
            left.addWidget(part)
        left.addWidget(self.cards, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        edge = QFrame()
        edge.setProperty("role", "vline")
        self.edge = edge
        whole.addWidget(edge)
        whole.addWidget(self.trace)

    def _connect(self) -> None:
        board, verbs, trace = self.board, self.verbs, self.trace
        self.modes.chosen.connect(self.set_mode)
        self.bar.threadAsked.connect(self.threadAsked)
        self.bar.voteAsked.connect(self._vote)
        self.bar.flowAsked.connect(self._toggle_trace)
        self.bar.newAsked.connect(self.add)
        self.chips.changed.connect(self._fill)
        self.bar.search.searched.connect(lambda _text: self._fill())
        board.opened.connect(self._open)
        board.editAsked.connect(self._write_on)
        board.edited.connect(self._written)
        board.editLost.connect(self._lost)
        board.currentChanged.connect(self._trace)
        board.moved.connect(self._moved)
        board.deleteAsked.connect(lambda: verbs.delete(board.selected()))
        board.copyAsked.connect(lambda: verbs.copy(self._cards(board.selected())))
        board.pasteAsked.connect(self._paste)
        board.newAsked.connect(self._new_in)
        board.dotAsked.connect(self.voting.give)
        board.menuRequested.connect(lambda _card, at: popup(self.menu(board.selected()), at))
        board.headMenuRequested.connect(lambda key, at: popup(self.head_menu(key), at))
        self.table.opened.connect(self._open)
        self.table.currentRecordChanged.connect(self._trace)
        self.table.menuRequested.connect(
            lambda card, at: popup(self.menu(self.model.checked() or [card]), at)
        )
        self.table.sortsChanged.connect(lambda _sorts: self._fill())
        trace.went.connect(self._go)
        trace.closed.connect(self._toggle_trace)
        trace.wholeAsked.connect(self.threadAsked)
        for signal, verb in (
            (trace.linkAsked, verbs.link),
            (trace.problemAsked, verbs.link_problem),
            (trace.proposeAsked, verbs.propose),
        ):
            signal.connect(partial(self._with_current, verb))

    # -- showing

    def show_project(self, project_id: int) -> None:
        """Read the cards of a project again and show them."""
        if project_id != self._project:
            self._project, self.ground = project_id, None
            self.bar.search.clear()
            self.board.set_notes((), {})
            self.trace.show_nothing()
        self.context.tasks.read(self, lambda ws: load(ws, project_id), self._show, key="findings")

    def _show(self, ground: Ground) -> None:
        self.ground = ground
        self.bar.set_counts(ground.counts())
        self.voting.show_ground(ground)
        ended = any(one.state == RoundState.ENDED for one in ground.rounds)
        self.vote.setText("투표·순위" if ended else "점 투표")
        self.vote.setVisible(ground.round is None and bool(ground.cards))
        self._fill()
        if self._wanted:
            self.frame(self._wanted)
        self._trace(self.current_id())

    def _fill(self) -> None:
        ground = self.ground
        if ground is None:
            return
        cards = self._passing(ground)
        self.cards.show_cards(ground, cards, self.voting.own)
        if not cards and self.bar.search.text().strip():
            self.cards.show_nothing(bool(self.chips.chosen()))
        # without a card there is no chain to show
        self.trace.setVisible(self._tracing and not ground.empty)
        self.edge.setVisible(self._tracing and not ground.empty)
        self.filled.emit()

    def _passing(self, ground: Ground) -> list[Finding]:
        return ground.passing(self.chips.chosen(), self.bar.search.text())

    def _show_all(self) -> None:
        """Let go of what narrows the cards: one is to be shown that it leaves out."""
        with QSignalBlocker(self.chips):
            self.chips.press_none()
        self.bar.search.clear()  # not silently: its cross goes by the same signal
        self._fill()

    def set_mode(self, mode: str) -> None:
        """Show the cards by cluster, by kind, or as a list; the framed card stays framed."""
        current = self.current_id()
        self.cards.mode = mode
        self.modes.set_value(mode)
        self._fill()
        if current is not None:
            self.frame(current)

    def set_compact(self, compact: bool) -> None:
        """Let the thread give way to the cards in a narrow window; a button brings it back."""
        self.flow.setVisible(compact)
        self._show_trace(not compact)

    def _toggle_trace(self) -> None:
        self._show_trace(self.trace.isHidden())

    def _show_trace(self, on: bool) -> None:
        self._tracing = on
        self.trace.setVisible(on)
        self.edge.setVisible(on)
        self.flow.setVisible(not on or self.flow.isVisible())

    def current_id(self) -> int | None:
        """Return the framed card."""
        return self.cards.current_id()

    def frame(self, card: int) -> None:
        """Frame a card; one that is not shown yet is framed once it has been read."""
        ground = self.ground
        known = ground is not None and ground.card(card) is not None
        self._wanted = 0 if known else card
        if ground is not None and known and all(one.id != card for one in self._passing(ground)):
            self._show_all()
        if known:
            self.cards.frame(card)

    def _trace(self, card_id: int | None) -> None:
        card = self.ground.card(card_id) if self.ground else None
        if card is None or self.ground is None:
            ground = self.ground
            self.trace.show_nothing(
                [one for one in ground.cards if ("finding", one.id) in ground.bare] if ground else ()
            )
            return
        bare = ("finding", card.id) in self.ground.bare

        def show(thread: Thread) -> None:
            if self.current_id() == card.id:
                self.trace.show_thread(card, thread, bare)

        self.context.tasks.read(self, lambda ws: threads.of_record(ws, "finding", card.id), show, "trace")

    # -- verbs

    def _cards(self, ids: Sequence[int]) -> list[Finding]:
        ground = self.ground
        return [card for card_id in ids if ground and (card := ground.card(card_id)) is not None]

    def add(self) -> None:
        """Ask for a new card in the cluster of the framed one."""
        current = self._cards([self.current_id() or 0])
        self._new_in(current[0].cluster_id if current and self.cards.mode == BY_CLUSTER else None)

    def _new_in(self, key: Any) -> None:
        if self.cards.mode == BY_KIND and isinstance(key, str):
            self.verbs.add(key)
        else:
            kinds = self.chips.chosen()
            self.verbs.add(kinds[0] if kinds else FindingKind.PAIN.value, key)

    def _open(self, card_id: int) -> None:
        for card in self._cards([card_id]):
            self.verbs.open(card)

    def _write_on(self, card_id: int) -> None:
        for card in self._cards([card_id]):
            # a persona's line is made of its fields
            if card.kind == FindingKind.PERSONA and card.persona:
                self.verbs.open(card)
            else:
                self.board.begin_edit(card_id)

    def _written(self, card_id: int, text: str) -> None:
        def refused(error: UserError) -> None:
            self.board.begin_edit(card_id, text, error.message)

        self.context.tasks.write(
            self, "카드 고치기", lambda ws: findings.edit(ws, [card_id], {"text": text}), None, refused
        )

    def _lost(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.context.notify("쓰던 카드가 다른 곳에서 지워졌습니다. 쓰던 글은 복사해 두었습니다.")

    def flush(self) -> None:
        """Hand over what is being written on a card."""
        self.board.commit_edit()

    def _with_current(self, verb: Any) -> None:
        for card in self._cards([self.current_id() or 0]):
            verb(card)

    def _paste(self) -> None:
        current = self._cards([self.current_id() or 0])
        kinds = self.chips.chosen()
        kind = current[0].kind if current else kinds[0] if kinds else FindingKind.PAIN.value
        self.verbs.paste(kind, current[0].cluster_id if current else None)

    def _moved(self, ids: list[int], key: Any, before: int | None) -> None:
        if self.cards.mode == BY_CLUSTER:
            self.verbs.move(ids, key, before)
        elif any(card.kind != key for card in self._cards(ids)):
            self.verbs.set_kind(ids, key)
        else:
            self.context.notify("종류로 볼 때는 차례를 바꾸지 않습니다. 묶음 보기에서 바꾸십시오.")

    def _go(self, kind: str, record: int) -> None:
        if kind == "finding":
            self.frame(record)
        else:
            tab = {"output": "outputs", "proposal": "proposals"}[kind]
            named = {"proposal_id": record} if kind == "proposal" else {}
            self.context.navigate("project", project_id=self._project, tab=tab, **named)

    def _vote(self) -> None:
        menu = self.voting.menu()
        popup(menu, self.vote.mapToGlobal(self.vote.rect().bottomLeft()))

    # -- menus

    def menu(self, ids: Sequence[int]) -> QMenu:
        """Return what can be done with cards."""
        clusters = self.ground.clusters if self.ground else ()
        entries = of_cards(self.verbs, ids, self._cards(ids), clusters, self._write_on)
        return menu_of(self, entries, spoken_against(self, Duty.EDIT_SESSIONS))

    def head_menu(self, key: Any) -> QMenu:
        """Return what can be done with a column."""
        entries: list[Entry] = [("plus", "카드 쓰기…\tN", partial(self._new_in, key))]
        if self.cards.mode == BY_CLUSTER:
            clusters = self.ground.clusters if self.ground else ()
            entries += of_cluster(self.verbs, next((one for one in clusters if one.id == key), None))
        return menu_of(self, entries, spoken_against(self, Duty.EDIT_SESSIONS))
