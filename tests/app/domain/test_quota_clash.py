"""Quotas of several axes that cannot be met together are found before the draw; no others are named."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.drawing import Candidate, Quota
from app.domain.quota_clash import clash

AXES = {"gender": ("여", "남"), "age": ("20", "60"), "region": ("동", "서")}


def pool_of(*cells: tuple[str, ...]) -> list[Candidate]:
    """Make applicants of categories in the order of ``AXES``; an empty one is not known."""
    return [
        Candidate(number, {axis: value for axis, value in zip(AXES, cell, strict=False) if value})
        for number, cell in enumerate(cells, 1)
    ]


def brute(pool: list[Candidate], quotas: list[Quota], seats: int) -> bool:
    """Try every choice of applicants there is."""
    for chosen in combinations(pool, seats):
        counts = [sum(one.strata.get(q.axis) == q.category for one in chosen) for q in quotas]
        limits = zip(counts, quotas, strict=True)
        if all(q.least <= n and (q.most is None or n <= q.most) for n, q in limits):
            return True
    return False


def test_two_axes_that_clash_are_named_and_no_other() -> None:
    """Three women are wanted but all women are old and only one old person may come: these two, not 남."""
    pool = pool_of(*[("여", "60")] * 5, *[("남", "20")] * 5)
    women, old = Quota("gender", "여", 3), Quota("age", "60", 0, 1)
    quotas = [Quota("gender", "남", 1), women, old, Quota("age", "20", 1)]
    assert set(clash(pool, quotas, 5)) == {women, old}
    assert clash(pool, [*quotas[:2], Quota("age", "60", 0, 3)], 5) == ()


def test_three_axes_that_clash_only_together_are_found() -> None:
    """Each two of the three can be met, all three cannot."""
    pool = pool_of(("여", "20", "동"), ("여", "60", "서"), ("남", "20", "서"), ("남", "60", "동"))
    quotas = [Quota("gender", "여", 1), Quota("age", "20", 1), Quota("region", "서", 1, 1)]
    assert clash(pool, quotas, 1) != ()
    assert clash(pool, quotas, 2) == ()


_cells = st.lists(
    st.tuples(*(st.sampled_from((*values, "")) for values in AXES.values())), min_size=3, max_size=7
)
_quotas = st.lists(
    st.builds(
        lambda place, least, more: Quota(place[0], place[1], least, None if more is None else least + more),
        st.sampled_from([(axis, value) for axis, values in AXES.items() for value in values]),
        st.integers(0, 3),
        st.none() | st.integers(0, 2),
    ),
    max_size=5,
    unique_by=lambda quota: (quota.axis, quota.category),
)


@settings(max_examples=150, deadline=None)
@given(_cells, _quotas, st.integers(1, 3))
def test_it_says_no_exactly_where_no_choice_is_left(
    cells: list[tuple[str, ...]], quotas: list[Quota], seats: int
) -> None:
    """Against every choice tried out: a clash of two or three axes is told if and only if there is none."""
    pool = pool_of(*cells)
    found = clash(pool, quotas, seats)
    if len({quota.axis for quota in quotas}) > 1:
        assert bool(found) is not brute(pool, quotas, seats)
    if found:
        assert not brute(pool, list(found), seats)
        for left_out in found:
            assert brute(pool, [one for one in found if one is not left_out], seats)
