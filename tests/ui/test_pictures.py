"""What is kept as a picture is painted once, and again as soon as it would look other."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.heat import HeatGrid, HeatRow
from ui.widgets.pictures import Pictures


@pytest.fixture
def app(light: QApplication) -> Iterator[QApplication]:
    """Give the light theme, and give it back."""
    yield light
    theme.apply(light, "light")


def test_a_picture_is_painted_when_it_would_show_something_else(app: QApplication) -> None:
    """The same content, size, screen and theme need no painting; another of them does."""
    kept = Pictures(2)
    painted: list[QPainter] = []

    def get(shown: object, side: int = 20, ratio: float = 1.0) -> QSize:
        return kept.get("a", shown, QSize(side, side), ratio, "surface", painted.append).size()

    assert get(1) == get(1) == QSize(20, 20) and len(painted) == 1
    get(2)
    get(2, side=30)
    assert get(2, side=30, ratio=1.25) == QSize(38, 38)
    assert len(painted) == 4
    theme.apply(app, "dark")
    get(2, side=30, ratio=1.25)
    assert len(painted) == 5


def test_the_oldest_picture_goes(app: QApplication) -> None:
    """No more are kept than asked for; the one used last stays."""
    kept = Pictures(2)
    painted: list[str] = []

    def get(key: str) -> None:
        kept.get(key, None, QSize(4, 4), 1.0, "", lambda _painter: painted.append(key))

    for key in ("a", "b", "a", "c", "a", "b"):
        get(key)
    assert painted == ["a", "b", "c", "b"] and len(kept) == 2


def test_the_table_of_counts_is_painted_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Frames and repaints leave the picture; other counts are seen."""
    painted: list[int] = []
    paint_head = HeatGrid._paint_head

    def counting(grid: HeatGrid, painter: QPainter) -> None:
        painted.append(1)
        paint_head(grid, painter)

    monkeypatch.setattr(HeatGrid, "_paint_head", counting)
    grid = HeatGrid()
    qtbot.addWidget(grid)
    grid.resize(900, 300)
    grid.set_matrix(("복지", "문화"), (HeatRow("국내", "국가", (3, 0)), HeatRow("국내", "지방", (12, 1))))
    before = grid.grab().toImage()
    grid.set_open((1, 1))
    framed = grid.grab().toImage()
    assert framed != before and len(painted) == 1
    grid.set_matrix(("복지", "문화"), (HeatRow("국내", "국가", (4, 0)), HeatRow("국내", "지방", (12, 1))))
    assert grid.grab().toImage() != framed and len(painted) == 2
