"""Work off the UI thread: order, delivery, superseding, errors, cancelling."""

import threading
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.errors import EnvironmentProblem, ProblemKind, UserError
from app.services.workspace import Workspace
from db.journal import driver_of
from tests.ui.conftest import Reports
from tests.ui.desk import Desk
from ui.dialogs.progress import ProgressDialog
from ui.tasks import Long, NotDone, Tasks


@pytest.fixture
def owner(qtbot: QtBot, tasks: Tasks) -> QWidget:
    """Give the widget that asks."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_writes_keep_their_order_on_one_thread(tasks: Tasks, owner: QWidget) -> None:
    """Writes run one after the other on one thread that is not the UI's, results in the UI's."""
    ran: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []

    def run(n: int, _ws: object) -> int:
        ran.append((n, threading.get_ident()))
        return n

    for n in range(20):
        tasks.write(owner, "쓰기", partial(run, n), lambda n: told.append((n, threading.get_ident())))
    assert tasks.wait_idle(5)
    assert [n for n, _ in ran] == [n for n, _ in told] == list(range(20))
    assert len({thread for _, thread in ran}) == 1
    assert {thread for _, thread in told} == {threading.get_ident()} != {ran[0][1]}


def test_a_newer_read_of_a_key_wins(tasks: Tasks, owner: QWidget) -> None:
    """Only the newest read of a key is delivered, even when an older one ends after it."""
    gate = threading.Event()
    told: list[Any] = []
    tasks.read(owner, lambda _ws: gate.wait(5) and "old", told.append, key="목록")
    tasks.read(owner, lambda _ws: "new", told.append, key="목록")
    tasks.read(owner, lambda _ws: gate.set(), lambda _r: None)
    assert tasks.wait_idle(5)
    assert told == ["new"]


def test_what_is_read_for_nobody_is_stopped(desk: Desk, owner: QWidget) -> None:
    """An older read of the same key ends at once, in the midst of a statement that would never end."""
    began = threading.Event()
    told: list[Any] = []

    def begin() -> int:
        began.set()
        return 1

    def count_for_ever(ws: Workspace) -> None:
        with ws.reading() as connection:
            driver_of(connection).create_function("began", 0, begin)
            connection.exec_driver_sql(
                "WITH RECURSIVE n(i) AS (SELECT began() UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
            ).all()

    desk.tasks.read(owner, count_for_ever, told.append, key="목록")
    assert began.wait(5)
    desk.tasks.read(owner, lambda _ws: "new", told.append, key="목록")
    assert desk.tasks.wait_idle(20)
    assert told == ["new"]


def test_nothing_is_delivered_to_a_widget_that_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    """A result for a deleted widget is dropped."""
    gate = threading.Event()
    told: list[Any] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    child = QPushButton(parent)
    tasks.read(child, lambda _ws: gate.wait(5), told.append)
    with qtbot.waitSignal(child.destroyed):
        child.deleteLater()
    gate.set()
    assert tasks.wait_idle(5)
    assert told == []


def test_a_refused_input_goes_to_its_form(tasks: Tasks, owner: QWidget, reports: Reports) -> None:
    """A UserError goes to ``failed`` where given, else it is reported; the bar hears of a failed write."""
    refused: list[UserError] = []
    labels: list[str] = []
    tasks.writeFailed.connect(labels.append)

    def refuse(_ws: Any) -> None:
        raise UserError("과제명을 적어 주십시오.", "title")

    tasks.write(owner, "고치기", refuse, failed=refused.append)
    tasks.write(owner, "등록", refuse)
    assert tasks.wait_idle(5)
    assert [error.field for error in refused] == ["title"]
    assert [type(error) for error in reports] == [UserError]
    assert labels == ["고치기", "등록"]


def test_whoever_waits_for_a_write_hears_of_every_trouble(
    tasks: Tasks, owner: QWidget, reports: Reports
) -> None:
    """A full disk or a bug is reported in its own way, and the dialog that waits may try again."""
    heard: list[UserError] = []

    def trouble(error: Exception) -> Any:
        def work(_ws: Any) -> None:
            raise error

        return work

    tasks.write(
        owner,
        "저장",
        trouble(EnvironmentProblem("자리가 모자랍니다.", ProblemKind.FULL)),
        failed=heard.append,
    )
    tasks.write(owner, "저장", trouble(ValueError("버그")), failed=heard.append)
    assert tasks.wait_idle(5)
    assert [type(error) for error in reports] == [EnvironmentProblem, ValueError]
    assert [type(error) for error in heard] == [NotDone, NotDone]
    assert heard[0].message == "자리가 모자랍니다." and "버그" not in heard[1].message
    tasks.read(owner, trouble(ValueError("버그")), heard.append, failed=heard.append)
    assert tasks.wait_idle(5)
    assert len(heard) == 2


def test_a_refused_write_is_told_though_its_form_is_gone(tasks: Tasks, reports: Reports) -> None:
    """Somebody typed it and closed the dialog; what is read for nobody is told to nobody."""
    gone = QWidget()

    def refuse(_ws: Any) -> None:
        raise UserError("과제명을 적어 주십시오.", "title")

    gate = threading.Event()
    tasks.write(gone, "기다림", lambda _ws: gate.wait(5))
    tasks.write(gone, "고치기", refuse, failed=lambda _error: None)
    tasks.read(gone, refuse, lambda _none: None, failed=lambda _error: None)
    delete(gone)
    gate.set()
    assert tasks.wait_idle(5)
    assert [str(error) for error in reports] == ["과제명을 적어 주십시오."]


def test_cancelling_raises_inside_the_work(
    tasks: Tasks, owner: QWidget, qtbot: QtBot, reports: Reports
) -> None:
    """취소 in the progress dialog, shown after half a second, stops the work at its next report."""
    owner.show()
    stopped: list[bool] = []
    step = threading.Event()

    def count(_ws: Any, progress: Any) -> None:
        try:
            for n in range(10_000):
                progress(n, 10_000)
                step.wait(0.01)
        finally:
            stopped.append(True)

    tasks.write(owner, "불러오기", count, lambda _r: stopped.append(False), progress=True)
    qtbot.waitUntil(lambda: bool(owner.findChildren(ProgressDialog)), timeout=3000)
    dialog = owner.findChildren(ProgressDialog)[0]
    qtbot.waitUntil(lambda: "10,000" in dialog.count.text(), timeout=2000)
    dialog.button.click()
    assert tasks.wait_idle(5)
    assert stopped == [True] and not reports and not dialog.isVisible()


def test_a_long_reading_can_be_given_up(tasks: Tasks, owner: QWidget, qtbot: QtBot, reports: Reports) -> None:
    """Its progress has 취소 as well; whoever asked is told, nothing is delivered."""
    owner.show()
    told: list[str] = []
    step = threading.Event()

    def count(_ws: Any, progress: Any) -> None:
        for n in range(10_000):
            progress(n, 10_000)
            step.wait(0.01)

    long = Long("평가 읽기", lambda: told.append("그만둠"))
    tasks.read(owner, count, lambda _r: told.append("다 읽음"), long=long)
    qtbot.waitUntil(lambda: bool(owner.findChildren(ProgressDialog)), timeout=3000)
    (dialog,) = owner.findChildren(ProgressDialog)
    assert dialog.windowTitle() == "평가 읽기"
    dialog.button.click()
    assert "되돌립니다" not in dialog.count.text()
    assert tasks.wait_idle(5)
    assert told == ["그만둠"] and not reports
