"""기관 평가 이력: agencies by years under one indicator, and what a table pasted from Excel holds of it.

A year without a record is missing: it is shown as such and never counted as nought.  비공개 figures are for
the office alone; 부분공개 tells that there is a score, not which.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.chart import Grid
from app.domain.choices import Disclosure
from app.domain.evaluation.rounds import AgencyScore
from app.domain.hangul import quoted

FIRST_YEAR, LAST_YEAR = 1990, 2100
_YEAR = re.compile(r"(?:'|’)?(\d{4})(?:년|년도)?\.?")
_HEADS = {
    "agency": ("기관", "기관명", "자치단체", "시군구", "시·군·구"),
    "year": ("연도", "년도", "평가연도"),
    "indicator": ("지표", "지표명", "평가지표"),
    "score": ("점수", "득점", "평가점수"),
    "scale": ("만점", "배점"),
    "disclosure": ("공개", "공개구분", "공개 구분", "공개여부"),
    "source": ("출처", "근거"),
}
_NOTHING = ("", "-", "–", "—", "·", "미실시", "해당없음", "해당 없음")


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency with its scores under one indicator, by year."""

    id: int
    name: str
    kind: str | None
    scores: Mapping[int, AgencyScore]

    @property
    def known(self) -> list[tuple[int, float]]:
        """Return the years that have a score, in order."""
        pairs = sorted(self.scores.items())
        return [(year, one.score) for year, one in pairs if one.score is not None]

    @property
    def change(self) -> float | None:
        """Return by how much the last score differs from the one before it; None below two."""
        known = self.known
        return known[-1][1] - known[-2][1] if len(known) > 1 else None


@dataclass(frozen=True, slots=True)
class History:
    """What is recorded under an indicator: every year from first to last, every agency that has a score."""

    indicator: str
    years: tuple[int, ...]
    rows: tuple[AgencyRow, ...]
    scale: float | None
    _means: dict[int, float | None] = field(default_factory=dict, init=False, compare=False, repr=False)

    def mean(self, year: int) -> float | None:
        """Return the mean of the scores of a year, worked out once; None where there are none."""
        if year not in self._means:
            scores = (row.scores.get(year) for row in self.rows)
            found = [one.score for one in scores if one is not None and one.score is not None]
            self._means[year] = math.fsum(found) / len(found) if found else None
        return self._means[year]


@dataclass(frozen=True, slots=True)
class Pasted:
    """One score of a pasted table, or the ``problem`` for which it is refused; ``row`` counts from 1."""

    row: int
    agency: str
    year: int | None
    indicator: str
    text: str
    score: float | None = None
    scale: float | None = None
    disclosure: str = ""
    source: str = ""
    problem: str = ""


def history(indicator: str, found: Sequence[AgencyScore], kinds: Mapping[int, str | None]) -> History:
    """Return the table of an indicator out of its records."""
    by_agency: dict[int, dict[int, AgencyScore]] = {}
    names: dict[int, str] = {}
    for one in found:
        by_agency.setdefault(one.agency_id, {})[one.year] = one
        names[one.agency_id] = one.agency
    years = [one.year for one in found]
    rows = [AgencyRow(key, names[key], kinds.get(key), scores) for key, scores in by_agency.items()]
    scales = [one.scale for one in found if one.scale is not None]
    return History(
        indicator,
        tuple(range(min(years), max(years) + 1)) if years else (),
        tuple(sorted(rows, key=lambda row: (row.name, row.id))),
        max(set(scales), key=lambda scale: (scales.count(scale), scale)) if scales else None,
    )


def shown(one: AgencyScore | None, *, public: bool) -> float | str | None:
    """Return a score as a paper may show it: of what is not public the word stands in its place."""
    if one is None or one.score is None:
        return None
    if public and one.disclosure != Disclosure.OPEN:
        return Disclosure(one.disclosure).label
    return int(one.score) if one.score.is_integer() else one.score


def check_score(score: float, scale: float | None) -> str:
    """Return why a score cannot be; nothing where it can."""
    if not math.isfinite(score) or score < 0:
        return f"{score:g}점은 넣지 않습니다. 점수는 0점 이상입니다."
    if scale is not None and score > scale:
        return f"{score:g}점은 만점 {scale:g}점을 넘습니다."
    return ""


def read_year(text: str) -> int | None:
    """Return the year that a heading names; None where it names none."""
    found = _YEAR.fullmatch(text.strip())
    year = int(found[1]) if found else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def read_score(text: str) -> float | None:
    """Return the score that a cell holds, None of an empty one; ``ValueError`` of anything else."""
    words = text.strip().removesuffix("점").replace(",", "")
    if words in _NOTHING:
        return None
    value = float(words)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def read_table(cells: Sequence[Sequence[str]], indicator: str, scale: float | None) -> list[Pasted]:
    """Return the scores of a table copied from Excel.

    It is read by its heading: agencies with a column for each year, of ``indicator``, or a row for each score
    (기관, 연도, 지표, 점수, 만점, 공개 구분, 출처).  Empty cells are no scores and are left out.
    """
    rows = [[cell.strip() for cell in row] for row in cells]
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not filled:
        return []
    (first, head), *body = filled
    columns = {key: place for key, names in _HEADS.items() if (place := _place(head, names)) is not None}
    if {"agency", "year", "score"} <= columns.keys():
        found = (_of_row(number, row, columns, indicator, scale) for number, row in body)
        return [one for one in found if one is not None]
    years = {place: year for place, cell in enumerate(head) if place and (year := read_year(cell))}
    if not years:
        words = "첫 줄에 연도(2024년)나 항목 이름(기관, 연도, 점수)이 있어야 합니다."
        return [Pasted(first, head[0], None, indicator, "", problem=words)]
    agency = columns.get("agency", 0)
    return [
        one
        for number, row in body
        for place, year in years.items()
        if (one := _judged(number, _cell(row, agency), year, indicator, _cell(row, place), scale)) is not None
    ]


def _place(head: Sequence[str], names: Sequence[str]) -> int | None:
    plain = [cell.replace(" ", "") for cell in head]
    return next((plain.index(name) for n in names if (name := n.replace(" ", "")) in plain), None)


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def _of_row(
    number: int, row: Sequence[str], columns: Mapping[str, int], indicator: str, scale: float | None
) -> Pasted | None:
    values = {key: _cell(row, place) for key, place in columns.items()}
    year = read_year(values["year"])
    full = scale
    try:
        full = read_score(values.get("scale", "")) or scale
    except ValueError:
        words = f"만점 {quoted(values['scale'], '은/는')} 수가 아닙니다."
        return Pasted(number, values["agency"], year, indicator, values["score"], problem=words)
    disclosure = values.get("disclosure", "")
    codes = {one.label: one.value for one in Disclosure}
    name = values.get("indicator") or indicator
    made = _judged(number, values["agency"], year, name, values["score"], full)
    if made is None or made.problem:
        return made
    if disclosure and disclosure not in codes:
        words = f"공개 구분 {quoted(disclosure, '은/는')} 공개, 부분공개, 비공개 가운데 하나가 아닙니다."
        return Pasted(number, made.agency, year, name, made.text, problem=words)
    source = values.get("source", "")
    return Pasted(
        number, made.agency, year, name, made.text, made.score, full, codes.get(disclosure, ""), source
    )


def _judged(
    number: int, agency: str, year: int | None, indicator: str, text: str, scale: float | None
) -> Pasted | None:
    """Return a score, the reason for which it is refused, or nothing of an empty cell."""
    try:
        score = read_score(text)
    except ValueError:
        problem = f"{quoted(text, '은/는')} 점수가 아닙니다."
        return Pasted(number, agency, year, indicator, text, problem=problem)
    if score is None:
        return None
    problem = check_score(score, scale)
    if not agency:
        problem = "기관 이름이 없습니다."
    elif year is None:
        problem = "연도가 없거나 연도로 읽을 수 없습니다."
    elif not indicator:
        problem = "지표 이름이 없습니다."
    return Pasted(number, agency, year, indicator, text, None if problem else score, scale, problem=problem)


@dataclass(frozen=True, slots=True)
class YearLines:
    """A chart of scores over years: one line of the agency in front, a dashed one of the mean of all."""

    title: str
    years: tuple[int, ...]
    own: tuple[float | None, ...]
    every: tuple[float | None, ...]
    scale: float | None
    count: int

    @property
    def said(self) -> str:
        """Return the chart in words."""
        pairs = zip(self.years, self.own, self.every, strict=True)
        parts = [
            f"{year}년 {'점수 없음' if own is None else f'{own:g}점'}"
            + ("" if every is None else f" (평균 {every:.1f}점)")
            for year, own, every in pairs
        ]
        return f"{self.title}: {', '.join(parts) or '값 없음'}"

    @property
    def grid(self) -> Grid:
        """Return the chart as a table: a row for each year."""
        rows = zip((f"{year}년" for year in self.years), self.own, self.every, strict=True)
        return ("연도", self.title, f"{self.count}곳 평균"), tuple(rows)


def lines_of(found: History, row: AgencyRow) -> YearLines:
    """Return the chart of an agency; a missing year leaves a gap."""
    own = tuple(one.score if (one := row.scores.get(year)) else None for year in found.years)
    every = tuple(found.mean(year) for year in found.years)
    return YearLines(row.name, found.years, own, every, found.scale, len(found.rows))
