"""투표 결과: tallies from paper, hall and web side by side, with what does not fit said aloud.

What nobody entered is missing: it is shown as – and never counted as 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.chart import Bar, BarChart
from app.domain.proposal import Ballot, BallotOption, TallyWay


@dataclass(frozen=True, slots=True)
class WaySum:
    """One way of voting: votes entered (None where none is), voters (None where unknown)."""

    way: TallyWay
    votes: int | None
    voters: int | None


@dataclass(frozen=True, slots=True)
class BallotResult:
    """A ballot with its options in their order, its ways, and warnings about figures that do not fit."""

    ballot: Ballot
    options: tuple[BallotOption, ...]
    ways: tuple[WaySum, ...]

    @property
    def votes(self) -> int | None:
        """Return all votes entered, None where none is."""
        return _sum([way.votes for way in self.ways])

    @property
    def voters(self) -> int | None:
        """Return all voters known, None where no way has them."""
        return _sum([way.voters for way in self.ways])

    @property
    def ranked(self) -> tuple[tuple[int, BallotOption], ...]:
        """Return the options with votes by competition ranking (1, 2, 2, 4); ties in their order."""
        counted = [option for option in self.options if option.tallies]
        order = sorted(counted, key=lambda option: -option.total)
        return tuple((1 + sum(other.total > one.total for other in counted), one) for one in order)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return a sentence for each figure that cannot be right."""
        most = self.ballot.choices_per_voter
        found = [_too_many(way, most) for way in self.ways]
        found += [
            _more_than_voters(option, way)
            for way in self.ways
            for option in self.options
            if way.voters is not None and option.tallies.get(way.way.value, 0) > way.voters
        ]
        return tuple(text for text in found if text)

    def chart(self) -> BarChart:
        """Return the result as bars, most votes first; options without any tally stand last."""
        places = {option.id: place for place, option in self.ranked}
        order = [option for _place, option in self.ranked]
        order += [option for option in self.options if option.id not in places]
        bars = (
            Bar(
                option.text,
                option.total if option.tallies else None,
                f"{places[option.id]}위" if option.id in places else "",
                places.get(option.id, 0) == 1,
            )
            for option in order
        )
        return BarChart(self.ballot.title, tuple(bars), "표")


def result(ballot: Ballot, options: Sequence[BallotOption], voters: Mapping[str, int]) -> BallotResult:
    """Return the result of ``ballot``; ``voters`` holds the heads per way where they are known."""
    ways = tuple(
        WaySum(
            way,
            _sum([option.tallies.get(way.value) for option in options]),
            voters.get(way.value),
        )
        for way in TallyWay
    )
    return BallotResult(ballot, tuple(options), ways)


@dataclass(frozen=True, slots=True)
class PastedOption:
    """A line of a pasted list: the option and the votes that stand in its columns (종이, 현장, 온라인)."""

    text: str
    votes: tuple[int | None, ...] = ()


def read_options(text: str) -> list[PastedOption]:
    """Read options from lines typed or copied from Excel; a running number before the words is dropped.

    With more columns, those after the words are votes on paper, in the hall and on the web.
    """
    found = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > 1 and cells[0].rstrip(".)").isdigit() and _count(cells[1]) is None:
            cells = cells[1:]
        if cells[0]:
            votes = tuple(_count(cell) for cell in cells[1 : 1 + len(TallyWay)])
            found.append(PastedOption(cells[0], votes))
    return found


def _count(cell: str) -> int | None:
    digits = cell.replace(",", "").removesuffix("표").strip()
    return int(digits) if digits.isdigit() else None


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _too_many(way: WaySum, choices: int) -> str:
    if way.votes is None or way.voters is None or way.votes <= way.voters * choices:
        return ""
    return (
        f"{way.way.label}: {way.votes:,}표는 {way.voters:,}명이 {choices}개씩 고른 "
        f"{way.voters * choices:,}표보다 많습니다. 표나 투표한 사람 수를 확인하십시오."
    )


def _more_than_voters(option: BallotOption, way: WaySum) -> str:
    votes = option.tallies[way.way.value]
    return f"{option.text}: {way.way.label} {votes:,}표가 투표한 {way.voters:,}명보다 많습니다."
