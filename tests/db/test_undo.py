"""Undo and redo from the journal: deep, across restarts, refused where they would overwrite."""

from pathlib import Path

import pytest

from app.errors import UserError
from app.services import history, people, projects, stages, undo
from app.services.data_file import check
from app.services.directory import tag
from app.services.workspace import Workspace
from app.settings import Settings
from tests import factories
from tests.db.support import contents, contents_of, raw


def test_a_hundred_and_twenty_steps_go_back_and_forth_across_a_restart(data_file: Path) -> None:
    """Every state on the way back equals what was, and on the way forth what had been, name by name."""
    ws = Workspace(data_file, Settings(user_name="홍시험"))
    row = factories.project(ws)
    with raw(data_file, ws.key) as looking:
        states = [contents_of(looking)]
        for number in range(120):
            projects.edit(ws, [row.id], {"title": f"이름 {number}"}) if number % 3 else factories.person(
                ws, f"이 {number}"
            )
            states.append(contents_of(looking))
        ws.close()
        ws = Workspace(data_file, Settings(user_name="홍시험"))
        try:
            for state in reversed(states[:-1]):
                assert undo.undo(ws)
                assert contents_of(looking) == state
            ws.reopen()
            for state in states[1:]:
                assert undo.redo(ws)
                assert contents_of(looking) == state
            assert undo.redo(ws) is None
            assert check.check(ws).findings == ()
        finally:
            ws.close()


def test_undo_and_redo_name_the_step(workspace: Workspace) -> None:
    """The names are those of the steps, and both are empty where there is nothing."""
    assert undo.state(workspace).undo_label is None
    assert undo.undo(workspace) is None
    factories.project(workspace, title="첫 과제")
    assert undo.state(workspace).undo_label == "과제 ‘첫 과제’ 등록"
    assert undo.undo(workspace) == "과제 ‘첫 과제’ 등록"
    state = undo.state(workspace)
    assert (state.undo_label, state.redo_label) == (None, "과제 ‘첫 과제’ 등록")


def test_what_a_new_file_starts_with_cannot_be_undone(workspace: Workspace) -> None:
    """The shipped regions are no step of work of anybody."""
    before = contents(workspace)
    assert undo.undo(workspace) is None
    assert contents(workspace) == before


def test_a_new_step_discards_what_could_be_redone(workspace: Workspace) -> None:
    """After an undo, working on leaves nothing to redo."""
    factories.person(workspace, "하나")
    undo.undo(workspace)
    factories.person(workspace, "두리")
    assert undo.state(workspace).redo_label is None
    assert undo.redo(workspace) is None
    assert undo.undo(workspace) == "참여자 ‘두*’ 추가"
    assert undo.undo(workspace) is None


def test_an_undone_deletion_of_a_project_brings_all_of_it_back(workspace: Workspace, tmp_path: Path) -> None:
    """Team, gates with sign-off and evidence, outputs with files, 할 일 and tags are what they were."""
    row = factories.project(workspace)
    factories.team(workspace, row.id)
    factories.output(workspace, row.id, files=[factories.file(tmp_path)])
    factories.milestone(workspace, row.id)
    factories.pass_gate(workspace, row.id)
    tag(workspace, row.id, "심층인터뷰")
    attested = next(part for part in stages.of_project(workspace, row.id)[1].criteria if not part.metric)
    stages.confirm(workspace, attested)
    before = contents(workspace)
    projects.delete(workspace, [row.id])
    assert contents(workspace)["stage"] == []
    undo.undo(workspace)
    assert contents(workspace) == before
    undo.redo(workspace)
    assert contents(workspace)["project"] == []
    undo.undo(workspace)
    assert contents(workspace) == before
    assert check.check(workspace).findings == ()


def test_an_undone_deletion_of_a_person_fills_the_emptied_references(workspace: Workspace) -> None:
    """The manager of a project and the assignee of a 할 일 stand there again."""
    manager = factories.person(workspace, "담당이")
    row = factories.project(workspace, manager_id=manager.id)
    factories.milestone(workspace, row.id, assignee_id=manager.id)
    people.add_members(workspace, row.id, [manager.id], "officer")
    before = contents(workspace)
    with workspace.unit_of_work("참여자 삭제") as work:
        work.delete("person", [manager.id])
    assert projects.get(workspace, row.id).manager is None
    undo.undo(workspace)
    assert contents(workspace) == before
    assert projects.get(workspace, row.id).manager == "담당이"


def test_undo_is_refused_where_the_record_has_changed_since(workspace: Workspace) -> None:
    """A change that undo does not know of is never overwritten: a sentence, and nothing happens."""
    row = factories.project(workspace, title="처음")
    projects.edit(workspace, [row.id], {"title": "다음"})
    with workspace.unit_of_work("다른 곳에서", kind="seed") as work:
        work.update("project", row.id, {"title": "다른 곳에서 바꿈"})
    before, steps = contents(workspace), len(history.steps(workspace))
    with pytest.raises(UserError, match="그 뒤에 바뀌어 되돌릴 수 없습니다"):
        undo.undo(workspace)
    assert contents(workspace) == before
    assert len(history.steps(workspace)) == steps


def test_another_field_of_the_record_may_have_changed(workspace: Workspace) -> None:
    """Undo looks at the fields of its own step only and leaves the others as they are."""
    row = factories.project(workspace, title="처음")
    projects.edit(workspace, [row.id], {"title": "다음"})
    with workspace.unit_of_work("다른 곳에서", kind="seed") as work:
        work.update("project", row.id, {"summary": "덧붙인 개요"})
    undo.undo(workspace)
    now = projects.get(workspace, row.id)
    assert (now.title, now.summary) == ("처음", "덧붙인 개요")


def test_undo_of_an_undone_deletion_is_refused_where_the_name_is_taken(workspace: Workspace) -> None:
    """A unique value that somebody took meanwhile is not taken from them."""
    with workspace.unit_of_work("표 추가") as work:
        tag_id = work.insert("tag", {"name": "표"})
    with workspace.unit_of_work("표 삭제") as work:
        work.delete("tag", [tag_id])
    with workspace.unit_of_work("다른 곳에서", kind="seed") as work:
        work.insert("tag", {"name": "표"})
    with pytest.raises(UserError, match="같은 값이 이미"):
        undo.undo(workspace)


def test_undo_of_a_record_that_is_gone_is_refused(workspace: Workspace) -> None:
    """Taking back the making of a record that somebody has deleted is no undo."""
    row = factories.person(workspace, "하나")
    with workspace.unit_of_work("다른 곳에서", kind="seed") as work:
        work.delete("person", [row.id])
    with pytest.raises(UserError, match="되돌릴 수 없습니다"):
        undo.undo(workspace)


def test_a_signed_off_gate_goes_back_whole(workspace: Workspace) -> None:
    """Undoing a sign-off opens the stage and takes the project's end back with it."""
    row = factories.project(workspace)
    for _ in range(3):
        factories.pass_gate(workspace, row.id)
    before = contents(workspace)
    factories.pass_gate(workspace, row.id)
    assert projects.get(workspace, row.id).status == "done"
    undo.undo(workspace)
    assert contents(workspace) == before


def test_a_destroyed_payload_cannot_be_undone(workspace: Workspace) -> None:
    """Where personal information was destroyed, undo says so instead of bringing half of it back."""
    row = factories.person(workspace, "하나", memo="연락은 저녁에")
    with workspace.unit_of_work("참여자 수정") as work:
        work.update("person", row.id, {"memo": ""})
    with workspace.unit_of_work("파기", kind="seed") as work:
        work.connection.exec_driver_sql(
            """UPDATE journal_change SET "before" = NULL, "after" = NULL, blanked = 1
            WHERE table_name = 'person' AND kind = 'U'"""
        )
        ledger = {"destroyed_at": workspace.clock(), "destroyed_by": "담당", "people_count": 1, "people": ()}
        work.insert("destruction", ledger)
    with pytest.raises(UserError, match="파기된 개인정보"):
        undo.undo(workspace)
    assert check.check(workspace).findings == ()


def test_what_was_typed_in_one_go_is_taken_back_at_once(workspace: Workspace) -> None:
    """Steps of one burst go back and forth together; another burst, and other steps, stay."""
    row = factories.project(workspace, title="처음")
    for burst, titles in (("typing 1", ("골", "골목")), ("typing 2", ("골목 쉼", "골목 쉼터"))):
        for title in titles:
            with workspace.burst(burst):
                projects.edit(workspace, [row.id], {"title": title})
    projects.edit(workspace, [row.id], {"summary": "개요"})
    names = []
    for act in (undo.undo, undo.undo, undo.undo, undo.redo, undo.redo):
        assert act(workspace)
        names.append(projects.get(workspace, row.id).title)
    assert names == ["골목 쉼터", "골목", "처음", "골목", "골목 쉼터"]
    assert check.check(workspace).findings == ()


def test_many_steps_are_taken_back_at_once_and_for_good(workspace: Workspace) -> None:
    """All that was done since goes, the closing of a session too; what was done before can be undone."""
    kept = factories.project(workspace, title="남는 과제")
    before, since = contents(workspace), undo.newest(workspace)
    made = factories.project(workspace, title="가는 과제")
    factories.closed_sessions(workspace, made.id, count=2)
    projects.edit(workspace, [kept.id], {"title": "고친 과제"})
    undo.take_back(workspace, "예시 자료 채우기", since)
    assert contents(workspace) == before
    assert undo.redo(workspace) is None
    assert undo.undo(workspace) == "과제 ‘남는 과제’ 등록"
    assert check.check(workspace).findings == ()
