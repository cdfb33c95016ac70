"""Charts on the screen: walked and opened by keys and mouse, told, copied, and missing where missing."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.chart import Bar, BarChart, Form, Mark, Series, Tile, TileMap
from ui.widgets.charts.bar_chart import BarChartView
from ui.widgets.charts.tile_map import TileMapView, step_of
from ui.widgets.charts.view import ChartView

BARS = (Bar("가", 3, key="a"), Bar("나", None, key="b"), Bar("다", 12, "n=4", key="c"))
FORMS = {
    "across": BarChart("분야", BARS, "건", average=Mark(5, "평균"), threshold=Mark(9, "기준")),
    "upright": BarChart("연도", BARS, "건", form=Form.UPRIGHT),
    "line": BarChart("만족도", BARS, "점", form=Form.LINE),
}


def shown(qtbot: QtBot, view: Any, width: int = 420) -> Any:
    """Show a view as wide as a panel is."""
    qtbot.addWidget(view)
    view.resize(width, view.height())
    view.show()
    return view


@pytest.mark.parametrize("form", FORMS)
def test_bars_open_by_click_and_by_keys(light: QApplication, qtbot: QtBot, form: str) -> None:
    """A click opens the list behind a bar, Ctrl+click filters by it; arrows, Enter and Space do the same."""
    view = shown(qtbot, BarChartView(FORMS[form]))
    opened: list[str] = []
    filtered: list[str] = []
    view.opened.connect(opened.append)
    view.filtered.connect(filtered.append)
    place = view.spots()[2].rect.center().toPoint()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, pos=place)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_End):
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    view.filtering = True
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.spots()[0].rect.center().toPoint())
    assert opened == ["c", "a"]
    assert filtered == ["c", "b", "c", "a"]


def test_what_is_heard_names_the_bar_one_stands_on(light: QApplication, qtbot: QtBot) -> None:
    """The whole chart is said, then where the keyboard stands."""
    view = shown(qtbot, BarChartView(FORMS["across"]))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleName().startswith("분야: 가 3건, 나 –, 다 12건 n=4, 평균 5건, 기준 9건")
    assert view.accessibleName().endswith("지금 나 –")


def test_a_missing_figure_has_no_bar(light: QApplication, qtbot: QtBot) -> None:
    """Where nothing is known nothing is drawn but a –."""
    view = shown(qtbot, BarChartView(FORMS["across"]))
    assert view.drawing()._parts(1, BARS[1]) == []
    assert len(view.drawing()._parts(0, BARS[0])) == 1


def test_parts_of_stacked_bars_have_lists_of_their_own(light: QApplication, qtbot: QtBot) -> None:
    """A part opens its own list; where there is no part, the bar's."""
    series = (Series("반영", "adopted"), Series("미반영", "rejected"))
    chart = BarChart("결정", (Bar("복지", 6, key="w", parts=(4, 2)),), "건", series, stacked=True)
    view = shown(qtbot, BarChartView(chart))
    opened: list[str] = []
    view.opened.connect(opened.append)
    whole, first, second = view.spots()
    assert (first.said, second.key) == ("복지 · 반영 4건", "w/rejected")
    for spot in (first, second):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot.rect.center().toPoint())
    name = QPoint(4, round(whole.rect.center().y()))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=name)
    assert opened == ["w/adopted", "w/rejected", "w"]


def test_arrows_walk_the_map_as_it_lies(light: QApplication, qtbot: QtBot) -> None:
    """Right and down lead to the neighbour there, not to the next in the list."""
    tiles = (Tile("인천", 1, 0, 0, "i"), Tile("서울", 20, 1, 0, "s"), Tile("충남", 0, 0, 1, "c"))
    view = TileMapView()
    view.set_chart(TileMap("지역", tiles, "건", "지역을 적지 않은 과제 2건"))
    shown(qtbot, view)
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(view, key)
        walked.append(view.spots()[view.at].key)
    assert walked == ["s", "i", "c", "outside"]


def test_small_counts_have_the_steps_of_the_matrix_large_ones_parts_of_the_greatest() -> None:
    """0 is an outline; up to 14 the fixed scale holds, beyond it the greatest is darkest."""
    assert [step_of(value, 12) for value in (None, 0, 2, 5, 12)] == [0, 0, 1, 2, 4]
    assert [step_of(value, 1000) for value in (1, 500, 1000)] == [1, 2, 5]


def test_copied_as_picture_and_as_table(light: QApplication, qtbot: QtBot, tmp_path: Any) -> None:
    """Ctrl+C puts the picture with its title, Ctrl+Shift+C the figures; the PNG is the same picture."""
    view: ChartView = shown(qtbot, BarChartView(FORMS["across"]))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    picture = QGuiApplication.clipboard().image()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(view, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().text() == "구분\t건수\t비고\n가\t3\t\n나\t–\t\n다\t12\tn=4"
    view.write_picture(tmp_path / "그림.png")
    kept = QImage(str(tmp_path / "그림.png"))
    assert kept.size() == picture.size()
    assert kept.width() > 2 * view.width()
