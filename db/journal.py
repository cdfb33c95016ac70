"""The chain of digests over the journal: sealing a step of work, verifying all of them.

A change's payload is its texts before and after; the step's digest covers every change's identity and
payload digest, the step's own fields (its label by a digest of its own) and the digest of the step before.
A payload can be destroyed (``blanked``), and a label that names a person emptied, while their digests go on
carrying the chain.

Every write of the program passes here, so the statements are plain texts given to the driver, which keeps
them prepared: built by SQLAlchemy they made a write with the journal 13 times as slow as one without, given
through its connection 3 times, this way less than twice.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, repeat
from typing import Any, NamedTuple

from sqlalchemy import Connection

_PART = 500
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

    @property
    def fields(self) -> tuple[str, str, str, str, str, int | None]:
        """Return what is stored of the step, in the order of the columns."""
        at = self.at.astimezone(UTC).isoformat(timespec="milliseconds")
        return (self.label, self.actor, at, self.initiator, self.kind, self.target_id)


class Change(NamedTuple):
    """One changed record as the triggers wrote it down."""

    id: int
    table_name: str
    row_id: int
    uid: str
    project_id: int | None
    kind: str
    before: str | None
    after: str | None
    payload_digest: str | None
    blanked: int


_BEGIN = """INSERT INTO journal_transaction (label, actor, at, initiator, kind, target_id)
    VALUES (?, ?, ?, ?, ?, ?)"""
_CHANGES = """SELECT id, table_name, row_id, uid, project_id, kind, "before", "after", payload_digest, blanked
    FROM journal_change WHERE transaction_id = ? ORDER BY id"""
_SEAL = """UPDATE journal_transaction
    SET digest = ?, previous_digest = ?, change_count = ?, label_digest = ? WHERE id = ?"""
_HEAD = "UPDATE journal_state SET transaction_id = NULL, head_id = ?, head_digest = ?"


def driver_of(connection: Connection) -> Any:
    """Return the driver's own connection, for the statements that accompany every write."""
    return connection.connection.dbapi_connection


def begin(connection: Connection, step: Step) -> int:
    """Open a step of work: triggers write under its id until it is sealed.  Return the id."""
    driver = driver_of(connection)
    transaction_id = int(driver.execute(_BEGIN, step.fields).lastrowid)
    driver.execute("UPDATE journal_state SET transaction_id = ?", (transaction_id,))
    return transaction_id


def seal(connection: Connection, transaction_id: int, step: Step) -> list[Change]:
    """Close a step of work: digest its payloads, link it to the one before; return its changes."""
    driver = driver_of(connection)
    changes = [
        change if change.before is change.after is None else _digested(change)
        for change in changes_of(connection, transaction_id)
    ]
    payloads = [(change.payload_digest, change.id) for change in changes if change.payload_digest]
    if payloads:
        driver.executemany("UPDATE journal_change SET payload_digest = ? WHERE id = ?", payloads)
    previous, label = head(connection), label_digest(step.label)
    digest = _step_digest((transaction_id, label, *step.fields[1:], len(changes)), changes, previous)
    driver.execute(_SEAL, (digest, previous, len(changes), label, transaction_id))
    driver.execute(_HEAD, (transaction_id, digest))
    return changes


def changes_of(connection: Connection, transaction_id: int) -> list[Change]:
    """Return the changes of a step in the order in which they were made."""
    rows = driver_of(connection).execute(_CHANGES, (transaction_id,)).fetchall()
    # A named tuple of 100,000 rows each by its own constructor took as long as the statement.
    return list(map(tuple.__new__, repeat(Change), rows))


def payload_digest(before: str | None, after: str | None) -> str:
    """Return the digest of one change's texts; an absent text differs from an empty one."""
    parts = (b"\x01" + text.encode() if text is not None else b"" for text in (before, after))
    return hashlib.sha256(b"\x00".join(parts)).hexdigest()


def label_digest(label: str) -> str:
    """Return the digest by which the chain covers a step's label."""
    return hashlib.sha256(b"\x02" + label.encode()).hexdigest()


def head(connection: Connection) -> str:
    """Return the digest of the newest step: what backups and sign-offs carry away as an anchor."""
    return str(driver_of(connection).execute("SELECT head_digest FROM journal_state").fetchone()[0])


_STEPS = """SELECT id, label, actor, at, initiator, kind, target_id, change_count, label_digest, digest,
    previous_digest FROM journal_transaction ORDER BY id"""


def verify(connection: Connection) -> Iterator[str]:
    """Yield a sentence for every step that was altered, is missing or does not link to the one before."""
    previous, last = "", 0
    for number, label, *fields, covered, digest, previous_digest in connection.exec_driver_sql(_STEPS).all():
        changes = changes_of(connection, number)
        if any(not _intact(change) for change in changes):
            yield f"이력 {number}번({label})의 내용이 바뀌었습니다."
        elif previous_digest != previous:
            yield f"이력 {number}번 앞의 기록이 빠졌거나 바뀌었습니다."
        elif not _label_intact(label, covered) or digest != _step_digest(
            (number, covered or label, *fields), changes, previous
        ):
            yield f"이력 {number}번({label})이 바뀌었거나 일부가 없습니다."
        previous, last = digest, number
    state = connection.exec_driver_sql("SELECT head_id, head_digest FROM journal_state").one()
    if tuple(state) != (last, previous):
        yield "이력의 마지막 기록이 없거나 바뀌었습니다."


def cover_labels(connection: Connection) -> None:
    """Chain anew a journal whose steps still carry their labels in the clear; one that is not sound stays.

    For the migration that brought the digests of labels, with the triggers off.
    """
    if next(verify(connection), None) is not None:
        return
    driver, previous, last = driver_of(connection), "", 0
    for number, label, *fields, _covered, _digest, _previous in connection.exec_driver_sql(_STEPS).all():
        changes, covered = changes_of(connection, number), label_digest(label)
        digest = _step_digest((number, covered, *fields), changes, previous)
        driver.execute(_SEAL, (digest, previous, len(changes), covered, number))
        previous, last = digest, number
    driver.execute("UPDATE journal_state SET head_id = ?, head_digest = ?", (last, previous))


def _label_intact(label: str, covered: str | None) -> bool:
    # An emptied label was destroyed with the person it named.
    return covered is None or label == "" or label_digest(label) == covered


def _digested(change: Change) -> Change:
    return change._replace(payload_digest=payload_digest(change.before, change.after))


def _intact(change: Change) -> bool:
    if change.blanked:
        return change.before is None and change.after is None
    return payload_digest(change.before, change.after) == (change.payload_digest or _EMPTY)


def _step_digest(fields: Sequence[object], changes: Iterable[Change], previous: str) -> str:
    chain = hashlib.sha256(previous.encode())
    chain.update(repr(tuple(fields)).encode())
    rest = map(repr, map(_identity, changes))
    while part := "".join(islice(rest, _PART)):
        chain.update(part.encode())
    return chain.hexdigest()


def _identity(change: Change) -> tuple[object, ...]:
    """Return what a step's digest covers of a change."""
    _id, table, row_id, uid, project_id, kind, _before, _after, digest, _blanked = change
    return table, row_id, uid, project_id, kind, digest or _EMPTY
