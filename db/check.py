"""Whether a data file is sound: pages, references, triggers, the journal's chain, the attached files."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from app.domain.hangul import quoted
from db import index_check, journal, journal_marks, kept, triggers
from db.blobs import BlobStore
from db.engine import open_engine
from db.errors import translated
from db.models.form import office_form
from db.models.journal import journal_change
from db.models.output import attachment
from db.models.privacy import consent
from db.queries import access

# Every column that names a file of the store, after the one that says what it is called.
_STORED = (
    (attachment.c.name, attachment.c.sha256),
    (consent.c.scan_name, consent.c.scan_sha256),
    (office_form.c.file_name, office_form.c.sha256),
)


def findings(connection: Connection, blobs: BlobStore, today: date) -> Iterator[str]:
    """Yield a sentence for everything that is not as it should be; nothing means sound."""
    for (text,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if text != "ok":
            yield f"자료 파일이 손상되었습니다: {text}"
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        yield f"끊어진 연결이 {len(broken)}건 있습니다(표: {', '.join(sorted({row[0] for row in broken}))})."
    yield from _missing_triggers(connection)
    yield from journal.verify(connection)
    yield from journal_marks.verify(connection)
    yield from access.verify(connection)
    yield from index_check.problems(connection)
    yield from kept.problems(connection, today)
    for name, digest in _STORED:
        for text, sha256 in connection.execute(select(name, digest).where(digest != "").distinct()):
            if not blobs.intact(sha256):
                yield f"첨부 파일 {quoted(text, '이/가')} 없거나 내용이 바뀌었습니다."


def _missing_triggers(connection: Connection) -> Iterator[str]:
    found = connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").scalars().all()
    missing = set(triggers.statements()) - set(found)
    if missing:
        yield f"이력을 남기는 장치가 {len(missing)}곳에서 빠졌거나 바뀌었습니다."


def referenced_blobs(connection: Connection) -> set[str]:
    """Return the digests that a record names, or that undo could bring back."""
    found: set[str] = set()
    there = set(inspect(connection).get_table_names())  # a backup may be older than a table
    for _name, digest in _STORED:
        if digest.table.name not in there:
            continue
        found.update(connection.execute(select(digest).where(digest != "")).scalars())
        before = journal_change.c.before.op("->>")(digest.name)
        undone = select(before).where(
            journal_change.c.table_name == digest.table.name, journal_change.c.before.is_not(None)
        )
        found.update(value for value in connection.execute(undone).scalars() if value)
    return found


def referenced_in(path: Path, key: str = "") -> set[str]:
    """Return the digests that a closed data file, such as a backup, refers to."""
    engine = open_engine(path, key, read_only=True)
    try:
        with translated(), engine.connect() as connection:
            return referenced_blobs(connection)
    finally:
        engine.dispose()
