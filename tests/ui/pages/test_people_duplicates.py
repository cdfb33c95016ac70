"""중복 찾기: found with reason, merged field by field, kept apart for good, taken back at once."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from app.domain.choices import Role
from app.domain.listing import ListQuery
from app.services import listing, people
from tests.factories import person, project
from tests.ui.desk import Desk
from ui.pages.people.duplicates import DuplicatesDialog
from ui.pages.people.page import PeoplePage


@pytest.fixture
def ids(desk: Desk) -> tuple[int, int]:
    """Give two entries of one person, each on a team, and somebody else."""
    ws = desk.workspace
    one = person(ws, "류하늘", phone="010-0000-1111", affiliation="새봄동")
    other = person(
        ws, "유하늘", phone="01000001111", email="haneul@example.kr", affiliation="새봄동 주민모임"
    )
    person(ws, "이도담", phone="010-0000-2222")
    for number, who in enumerate((one, other)):
        people.add_members(ws, project(ws, title=f"과제 {number}").id, [who.id], Role.CITIZEN)
    return one.id, other.id


def _opened(desk: Desk, qtbot: QtBot) -> Any:
    page = PeoplePage(desk.context)
    qtbot.addWidget(page)
    desk.show(page)
    page.verbs.find_duplicates()
    desk.settle()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, DuplicatesDialog)]
    return found[-1] if found and found[-1].isVisible() else None


def _buttons(dialog: Any, key: str) -> list[QRadioButton]:
    buttons: list[QRadioButton] = dialog.view.fields[key].buttons()
    return buttons


def _persons(desk: Desk) -> list[Any]:
    return listing.all_rows(desk.workspace, "person", ListQuery())


def test_entries_stand_side_by_side_masked(desk: Desk, qtbot: QtBot, ids: tuple[int, int]) -> None:
    """Reason, masked names and numbers, a choice only where they differ, what moves below."""
    dialog = _opened(desk, qtbot)
    assert dialog.view.why.text() == "전화가 같고 이름의 소리가 같음"
    assert [one.toolTip().split("\n")[0] for one in _buttons(dialog, "name")] == ["류*늘", "유*늘"]
    assert set(dialog.view.fields) == {"name", "affiliation", "phone", "email"}
    assert "단원 1건" in dialog.view.plan.accessibleName()
    assert not any("하늘" in one.text() for one in dialog.findChildren(QRadioButton))


def test_merging_takes_what_was_chosen(desk: Desk, qtbot: QtBot, ids: tuple[int, int]) -> None:
    """The kept entry has the fields chosen and both teams; 실행 취소 brings both entries back."""
    dialog = _opened(desk, qtbot)
    _buttons(dialog, "affiliation")[1].click()
    dialog.view.kept.buttons()[1].click()  # what was chosen stays, the rest follows the kept entry
    desk.settle()
    assert dialog.view.values()["affiliation"] == "새봄동 주민모임"
    dialog.view.kept.buttons()[0].click()
    desk.settle()
    dialog.go.click()
    desk.settle()
    rows = {row.id: row for row in _persons(desk)}
    assert ids[1] not in rows
    kept = rows[ids[0]]
    assert (kept.name, kept.affiliation, kept.email) == ("류하늘", "새봄동 주민모임", "haneul@example.kr")
    assert kept.project_count == 2
    assert not dialog.back.isHidden()
    dialog.back.click()
    desk.settle()
    assert len(_persons(desk)) == 3 and len(dialog.groups) == 1
    dialog.accept()


def test_who_is_another_person_is_not_found_again(desk: Desk, qtbot: QtBot, ids: tuple[int, int]) -> None:
    """다른 사람임 is kept in the file; the next search says that there is nothing."""
    dialog = _opened(desk, qtbot)
    dialog.apart.click()
    desk.settle()
    assert dialog.groups == [] and not dialog.go.isEnabled()
    dialog.accept()
    desk.settle()
    page = PeoplePage(desk.context)
    qtbot.addWidget(page)
    desk.show(page)
    page.verbs.find_duplicates()
    desk.settle()
    assert desk.said[-1] == "중복으로 보이는 참여자가 없습니다."
    assert len(_persons(desk)) == 3
