"""보고서: which of its pages have a picture."""

from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.factories import case
from tests.ui.desk import Desk
from ui.pages.reports import drawing
from ui.pages.reports.page import ReportsPage
from ui.pages.reports.preview import KEPT, Preview

CASES = 90


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ReportsPage:
    """Show a book of cases, some on each page."""
    ids = [case(desk.workspace, title=f"마을 축제 {number}").id for number in range(CASES)]
    made = ReportsPage(desk.context)
    qtbot.addWidget(made)
    made._left.setInterval(0)
    made.open_with(report="case-book", ids=ids)
    desk.show(made)
    qtbot.waitUntil(lambda: made._drawn is not None, timeout=10_000)
    return made


def _wait_for(qtbot: QtBot, preview: Preview, number: int) -> None:
    sheet: Any = preview._sheets[number - 1]
    qtbot.waitUntil(lambda: sheet.picture is not None, timeout=5000)


def test_pages_far_from_view_keep_no_picture(page: ReportsPage, qtbot: QtBot) -> None:
    """Those near the view have a picture; one that was left behind is painted again once it is seen."""
    preview, last = page.preview, len(page.preview._sheets)
    assert last > KEPT + 4
    for number in range(1, last + 1):
        preview.go_to(number)
        _wait_for(qtbot, preview, number)
    preview._look()
    painted = [sheet.number for sheet in preview._sheets if sheet.picture is not None]
    assert len(painted) <= KEPT + 3
    assert 1 not in painted
    preview.go_to(1)
    _wait_for(qtbot, preview, 1)


def test_pictures_are_painted_again_after_the_page_was_left(page: ReportsPage, qtbot: QtBot) -> None:
    """Left for a while no page keeps its picture; seen again, the pages in view have theirs."""
    _wait_for(qtbot, page.preview, 1)
    page.hide()
    qtbot.waitUntil(lambda: all(sheet.picture is None for sheet in page.preview._sheets))
    page.show()
    _wait_for(qtbot, page.preview, 1)


def test_pictures_that_come_while_the_page_is_left_are_painted_when_it_is_back(
    page: ReportsPage, qtbot: QtBot
) -> None:
    """Somebody who comes right back sees no white paper, though nothing was given up meanwhile."""
    _wait_for(qtbot, page.preview, 1)
    page._left.setInterval(60_000)
    preview, last = page.preview, len(page.preview._sheets)
    preview.go_to(last)
    preview._look()
    assert preview._sheets[-1].picture is None
    page.hide()
    qtbot.waitUntil(lambda: page.context.tasks.idle() and not preview._soon.isActive())
    page.show()
    _wait_for(qtbot, preview, last)


def test_what_was_read_before_a_change_is_not_drawn_after_it(
    desk: Desk, page: ReportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drawing that is done just when records have changed leaves nothing to the next one."""
    draw, begun, go_on = drawing.draw, Event(), Event()
    kept: list[Any] = []

    def slow(*args: Any) -> Any:
        kept.append(args[-1])
        drawn = draw(*args)
        begun.set()
        assert go_on.wait(10)
        return drawn

    monkeypatch.setattr("ui.pages.reports.page.draw", slow)
    page._draw()
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    page.context.bus.changed.connect(lambda _changes: go_on.set())
    case(desk.workspace, title="새로운 축제")
    qtbot.waitUntil(lambda: len(kept) == 2, timeout=10_000)
    assert kept[1] is None
