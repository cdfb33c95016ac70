"""One unit of work: all or nothing, journaled by triggers whatever way a record changes."""

import json
from typing import Any
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as driver

from app.changes import Changes
from app.domain.listing import ListQuery
from app.errors import UserError
from app.services import history, listing, projects
from app.services.workspace import Workspace
from db.driver import CACHE_KB, WRITER_KB
from db.triggers import journaled_tables
from db.uid import new_uids
from tests import factories
from tests.db.support import contents, one_of_each, raw


def _changes(ws: Workspace) -> list[tuple[str, str, int]]:
    """Return table, kind and row of the changes of the newest step."""
    with raw(ws.paths.file) as connection:
        rows: list[tuple[str, str, int]] = connection.execute(
            """SELECT table_name, kind, row_id FROM journal_change
            WHERE transaction_id = (SELECT max(id) FROM journal_transaction) ORDER BY id"""
        ).fetchall()
    return rows


def test_a_step_is_stored_whole_or_not_at_all(workspace: Workspace) -> None:
    """An error inside the block takes every write of the step back and leaves no entry."""
    before, steps = contents(workspace), len(history.steps(workspace))
    with pytest.raises(RuntimeError), workspace.unit_of_work("두 사람 추가") as work:
        work.insert("person", {"name": "하나"})
        raise RuntimeError
    assert contents(workspace) == before
    assert len(history.steps(workspace)) == steps


def test_a_step_that_changes_nothing_leaves_no_entry_and_no_notice(workspace: Workspace) -> None:
    """Writing the value that is there already is no step."""
    row = factories.project(workspace, title="그대로")
    steps, heard = len(history.steps(workspace)), list[Changes]()
    workspace.on_commit(heard.append)
    projects.edit(workspace, [row.id], {"title": "그대로"})
    assert len(history.steps(workspace)) == steps
    assert heard == []


def test_a_commit_announces_which_records_changed(workspace: Workspace) -> None:
    """The notice names the step, its initiator and the ids by table, after they are durable."""
    heard: list[tuple[Changes, str]] = []
    row = factories.project(workspace)
    workspace.on_commit(lambda changes: heard.append((changes, projects.get(workspace, row.id).title)))
    projects.edit(workspace, [row.id], {"title": "새 이름"}, initiator="page:projects")
    ((changes, title),) = heard
    assert (changes.label, changes.initiator) == ("과제 과제명 수정", "page:projects")
    assert changes.tables == {"project": frozenset({row.id})}
    assert title == "새 이름"


def test_bulk_writes_are_journaled_row_by_row(workspace: Workspace) -> None:
    """A statement for many records leaves one entry for each."""
    with workspace.unit_of_work("여럿") as work:
        work.insert_many("tag", [{"name": f"태그{number}"} for number in range(50)])
    assert [(table, kind) for table, kind, _ in _changes(workspace)] == [("tag", "I")] * 50


def test_a_statement_past_the_verbs_is_journaled_too(workspace: Workspace) -> None:
    """Triggers see what the verbs did not write themselves."""
    first, second = factories.person(workspace, "하나"), factories.person(workspace, "두리")
    with workspace.unit_of_work("한꺼번에") as work:
        work.connection.exec_driver_sql("UPDATE person SET memo = '모임 대표'")
    assert _changes(workspace) == [("person", "U", first.id), ("person", "U", second.id)]


def test_deleting_a_project_journals_everything_that_goes_with_it(workspace: Workspace) -> None:
    """Cascades leave one entry for each child, with the whole row."""
    row = factories.project(workspace)
    factories.team(workspace, row.id)
    factories.output(workspace, row.id)
    before = contents(workspace)
    children = {
        name
        for name, rows in before.items()
        if rows and name not in ("region", "program", "agency", "person")
    }
    projects.delete(workspace, [row.id])
    found = _changes(workspace)
    assert {table for table, _, _ in found} == children
    assert {kind for _, kind, _ in found} == {"D"}
    assert len(found) == sum(len(before[name]) for name in children)


def test_deleting_a_person_empties_references_and_journals_it(workspace: Workspace) -> None:
    """SET NULL is a change of the record that referred, with the value before."""
    manager = factories.person(workspace, "담당이")
    row = factories.project(workspace, manager_id=manager.id)
    with workspace.unit_of_work("사람 삭제") as work:
        work.delete("person", [manager.id])
    assert projects.get(workspace, row.id).manager_id is None
    assert set(_changes(workspace)) == {("person", "D", manager.id), ("project", "U", row.id)}
    changes = history.of_record(workspace, row.uid)[0].changes
    assert [(part.label, part.after) for part in changes] == [("담당", None)]


@pytest.mark.parametrize("table", [table.name for table in journaled_tables()])
def test_every_record_table_refuses_a_write_outside_a_step(workspace: Workspace, table: str) -> None:
    """Another program that deletes or adds a record past the unit of work is refused by the file itself."""
    one_of_each(workspace)
    with raw(workspace.paths.file) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        before = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert before != (0,)
        with pytest.raises(driver.IntegrityError, match=r"journal_change\.transaction_id"):
            connection.execute(f"DELETE FROM {table}")
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == before


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal_change",
        "DELETE FROM journal_transaction",
        "UPDATE journal_transaction SET label = '다른 말'",
        "UPDATE journal_transaction SET actor = '다른 이'",
        "UPDATE journal_transaction SET digest = ''",
        "INSERT OR REPLACE INTO journal_transaction (id, label, actor, at, initiator, kind)"
        " SELECT id, label, actor, at, initiator, kind FROM journal_transaction LIMIT 1",
    ],
)
def test_the_journal_is_append_only(workspace: Workspace, statement: str) -> None:
    """Within the program nothing that was written down can be altered or taken away."""
    factories.person(workspace)
    with (
        pytest.raises(Exception, match="append-only"),
        workspace.unit_of_work("고치기") as work,
    ):
        work.connection.exec_driver_sql(statement)


def test_the_history_tells_who_when_and_what(workspace: Workspace) -> None:
    """An update keeps only the changed fields, as people read them."""
    row = factories.project(workspace, service_field="welfare")
    projects.edit(workspace, [row.id], {"service_field": "culture", "title": "바뀐 이름"})
    entry = history.of_record(workspace, row.uid)[0]
    assert (entry.actor, entry.label) == ("홍시험", "과제 분야 외 1개 항목 수정")
    assert {(part.label, part.before, part.after) for part in entry.changes} == {
        ("분야", "사회복지", "문화"),
        ("과제명", "가온시 야간 돌봄 안내", "바뀐 이름"),
    }
    with raw(workspace.paths.file) as connection:
        text = connection.execute('SELECT "after" FROM journal_change ORDER BY id DESC LIMIT 1').fetchone()[0]
    assert set(json.loads(text)) == {"service_field", "title"}


def test_a_project_is_active_when_anything_of_it_changes(workspace: Workspace) -> None:
    """A team member added today makes the project active today."""
    row = factories.project(workspace)
    factories.team(workspace, row.id, citizens=1, officials=0, experts=0)
    assert projects.get(workspace, row.id).active_at > row.active_at


def test_the_same_value_twice_is_refused_with_a_sentence(workspace: Workspace) -> None:
    """A unique value that exists is the person's to mend, not a bug."""
    with workspace.unit_of_work("표") as work:
        work.insert("tag", {"name": "표"})
    with pytest.raises(UserError, match="같은 값이 이미"), workspace.unit_of_work("표") as work:
        work.insert("tag", {"name": "표"})
    assert listing.count(workspace, "project", ListQuery()) == 0


def test_a_writer_has_more_room_while_it_writes_alone(workspace: Workspace) -> None:
    """Its cache is wide within the step; every connection that is lent afterwards is narrow again."""

    def kept(connection: Any) -> int:
        return -int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())

    with workspace.unit_of_work("넓게") as work:
        assert kept(work.connection) == WRITER_KB
    with workspace.reading() as first, workspace.reading() as second:
        assert kept(first) == kept(second) == CACHE_KB


def test_uids_made_together_are_in_their_order() -> None:
    """Thousands of one moment are UUIDv7, each greater than the one before, none twice."""
    made = new_uids(20_000)
    assert made == sorted(set(made))
    assert {(str(UUID(one)) == one, UUID(one).version) for one in made} == {(True, 7)}
    assert new_uids(0) == []
