"""Charts of a workbook, its own, so that an office can restyle them; their figures have a sheet of theirs."""

from dataclasses import dataclass, field
from typing import Any

from openpyxl.chart import BarChart as Bars
from openpyxl.chart import LineChart as Lines
from openpyxl.chart import RadarChart as Radar
from openpyxl.chart import Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import pixels_to_EMU, points_to_pixels

from app.domain.chart import BarChart, Form, RadarChart
from exports.blocks import Align, Chart
from exports.renderers.chart_colors import AVERAGE, PRIMARY, series_color
from exports.renderers.xlsx_package import Look, SheetPlan, SheetRow
from exports.values import clean

SHEET = "도표 값"
_HEAD = Look(align=Align.CENTER, bold=True, fill="FFEDEFF1")
_CELL = Look(border=True, wrap=False)
_NUMBER = Look(align=Align.RIGHT, border=True, wrap=False)
_TITLE = Look(bold=True, border=False, wrap=False)
_TITLE_SIZE = 1100  # hundredths of a point
POINTS = 190.0
_BAR_POINTS = 21.0


@dataclass(slots=True)
class ChartValues:
    """The sheet on which the figures of all charts stand, one table below the other."""

    sheet: Any
    rows: list[SheetRow] = field(default_factory=list)

    def add(self, block: Chart) -> tuple[int, int, int]:
        """Write the figures of a chart and return (row of the head, last row, columns)."""
        head, rows = block.chart.grid
        self.rows.append(SheetRow((clean(block.title),), (_TITLE,)))
        top = len(self.rows) + 1
        self.rows.append(SheetRow(tuple(map(clean, head)), (_HEAD,) * len(head)))
        for row in rows:
            looks = tuple(_CELL if isinstance(value, str) else _NUMBER for value in row)
            self.rows.append(SheetRow(tuple(row), looks))
        last = len(self.rows)
        self.rows.append(SheetRow((), ()))
        return top, last, len(head)

    def plan(self) -> SheetPlan:
        """Return the sheet with all its rows."""
        return SheetPlan(self.rows, len(self.rows), max((len(row.values) for row in self.rows), default=1))


def points_of(block: Chart) -> float:
    """Return the height of a chart on its sheet in points."""
    if isinstance(block.chart, BarChart) and block.chart.form is Form.ACROSS:
        series = 1 if block.chart.stacked else max(len(block.chart.series), 1)
        return min(60.0 + _BAR_POINTS * len(block.chart.bars) * (1 + 0.4 * (series - 1)), 400.0)
    return POINTS + 60 if isinstance(block.chart, RadarChart) else POINTS


def native(block: Chart, values: ChartValues) -> Any:
    """Return the chart as the program's own, over figures that are written down first."""
    top, last, columns = values.add(block)
    chart = _kind(block)
    chart.title = clean(block.title)
    chart.title.overlay = False
    chart.title.tx.rich.p[0].r[0].rPr = CharacterProperties(sz=_TITLE_SIZE, b=True)
    names = Reference(values.sheet, min_col=1, min_row=top + 1, max_row=last)
    for number in range(_drawn(block, columns)):
        reference = Reference(values.sheet, min_col=2 + number, min_row=top, max_row=last)
        series = Series(reference, title_from_data=True)
        _paint(series, block, number)
        chart.series.append(series)
    chart.set_categories(names)
    if len(chart.series) < 2:
        chart.legend = None
    else:
        chart.legend.position = "t"
    return chart


def _drawn(block: Chart, columns: int) -> int:
    """Return how many columns of figures are drawn: sums and remarks stay on the sheet."""
    chart = block.chart
    if isinstance(chart, BarChart):
        return max(len(chart.series), 1)
    return columns - 1


def _kind(block: Chart) -> Any:
    chart = block.chart
    if isinstance(chart, RadarChart):
        made: Any = Radar()
        made.type = "marker"
        return made
    made = Lines() if isinstance(chart, BarChart) and chart.form is Form.LINE else Bars()
    # openpyxl hides the axes unless told otherwise.
    made.x_axis.delete = made.y_axis.delete = False
    made.y_axis.scaling.min = 0
    if isinstance(chart, BarChart) and chart.form is not Form.LINE:
        _bars(made, chart)
    return made


def _bars(made: Any, chart: BarChart) -> None:
    across = chart.form is Form.ACROSS
    made.type = "bar" if across else "col"
    made.gapWidth = 60
    if across:
        made.x_axis.scaling.orientation = "maxMin"  # the first bar above
        made.y_axis.delete = True
        made.y_axis.majorGridlines = None  # without a scale they tell nothing
    if chart.stacked:
        made.grouping, made.overlap = "stacked", 100
    made.dataLabels = DataLabelList()
    made.dataLabels.showVal = True
    made.dataLabels.numFmt = "#,##0" if _whole(chart) else "#,##0.0"
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(made.dataLabels, name, False)


def _whole(chart: BarChart) -> bool:
    return all(float(value).is_integer() for bar in chart.bars for value in bar.figures if value is not None)


def _paint(series: Any, block: Chart, number: int) -> None:
    chart = block.chart
    if isinstance(chart, RadarChart):
        color = PRIMARY if number == len(chart.lines) - 1 else AVERAGE
    else:
        tone = chart.series[number].tone if isinstance(chart, BarChart) and chart.series else ""
        color = series_color(number, tone)
    plain = color.removeprefix("#")
    if isinstance(chart, RadarChart) or (isinstance(chart, BarChart) and chart.form is Form.LINE):
        series.graphicalProperties.line.solidFill = plain
        series.smooth = False
    else:
        series.graphicalProperties.solidFill = plain


def anchor(row: int, width: float, height: float, left: float = 0.0) -> OneCellAnchor:
    """Return the place of a drawing: in ``row`` (from 1), sizes in points."""
    size = XDRPositiveSize2D(_emu(width), _emu(height))
    return OneCellAnchor(_from=AnchorMarker(col=0, colOff=_emu(left), row=row - 1, rowOff=_emu(2)), ext=size)


def across(row: int, columns: int, height: float) -> TwoCellAnchor:
    """Return a place over all ``columns`` in ``row``: columns are as wide as the fonts of a PC make them."""
    start = AnchorMarker(col=0, colOff=0, row=row - 1, rowOff=_emu(2))
    end = AnchorMarker(col=columns, colOff=0, row=row - 1, rowOff=_emu(height + 2))
    return TwoCellAnchor(editAs="oneCell", _from=start, to=end)


def _emu(points: float) -> int:
    return int(pixels_to_EMU(points_to_pixels(points)))
