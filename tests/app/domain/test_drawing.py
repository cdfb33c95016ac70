"""The rule of the draw: quotas are met or named, and the same seed always comes to the same persons."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.drawing import Candidate, Quota, draw, obstacles, pool_digest

_GENDERS, _BANDS = ("female", "male"), ("twenties", "forties", "sixties")
_STRATA = st.fixed_dictionaries({"gender": st.sampled_from(_GENDERS), "age_band": st.sampled_from(_BANDS)})
_POOLS = st.lists(_STRATA, min_size=6, max_size=40).map(
    lambda strata: [Candidate(number, one) for number, one in enumerate(strata, 1)]
)


def _count(pool: list[Candidate], numbers: tuple[int, ...], quota: Quota) -> int:
    return sum(pool[number - 1].strata[quota.axis] == quota.category for number in numbers)


def _quotas(axis: str, categories: tuple[str, ...]) -> st.SearchStrategy[list[Quota]]:
    most = st.none() | st.integers(1, 5)
    one = st.builds(Quota, st.just(axis), st.sampled_from(categories), st.integers(0, 3), most)
    return st.lists(one, max_size=len(categories), unique_by=lambda quota: quota.category)


@settings(deadline=None)
@given(
    _POOLS, st.integers(1, 6), _quotas("gender", _GENDERS), _quotas("age_band", _BANDS), st.text(max_size=8)
)
def test_a_draw_meets_every_quota_or_draws_nobody(
    pool: list[Candidate], seats: int, genders: list[Quota], bands: list[Quota], seed: str
) -> None:
    """Whoever is drawn, each category lies between its least and its most, and nobody is drawn twice."""
    quotas = [*genders, *bands]
    drawn = draw(pool, quotas, seats, 3, seed)
    if drawn is None:
        return
    assert len(set(drawn.selected)) == len(drawn.selected) == seats
    assert not set(drawn.selected) & set(drawn.alternates)
    for quota in quotas:
        count = _count(pool, drawn.selected, quota)
        assert count >= quota.least
        assert quota.most is None or count <= quota.most
    assert not list(obstacles(pool, quotas, seats))
    assert draw(pool, quotas, seats, 3, seed) == drawn


def test_what_no_draw_can_meet_is_named_with_its_category() -> None:
    """A category wanted oftener than anybody of it applied is told with both figures."""
    pool = [Candidate(number, {"gender": "male"}) for number in range(1, 6)]
    wanted = Quota("gender", "female", 2)
    assert [(quota, "2명" in text, "0명" in text) for quota, text in obstacles(pool, [wanted], 3)] == [
        (wanted, True, True)
    ]


def test_more_seats_than_applicants_are_told() -> None:
    """The number of applicants is said beside the number wanted."""
    [(quota, text)] = obstacles([Candidate(1, {})], [], 3)
    assert quota is None
    assert "3명" in text and "1명" in text


def test_limits_that_leave_too_few_seats_are_told() -> None:
    """Where every category has its most, their sum may not fill the seats."""
    pool = [Candidate(number, {"gender": _GENDERS[number % 2]}) for number in range(10)]
    quotas = [Quota("gender", "female", 0, 1), Quota("gender", "male", 0, 2)]
    assert any("3명까지만" in text for _, text in obstacles(pool, quotas, 5))


def test_every_applicant_can_be_drawn() -> None:
    """Over many seeds without quotas each of ten is taken about as often as the others."""
    pool = [Candidate(number, {}) for number in range(1, 11)]
    taken = [draw(pool, [], 1, 0, f"씨앗 {number}") for number in range(1000)]
    counts = [sum(one is not None and one.selected == (number,) for one in taken) for number in range(1, 11)]
    assert min(counts) > 60 and max(counts) < 145


def test_the_digest_of_a_pool_tells_what_was_counted() -> None:
    """Another category of one applicant is another pool."""
    one = [Candidate(1, {"gender": "female"}), Candidate(2, {"gender": "male"})]
    other = [Candidate(1, {"gender": "male"}), Candidate(2, {"gender": "male"})]
    assert pool_digest(one) != pool_digest(other)
    assert pool_digest(one) == pool_digest(list(one))
