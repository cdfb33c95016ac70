"""보고서: which of its pages have a picture."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.factories import case
from tests.ui.desk import Desk
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
