"""Themes, icons, badges, heat, facets, crash reports: what the window is made of."""

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontInfo, QImage
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.listing import FacetValue
from ui import icons, theme
from ui.crash_dialog import report
from ui.widgets.badges import KINDS, dday
from ui.widgets.charts.heat import HeatGrid, HeatRow
from ui.widgets.charts.heat_cells import heat_step
from ui.widgets.facets import FacetPanel, FacetRow
from ui.widgets.text import JOINER, ElidedLabel, WordLabel, keep_words

UI = Path(theme.__file__).parent


def _rgb(value: str) -> tuple[float, float, float]:
    color = QColor(value)
    return color.redF(), color.greenF(), color.blueF()


def luminance(value: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(value)]
    return float(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_can_be_read_in_both_themes(name: str) -> None:
    """Text has a contrast of 4.5 on its ground, control edges 3, states and heat on their fills as well."""
    t = theme.load(name)
    for ink in (t.text, t.text2, t.text3, t.link):
        assert contrast(ink, t.surface) >= 4.5 and contrast(ink, t.bg) >= 4.5
    assert contrast(t.control, t.surface) >= 3
    assert contrast(t.on_primary, t.primary) >= 4.5
    for kind in KINDS.values():
        assert contrast(t.color(kind.text), t.color(kind.fill)) >= 4.5
    for ink, fill in zip(t.heat_text, t.heat, strict=True):
        assert contrast(ink, fill) >= 4.5


def test_the_program_brings_its_font(light: QApplication) -> None:
    """No font of the machine is used, and figures have one width."""
    assert QFontInfo(theme.font()).family() == theme.FAMILY
    label = QLabel()
    label.setFont(theme.font())
    metrics = label.fontMetrics()
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_a_change_of_theme_reaches_icons(light: QApplication, qtbot: QtBot) -> None:
    """The same QIcon is drawn in the colours of whatever theme is in force."""
    icon = icons.icon("plus", "text")

    def darkest() -> int:
        image = icon.pixmap(16, 16).toImage().convertToFormat(QImage.Format.Format_ARGB32)
        inks = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
        return min(c.lightness() for c in inks if c.alpha() > 200)

    before = darkest()
    with qtbot.waitSignal(theme.notifier().changed):
        theme.apply(light, "dark")
    try:
        assert before < 60 < 200 < darkest()
    finally:
        theme.apply(light, "light")


class Styled(QLabel):
    """Counts how often it is styled anew."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:
        """Count."""
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def test_a_change_of_theme_styles_each_widget_as_often_whatever_it_stands_in(
    light: QApplication, qtbot: QtBot
) -> None:
    """Once without a sheet, once with the new one: not once for each frame around it."""
    holder = made = QWidget()
    qtbot.addWidget(made)
    for _depth in range(12):
        QVBoxLayout(holder).addWidget(inner := QFrame())
        holder = inner
    QVBoxLayout(holder).addWidget(label := Styled("안쪽"))
    made.show()
    label.times = 0
    theme.apply(light, "dark")
    assert label.times <= 2
    assert label.palette().windowText().color() == QColor(theme.load("dark").text)


def test_every_icon_named_in_the_code_is_shipped() -> None:
    """No icon falls back to a plain square."""
    call = re.compile(
        r'(?:icon|icons\.paint|pixmap|IconLabel|_Piece|_state|Kind|tool_button)\(\s*"([a-z][a-z0-9-]*)"'
    )
    named = {name for file in UI.rglob("*.py") for name in call.findall(file.read_text("utf-8"))}
    named |= {kind.icon for kind in KINDS.values() if kind.icon}
    assert len(named) > 15
    assert {name for name in named if not icons.exists(name)} == set()


@pytest.mark.parametrize(
    ("day", "words", "kind"),
    [
        (16, "2일 지남", "overdue"),
        (18, "오늘", "today"),
        (19, "D-1", "soon"),
        (21, "D-3", "soon"),
        (22, "D-4", "later"),
    ],
)
def test_days_left(day: int, words: str, kind: str) -> None:
    """Past and today are red, up to D-3 amber, later gray."""
    assert dday(date(2026, 6, day), date(2026, 6, 18)) == (words, KINDS[kind])


def test_korean_breaks_between_words_only(light: QApplication, qtbot: QtBot) -> None:
    """A narrow label breaks at spaces, and assistive technology reads the plain text."""
    assert keep_words("함께 설계") == f"함{JOINER}께 설{JOINER}계"
    label = WordLabel("국민디자인단 과제")
    qtbot.addWidget(label)
    word = label.fontMetrics().horizontalAdvance("국민디자인단")
    assert label.heightForWidth(word + 4) == 2 * label.heightForWidth(1000)
    assert label.accessibleName() == "국민디자인단 과제"


def test_a_long_name_ends_in_dots_and_shows_whole_in_a_tooltip(light: QApplication, qtbot: QtBot) -> None:
    """Names are elided at the end."""
    label = ElidedLabel("아주 긴 과제 이름이 여기에 있습니다")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…") and label.toolTip() == label.full_text()
    label.resize(800, 20)
    assert label.text() == label.full_text() and not label.toolTip()


def test_the_heat_scale() -> None:
    """0, 1-2, 3-5, 6-9, 10-13, 14 and more."""
    assert [heat_step(n) for n in (0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 99)] == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_names_of_whole_rows_begin_at_one_line(light: QApplication, qtbot: QtBot) -> None:
    """What the columns hold and 합계 begin below each other, whatever their length."""
    grid = HeatGrid()
    qtbot.addWidget(grid)
    grid.resize(900, 300)
    grid.set_matrix(["문화"], [HeatRow("국내", "중앙정부", (3,)), HeatRow("국내", "지자체", (5,))])
    picture = grid.grab().toImage()

    def begins(y: int) -> int:
        lines = range(y - 6, y + 6)
        inside = range(8, 150)
        return next(x for x in inside if any(picture.pixelColor(x, at).lightness() < 160 for at in lines))

    assert abs(begins(16) - begins(grid.cell_rect(-1, -1).center().y())) <= 2


def test_the_matrix_is_walked_by_the_arrows(light: QApplication, qtbot: QtBot) -> None:
    """The arrows reach every cell and the sums, Enter opens, and each cell says what it counts."""
    grid = HeatGrid()
    qtbot.addWidget(grid)
    grid.resize(900, 300)
    grid.set_matrix(
        ["문화", "교육"], [HeatRow("국내", "중앙정부", (3, 0)), HeatRow("국내", "지자체", (5, 2))]
    )
    opened: list[tuple[int, int]] = []
    grid.cellActivated.connect(lambda row, column: opened.append((row, column)))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(grid, key)
    assert grid.accessibleName() == "총괄표 국내 지자체 · 교육 2건"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(grid, key)
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell_rect(0, 0).center())
    assert opened == [(1, 1), (-1, -1), (0, 0)] and grid.count(-1, -1) == 10


def test_facets_tell_their_values_and_show_more(light: QApplication, qtbot: QtBot) -> None:
    """Four values and those chosen are shown; choosing tells all accepted values of the field."""
    panel = FacetPanel([("field", "분야")])
    qtbot.addWidget(panel)
    values = [FacetValue(f"v{n}", f"값 {n}", n) for n in range(7)]
    panel.set_facets({"field": values}, {"field": ["v6"]})
    group = panel.groups["field"]
    assert [value.key for value in group._shown()] == ["v0", "v1", "v2", "v3", "v6"]
    with qtbot.waitSignal(panel.changed) as told:
        group.findChildren(FacetRow)[1].box.click()
    assert told.args == ["field", ("v6", "v1")]
    group._more()
    assert len(group._shown()) == 7


def test_facets_are_shown_in_as_many_steps_as_fields_change(light: QApplication, qtbot: QtBot) -> None:
    """One step for each field that would show something else; a field without values goes from sight."""
    panel = FacetPanel([("field", "분야"), ("year", "연도"), ("stage", "단계")])
    qtbot.addWidget(panel)
    years = [FacetValue(2025, "2025", 3)]
    for step in panel.steps({"field": [FacetValue("a", "문화", 2)], "year": years}, {}):
        step()
    assert [panel.groups[key].isHidden() for key in ("field", "year", "stage")] == [False, False, True]
    row = panel.groups["field"].findChildren(FacetRow)[0]
    count, *changing = panel.steps({"field": [FacetValue("a", "문화", 9)], "year": years}, {"field": ["a"]})
    count()
    assert len(changing) == 1 and row.value.count == 2
    changing[0]()
    assert row.value.count == 9 and row.box.isChecked()


def test_a_crash_report_holds_no_value(light: QApplication) -> None:
    """Neither the message nor a value of the failing code is in the report; kind and place are."""
    secret = "홍길동 010-1234-5678"
    try:
        try:
            raise ValueError(secret)
        except ValueError as error:
            raise KeyError(secret) from error
    except KeyError as error:
        text = report(error)
    assert secret not in text and "홍길동" not in text
    assert "builtins.KeyError" in text and "builtins.ValueError" in text
    assert "tests/ui/test_looks.py:" in text


def test_the_program_follows_the_desktop_when_that_turns_dark(
    light: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """시스템 따르기 turns with the desktop while the program runs; a theme that was chosen stays."""
    turned = light.styleHints().colorSchemeChanged
    try:
        theme.apply(light, "system")
        monkeypatch.setattr(theme, "_resolve", lambda mode: "dark" if mode == "system" else mode)
        turned.emit(Qt.ColorScheme.Dark)
        assert theme.tokens() is theme.load("dark")
        theme.apply(light, "light")
        turned.emit(Qt.ColorScheme.Dark)
        assert theme.tokens() is theme.load("light")
    finally:
        theme.apply(light, "light")
