"""사례 불러오기: first what would change, then one step that can be taken back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.listing import ListQuery
from app.errors import Cancelled
from app.services import imports, listing
from tests.ui.desk import Desk
from ui.dialogs.import_cases import ImportDialog

TEXT = """== 국민디자인단 ==
=== 골목 도서관(2016) ===
분류 : 지자체 / 문화
* 개요 : 빈집을 고쳐 책을 나눔
=== 시민 배심(2017) ===
분류 : 지자체 / 사법
* 개요 : 주민이 함께 판단
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Write a document of two cases, one of them doubtful."""
    file = tmp_path / "사례집.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot, document: Path) -> ImportDialog:
    """Open the dialog on the document."""
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    made = ImportDialog(owner, desk.context)
    made.start(document)
    desk.settle()
    return made


def _count(desk: Desk) -> int:
    return listing.count(desk.workspace, "project", ListQuery(filters={"kind": ("case",)}))


def test_the_preview_stores_nothing(desk: Desk, dialog: ImportDialog) -> None:
    """Counts and doubtful lines with their numbers are shown before anything is stored."""
    assert dialog.figures["new"].figure.text() == "2"
    line, written, reason = dialog.tables["doubts"].rows()[0]
    assert (line, written) == ("6", "사법")
    assert reason
    assert _count(desk) == 0


def test_taking_in_is_one_step_and_can_be_taken_back(desk: Desk, dialog: ImportDialog) -> None:
    """가져오기 stores all cases; the notice's 실행 취소 removes them again."""
    dialog.take()
    desk.settle()
    assert _count(desk) == 2
    undo = desk.offers[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert _count(desk) == 0


def test_what_was_cancelled_is_taken_by_the_next_press(
    desk: Desk, dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The preview stays with its button; the document need not be chosen again."""

    def cancelled(*_args: object) -> None:
        raise Cancelled

    with monkeypatch.context() as patch:
        patch.setattr(imports, "run", cancelled)
        dialog.take()
        desk.settle()
    assert dialog.isVisible() and dialog.go.isEnabled()
    assert dialog.reason.text() == "취소했습니다."
    dialog.take()
    desk.settle()
    assert _count(desk) == 2


def test_the_same_document_again_offers_nothing_to_do(
    desk: Desk, dialog: ImportDialog, document: Path
) -> None:
    """Where nothing would change, the button is off and says why."""
    dialog.take()
    desk.settle()
    again = ImportDialog(dialog._owner, desk.context)
    again.start(document)
    desk.settle()
    assert not again.go.isEnabled()
    assert again.reason.text()
    again.reject()


def test_a_text_without_a_case_is_refused_in_place(desk: Desk, dialog: ImportDialog, tmp_path: Path) -> None:
    """The sentence stands in the dialog, which stays open."""
    other = tmp_path / "빈 글.txt"
    other.write_text("아무 내용도 아닙니다.\n", encoding="utf-8")
    dialog.take_file(other)
    desk.settle()
    assert dialog.isVisible()
    assert dialog.problem.text()
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_a_document_is_read_as_what_it_is(desk: Desk, dialog: ImportDialog, tmp_path: Path) -> None:
    """A page of selected tasks chosen as cases is looked at as tasks, and the choice follows."""
    page = tmp_path / "선정 과제.txt"
    page.write_text("2018년 선정 과제(신규발굴)\n돌봄 분야\n- 경기도 광주시, 밤길 등불\n", encoding="utf-8")
    dialog.take_file(page)
    desk.settle()
    assert (dialog.kind.value(), dialog.figures["new"].figure.text()) == ("tasks", "1")
    dialog.reject()
