"""The chain of digests over the journal: sealing a step of work, verifying all of them.

A change's payload is its texts before and after; the step's digest covers every change's identity and
payload digest, the step's own fields and the digest of the step before.  A payload can be destroyed
(``blanked``) while its digest goes on carrying the chain.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from db.models.journal import journal_change, journal_state, journal_transaction

_EMPTY = hashlib.sha256(b"\x00").hexdigest()


@dataclass(frozen=True, slots=True)
class Step:
    """What is said of a step of work when it begins."""

    label: str
    actor: str
    at: datetime
    initiator: str
    kind: str = "do"
    target_id: int | None = None


def begin(connection: Connection, step: Step) -> int:
    """Open a step of work: triggers write under its id until it is sealed.  Return the id."""
    values = {name: getattr(step, name) for name in Step.__slots__}
    key = connection.execute(insert(journal_transaction).values(**values)).inserted_primary_key
    transaction_id = int(key[0]) if key else 0
    connection.execute(update(journal_state).values(transaction_id=transaction_id))
    return transaction_id


def seal(connection: Connection, transaction_id: int) -> int:
    """Close a step of work: digest its payloads, link it to the one before; return its number of changes."""
    changes = _changes(connection, transaction_id)
    payloads = [
        {"key": change.id, "value": digest}
        for change in changes
        if (digest := payload_digest(change.before, change.after)) != _EMPTY
    ]
    if payloads:
        statement = update(journal_change).where(journal_change.c.id == bindparam("key"))
        connection.execute(statement.values(payload_digest=bindparam("value")), payloads)
        changes = _changes(connection, transaction_id)
    previous = connection.execute(select(journal_state.c.head_digest)).scalar_one()
    row = connection.execute(
        select(journal_transaction).where(journal_transaction.c.id == transaction_id)
    ).one()
    digest = _step_digest(row, changes, previous)
    connection.execute(
        update(journal_transaction)
        .where(journal_transaction.c.id == transaction_id)
        .values(digest=digest, previous_digest=previous, change_count=len(changes))
    )
    connection.execute(
        update(journal_state).values(transaction_id=None, head_id=transaction_id, head_digest=digest)
    )
    return len(changes)


def payload_digest(before: str | None, after: str | None) -> str:
    """Return the digest of one change's texts; an absent text differs from an empty one."""
    parts = (b"\x01" + text.encode() if text is not None else b"" for text in (before, after))
    return hashlib.sha256(b"\x00".join(parts)).hexdigest()


def head(connection: Connection) -> str:
    """Return the digest of the newest step: what backups and sign-offs carry away as an anchor."""
    return str(connection.execute(select(journal_state.c.head_digest)).scalar_one())


def verify(connection: Connection) -> Iterator[str]:
    """Yield a sentence for every step that was altered, is missing or does not link to the one before."""
    previous, last = "", 0
    rows = connection.execute(select(journal_transaction).order_by(journal_transaction.c.id)).all()
    for row in rows:
        changes = _changes(connection, row.id)
        altered = [c for c in changes if not c.blanked and payload_digest(c.before, c.after) != _stored(c)]
        if altered:
            yield f"이력 {row.id}번({row.label})의 내용이 바뀌었습니다."
        elif row.previous_digest != previous:
            yield f"이력 {row.id}번 앞의 기록이 빠졌거나 바뀌었습니다."
        elif _step_digest(row, changes, previous) != row.digest:
            yield f"이력 {row.id}번({row.label})이 바뀌었거나 일부가 없습니다."
        previous, last = row.digest, row.id
    state = connection.execute(select(journal_state)).one()
    if (state.head_id, state.head_digest) != (last, previous):
        yield "이력의 마지막 기록이 없거나 바뀌었습니다."


def _changes(connection: Connection, transaction_id: int) -> list:  # type: ignore[type-arg]
    statement = select(journal_change).where(journal_change.c.transaction_id == transaction_id)
    return list(connection.execute(statement.order_by(journal_change.c.id)).all())


def _stored(change) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a result row
    return change.payload_digest or _EMPTY


def _step_digest(row, changes, previous: str) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001 - result rows
    chain = hashlib.sha256(previous.encode())
    fields = (row.id, row.label, row.actor, row.at.isoformat(), row.initiator, row.kind, row.target_id)
    chain.update(repr(fields).encode())
    for change in changes:
        identity = (change.table_name, change.row_id, change.uid, change.kind, _stored(change))
        chain.update(repr(identity).encode())
    return chain.hexdigest()
