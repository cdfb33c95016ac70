"""The dialog before a gate: a reason is asked for only where criteria are missing."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.stage import Stage
from app.services import stages
from app.services.workspace import Workspace
from tests.factories import project
from ui.dialogs.sign_off import ReasonDialog, SignOffDialog


@pytest.fixture
def stage(workspace: Workspace) -> Stage:
    """Give the first stage of a new project; nothing of its gate is met."""
    return stages.of_project(workspace, project(workspace).id)[0]


def test_an_exception_needs_its_reason(light: QApplication, qtbot: QtBot, stage: Stage) -> None:
    """With criteria missing the dialog stays open until a reason is written."""
    dialog = SignOffDialog(stage)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.action.click()
    assert dialog.isVisible()
    assert dialog.exception is not None
    dialog.exception.setPlainText("시장 결재로 먼저 진행")
    dialog.remark.setPlainText("다음 주에 보완")
    with qtbot.waitSignal(dialog.accepted):
        dialog.action.click()
    assert dialog.result() == ("다음 주에 보완", "시장 결재로 먼저 진행")


def test_all_met_asks_for_no_reason(light: QApplication, qtbot: QtBot, stage: Stage) -> None:
    """With every criterion met the remark may stay empty and there is no field for an exception."""
    met = replace(stage, criteria=tuple(replace(part, met=True) for part in stage.criteria))
    dialog = SignOffDialog(met)
    qtbot.addWidget(dialog)
    assert dialog.exception is None
    with qtbot.waitSignal(dialog.accepted):
        dialog.action.click()
    assert dialog.result() == ("", "")


def test_a_reason_is_required(light: QApplication, qtbot: QtBot) -> None:
    """An empty reason is refused beside its field."""
    dialog = ReasonDialog("다시 열기", "왜 여십니까?", "사유")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.action.click()
    assert dialog.isVisible()
    dialog.field.setPlainText("자료 보완")
    dialog.action.click()
    assert dialog.result() == "자료 보완"


def test_a_dialog_grows_with_its_lines(light: QApplication, qtbot: QtBot, stage: Stage) -> None:
    """A message that appears later takes room of its own: nothing is drawn over anything else."""
    dialog = SignOffDialog(stage)
    qtbot.addWidget(dialog)
    dialog.show()
    before = dialog.height()
    layout = dialog.layout()
    assert layout is not None
    dialog.action.click()
    qtbot.waitUntil(lambda: dialog.height() >= layout.totalHeightForWidth(dialog.width()))
    assert dialog.height() > before
