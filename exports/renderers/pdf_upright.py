"""Charts of a PDF that go from left to right: bars upwards and lines, over a scale with round numbers."""

from math import ceil, floor, log10
from typing import TYPE_CHECKING

from app.domain.chart import Bar, BarChart, Form, Mark, figure
from exports.renderers.chart_colors import AVERAGE, THRESHOLD, series_color

if TYPE_CHECKING:
    from exports.renderers.pdf_chart import Area

_NAMES = 16.0
_STEPS = 4
_MOST_FIGURES = 24


def round_step(top: float, steps: int = _STEPS) -> float:
    """Return the least of 1, 2, 2.5, 5 times a power of ten whose ``steps`` reach ``top``."""
    if top <= 0:
        return 1.0
    raw = top / steps
    power = float(10 ** floor(log10(raw)))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= raw * 0.999999)


def draw_upright(area: "Area", chart: BarChart) -> None:
    """Draw the scale, the bars or lines, their figures where there is room, and the marks."""
    step = round_step(chart.top)
    steps = max(ceil(chart.top / step - 1e-9), 1)
    scale = [figure(number * step, chart.unit) for number in range(steps + 1)]
    left, top = area.left + max(map(area.measure, scale)) + 6, area.top + 12
    right = area.right - _room_for_marks(area, chart)
    height = area.bottom - _NAMES - top
    for number, words in enumerate(scale):
        y = top + height * (1 - number / steps)
        area.line((left, y), (right, y))
        area.write(words, left - 5, y + 3, 1.0)
    slot = (right - left) / max(len(chart.bars), 1)
    every = max(1, ceil(_widest(area, chart) / slot))
    for number, bar in enumerate(chart.bars):
        if number % every == 0:
            name = area.fitted(bar.label, slot * every - 2)
            area.write(name, left + (number + 0.5) * slot, area.bottom - 4, 0.5, bar.strong)
    place = (left, top, slot, height / (steps * step))
    if chart.form is Form.LINE:
        _lines(area, chart, place)
    else:
        _bars(area, chart, place, height)
    for mark, color, dashed in _marks(chart):
        y = top + height * (1 - mark.value / (steps * step))
        area.line((left, y), (right, y), color=color, width=1.0, dashed=dashed)
        area.write(_said(mark, chart), right + 4, y + 3)


def _marks(chart: BarChart) -> list[tuple[Mark, str, bool]]:
    marks = ((chart.average, AVERAGE, True), (chart.threshold, THRESHOLD, False))
    return [(mark, color, dashed) for mark, color, dashed in marks if mark is not None]


def _said(mark: Mark, chart: BarChart) -> str:
    return f"{mark.words} {figure(mark.value, chart.unit)}"


def _room_for_marks(area: "Area", chart: BarChart) -> float:
    """Return what the words of the marks take at the right, beside the bars and not over them."""
    return max((area.measure(_said(mark, chart)) + 4 for mark, _, _ in _marks(chart)), default=0.0)


def _widest(area: "Area", chart: BarChart) -> float:
    return min(max((area.measure(bar.label) for bar in chart.bars), default=0.0) + 6, 70.0)


def _bars(area: "Area", chart: BarChart, place: tuple[float, float, float, float], height: float) -> None:
    left, top, slot, scale = place
    count = 1 if chart.stacked or not chart.series else len(chart.series)
    width = min(slot * 0.7 / count, 28.0)
    for number, bar in enumerate(chart.bars):
        x = left + (number + 0.5) * slot - width * count / 2
        foot = top + height
        for index, value in enumerate(bar.figures):
            tone = chart.series[index].tone if chart.series else ""
            if value:
                area.bar(x, foot - value * scale, width, value * scale, series_color(index, tone))
            if chart.stacked:
                foot -= (value or 0) * scale
                continue
            _figure(area, chart, value, (x + width / 2, foot - (value or 0) * scale - 3))
            x += width
        if chart.stacked:
            _figure(area, chart, chart.length(bar), (x + width / 2, foot - 3))


def _figure(area: "Area", chart: BarChart, value: float | None, place: tuple[float, float]) -> None:
    if len(chart.bars) * max(len(chart.series), 1) <= _MOST_FIGURES:
        area.write(figure(value), *place, 0.5)


def _lines(area: "Area", chart: BarChart, place: tuple[float, float, float, float]) -> None:
    """Draw a line for every series; where a figure is missing the line is interrupted."""
    left, _, slot, scale = place
    foot = area.bottom - _NAMES
    for index in range(max(len(chart.series), 1)):
        color = series_color(index, chart.series[index].tone if chart.series else "")
        points: list[tuple[float, float]] = []
        for number, bar in enumerate((*chart.bars, Bar("", None))):
            value = bar.figures[index] if index < len(bar.figures) else None
            if value is not None:
                points.append((left + (number + 0.5) * slot, foot - value * scale))
                area.dot(*points[-1], 1.8, color)
                _figure(area, chart, value, (points[-1][0], points[-1][1] - 5))
                continue
            if len(points) > 1:
                area.line(*points, color=color, width=1.4)
            points = []
