"""What the chain of digests does not cover, held against what it does: states, destroyed texts, the end.

A step's state changes after it is sealed, and payloads and labels are destroyed with the person they name;
each of these has its own step in the journal, which the chain covers.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

from db.journal import label_digest

# A step that takes back many at once, for good, names none of them.
_STATES = """SELECT id, label FROM (
    SELECT id, label, state, (SELECT act.kind FROM journal_transaction AS act
        WHERE act.target_id = step.id AND act.kind IN ('undo', 'redo') ORDER BY act.id DESC LIMIT 1) AS act
    FROM journal_transaction AS step WHERE kind = 'do')
    WHERE (state IN ('undone', 'discarded')) <> (act IS 'undo')
        AND NOT (state = 'discarded' AND id < (SELECT coalesce(max(id), 0) FROM journal_transaction
            WHERE kind = 'undo' AND target_id IS NULL)) ORDER BY id"""
_DESTRUCTION = """SELECT coalesce(max(transaction_id), 0) FROM journal_change
    WHERE table_name = 'destruction' AND kind = 'I'"""
_BLANKED = """SELECT id FROM journal_transaction WHERE id > :destruction
    AND (id IN (SELECT transaction_id FROM journal_change WHERE blanked)
        OR label = '' AND label_digest <> :nothing) ORDER BY id"""
# SQLite remembers the highest number that a step ever had.
_LOST = """SELECT 1 FROM sqlite_sequence WHERE name = 'journal_transaction'
    AND seq > (SELECT coalesce(max(id), 0) FROM journal_transaction)"""


def verify(connection: Connection) -> Iterator[str]:
    """Yield a sentence for every step whose state or emptied text no later step accounts for."""
    for number, label in connection.exec_driver_sql(_STATES).all():
        yield f"이력 {number}번({label})의 상태가 실행 취소의 기록과 맞지 않습니다."
    destruction = connection.exec_driver_sql(_DESTRUCTION).scalar_one()
    given = {"destruction": destruction, "nothing": label_digest("")}
    for (number,) in connection.exec_driver_sql(_BLANKED, given).all():
        yield f"이력 {number}번의 글이 지워졌습니다. 그 뒤에 개인정보를 파기한 기록이 없습니다."
    if connection.exec_driver_sql(_LOST).first():
        yield "이력의 마지막 기록이 지워졌습니다."
