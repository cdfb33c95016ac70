"""The blocks of a whole report beside its text and tables: cover, contents, pictures, signatures, endings.

``exports.blocks`` offers them together with the others; a report imports from there.
"""

from dataclasses import dataclass

from app.domain.chart import BarChart, RadarChart, TileMap

AnyChart = BarChart | RadarChart | TileMap


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture from the bytes of a PNG or JPEG file; ``alt`` says what it shows to those who cannot see it.

    ``width`` is in millimetres, None is as wide as the text; one that is too high is made smaller.
    """

    content: bytes
    alt: str
    caption: str = ""
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, described once and drawn by every format in its own way; ``height`` is in millimetres.

    ``alt`` is by default what its figures say.
    """

    chart: AnyChart
    caption: str = ""
    alt: str = ""
    height: float | None = None

    @property
    def title(self) -> str:
        """Return the title of the chart."""
        return self.chart.title

    @property
    def alternative(self) -> str:
        """Return the words that stand for the picture: all that it shows, every outline of a radar too."""
        if self.alt or not isinstance(self.chart, RadarChart):
            return self.alt or self.chart.said
        head, rows = self.chart.grid
        lines = (" ".join("–" if value is None else f"{value}" for value in row) for row in (head, *rows))
        return f"{self.title}: {', '.join(lines)}"


@dataclass(frozen=True, slots=True)
class Cover:
    """A page of its own before everything: kind of paper, title, subtitle, day, who hands it in."""

    title: str
    kind: str = ""
    subtitle: str = ""
    day: str = ""
    organisation: str = ""
    picture: Picture | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """Return all that it says, from top to bottom."""
        said = (self.kind, self.title, self.subtitle, self.day, self.organisation)
        return tuple(line for line in said if line)


@dataclass(frozen=True, slots=True)
class Contents:
    """차례 of the headings down to ``depth``, with page numbers where the format knows pages."""

    title: str = "차례"
    depth: int = 2


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """The next block starts a new page of this orientation (in a workbook a new sheet)."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the role and the name (empty where it is written by hand)."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """A line for every signer with room for (서명), at the right; ``day`` stands above them in the middle."""

    signers: tuple[Signer, ...]
    day: str = ""
    mark: str = "(서명)"

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines as text."""
        signed = (" ".join(filter(None, (s.role, s.name, self.mark))) for s in self.signers)
        return tuple(filter(None, (self.day, *signed)))


@dataclass(frozen=True, slots=True)
class Attachments:
    """붙임 at the end of a paper: one without a number, several numbered; 끝. stands after the last.

    Rule: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제4조 (two blanks after 붙임 and before 끝.).
    """

    items: tuple[str, ...]
    end: bool = True

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return (mark, text) of every line; the mark of the first holds 붙임."""
        last = "  끝." if self.end else ""
        numbers = [f"{n}. " for n in range(1, len(self.items) + 1)] if len(self.items) > 1 else [""]
        return tuple(
            (f"붙임  {number}" if place == 0 else number, text + (last if text is self.items[-1] else ""))
            for place, (number, text) in enumerate(zip(numbers, self.items, strict=False))
        )


@dataclass(frozen=True, slots=True)
class Sender:
    """발신 명의 at the end of a letter: the day, and below it in large letters who sends it."""

    name: str
    day: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines as text."""
        return tuple(filter(None, (self.day, self.name)))


@dataclass(frozen=True, slots=True)
class End:
    """끝. of a paper without 붙임."""


@dataclass(frozen=True, slots=True)
class Running:
    """What stands at the head of every page but the cover, left and right, and at the left of its foot."""

    left: str = ""
    right: str = ""
    foot: str = ""
