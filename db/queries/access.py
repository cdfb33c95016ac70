"""접속기록: lines appended in a chain of digests, read for review.

Nothing here changes a line but the destruction of a person whom its words name.  Such a line goes on
carrying the digest that it was written with, so the chain holds; what it says now is vouched for by a digest
of its own beside the head of the chain.
"""

import hashlib
import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from app.domain.privacy.access import AccessReview, AccessRow
from app.domain.privacy.personal_marks import Marks
from db import triggers
from db.models.base import Timestamp
from db.models.journal import app_meta
from db.models.person import person
from db.models.privacy import access_log, access_review

_HEAD, _VOUCHED = "access_head", "access_vouched"
_WORDS = ("subject", "reason", "target")
"""What somebody wrote in a line: no code, number or name of the one who did it."""
_AT_ONCE = 500
_FIELDS = (
    "at", "actor", "department", "role", "machine", "action", "subject", "people", "people_count", "items",
    "purpose", "reason", "target", "until",
)  # fmt: skip


def append(connection: Connection, values: dict[str, Any]) -> AccessRow:
    """Append one line, linked to the one before by its digest; return it as it is kept."""
    newest = connection.execute(select(access_log).order_by(access_log.c.id.desc()).limit(1)).first()
    number, previous = (newest.id + 1, newest.digest) if newest else (1, "")
    digest = _digest(number, values, previous)
    row = {**values, "id": number, "digest": digest, "previous_digest": previous}
    connection.execute(insert(access_log).values(row))
    _keep_head(connection, f"{number}:{digest}")
    return AccessRow(**row)


def rows(connection: Connection, since: datetime, until: datetime) -> list[AccessRow]:
    """Return the lines from ``since`` on and before ``until``, newest first."""
    condition = (access_log.c.at >= since) & (access_log.c.at < until)
    found = connection.execute(select(access_log).where(condition).order_by(access_log.c.id.desc()))
    return [AccessRow(**row) for row in found.mappings()]


def count_between(connection: Connection, since: datetime, until: datetime) -> int:
    """Return how many lines there are from ``since`` on and before ``until``."""
    condition = (access_log.c.at >= since) & (access_log.c.at < until)
    return int(connection.execute(select(func.count()).where(condition)).scalar_one())


def moments(connection: Connection) -> list[datetime]:
    """Return when each line was written, oldest first."""
    return list(connection.execute(select(access_log.c.at).order_by(access_log.c.id)).scalars())


def reviews(connection: Connection, month: str = "") -> list[AccessReview]:
    """Return the reviews of a month, or of all, newest first."""
    found = select(access_review).order_by(access_review.c.id.desc())
    if month:
        found = found.where(access_review.c.month == month)
    return [AccessReview(**row) for row in connection.execute(found).mappings()]


def persons(connection: Connection, uids: Collection[str]) -> dict[str, tuple[str, str | None]]:
    """Return name and kind of the persons that are in the file, by their uids."""
    found: dict[str, tuple[str, str | None]] = {}
    wanted = sorted(uids)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        statement = select(person.c.uid, person.c.name, person.c.actor_kind).where(person.c.uid.in_(some))
        found.update((row.uid, (row.name, row.actor_kind)) for row in connection.execute(statement))
    return found


def count(connection: Connection) -> int:
    """Return how many lines there are."""
    return int(connection.execute(select(func.count()).select_from(access_log)).scalar_one())


def head(connection: Connection) -> str:
    """Return number and digest of the newest line; empty where there is none."""
    statement = select(app_meta.c.value).where(app_meta.c.key == _HEAD)
    return str(connection.execute(statement).scalar() or "")


def carry_over(connection: Connection, other: Connection) -> None:
    """Append the lines by which the log of ``other`` goes on where that of ``connection`` ends.

    A backup that took the place of the records brings its own, shorter log; what was seen since stays seen.
    Nothing is appended where the two are not one chain.
    """
    newest = connection.execute(
        select(access_log.c.id, access_log.c.digest).order_by(access_log.c.id.desc()).limit(1)
    ).first()
    number, digest = newest or (0, "")
    there = other.execute(select(access_log.c.digest).where(access_log.c.id == number)).scalar()
    if digest != (there or ""):
        return
    later = other.execute(select(access_log).where(access_log.c.id > number).order_by(access_log.c.id))
    rows = [dict(row) for row in later.mappings()]
    if rows:
        connection.execute(insert(access_log), rows)
        _keep_head(connection, f"{rows[-1]['id']}:{rows[-1]['digest']}")
        there, taken = _vouched(other), {str(row["id"]) for row in rows}
        _vouch(connection, {key: digest for key, digest in there.items() if key in taken})


# -- destruction


def naming(connection: Connection, marks: Marks) -> list[int]:
    """Return the numbers of the lines whose words name one of the persons."""
    found = connection.execute(select(access_log.c.id, *(access_log.c[name] for name in _WORDS)))
    return [number for number, *words in found if any(marks.holds(text) for text in words)]


def blank(connection: Connection, marks: Marks) -> int:
    """Take what names the persons out of the words of every line; return how many lines that were."""
    numbers = naming(connection, marks)
    if not numbers:
        return 0
    vouchers = {}
    with triggers.lifted(connection, "access_log_seal"):
        for number in numbers:
            own = access_log.c.id == number
            row = connection.execute(select(access_log).where(own)).mappings().one()
            words = {name: marks.removed(row[name]) for name in _WORDS}
            connection.execute(update(access_log).where(own).values(words))
            vouchers[str(number)] = _digest(number, {**row, **words}, row["previous_digest"])
    _vouch(connection, vouchers)
    return len(numbers)


def _vouched(connection: Connection) -> dict[str, str]:
    """Return, by their numbers, the digests of the lines whose words were destroyed as they stand now."""
    found = connection.execute(select(app_meta.c.value).where(app_meta.c.key == _VOUCHED)).scalar()
    return dict(json.loads(found)) if found else {}


def _vouch(connection: Connection, digests: dict[str, str]) -> None:
    if digests:
        _keep(connection, _VOUCHED, json.dumps({**_vouched(connection), **digests}))


# -- the chain


def verify(connection: Connection) -> Iterator[str]:
    """Yield a sentence for every line that was altered, is missing or does not link to the one before."""
    previous, expected, vouched = "", 1, _vouched(connection)
    for row in connection.execute(select(access_log).order_by(access_log.c.id)).mappings():
        if row["id"] != expected or row["previous_digest"] != previous:
            yield f"접속기록 {row['id']}번 앞의 기록이 빠졌거나 바뀌었습니다."
        elif _digest(row["id"], row, previous) not in (row["digest"], vouched.get(str(row["id"]))):
            yield f"접속기록 {row['id']}번이 바뀌었습니다."
        previous, expected = row["digest"], row["id"] + 1
    if head(connection) != (f"{expected - 1}:{previous}" if expected > 1 else ""):
        yield "접속기록의 마지막 줄이 없거나 바뀌었습니다."


def _digest(number: int, values: Any, previous: str) -> str:
    moments = Timestamp()
    told = [
        moments.process_bind_param(value, None) if isinstance(value, datetime) else value  # type: ignore[arg-type]
        for value in (values[name] for name in _FIELDS)
    ]
    return hashlib.sha256(repr((number, *told, previous)).encode()).hexdigest()


def _keep_head(connection: Connection, head: str) -> None:
    _keep(connection, _HEAD, head)


def _keep(connection: Connection, key: str, value: str) -> None:
    changed = connection.execute(update(app_meta).where(app_meta.c.key == key).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(app_meta).values(key=key, value=value))
