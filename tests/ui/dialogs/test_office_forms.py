"""기관 서식 관리: a form is brought in, its places chosen, and it is filled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.workspace import Workspace
from tests.factories import project
from tests.ui.desk import Desk
from ui.dialogs.office_forms import OfficeFormsDialog, open_office_forms


@pytest.fixture
def desk(light: QApplication, workspace: Workspace) -> Iterator[Desk]:
    """Give a desk on a file with a project."""
    project(workspace, title="골목 쉼터")
    made = Desk(workspace)
    yield made
    made.close()


def _form(folder: Path, *texts: str) -> Path:
    from hwpx import HwpxDocument

    document = HwpxDocument.new()
    for text in texts:
        document.add_paragraph(text)
    path = folder / "운영 서식.hwpx"
    path.write_bytes(document.to_bytes())
    return path


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> Iterator[OfficeFormsDialog]:
    """Open the dialog over a window, for the project."""
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(1366, 768)
    owner.show()
    made = open_office_forms(owner, desk.context, 1)
    desk.settle()
    yield made
    owner.close()


def test_a_form_is_brought_in_mapped_and_filled(
    desk: Desk, dialog: OfficeFormsDialog, tmp_path: Path
) -> None:
    """What could be guessed is chosen already; the rest is picked once, then the file is written."""
    assert not dialog.go.isEnabled()
    dialog.bring_in([_form(tmp_path, "{{과제명}} {{우리 기관}}")])
    desk.settle()
    assert dialog.list.item(0).text() == "운영 서식 · 정할 자리 1곳"
    assert dialog.editors["과제명"].currentText() == "과제명"
    editor = dialog.editors["우리 기관"]
    editor.setCurrentIndex(editor.findData("project.lead_agency_id"))
    editor.activated.emit(editor.currentIndex())
    desk.settle()
    assert dialog.list.item(0).text() == "운영 서식"
    assert dialog.form is not None
    dialog.fill(dialog.form, tmp_path / "채움.hwpx")
    desk.settle()
    assert (tmp_path / "채움.hwpx").stat().st_size > 1000


def test_what_is_no_form_is_said_beside_the_buttons(
    desk: Desk, dialog: OfficeFormsDialog, tmp_path: Path
) -> None:
    """The sentence stands in the dialog, nothing is stored."""
    wrong = tmp_path / "그림.hwpx"
    wrong.write_bytes(b"no form")
    dialog.bring_in([wrong])
    desk.settle()
    assert "HWPX 서식이 아닙니다" in dialog.wrong.text().replace("\u2060", "")
    assert dialog.forms == []
