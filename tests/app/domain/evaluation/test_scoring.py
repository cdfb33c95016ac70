"""The figures of an evaluation against figures worked out by hand."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evaluation.scoring import (
    PanelWeight,
    Weighted,
    alpha,
    counted,
    criterion_result,
    project_result,
    ranks,
)

_NEED = Weighted(1, 60, 1, 10)
_IDEA = Weighted(2, 40, 1, 10)
_EXPERTS = PanelWeight(1, 70, (1, 2, 3))
_CITIZENS = PanelWeight(2, 30, (4, 5))


def test_a_score_is_the_sum_of_weights_times_means() -> None:
    """60 x 8.0/10 + 40 x 7.0/10 = 48 + 28 = 76."""
    scores = {(1, 1): {1: 9, 2: 8, 3: 7}, (1, 2): {1: 7, 2: 7, 3: 7}}
    result = project_result(7, [_NEED, _IDEA], [_EXPERTS], scores, drop_extremes=False)
    assert result.score == pytest.approx(76)
    assert not result.provisional


def test_panels_count_by_their_weights() -> None:
    """Experts 76, citizens 60 x 0.5 + 40 x 1 = 70: 0.7 x 76 + 0.3 x 70 = 74.2."""
    scores = {
        (1, 1): {1: 9, 2: 8, 3: 7}, (1, 2): {1: 7, 2: 7, 3: 7},
        (2, 1): {4: 4, 5: 6}, (2, 2): {4: 10, 5: 10},
    }  # fmt: skip
    result = project_result(7, [_NEED, _IDEA], [_EXPERTS, _CITIZENS], scores, drop_extremes=False)
    assert result.score == pytest.approx(74.2)


def test_the_highest_and_the_lowest_of_five_do_not_count() -> None:
    """Of 10, 9, 7, 6, 1 the mean of 9, 7, 6 is 7.333; the spread is still that of all five."""
    found = criterion_result(1, 1, {1: 10, 2: 9, 3: 7, 4: 6, 5: 1}, drop_extremes=True)
    assert found.mean == pytest.approx(22 / 3)
    assert (found.spread, found.counted, set(found.dropped)) == (9, 3, {1, 5})


def test_of_four_scores_none_is_dropped() -> None:
    """Extremes are left out from five scores on."""
    assert counted({1: 10, 2: 9, 3: 7, 4: 1}, drop_extremes=True) == ([10, 9, 7, 1], ())


def test_of_equal_extremes_one_is_dropped() -> None:
    """9, 9, 9, 9, 9 keeps three of them, and never drops one member twice."""
    values, dropped = counted(dict.fromkeys(range(1, 6), 9.0), drop_extremes=True)
    assert values == [9, 9, 9]
    assert len(set(dropped)) == 2


def test_a_missing_sheet_is_not_nought() -> None:
    """Two of three sheets with 8 and 6 make 7, and three scores... those of the third are told as missing."""
    scores = {(1, 1): {1: 8, 2: 6}, (1, 2): {1: 7, 2: 7}}
    result = project_result(7, [_NEED, _IDEA], [_EXPERTS], scores, drop_extremes=False)
    assert result.score == pytest.approx(70)
    assert (result.missing, result.provisional) == (2, True)


def test_a_project_nobody_scored_has_no_score() -> None:
    """It has no rank either, and stands behind nobody."""
    result = project_result(7, [_NEED], [_EXPERTS], {}, drop_extremes=False)
    assert result.score is None
    assert ranks({1: 80.0, 2: None}) == {1: 1, 2: None}


def test_an_excluded_member_is_not_missed() -> None:
    """The panel of a project with 제척 expects only who may judge it."""
    panel = PanelWeight(1, 100, (1, 3))
    result = project_result(7, [_NEED], [panel], {(1, 1): {1: 8, 3: 6}}, drop_extremes=False)
    assert result.score == pytest.approx(42)
    assert result.missing == 0


def test_equal_scores_share_a_rank_and_the_next_is_skipped() -> None:
    """91, 88, 88, 75 are 1, 2, 2, 4, also where the last bit differs."""
    assert ranks({1: 91.0, 2: 88.0, 3: 88.0 + 1e-9, 4: 75.0}) == {1: 1, 2: 2, 3: 2, 4: 4}


@given(st.lists(st.integers(1, 10), min_size=5, max_size=12), st.randoms())
def test_no_figure_depends_on_the_order_of_the_scores(values: list[int], chance: random.Random) -> None:
    """The same scores shuffled give the same mean to the last bit."""
    scores = {member: value / 3 for member, value in enumerate(values)}
    shuffled = list(scores.items())
    chance.shuffle(shuffled)
    one = criterion_result(1, 1, scores, drop_extremes=True)
    other = criterion_result(1, 1, dict(shuffled), drop_extremes=True)
    assert (one.mean, one.deviation, one.spread) == (other.mean, other.deviation, other.spread)


def test_agreement_is_one_where_all_agree_and_falls_where_they_do_not() -> None:
    """Full agreement is 1; reviewers who contradict each other are worse than chance."""
    assert alpha([[8, 8, 8], [5, 5, 5]]) == pytest.approx(1)
    low = alpha([[1, 10], [10, 1], [1, 10]])
    assert low is not None and low < 0


def test_agreement_is_that_of_the_textbook() -> None:
    """Krippendorff's example of twelve units and four observers with gaps: 0.849 for interval data."""
    rows = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    units = [[row[n] for row in rows if row[n] is not None] for n in range(12)]
    assert alpha(units) == pytest.approx(0.849, abs=0.0005)  # type: ignore[arg-type]


def test_agreement_of_a_second_published_example() -> None:
    """Three coders, fifteen units, most of them seen by two: 0.811 for interval data (Wikipedia, 2024)."""
    none = None
    rows = [
        [none, none, none, none, none, 3, 4, 1, 2, 1, 1, 3, 3, none, 3],
        [1, none, 2, 1, 3, 3, 4, 3, none, none, none, none, none, none, none],
        [none, none, 2, 1, 3, 4, 4, none, 2, 1, 1, 3, 3, none, 4],
    ]
    units = [[row[n] for row in rows if row[n] is not None] for n in range(15)]
    assert alpha(units) == pytest.approx(0.811, abs=0.0005)  # type: ignore[arg-type]


def test_nothing_to_compare_has_no_agreement() -> None:
    """One reviewer, or scores that never vary, say nothing of agreement."""
    assert alpha([[8], [7]]) is None
    assert alpha([[8, 8], [8, 8]]) is None
