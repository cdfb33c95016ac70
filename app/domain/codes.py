"""Code lists as data: regions and agencies with their years, and the other words that documents use.

The files stand in ``resources/codes``; nothing here knows where that folder is.  A word that fits no row,
or fits two, gives None: nothing is guessed.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from app.domain.choices import AgencyKind, Choice, GovernmentLevel, ServiceField
from app.domain.hangul import composed
from app.errors import EnvironmentProblem, ProblemKind

C = TypeVar("C", bound=Choice)

SIDO = "sido"
SIGUNGU = "sigungu"
_OFFICE_ENDINGS = ("시청", "군청", "구청", "도청")


@dataclass(frozen=True, slots=True)
class Span:
    """The days in which a name is in force: first and last, open where None."""

    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the name is in force on ``day``."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def touches(self, year: int) -> bool:
        """Tell whether the name is in force on at least one day of ``year``."""
        starts = self.first is None or self.first <= date(year, 12, 31)
        return starts and (self.last is None or self.last >= date(year, 1, 1))


@dataclass(frozen=True, slots=True)
class RegionCode:
    """One name of one 시·도 or 시·군·구 for as long as it is in force."""

    code: str
    name: str
    short: str
    parent_code: str
    level: str
    span: Span = Span()


@dataclass(frozen=True, slots=True)
class AgencyCode:
    """One office or institution by its official name, with the other names that people write."""

    name: str
    kind: AgencyKind
    aliases: tuple[str, ...] = ()
    span: Span = Span()


@dataclass(frozen=True, repr=False)
class Codes:
    """The code lists with the questions that readers of documents ask of them.

    ``aliases`` maps an axis (``service_field``, ``region``, …) to the codes of each written word, whose
    blanks are left out.
    """

    regions: tuple[RegionCode, ...]
    agencies: tuple[AgencyCode, ...]
    aliases: Mapping[str, Mapping[str, tuple[str, ...]]]
    _by_code: dict[str, RegionCode] = field(init=False, compare=False)
    _by_word: dict[str, list[RegionCode]] = field(init=False, compare=False)
    _agencies_by_word: dict[str, list[AgencyCode]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Index the rows by the words that name them."""
        object.__setattr__(self, "_by_code", {region.code: region for region in self.regions})
        words: dict[str, list[RegionCode]] = defaultdict(list)
        for region in self.regions:
            for word in {region.name, region.short} if region.level == SIDO else {region.name}:
                words[word].append(region)
        for word, codes in self.aliases.get("region", {}).items():
            words[word].extend(self._by_code[code] for code in codes if code in self._by_code)
        object.__setattr__(self, "_by_word", dict(words))
        offices: dict[str, list[AgencyCode]] = defaultdict(list)
        for agency in self.agencies:
            for word in (agency.name, *agency.aliases):
                offices[squeeze(word)].append(agency)
        object.__setattr__(self, "_agencies_by_word", dict(offices))

    def __repr__(self) -> str:
        """Name the lists by their sizes: their rows would fill pages of a report."""
        return f"Codes({len(self.regions)} regions, {len(self.agencies)} agencies)"

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Every word that names a region, an office or a sort of body, even one that several bear."""
        shorts = (region.short for region in self.regions)
        generic = self.aliases.get("generic_body", {})
        return frozenset((*self._by_word, *shorts, *self._agencies_by_word, *generic))

    def government_level(self, written: str) -> GovernmentLevel | None:
        """Return the 관 that ``written`` means, by its label or an alias, else None."""
        return self._choice(GovernmentLevel, "government_level", written)

    def service_field(self, written: str) -> ServiceField | None:
        """Return the 분야 that ``written`` means, by its label or an alias, else None."""
        return self._choice(ServiceField, "service_field", written)

    def _choice(self, kind: type[C], axis: str, written: str) -> C | None:
        word = squeeze(written)
        for member in kind:
            if squeeze(member.label) == word:
                return member
        codes = self.aliases.get(axis, {}).get(word, ())
        return _member(kind, codes[0]) if len(codes) == 1 else None

    def program(self, heading: str) -> str | None:
        """Return the programme whose name, or alias, begins ``heading``; the longest wins."""
        word = squeeze(heading)
        known = self.aliases.get("program", {})
        found = max((alias for alias in known if word.startswith(alias)), key=len, default=None)
        return known[found][0] if found else None

    def is_generic_body(self, written: str) -> bool:
        """Tell whether ``written`` names a sort of body (구, 주민, 전문가) and not one body."""
        return squeeze(written) in self.aliases.get("generic_body", {})

    def agency(self, written: str, year: int | None = None) -> AgencyCode | None:
        """Return the office that ``written`` names; where several do, the one in force in ``year``."""
        found = self._agencies_by_word.get(squeeze(written), [])
        if len(found) > 1 and year is not None:
            found = [agency for agency in found if agency.span.touches(year)]
        return found[0] if len(found) == 1 else None

    def region(self, written: str, year: int | None = None) -> RegionCode | None:
        """Return the region that ``written`` names, under its name in force in ``year``.

        Takes ``전남 순천시``, ``서울 중구청``, ``경기 가평``, ``충청남도``; a name that several places bear
        (남구, 고성군) needs its 시·도.
        """
        words = _place_words(written)
        if not words:
            return None
        if len(words) == 1:
            return self._pick(self._by_word.get(words[0], []), year)
        parent = self._pick([r for r in self._by_word.get(words[0], []) if r.level == SIDO], year)
        if parent is None or len(words) > 2:
            return None
        children = [r for r in self.regions if r.parent_code == parent.code and words[1] in (r.name, r.short)]
        return self._pick(children, year)

    def _pick(self, found: list[RegionCode], year: int | None) -> RegionCode | None:
        """Return the one place among ``found``: in force in the year, else at its end, else nothing."""
        if year is None:
            return _only([r for r in found if r.span.last is None]) or _only(found)
        current = [r for r in found if r.span.touches(year)] or self._renamed(found, year)
        return _only(current) or _only([r for r in current if r.span.covers(date(year, 12, 31))])

    def _renamed(self, found: list[RegionCode], year: int) -> list[RegionCode]:
        """Return the rows in force in ``year`` of the places that ``found`` names."""
        rows = self.regions if found else ()
        return [r for r in rows if any(_same_place(r, f) for f in found) and r.span.touches(year)]

    def full_name(self, region: RegionCode) -> str:
        """Return the name of a region with its 시·도 before it, e.g. ``전라남도 순천시``."""
        parent = self._by_code.get(region.parent_code)
        return f"{parent.name} {region.name}" if parent else region.name

    def region_by_code(self, code: str) -> RegionCode | None:
        """Return the region with this code, or None."""
        return self._by_code.get(code)


def squeeze(written: str) -> str:
    """Return ``written`` without any blank, as the words of the code lists are compared."""
    return "".join(composed(written).split())


def load_codes(folder: Path) -> Codes:
    """Read ``regions.csv``, ``agencies.csv`` and ``aliases.csv`` of ``folder``; raises EnvironmentProblem."""
    aliases: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in _rows(folder / "aliases.csv"):
        words = aliases[row["axis"]]
        word = squeeze(row["written"])
        words[word] = (*words.get(word, ()), row["code"])
    return Codes(
        regions=tuple(_region(row) for row in _rows(folder / "regions.csv")),
        agencies=tuple(_agency(row) for row in _rows(folder / "agencies.csv")),
        aliases=dict(aliases),
    )


def _member(kind: type[C], code: str) -> C:
    return next(member for member in kind if member.value == code)


def _rows(path: Path) -> Iterable[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return list(csv.DictReader(handle))
    except OSError as error:
        raise EnvironmentProblem(
            f"코드 목록 {path.name}을 읽을 수 없습니다. 프로그램을 다시 설치하십시오.", ProblemKind.MISSING
        ) from error


def _region(row: Mapping[str, str]) -> RegionCode:
    return RegionCode(row["code"], row["name"], row["short"], row["parent_code"], row["level"], _span(row))


def _agency(row: Mapping[str, str]) -> AgencyCode:
    aliases = tuple(alias for alias in row["aliases"].split(";") if alias)
    return AgencyCode(row["name"], _member(AgencyKind, row["kind"]), aliases, _span(row))


def _span(row: Mapping[str, str]) -> Span:
    first, last = row["valid_from"], row["valid_to"]
    return Span(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def _place_words(written: str) -> list[str]:
    words = written.split()
    if words and len(words[-1]) > 2 and words[-1].endswith(_OFFICE_ENDINGS):
        words[-1] = words[-1][:-1]
    return words


def _same_place(one: RegionCode, other: RegionCode) -> bool:
    """Tell whether two rows are one place under two names: same short name under the same 시·도."""
    return one.short == other.short and one.parent_code == other.parent_code and one.level == other.level


def _only(found: list[RegionCode]) -> RegionCode | None:
    return found[0] if len(found) == 1 else None
