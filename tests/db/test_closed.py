"""A closed session: no way to write passes its lock by, and reopening it is the only way out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.errors import UserError
from app.services import outputs, people, projects, records, undo
from app.services.data_file import check
from app.services.session import agenda, attendance, outcomes, sessions
from app.services.workspace import Workspace
from db.session import UnitOfWork
from tests import factories
from tests.db.support import contents

PARTS = ("agenda_item", "attendance", "session_guest", "session_decision", "attachment", "milestone")


@pytest.fixture
def project(workspace: Workspace) -> int:
    """A project with a team."""
    made = factories.project(workspace).id
    factories.team(workspace, made)
    return made


@pytest.fixture
def session(workspace: Workspace, project: int, tmp_path: Path) -> int:
    """A session of today with one of every part, closed."""
    made = sessions.create(workspace, project, "workshop", {"topic": "준비 모임", "held_on": workspace.today})
    attendance.mark_all_present(workspace, made)
    attendance.set_guests(workspace, made, "citizen", 3)
    outcomes.add_decision(workspace, made, "두 가지로 한다")
    outcomes.add_action(workspace, made, "보내기")
    outcomes.attach(workspace, made, [factories.file(tmp_path)])
    sessions.close(workspace, made)
    return made


def part(ws: Workspace, table: str) -> int:
    """Return the newest record of a table."""
    return int(contents(ws)[table][-1][0])


def refused(ws: Workspace, attempt: Callable[[], Any]) -> None:
    """The attempt ends in the sentence that says how to go on, and nothing has changed."""
    before = contents(ws)
    with pytest.raises(UserError, match=r"마감한 활동 ‘준비 모임’은 .* 다시 여십시오") as caught:
        attempt()
    assert caught.value.field == "session"
    assert contents(ws) == before


def write(ws: Workspace, act: Callable[[UnitOfWork], Any]) -> None:
    """Write straight into the unit of work, as any service may."""
    with ws.unit_of_work("아무 일") as work:
        act(work)


@pytest.mark.parametrize("table", PARTS)
def test_no_part_is_deleted_by_the_verbs_of_every_entity(
    workspace: Workspace, session: int, table: str
) -> None:
    """What deletes any record does not delete a part of a closed session."""
    refused(workspace, lambda: records.delete(workspace, table, [part(workspace, table)]))


def test_no_field_is_edited_by_the_verbs_of_every_entity(workspace: Workspace, session: int) -> None:
    """What edits any record edits neither a closed session nor a part of it."""
    attempts: dict[str, dict[str, Any]] = {
        "session": {"topic": "다른 이름"},
        "agenda_item": {"title": "다른 순서"},
        "milestone": {"title": "다른 일"},
        "attendance": {"state": "absent"},
        "session_decision": {"text": "셋"},
        "session_guest": {"count": 9},
    }
    for table, changes in attempts.items():
        target = session if table == "session" else part(workspace, table)
        refused(workspace, partial(records.edit, workspace, table, [target], changes))


def test_no_status_is_set_past_the_reason(workspace: Workspace, session: int) -> None:
    """A closed session is not opened, and not deleted, by a bare write."""
    refused(workspace, lambda: write(workspace, lambda w: w.update("session", session, {"status": "draft"})))
    refused(workspace, lambda: records.delete(workspace, "session", [session]))


def test_one_closed_session_among_many_refuses_the_whole_step(
    workspace: Workspace, project: int, session: int
) -> None:
    """A bulk edit over open and closed sessions changes none of them."""
    other = sessions.create(workspace, project, "forum", {"held_on": workspace.today})
    refused(workspace, lambda: records.edit(workspace, "session", [other, session], {"place": "강당"}))


def test_a_part_neither_leaves_nor_enters(workspace: Workspace, project: int, session: int) -> None:
    """A decision or a 할 일 is not moved out of a closed session, nor into one, not even a new one."""
    milestone = part(workspace, "milestone")
    loose = factories.milestone(workspace, project).id

    def to_a_new_one(work: UnitOfWork) -> None:
        values = {"project_id": project, "kind": "forum", "topic": "새 모임"}
        work.update("milestone", milestone, {"session_id": work.insert("session", values)})

    refused(
        workspace, lambda: write(workspace, lambda w: w.update("milestone", milestone, {"session_id": None}))
    )
    refused(
        workspace, lambda: write(workspace, lambda w: w.update("milestone", loose, {"session_id": session}))
    )
    refused(workspace, lambda: write(workspace, to_a_new_one))


def test_what_is_no_part_goes_on(workspace: Workspace, project: int, session: int) -> None:
    """Other records of the project change, and a next action is ticked off."""
    factories.milestone(workspace, project)
    outputs.set_milestone_done(workspace, sessions.parts(workspace, session).actions[0], workspace.today)
    undo.undo(workspace)
    undo.redo(workspace)
    assert sessions.parts(workspace, session).actions[0].done_on == workspace.today


def test_undo_does_not_open_a_closed_session(workspace: Workspace, session: int) -> None:
    """Closing is taken back by reopening alone; undo says so and goes no further."""
    refused(workspace, lambda: undo.undo(workspace))
    refused(workspace, lambda: undo.undo(workspace))


def test_after_reopening_undo_goes_on_with_what_was_done_before(
    workspace: Workspace, project: int, session: int
) -> None:
    """Neither the reopening nor the closing is undone: the steps since and before it are, newest first."""
    projects.edit(workspace, [project], {"title": "새 이름"})
    sessions.reopen(workspace, session, "명단 바로잡기")
    assert undo.undo(workspace) == "과제 과제명 수정"
    assert undo.undo(workspace) == "활동에 파일 1개 붙이기"
    parts = sessions.parts(workspace, session)
    assert (parts.session.status, parts.session.reopen_reason, parts.files) == ("draft", "명단 바로잡기", ())
    undo.redo(workspace)
    assert len(sessions.parts(workspace, session).files) == 1
    assert check.check(workspace).findings == ()


def test_a_session_closed_again_is_locked_again(workspace: Workspace, session: int) -> None:
    """An old reason opens nothing, and every closing asks for one of its own."""
    sessions.reopen(workspace, session, "명단 바로잡기")
    agenda.add(workspace, session, "덧붙임")
    sessions.close(workspace, session)
    refused(workspace, lambda: undo.undo(workspace))
    refused(workspace, lambda: agenda.add(workspace, session, "또"))
    sessions.reopen(workspace, session, "명단 바로잡기")
    assert undo.undo(workspace) == "진행 순서 ‘덧붙임’ 추가"


def test_a_project_goes_with_its_closed_sessions_and_comes_back(
    workspace: Workspace, project: int, session: int
) -> None:
    """Deleting a whole project is no change of a session's record; undo and redo follow."""
    before = contents(workspace)
    projects.delete(workspace, [project])
    assert contents(workspace)["attendance"] == []
    undo.undo(workspace)
    assert contents(workspace) == before
    undo.redo(workspace)
    undo.undo(workspace)
    refused(workspace, lambda: records.delete(workspace, "attendance", [part(workspace, "attendance")]))


def test_a_person_goes_from_closed_sessions_too(workspace: Workspace, project: int, session: int) -> None:
    """The deletion of a person is not stopped by where they took part; undo brings their attendance back."""
    before = contents(workspace)
    person = people.members(workspace, project)[0].person_id
    records.delete(workspace, "person", [person])
    assert len(contents(workspace)["attendance"]) == len(before["attendance"]) - 1
    undo.undo(workspace)
    assert contents(workspace) == before
