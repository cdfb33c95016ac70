"""Pages in the making: what stands where, before anything is drawn.

Everything is laid out first, because `- 3 / 12 -` needs the last number; lengths are points, ``y`` counts
downward from the top of the sheet.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from reportlab.lib.units import mm

from exports.blocks import Document
from exports.renderers.pdf_fonts import Fonts, Typeface

TOP, BOTTOM, LEFT, RIGHT = 15 * mm, 15 * mm, 20 * mm, 20 * mm
HEAD = 8 * mm  # what a running head takes above the text
_LONG, _SHORT = 297 * mm, 210 * mm

Text: TypeAlias = tuple[Typeface, float, float, float, str]  # face, size, x, y of the base line, text
Box: TypeAlias = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True, slots=True)
class Path:
    """Straight lines from point to point: filled, drawn, or both; colours are `#rrggbb` or empty."""

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    line: str = ""
    width: float = 0.75
    dashed: bool = False


@dataclass(slots=True)
class Page:
    """What one page carries; texts keep the order in which they are read."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    rules: dict[tuple[float, float], list[tuple[float, float, float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    fills: dict[float, list[Box]] = field(default_factory=lambda: defaultdict(list))
    paths: list[Path] = field(default_factory=list)
    pictures: list[tuple[Any, Box]] = field(default_factory=list)
    marks: list[tuple[str, int, float]] = field(default_factory=list)
    anchors: list[tuple[str, float]] = field(default_factory=list)
    links: list[tuple[str, Box]] = field(default_factory=list)
    light: set[int] = field(default_factory=set)
    """The texts that are white, by their number."""
    numbered: bool = True


class Flow:
    """The pages of a document and the place where the next thing goes."""

    def __init__(self, document: Document, fonts: Fonts, advance: Callable[[int], None]) -> None:
        """Start with one empty page; ``advance`` hears of every group of rows laid out."""
        self.document, self.fonts = document, fonts
        self.advance = advance
        running = document.running
        self.top: float = TOP + (HEAD if running.left or running.right else 0.0)
        self.left = LEFT
        self.pages: list[Page] = []
        self.papers = [0]
        """The pages (from 0) with which a paper of its own begins."""
        self.turn(document.landscape)
        self.new_page()

    @property
    def page(self) -> Page:
        """Return the page being filled."""
        return self.pages[-1]

    @property
    def fresh(self) -> bool:
        """Return whether nothing stands on the page yet."""
        return bool(self.y <= self.top)

    def turn(self, landscape: bool) -> None:
        """Make the pages from the next one on of this orientation."""
        self.width, self.height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
        self.inner = self.width - LEFT - RIGHT
        self.bottom: float = self.height - BOTTOM - 14

    def new_page(self) -> None:
        """Go to the top of a new page."""
        self.pages.append(Page(self.width, self.height))
        self.y = self.top

    def mark(self) -> tuple[int, int]:
        """Return how far the pages are filled, for ``page_since``."""
        return len(self.pages), len(self.page.texts)

    def page_since(self, mark: tuple[int, int]) -> int:
        """Return the page (from 1) that the first thing written since ``mark`` stands on."""
        number, texts = mark
        return (
            number if number >= len(self.pages) or len(self.pages[number - 1].texts) > texts else number + 1
        )

    def new_paper(self) -> None:
        """Begin a paper of its own on a new page."""
        if self.page.texts:
            self.new_page()
        if len(self.pages) > 1:
            self.papers.append(len(self.pages) - 1)

    def counted(self, number: int) -> str:
        """Return what the foot of page ``number`` (from 1) says: `- 3 / 12 -`, within its own paper."""
        first = max(start for start in self.papers if start < number)
        last = min((start for start in self.papers if start >= number), default=len(self.pages))
        return f"- {number - first} / {last - first} -"

    def new_section(self, landscape: bool) -> None:
        """Go on with a page of this orientation; an empty one is turned."""
        if self.fresh and not self.page.texts:
            self.pages.pop()
        self.turn(landscape)
        self.new_page()

    def need(self, height: float) -> None:
        """Go to a new page unless ``height`` is left on this one."""
        if self.y + height > self.bottom and not self.fresh:
            self.new_page()
