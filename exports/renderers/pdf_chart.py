"""Charts of a PDF: vectors with direct labels, drawn from the same description as on the screen."""

from dataclasses import dataclass
from math import cos, pi, sin

from reportlab.lib.units import mm

from app.domain.chart import Bar, BarChart, Form, RadarChart, TileMap, figure
from exports.blocks import AnyChart, Chart
from exports.renderers.chart_colors import (
    AVERAGE,
    LINE,
    PRIMARY,
    THRESHOLD,
    TRACK,
    heat_color,
    series_color,
)
from exports.renderers.pdf_fonts import Typeface
from exports.renderers.pdf_page import Flow, Path
from exports.renderers.pdf_upright import draw_upright
from exports.values import clean

_TITLE, _SIZE = 10.0, 8.5
_HEAD = 18.0
_BAR, _GAP, _FOOT = 9.0, 7.0, 14.0
_UPRIGHT, _RADAR, _TILE = 58 * mm, 78 * mm, 24.0
_LEGEND = 14.0


@dataclass(frozen=True, slots=True)
class Area:
    """Where a chart is drawn, with the pen that writes and draws there."""

    flow: Flow
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return float(self.left + self.width)

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return float(self.top + self.height)

    def bar(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Fill a box."""
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.flow.page.paths.append(Path(corners, fill))

    def line(
        self, *points: tuple[float, float], color: str = LINE, width: float = 0.6, dashed: bool = False
    ) -> None:
        """Draw a line through the points."""
        self.flow.page.paths.append(Path(points, "", color, width, dashed))

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        """Fill a small disc."""
        turns = [2 * pi * n / 16 for n in range(16)]
        points = tuple((x + radius * cos(t), y + radius * sin(t)) for t in turns)
        self.flow.page.paths.append(Path(points, fill))

    def write(self, text: str, x: float, y: float, share: float = 0.0, bold: bool = False) -> None:
        """Write on base line ``y``: with ``share`` 0 from ``x`` on, with 0.5 over it, with 1 up to it."""
        face: Typeface = self.flow.fonts.bold if bold else self.flow.fonts.regular
        text = clean(text)
        self.flow.page.texts.append((face, _SIZE, x - share * self.measure(text, bold), y, text))

    def measure(self, text: str, bold: bool = False) -> float:
        """Return the width of a label in points."""
        face = self.flow.fonts.bold if bold else self.flow.fonts.regular
        return face.measure(clean(text)) * _SIZE / 1000

    def wrapped(self, text: str, width: float, most: int = 2) -> list[str]:
        """Return the label in at most so many lines, broken between words; the last one may be cut."""
        lines: list[str] = []
        rest = clean(text).replace("\n", " ")
        while len(lines) < most - 1 and self.measure(rest) > width and " " in rest:
            head, *words = rest.split(" ")
            while words and self.measure(f"{head} {words[0]}") <= width:
                head = f"{head} {words.pop(0)}"
            lines.append(self.fitted(head, width))
            rest = " ".join(words)
        return [*lines, self.fitted(rest, width)] if rest else lines

    def fitted(self, text: str, width: float) -> str:
        """Return the label, cut with … where it is wider than ``width``."""
        text = clean(text).replace("\n", " ")
        if self.measure(text) <= width:
            return text
        while text and self.measure(text + "…") > width:
            text = text[:-1]
        return text + "…"


def chart_height(block: Chart) -> float:
    """Return the height of a chart without its caption."""
    return float(block.height * mm) if block.height else _usual_height(block.chart)


def _usual_height(chart: AnyChart) -> float:
    if isinstance(chart, RadarChart):
        return float(_RADAR)
    if isinstance(chart, TileMap):
        return _HEAD + chart.size[1] * (_TILE + 3) + (_FOOT if chart.note else 0) + 4
    if chart.form is not Form.ACROSS:
        return float(_UPRIGHT)
    rows = 1 if chart.stacked or not chart.series else len(chart.series)
    marks = _FOOT if chart.threshold or chart.average else 0
    return _HEAD + _legend(chart) + len(chart.bars) * (rows * _BAR + _GAP) + marks + 2


def _legend(chart: BarChart) -> float:
    return _LEGEND if chart.series else 0.0


def place_chart(flow: Flow, block: Chart) -> None:
    """Draw a chart over the whole width, its title above it."""
    height = min(chart_height(block), flow.bottom - flow.top - 20)
    flow.y += 0 if flow.fresh else 6
    flow.need(height + 16)
    title = clean(block.title)
    flow.page.texts.append((flow.fonts.bold, _TITLE, flow.left, flow.y + _TITLE * 1.1, title))
    area = Area(flow, flow.left, flow.y + _HEAD, flow.inner, height - _HEAD)
    match block.chart:
        case RadarChart():
            _radar(area, block.chart)
        case TileMap():
            _tiles(area, block.chart)
        case BarChart(form=Form.ACROSS):
            _across(area, block.chart)
        case BarChart():
            top = legend(area, block.chart)
            inner = Area(flow, area.left, area.top + top, area.width, area.height - top)
            draw_upright(inner, block.chart)
    flow.y += height + 3


def legend(area: Area, chart: BarChart) -> float:
    """Name the series above the chart and return the height that took."""
    if not chart.series:
        return 0.0
    x = area.left
    for number, series in enumerate(chart.series):
        area.bar(x, area.top + 2, 8, 8, series_color(number, series.tone))
        area.write(series.label, x + 11, area.top + 9)
        x += 11 + area.measure(series.label) + 14
    return _LEGEND


def _across(area: Area, chart: BarChart) -> None:
    """Draw bars to the right: the name before, the figure behind."""
    names = max((area.measure(bar.label) for bar in chart.bars), default=0.0)
    names = min(names, area.width * 0.34)
    said = [_said(bar, chart.unit) for bar in chart.bars]
    ends = min(max((area.measure(words, True) for words in said), default=0.0) + 8, area.width * 0.34)
    left, width = area.left + names + 8, area.width - names - 8 - ends
    y = area.top + legend(area, chart)
    start = y
    scale = width / (chart.top or 1.0)
    rows = 1 if chart.stacked or not chart.series else len(chart.series)
    for bar, words in zip(chart.bars, said, strict=True):
        height = rows * _BAR
        middle = y + height / 2 + _SIZE * 0.36
        _name(area, area.wrapped(bar.label, names), left - 8, middle, bar.strong)
        area.bar(left, y, width, height, TRACK)
        _figures(area, chart, bar.figures, left, y, scale)
        area.write(area.fitted(words, ends - 8), left + width + 8, middle, 0.0, True)
        y += height + _GAP
    for mark, color, dashed in ((chart.average, AVERAGE, True), (chart.threshold, THRESHOLD, False)):
        if mark is not None:
            x = left + mark.value * scale
            area.line((x, start - 2), (x, y - _GAP + 3), color=color, width=1.0, dashed=dashed)
            words = f"{mark.words} {figure(mark.value, chart.unit)}"
            half = area.measure(words) / 2
            area.write(words, min(max(x, left + half), area.right - half), y + 4, 0.5)


def _said(bar: Bar, unit: str) -> str:
    """Return what stands behind a bar: its figure and words, only words where it has no one figure."""
    if bar.value is None and bar.words:
        return bar.words
    return f"{figure(bar.value, unit)} {bar.words}".strip()


def _name(area: Area, lines: list[str], right: float, middle: float, strong: bool) -> None:
    """Write the name of a bar up to ``right``, its lines around the middle of the bar."""
    y = middle - (len(lines) - 1) * _SIZE / 2
    for line in lines:
        area.write(line, right, y, 1.0, strong)
        y += _SIZE


def _figures(
    area: Area, chart: BarChart, figures: tuple[float | None, ...], x: float, y: float, scale: float
) -> None:
    for number, value in enumerate(figures):
        if value:
            tone = chart.series[number].tone if chart.series else ""
            area.bar(x, y, max(value * scale, 0.8), _BAR, series_color(number, tone))
        if chart.stacked:
            x += (value or 0) * scale
        else:
            y += _BAR


def _radar(area: Area, chart: RadarChart) -> None:
    """Draw outlines on axes that begin at the top and go clockwise."""
    radius = area.height / 2 - 16
    x, y = area.left + area.width * 0.42, area.top + area.height / 2
    turns = [2 * pi * n / max(len(chart.axes), 1) - pi / 2 for n in range(len(chart.axes))]

    def at(turn: float, share: float) -> tuple[float, float]:
        reach = radius * (share - chart.inner) / (1 - chart.inner or 1)
        return x + max(reach, 0) * cos(turn), y + max(reach, 0) * sin(turn)

    for share, words in (*chart.rings, (1.0, "")):
        points = tuple(at(turn, share) for turn in turns)
        area.line(*points, points[0])
        if words:
            area.write(words, x + 3, at(-pi / 2, share)[1] - 1)
    for turn, axis in zip(turns, chart.axes, strict=True):
        area.line((x, y), at(turn, 1.0))
        end = at(turn, 1.0)
        share = 0.5 if abs(cos(turn)) < 0.2 else (0.0 if cos(turn) > 0 else 1.0)
        above = 8 if chart.rings and sin(turn) < -0.9 else 0  # the words of the outer ring stand there
        area.write(axis, end[0] + 6 * cos(turn), end[1] + 9 * sin(turn) + 3 - above, share)
    for number, line in enumerate(chart.lines):
        color = PRIMARY if number == len(chart.lines) - 1 else AVERAGE
        shares = zip(turns, line.shares, strict=True)
        _outline(area, [None if one is None else at(turn, one) for turn, one in shares], color, line.dashed)
        row = area.top + 14 + number * 14
        area.line((area.right - 120, row - 3), (area.right - 98, row - 3), color=color, dashed=line.dashed)
        area.write(area.fitted(line.label, 92), area.right - 92, row)


def _outline(area: Area, points: list[tuple[float, float] | None], color: str, dashed: bool) -> None:
    """Join neighbouring points; an outline is open where a figure is missing."""
    for start, end in zip(points, [*points[1:], *points[:1]], strict=True):
        if start and end:
            area.line(start, end, color=color, width=1.4, dashed=dashed)
    for point in points:
        if point:
            area.dot(*point, 2.0, color)


def _tiles(area: Area, chart: TileMap) -> None:
    """Draw places as tiles of one size, the figure in each."""
    columns, _ = chart.size
    width = min(_TILE * 1.9, area.width / max(columns, 1) - 3)
    left = area.left + (area.width - columns * (width + 3)) / 2
    most = max((tile.value or 0 for tile in chart.tiles), default=0) or 1.0
    for tile in chart.tiles:
        x, y = left + tile.column * (width + 3), area.top + tile.row * (_TILE + 3)
        fill, color = heat_color((tile.value or 0) / most)
        corners = ((x, y), (x + width, y), (x + width, y + _TILE), (x, y + _TILE))
        area.flow.page.paths.append(Path((*corners, corners[0]), fill, LINE, 0.5))
        light = color == "#ffffff"
        _tile_text(area, tile.label, x + width / 2, y + 10, light)
        _tile_text(area, figure(tile.value, chart.unit), x + width / 2, y + 20, light)
    if chart.note:
        area.write(chart.note, area.left, area.bottom - 3)


def _tile_text(area: Area, text: str, x: float, y: float, light: bool) -> None:
    area.write(text, x, y, 0.5)
    if light:
        area.flow.page.light.add(len(area.flow.page.texts) - 1)
