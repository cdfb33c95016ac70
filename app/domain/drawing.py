"""The rule of a stratified draw: who is taken follows from the pool, the quotas and the seed alone.

The rule is the one sortition bodies use for citizens' assemblies: again and again the category that is
scarcest for what it still needs gives the next seat, and within it chance decides.  Chance is no generator
of a library but a ticket anybody can compute: SHA-256 of ``seed|attempt|number``; the smallest is taken.  An
attempt that runs into a dead end is given up, and the next one draws with tickets of its own.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

METHOD = "scarcest-first/1"
ATTEMPTS = 200

Strata = Mapping[str, str]
"""What is counted of an applicant: axis (gender, age_band, region …) to category."""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many of one category are wanted: at least ``least``, at most ``most`` (None: no limit)."""

    axis: str
    category: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the pool; ``number`` is what the draw knows of the person."""

    number: int
    strata: Strata


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a draw came to: numbers in the order they were taken, and how many attempts it needed.

    ``reasons`` says for each selected number which category it was taken for (empty: nobody was lacking).
    """

    selected: tuple[int, ...]
    alternates: tuple[int, ...]
    attempt: int
    reasons: tuple[str, ...]


def obstacles(
    pool: Sequence[Candidate], quotas: Sequence[Quota], seats: int
) -> Iterator[tuple[Quota | None, str]]:
    """Yield every quota that no draw can meet, with a sentence; None stands for the draw as a whole."""
    if seats > len(pool):
        yield None, f"{seats}명을 뽑으려 하지만 신청자가 {len(pool)}명입니다."
    for quota in quotas:
        there = sum(1 for one in pool if one.strata.get(quota.axis) == quota.category)
        if there < quota.least:
            yield quota, f"{quota.least}명이 필요하지만 신청자가 {there}명입니다."
        if quota.most is not None and quota.most < quota.least:
            yield quota, f"최소 {quota.least}명이 최대 {quota.most}명보다 많습니다."
    for axis in dict.fromkeys(quota.axis for quota in quotas):
        least = sum(quota.least for quota in quotas if quota.axis == axis)
        if least > seats:
            yield None, f"최소 인원을 더하면 {least}명으로 뽑을 {seats}명보다 많습니다."
        room = _room(pool, [quota for quota in quotas if quota.axis == axis], axis)
        if room < min(seats, len(pool)):
            yield None, f"최대 인원을 지키면 {room}명까지만 뽑을 수 있습니다."


def _room(pool: Sequence[Candidate], quotas: Sequence[Quota], axis: str) -> int:
    limits = {quota.category: quota.most for quota in quotas}
    counts: dict[str, int] = {}
    for one in pool:
        category = one.strata.get(axis, "")
        counts[category] = counts.get(category, 0) + 1
    total = 0
    for category, count in counts.items():
        limit = limits.get(category)
        total += count if limit is None else min(count, limit)
    return total


def ticket(seed: str, attempt: int, number: int) -> str:
    """Return the lot of one number in one attempt: SHA-256 in hexadecimal."""
    return hashlib.sha256(f"{seed}|{attempt}|{number}".encode()).hexdigest()


def draw(
    pool: Sequence[Candidate], quotas: Sequence[Quota], seats: int, alternates: int, seed: str
) -> Drawn | None:
    """Return who is drawn; None where no attempt of ``ATTEMPTS`` meets every quota."""
    for attempt in range(1, ATTEMPTS + 1):
        taken = _attempt(pool, quotas, seats, seed, attempt)
        if taken is not None:
            numbers = tuple(number for number, _ in taken)
            rest = sorted(
                (one.number for one in pool if one.number not in numbers),
                key=lambda number: ticket(seed, attempt, number),
            )
            reasons = tuple(reason for _, reason in taken)
            return Drawn(numbers, tuple(rest[:alternates]), attempt, reasons)
    return None


def _attempt(
    pool: Sequence[Candidate], quotas: Sequence[Quota], seats: int, seed: str, attempt: int
) -> list[tuple[int, str]] | None:
    left = {one.number: one for one in pool}
    have = {(quota.axis, quota.category): 0 for quota in quotas}
    taken: list[tuple[int, str]] = []
    while len(taken) < seats:
        _close_full(left, quotas, have)
        scarcest, possible = _scarcest(left, quotas, have)
        among = [one for one in left.values() if scarcest is None or _belongs(one, scarcest)]
        if not (possible and among):
            return None
        chosen = min(among, key=lambda one: ticket(seed, attempt, one.number))
        del left[chosen.number]
        for quota in quotas:
            have[quota.axis, quota.category] += _belongs(chosen, quota)
        taken.append((chosen.number, f"{scarcest.axis}={scarcest.category}" if scarcest else ""))
    met = all(have[quota.axis, quota.category] >= quota.least for quota in quotas)
    return taken if met else None


def _close_full(
    left: dict[int, Candidate], quotas: Sequence[Quota], have: Mapping[tuple[str, str], int]
) -> None:
    full = [
        quota for quota in quotas if quota.most is not None and have[quota.axis, quota.category] >= quota.most
    ]
    for number in [one.number for one in left.values() if any(_belongs(one, quota) for quota in full)]:
        del left[number]


def _scarcest(
    left: Mapping[int, Candidate], quotas: Sequence[Quota], have: Mapping[tuple[str, str], int]
) -> tuple[Quota | None, bool]:
    """Return the quota with the greatest need for each candidate left, and whether all can still be met."""
    worst, lacking, supply = None, 0, 1
    for quota in quotas:
        need = quota.least - have[quota.axis, quota.category]
        if need <= 0:
            continue
        there = sum(1 for one in left.values() if _belongs(one, quota))
        if there < need:
            return quota, False
        # need / there compared in whole numbers, so that every machine orders alike.
        if need * supply > lacking * there:
            worst, lacking, supply = quota, need, there
    return worst, True


def _belongs(one: Candidate, quota: Quota) -> bool:
    return one.strata.get(quota.axis) == quota.category


def pool_digest(pool: Sequence[Candidate]) -> str:
    """Return the digest of a pool: its numbers with what is counted of them, one line each, in order."""
    return hashlib.sha256("\n".join(pool_line(one) for one in pool).encode()).hexdigest()


def pool_line(one: Candidate) -> str:
    """Return the line of one of the pool: its number and what is counted, the axes in their order."""
    return f"{one.number}|" + "|".join(f"{axis}={one.strata[axis]}" for axis in sorted(one.strata))
