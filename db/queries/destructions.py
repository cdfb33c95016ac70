"""파기 looked at beforehand: what tells in the records who a person is, and in which files it may be.

Texts are searched by a function that the driver calls for every cell, so the same rule serves tables, the
journal and its labels.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, Text, select

from app.domain.entities import ENTITIES
from app.domain.privacy.access import Destruction
from app.domain.privacy.destruction import DeletedPerson, Order, Place
from app.domain.privacy.personal_marks import Hit, MarkKind, Marks
from db.journal import driver_of
from db.models import metadata
from db.models.privacy import destruction
from db.triggers import journaled_tables

LEDGER_FIELDS = tuple(column.name for column in destruction.columns if column.name not in ("id", "uid"))

# Who acted in office is part of what was decided, and a ledger names its own people by nothing but numbers.
_IN_OFFICE = {"signed_by", "met_by", "closed_by", "reopened_by", "drawn_by", "reviewed_by", "destroyed_by",
              "approved_by"}  # fmt: skip
# What belongs to one person alone is emptied whatever it says.
OWN_TEXTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "membership": ("person_id", {"note": ""}),
    "applicant": ("person_id", {"note": ""}),
    "consent": ("person_id", {"guardian": "", "withdrawal_reason": "", "note": "", "scan_name": "",
                              "scan_sha256": "", "scan_size": None}),
    "contribution": ("person_id", {"giver": ""}),
    "proposal": ("proposer_id", {"proposer": ""}),
    "vote": ("person_id", {"voter": ""}),
    "pseudonym": ("person_id", {"person_id": None}),
}  # fmt: skip
_AROUND = 24


def text_columns() -> Iterator[tuple[Table, str]]:
    """Yield every column of the records that holds words of people's own."""
    for table in journaled_tables():
        for column in table.columns:
            kind = getattr(column.type, "impl", column.type)
            if isinstance(kind, Text) and column.computed is None and column.name not in _IN_OFFICE:
                yield table, column.name


@contextlib.contextmanager
def searching(connection: Connection, marks: Marks) -> Iterator[Any]:
    """Let statements ask ``marked(text)`` and ``unmarked(text)`` on the driver's connection."""
    driver = driver_of(connection)
    driver.create_function("marked", 1, lambda text: marks.holds(text) if isinstance(text, str) else False)
    driver.create_function("unmarked", 1, lambda text: marks.removed(text) if isinstance(text, str) else text)
    try:
        yield driver
    finally:
        driver.create_function("marked", 1, None)
        driver.create_function("unmarked", 1, None)


def ids_of(connection: Connection, uids: Sequence[str]) -> dict[str, int]:
    """Return the ids of the persons that this file knows, by their uids: also of who was deleted.

    Ids are never used twice, so the id of a deleted person names nobody else.
    """
    given = json.dumps(list(uids))
    return dict(driver_of(connection).execute(_KNOWN, (given, given)).fetchall())


_KNOWN = """SELECT uid, id FROM person WHERE uid IN (SELECT value FROM json_each(?))
    UNION SELECT uid, row_id FROM journal_change WHERE table_name = 'person' AND kind = 'D'
    AND uid IN (SELECT value FROM json_each(?))"""
# The newest deletion of each; who was merged into somebody present goes with that one.
_DELETED = """SELECT gone.uid, gone.row_id, gone."before", step.at, step.actor FROM journal_change gone
    JOIN journal_transaction step ON step.id = gone.transaction_id
    WHERE gone.table_name = 'person' AND gone.kind = 'D' AND gone."before" IS NOT NULL
    AND gone.uid NOT IN (SELECT uid FROM person)
    AND gone.id = (SELECT max(id) FROM journal_change WHERE uid = gone.uid AND kind = 'D')
    AND NOT EXISTS (SELECT 1 FROM journal_change kept WHERE kept.transaction_id = gone.transaction_id
        AND kept.kind = 'U' AND (kept.uid IN (SELECT uid FROM person)
        OR kept."after" ->> 'person_id' IN (SELECT id FROM person)))
    ORDER BY gone.id DESC"""


def deleted(connection: Connection) -> list[DeletedPerson]:
    """Return who was deleted and still stands in the journal, the newest deletion first."""
    found = driver_of(connection).execute(_DELETED).fetchall()
    return [_deleted(*row) for row in found]


def _deleted(uid: str, row_id: int, before: str, at: str, actor: str) -> DeletedPerson:
    told = json.loads(before)
    return DeletedPerson(row_id, uid, told["name"], told.get("actor_kind"), datetime.fromisoformat(at), actor)


_FORMER = """SELECT c."before", c."after" FROM journal_change c WHERE c.table_name = 'person' AND c.uid IN
    (SELECT value FROM json_each(?))"""
# A merge deletes the other entries of a person in the step that moves what referred to them.
_MERGED = """SELECT DISTINCT gone.uid FROM journal_change gone JOIN journal_change kept
    ON kept.transaction_id = gone.transaction_id AND kept.kind = 'U'
    WHERE gone.table_name = 'person' AND gone.kind = 'D' AND (kept.uid IN (SELECT value FROM json_each(?))
    OR EXISTS (SELECT 1 FROM json_each(?) WHERE value = kept."after" ->> 'person_id'))
    AND gone.uid NOT IN (SELECT uid FROM person)"""


def former_selves(connection: Connection, ids: Mapping[str, int]) -> list[str]:
    """Return the uids of entries that were merged into these persons."""
    given = (json.dumps(list(ids)), json.dumps(list(ids.values())))
    return [row[0] for row in driver_of(connection).execute(_MERGED, given)]


def marks_of(connection: Connection, ids: Mapping[str, int]) -> Marks:
    """Return every name, phone and address that the persons have now or had before."""
    found: dict[str, set[str]] = {"name": set(), "phone": set(), "email": set()}
    table = metadata.tables["person"]
    for row in connection.execute(select(table).where(table.c.id.in_(ids.values()))).mappings():
        for key, values in found.items():
            values.add(row[key])
    uids = json.dumps([*ids, *former_selves(connection, ids)])
    for payloads in driver_of(connection).execute(_FORMER, (uids,)):
        for payload in filter(None, payloads):
            told = json.loads(payload)
            for key, values in found.items():
                values.add(str(told.get(key) or ""))
    return Marks.of(found["name"], found["phone"], found["email"])


def places(connection: Connection, marks: Marks, ids: Mapping[str, int]) -> Iterator[Place]:
    """Yield every text of the records, but the persons' own, that names one of them."""
    doubtful = _shared_names(connection, marks, ids)
    own = set(_own(connection, ids))
    with searching(connection, marks) as driver:
        for table, column in text_columns():
            # Every name in it is one of our own tables and columns.
            statement = f'SELECT id, uid, "{column}" FROM "{table.name}" WHERE marked("{column}")'  # noqa: S608
            for row_id, uid, text in driver.execute(statement).fetchall():
                if (table.name, column, row_id) in own:
                    continue
                yield _place(table.name, uid, column, text, list(marks.find(text)), doubtful)


def _own(connection: Connection, ids: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
    """Yield table, column and id of every text that goes because it is the persons' own, whatever it says."""
    for table, column in text_columns():
        if table.name == "person":
            yield from ((table.name, column, row_id) for row_id in ids.values())
    given = (json.dumps(list(ids.values())),)
    for name, (owner, values) in OWN_TEXTS.items():
        statement = f'SELECT id FROM "{name}" WHERE "{owner}" IN (SELECT value FROM json_each(?))'  # noqa: S608
        for (row_id,) in driver_of(connection).execute(statement, given).fetchall():
            yield from ((name, column, row_id) for column in values)


def _place(table: str, uid: str, column: str, text: str, hits: list[Hit], shared: set[str]) -> Place:
    entity, first = ENTITIES[table], hits[0]
    label = next((spec.label for spec in entity.fields if spec.key == column), column)
    start, end = max(first.start - _AROUND, 0), min(first.end + _AROUND, len(text))
    excerpt = ("…" if start else "") + text[start:end].replace("\n", " ") + ("…" if end < len(text) else "")
    words = {"".join(text[hit.start : hit.end].split()) for hit in hits if hit.kind is MarkKind.NAME}
    only_names = all(hit.kind is MarkKind.NAME for hit in hits)
    doubtful = only_names and all(len(word) < 3 or word in shared for word in words)
    return Place(table, uid, column, f"{entity.label} · {label}", "", excerpt, len(hits), doubtful)


def _shared_names(connection: Connection, marks: Marks, ids: Mapping[str, int]) -> set[str]:
    """Return the names that others of the roster have too."""
    table = metadata.tables["person"]
    others = select(table.c.name).where(table.c.id.not_in(ids.values()), table.c.destroyed_on.is_(None))
    return {"".join(name.split()) for name in connection.execute(others).scalars()} & set(marks.names)


def count_payloads(connection: Connection, order: Order) -> tuple[int, int]:
    """Return how many payloads and labels of the journal would be emptied."""
    ids = ids_of(connection, list(order.people))
    with searching(connection, order.marks) as driver:
        payloads = driver.execute(f"SELECT count(*) {PAYLOADS}", bound(connection, order, ids))
        labels = driver.execute("SELECT count(*) FROM journal_transaction WHERE marked(label)")
        return int(payloads.fetchone()[0]), int(labels.fetchone()[0])


def counts(connection: Connection, ids: Sequence[int]) -> dict[str, int]:
    """Return how many records of each table belong to the persons."""
    given = (json.dumps(list(ids)),)
    driver = driver_of(connection)
    found: dict[str, int] = {}
    for table in journaled_tables():
        for column in table.columns:
            if any(key.column.table.name == "person" for key in column.foreign_keys):
                statement = (
                    f'SELECT count(*) FROM "{table.name}" WHERE "{column.name}" '  # noqa: S608
                    "IN (SELECT value FROM json_each(?))"
                )
                number = int(driver.execute(statement, given).fetchone()[0])
                found[table.name] = found.get(table.name, 0) + number
    return found


def minutes_given(connection: Connection, ids: Sequence[int]) -> int:
    """Return the minutes of attendance that stay in the sums."""
    statement = (
        "SELECT coalesce(sum(minutes), 0) FROM attendance WHERE person_id IN (SELECT value FROM json_each(?))"
    )
    return int(driver_of(connection).execute(statement, (json.dumps(list(ids)),)).fetchone()[0])


def filed(connection: Connection) -> list[tuple[str, str, int, str, int | None]]:
    """Return digest, name, size, where it stands and the person (of a consent's scan) of every file.

    Files of deleted records too: undo could bring them back, so their bytes are kept.
    """
    return list(driver_of(connection).execute(_FILED).fetchall())


_FILED = """SELECT a.sha256, a.name, a.size, coalesce(o.title, s.topic, c.label, ''), NULL FROM attachment a
    LEFT JOIN output o ON o.id = a.output_id LEFT JOIN session s ON s.id = a.session_id
    LEFT JOIN criterion c ON c.id = a.criterion_id WHERE a.sha256 <> ''
    UNION ALL SELECT scan_sha256, scan_name, coalesce(scan_size, 0), '동의서', person_id FROM consent
    WHERE scan_sha256 <> ''
    UNION ALL SELECT "before" ->> 'sha256', "before" ->> 'name', "before" ->> 'size', '삭제한 첨부', NULL
    FROM journal_change WHERE table_name = 'attachment' AND kind = 'D' AND "before" ->> 'sha256' <> ''
    UNION ALL SELECT "before" ->> 'scan_sha256', "before" ->> 'scan_name',
    coalesce("before" ->> 'scan_size', 0), '삭제한 동의서', "before" ->> 'person_id'
    FROM journal_change WHERE table_name = 'consent' AND kind = 'D' AND "before" ->> 'scan_sha256' <> ''"""

_MET = """SELECT DISTINCT a.sha256 FROM attachment a JOIN attendance t ON t.session_id = a.session_id
    WHERE t.person_id IN (SELECT value FROM json_each(?)) AND t.state <> 'absent'"""


def files_of_sessions(connection: Connection, ids: Sequence[int]) -> set[str]:
    """Return the digests of the files of sessions at which the persons were."""
    found = driver_of(connection).execute(_MET, (json.dumps(list(ids)),))
    return {row[0] for row in found}


def destroyed(connection: Connection) -> int:
    """Return how many persons were destroyed so far, those who had been deleted before included."""
    statement = "SELECT coalesce(sum(people_count), 0) FROM destruction"
    return int(driver_of(connection).execute(statement).fetchone()[0])


PAYLOADS = """FROM journal_change WHERE ("before" IS NOT NULL OR "after" IS NOT NULL) AND (
    uid IN (SELECT value FROM json_each(:own)) OR uid IN (SELECT value FROM json_each(:people))
    OR (table_name IN ('membership', 'applicant', 'consent', 'contribution')
        AND coalesce("before" ->> 'person_id', "after" ->> 'person_id')
            IN (SELECT value FROM json_each(:ids)))
    OR coalesce("before" ->> 'sha256', "before" ->> 'scan_sha256') IN (SELECT value FROM json_each(:files))
    OR ((marked("before") OR marked("after"))
        AND NOT (table_name = 'person' AND uid IN (SELECT uid FROM person))))"""


def bound(connection: Connection, order: Order, ids: Mapping[str, int]) -> dict[str, str]:
    """Return what ``PAYLOADS`` is asked with."""
    return {
        "own": "[]",
        "people": json.dumps(list(order.people)),
        "ids": json.dumps(list(ids.values())),
        "files": json.dumps(list(order.files)),
    }


# -- what is done


def is_done(connection: Connection, uid: str) -> bool:
    """Tell whether this destruction is in the file's own ledger already."""
    return connection.execute(select(destruction.c.id).where(destruction.c.uid == uid)).first() is not None


def ledger(connection: Connection) -> list[Destruction]:
    """Return the 파기대장, newest first."""
    found = connection.execute(select(destruction).order_by(destruction.c.id.desc()))
    return [Destruction(**row) for row in found.mappings()]
