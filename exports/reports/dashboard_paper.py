"""현황: the figures of all projects as tables, those of the page under the same filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.chart import BarChart, TileMap
from exports.blocks import (
    Block,
    Bullet,
    Bullets,
    Chart,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    Note,
    Paragraph,
    Table,
)

_WHOLE = {"%": Kind.PERCENT}
_BROKEN = {"점": Kind.SCORE}


@dataclass(frozen=True, slots=True)
class DashboardData:
    """What the page shows: figures as (name, value, words), charts with what they leave out, advice."""

    figures: Sequence[tuple[str, str, str]]
    charts: Sequence[tuple[str, BarChart | TileMap, str]]
    advice: Sequence[str]
    as_of: date
    condition: str = "전체"


def build(data: DashboardData) -> Document:
    """Return the figures, what is to be looked at first, and every chart with its table."""
    pairs = tuple((name, f"{value} ({words})") for name, value, words in data.figures)
    blocks: list[Block] = [KeyValues(pairs, 0)]
    if data.advice:
        blocks += [Heading("먼저 볼 것"), Bullets(tuple(Bullet(words, 1) for words in data.advice))]
    for number, (title, chart, note) in enumerate(data.charts, 1):
        blocks.append(Heading(title))
        if _has_figures(chart):
            blocks += [Chart(chart), _table(chart, f"chart-{number}", title)]
        if note and _has_figures(chart):
            blocks.append(Note(note))
        elif not _has_figures(chart):
            blocks.append(Paragraph(note or "셀 것이 없습니다."))
        blocks += _empty_places(chart)
    return Document("과제 현황", data.as_of, tuple(blocks), subtitle=data.condition, subject="현황")


def _empty_places(chart: BarChart | TileMap) -> list[Block]:
    """Return how many places of a map have nothing: the table leaves them out."""
    empty = [tile for tile in chart.tiles if not tile.value] if isinstance(chart, TileMap) else []
    return [Note(f"과제가 없는 지역 {len(empty)}곳은 표에 넣지 않았습니다.")] if empty else []


def _has_figures(chart: BarChart | TileMap) -> bool:
    return any(isinstance(value, int | float) for row in chart.grid[1] for value in row[1:])


def _table(chart: BarChart | TileMap, name: str, label: str) -> Table:
    head, rows = chart.grid
    if isinstance(chart, TileMap):
        rows = tuple(row for row in rows if row[1])
    figures = [value for row in rows for value in row[1:] if isinstance(value, int | float)]
    whole = all(float(value).is_integer() for value in figures)
    kind = _WHOLE.get(chart.unit, Kind.INTEGER) if whole else _BROKEN.get(chart.unit, Kind.DECIMAL)
    columns = [Column(head[0], Kind.TEXT, 2)]
    columns += [Column(head[at], Kind.TEXT if _is_text(rows, at) else kind) for at in range(1, len(head))]
    cells = [tuple(_cell(value, whole) for value in row) for row in rows]
    return Table(tuple(columns), cells, name=name, label=label)


def _is_text(rows: Sequence[Sequence[str | float | None]], place: int) -> bool:
    return any(isinstance(row[place], str) for row in rows)


def _cell(value: str | float | None, whole: bool) -> str | float | int | None:
    return int(value) if whole and isinstance(value, float) else value
