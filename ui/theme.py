"""One palette and one style sheet per theme, built from the tokens in ``resources/themes``.

Widgets and delegates that paint ask ``tokens()`` at paint time, so that a change of theme needs no word
to each of them; those that keep something made from a token listen to ``notifier().changed``.
"""

import json
from collections.abc import Mapping
from functools import cache
from string import Template
from typing import Any, ClassVar, Literal, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from resources import resource_path

Mode = Literal["light", "dark", "system"]
FAMILY = "Pretendard GOV"

RAIL_WIDTH, RAIL_COLLAPSED = 200, 56
TOP_BAR, STATUS_BAR, VIEW_BAR, TAB_BAR, STEPPER = 56, 28, 48, 40, 76
CONTROL, COMPACT = 34, 28
TABLE_HEAD, TABLE_ROW, GROUP_ROW, TWO_LINE_ROW = 32, 34, 32, 54
PADDING, GAP = 16, 12
RADIUS_PANEL, RADIUS_CONTROL, RADIUS_BADGE = 8, 6, 4
FACETS, LIST_PANEL, DETAIL_PANEL, DIALOG = 208, 296, 340, 440
COMPACT_WINDOW = 1366


class State(NamedTuple):
    """The three colours of one state: words, icon and fill."""

    text: str
    icon: str
    fill: str


class Tokens(NamedTuple):
    """The colours of one theme; every colour on the screen is one of them."""

    dark: bool
    bg: str
    surface: str
    surface2: str
    line: str
    line2: str
    control: str
    text: str
    text2: str
    text3: str
    link: str
    primary: str
    on_primary: str
    strong: str
    select: str
    mark: str
    track: str
    neutral: str
    danger: State
    warning: State
    success: State
    information: State
    stages: tuple[str, ...]
    heat: tuple[str, ...]
    heat_text: tuple[str, ...]
    tooltip: str
    tooltip_text: str
    notes: Mapping[str, State]
    """The colours of note cards by their kind; ``icon`` is the edge."""

    def color(self, name: str) -> str:
        """Return the colour called ``name``: ``text2``, ``danger.icon``, ``stages.1`` or itself a colour."""
        if name.startswith("#"):
            return name
        head, _, part = name.partition(".")
        if head == "notes":
            kind, _, part = part.partition(".")
            return str(getattr(self.notes[kind], part or "text"))
        value: Any = getattr(self, head)
        if not part:
            return value.text if isinstance(value, State) else str(value)
        return str(value[int(part)] if part.isdigit() else getattr(value, part))


class Notifier(QObject):
    """Says that another theme is in force."""

    changed = Signal()


@cache
def load(name: str) -> Tokens:
    """Return the tokens of the theme ``name`` (``light`` or ``dark``)."""
    raw = json.loads(resource_path("themes", f"{name}.json").read_text("utf-8"))
    states = ("danger", "warning", "success", "information")
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()}
    values |= {key: State(*raw[key]) for key in states}
    values["notes"] = {kind: State(*colors) for kind, colors in raw["notes"].items()}
    return Tokens(**{name: values[name] for name in Tokens._fields})


class _Theme:
    """The theme in force in this process; there is one application, hence one theme."""

    tokens: Tokens | None = None
    values: ClassVar[dict[str, str]] = {}
    colors: ClassVar[dict[str, QColor]] = {}
    """Made when first painted; asked for a thousand times while a table is painted."""
    mode: Mode = "system"
    notifier: Notifier | None = None
    watching: bool = False
    styled: bool = False


def tokens() -> Tokens:
    """Return the tokens in force; the light ones before ``apply``."""
    return _Theme.tokens or load("light")


def mode() -> Mode:
    """Return the mode last applied."""
    return _Theme.mode


def color(name: str) -> QColor:
    """Return the token ``name`` as a colour for painting."""
    found = _Theme.colors.get(name)
    if found is None:
        found = _Theme.colors[name] = QColor(tokens().color(name))
    return found


def value(name: str) -> str:
    """Return the token ``name`` as it is written: ``#1d4ed8``."""
    found = _Theme.values.get(name)
    if found is None:
        found = _Theme.values[name] = tokens().color(name)
    return found


def notifier() -> Notifier:
    """Return the object whose ``changed`` signal tells of another theme."""
    if _Theme.notifier is None:
        _Theme.notifier = Notifier()
    return _Theme.notifier


def application() -> QApplication:
    """Return the program's one application, in the style that its sheet is written for.

    Named here, the style costs nothing; ``setStyle`` returns a ``QStyle``, and its enumerations alone take
    a twentieth of a bare start.
    """
    _Theme.styled = True
    return QApplication(["hamkke", "-style", "fusion"])


def apply(app: QApplication, mode: Mode = "system") -> None:
    """Give the program the fonts, palette and style sheet of ``mode``; ``system`` follows the desktop."""
    first = _Theme.tokens is None
    _Theme.mode = mode
    _Theme.tokens = load(_resolve(mode))
    _Theme.values.clear()
    _Theme.colors.clear()
    if first:
        load_fonts()
        if not _Theme.styled:
            app.setStyle("Fusion")
        app.setFont(font())
    _watch_system(app)
    # Where one sheet takes the place of another, Qt styles every widget as often as it has ancestors: with
    # all pages open that took 4.7 s instead of 1.7.
    app.setStyleSheet("")
    app.setPalette(palette(_Theme.tokens))
    app.setStyleSheet(style_sheet(_Theme.tokens))
    notifier().changed.emit()


def _resolve(mode: Mode) -> str:
    if mode != "system":
        return mode
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def _watch_system(app: QApplication) -> None:
    if _Theme.watching:
        return
    _Theme.watching = True

    def follow(_scheme: Qt.ColorScheme) -> None:
        if _Theme.mode == "system" and _Theme.tokens is not load(_resolve("system")):
            apply(app, "system")

    app.styleHints().colorSchemeChanged.connect(follow)


def load_fonts() -> None:
    """Register the fonts that the program carries; nothing depends on those of the machine."""
    for file in sorted(resource_path("fonts").glob("PretendardGOV-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def font(pixels: int = 14, weight: int = 400) -> QFont:
    """Return the program's font at ``pixels`` and ``weight`` (400-700), with figures of one width."""
    return QFont(_font(pixels, weight))


@cache
def _font(pixels: int, weight: int) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def palette(t: Tokens) -> QPalette:
    """Return the palette that Qt's own painting takes its colours from."""
    made = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: t.bg,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: t.surface2,
        role.Text: t.text,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.BrightText: t.on_primary,
        role.Highlight: t.mark,
        role.HighlightedText: t.text,
        role.Link: t.link,
        role.LinkVisited: t.link,
        role.ToolTipBase: t.tooltip,
        role.ToolTipText: t.tooltip_text,
        role.PlaceholderText: t.text3,
        role.Mid: t.line2,
        role.Midlight: t.line,
        role.Dark: t.control,
        role.Light: t.surface,
        role.Shadow: t.line2,
        role.Accent: t.primary,
    }
    for key, value in pairs.items():
        made.setColor(key, QColor(value))
    for key in (role.Text, role.ButtonText, role.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(t.control))
    return made


def style_sheet(t: Tokens) -> str:
    """Return the style sheet of a theme: the template with its tokens filled in."""
    names: dict[str, str] = {}
    for name, value in t._asdict().items():
        if isinstance(value, State):
            names |= {name: value.text, f"{name}_icon": value.icon, f"{name}_fill": value.fill}
        elif isinstance(value, str):
            names[name] = value
    names["icons"] = resource_path("themes", "dark" if t.dark else "light").as_posix()
    return Template(resource_path("themes", "style.qss").read_text("utf-8")).substitute(names)
