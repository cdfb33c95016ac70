"""위촉장과 참여확인서: one page a member, names in full only after a line of the log."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from app.domain.choices import Role
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import people, records
from app.services.privacy import access
from app.services.reports import certificates, papers
from app.services.session import attendance, sessions
from app.services.workspace import Workspace
from exports.blocks import Certificate, Document
from tests import factories

FULL: dict[str, Any] = {"purpose": "appoint", "reason": "발대식에서 위촉장을 나누어 주려고 인쇄"}


@pytest.fixture
def project_id(workspace: Workspace) -> int:
    """Give a project of two citizens, one of whom came once for 90 minutes."""
    project = factories.project(workspace, title="골목 쉼터", ends_on=workspace.today + timedelta(200))
    ids = [factories.person(workspace, name).id for name in ("하늘봄", "가온별")]
    people.add_members(workspace, project.id, ids, Role.CITIZEN)
    people.add_members(workspace, project.id, ids[:1], Role.LEADER)
    session_id = sessions.create(workspace, project.id, "workshop", {"held_on": workspace.today})
    attendance.enter(workspace, session_id, ids[0], "present", minutes=90)
    sessions.close(workspace, session_id)
    return project.id


def _pages(document: Document) -> list[Certificate]:
    return [block for block in document.blocks if isinstance(block, Certificate)]


def _log(ws: Workspace) -> list[str]:
    now = ws.clock()
    return [row.subject for row in access.rows(ws, now - timedelta(1), now + timedelta(1))]


def _names(ws: Workspace, folder: Path, **options: Any) -> list[str]:
    """Return whom a 위촉장 that is written to a file names."""
    path = folder / "위촉장.json"
    papers.export(ws, "certificates", "json", path, ReportOptions(**options))
    return [row["name"] for row in json.loads(path.read_text("utf-8"))["data"][0]["rows"]]


def test_names_are_masked_unless_a_reason_is_logged(
    workspace: Workspace, project_id: int, tmp_path: Path
) -> None:
    """Without a reason masked and unlogged; with one in full, after a line that names whose and why."""
    assert set(_names(workspace, tmp_path, project_id=project_id)) == {"하*봄", "가*별"}
    assert not _log(workspace)
    with pytest.raises(UserError):
        _names(workspace, tmp_path, project_id=project_id, purpose="appoint", reason="짧음")
    assert set(_names(workspace, tmp_path, project_id=project_id, **FULL)) == {"하늘봄", "가온별"}
    now = workspace.clock()
    [row] = access.rows(workspace, now - timedelta(1), now + timedelta(1))
    assert (row.subject, row.purpose, row.reason) == ("위촉장", "appoint", FULL["reason"])
    assert (len(row.people), row.target) == (2, "위촉장.json")


def test_each_member_has_a_page_of_ones_own(workspace: Workspace, project_id: int, tmp_path: Path) -> None:
    """One page of A4 for each, the hours and the signer on it; a long title stays on the page."""
    title = "어르신과 아이가 함께 쉬어 가는 골목 쉼터를 주민과 함께 만들고 함께 돌보는 과제 " * 3
    with workspace.unit_of_work("이름") as work:
        work.update("project", project_id, {"title": title})
    for which in ("letter", "confirmation"):
        path = tmp_path / f"{which}.pdf"
        options = ReportOptions(project_id=project_id, which=which, **FULL)
        papers.export(workspace, "certificates", "pdf", path, options)
        found = pypdfium2.PdfDocument(path)
        assert len(found) == 2
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in found]
        assert all("가온시장" in text and "직인" in text and "귀하" in text for text in texts)
        assert not any("- 1 / 2 -" in text for text in texts)
    assert "1회, 1시간 30분" in texts[0]
    assert "함께한 활동" not in texts[1]


def test_only_chosen_members_get_one(workspace: Workspace, project_id: int) -> None:
    """Several roles of a person are one paper; nobody chosen on the team is refused."""
    [member] = [row for row in people.members(workspace, project_id) if row.role == Role.LEADER]
    options = ReportOptions(project_id=project_id, person_ids=(member.person_id,), issuer="나래군수")
    [page] = _pages(papers.build(workspace, "certificates", options))
    assert dict(page.pairs)["맡은 역할"].startswith("단장, 국민")
    assert page.issuer == "나래군수"
    with pytest.raises(UserError, match="팀원이 없습니다"):
        papers.build(workspace, "certificates", ReportOptions(project_id=project_id, person_ids=(99,)))
    with pytest.raises(UserError, match="letter"):
        papers.build(workspace, "certificates", ReportOptions(project_id=project_id, which="thanks"))


def test_who_left_gets_a_confirmation_until_that_day(workspace: Workspace, project_id: int) -> None:
    """A letter is for the present team, a confirmation for all; the period ends with the membership."""
    for row in people.members(workspace, project_id):
        if row.person == "가온별":
            days = {"from_on": date(2026, 1, 5), "to_on": date(2026, 2, 5)}
            records.edit(workspace, "membership", [row.id], days)
    options = ReportOptions(project_id=project_id)
    assert len(_pages(papers.build(workspace, "certificates", options))) == 1
    pages = _pages(papers.build(workspace, "certificates", replace(options, which="confirmation")))
    assert dict(pages[1].pairs)["참여 기간"] == "2026. 1. 5.부터 2026. 2. 5.까지"


@pytest.mark.parametrize(
    ("agency", "issuer"),
    [("가온시", "가온시장"), ("나래군", "나래군수"), ("다솜구", "다솜구청장"), ("라온도", "라온도지사"),
     ("새봄공단", "새봄공단")],
)  # fmt: skip
def test_the_head_of_an_agency_signs(workspace: Workspace, agency: str, issuer: str) -> None:
    """What is known of the kind of agency gives the title of its head; nothing is guessed beyond."""
    project = factories.project(workspace, lead_agency=agency)
    assert certificates.issuer_of(project) == issuer


def test_who_took_the_consent_back_gets_no_paper(
    workspace: Workspace, project_id: int, tmp_path: Path
) -> None:
    """The others get theirs; how many were left out is told, and with nobody left nothing is made."""
    ids = {row.person: row.person_id for row in people.members(workspace, project_id)}
    row = {"purpose": "collection", "decision": "agreed", "withdrawn_on": workspace.today, "method": "paper"}
    with workspace.unit_of_work("철회") as work:
        work.insert("consent", {**row, "person_id": ids["가온별"], "given_on": workspace.today})
    assert _names(workspace, tmp_path, project_id=project_id, **FULL) == ["하늘봄"]
    found = papers.build(workspace, "certificates", ReportOptions(project_id=project_id))
    assert "1명은 뺐습니다" in found.subtitle
    assert _log(workspace) == ["위촉장"]
    with pytest.raises(UserError, match="동의를 먼저"):
        papers.build(
            workspace, "certificates", ReportOptions(project_id=project_id, person_ids=(ids["가온별"],))
        )


def test_the_command_line_writes_papers_and_records(
    workspace: Workspace, project_id: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--person, --purpose and --reason reach the paper; without a draw a sentence refuses."""
    from app.main import main

    file = workspace.paths.file
    [leader] = [row for row in people.members(workspace, project_id) if row.role == Role.LEADER]
    out = tmp_path / "위촉장.json"
    command = ["--db", str(file), "export", "certificates", "--project", str(project_id)]
    workspace.close()
    chosen = ["--person", str(leader.person_id), "--purpose", "appoint", "--reason", FULL["reason"]]
    assert main([*command, *chosen, "--out", str(out)]) == 0
    assert "하늘봄" in out.read_text("utf-8") and "가온별" not in out.read_text("utf-8")
    assert main(["--db", str(file), "export", "draw-record", "--project", str(project_id), "--out", "-"]) == 1
    assert "추첨 기록이 없습니다" in capsys.readouterr().err
