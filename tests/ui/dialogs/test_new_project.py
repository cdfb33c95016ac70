"""새 과제: a template, a few fields, names that are new, and errors beside their fields."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.listing import ListQuery
from app.services import listing, projects, stages
from app.services.codes import templates
from tests.ui.desk import Desk
from ui.dialogs.new_project import NewProjectDialog


@pytest.fixture
def opened() -> list[int]:
    """Collect the projects whose rooms were opened."""
    return []


@pytest.fixture
def owner(light: QApplication, qtbot: QtBot) -> QWidget:
    """Give a window to open dialogs over."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(desk: Desk, owner: QWidget, opened: list[int]) -> NewProjectDialog:
    """Open the dialog over a window."""
    made = NewProjectDialog(owner, desk.context, opened.append)
    made.open()
    desk.settle()
    return made


def _type(dialog: NewProjectDialog, key: str, text: str) -> None:
    editor = dialog.form.fields[key].editor
    (editor.lineEdit() if hasattr(editor, "lineEdit") else editor).setText(text)


def test_a_project_is_made_from_its_template(dialog: NewProjectDialog, desk: Desk, opened: list[int]) -> None:
    """Saving stores the project with the stages of the template and opens its room."""
    _type(dialog, "title", "가온시 돌봄 지도")
    dialog.form.fields["service_field"].editor.set_value("welfare")
    _type(dialog, "lead_agency_id", "가온시")
    _type(dialog, "manager_id", "김담당")
    dialog.accept()
    desk.settle()
    made = projects.get(desk.workspace, opened[0])
    assert (made.title, made.lead_agency, made.manager, made.program) == (
        "가온시 돌봄 지도", "가온시", "김담당", "국민디자인단",
    )  # fmt: skip
    assert len(stages.of_project(desk.workspace, made.id)[0].criteria) == 6


def test_what_is_missing_is_said_beside_its_field(dialog: NewProjectDialog, desk: Desk) -> None:
    """Without a title and a field nothing is stored, and both say so."""
    dialog.accept()
    desk.settle()
    assert "과제명" in dialog.form.fields["title"].error_label.accessibleName()
    assert "분야" in dialog.form.fields["service_field"].error_label.accessibleName()
    assert listing.count(desk.workspace, "project", ListQuery()) == 0
    dialog.reject()


def test_what_the_file_refuses_is_said_beside_its_field(dialog: NewProjectDialog, desk: Desk) -> None:
    """A title with what looks like a resident number is refused there, and can be mended."""
    _type(dialog, "title", "민원 900101-1234568 처리")
    dialog.form.fields["service_field"].editor.set_value("welfare")
    dialog.accept()
    desk.settle()
    assert "주민등록번호" in dialog.form.fields["title"].error_label.accessibleName()
    assert dialog.save.isEnabled()
    dialog.reject()


def test_the_programme_follows_the_template(dialog: NewProjectDialog) -> None:
    """Another template proposes its programme, unless somebody has chosen one."""
    other = next(key for key, part in templates().items() if part.program != "국민디자인단")
    dialog.template.set_value(other)
    dialog.template.edited.emit()
    program = dialog.form.fields["program_id"].editor
    assert program.currentText() == templates()[other].program
    assert dialog.about.accessibleName() == templates()[other].description
    program.lineEdit().setText("협업")
    program.edited.emit()
    dialog.template.set_value(projects.DEFAULT_TEMPLATE)
    dialog.template.edited.emit()
    assert program.currentText() == "협업"
    dialog.reject()
