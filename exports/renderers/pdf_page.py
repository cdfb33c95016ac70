"""Pages in the making, and their drawing.

Everything is laid out before anything is drawn, because `- 3 / 12 -` needs the last number; lengths are
points, ``y`` counts downward from the top of the sheet.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO, TypeAlias

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from exports.blocks import Document
from exports.renderers.pdf_fonts import Fonts, Typeface
from exports.values import clean

TOP, BOTTOM, LEFT, RIGHT = 15 * mm, 15 * mm, 20 * mm, 20 * mm
_LONG, _SHORT = 297 * mm, 210 * mm
_FOOT_SIZE = 9.0
_MARK_SIZE, _MARK_GRAY = 110.0, 0.9

Text: TypeAlias = tuple[Typeface, float, float, float, str]  # face, size, x, y of the base line, text


@dataclass(slots=True)
class Page:
    """What one page carries; texts keep the order in which they are read."""

    texts: list[Text] = field(default_factory=list)
    rules: dict[tuple[float, float], list[tuple[float, float, float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    fills: dict[float, list[tuple[float, float, float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    marks: list[tuple[str, int, float]] = field(default_factory=list)
    numbered: bool = True


class Flow:
    """The pages of a document and the place where the next thing goes."""

    def __init__(self, document: Document, fonts: Fonts, advance: Callable[[int], None]) -> None:
        """Start with one empty page; ``advance`` hears of every group of rows laid out."""
        self.document, self.fonts = document, fonts
        self.advance = advance
        self.width, self.height = (_LONG, _SHORT) if document.landscape else (_SHORT, _LONG)
        self.left, self.inner = LEFT, self.width - LEFT - RIGHT
        self.bottom = self.height - BOTTOM - 14
        self.pages: list[Page] = []
        self.y = TOP
        self.depth = -1  # of the last bookmark
        self.new_page()

    @property
    def page(self) -> Page:
        """Return the page being filled."""
        return self.pages[-1]

    @property
    def fresh(self) -> bool:
        """Return whether nothing stands on the page yet."""
        return bool(self.y <= TOP)

    def new_page(self) -> None:
        """Go to the top of a new page."""
        self.pages.append(Page())
        self.y = TOP

    def need(self, height: float) -> None:
        """Go to a new page unless ``height`` is left on this one."""
        if self.y + height > self.bottom and not self.fresh:
            self.new_page()


def draw(flow: Flow, document: Document, stream: BinaryIO, on_page: Callable[[int], None]) -> None:
    """Write the pages as PDF; the same document gives the same bytes."""
    canvas = Canvas(
        stream,
        pagesize=(flow.width, flow.height),
        invariant=1,
        initialFontName=flow.fonts.regular.name,
        lang=document.language,
    )
    _describe(canvas, document)
    for number, page in enumerate(flow.pages, 1):
        _draw_page(canvas, flow, page, number)
        canvas.showPage()
        on_page(number)
    canvas.save()


def _describe(canvas: Any, document: Document) -> None:
    canvas.setTitle(document.title)
    canvas.setSubject(document.subject or document.title)
    canvas.setKeywords(", ".join(document.keywords))
    canvas.setAuthor("")
    canvas.setCreator("함께설계")
    canvas.setProducer("함께설계")
    stamp = _stamp(document.as_of)
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()


def _stamp(day: date) -> str:
    return f"D:{day:%Y%m%d}000000+09'00'"


def _draw_page(canvas: Any, flow: Flow, page: Page, number: int) -> None:
    _draw_marks(canvas, flow, page, number)
    if flow.document.watermark:
        _draw_watermark(canvas, flow)
    for gray, boxes in page.fills.items():
        canvas.setFillGray(gray)
        for x, y, width, height in boxes:
            canvas.rect(x, flow.height - y - height, width, height, stroke=0, fill=1)
    canvas.setFillGray(0)
    for (thickness, gray), rules in page.rules.items():
        canvas.setLineWidth(thickness)
        canvas.setStrokeGray(gray)
        canvas.lines([(x1, flow.height - y1, x2, flow.height - y2) for x1, y1, x2, y2 in rules])
    foot = [_foot(flow, number)] if page.numbered else []
    _draw_texts(canvas, flow.height, [*page.texts, *foot])


def _draw_watermark(canvas: Any, flow: Flow) -> None:
    """Write the watermark aslant behind everything, as large as the sheet lets it."""
    face, words = flow.fonts.bold, clean(flow.document.watermark)
    width = face.measure(words)
    size = min(_MARK_SIZE, 0.75 * flow.width * 1000 / max(width, 1.0))
    canvas.saveState()
    canvas.translate(flow.width / 2, flow.height / 2)
    canvas.rotate(45)
    canvas.setFillGray(_MARK_GRAY)
    _draw_texts(canvas, 0, [(face, size, -width * size / 2000, size / 3, words)])
    canvas.restoreState()


def _draw_marks(canvas: Any, flow: Flow, page: Page, number: int) -> None:
    for place, (title, level, y) in enumerate(page.marks):
        key = f"p{number}-{place}"
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=flow.height - y, zoom=0)
        flow.depth = min(level, flow.depth + 1)  # reportlab refuses to skip a level
        canvas.addOutlineEntry(title, key, level=flow.depth)


def _foot(flow: Flow, number: int) -> Text:
    text = f"- {number} / {len(flow.pages)} -"
    width = flow.fonts.regular.measure(text) * _FOOT_SIZE / 1000
    return flow.fonts.regular, _FOOT_SIZE, (flow.width - width) / 2, flow.height - BOTTOM, text


def _draw_texts(canvas: Any, height: float, texts: list[Text]) -> None:
    """Put all texts of a page into one text object: a third cheaper than one object for each."""
    out = canvas.beginText()
    current: tuple[str, float] | None = None
    for face, size, x, y, text in texts:
        out.setTextOrigin(x, height - y)
        runs = face.runs(text)
        for name, piece in runs:
            if current != (name, size):
                out.setFont(name, size)
                current = (name, size)
            # textLine spares the measuring that textOut does, which only a second run needs.
            (out.textLine if len(runs) == 1 else out.textOut)(piece)
    canvas.drawText(out)
