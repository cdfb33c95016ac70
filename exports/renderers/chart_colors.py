"""The colours of charts on paper, the same in every format; they differ in lightness too, for gray prints."""

PRIMARY, QUIET, TRACK = "#256ef4", "#b1cefb", "#e6e8ea"
TEXT, SUPPORT, LINE, AVERAGE, THRESHOLD = "#1e2124", "#464c53", "#cdd1d5", "#8a949e", "#bd2c0f"
_SERIES = ("#256ef4", "#86aff9", "#0b2f7a", "#8a949e", "#0b7b82", "#cdd1d5", "#a1376f", "#9e6a00")
_TONES = {
    "primary": "#256ef4",
    "strong": "#0b50d0",
    "danger": "#de3412",
    "warning": "#9e6a00",
    "success": "#228738",
    "information": "#0b78cb",
    "neutral": "#8a949e",
    "track": "#cdd1d5",
}
HEAT = ("#ffffff", "#ecf2fe", "#d8e5fd", "#b1cefb", "#86aff9", "#0b50d0")


def series_color(number: int, tone: str = "") -> str:
    """Return the colour of series ``number`` (from 0); a ``tone`` with a meaning goes first."""
    return _TONES.get(tone) or _SERIES[number % len(_SERIES)]


def heat_color(share: float) -> tuple[str, str]:
    """Return (fill, text) for a share of the greatest figure, 0-1."""
    step = 0 if share <= 0 else min(1 + int(share * (len(HEAT) - 1)), len(HEAT) - 1)
    return HEAT[step], "#ffffff" if step == len(HEAT) - 1 else TEXT
