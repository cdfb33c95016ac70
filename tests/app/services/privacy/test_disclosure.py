"""Papers leave out whom they may not name, tell how many, and keep every count."""

import json
from datetime import timedelta

from app.domain.choices import Role
from app.domain.privacy.consent import ConsentPurpose
from app.domain.report import ReportOptions
from app.services import people, proposals
from app.services.privacy import consents, disclosure
from app.services.reports import papers
from app.services.session import attendance, sessions
from app.services.workspace import Workspace
from exports.blocks import Document, Note, Table
from exports.render import to_json
from tests import factories


def test_who_took_it_back_or_is_over_is_left_out(workspace: Workspace) -> None:
    """Withdrawn, refused and expired are withheld; nothing on record is told; officials need none."""
    day = workspace.today
    past = {"given_on": day - timedelta(400), "ends_on": day - timedelta(1)}
    agreed, gone, over, no, none = (
        factories.person(workspace, name).id for name in ("ㄱ", "ㄴ", "ㄷ", "ㄹ", "ㅁ")
    )
    official = factories.person(workspace, "담당자", actor_kind="official").id
    consents.give(workspace, [agreed], {"collection": "agreed"})
    consents.withdraw(workspace, consents.give(workspace, [gone], {"collection": "agreed"}))
    consents.give(workspace, [over], {"collection": "agreed"}, past)
    consents.give(workspace, [no], {"collection": "refused"})
    found = disclosure.allowed(workspace, [agreed, gone, over, no, none, official, None])
    assert found.withheld == {gone, over, no}
    assert found.unrecorded == {none}
    assert found.allowed == {agreed, none, official}
    assert [text for text in found.remarks if "3명" in text] and "동의 기록 없음: 1명" in found.remarks
    assert found.name(gone, "하늘봄", "citizen") == "–"
    assert found.name(none, "하늘봄", "citizen") == "하*봄"
    assert found.name(official, "담당자", "official") == "담당자"


def test_another_purpose_has_to_be_agreed_to_besides(workspace: Workspace) -> None:
    """Photos of somebody who agreed to be recorded only are not for others."""
    both, one = (factories.person(workspace, name).id for name in ("ㄱ", "ㄴ"))
    consents.give(workspace, [both], {"collection": "agreed", "photo": "agreed"})
    consents.give(workspace, [one], {"collection": "agreed"})
    assert disclosure.allowed(workspace, [both, one], ConsentPurpose.PHOTO).allowed == {both}


def test_nothing_to_tell_is_not_told(workspace: Workspace) -> None:
    """Where everybody may be named, the paper says nothing of it."""
    person = factories.person(workspace).id
    consents.give(workspace, [person], {"collection": "agreed"})
    assert disclosure.allowed(workspace, [person]).remarks == ()


def _texts(document: Document) -> str:
    """Return everything a document says, as one text."""
    return json.dumps(json.loads(to_json(document)), ensure_ascii=False)


def _project_with_three(ws: Workspace) -> tuple[int, dict[str, int]]:
    """Make a project with one member who agreed, one who took it back, one never asked."""
    project = factories.project(ws, title="골목 쉼터").id
    ids = {
        name: factories.person(ws, name, affiliation=f"{name}모임").id
        for name in ("하늘봄", "가온별", "나래솔")
    }
    people.add_members(ws, project, ids.values(), Role.CITIZEN)
    consents.give(ws, [ids["하늘봄"]], {"collection": "agreed"})
    consents.withdraw(ws, consents.give(ws, [ids["가온별"]], {"collection": "agreed"}))
    return project, ids


def test_a_report_leaves_names_out_and_keeps_counts(workspace: Workspace) -> None:
    """과제 보고서: the withdrawn member is counted but not named; both numbers are told."""
    project, _ids = _project_with_three(workspace)
    found = papers.build(workspace, "project-report", ReportOptions(project_id=project))
    text = _texts(found)
    assert "하*봄" in text and "나*솔" in text
    assert "가*별" not in text and "가온별모임" not in text
    assert "전체 3명 가운데 국민 3명" in text
    notes = [block.text for block in found.blocks if isinstance(block, Note)]
    assert any("1명은" in note for note in notes) and "동의 기록 없음: 1명" in notes


def test_minutes_keep_the_hours_of_whom_they_do_not_name(workspace: Workspace) -> None:
    """회의록 and 기여 내역 keep minutes and heads; 서명부 does not expect the withdrawn by name."""
    project, ids = _project_with_three(workspace)
    session = sessions.create(workspace, project, "workshop", {"held_on": workspace.today})
    for person in ids.values():
        attendance.enter(workspace, session, person, "present", 60)
    options = ReportOptions(session_id=session)
    minutes = _texts(papers.build(workspace, "minutes", options))
    assert "가*별" not in minutes and "–" in minutes and "3명" in minutes
    sign_in = papers.build(workspace, "sign-in-sheet", options)
    (table,) = [block for block in sign_in.blocks if isinstance(block, Table)]
    assert [row[1] for row in table.rows if row[1]] == ["나*솔", "하*봄"]
    sessions.close(workspace, session)
    giving = papers.build(workspace, "contribution-record", ReportOptions(project_id=project))
    assert "가*별" not in _texts(giving) and "3명" in _texts(giving)


def test_no_letter_goes_to_whom_took_it_back(workspace: Workspace) -> None:
    """환류 통지: no letter to the withdrawn, and the sender is told."""
    project, ids = _project_with_three(workspace)
    for name in ("하늘봄", "가온별"):
        values = {
            "project_id": project,
            "title": f"{name}의 제안",
            "channel": "field",
            "proposer_id": ids[name],
        }
        proposals.create(workspace, values)
    text = _texts(papers.build(workspace, "feedback-notice", ReportOptions(project_id=project)))
    assert "하*봄 님께" in text and "가*별" not in text and "1명은" in text
