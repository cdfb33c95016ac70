"""회의록 to 환류 통지: what the papers say is what the records say, masked, in every format alike."""

import json
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import findings, people, proposals
from app.services.reports import papers
from app.services.session import attendance, outcomes, sessions
from app.services.workspace import Workspace
from tests import factories

WORDS = "찾아보다 지쳐서 그냥 물어봐요."
MINUTES = """## 모둠 1
소식을 어디서 얻는지 물었습니다.
- [x] 창구 목록 만들기
> 나중에야 알았어요"""


@pytest.fixture
def workshop(workspace: Workspace) -> ReportOptions:
    """A closed workshop with guests, a decision, a card chain and a decided proposal of a citizen."""
    project = factories.project(workspace, title="가온시 소식 한곳에")
    factories.team(workspace, project.id)
    values = {"topic": "1차 워크숍", "held_on": "2026-06-17", "starts_at": "14:00", "minutes": MINUTES}
    session = sessions.create(workspace, project.id, "workshop", values)
    attendance.mark_all_present(workspace, session)
    attendance.set_guests(workspace, session, "citizen", 4)
    outcomes.add_decision(workspace, session, "창구를 한 곳으로 모읍니다.")
    voice = findings.add(workspace, project.id, "voice", WORDS, session_id=session, speaker="참여자 07")
    idea = findings.add(workspace, project.id, "idea", "관심 알림", parents=(("finding", voice),))
    findings.add(workspace, project.id, "idea", "뿌리 없는 생각")
    citizen = next(row for row in people.members(workspace, project.id) if row.actor_kind == "citizen")
    given = {"title": "소식 지도", "channel": "field", "project_id": project.id}
    given |= {"proposer_id": citizen.person_id, "department": "정보통신과"}
    proposal = proposals.create(workspace, given, parents=(("finding", idea),))
    proposals.decide(workspace, proposal.id, "partly", "하반기에 시범으로 엽니다.")
    sessions.close(workspace, session)
    return ReportOptions(project_id=project.id, session_id=session)


def _json(ws: Workspace, report: str, options: ReportOptions) -> str:
    return json.dumps(json.loads(papers.as_json(ws, report, options)), ensure_ascii=False)


def test_minutes_hold_what_was_said_and_decided(workspace: Workspace, workshop: ReportOptions) -> None:
    """Heading, check mark, quotation, decision and heads of guests stand in the 회의록."""
    text = _json(workspace, "minutes", workshop)
    for part in ("모둠 1", "☑ 창구 목록 만들기", "“나중에야 알았어요”", "창구를 한 곳으로", "명단 밖 4명"):
        assert part in text
    assert "초안" not in text


def test_papers_mask_citizens_and_name_officials(workspace: Workspace, workshop: ReportOptions) -> None:
    """No paper holds a citizen's name but one whose purpose is logged."""
    project = workshop.project_id or 0
    names = {row.actor_kind: row.person for row in people.members(workspace, project)}
    for report in ("minutes", "activity-log", "sign-in-sheet", "feedback-notice"):
        assert names["citizen"] not in _json(workspace, report, workshop), report
    assert names["official"] in _json(workspace, "sign-in-sheet", workshop)
    workshop = replace(workshop, purpose="report", reason="참석자에게 서명을 받기 위해 인쇄")
    assert names["citizen"] in _json(workspace, "sign-in-sheet", workshop)


def test_who_spoke_is_no_name_on_paper(workspace: Workspace, workshop: ReportOptions) -> None:
    """A name written where a role belongs is masked, of the team, of another on file or of nobody known."""
    project = workshop.project_id or 0
    citizen = next(row.person for row in people.members(workspace, project) if row.actor_kind == "citizen")
    factories.person(workspace, "나래솔별")
    said = f"{citizen}이(주민대표), 홍길동, 나래솔별"
    findings.add(workspace, project, "voice", "밤에는 전화도 받지 않아요.", speaker=said)
    for report in ("finding-digest", "final-report"):
        text = _json(workspace, report, workshop)
        assert "(주민대표), 홍*동" in text, report
        assert citizen not in text and "나래솔별" not in text, report


def test_the_sign_in_sheet_has_room_for_who_comes_besides(
    workspace: Workspace, workshop: ReportOptions
) -> None:
    """Everybody expected stands on a line with nothing signed, and blank lines follow."""
    (table,) = json.loads(papers.as_json(workspace, "sign-in-sheet", workshop))["tables"]
    team = len(people.members(workspace, workshop.project_id or 0))
    assert len(table["rows"]) == team + 12
    assert all(not row.get("서명") for row in table["rows"])


def test_the_digest_says_what_a_card_came_from(workspace: Workspace, workshop: ReportOptions) -> None:
    """A card names its origin, and one that stands on nobody's words is marked 근거 없음."""
    text = _json(workspace, "finding-digest", workshop)
    assert text.count(WORDS) == 2
    assert "근거 없음" in text and "1장" in text


def test_status_and_ledger_agree(workspace: Workspace, workshop: ReportOptions) -> None:
    """The same decision, reason and counts stand in 제안 처리 현황 and 반영 장부."""
    for report in ("proposal-status", "influence-ledger"):
        text = _json(workspace, report, workshop)
        assert "일부반영" in text and "하반기에 시범으로 엽니다." in text, report


def test_a_letter_says_what_became_of_the_words(workspace: Workspace, workshop: ReportOptions) -> None:
    """The letter names decision and reason, and how often the person came."""
    text = _json(workspace, "feedback-notice", workshop)
    assert "결정: 일부반영" in text and "1회 함께하셨습니다" in text


@pytest.mark.parametrize(
    "report",
    [
        "minutes",
        "activity-log",
        "sign-in-sheet",
        "finding-digest",
        "proposal-status",
        "influence-ledger",
    ],
)
def test_every_paper_can_be_printed(
    workspace: Workspace, workshop: ReportOptions, report: str, tmp_path: Path
) -> None:
    """The PDF holds the words of the JSON's title, the workbook opens, and no sign is missing a glyph."""
    for kind in ("pdf", "xlsx"):
        assert papers.export(workspace, report, kind, tmp_path / f"p.{kind}", workshop) == []
    with pypdfium2.PdfDocument(tmp_path / "p.pdf") as pdf:
        first = pdf[0].get_textpage().get_text_range()
    assert json.loads(papers.as_json(workspace, report, workshop))["title"].split()[0] in first


@pytest.mark.parametrize("report", ["minutes", "sign-in-sheet", "activity-log", "finding-digest"])
def test_a_paper_on_nothing_is_refused(workspace: Workspace, report: str) -> None:
    """Without a session or project the sentence says what to choose."""
    with pytest.raises(UserError, match="고르십시오"):
        papers.build(workspace, report)
