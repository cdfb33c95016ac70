"""The pages before a report: its cover, and its contents with the numbers of pages.

Where a heading stands is known only when everything is laid out; until then its line waits for its number.
"""

from dataclasses import dataclass

from reportlab.lib.units import mm

from exports.blocks import Align, Contents, Cover, Heading
from exports.renderers.pdf_media import place_image, sized
from exports.renderers.pdf_page import Flow, Page
from exports.renderers.pdf_text import BODY_SIZE, LEADING, write_text
from exports.values import clean

_KIND, _TITLE, _SUBTITLE, _DAY, _ORGANISATION = 16.0, 30.0, 17.0, 16.0, 20.0
_TOP, _DAY_FROM_FOOT = 62 * mm, 70 * mm
_EMBLEM = 28 * mm
_RULE = (1.6, 0.15)
_INDENT = 14.0
_DOT = "·"


def place_cover(flow: Flow, cover: Cover) -> None:
    """Put the cover on a page of its own, without number, head and foot."""
    if not flow.fresh:
        flow.new_page()
    page = flow.page
    page.numbered = False
    page.marks.append((clean(cover.title), 0, 0))
    flow.y = _TOP
    if cover.kind:
        write_text(flow, cover.kind, _KIND, align=Align.CENTER, after=14)
    right = flow.left + flow.inner
    page.rules[_RULE].append((flow.left, flow.y, right, flow.y))
    flow.y += 18
    write_text(flow, cover.title, _TITLE, face=flow.fonts.bold, align=Align.CENTER)
    if cover.subtitle:
        write_text(flow, cover.subtitle, _SUBTITLE, align=Align.CENTER)
    flow.y += 18
    page.rules[_RULE].append((flow.left, flow.y, right, flow.y))
    flow.y = flow.height - _DAY_FROM_FOOT
    write_text(flow, cover.day, _DAY, align=Align.CENTER, after=26)
    if cover.picture:
        image, width, height = sized(cover.picture, _EMBLEM, _EMBLEM)
        place_image(flow, image, (flow.width - width) / 2, flow.y, width, height)
        flow.y += height + 6
    write_text(flow, cover.organisation, _ORGANISATION, face=flow.fonts.bold, align=Align.CENTER)
    flow.new_page()


@dataclass(slots=True)
class _Line:
    """A line of the contents that waits for its page number."""

    page: Page
    y: float
    start: float
    size: float


class ContentsLines:
    """The contents of one document: its lines, and the pages on which the headings come to stand."""

    def __init__(self, flow: Flow, headings: list[Heading]) -> None:
        """Wait for the pages of ``headings``."""
        self.flow, self.headings = flow, headings
        self.waiting: dict[int, list[_Line]] = {}
        self.pages: list[int] = []

    def found(self) -> None:
        """Note that the next heading stands on the page being filled."""
        self.flow.page.anchors.append((f"h{len(self.pages)}", self.flow.y))
        self.pages.append(len(self.flow.pages))

    def place(self, block: Contents) -> None:
        """Write the lines on a page of their own, each a link to its heading."""
        flow = self.flow
        if not flow.fresh:
            flow.new_page()
        if block.title:
            flow.page.marks.append((clean(block.title), 1, flow.y))
            write_text(flow, block.title, 16.0, face=flow.fonts.bold, align=Align.CENTER, after=14)
        for number, heading in enumerate(self.headings):
            if heading.level <= block.depth:
                self._line(number, heading)
        flow.new_page()

    def _line(self, number: int, heading: Heading) -> None:
        flow, first = self.flow, heading.level == 1
        size = BODY_SIZE + 1 if first else BODY_SIZE
        face = flow.fonts.bold if first else flow.fonts.regular
        flow.y += 5 if first and not flow.fresh else 0
        flow.need(size * LEADING)
        write_text(flow, heading.text, size, left=(heading.level - 1) * _INDENT, spare=40, face=face, after=1)
        _, _, x, y, words = flow.page.texts[-1]
        start = x + face.measure(words) * size / 1000
        self.waiting.setdefault(number, []).append(_Line(flow.page, y, start, size))
        flow.page.links.append((f"h{number}", (flow.left, y - size, flow.inner, size * 1.4)))

    def fill(self) -> None:
        """Write dots and page numbers now that all pages are known."""
        face = self.flow.fonts.regular
        for number, lines in self.waiting.items():
            for line in lines:
                page, size = str(self.pages[number]), line.size
                right = line.page.width - self.flow.left
                x = right - face.measure(page) * size / 1000
                step = face.measure(_DOT + " ") * size / 1000
                count = int((right - 24 - line.start - 8) / step)
                if count > 1:
                    dots = " ".join([_DOT] * count)
                    left = right - 24 - count * step
                    line.page.texts.append((face, size, left, line.y, dots))
                line.page.texts.append((face, size, x, line.y, page))
