"""A round in memory: one more score, another weight, an exclusion."""

import random

import pytest

from app.domain.evaluation.scoring import PanelWeight, Weighted, ranks
from app.domain.evaluation.standing import Given, Standing

_CRITERIA = (Weighted(1, 60, 1, 10), Weighted(2, 40, 1, 10))
_PANEL = PanelWeight(1, 100, (1, 2, 3))


def _standing(scores: list[Given], **more: object) -> Standing:
    standing = Standing(_CRITERIA, (_PANEL,), (11, 12, 13), **more)  # type: ignore[arg-type]
    standing.take(scores)
    return standing


def _full() -> list[Given]:
    values = {11: (9, 5), 12: (5, 9), 13: (7, 7)}
    return [
        Given(project, 1, criterion, {member: values[project][criterion - 1]})
        for project in values
        for member in (1, 2, 3)
        for criterion in (1, 2)
    ]


def test_ranks_follow_the_scores() -> None:
    """60/40 gives 74, 66 and 70."""
    standing = _standing(_full())
    assert standing.scores() == {11: pytest.approx(74), 12: pytest.approx(66), 13: pytest.approx(70)}
    assert standing.ranks() == {11: 1, 12: 3, 13: 2}


def test_another_weight_turns_the_ranks_and_changes_nothing() -> None:
    """With 40/60 it is the other way round; the standing itself stays."""
    standing = _standing(_full())
    assert ranks(standing.reweighted({1: 40, 2: 60})) == {11: 3, 12: 1, 13: 2}
    assert standing.ranks() == {11: 1, 12: 3, 13: 2}


def test_one_score_moves_its_project_alone() -> None:
    """The other results are the very same objects."""
    standing = _standing(_full())
    before = dict(standing.results)
    result = standing.set_score(12, 1, 1, 1, 10)
    assert result.score == pytest.approx(60 * (20 / 3) / 10 + 36)
    assert standing.results[11] is before[11] and standing.results[13] is before[13]


def test_a_score_taken_away_is_missing() -> None:
    """The mean is that of the two left, and the project is provisional."""
    standing = _standing(_full())
    result = standing.set_score(11, 1, 3, 1, None)
    assert result.score == pytest.approx(74)
    assert result.missing == 1


def test_the_scores_of_an_excluded_member_do_not_count() -> None:
    """제척: neither what was given nor what is missing of that member matters for that project."""
    scores = [one for one in _full() if (tuple(one.values), one.project_id) != ((3,), 11)]
    scores.append(Given(11, 1, 1, {3: 1}))
    standing = _standing(scores, excluded=frozenset({(3, 11)}))
    assert standing.results[11].score == pytest.approx(74)
    assert standing.results[11].missing == 0


def test_no_rank_depends_on_the_order_of_the_scores() -> None:
    """Shuffled a hundred times, scores and ranks are the same to the last bit."""
    chance = random.Random(7)
    scores = [
        Given(project, 1, criterion, {member: chance.randint(1, 100) / 10})
        for project in (11, 12, 13)
        for member in (1, 2, 3)
        for criterion in (1, 2)
    ]
    first = _standing(scores)
    for _ in range(100):
        chance.shuffle(scores)
        again = _standing(scores)
        assert again.scores() == first.scores()
        assert again.ranks() == first.ranks()
