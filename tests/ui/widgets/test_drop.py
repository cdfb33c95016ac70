"""What is dropped on the window: files go where a place takes them, anything else is told in a sentence."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from ui.main_window import MainWindow
from ui.pages.importing.steps_bar import Step
from ui.pages.registry import PAGES
from ui.widgets.drop import DropFrame, refusal


def mime(*urls: QUrl) -> QMimeData:
    """Make what a drag from the desk of the machine carries."""
    made = QMimeData()
    made.setUrls(list(urls))
    return made


def drop(target: QWidget, data: QMimeData) -> tuple[bool, bool]:
    """Drag ``data`` onto a widget and let it go; return whether each was accepted."""
    copy, left, none = (
        Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )  # fmt: skip
    enter = QDragEnterEvent(QPointF(4, 4).toPoint(), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    let_go = QDropEvent(QPointF(4, 4), copy, data, left, none)
    if enter.isAccepted():
        QApplication.sendEvent(target, let_go)
    return enter.isAccepted(), let_go.isAccepted()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    """Show the window at the page 총괄표·사례."""
    made = MainWindow(desk.context, PAGES)
    qtbot.addWidget(made)
    made.notify = desk._notify  # type: ignore[method-assign, assignment]
    made.navigate("matrix")
    desk.show(made)
    return made


def test_a_folder_on_the_window_is_called_a_folder(desk: Desk, window: MainWindow, tmp_path: Path) -> None:
    """The sentence names it and says what to drop instead."""
    folder = tmp_path / "현장 사진"
    folder.mkdir()
    drop(window, mime(QUrl.fromLocalFile(str(folder))))
    assert desk.said[-1].startswith("‘현장 사진’은 폴더입니다")
    assert "안의 파일을" in desk.said[-1]


def test_a_folder_on_a_page_or_a_place_for_files_goes_on_to_the_window(
    desk: Desk, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Neither takes it, so the window says why."""
    data = mime(QUrl.fromLocalFile(str(tmp_path)))
    frame = DropFrame()
    qtbot.addWidget(frame)
    assert drop(frame, data) == (False, False)
    drop(window.pages["matrix"], data)
    assert "폴더입니다" in desk.said[-1]


def test_a_table_let_go_anywhere_is_brought_in(desk: Desk, window: MainWindow, tmp_path: Path) -> None:
    """No page has to be the right one: the import opens with the file and the kind of the page in front."""
    path = tmp_path / "참여자.csv"
    path.write_text("성명,휴대전화\n가온별,010-1111-2222\n", encoding="utf-8")
    window.navigate("people")
    desk.settle()
    drop(window.pages["people"], mime(QUrl.fromLocalFile(str(path))))
    desk.settle()
    page: Any = window.current_page()
    assert (page.key, page.kind, page.step.value) == ("import", "people", Step.MAP)
    assert "참여자.csv" in page.opened.words


def test_a_folder_among_files_is_told_of(desk: Desk, window: MainWindow, tmp_path: Path) -> None:
    """The files are taken, and the folder beside them is not passed over in silence."""
    file = tmp_path / "명단.txt"
    file.write_text("가", encoding="utf-8")
    frame = DropFrame()
    frame.setParent(window)
    taken: list[list[Path]] = []
    frame.dropped.connect(taken.append)
    drop(frame, mime(QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(tmp_path))))
    assert taken == [[file]]
    assert "폴더입니다" in desk.said[-1]


def test_what_is_no_file_here_is_told_of(tmp_path: Path) -> None:
    """An address of the web, and a file where there is no place for one."""
    file = tmp_path / "명단.txt"
    file.write_text("가", encoding="utf-8")
    assert "파일로 저장한 뒤" in refusal(mime(QUrl("https://example.kr/a.png")))
    assert "파일을 놓는 칸이 없습니다" in refusal(mime(QUrl.fromLocalFile(str(file))))
