"""신청자와 추첨 in the room: who applied, what stands in the way, the draw, its record, the team."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.choices import Role
from app.services import draws, people, undo
from app.services.privacy import access
from tests.factories import person, project
from tests.ui.desk import Desk
from ui.dialogs import save_report
from ui.pages.project_room.applicants.draw_dialog import DrawDialog
from ui.pages.project_room.applicants.result import ResultDialog
from ui.pages.project_room.page import ProjectRoom
from ui.pages.project_room.papers import LETTER, PapersDialog


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> ProjectRoom:
    """Show the applicants of a project: six women and six men."""
    ws = desk.workspace
    made = project(ws, title="골목 쉼터")
    ids = [person(ws, f"가온{n}별", gender=("female", "male")[n % 2]).id for n in range(12)]
    draws.apply(ws, made.id, ids)
    page = ProjectRoom(desk.context)
    qtbot.addWidget(page)
    page.open_with(project_id=made.id, tab="team")
    desk.show(page)
    page.parts.team.lists.turn("applicants")
    desk.settle()
    return page


def _open(kind: type[Any]) -> Any:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def _row(dialog: Any, category: str) -> Any:
    return next(row for row in dialog.rows if row.category == category)


def test_applicants_are_masked_and_counted(desk: Desk, room: ProjectRoom) -> None:
    """The tab says how many; names are hidden in part; what belongs to members steps back."""
    part = room.parts.team.lists.applicants
    row = part.model.record_at(0)
    assert row is not None and "*" in row.person
    assert part.panel.meta.text() == "12명"
    assert room.parts.team.giving.isHidden() and not room.parts.team.lists.past.isHidden()


def test_a_pasted_list_applies_and_undo_takes_it_back(desk: Desk, room: ProjectRoom) -> None:
    """New names become persons; those there already stay as they are."""
    part = room.parts.team.lists.applicants
    QGuiApplication.clipboard().setText("이름\t전화\n나래솔\t010-0000-1234\n가온0별\t\n")
    part.paste()
    desk.settle()
    assert len(draws.pool(desk.workspace, room.project_id)) == 13
    assert desk.said[-1] == "신청자 1명을 넣었습니다. 이미 있는 1명은 그대로 둡니다."
    undo.undo(desk.workspace)
    desk.settle()
    assert part.panel.meta.text() == "12명"


def test_who_declines_stays_on_the_list(desk: Desk, room: ProjectRoom) -> None:
    """사양 takes a person out of the draw, 다시 신청 brings the person back."""
    part = room.parts.team.lists.applicants
    chosen = part.table.targets()
    part.decline(chosen)
    desk.settle()
    assert part.panel.meta.text() == "12명 · 신청 11 · 사양 1"
    assert any("다시 신청" in action.text() for action in part.menu().actions())
    part.reinstate(chosen)
    desk.settle()
    assert part.panel.meta.text() == "12명"


def test_what_cannot_be_met_is_told_before_drawing(desk: Desk, room: ProjectRoom) -> None:
    """The sentence follows what is asked, and the button waits until it can be met."""
    room.parts.team.lists.applicants.draw()
    dialog = _open(DrawDialog)
    assert _row(dialog, "female").there == 6 and dialog.go.isEnabled()
    _row(dialog, "female").least.setValue(7)
    assert "성별 여성: 7명이 필요하지만 신청자가 6명입니다." in dialog.told.accessibleName()
    assert not dialog.go.isEnabled()
    _row(dialog, "female").least.setValue(3)
    dialog.seats.setValue(13)
    assert "13명을 뽑으려 하지만" in dialog.told.accessibleName()
    dialog.seats.setValue(4)
    assert dialog.go.isEnabled()
    dialog.reject()


def test_a_draw_is_shown_with_reasons_verified_and_appointed(desk: Desk, room: ProjectRoom) -> None:
    """Names, reasons and order; 다시 계산 agrees; the team has them; 추첨 기록 lists it; undo takes back."""
    room.parts.team.lists.applicants.draw()
    dialog = _open(DrawDialog)
    dialog.seats.setValue(4)
    dialog.alternates.setValue(2)
    dialog.seed.setText("골목-1")
    _row(dialog, "female").least.setValue(2)
    dialog.go.click()
    desk.settle()
    result = _open(ResultDialog)
    rows = result.table.rows()
    assert [row[0] for row in rows] == ["선정"] * 4 + ["예비"] * 2
    assert "성별 여성 칸이 가장 모자라" in rows[0][5] and "*" in rows[0][3]
    result.recompute()
    desk.settle()
    assert result.verdict.text() == "기록과 같음"
    assert result.go.text() == "4명 팀에 넣기"
    result.go.click()
    desk.settle()
    assert len(people.members(desk.workspace, room.project_id)) == 4
    assert "1번" in room.parts.team.lists.past.meta.text()
    undo.undo(desk.workspace)
    undo.undo(desk.workspace)
    desk.settle()
    assert room.parts.team.lists.past.meta.text() == ""


def test_papers_are_written_after_a_line_of_the_log(
    desk: Desk, room: ProjectRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog names who signs and shows the line; the PDF holds the names, the log the reason."""
    ws = desk.workspace
    member = person(ws, "하늘봄").id
    people.add_members(ws, room.project_id, [member], Role.CITIZEN)
    desk.settle()
    path = tmp_path / "위촉장.pdf"
    monkeypatch.setattr(save_report, "choose_save", lambda _owner, _title, _path, write: write(path))
    room.parts.team.print_papers(LETTER)
    dialog = _open(PapersDialog)
    assert dialog.form.values()["issuer"] == "가온시장"
    assert "접속기록에 남습니다" in dialog.log_line.accessibleName()
    dialog.save()
    desk.settle()
    assert path.read_bytes().startswith(b"%PDF")
    [row] = access.rows(ws, ws.clock().replace(year=2020), ws.clock().replace(year=2099))
    assert (row.subject, row.purpose) == ("위촉장", "appoint")
