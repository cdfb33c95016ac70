"""What a page asks of its window: a notice that takes back what it tells of, and nothing else."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.changes import INDEX, Changes
from app.domain.listing import ListQuery
from app.services import listing
from tests import factories
from tests.ui.desk import Desk


def _titles(desk: Desk) -> list[str]:
    return sorted(row.title for row in listing.all_rows(desk.workspace, "project", ListQuery()))


def _add(desk: Desk, owner: QWidget, title: str) -> None:
    """Add a project off the UI thread and tell of it."""
    desk.tasks.write(
        owner,
        "과제 등록",
        lambda ws: factories.project(ws, title=title),
        lambda _made: desk.context.tell_done(owner, f"{title} 등록"),
    )
    desk.settle()


def test_a_notice_takes_back_what_it_tells_of(desk: Desk, qtbot: QtBot) -> None:
    """Also once the words of the step were taken into the index of the search."""
    owner = QWidget()
    qtbot.addWidget(owner)
    _add(desk, owner, "가")
    _add(desk, owner, "나")
    desk.context.bus.changed.emit(Changes("찾기 색인", initiator=INDEX, everything=True))
    take_back = desk.offers[-1]
    assert take_back is not None
    take_back()
    desk.settle()
    assert _titles(desk) == ["가"]


def test_a_notice_takes_back_nothing_else(desk: Desk, qtbot: QtBot) -> None:
    """Where something was done since, it says so: the newest step is another one, stored or on its way."""
    owner = QWidget()
    qtbot.addWidget(owner)
    _add(desk, owner, "가")
    take_back = desk.offers[-1]
    assert take_back is not None
    desk.tasks.write(owner, "과제 등록", lambda ws: factories.project(ws, title="나"))
    take_back()
    desk.settle()
    assert _titles(desk) == ["가", "나"]
    assert "Ctrl+Z" in desk.said[-1]
    take_back()
    desk.settle()
    assert _titles(desk) == ["가", "나"]
