"""Steps done one a turn of the event loop."""

from itertools import pairwise

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.turns import Turns


def test_steps_are_done_one_a_turn_in_their_order(qtbot: QtBot) -> None:
    """None is done at once, and never two in one turn."""
    done: list[int] = []
    owner = QObject()
    Turns(owner).begin(*(lambda n=n: done.append(n) for n in range(3)))
    assert done == []
    seen = [len(done) for _ in range(3) if QApplication.processEvents() or True]
    qtbot.waitUntil(lambda: done == [0, 1, 2])
    assert all(later - sooner <= 1 for sooner, later in pairwise(seen))


def test_a_newer_task_takes_the_place_of_an_older_one(qtbot: QtBot) -> None:
    """What was left of the older one is never done."""
    done: list[str] = []
    owner = QObject()
    turns = Turns(owner)
    turns.begin(lambda: done.append("old"), lambda: done.append("older"))
    turns.begin(lambda: done.append("new"))
    qtbot.waitUntil(lambda: done == ["new"])
    QApplication.processEvents()
    assert done == ["new"]
