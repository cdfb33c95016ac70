"""Rows kept as pictures look as their delegates paint them, and are painted again only when they change."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from app.domain.listing import Group
from tests.ui.test_records import SPECS, Row
from ui import theme
from ui.delegates.base import CellDelegate, Index
from ui.delegates.cells import PercentDelegate
from ui.models.records import RecordTableModel
from ui.widgets.tables.record_table import RecordTable
from ui.widgets.tables.row_pictures import KEPT

ROWS = {n: Row(n, f"과제 {n}", ratio=n) for n in range(1, 2001)}


class Counting(CellDelegate):
    """Counts the cells that it paints."""

    painted = 0

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint a cell."""
        self.painted += 1
        super().paint_content(painter, rect, index)


@pytest.fixture
def rows() -> dict[int, Row]:
    """Give the records, which a test may change."""
    return dict(ROWS)


@pytest.fixture
def model(light: QApplication, rows: dict[int, Row]) -> RecordTableModel:
    """Give a table of two groups."""
    made = RecordTableModel(SPECS, lambda ids: [rows[n] for n in ids])
    made.set_groups([Group("a", "가온시", (1, 2, 3)), Group("b", "나래군", tuple(range(4, 1500)))])
    return made


@pytest.fixture
def table(qtbot: QtBot, model: RecordTableModel) -> Iterator[RecordTable]:
    """Show the table; its first column counts."""
    made = RecordTable(model, "과제 표")
    made.set_delegate("title", Counting())
    made.set_delegate("ratio", PercentDelegate(lambda _row: 40))
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    qtbot.waitExposed(made)
    yield made
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]


def counting(table: RecordTable) -> Counting:
    """Return the delegate that counts, at nought."""
    found = table.itemDelegateForColumn(1)
    assert isinstance(found, Counting)
    found.painted = 0
    return found


def seen(table: RecordTable) -> QImage:
    """Return what the table shows."""
    return table.viewport().grab().toImage()


def plain(table: RecordTable, monkeypatch: pytest.MonkeyPatch) -> QImage:
    """Return what the table shows where Qt has every cell painted anew."""

    def paint(view: RecordTable, event: QPaintEvent) -> None:
        QTableView.paintEvent(view, event)

    with monkeypatch.context() as patch:
        patch.setattr(RecordTable, "paintEvent", paint)
        return seen(table)


def test_a_kept_row_looks_as_its_delegates_paint_it(
    table: RecordTable, model: RecordTableModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headings, checked rows, scrolled and moved columns: every pixel is the one that Qt would paint."""
    assert seen(table) == plain(table, monkeypatch)
    model.set_checked([2, 5])
    model.fold(0)
    table.head.moveSection(2, 3)
    table.verticalScrollBar().setValue(57)
    assert seen(table) == plain(table, monkeypatch)
    table.resize(300, 200)
    table.horizontalScrollBar().setValue(31)
    assert seen(table) == plain(table, monkeypatch)


def test_what_has_not_changed_is_not_painted_again(table: RecordTable, model: RecordTableModel) -> None:
    """A repaint, a refresh that brings the same records and a scroll by one row paint no row twice."""
    seen(table)
    count = counting(table)
    seen(table)
    model.set_groups([Group("a", "가온시", (1, 2, 3)), Group("b", "나래군", tuple(range(4, 1500)))])
    seen(table)
    assert count.painted == 0
    table.verticalScrollBar().setValue(table.rowHeight(1))
    seen(table)
    assert count.painted <= 2


def test_what_has_changed_is_painted_again(
    table: RecordTable, model: RecordTableModel, rows: dict[int, Row]
) -> None:
    """A record with another value, a check, another width and another theme are seen at once."""
    seen(table)
    count = counting(table)
    rows[2] = replace(rows[2], title="다른 이름")
    model.set_groups([Group("a", "가온시", (1, 2, 3)), Group("b", "나래군", tuple(range(4, 1500)))])
    seen(table)
    assert count.painted == 1
    model.set_checked([3])
    before = seen(table)
    assert count.painted == 2
    table.setColumnWidth(1, 260)
    assert seen(table) != before and count.painted > 5
    light = seen(table)
    theme.apply(QApplication.instance(), "dark")  # type: ignore[arg-type]
    assert seen(table) != light


def test_only_so_many_pictures_are_kept(table: RecordTable) -> None:
    """Walking through a long list does not fill the memory."""
    for place in range(0, 12_000, 340):
        table.verticalScrollBar().setValue(place)
        seen(table)
    assert len(table.rows.pictures) == KEPT


def test_a_hidden_table_keeps_no_pictures(table: RecordTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody sees takes no memory; shown again it looks as its delegates paint it."""
    table.show()
    seen(table)
    table.hide()
    assert len(table.rows.pictures) == 0
    table.show()
    assert seen(table) == plain(table, monkeypatch)
