"""설정: in force at once, kept, and a data file that can be checked, saved and put back."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.listing import ListQuery
from app.services import listing
from app.services.data_file import backup
from tests.factories import project
from tests.ui.desk import Desk
from ui.dialogs.confirm import MessageDialog
from ui.pages.settings.fields import setting_specs
from ui.pages.settings.page import SettingsPage
from ui.preferences import Preferences


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Keep settings in a file of the test."""
    return Preferences(tmp_path / "settings.json")


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, preferences: Preferences) -> SettingsPage:
    """Show the settings of a file with one project and one backup."""
    project(desk.workspace, title="골목 쉼터")
    backup.daily(desk.workspace)
    desk.context.state = preferences
    made = SettingsPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    return made


def _type(page: SettingsPage, key: str, text: str) -> None:
    editor = page.form.fields[key].editor
    editor.setText(text)
    editor.edited.emit()
    page.flush()


def test_every_setting_has_its_field(page: SettingsPage) -> None:
    """The form is derived: no setting is left out but what the window remembers of itself."""
    assert {spec.key for spec in setting_specs()} == set(page.form.fields)
    assert "user_name" in page.form.fields and "ui" not in page.form.fields


def test_a_setting_is_in_force_and_kept(
    desk: Desk, page: SettingsPage, preferences: Preferences, tmp_path: Path
) -> None:
    """What is typed counts at once and stands in the file of settings."""
    _type(page, "stalled_days", "30")
    assert desk.workspace.settings.stalled_days == 30
    preferences.save()
    assert json.loads((tmp_path / "settings.json").read_text("utf-8"))["stalled_days"] == 30


@pytest.mark.parametrize(("key", "text"), [("stalled_days", "0"), ("export_folder", "/없는/폴더")])
def test_a_setting_that_cannot_be_is_refused_in_place(
    desk: Desk, page: SettingsPage, key: str, text: str
) -> None:
    """The sentence stands beside the field and the setting stays as it was."""
    before = getattr(desk.workspace.settings, key)
    _type(page, key, text)
    assert page.form.fields[key].error_label.text()
    assert getattr(desk.workspace.settings, key) == before


def test_the_check_says_what_it_found(desk: Desk, page: SettingsPage) -> None:
    """A sound file is called sound."""
    page.file.check()
    desk.settle()
    assert "이상이 없습니다" in page.file.result.accessibleName()


def test_a_backup_is_put_back_after_a_question(desk: Desk, page: SettingsPage) -> None:
    """되살리기 says what it does; the records are those of the backup, the later ones kept aside."""
    project(desk.workspace, title="나중 과제")
    page.backups.table.selectRow(0)
    assert page.backups.restore_button.isEnabled()
    page.backups.restore_button.click()
    dialog = page.backups.findChild(MessageDialog)
    assert dialog is not None
    assert "되살리기 전" in dialog.accessibleDescription()
    dialog.findChildren(QPushButton)[-1].click()
    desk.settle()
    titles = [row.title for row in listing.all_rows(desk.workspace, "project", ListQuery())]
    assert titles == ["골목 쉼터"]
    assert any(copy.reason == "되살리기 전" for copy in page.backups.copies)


def test_a_backup_by_hand_is_whole(desk: Desk, page: SettingsPage, tmp_path: Path) -> None:
    """백업 만들기 writes a file that can be put back."""
    target = tmp_path / "보관" / "사본.hamkke"
    page.backups.save(target)
    desk.settle()
    assert target.is_file()
    assert "사본.hamkke" in desk.said[-1]
    backup.restore(desk.workspace, target)
