"""상격 현황 and 기관 현황: what was awarded to whom, and how agencies were scored over the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.chart import Bar, BarChart, Form
from app.domain.choices import Disclosure
from app.domain.evaluation.agency_history import History, shown
from app.domain.evaluation.rounds import Award
from app.domain.evaluation.scoring import mean
from exports.blocks import (
    SUM,
    Align,
    Block,
    Chart,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    Note,
    Paragraph,
    Row,
    Table,
    Value,
)

CLOSED = "비공개·부분공개로 적은 점수는 그 말로 대신하고 평균에 넣지 않았습니다."
INTERNAL = "비공개·부분공개 점수가 들어 있는 내부 자료입니다."
MISSING = "빈 칸은 점수가 없는 해입니다. 0점으로 세지 않습니다."
MEAN = "AVERAGE({own})"


@dataclass(frozen=True, slots=True)
class AwardData:
    """The awards that a list is about, the newest first."""

    awards: tuple[Award, ...]
    condition: str
    as_of: date


@dataclass(frozen=True, slots=True)
class AgencyData:
    """The scores of agencies by indicator, and how many awards and how much money each got by year.

    ``awarded`` are (agency, year, awards, amount, grant); ``internal`` shows figures that are not public.
    """

    histories: tuple[History, ...]
    awarded: tuple[tuple[str, int | None, int, int, int], ...]
    as_of: date
    internal: bool = False


# -- 상격 현황


def awards(data: AwardData) -> Document:
    """Return 상격 현황: every award with the sums of money."""
    title = "상격 현황"
    if not data.awards:
        return Document(title, data.as_of, (Paragraph("기록한 상격이 없습니다."),), subtitle=data.condition)
    blocks: list[Block] = [Heading("상격별"), _by_grade(data.awards), Heading("과제별"), _list(data.awards)]
    return Document(title, data.as_of, tuple(blocks), subtitle=data.condition, landscape=True)


def _by_grade(found: Sequence[Award]) -> Table:
    grades: dict[str, list[Award]] = {}
    for one in found:
        grades.setdefault(one.grade, []).append(one)
    columns = (Column("상격", weight=2), Column("건수", Kind.COUNT, 0.7, closing=SUM), *_money())
    rows = [(grade, len(group), *_sums(group)) for grade, group in grades.items()]
    return Table(columns, rows, name="grades", label="상격별", total=("합계", len(found), *_sums(found)))


def _list(found: Sequence[Award]) -> Table:
    columns = (
        Column("연도", Kind.YEAR, 0.6), Column("상격", weight=1.1), Column("과제", weight=2.6),
        Column("기관", weight=1.3), *_money(), Column("평가", weight=1.8), Column("비고", weight=1.6),
    )  # fmt: skip
    rows = [
        (one.year, one.grade, one.project, one.agency or "", one.amount, one.grant, one.round or "", one.note)
        for one in found
    ]
    total: Row = ("합계", None, None, None, *_sums(found), None, None)
    return Table(columns, rows, name="awards", label="상격", total=total)


def _money() -> tuple[Column, ...]:
    return (
        Column("상금(원)", Kind.MONEY, 1, closing=SUM),
        Column("특별교부세(원)", Kind.MONEY, 1.1, closing=SUM),
    )


def _sums(found: Sequence[Award]) -> tuple[int, int]:
    return sum(one.amount or 0 for one in found), sum(one.grant or 0 for one in found)


# -- 기관 현황


def agencies(data: AgencyData) -> Document:
    """Return 기관 현황: the scores of agencies by year under each indicator, and their awards by year."""
    title = "기관 현황(연도별)"
    if not data.histories and not data.awarded:
        return Document(title, data.as_of, (Paragraph("기관의 점수나 상격이 없습니다."),))
    blocks: list[Block] = []
    for number, found in enumerate(data.histories, 1):
        blocks += [Heading(found.indicator), KeyValues(_facts(found)), _scores(found, data.internal, number)]
        blocks += _course(found, data.internal)
    if data.histories:
        blocks += [Note(MISSING), Note(INTERNAL if data.internal else CLOSED)]
    if data.awarded:
        blocks += [Heading("상격"), _awarded(data.awarded)]
    data_tables = (_flat(data), *([_awarded(data.awarded)] if data.awarded else []))
    return Document(title, data.as_of, tuple(blocks), landscape=True, data=data_tables)


def _facts(found: History) -> tuple[tuple[str, Value], ...]:
    return (
        ("기관", f"{len(found.rows)}곳"),
        ("기간", f"{found.years[0]}년 ~ {found.years[-1]}년" if found.years else "–"),
        ("만점", "–" if found.scale is None else f"{found.scale:g}점"),
    )


def _scores(found: History, internal: bool, number: int) -> Table:
    last = len(found.years)
    columns = (
        Column("기관", weight=2),
        *(Column(f"{year}년", Kind.SCORE, 1, Align.RIGHT, str(year), closing=MEAN) for year in found.years),
        Column("평균", Kind.SCORE, 1, formula=f"AVERAGE({{1}}:{{{last}}})"),
    )
    rows: list[Row] = []
    for row in found.rows:
        cells = [shown(row.scores.get(year), public=not internal) for year in found.years]
        rows.append((row.name, *cells, mean(_figures(cells))))
    means = [mean(_figures([row[1 + n] for row in rows])) for n in range(last)]
    return Table(columns, rows, name=f"history-{number}", label=found.indicator, total=("평균", *means, None))


def _course(found: History, internal: bool) -> list[Block]:
    """Return the means of the years as a line; nothing where fewer than two years have one."""
    cells = [[shown(row.scores.get(year), public=not internal) for row in found.rows] for year in found.years]
    means = [mean(_figures(each)) for each in cells]
    if sum(value is not None for value in means) < 2:
        return []
    bars = tuple(
        Bar(f"{year}년", None if value is None else round(value, 2))
        for year, value in zip(found.years, means, strict=True)
    )
    title = f"{found.indicator} 연도별 평균"
    return [Chart(BarChart(title, bars, "점", form=Form.LINE))]


def _figures(cells: Sequence[Value]) -> list[float]:
    return [float(one) for one in cells if isinstance(one, (int, float))]


def _awarded(found: Sequence[tuple[str, int | None, int, int, int]]) -> Table:
    columns = (
        Column("기관", weight=2), Column("연도", Kind.YEAR, 0.7),
        Column("상격", Kind.COUNT, 0.7, closing=SUM), *_money(),
    )  # fmt: skip
    total = ("합계", None, *(sum(int(row[n] or 0) for row in found) for n in (2, 3, 4)))
    return Table(columns, list(found), name="agency-awards", label="기관별 상격", total=total)


def _flat(data: AgencyData) -> Table:
    columns = (
        Column("지표", weight=2), Column("기관", weight=2), Column("연도", Kind.YEAR),
        Column("점수", Kind.SCORE), Column("만점"), Column("공개 구분"), Column("출처", weight=2),
    )  # fmt: skip
    rows = [
        (found.indicator, row.name, year, shown(one, public=not data.internal), one.scale,
         Disclosure(one.disclosure).label, one.source)
        for found in data.histories for row in found.rows for year, one in sorted(row.scores.items())
    ]  # fmt: skip
    return Table(columns, rows, name="scores", label="점수")
