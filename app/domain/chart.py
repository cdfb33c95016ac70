"""A chart as data: what the bars say, for the screen and for reports alike."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its figure (None where it is missing) and words beside the figure."""

    label: str
    value: float | None
    words: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars in the order given; a missing figure is drawn as – and never as an empty bar."""

    title: str
    bars: tuple[Bar, ...]
    unit: str = ""

    @property
    def top(self) -> float:
        """Return the greatest figure, 0 where there is none."""
        return max((bar.value for bar in self.bars if bar.value is not None), default=0.0)


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
