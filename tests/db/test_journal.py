"""The chain of digests: whoever alters, removes or cuts off entries past the program is found out."""

from collections.abc import Callable
from typing import Any

import pytest

from app.services import projects
from app.services.data_file import check
from app.services.workspace import Workspace
from tests import factories
from tests.db.support import raw, tampering


@pytest.fixture
def written(workspace: Workspace) -> Workspace:
    """Give a file with a few steps of work in it."""
    row = factories.project(workspace)
    projects.edit(workspace, [row.id], {"title": "고친 이름"})
    factories.person(workspace)
    projects.edit(workspace, [row.id], {"title": "다시 고친 이름"})
    assert check.check(workspace).findings == ()
    return workspace


def _sql(statement: str) -> Callable[[Any], None]:
    return lambda connection: connection.execute(statement)


def _cut_off(connection: Any) -> None:
    """Take the last step away, and let the file say that the one before it is the last."""
    last = "(SELECT max(id) FROM journal_transaction)"
    connection.execute(f"DELETE FROM journal_change WHERE transaction_id = {last}")
    connection.execute(f"DELETE FROM journal_transaction WHERE id = {last}")
    connection.execute(
        f"""UPDATE journal_state SET (head_id, head_digest) =
        (SELECT id, digest FROM journal_transaction WHERE id = {last})"""
    )


_PAYLOAD, _ENTRY = "내용이 바뀌었습니다", "바뀌었거나 일부가 없습니다"
_UPDATES = "(SELECT min(id) FROM journal_change WHERE kind = 'U')"
_MIDDLE = "(SELECT max(id) - 1 FROM journal_transaction)"


@pytest.mark.parametrize(
    ("alter", "sentence"),
    [
        (_sql(f"""UPDATE journal_change SET "after" = '{{}}' WHERE id = {_UPDATES}"""), _PAYLOAD),
        (_sql(f"""UPDATE journal_change SET "before" = NULL WHERE id = {_UPDATES}"""), _PAYLOAD),
        (_sql(f"UPDATE journal_change SET payload_digest = NULL WHERE id = {_UPDATES}"), _PAYLOAD),
        (_sql(f"UPDATE journal_change SET row_id = row_id + 1 WHERE id = {_UPDATES}"), _ENTRY),
        (_sql(f"UPDATE journal_change SET uid = 'x' WHERE id = {_UPDATES}"), _ENTRY),
        (_sql(f"UPDATE journal_change SET project_id = 99 WHERE id = {_UPDATES}"), _ENTRY),
        (
            _sql(f"""UPDATE journal_change SET blanked = 1, "after" = '{{}}' WHERE id = {_UPDATES}"""),
            _PAYLOAD,
        ),
        (_sql(f"UPDATE journal_transaction SET change_count = 9 WHERE id = {_MIDDLE}"), _ENTRY),
        (_sql(f"DELETE FROM journal_change WHERE id = {_UPDATES}"), _ENTRY),
        (_sql(f"UPDATE journal_transaction SET actor = '다른 이' WHERE id = {_MIDDLE}"), _ENTRY),
        (_sql(f"UPDATE journal_transaction SET label = '다른 말' WHERE id = {_MIDDLE}"), _ENTRY),
        (
            _sql(f"UPDATE journal_transaction SET at = '2020-01-01T00:00:00.000+00:00' WHERE id = {_MIDDLE}"),
            _ENTRY,
        ),
        (_sql(f"DELETE FROM journal_transaction WHERE id = {_MIDDLE}"), "앞의 기록이 빠졌거나 바뀌었습니다"),
        (
            _sql("DELETE FROM journal_transaction WHERE id = (SELECT max(id) FROM journal_transaction)"),
            "마지막 기록이 없거나 바뀌었습니다",
        ),
        (_sql("UPDATE journal_state SET head_digest = ''"), "마지막 기록이 없거나 바뀌었습니다"),
        (_cut_off, "마지막 기록이 지워졌습니다"),
        (
            _sql("""UPDATE journal_change SET "before" = NULL, "after" = NULL, blanked = 1"""),
            "파기한 기록이 없습니다",
        ),
        (_sql(f"UPDATE journal_transaction SET label = '' WHERE id = {_MIDDLE}"), "파기한 기록이 없습니다"),
        (_sql(f"UPDATE journal_transaction SET state = 'undone' WHERE id = {_MIDDLE}"), "상태가"),
    ],
    ids=[
        "after", "before", "digest", "row", "uid", "project", "false-blank", "count", "change-gone",
        "actor", "label", "moment", "step-gone",
        "truncated", "head", "truncated-with-head", "blank", "label-blank", "state",
    ],
)  # fmt: skip
def test_every_kind_of_tampering_is_found(
    written: Workspace, alter: Callable[[Any], None], sentence: str
) -> None:
    """The check names what was altered, missing or cut off."""
    with tampering(written.paths.file) as connection:
        alter(connection)
    found = check.check(written).findings
    assert any(sentence in text for text in found), found


def test_a_record_that_lost_its_journaling_is_found(written: Workspace) -> None:
    """A trigger that was dropped or altered is told of."""
    with tampering(written.paths.file) as connection:
        connection.execute("UPDATE person SET memo = 'x'")
    assert check.check(written).findings == ()  # the triggers are back; what happened meanwhile left no trace
    with raw(written.paths.file) as connection:
        connection.execute("DROP TRIGGER journal_person_update")
    assert any("장치가 1곳에서" in text for text in check.check(written).findings)


def test_a_blanked_payload_still_verifies(written: Workspace) -> None:
    """Destroying personal texts leaves their digest, and with it the chain; the ledger accounts for it."""
    with written.unit_of_work("파기") as work:
        work.connection.exec_driver_sql(
            'UPDATE journal_change SET "before" = NULL, "after" = NULL, blanked = 1 WHERE kind = \'U\''
        )
        ledger = {"destroyed_at": written.clock(), "destroyed_by": "담당", "people_count": 1, "people": ()}
        work.insert("destruction", ledger)
    assert check.check(written).findings == ()


def test_a_broken_reference_is_found(written: Workspace) -> None:
    """A child without its parent is told of with its table."""
    with tampering(written.paths.file) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("DELETE FROM project")
    assert any("끊어진 연결" in text and "stage" in text for text in check.check(written).findings)
