"""파기…: nothing goes before files are decided, somebody approved and the word is typed; then all goes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.privacy.destruction import FileDecision
from app.services import people, records
from app.services.privacy import access, destruction, destruction_plan
from app.services.session import sessions
from tests import factories
from tests.ui.desk import Desk
from ui.pages.people.deleted import DeletedDialog
from ui.pages.people.destroying import WORD, DestroyDialog
from ui.pages.people.destructions import DestructionsDialog
from ui.pages.people.page import PeoplePage
from ui.pages.people.unmasking import UnmaskDialog

NAME = "남궁별하"
ALWAYS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot, tmp_path: Path) -> tuple[PeoplePage, DestroyDialog, int]:
    """Show the dialog for a person who is named in minutes and in the name of a picture."""
    ws = desk.workspace
    person = factories.person(ws, NAME, phone="010-7316-4409")
    project = factories.project(ws)
    session = sessions.create(ws, project.id, "workshop", {"held_on": ws.today})
    sessions.edit(ws, session, {"minutes": f"{NAME}님이 말했다"})
    factories.output(ws, project.id, files=[factories.file(tmp_path, f"{NAME}.png", b"\x89PNG")])
    desk.context.state.set("run/1", {"draft": f"{NAME}씨", "waiting": []})
    page = PeoplePage(desk.context)
    qtbot.addWidget(page)
    desk.show(page)
    page.persons.destroy([person.id])
    desk.settle()
    return page, dialog(DestroyDialog), person.id


def dialog(kind: type[Any]) -> Any:
    """Return the dialog in front."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def fill(shown: DestroyDialog) -> None:
    """Say who approved and why, and type the word."""
    shown.approver.setText("과장 이승인")
    shown.reason.setPlainText("보유 기간이 끝나 승인받아 파기함")
    shown.word.setText(WORD)


def test_it_is_done_only_when_all_is_said(
    desk: Desk, opened: tuple[PeoplePage, DestroyDialog, int], qtbot: QtBot
) -> None:
    """The button waits for the word; an undecided file is named; then the person is nowhere."""
    _page, shown, person = opened
    assert not shown.go.isEnabled()
    fill(shown)
    assert shown.go.isEnabled()
    qtbot.mouseClick(shown.go, Qt.MouseButton.LeftButton)
    desk.settle()
    assert shown.wrong.isVisible() and "정하십시오" in shown.wrong.accessibleName()
    assert people.get(desk.workspace, person).name == NAME
    choice = next(iter(shown.files._choices.values()))
    choice.set_value(FileDecision.KEEP.value)
    qtbot.mouseClick(shown.go, Qt.MouseButton.LeftButton)
    desk.settle()
    assert people.get(desk.workspace, person).name == "파기된 참여자 1"
    assert "1명의 개인정보를 파기했습니다" in desk.said[-1]
    assert NAME not in str(desk.context.state.get("run/1"))


def test_an_unticked_text_stays(
    desk: Desk, opened: tuple[PeoplePage, DestroyDialog, int], qtbot: QtBot
) -> None:
    """A text about somebody else of the same name is left as it is."""
    _page, shown, _person = opened
    for check in shown.places.findChildren(QCheckBox):
        check.setChecked("회의록" not in check.text())
    next(iter(shown.files._choices.values())).set_value(FileDecision.REMOVE.value)
    fill(shown)
    qtbot.mouseClick(shown.go, Qt.MouseButton.LeftButton)
    desk.settle()
    (session,) = sessions.of_project(desk.workspace, 1)
    assert NAME in session.minutes


def test_the_ledger_is_shown_and_leads_to_its_paper(
    desk: Desk, opened: tuple[PeoplePage, DestroyDialog, int], qtbot: QtBot
) -> None:
    """파기 기록 lists what was done without a name, and its button opens the report."""
    page, shown, _person = opened
    next(iter(shown.files._choices.values())).set_value(FileDecision.REMOVE.value)
    fill(shown)
    qtbot.mouseClick(shown.go, Qt.MouseButton.LeftButton)
    desk.settle()
    assert len(destruction.ledger(desk.workspace)) == 1
    page.verbs.show_destructions()
    desk.settle()
    listed = dialog(DestructionsDialog)
    (row,) = listed.table.rows()
    assert row[1] == "1명" and "과장 이승인" in row and NAME not in str(row)
    listed.paper.click()
    assert desk.went == [("reports", {"report": "destruction-ledger"})]


def test_a_role_that_may_not_is_told_so(desk: Desk, qtbot: QtBot) -> None:
    """열람 is told that it cannot; no dialog opens."""
    person = factories.person(desk.workspace, NAME)
    desk.workspace.settings = desk.workspace.settings.with_values(desk_role="reader")
    page = PeoplePage(desk.context)
    qtbot.addWidget(page)
    desk.show(page)
    page.persons.destroy([person.id])
    assert "역할" in desk.said[-1] and QApplication.activeModalWidget() is None


def test_who_was_deleted_is_found_and_destroyed(desk: Desk, qtbot: QtBot) -> None:
    """파기 기록 says how many were only deleted; from there they are ticked, masked, and destroyed."""
    person = factories.person(desk.workspace, NAME, phone="010-7316-4409")
    records.delete(desk.workspace, "person", [person.id])
    page = PeoplePage(desk.context)
    qtbot.addWidget(page)
    desk.show(page)
    page.verbs.show_destructions()
    desk.settle()
    listed = dialog(DestructionsDialog)
    assert listed.left.isVisible() and "1명" in listed.left.words.accessibleName()
    listed.left.findChild(QPushButton).click()
    desk.settle()
    shown = dialog(DeletedDialog)
    (check,) = shown.checks.values()
    assert "남**하" in check.text() and not shown.go.isEnabled()
    check.click()
    shown.go.click()
    desk.settle()
    asked = dialog(DestroyDialog)
    assert not asked.look.isVisible()
    fill(asked)
    asked.go.click()
    desk.settle()
    assert destruction_plan.left_over(desk.workspace) == []
    assert "1명의 개인정보를 파기했습니다" in desk.said[-1]


def test_names_in_texts_are_seen_only_when_logged(
    desk: Desk, opened: tuple[PeoplePage, DestroyDialog, int], qtbot: QtBot
) -> None:
    """The dry run quotes masked names; after 이름 보기 with a reason they stand in full, ticks unchanged."""
    _page, shown, _person = opened
    check = next(check for check in shown.places.findChildren(QCheckBox) if "회의록" in check.text())
    check.setChecked(False)
    assert NAME not in " ".join(each.accessibleName() for each in shown.places.findChildren(QCheckBox))
    qtbot.mouseClick(shown.look, Qt.MouseButton.LeftButton)
    desk.settle()
    asked = dialog(UnmaskDialog)
    asked.fields.reason.setPlainText("같은 이름인지 가리려고 봄")
    asked.action.click()
    desk.settle()
    assert NAME in check.accessibleName() and not check.isChecked() and not shown.look.isVisible()
    month = access.rows(desk.workspace, *ALWAYS)
    assert [row.action for row in month] == ["unmask"]
