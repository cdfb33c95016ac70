"""Dot votes at the desk: whose turn it is, what that person has given, the hall, the end, the ranking."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.desk_role import Duty
from app.domain.finding import RoundState, VoteRound
from app.domain.hangul import quoted
from app.errors import UserError
from app.services import votes
from ui.context import Context
from ui.dialogs.confirm import confirm
from ui.pages.project_room.findings.data import Ground
from ui.pages.project_room.findings.dialogs import HallDialog, RoundDialog
from ui.pages.project_room.findings.vote_bar import RankingDialog, VoteBar
from ui.roles import spoken_against
from ui.widgets.menus import Entry, Looks, menu_of


class Voting:
    """The verbs of the vote bar; ``own`` holds the dots of the voter at the desk and nobody else's."""

    def __init__(
        self,
        context: Context,
        owner: QWidget,
        bar: VoteBar,
        ground: Callable[[], Ground | None],
        repaint: Callable[[], object],
    ) -> None:
        """Act for the tab ``owner``; ``repaint`` paints the cards anew."""
        self._context, self._owner, self._bar = context, owner, bar
        self._ground, self._repaint = ground, repaint
        self.own: dict[int, int] = {}
        bar.voterChanged.connect(lambda _person: self._changed())
        bar.hallAsked.connect(self.enter_hall)
        bar.endAsked.connect(self.end)

    @property
    def under_way(self) -> VoteRound | None:
        """Return the vote under way."""
        ground = self._ground()
        return ground.round if ground else None

    def show_ground(self, ground: Ground) -> None:
        """Show the vote under way, and the dots of the voter."""
        self._bar.show_ground(ground, self._context.sight)
        if ground.round is None:
            self.own = {}
        else:
            self._read_own(ground.round.id)

    def _changed(self) -> None:
        ground = self._ground()
        if ground is not None:
            self._bar.show_ground(ground, self._context.sight)
        if self.under_way is not None:
            self._read_own(self.under_way.id)

    def _read_own(self, round_id: int) -> None:
        person = self._bar.person()
        if person is None:
            self._show_own({})
            return
        self._context.tasks.read(
            self._owner, lambda ws: votes.mine(ws, round_id, person), self._show_own, key="own dots"
        )

    def _show_own(self, own: dict[int, int]) -> None:
        if own != self.own:
            self.own = own
            self._repaint()

    def give(self, card: int, step: int) -> None:
        """Give a dot of the voter to a card, or take one back."""
        one, person = self.under_way, self._bar.person()
        if one is None:
            return
        if person is None:
            self._context.notify("먼저 투표하는 사람을 고르십시오.")
            self._bar.voter.setFocus()
            return

        def cast(ws: Any) -> None:
            has = votes.mine(ws, one.id, person).get(card, 0)
            if has + step >= 0:
                votes.cast(ws, one.id, person, card, has + step)

        self._context.tasks.write(self._owner, "점 놓기", cast, None, self._refused)

    def _refused(self, error: UserError) -> None:
        self._context.notify(error.message)

    def start(self) -> None:
        """Ask for a new round and open it."""
        ground = self._ground()
        if ground is None:
            return
        project, dialog = ground.project_id, RoundDialog(self._owner)
        dialog.store_by(
            self._context.tasks, "점 투표 시작", lambda ws, given: votes.start(ws, project, **given),
            lambda _id: self._bar.voter.setFocus(),
        )  # fmt: skip

    def enter_hall(self) -> None:
        """Ask for the counts of the hall."""
        one, ground = self.under_way, self._ground()
        if one is None or ground is None:
            return
        cards = [card for card in ground.cards if votes.can_get(one, card)]

        def ask(counts: dict[int, int]) -> None:
            dialog = HallDialog(self._owner, one, cards, counts, lambda *given: store(dialog, *given))
            dialog.open()

        def store(dialog: HallDialog, heads: int, counts: dict[int, int]) -> None:
            self._context.tasks.write(
                self._owner, "현장 점 넣기", lambda ws: votes.enter_hall(ws, one.id, heads, counts),
                lambda _done: dialog.done(1), dialog.fail,
            )  # fmt: skip

        self._context.tasks.read(self._owner, lambda ws: votes.mine(ws, one.id, None), ask, "hall")

    def end(self) -> None:
        """Ask, then end the vote and show its ranking."""
        one = self.under_way
        if one is None:
            return
        words = (
            f"{quoted(one.title, '을/를')} 끝내고 결과를 보입니다. 끝난 투표에는 점을 더 놓을 수 없습니다."
        )

        def run() -> None:
            self._context.tasks.write(
                self._owner, "점 투표 끝내기", lambda ws: votes.end(ws, one.id),
                lambda _done: self.show_ranking(one), self._refused,
            )  # fmt: skip

        confirm(self._owner, "점 투표 끝내기", words, "끝내기", run)

    def show_ranking(self, one: VoteRound) -> None:
        """Show the ranking of an ended vote."""

        def show(found: Any) -> None:
            standings, voters = found
            RankingDialog(self._owner, f"‘{one.title}’ 순위", standings, voters).open()

        def read(ws: Any) -> Any:
            voters = next((r.voters for r in votes.rounds(ws, one.project_id) if r.id == one.id), 0)
            return votes.ranking(ws, one.id), voters

        self._context.tasks.read(self._owner, read, show, key="ranking")

    def menu(self) -> QMenu:
        """Return what can be done about votes while none is under way."""
        ground = self._ground()
        ended = [one for one in ground.rounds if one.state == RoundState.ENDED] if ground else []
        entries: list[Entry] = [("plus", "점 투표 시작…", self.start), *([None] if ended else [])]
        entries += [
            ("vote", f"‘{one.title}’ 순위 보기", Looks(partial(self.show_ranking, one))) for one in ended
        ]
        return menu_of(self._owner, entries, spoken_against(self._owner, Duty.EDIT_SESSIONS))
