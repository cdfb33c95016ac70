"""The timeline on paper and as one picture: light colours, embedded fonts, the same head on every page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.domain.koreandate import format_date
from app.domain.timeline import Span, TimelineRow
from ui import theme
from ui.pages.projects.timeline.frame import View, paint_head, paint_heading, paint_lines, paint_name
from ui.pages.projects.timeline.ink import PAPER
from ui.pages.projects.timeline.legend import HEIGHT as LEGEND
from ui.pages.projects.timeline.legend import paint_legend
from ui.pages.projects.timeline.line import GROUP, HEAD, ROW, Line
from ui.pages.projects.timeline.paint import Sketch, paint_row

TOP, NAME, MARGIN_MM, DPI, SHRINK = 52, 260, 12.0, 600, 0.75
"""Above the dates, for the names; the drawing is shrunk so that some 25 projects fit on a page."""
_SHARP_ROWS = 60
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group."""

    label: str
    more: str
    folded: bool = False


Entry = Heading | int
"""A heading, or a project by its id."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be seen: its title, the filters in words, the days, which day it is, the rows in order."""

    title: str
    words: str
    days: Span
    today: date
    entries: tuple[Entry, ...]


def pages(entries: tuple[Entry, ...], room: float) -> list[list[Entry]]:
    """Return the rows of every page; a heading never stands last, one that goes on is repeated."""
    made: list[list[Entry]] = [[]]
    used, heading = 0.0, None
    for place, entry in enumerate(entries):
        heading = entry if isinstance(entry, Heading) else heading
        follows = place + 1 < len(entries) and isinstance(entries[place + 1], int)
        need = _height(entry) + (ROW if isinstance(entry, Heading) and follows else 0)
        if used + need > room and made[-1]:
            made.append([])
            used = 0.0
            if isinstance(entry, int) and heading is not None:
                made[-1].append(Heading(heading.label, "이어짐"))
                used = GROUP
        made[-1].append(entry)
        used += _height(entry)
    return made


def _height(entry: Entry) -> int:
    return GROUP if isinstance(entry, Heading) else ROW


def view_of(days: Span, name: int, width: float) -> View:
    """Return the view in which exactly ``days`` fill ``width`` pixels after the names."""
    return View(Line(days.first, days.last, width / days.days), 0.0, name, width)


def pdf(shown: Shown, rows: Mapping[int, TimelineRow], progress: Progress) -> bytes:
    """Return ``shown`` as a PDF in A4 across, with page numbers; ``progress`` may stop it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, shown.title)
    painter = QPainter(writer)
    shrink = DPI / 96 * SHRINK
    wide, high = writer.width() / shrink, writer.height() / shrink
    painter.scale(shrink, shrink)
    every = pages(shown.entries, high - TOP - HEAD - LEGEND)
    view = view_of(shown.days, NAME, wide - NAME)
    try:
        for number, entries in enumerate(every, 1):
            progress(len(every) + number, 2 * len(every))
            if number > 1:
                writer.newPage()
            _paint_title(painter, shown, wide, f"{number} / {len(every)}")
            paint_sheet(painter, shown, entries, rows, view, TOP)
            paint_legend(painter, QRectF(0, high - LEGEND, wide, LEGEND), PAPER)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _writer(buffer: QBuffer, title: str) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("함께설계")
    writer.setResolution(DPI)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(
        QPageLayout(page, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter)
    )
    return writer


def picture(shown: Shown, rows: Mapping[int, TimelineRow], width: int) -> QImage:
    """Return ``shown`` as one picture ``width`` pixels wide, sharper where it is not long."""
    high = TOP + HEAD + sum(_height(entry) for entry in shown.entries) + LEGEND
    ratio = 2.0 if len(shown.entries) <= _SHARP_ROWS else 1.0
    image = QImage(QSize(round(width * ratio), round(high * ratio)), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(PAPER("surface")))
    painter = QPainter(image)
    _paint_title(painter, shown, width, "")
    paint_sheet(painter, shown, list(shown.entries), rows, view_of(shown.days, NAME, width - NAME), TOP)
    paint_legend(painter, QRectF(0, high - LEGEND, width, LEGEND), PAPER)
    painter.end()
    return image


def _paint_title(painter: QPainter, shown: Shown, wide: float, page: str) -> None:
    line = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(theme.font(20, 700))
    painter.setPen(PAPER("text"))
    painter.drawText(QRectF(0, 0, wide, 28), line, shown.title)
    painter.setFont(theme.font(13))
    painter.setPen(PAPER("text2"))
    count = sum(isinstance(entry, int) for entry in shown.entries)
    period = f"{format_date(shown.days.first)} – {format_date(shown.days.last)}"
    told = " · ".join(part for part in (period, f"과제 {count:,}건", shown.words) if part)
    right = " · ".join(part for part in (f"기준일 {format_date(shown.today)}", page) if part)
    room = wide - QFontMetricsF(painter.font()).horizontalAdvance(right) - 24
    told = QFontMetricsF(painter.font()).elidedText(told, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRectF(0, 28, wide, 18), line, told)
    painter.drawText(QRectF(0, 28, wide, 18), line | Qt.AlignmentFlag.AlignRight, right)


def paint_sheet(
    painter: QPainter,
    shown: Shown,
    entries: list[Entry],
    rows: Mapping[int, TimelineRow],
    view: View,
    top: float,
) -> None:
    """Paint the dates and the rows ``entries`` from ``top`` on."""
    painter.save()
    painter.translate(0, top)
    paint_head(painter, view, shown.today, PAPER)
    painter.translate(0, HEAD)
    height = 0.0
    for part, row in _found(entries, rows):
        painter.save()
        painter.translate(0, height)
        if isinstance(part, Heading):
            paint_heading(painter, view, part.label, part.more, part.folded, PAPER)
        elif row is not None:
            _paint_project(painter, view, row, shown.today)
        painter.restore()
        height += _height(part)
    middle = view.x(shown.today) + view.line.scale / 2
    if view.name <= middle <= view.name + view.width:
        painter.fillRect(QRectF(middle - 1, 0, 2, height), PAPER("danger.icon"))
    painter.restore()


def _found(
    entries: list[Entry], rows: Mapping[int, TimelineRow]
) -> Iterator[tuple[Entry, TimelineRow | None]]:
    for entry in entries:
        yield entry, rows.get(entry) if isinstance(entry, int) else None


def _paint_project(painter: QPainter, view: View, row: TimelineRow, today: date) -> None:
    paint_name(painter, view.name, row.project, PAPER, "surface")
    painter.save()
    painter.setClipRect(QRectF(view.name, 0, view.width, ROW))
    painter.translate(view.name, 0)
    paint_lines(painter, view.line, 0, view.width - 1, ROW, PAPER)
    painter.fillRect(QRectF(0, ROW - 1, view.width, 1), PAPER("line"))
    paint_row(painter, Sketch(row), view.line, today, PAPER, (0, view.width))
    painter.restore()
