"""Many records given by columns: stored as if one by one, many rows to a statement."""

import pytest

from app.errors import UserError
from app.services import undo
from app.services.workspace import Workspace
from db.bulk import TOGETHER
from db.undo import mark
from tests.db.support import contents, raw

COUNT = 2 * TOGETHER + 3


def _names(count: int) -> list[str]:
    return [f"참여자 {number}" for number in range(count)]


@pytest.mark.parametrize("count", [0, 1, TOGETHER - 1, TOGETHER, COUNT])
def test_rows_are_stored_in_their_order(workspace: Workspace, count: int) -> None:
    """However many there are: each row once, in their order, under the ``uid`` that is returned for it."""
    with workspace.unit_of_work("명단 넣기") as work:
        uids = work.insert_columns("person", {"name": _names(count), "birth_year": [1980] * count})
    with raw(workspace.paths.file) as connection:
        stored = connection.execute("SELECT uid, name, birth_year FROM person ORDER BY id").fetchall()
    assert stored == [(uid, name, 1980) for uid, name in zip(uids, _names(count), strict=True)]


def test_every_row_of_a_statement_is_journaled(workspace: Workspace) -> None:
    """The trigger writes one change for each row, in the order of the rows."""
    with workspace.unit_of_work("명단 넣기") as work:
        uids = work.insert_columns("person", {"name": _names(COUNT)})
    with raw(workspace.paths.file) as connection:
        changes = connection.execute("SELECT uid, kind FROM journal_change ORDER BY id").fetchall()
    assert changes[-COUNT:] == [(uid, "I") for uid in uids]


def test_one_bad_row_among_many_stores_none(workspace: Workspace) -> None:
    """A value that is there already is refused with its sentence, and no row of the step stays."""
    before = contents(workspace)
    names = [*_names(COUNT - 1), _names(1)[0]]
    with pytest.raises(UserError, match="같은 값이 이미"), workspace.unit_of_work("표") as work:
        work.insert_columns("tag", {"name": names})
    assert contents(workspace) == before


def test_columns_of_different_lengths_are_no_rows(workspace: Workspace) -> None:
    """A column that is short is a bug that is told, not rows without their last value."""
    before = contents(workspace)
    with pytest.raises(ValueError, match="shorter"), workspace.unit_of_work("명단 넣기") as work:
        work.insert_columns("person", {"name": _names(COUNT), "birth_year": [1980] * TOGETHER})
    assert contents(workspace) == before


def test_rows_that_are_gone_refuse_the_change_of_all(workspace: Workspace) -> None:
    """Values by columns for a record that was deleted meanwhile: nobody is changed."""
    with workspace.unit_of_work("명단 넣기") as work:
        work.insert_columns("person", {"name": _names(2)})
    before = contents(workspace)
    with pytest.raises(UserError, match="이미 지워졌습니다"), workspace.unit_of_work("고치기") as work:
        work.update_columns("person", [1, 99], {"name": ["가", "나"]})
    assert contents(workspace) == before


def test_many_rows_are_taken_back_and_made_again(workspace: Workspace) -> None:
    """Undo deletes them many at a time, redo stores them as they were, to the id and the ``uid``."""
    before = contents(workspace)
    with workspace.unit_of_work("명단 넣기") as work:
        work.insert_columns("person", {"name": _names(COUNT), "birth_year": [1980] * COUNT})
    after = contents(workspace)
    undo.undo(workspace)
    assert contents(workspace) == before
    undo.redo(workspace)
    assert contents(workspace) == after


def test_many_rows_of_which_one_is_gone_are_not_taken_back(workspace: Workspace) -> None:
    """A record deleted outside the steps that are known refuses the whole undo, whatever its place."""
    with workspace.unit_of_work("명단 넣기") as work:
        work.insert_columns("person", {"name": _names(COUNT)})
    with workspace.unit_of_work("지우기") as work:
        work.delete("person", [TOGETHER + 7])
        mark(work.connection, work.transaction_id, "settled")
    before = contents(workspace)
    with pytest.raises(UserError, match="그 뒤에 바뀌어"):
        undo.undo(workspace)
    assert contents(workspace) == before
