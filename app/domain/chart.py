"""A chart as data: what its bars, lines and outlines say, for the screen and for reports alike.

A missing figure is None and stays missing: it is told as –, never drawn as an empty bar or a zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MISSING = "–"
Grid = tuple[tuple[str, ...], tuple[tuple[str | float | None, ...], ...]]
"""A chart as a table: its head, and its rows as long as the head; None where a figure is missing."""


def figure(value: float | None, unit: str = "") -> str:
    """Return ``value`` as charts print it, with its unit; – where it is missing."""
    return MISSING if value is None else f"{value:,.10g}{unit}"


_HEADS = {
    "건": "건수", "명": "인원", "회": "횟수", "%": "비율(%)", "점": "점수", "시간": "시간", "원": "금액(원)",
}  # fmt: skip


def head(unit: str) -> str:
    """Return how a table heads figures of ``unit``."""
    return _HEADS.get(unit, f"값({unit})" if unit else "값")


class Form(StrEnum):
    """How a category chart is drawn: bars to the right, bars upwards, or a line from name to name."""

    ACROSS = "across"
    UPRIGHT = "upright"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Mark:
    """A level that figures are held against, with its words."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Series:
    """One of several figures that every bar has; ``tone`` is a colour token where its hue has a meaning."""

    label: str
    key: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its figure (None where it is missing) and words beside the figure.

    ``parts`` are its figures for each series of the chart; ``value`` is then what they come to together.
    ``key`` names the list behind the bar, "" where there is none.
    """

    label: str
    value: float | None
    words: str = ""
    strong: bool = False
    key: str = ""
    parts: tuple[float | None, ...] = ()

    @property
    def figures(self) -> tuple[float | None, ...]:
        """Return the figures that are drawn: one for each series, or the one there is."""
        return self.parts or (self.value,)


@dataclass(frozen=True, slots=True)
class BarChart:
    """Figures by name in the order given, of one series or of several.

    Several stand side by side, or are ``stacked`` into one bar.  ``threshold`` is marked as a tick with
    text, ``average`` as a dashed gray line.
    """

    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    series: tuple[Series, ...] = ()
    form: Form = Form.ACROSS
    stacked: bool = False
    threshold: Mark | None = None
    average: Mark | None = None

    @property
    def top(self) -> float:
        """Return the greatest length that is drawn, marks included; 0 where there is none."""
        lengths = [self.length(bar) for bar in self.bars]
        marks = [mark.value for mark in (self.threshold, self.average) if mark is not None]
        return max((value for value in (*lengths, *marks) if value is not None), default=0.0)

    def length(self, bar: Bar) -> float | None:
        """Return how far ``bar`` reaches: its longest part, or all of them where they are stacked."""
        known = [value for value in bar.figures if value is not None]
        if not known:
            return None
        return sum(known) if self.stacked else max(known)

    @property
    def said(self) -> str:
        """Return the chart in words."""
        parts = [f"{bar.label} {self._figures_said(bar)} {bar.words}".strip() for bar in self.bars]
        marks = (self.average, self.threshold)
        parts += [f"{mark.words} {figure(mark.value, self.unit)}" for mark in marks if mark is not None]
        return f"{self.title}: {', '.join(parts) or '값 없음'}"

    def _figures_said(self, bar: Bar) -> str:
        if not self.series:
            return figure(bar.value, self.unit)
        pairs = zip(self.series, bar.figures, strict=True)
        each = " · ".join(f"{series.label} {figure(value, self.unit)}" for series, value in pairs)
        return each if bar.value is None else f"{figure(bar.value, self.unit)} ({each})"

    @property
    def grid(self) -> Grid:
        """Return the chart as a table: a row for each bar; words get a column where there are any."""
        words = any(bar.words for bar in self.bars)
        names = [series.label for series in self.series] or [head(self.unit)]
        total = bool(self.series) and any(bar.value is not None for bar in self.bars)
        heads = ("구분", *names, *(("합계",) if total else ()), *(("비고",) if words else ()))
        rows = (
            (bar.label, *bar.figures, *((bar.value,) if total else ()), *((bar.words,) if words else ()))
            for bar in self.bars
        )
        return heads, tuple(rows)


@dataclass(frozen=True, slots=True)
class RadarLine:
    """One outline of a radar: a share (0-1) for every axis, None where there is no figure."""

    label: str
    shares: tuple[float | None, ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class RadarChart:
    """Shares of the full scale on axes around a centre; the last of ``lines`` is on top.

    ``rings`` are marked as (share, words).
    """

    title: str
    axes: tuple[str, ...]
    lines: tuple[RadarLine, ...]
    rings: tuple[tuple[float, str], ...] = ()
    inner: float = 0.0
    """The share that stands at the centre, so that near figures lie apart."""

    @property
    def said(self) -> str:
        """Return the outline on top in words."""
        top = self.lines[-1].shares if self.lines else ()
        parts = [
            f"{axis} {'없음' if share is None else f'{share * 100:.0f}%'}"
            for axis, share in zip(self.axes, top, strict=False)
        ]
        return f"{self.title}: {', '.join(parts) or '값 없음'}"

    @property
    def grid(self) -> Grid:
        """Return the chart as a table: a row for each axis, a column for each outline, in percent."""
        columns = [line.shares for line in self.lines]
        rows = (
            (axis, *(None if column[at] is None else round(100 * (column[at] or 0), 1) for column in columns))
            for at, axis in enumerate(self.axes)
        )
        return ("축", *(f"{line.label}(%)" for line in self.lines)), tuple(rows)


@dataclass(frozen=True, slots=True)
class Tile:
    """One place of a tile map: its name, its figure, where it stands (from 0) and the list behind it."""

    label: str
    value: float | None
    column: int
    row: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class TileMap:
    """Places as tiles of one size that stand about as on the map; a darker tile has the greater figure."""

    title: str
    tiles: tuple[Tile, ...]
    unit: str = ""
    note: str = ""
    """What stands outside of every tile, as a sentence."""

    @property
    def size(self) -> tuple[int, int]:
        """Return how many columns and rows the tiles take."""
        return _reach(tile.column for tile in self.tiles), _reach(tile.row for tile in self.tiles)

    @property
    def said(self) -> str:
        """Return the map in words."""
        parts = [f"{tile.label} {figure(tile.value, self.unit)}" for tile in self.tiles]
        return f"{self.title}: {', '.join(parts) or '값 없음'}" + (f". {self.note}" if self.note else "")

    @property
    def grid(self) -> Grid:
        """Return the map as a table: a row for each place."""
        return ("지역", head(self.unit)), tuple((tile.label, tile.value) for tile in self.tiles)


def _reach(places: Iterable[int]) -> int:
    return max(places, default=-1) + 1
