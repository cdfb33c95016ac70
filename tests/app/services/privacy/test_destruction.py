"""파기: what is destroyed is nowhere any more, what was done with it stays, the journal still verifies."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app import log, paths, settings
from app.domain.choices import Role
from app.domain.privacy.access import Access, AccessAction
from app.domain.privacy.destruction import BackupWay, FileDecision, FileReason, Plan
from app.domain.privacy.sight import SightItem
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import (
    contributions,
    findings,
    history,
    listing,
    outputs,
    people,
    proposals,
    records,
    sources,
    undo,
)
from app.services.data_file import backup, check, protection
from app.services.privacy import access, consents, destruction, destruction_plan, sight
from app.services.reports import papers
from app.services.session import attendance, sessions
from app.services.workspace import Workspace
from app.settings import Settings
from db import pending, triggers
from db.queries import tabular
from tests import factories

NAME, FORMER, PHONE, EMAIL = "남궁별하", "황보별하", "010-7316-4409", "byeolha.ng@example.kr"
MEMO, GUARDIAN = "휠체어 사용 표식말", "독고표식"
WORDS = (NAME, FORMER, PHONE, PHONE.replace("-", ""), EMAIL, MEMO, GUARDIAN)
REASON = "보유 기간이 끝나 승인받아 파기함"


_ALWAYS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


def traces(*folders: Path) -> list[str]:
    """Return every file in which a marked word still stands, in any encoding that programs write."""
    found = []
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        told = [path.name.encode(), path.read_bytes() if path.is_file() else b""]
        for word in WORDS:
            for form in (word.encode(), word.encode("utf-16-le"), json.dumps(word)[1:-1].encode()):
                if any(form in part for part in told):
                    found.append(f"{path.name}: {word}")
    return found


@pytest.fixture(scope="module")
def key() -> str:
    """Give the key of a passphrase; deriving one takes its time."""
    return protection.new_key("가온시 야간 돌봄 2026")


@pytest.fixture(params=["plain", "protected"])
def desk(request: Any, tmp_path: Path, own_folders: Path, new_file: Path, key: str) -> Iterator[Workspace]:
    """Give a workspace whose folder holds nothing but it; in the clear and protected."""
    folder = tmp_path / "자료"
    folder.mkdir()
    protected = request.param == "protected"
    if not protected:
        shutil.copyfile(new_file, folder / "시험.hamkke")
    log.start(paths.settings_file().parent)
    ws = Workspace(folder / "시험.hamkke", Settings(user_name="담당자"), key=key if protected else "")
    yield ws
    ws.close()


def write_person(ws: Workspace, outside: Path) -> dict[str, Any]:
    """Let somebody take part in everything, with marked values in every door there is."""
    project = factories.project(ws)
    person = factories.person(ws, FORMER, phone=PHONE, email=EMAIL, memo=MEMO, affiliation="별빛모임")
    records.edit(ws, "person", [person.id], {"name": NAME})
    other = factories.person(ws, "서문길동")
    people.add_members(ws, project.id, [person.id, other.id], Role.CITIZEN)
    member = people.members(ws, project.id)[0]
    records.edit(ws, "membership", [member.id], {"note": f"{NAME} 추천"})
    session = sessions.create(ws, project.id, "workshop", {"topic": f"{NAME}님 댁 방문", "held_on": ws.today})
    sessions.edit(ws, session, {"minutes": f"## 의견\n- {NAME}: 버스가 없다 ({PHONE}, {EMAIL})"})
    for each in (person, other):
        attendance.enter(ws, session, each.id, "present", 90)
    findings.add(ws, project.id, "voice", f"{NAME}씨는 밤길이 무섭다고 했다", quote="밤길이 무섭다")
    sources.add(ws, project.id, {"title": "면담", "text": f"연락은 {PHONE.replace('-', '')} 로. {EMAIL}"})
    proposals.create(
        ws,
        {
            "title": "밤길 등",
            "channel": "field",
            "proposer": NAME,
            "proposer_id": person.id,
            "project_id": project.id,
        },
    )
    contributions.add(
        ws, project.id, {"giver": NAME, "kind": "goods", "amount": 2, "text": "사진", "person_id": person.id}
    )
    file = factories.file(outside, f"{NAME} 사진.txt", f"{NAME} {PHONE}")
    plain = factories.file(outside, "별하 회의.txt", f"{EMAIL}로 보냄")
    factories.output(ws, project.id, files=[file, plain], title=f"{NAME} 면담 기록")
    scan = factories.file(outside, f"동의서_{NAME}.txt", f"동의합니다 {NAME}")
    given = consents.give(ws, [person.id], {"collection": "agreed"}, {"guardian": GUARDIAN})
    consents.attach_scan(ws, given, scan)
    sessions.close(ws, session)
    with ws.beside_journal() as connection:
        layout = {"mapping": {f"{NAME}#1": "+memo"}, "taught": {"role": {NAME: "citizen"}}}
        tabular.keep_layout(
            connection, "people", f"이름|{NAME}", {"name": f"{NAME}.xlsx", **layout}, ws.today
        )
    return {
        "person": person.id,
        "uid": person.uid,
        "project": project.id,
        "session": session,
        "other": other.id,
    }


def decided(plan: Plan) -> dict[str, FileDecision]:
    """Decide that every file goes."""
    return {file.sha256: FileDecision.REMOVE for file in plan.files}


def destroy(ws: Workspace, person: int, **values: Any) -> Any:
    """Destroy one person with all files."""
    plan = destruction_plan.plan(ws, [person])
    given = {"approved_by": "과장 이승인", "reason": REASON, "files": decided(plan), **values}
    return destruction.carry_out(ws, plan, **given)


def test_nothing_of_a_destroyed_person_is_left_in_any_file(desk: Workspace, tmp_path: Path) -> None:
    """Written, edited, exported, backed up and destroyed: no byte is left beside the data or settings."""
    made = write_person(desk, tmp_path / "밖")
    kept = {"run/1": {"draft": f"{NAME}씨 말", "waiting": []}, "reports/recent": [f"/x/{NAME}.pdf"]}
    settings.save(paths.settings_file(), Settings(ui=kept))
    backup.daily(desk)
    out = tmp_path / "보고서.json"
    papers.export(desk, "minutes", "json", out, ReportOptions(session_id=made["session"]))
    records.edit(desk, "person", [made["person"]], {"memo": f"{MEMO} 둘"})
    everywhere = (desk.paths.file.parent, paths.settings_file().parent)
    assert desk.key or traces(*everywhere), "nothing was written that the test looks for"
    outcome = destroy(desk, made["person"])
    assert traces(*everywhere) == []
    if desk.key:
        protection.unprotect(desk)
    desk.close()
    assert traces(*everywhere) == []
    assert (outcome.people, outcome.backups, outcome.left) == (1, 1, ())


def test_what_was_done_stays(desk: Workspace, tmp_path: Path) -> None:
    """Counts, hours, roles and decisions are what they were; the person stands there under a number."""
    made = write_person(desk, tmp_path / "밖")
    before = (
        people.composition(desk, made["project"]),
        len(sessions.parts(desk, made["session"]).attendance),
    )
    files = len(outputs.files(desk, made["project"]))
    destroy(desk, made["person"])
    assert (
        people.composition(desk, made["project"]),
        len(sessions.parts(desk, made["session"]).attendance),
    ) == before
    assert len(outputs.files(desk, made["project"])) == files
    row = people.get(desk, made["person"])
    assert (row.name, row.phone, row.memo, row.actor_kind) == ("파기된 참여자 1", "", "", "citizen")
    assert row.destroyed_on == desk.today
    assert people.get(desk, made["other"]).name == "서문길동"
    assert "[파기]: 버스가 없다" in sessions.get(desk, made["session"]).minutes


def test_the_chain_verifies_and_backups_are_whole(desk: Workspace, tmp_path: Path) -> None:
    """The journal's chain holds in the file and in each rewritten backup, and both are sound."""
    made = write_person(desk, tmp_path / "밖")
    copy = backup.daily(desk)
    day = copy.stat().st_mtime_ns if copy else 0
    destroy(desk, made["person"])
    assert check.check(desk).findings == ()
    assert copy is not None and copy.stat().st_mtime_ns == day
    restored = Workspace(copy, Settings(), key=desk.key)
    try:
        assert [row for row in check.check(restored).findings if "첨부" not in row] == []
        assert people.get(restored, made["person"]).name == "파기된 참여자 1"
    finally:
        restored.close()


def test_a_destruction_is_not_undone_but_what_follows_it_is(desk: Workspace, tmp_path: Path) -> None:
    """Undo of a destruction is refused with a sentence; a later step can be taken back and done again."""
    made = write_person(desk, tmp_path / "밖")
    destroy(desk, made["person"])
    with pytest.raises(UserError, match="파기"):
        undo.undo(desk)
    records.edit(desk, "person", [made["other"]], {"memo": "뒤에 한 일"})
    undo.undo(desk)
    undo.redo(desk)
    assert people.get(desk, made["other"]).memo == "뒤에 한 일"
    undo.undo(desk)
    with pytest.raises(UserError, match="파기"):
        undo.undo(desk)


def test_the_line_of_the_log_and_the_ledger_say_who_approved(desk: Workspace, tmp_path: Path) -> None:
    """접속기록 and 파기대장 name the one who did it, who approved, how many and why, and nobody destroyed."""
    made = write_person(desk, tmp_path / "밖")
    destroy(desk, made["person"])
    line = access.rows(desk, desk.clock() - timedelta(days=1), desk.clock() + timedelta(days=1))[0]
    assert (line.action, line.people, line.reason) == ("destroy", (made["uid"],), REASON)
    (row,) = destruction.ledger(desk)
    assert (row.approved_by, row.destroyed_by, row.people_count) == ("과장 이승인", "담당자", 1)
    assert row.people == (made["uid"],)


def test_the_dry_run_lists_places_and_files_and_changes_nothing(desk: Workspace, tmp_path: Path) -> None:
    """The plan tells of minutes, cards, transcripts, titles, names and contents of files; nothing changes."""
    made = write_person(desk, tmp_path / "밖")
    steps = history.steps(desk)
    plan = destruction_plan.plan(desk, [made["person"]])
    assert history.steps(desk) == steps
    found = {(place.table, place.column) for place in plan.places}
    assert {("session", "minutes"), ("session", "topic"), ("finding", "text"), ("source", "text"),
            ("output", "title"), ("attachment", "name")} <= found  # fmt: skip
    assert ("membership", "note") not in found, "what is the person's own goes anyway"
    assert {file.reason for file in plan.files} == {FileReason.SCAN, FileReason.CONTENT}
    assert dict(plan.stays)["출석"] == 1
    assert plan.warnings and plan.elsewhere


def test_a_place_about_somebody_else_is_left(desk: Workspace) -> None:
    """A text that means another person of the same name is kept when the officer says so."""
    project = factories.project(desk)
    one, other = factories.person(desk, "김수"), factories.person(desk, "김수", phone="010-9999-0000")
    session = sessions.create(desk, project.id, "workshop", {"held_on": desk.today})
    sessions.edit(desk, session, {"minutes": "김수 님이 말했다"})
    plan = destruction_plan.plan(desk, [one.id])
    (place,) = [place for place in plan.places if place.table == "session"]
    assert place.doubtful
    destruction.carry_out(desk, plan.without(place.key), approved_by="과장", reason=REASON)
    assert sessions.get(desk, session).minutes == "김수 님이 말했다"
    assert (people.get(desk, one.id).name, people.get(desk, other.id).name) == ("파기된 참여자 1", "김수")


@pytest.mark.parametrize(
    ("values", "field"),
    [({"approved_by": " "}, "approved_by"), ({"reason": "짧음"}, "reason"),
     ({"reason": f"{NAME} 본인이 요구하여 파기함"}, "reason")],
)  # fmt: skip
def test_what_is_missing_is_refused_before_anything_happens(
    desk: Workspace, values: dict[str, str], field: str
) -> None:
    """Without approver, with a short reason or one that names the person nothing is logged or changed."""
    person = factories.person(desk, NAME)
    with pytest.raises(UserError) as refused:
        destroy(desk, person.id, **values)
    assert refused.value.field == field
    assert people.get(desk, person.id).name == NAME
    assert access.rows(desk, desk.clock() - timedelta(days=1), desk.clock() + timedelta(days=1)) == []


def test_every_file_is_to_be_decided(desk: Workspace, tmp_path: Path) -> None:
    """A file that names the person in its name alone waits for a decision; kept, it gets another name."""
    project, person = factories.project(desk), factories.person(desk, NAME)
    file = factories.file(tmp_path / "밖", f"{NAME}.png", b"\x89PNG picture")
    factories.output(desk, project.id, files=[file])
    plan = destruction_plan.plan(desk, [person.id])
    with pytest.raises(UserError, match="정하십시오"):
        destruction.carry_out(desk, plan, approved_by="과장", reason=REASON)
    keep = {file.sha256: FileDecision.KEEP for file in plan.files}
    destruction.carry_out(desk, plan, approved_by="과장", reason=REASON, files=keep)
    (kept,) = outputs.files(desk, project.id)
    assert kept.name == "[파기].png" and desk.blobs.intact(kept.sha256)


def test_the_traces_of_merged_entries_go_too(desk: Workspace) -> None:
    """Who was merged into the person leaves no phone of a former entry in the journal."""
    from app.services import merging

    one = factories.person(desk, NAME)
    two = factories.person(desk, NAME, phone=PHONE, memo=MEMO)
    project = factories.project(desk)
    people.add_members(desk, project.id, [two.id], Role.CITIZEN)
    merging.merge(desk, one.id, [two.id], {"name": NAME})
    factories.milestone(desk, project.id, title=f"전화 {PHONE}")
    destroy(desk, one.id)
    assert traces(desk.paths.file.parent) == []


def test_who_was_deleted_is_destroyed_too(desk: Workspace, tmp_path: Path) -> None:
    """A deleted person stands in the journal until destroyed; then no byte is left, and nothing undoes it."""
    made = write_person(desk, tmp_path / "밖")
    copy = backup.daily(desk)
    records.delete(desk, "person", [made["person"]])
    (left,) = destruction_plan.left_over(desk)
    assert (left.uid, left.name, left.deleted_by) == (made["uid"], NAME, "담당자")
    plan = destruction_plan.plan(desk, [], [left.uid])
    assert FileReason.SCAN in {file.reason for file in plan.files}
    destruction.carry_out(desk, plan, approved_by="과장", reason=REASON, files=decided(plan))
    assert destruction_plan.left_over(desk) == []
    with pytest.raises(UserError, match="파기"):
        undo.undo(desk)
    assert check.check(desk).findings == ()
    assert copy is not None and destruction.ledger(desk)[0].people == (made["uid"],)
    if desk.key:
        protection.unprotect(desk)
    desk.close()
    assert traces(desk.paths.file.parent) == []


def test_who_was_merged_is_not_listed_as_deleted(workspace: Workspace) -> None:
    """An entry merged into somebody present goes with that person; one taken back is listed no more."""
    from app.services import merging

    one, two = factories.person(workspace, NAME), factories.person(workspace, NAME, phone=PHONE)
    merging.merge(workspace, one.id, [two.id], {"name": NAME, "phone": PHONE})
    assert destruction_plan.left_over(workspace) == []
    three = factories.person(workspace, "선우마루")
    records.delete(workspace, "person", [three.id])
    assert [row.name for row in destruction_plan.left_over(workspace)] == ["선우마루"]
    undo.undo(workspace)
    assert destruction_plan.left_over(workspace) == []


def test_files_of_deleted_records_are_decided_about(workspace: Workspace, tmp_path: Path) -> None:
    """A file whose output was deleted keeps its bytes for undo: a destruction asks about it as well."""
    project, person = factories.project(workspace), factories.person(workspace, NAME)
    file = factories.file(tmp_path / "밖", "별하 회의.txt", f"{NAME}님 말씀")
    output = factories.output(workspace, project.id, files=[file])
    records.delete(workspace, "output", [output.id])
    plan = destruction_plan.plan(workspace, [person.id])
    assert [(row.reason, row.where) for row in plan.files] == [(FileReason.CONTENT, "삭제한 첨부")]
    destruction.carry_out(workspace, plan, approved_by="과장", reason=REASON)
    assert not workspace.blobs.intact(plan.files[0].sha256)
    assert check.check(workspace).findings == ()


def test_names_in_reasons_of_the_log_go_and_its_chain_holds(workspace: Workspace) -> None:
    """A reason that names the person is blanked, also in backups; its line still verifies, changed or not."""
    person = factories.person(workspace, NAME)
    access.log(
        workspace,
        Access(
            AccessAction.EXPORT,
            "명단",
            (person.uid,),
            purpose="contact",
            reason=f"{NAME}님께 안내 전화를 드리려고",
            target=f"{NAME}.xlsx",
        ),
    )
    copy = backup.daily(workspace)
    destroy(workspace, person.id)
    _destroyed, line = access.rows(workspace, *_ALWAYS)
    assert (line.reason, line.target) == ("[파기]님께 안내 전화를 드리려고", "[파기].xlsx")
    assert (line.people, line.purpose) == ((person.uid,), "contact")
    assert check.check(workspace).findings == ()
    with workspace._engine.begin() as connection, triggers.lifted(connection, "access_log_seal"):
        connection.exec_driver_sql("UPDATE access_log SET reason = '[파기]를 고친 사유' WHERE id = 1")
    assert any("접속기록 1번" in row for row in check.check(workspace).findings)
    assert copy is not None
    backup.restore(workspace, copy)
    assert check.check(workspace).findings == ()
    assert [row.reason for row in access.rows(workspace, *_ALWAYS)][-1] == "[파기]님께 안내 전화를 드리려고"


def test_the_dry_run_masks_what_it_quotes(workspace: Workspace) -> None:
    """Excerpts of the plan show nobody in full, but for whom the names may be seen, which was logged."""
    project, person = factories.project(workspace), factories.person(workspace, NAME, phone=PHONE)
    session = sessions.create(workspace, project.id, "workshop", {"held_on": workspace.today})
    sessions.edit(workspace, session, {"minutes": f"{NAME}({PHONE})님이 말했다"})
    plan = destruction_plan.plan(workspace, [person.id])
    (place,) = [place for place in plan.places if place.table == "session"]
    assert place.excerpt == "남**하(010-****-4409)님이 말했다" and not plan.seen
    sight.unmask(workspace, [person.id], [SightItem.NAME], "other", "같은 이름인지 가리려고 봄")
    plan = destruction_plan.plan(workspace, [person.id])
    (place,) = [place for place in plan.places if place.table == "session"]
    assert NAME in place.excerpt and plan.seen


def test_backups_may_be_left_to_expire(desk: Workspace, tmp_path: Path) -> None:
    """With the choice to wait, backups stay as they are until the stated day and are deleted then."""
    made = write_person(desk, tmp_path / "밖")
    copy = backup.daily(desk)
    destroy(desk, made["person"], backups=BackupWay.EXPIRE)
    (row,) = destruction.ledger(desk)
    assert copy is not None and copy.exists() and row.backups_until is not None
    assert destruction.expire_backups(desk) == []
    now = desk.clock
    desk.clock = lambda: now() + timedelta(days=destruction.EXPIRE_DAYS)
    assert destruction.expire_backups(desk) == [copy] and not copy.exists()


def test_a_restored_backup_brings_nobody_back(desk: Workspace, tmp_path: Path) -> None:
    """Who was destroyed after a backup was taken elsewhere is destroyed again when it is restored."""
    made = write_person(desk, tmp_path / "밖")
    elsewhere = backup.save(desk, tmp_path / "다른 곳" / "백업.hamkke")
    destroy(desk, made["person"])
    backup.restore(desk, elsewhere)
    assert people.get(desk, made["person"]).name == "파기된 참여자 1"
    assert len(destruction.ledger(desk)) == 1
    assert traces(desk.paths.file.parent) == []


def test_a_destroyed_person_is_not_destroyed_again(desk: Workspace) -> None:
    """Numbers go on counting, and who is destroyed is refused."""
    one, two = factories.person(desk, NAME), factories.person(desk, "선우마루")
    destroy(desk, one.id)
    destroy(desk, two.id)
    assert listing.rows(desk, "person", [two.id])[0].name == "파기된 참여자 2"
    with pytest.raises(UserError):
        destruction_plan.plan(desk, [one.id])
    with desk.reading() as connection:
        assert pending.noted(connection) == ""


def test_a_role_destroys_by_its_duty_alone(desk: Workspace) -> None:
    """관리자, who edits no persons, may destroy; 열람 may not, and nothing is logged."""
    person = factories.person(desk, NAME)
    plan = destruction_plan.plan(desk, [person.id])
    desk.settings = desk.settings.with_values(desk_role="reader")
    with pytest.raises(UserError, match="역할"):
        destruction.carry_out(desk, plan, approved_by="과장", reason=REASON)
    desk.settings = desk.settings.with_values(desk_role="manager")
    destruction.carry_out(desk, plan, approved_by="과장", reason=REASON)
    assert people.get(desk, person.id).name == "파기된 참여자 1"
