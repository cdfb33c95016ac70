"""Quotas that cannot be met together: told before anybody is drawn.

What is asked of two axes (성별 by 나이대) is a transport of seats from the categories of one to those of the
other, so a flow answers it exactly.  Three and more axes together have no such short answer: each pair is
asked exactly, and then a search of bounded length looks at all of them; where that ends without an answer
nothing is said, and the draw itself finds out.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from app.domain.drawing import Candidate, Quota

SEARCHED = 20_000
"""So many steps the search over three and more axes may take."""
_Node = tuple[str, str]
_SOURCE, _SINK, _FROM, _TO = ("", "source"), ("", "sink"), ("", "from"), ("", "to")


def clash(pool: Sequence[Candidate], quotas: Sequence[Quota], seats: int) -> tuple[Quota, ...]:
    """Return quotas that cannot be met together, none of which could be left out; none where all can be."""
    axes = list(dict.fromkeys(quota.axis for quota in quotas))
    for pair in combinations(axes, 2):
        two = [quota for quota in quotas if quota.axis in pair]

        def flows(some: Sequence[Quota], pair: tuple[str, str] = pair) -> bool:
            return _flows(pool, pair, some, seats)

        if not flows(two):
            return _needed(two, flows)
    if len(axes) > 2 and not _found(pool, axes, quotas, seats):
        return _needed(quotas, lambda some: _found(pool, axes, some, seats))
    return ()


def _needed(quotas: Iterable[Quota], possible: Callable[[Sequence[Quota]], bool]) -> tuple[Quota, ...]:
    """Return those of ``quotas`` without which all could be met, one left out after the other."""
    kept = list(quotas)
    for quota in tuple(kept):
        without = [one for one in kept if one is not quota]
        if not possible(without):
            kept = without
    return tuple(kept)


# -- two axes


def _flows(pool: Sequence[Candidate], pair: tuple[str, str], quotas: Sequence[Quota], seats: int) -> bool:
    """Tell whether ``seats`` can flow from the one axis to the other within every quota.

    Lower bounds are moved to a source and a sink of their own, as for any circulation.
    """
    limits = {(quota.axis, quota.category): quota for quota in quotas}
    room: dict[tuple[_Node, _Node], int] = {}
    cells = Counter(tuple(one.strata.get(axis, "") for axis in pair) for one in pool)
    for (one, other), count in cells.items():
        room[(pair[0], one), (pair[1], other)] = count
    for side, axis in enumerate(pair):
        for category in {cell[side] for cell in cells} | {key for at, key in limits if at == axis}:
            quota = limits.get((axis, category), Quota(axis, category))
            ends = (_FROM, (axis, category)) if side == 0 else ((axis, category), _TO)
            _bound(room, ends, quota.least, len(pool) if quota.most is None else quota.most)
    _bound(room, (_TO, _FROM), seats, seats)
    wanted = sum(count for (start, _end), count in room.items() if start == _SOURCE)
    return _most(room) == wanted


def _bound(room: dict[tuple[_Node, _Node], int], ends: tuple[_Node, _Node], least: int, most: int) -> None:
    start, end = ends
    room[ends] = most - least
    room[_SOURCE, end] = room.get((_SOURCE, end), 0) + least
    room[start, _SINK] = room.get((start, _SINK), 0) + least


def _most(room: dict[tuple[_Node, _Node], int]) -> int:
    """Return the greatest flow from source to sink (Edmonds and Karp)."""
    total = 0
    while path := _path(room):
        least = min(room[step] for step in path)
        for start, end in path:
            room[start, end] -= least
            room[end, start] = room.get((end, start), 0) + least
        total += least
    return total


def _path(room: dict[tuple[_Node, _Node], int]) -> list[tuple[_Node, _Node]]:
    onward: dict[_Node, list[_Node]] = {}
    for (start, end), left in room.items():
        if left > 0:
            onward.setdefault(start, []).append(end)
    came: dict[_Node, _Node] = {_SOURCE: _SOURCE}
    waiting = deque([_SOURCE])
    while waiting and _SINK not in came:
        node = waiting.popleft()
        for following in onward.get(node, ()):
            if following not in came:
                came[following] = node
                waiting.append(following)
    steps: list[tuple[_Node, _Node]] = []
    node = _SINK
    while node in came and node != _SOURCE:
        steps.append((came[node], node))
        node = came[node]
    return steps


# -- three axes and more


def _found(pool: Sequence[Candidate], axes: Sequence[str], quotas: Sequence[Quota], seats: int) -> bool:
    """Tell whether a choice meets every quota; True as well where the search was too long to tell."""
    cells = Counter(tuple(one.strata.get(axis, "") for axis in axes) for one in pool)
    kinds = [
        (count, tuple(quota.category == cell[axes.index(quota.axis)] for quota in quotas))
        for cell, count in cells.items()
    ]
    return _Search(sorted(kinds, key=lambda kind: -sum(kind[1])), quotas).reaches(seats)


class _Search:
    """Takes so many of each kind of applicant, and turns back where a quota cannot be met any more."""

    def __init__(self, kinds: Sequence[tuple[int, tuple[bool, ...]]], quotas: Sequence[Quota]) -> None:
        """Look among ``kinds``: how many there are of one, and which quotas count them."""
        self._kinds, self._quotas, self._steps = kinds, quotas, 0
        self._after = [
            [sum(count for count, counts in kinds[at:] if counts[q]) for q in range(len(quotas))]
            for at in range(len(kinds) + 1)
        ]

    def reaches(self, seats: int) -> bool:
        """Tell whether ``seats`` can be filled."""
        return self._go(0, seats, (0,) * len(self._quotas))

    def _go(self, at: int, left: int, have: tuple[int, ...]) -> bool:
        self._steps += 1
        if self._steps > SEARCHED:
            return True
        for q, quota in enumerate(self._quotas):
            over = quota.most is not None and have[q] > quota.most
            if over or have[q] + min(left, self._after[at][q]) < quota.least:
                return False
        if at == len(self._kinds):
            return left == 0
        count, counts = self._kinds[at]
        return any(
            self._go(at + 1, left - taken, tuple(h + taken * c for h, c in zip(have, counts, strict=True)))
            for taken in range(min(count, left), -1, -1)
        )
