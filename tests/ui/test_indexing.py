"""The window takes what was written into the index of words, and tells how far it is if that takes long."""

from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.changes import INDEX, Changes
from app.services.search import indexing as search_index
from app.services.workspace import Workspace
from db import indexing as store
from tests import factories
from tests.ui.desk import Desk
from ui import indexing
from ui.status_bar import StatusBar


@pytest.fixture
def following(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> indexing.Indexing:
    """Follow without a pause, for a window of nothing."""
    for name in ("FIRST_MS", "PAUSE_MS", "NEXT_MS"):
        monkeypatch.setattr(indexing, name, 0)
    window = QWidget()
    qtbot.addWidget(window)
    return indexing.Indexing(desk.context, window)


def test_it_follows_after_a_step(desk: Desk, following: indexing.Indexing, qtbot: QtBot) -> None:
    """What was there and what a step adds is taken in without anybody's asking, and without a word."""
    told: list[str] = []
    following.told.connect(told.append)
    qtbot.waitUntil(lambda: search_index.waiting(desk.workspace) == 0)
    factories.project(desk.workspace, title="골목 쉼터")
    assert search_index.waiting(desk.workspace) > 0
    qtbot.waitUntil(lambda: search_index.waiting(desk.workspace) == 0)
    desk.settle()
    assert told == []


def test_it_tells_how_far_it_is(
    desk: Desk, following: indexing.Indexing, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of much it says how far it is until nothing is left; then pages read once more."""
    monkeypatch.setattr(indexing, "MUCH", 1)
    monkeypatch.setattr(store, "MOST_CHANGES", 2)
    monkeypatch.setattr(search_index, "FEW", 2)
    bar, told, heard = StatusBar(), list[str](), list[Changes]()
    qtbot.addWidget(bar)
    following.told.connect(told.append)
    following.told.connect(bar.set_indexing)
    desk.context.bus.changed.connect(heard.append)
    with desk.workspace.unit_of_work("이름 적기") as work:
        work.insert_many("person", [{"name": f"사람{number}"} for number in range(9)])
    qtbot.waitUntil(lambda: told[-1:] == [""])
    assert told[0].startswith("찾기에 담는 중 ") and bar.indexing.isHidden()
    assert [one.everything for one in heard if one.initiator == INDEX] == [True]
    assert search_index.waiting(desk.workspace) == 0


def test_pages_read_again_what_a_search_may_have_lacked(
    desk: Desk, following: indexing.Indexing, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a search left out is told to the pages once it is taken in, though one part was enough for it."""
    qtbot.waitUntil(lambda: search_index.waiting(desk.workspace) == 0)
    desk.settle()
    monkeypatch.setattr(search_index, "FEW", 1)
    heard: list[Changes] = []
    desk.context.bus.changed.connect(heard.append)
    with desk.workspace.unit_of_work("이름 적기") as work:
        work.insert_many("person", [{"name": f"사람{number}"} for number in range(2)])
    qtbot.waitUntil(lambda: [one.everything for one in heard if one.initiator == INDEX] == [True])


def test_it_steps_aside_while_something_is_read(
    desk: Desk, following: indexing.Indexing, qtbot: QtBot
) -> None:
    """Nothing is taken in beside a page that reads; it goes on once nothing runs."""
    qtbot.waitUntil(lambda: search_index.waiting(desk.workspace) == 0)
    desk.settle()
    go_on, seen = Event(), list[int]()

    def read(ws: Workspace) -> int:
        go_on.wait(10)
        return search_index.waiting(ws)

    factories.project(desk.workspace, title="골목 쉼터")
    owner = QWidget()
    qtbot.addWidget(owner)
    desk.tasks.read(owner, read, seen.append)
    for _turn in range(20):
        QApplication.processEvents()
    go_on.set()
    qtbot.waitUntil(lambda: search_index.waiting(desk.workspace) == 0)
    assert seen[0] > 0


def test_it_goes_on_after_it_could_not(
    desk: Desk, following: indexing.Indexing, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the index cannot be written, it rests until the next step and tries again then."""
    qtbot.waitUntil(lambda: search_index.waiting(desk.workspace) == 0)
    desk.settle()
    with monkeypatch.context() as patch:
        patch.setattr(search_index, "take_next", _refuse)
        factories.project(desk.workspace, title="골목 쉼터")
        qtbot.waitUntil(lambda: desk.workspace.index_stuck)
        desk.settle()
    factories.project(desk.workspace, title="밤길 가로등")
    qtbot.waitUntil(lambda: search_index.waiting(desk.workspace) == 0)
    qtbot.waitUntil(lambda: not desk.workspace.index_stuck)


def _refuse(_ws: object) -> None:
    raise RuntimeError
