"""What the tab of findings shows, read in one go, and the columns that its boards have."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.finding import Cluster, Finding, FindingKind, RoundState, VoteRound
from app.domain.hangul import fold, sought
from app.domain.person import Membership
from app.services import findings, people, votes
from ui.widgets.notes.layout import Column, Note

if TYPE_CHECKING:
    from app.services.workspace import Workspace

TABLES = ("finding", "cluster", "link", "vote_round", "vote", "session", "source", "proposal", "output")
BY_CLUSTER, BY_KIND, LIST = "cluster", "kind", "list"


def _texts(card: Finding) -> tuple[str, ...]:
    return card.text, card.quote, card.speaker, card.cluster or "", card.session or ""


@dataclass(frozen=True)
class Ground:
    """The cards of one project with their clusters and votes, as of one moment."""

    project_id: int
    cards: tuple[Finding, ...]
    clusters: tuple[Cluster, ...]
    bare: frozenset[tuple[str, int]]
    rounds: tuple[VoteRound, ...]
    voters: tuple[Membership, ...]
    voted: dict[int, int]
    """How many dots each person has given in the open round."""

    @property
    def round(self) -> VoteRound | None:
        """Return the vote under way, or None."""
        return next((one for one in self.rounds if one.state == RoundState.OPEN), None)

    @cached_property
    def words(self) -> dict[int, str]:
        """Return by card the texts that words are looked for in, as they are compared."""
        return {card.id: fold("¶".join(_texts(card))) for card in self.cards}

    @property
    def empty(self) -> bool:
        """Tell whether there is neither a card nor a place for one."""
        return not self.cards and not self.clusters

    def passing(self, kinds: Collection[str], text: str) -> list[Finding]:
        """Return the cards of ``kinds`` (none: of all) that have every word of ``text``."""
        words = list(map(sought, text.split()))
        return [
            card
            for card in self.cards
            if (not kinds or card.kind in kinds) and all(word.search(self.words[card.id]) for word in words)
        ]

    def card(self, card_id: int | None) -> Finding | None:
        """Return a card."""
        return next((card for card in self.cards if card.id == card_id), None)

    def counts(self) -> dict[str, int]:
        """Return how many cards there are of each kind."""
        found = dict.fromkeys((kind.value for kind in FindingKind), 0)
        for card in self.cards:
            found[card.kind] += 1
        return found


def load(ws: "Workspace", project_id: int) -> Ground:
    """Read the cards of a project with all that the tab shows."""
    rounds = tuple(votes.rounds(ws, project_id))
    under_way = next((one for one in rounds if one.state == RoundState.OPEN), None)
    here = {row.person_id: row for row in people.members(ws, project_id) if not row.to_on}
    return Ground(
        project_id=project_id,
        cards=tuple(findings.of_project(ws, project_id)),
        clusters=tuple(findings.clusters(ws, project_id)),
        bare=frozenset(findings.without_origin(ws, project_id)),
        rounds=rounds,
        voters=tuple(here.values()),
        voted=votes.voted(ws, under_way.id) if under_way else {},
    )


def source_of(card: Finding) -> str:
    """Return where a card is from, in a few words."""
    return " · ".join(part for part in (card.session or card.source, card.speaker) if part)


def notes_of(ground: Ground, own: Mapping[int, int]) -> dict[int, Note]:
    """Return the cards as they are painted; ``own`` are the dots of the voter at the desk."""
    hidden = ground.round is not None
    return {
        card.id: Note(
            card.id,
            card.kind,
            card.text,
            source_of(card),
            0 if hidden else card.votes,
            own.get(card.id, 0),
            ("finding", card.id) in ground.bare,
            card.parents > 0,
        )
        for card in ground.cards
    }


def columns_of(ground: Ground, cards: Sequence[Finding], mode: str) -> list[Column]:
    """Return the columns of a board: the clusters in their order, or the kinds in theirs."""
    if mode == BY_KIND:
        return [
            _column(ground, kind.value, kind.label, [card for card in cards if card.kind == kind], kind.value)
            for kind in FindingKind
            if any(card.kind == kind for card in cards)
        ]
    grouped: dict[int | None, list[Finding]] = {cluster.id: [] for cluster in ground.clusters}
    for card in cards:
        grouped.setdefault(card.cluster_id, []).append(card)
    loose = grouped.pop(None, [])
    names = {cluster.id: cluster.name for cluster in ground.clusters}
    columns = [_column(ground, key, names.get(key or 0, ""), found) for key, found in grouped.items()]
    if loose or not columns:
        columns.append(_column(ground, None, "묶지 않은 카드", loose))
    return columns


def _column(ground: Ground, key: object, title: str, cards: Sequence[Finding], kind: str = "") -> Column:
    dots = 0 if ground.round else sum(card.votes for card in cards)
    meta = f"카드 {len(cards)}" + (f" · {dots}표" if dots else "")
    return Column(key, title, meta, tuple(card.id for card in cards), kind)
