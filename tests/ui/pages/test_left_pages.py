"""What a page gives up once it was left, and has again when it is seen."""

from typing import ClassVar

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.domain.listing import ListQuery
from app.services.search import in_roster
from tests import factories
from tests.ui.desk import Desk
from ui.pages.base import Page
from ui.pages.people.page import PeoplePage


class _Noting(Page):
    """A page that notes what it is told."""

    key: ClassVar[str] = "noting"

    def __init__(self, desk: Desk) -> None:
        """Have been told nothing."""
        super().__init__(desk.context)
        self.told: list[str] = []

    def refresh(self) -> None:
        """Note it."""
        self.told.append("read")

    def let_go(self) -> None:
        """Note it."""
        self.told.append("let go")

    def take_up(self) -> None:
        """Note it."""
        self.told.append("take up")


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> _Noting:
    """Show a page that gives things up as soon as it is left."""
    made = _Noting(desk)
    qtbot.addWidget(made)
    made._left.setInterval(0)
    made.show()
    made.told.clear()
    return made


def test_it_gives_up_once_left_and_takes_up_once_seen(page: _Noting, qtbot: QtBot) -> None:
    """Each once, in that order, and nothing where somebody comes right back."""
    page.hide()
    qtbot.waitUntil(lambda: page.told == ["let go"])
    page.show()
    assert page.told == ["let go", "take up"]
    page.hide()
    page.show()
    QCoreApplication.processEvents()
    assert page.told == ["let go", "take up"]


def test_a_page_that_is_read_again_takes_nothing_up(page: _Noting, qtbot: QtBot) -> None:
    """What was given up is read with all the rest where the records have changed meanwhile."""
    page.hide()
    qtbot.waitUntil(lambda: page.told == ["let go"])
    page.mark_stale()
    page.show()
    assert page.told == ["let go", "read"]


def test_names_are_found_after_the_roster_was_left(desk: Desk, qtbot: QtBot) -> None:
    """The texts are packed while another page is seen, and the first key after it finds what it did."""
    factories.person(desk.workspace, "하늘봄")
    made = PeoplePage(desk.context)
    qtbot.addWidget(made)
    made._left.setInterval(0)
    desk.show(made)
    index = in_roster._index_of(desk.workspace)
    assert index._texts is not None
    made.hide()
    qtbot.waitUntil(lambda: index._packed is not None)
    assert index._texts is None
    made.show()
    qtbot.waitUntil(lambda: index._texts is not None)
    assert len(in_roster.matching(desk.workspace, ListQuery(text="하늘")).ids) == 1
