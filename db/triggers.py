"""The triggers that write the journal, generated from the tables' metadata.

Triggers, because events of a session miss bulk statements and cascades.  An insert needs no copy (the row
is there), an update keeps the changed fields before and after, a deletion the whole row.  Outside a step of
work ``journal_state.transaction_id`` is empty and the journal's NOT NULL column refuses the write.
"""

import contextlib
from collections.abc import Iterator

from sqlalchemy import Connection, Table

from db.models import metadata

_CURRENT = "(SELECT transaction_id FROM journal_state)"

_APPEND_ONLY = (
    """CREATE TRIGGER journal_transaction_keep BEFORE DELETE ON journal_transaction BEGIN
        SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_transaction_seal BEFORE UPDATE OF label_digest, actor, at, initiator, kind,
        target_id, change_count, digest, previous_digest ON journal_transaction WHEN OLD.digest IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    # A label may only be emptied: the destruction of a person whom it names.
    """CREATE TRIGGER journal_transaction_label BEFORE UPDATE OF label ON journal_transaction
        WHEN OLD.digest IS NOT NULL AND NEW.label <> '' BEGIN
        SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER access_log_keep BEFORE DELETE ON access_log BEGIN
        SELECT RAISE(ABORT, 'the log of access is append-only'); END""",
    """CREATE TRIGGER access_log_seal BEFORE UPDATE ON access_log BEGIN
        SELECT RAISE(ABORT, 'the log of access is append-only'); END""",
    """CREATE TRIGGER journal_change_keep BEFORE DELETE ON journal_change BEGIN
        SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)


def journaled_tables() -> list[Table]:
    """Return the record tables, parents before children."""
    return [table for table in metadata.sorted_tables if table.info.get("journal")]


def journaled_columns(table: Table) -> list[str]:
    """Return the columns of ``table`` whose changes the journal keeps."""
    return [column.name for column in table.columns if column.name not in table.info["unjournaled"]]


def install(connection: Connection) -> None:
    """Drop and create every trigger, so that they match the tables as they are now."""
    remove(connection)
    for statement in statements():
        connection.exec_driver_sql(statement)


def remove(connection: Connection) -> None:
    """Drop every trigger: no write is journaled, and no table that a trigger names is held in place."""
    names = (
        connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'").scalars().all()
    )
    for name in names:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


@contextlib.contextmanager
def lifted(connection: Connection, name: str) -> Iterator[None]:
    """Take one of the guards away for the block, within the transaction that does what it forbids."""
    (statement,) = (text for text in _APPEND_ONLY if f"TRIGGER {name} " in text)
    connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    connection.exec_driver_sql(statement)


def statements() -> Iterator[str]:
    """Yield the statements that create every trigger."""
    for table in journaled_tables():
        yield _trigger(table, "INSERT", "NEW")
        yield _trigger(table, "UPDATE", "NEW")
        yield _trigger(table, "DELETE", "OLD")
    yield from _APPEND_ONLY


def _trigger(table: Table, event: str, row: str) -> str:
    columns = [name for name in journaled_columns(table) if name not in ("id", "uid")]
    before, after, when, of = "NULL", "NULL", "", ""
    if event == "UPDATE":
        changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns)
        when = f"WHEN {changed}"
        of = "OF " + ", ".join(f'"{name}"' for name in columns) + " "
        before, after = _changed(columns, "OLD"), _changed(columns, "NEW")
    elif event == "DELETE":
        pairs = ", ".join(f"'{name}', OLD.\"{name}\"" for name in ["id", "uid", *columns])
        before = f"json_object({pairs})"
    project = f"{row}.id" if table.name == "project" else "NULL"
    if "project_id" in columns:
        project = f"{row}.project_id"
    values = f"{_CURRENT}, '{table.name}', {row}.id, {row}.uid, {project}, '{event[0]}', {before}, {after}"
    # Every name in it is one of our own tables and columns.
    return (
        f'CREATE TRIGGER "journal_{table.name}_{event.lower()}" AFTER {event} {of}ON "{table.name}" {when} '
        "BEGIN INSERT INTO journal_change "
        '(transaction_id, table_name, row_id, uid, project_id, kind, "before", "after") '
        f"VALUES ({values}); END"
    )


def _changed(columns: list[str], row: str) -> str:
    # One text of CASEs: as 35 sub-selects under UNION ALL it cost six times as much for each update.
    parts = " || ".join(
        f'CASE WHEN OLD."{name}" IS NOT NEW."{name}" '
        f"""THEN ',"{name}":' || json_quote({row}."{name}") ELSE '' END"""
        for name in columns
    )
    return f"'{{' || substr({parts}, 2) || '}}'"
