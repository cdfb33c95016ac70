"""파기 in the records: everything that tells who a person was goes, in one step whose own traces go with it.

The journal's payloads are emptied after the step is sealed and before it is committed: their digests are
part of the chain already, so it verifies, and no committed state ever holds them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from app.domain.privacy.destruction import SHARED_REGION, Order
from app.domain.privacy.masks import mask_name
from app.domain.privacy.personal_marks import PLACEHOLDER
from db import indexing
from db.journal import driver_of
from db.queries import access
from db.queries.destructions import (
    OWN_TEXTS,
    PAYLOADS,
    bound,
    former_selves,
    ids_of,
    marks_of,
    searching,
    text_columns,
)
from db.session import UnitOfWork

_WHOLLY_OWN = {"membership", "applicant", "consent", "pseudonym"}
_UNIQUE = {("pseudonym", "label"), ("tag", "name"), ("program", "name")}
_EMPTIED = {
    "affiliation": "", "department": "", "phone": "", "email": "", "birth_year": None, "age_band": None,
    "gender": None, "interests": "", "accessibility": "", "memo": "",
}  # fmt: skip


def carry_out(work: UnitOfWork, order: Order) -> dict[str, int]:
    """Anonymise the persons of ``order`` within a step of work; return how many values and texts went.

    ``steps``, how many payloads of the journal were emptied, is counted when the step is sealed.
    """
    connection = work.connection
    ids, done = ids_of(connection, list(order.people)), {"values": 0, "texts": 0, "steps": 0}
    # A backup may know values that the present file has forgotten.
    order = replace(order, marks=order.marks.joined(marks_of(connection, ids)))
    former = former_selves(connection, ids)
    own = _own_records(connection, ids, order)
    with searching(connection, order.marks) as driver:
        done["values"] = _empty_persons(driver, order, ids) + _empty_own(driver, ids)
        _empty_files(driver, order)
        _forget_layouts(driver)
        done["texts"] = _clear_texts(driver, order) + _clear_file_texts(driver, connection, order)
    access.blank(connection, order.marks)
    work.insert("destruction", {**order.ledger, "uid": order.uid})

    def scrub(sealed: Connection) -> None:
        with searching(sealed, order.marks) as driver:
            given = {**bound(sealed, order, ids), "own": json.dumps([*own, *former])}
            done["steps"] = _empty_journal(driver, given, [*order.people, *former], order)

    work.once_sealed(scrub)
    return done


def _own_records(connection: Connection, ids: Mapping[str, int], order: Order) -> list[str]:
    """Return the uids of records whose whole history is about one person or about a file that goes."""
    driver, given = driver_of(connection), json.dumps(list(ids.values()))
    found: list[str] = []
    for table, (column, _values) in OWN_TEXTS.items():
        if table in _WHOLLY_OWN:
            statement = f"""SELECT uid FROM "{table}" WHERE "{column}" IN (SELECT value FROM json_each(:ids))
                UNION SELECT uid FROM journal_change WHERE table_name = '{table}' AND kind = 'D'
                AND "before" ->> '{column}' IN (SELECT value FROM json_each(:ids))"""  # noqa: S608
            found += [row[0] for row in driver.execute(statement, {"ids": given})]
    files = "SELECT uid FROM attachment WHERE sha256 IN (SELECT value FROM json_each(?))"
    return found + [row[0] for row in driver.execute(files, (json.dumps(list(order.files)),))]


def _empty_persons(driver: Any, order: Order, ids: Mapping[str, int]) -> int:
    sets = ", ".join(f'"{name}" = :{name}' for name in _EMPTIED)
    # A region that few others share would tell who it was.
    region = "(SELECT count(*) FROM person o WHERE o.region_id = person.region_id) > :shared"
    statement = f"""UPDATE person SET name = :name, {sets}, destroyed_on = :day,
        region_id = CASE WHEN {region} THEN region_id END WHERE id = :id"""  # noqa: S608
    count = 0
    for uid, row_id in ids.items():
        values = {
            "name": order.people[uid],
            "day": order.on.isoformat(),
            "shared": SHARED_REGION,
            "id": row_id,
        }
        count += driver.execute(statement, {**_EMPTIED, **values}).rowcount
    return count


def _empty_own(driver: Any, ids: Mapping[str, int]) -> int:
    count, given = 0, json.dumps(list(ids.values()))
    for table, (column, values) in OWN_TEXTS.items():
        sets = ", ".join(f'"{name}" = :{name}' for name in values)
        changed = " OR ".join(f'"{name}" IS NOT :{name}' for name in values)
        statement = (
            f'UPDATE "{table}" SET {sets} WHERE "{column}" IN (SELECT value FROM json_each(:people)) '  # noqa: S608
            f"AND ({changed})"
        )
        count += driver.execute(statement, {**values, "people": given}).rowcount
    return count


def _empty_files(driver: Any, order: Order) -> None:
    given = (PLACEHOLDER, json.dumps(list(order.files)))
    driver.execute(
        """UPDATE attachment SET name = ?, sha256 = '', size = 0, media_type = ''
        WHERE sha256 IN (SELECT value FROM json_each(?))""",
        given,
    )
    driver.execute(
        """UPDATE consent SET scan_name = '', scan_sha256 = '', scan_size = NULL
        WHERE scan_sha256 IN (SELECT value FROM json_each(?))""",
        given[1:],
    )


def _clear_texts(driver: Any, order: Order) -> int:
    count = 0
    for table, column in text_columns():
        spared = [uid for name, uid, key in order.excepted if (name, key) == (table.name, column)]
        # Names that have to be different stay so.
        cleared = f'unmarked("{column}")' + (" || ' ' || id" if (table.name, column) in _UNIQUE else "")
        statement = (
            f'UPDATE "{table.name}" SET "{column}" = {cleared} WHERE marked("{column}") '  # noqa: S608
            "AND uid NOT IN (SELECT value FROM json_each(?))"
        )
        if table.name == "person" and column == "name":
            # Somebody else who has the same name keeps it.
            continue
        count += driver.execute(statement, (json.dumps(spared),)).rowcount
    return count


def _clear_file_texts(driver: Any, connection: Connection, order: Order) -> int:
    """Clear what was read of attached files; a file that stays is found by its other words."""
    files = json.dumps(list(order.files))
    driver.execute("DELETE FROM file_text WHERE sha256 IN (SELECT value FROM json_each(?))", (files,))
    named = [row[0] for row in driver.execute("SELECT sha256 FROM file_text WHERE marked(text)").fetchall()]
    driver.executemany(
        "UPDATE file_text SET text = unmarked(text) WHERE sha256 = ?", [(one,) for one in named]
    )
    indexing.follow_files(connection, named)
    return len(named)


def _forget_layouts(driver: Any) -> None:
    """Forget how tables were matched whose headings or words name somebody, and the names of all files."""
    driver.execute("DELETE FROM import_layout WHERE marked(signature) OR marked(mapping) OR marked(taught)")
    driver.execute("UPDATE import_layout SET name = '' WHERE name <> ''")


def _empty_journal(driver: Any, given: Mapping[str, str], people: Sequence[str], order: Order) -> int:
    found = driver.execute(f"SELECT id {PAYLOADS}", given).fetchall()
    driver.executemany(
        'UPDATE journal_change SET "before" = NULL, "after" = NULL, blanked = 1 WHERE id = ?', found
    )
    # An insertion has no payload; taking it back would lose the person's counts, so it is closed as well.
    driver.execute(
        "UPDATE journal_change SET blanked = 1 WHERE uid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(people)),),
    )
    driver.execute("UPDATE journal_transaction SET label = '' WHERE marked(label)")
    _empty_masked_labels(driver, people, order)
    return len(found)


def _empty_masked_labels(driver: Any, people: Sequence[str], order: Order) -> None:
    """Empty the labels that give a name with its middle hidden, where their step was about the person."""
    for name in order.marks.names:
        driver.execute(
            """UPDATE journal_transaction SET label = '' WHERE instr(label, ?) AND id IN
            (SELECT transaction_id FROM journal_change WHERE blanked)""",
            (mask_name(name),),
        )
