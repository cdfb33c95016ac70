"""Tab goes through a window as it is read, in whatever order its widgets were made."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.scrolling import scroll_area
from ui.widgets.tab_order import follow_layout


def test_the_order_is_that_of_the_layouts(qtbot: QtBot) -> None:
    """Rows from above, in a grid row by row, through an area that scrolls, and the buttons last."""
    root, inner = QWidget(), QWidget()
    qtbot.addWidget(root)
    ok, note, second, first, top = QPushButton(), QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
    box, grid, foot = QVBoxLayout(root), QGridLayout(inner), QHBoxLayout()
    box.addWidget(top)
    box.addWidget(scroll_area(inner))
    box.addLayout(foot)
    foot.addWidget(ok)
    grid.addWidget(note, 1, 0)
    grid.addWidget(second, 0, 1)
    grid.addWidget(first, 0, 0)
    follow_layout(root)
    root.show()
    top.setFocus()
    wanted = [top, first, second, note, ok]
    met: list[QWidget | None] = [top]
    while len(met) < len(wanted):
        assert root.focusNextChild()
        met.append(root.focusWidget())
    assert met == wanted
