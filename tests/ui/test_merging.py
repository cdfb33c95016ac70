"""The window merges an index that has grown once it rests, and not while anybody is at it."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from app.services.search import indexing as search_index
from app.services.workspace import Workspace
from tests.ui.desk import Desk
from ui import merging
from ui.quiet import Quiet


@pytest.fixture
def steps(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Hear of each step by the number of its pages; the third finds nothing more to do."""
    for name in ("REST_MS", "BETWEEN_MS"):
        monkeypatch.setattr(merging, name, 0)
    done: list[int] = []

    def step(_ws: Workspace, pages: int) -> bool:
        done.append(pages)
        return len(done) % 3 != 0

    monkeypatch.setattr(search_index, "merge_some", step)
    return done


def test_it_merges_until_nothing_is_left(desk: Desk, steps: list[int], qtbot: QtBot) -> None:
    """Each step takes as many pages as the disk lets it; after the last one it rests until begun again."""
    field = QLineEdit()
    qtbot.addWidget(field)
    merged = merging.Merging(desk.context, field)
    merged.begin()
    qtbot.waitUntil(lambda: len(steps) == 3)
    desk.settle()
    assert steps == [merging.FIRST, merging.MOST, merging.MOST]
    merged.begin()
    qtbot.waitUntil(lambda: len(steps) == 6)


def test_it_waits_while_somebody_is_at_it(
    desk: Desk, steps: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is merged until the window is quiet."""
    looks: list[bool] = []

    def look(_quiet: Quiet) -> bool:
        looks.append(len(looks) > 3)
        assert steps == [] or looks[-1]
        return looks[-1]

    monkeypatch.setattr(Quiet, "now", look)
    field = QLineEdit()
    qtbot.addWidget(field)
    merged = merging.Merging(desk.context, field)
    merged.begin()
    qtbot.waitUntil(lambda: len(steps) == 3)
    assert looks[:5] == [False, False, False, False, True]


def test_a_reading_puts_it_off(desk: Desk, steps: list[int], qtbot: QtBot) -> None:
    """What is read before it begins lets it wait anew."""
    field = QLineEdit()
    qtbot.addWidget(field)
    merged = merging.Merging(desk.context, field)
    merged.begin()
    merging.REST_MS = 60_000  # put back by the fixture
    desk.tasks.read(field, lambda _ws: None, lambda _none: None)
    desk.settle()
    assert steps == []


def test_who_types_is_noticed(desk: Desk, qtbot: QtBot) -> None:
    """A field that is written in from one look to the next, or an open menu, is no quiet."""
    field, menu = QLineEdit(), QMenu()
    qtbot.addWidget(field)
    qtbot.addWidget(menu)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    quiet = Quiet(desk.context)
    seen = [quiet.now()]
    field.setText("골")
    seen += [quiet.now(), quiet.now()]
    menu.addAction("열기")
    menu.popup(QPoint(0, 0))
    qtbot.waitUntil(menu.isVisible)
    seen.append(quiet.now())
    menu.close()
    seen.append(quiet.now())
    assert seen == [True, False, True, False, True]


def test_what_is_typed_is_not_kept_to_notice_it(desk: Desk, qtbot: QtBot) -> None:
    """A passphrase that was typed is nowhere afterwards."""
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    quiet = Quiet(desk.context)
    field.setText("아무도 모르는 암호")
    assert not quiet.now()
    assert "암호" not in str(vars(quiet))


def test_it_rests_after_what_cannot_be(
    desk: Desk, steps: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file cannot be written it says nothing and tries again when it is begun the next time."""
    asked: list[int] = []

    def refuse(_ws: Workspace, pages: int) -> bool:
        asked.append(pages)
        raise OSError

    monkeypatch.setattr(search_index, "merge_some", refuse)
    field = QLineEdit()
    qtbot.addWidget(field)
    merged = merging.Merging(desk.context, field)
    merged.begin()
    qtbot.waitUntil(lambda: asked == [merging.FIRST])
    desk.settle()
    assert desk.said == [] and len(asked) == 1
    merged.begin()
    qtbot.waitUntil(lambda: len(asked) == 2)
