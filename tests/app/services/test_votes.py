"""Rules of dot votes: what one can spend, what stays hidden, and how ties are ranked."""

from typing import Any

import pytest

from app.errors import UserError
from app.services import findings, history, listing, undo, votes
from app.services.workspace import Workspace
from tests import factories

Ground = tuple[int, list[int], list[int]]


@pytest.fixture
def ground(ws: Workspace) -> Ground:
    """A project with four ideas, one voice and a team."""
    project = factories.project(ws).id
    cards = [findings.add(ws, project, "idea", f"생각 {number}") for number in range(4)]
    return project, [*cards, findings.add(ws, project, "voice", "말씀")], factories.team(ws, project)


def dots(ws: Workspace, card: int) -> Any:
    """Return the dots that lists show on a card."""
    return listing.rows(ws, "finding", [card])[0].votes


def test_nobody_spends_more_than_one_has(ws: Workspace, ground: Ground) -> None:
    """Dots beyond the votes of a person are refused; taking some back frees them."""
    project, cards, persons = ground
    one = votes.start(ws, project, "1차", 3)
    votes.cast(ws, one, persons[0], cards[0], 2)
    with pytest.raises(UserError, match="3개까지"):
        votes.cast(ws, one, persons[0], cards[1], 2)
    votes.cast(ws, one, persons[0], cards[0], 1)
    votes.cast(ws, one, persons[0], cards[1], 2)
    assert votes.mine(ws, one, persons[0]) == {cards[0]: 1, cards[1]: 2}
    assert votes.voted(ws, one) == {persons[0]: 3}
    votes.cast(ws, one, persons[0], cards[1], 0)
    assert votes.mine(ws, one, persons[0]) == {cards[0]: 1}


def test_dots_stay_hidden_until_the_round_has_ended(ws: Workspace, ground: Ground) -> None:
    """While a round is open neither lists, nor the round, nor the ranking say who got what."""
    project, cards, persons = ground
    one = votes.start(ws, project, "1차", 3)
    votes.cast(ws, one, persons[0], cards[0], 3)
    under_way = votes.open_round(ws, project)
    assert under_way is not None
    assert (dots(ws, cards[0]), under_way.votes, votes.ranking(ws, one)) == (0, 0, [])
    assert under_way.voters == 1
    votes.end(ws, one)
    ended = votes.rounds(ws, project)[0]
    assert (dots(ws, cards[0]), ended.votes, len(votes.ranking(ws, one))) == (3, 3, 1)
    undo.undo(ws)
    assert dots(ws, cards[0]) == 0


def test_the_history_tells_nobodys_dots(ws: Workspace, ground: Ground) -> None:
    """Giving dots and taking them back leaves no line in the project's history that names a card."""
    project, cards, persons = ground
    one = votes.start(ws, project, "1차", 3)
    votes.cast(ws, one, persons[0], cards[0], 3)
    votes.cast(ws, one, persons[0], cards[0], 0)
    entries = history.of_project(ws, project)
    assert "vote" not in {entry.entity for entry in entries}
    assert "vote_round" in {entry.entity for entry in entries}


def test_ties_share_a_rank(ws: Workspace, ground: Ground) -> None:
    """Cards with as many dots stand at the same rank and the next rank is left out."""
    project, cards, persons = ground
    one = votes.start(ws, project, "1차", 7)
    for card, count in zip(cards, (4, 1, 1, 1), strict=False):
        votes.cast(ws, one, persons[0], card, count)
    votes.cast(ws, one, persons[1], cards[3], 1)
    votes.cast(ws, one, persons[1], cards[1], 1)
    votes.end(ws, one)
    assert [(s.rank, s.tied, s.dots) for s in votes.ranking(ws, one)] == [
        (1, False, 4), (2, True, 2), (2, True, 2), (4, False, 1),
    ]  # fmt: skip


def test_an_ended_round_takes_no_dots(ws: Workspace, ground: Ground) -> None:
    """After the end nobody can add a dot, by hand or by hall."""
    project, cards, persons = ground
    one = votes.start(ws, project, "1차")
    votes.end(ws, one)
    with pytest.raises(UserError, match="끝난"):
        votes.cast(ws, one, persons[0], cards[0], 1)
    with pytest.raises(UserError, match="끝난"):
        votes.enter_hall(ws, one, 3, {cards[0]: 1})


def test_only_the_kinds_of_the_round_get_dots(ws: Workspace, ground: Ground) -> None:
    """A card of another kind is refused with the kinds that count."""
    project, cards, persons = ground
    one = votes.start(ws, project, "1차", 3, ("idea",))
    with pytest.raises(UserError, match="아이디어 카드에만"):
        votes.cast(ws, one, persons[0], cards[4], 1)
    votes.cast(ws, one, persons[0], cards[0], 1)


def test_a_card_of_another_project_gets_no_dots(ws: Workspace, ground: Ground) -> None:
    """Dots stay within the project of the round."""
    project, _cards, persons = ground
    other = findings.add(ws, factories.project(ws, title="다른 과제").id, "idea", "딴 데")
    one = votes.start(ws, project, "1차")
    with pytest.raises(UserError, match="없는 카드"):
        votes.cast(ws, one, persons[0], other, 1)


def test_a_hall_is_entered_at_once(ws: Workspace, ground: Ground) -> None:
    """Hall counts replace those entered before, count as many voters as heads, and cannot exceed them."""
    project, cards, persons = ground
    one = votes.start(ws, project, "1차", 2)
    votes.cast(ws, one, persons[0], cards[0], 1)
    votes.enter_hall(ws, one, 10, {cards[0]: 5})
    votes.enter_hall(ws, one, 10, {cards[0]: 12, cards[1]: 8})
    with pytest.raises(UserError, match="20개인데 21개"):
        votes.enter_hall(ws, one, 10, {cards[0]: 13, cards[1]: 8})
    assert votes.rounds(ws, project)[0].voters == 11
    votes.end(ws, one)
    assert [s.dots for s in votes.ranking(ws, one)] == [13, 8]


def test_one_round_at_a_time(ws: Workspace, ground: Ground) -> None:
    """A second round begins only after the first has ended; the votes of one person are sane."""
    project = ground[0]
    with pytest.raises(UserError, match="1부터"):
        votes.start(ws, project, "1차", 0)
    one = votes.start(ws, project, "1차")
    with pytest.raises(UserError, match="진행 중"):
        votes.start(ws, project, "2차")
    votes.end(ws, one)
    votes.start(ws, project, "2차")
    votes.delete(ws, votes.rounds(ws, project)[0])
    assert [r.title for r in votes.rounds(ws, project)] == ["1차"]


def test_merged_cards_keep_their_dots(ws: Workspace, ground: Ground) -> None:
    """Dots of cards merged after the vote belong to the survivor."""
    project, cards, persons = ground
    one = votes.start(ws, project, "1차", 5)
    votes.cast(ws, one, persons[0], cards[0], 2)
    votes.cast(ws, one, persons[0], cards[1], 3)
    votes.end(ws, one)
    findings.merge(ws, cards[:2])
    assert dots(ws, cards[0]) == 5
