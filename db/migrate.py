"""Bringing a data file to the schema of this program; Alembic is loaded only when the file is behind.

A new file is made from the metadata at once (a test proves it equal to the migrated one).  Before a
migration a backup is taken; during it foreign keys are off (Alembic's batch mode would delete children of
a rebuilt parent) and so are the triggers (batch mode drops those of the table it rebuilds, stumbles over
those that name it, and no step of work is open that they could write to).  Afterwards they are made again,
every reference is checked, and no table may hold fewer rows.
"""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, inspect, select, table

from app.errors import EnvironmentProblem, ProblemKind
from db import full_text, indexing, triggers
from db.errors import translated
from db.models import metadata
from db.models.journal import app_meta, journal_state
from db.uid import new_uid

HEAD = "0008"
_FOLDER = Path(__file__).parent / "migrations"


def prepare(engine: Engine, before_migration: Callable[[], object]) -> bool:
    """Make or upgrade the schema; return True while nothing has been written into the file.

    That is so for a new file, and for one whose first opening was cut off (power, a full disk).
    Raises ``EnvironmentProblem`` for a file of a newer program, and for a database that is not ours.
    """
    with translated(), engine.connect() as connection:
        revision = revision_of(connection)
        strange = revision is None and inspect(connection).get_table_names()
        untouched = revision is not None and is_untouched(connection)
    if strange:
        raise EnvironmentProblem(
            "함께설계 자료 파일이 아닙니다. 다른 파일을 고르십시오.", ProblemKind.CORRUPT
        )
    if revision is None:
        return _create(engine)
    if revision > HEAD:
        raise EnvironmentProblem(
            "더 새로운 함께설계에서 만든 자료 파일입니다. 파일은 그대로 두었습니다. "
            "프로그램을 최신판으로 바꾸십시오.",
            ProblemKind.NEWER,
        )
    if revision < HEAD:
        before_migration()
        upgrade(engine)
    return untouched


def is_untouched(connection: Connection) -> bool:
    """Tell whether no step of work has been written yet."""
    return bool(connection.exec_driver_sql("SELECT head_id = 0 FROM journal_state").scalar_one())


def revision_of(connection: Connection) -> str | None:
    """Return the schema revision of an open file; None where it has none."""
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").first()
    if not found:
        return None
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def _create(engine: Engine) -> bool:
    with translated(), engine.connect().execution_options(writer=True) as connection, connection.begin():
        if revision_of(connection):  # made by another program meanwhile, which may not have filled it yet
            return is_untouched(connection)
        metadata.create_all(connection)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
        first_rows(connection)
        full_text.create(connection)
        triggers.install(connection)
    # The connection that made the triggers would compile them anew at every write: 0.7 ms instead of 0.1.
    engine.dispose()
    return True


def first_rows(connection: Connection) -> None:
    """Write the rows that a file cannot do without: the journal's state and the file's own identity."""
    connection.execute(insert(journal_state).values(id=1))
    connection.execute(insert(app_meta).values(key="file_uid", value=new_uid()))


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to ``revision``; nothing is kept of a migration that fails."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    with translated(), _without_foreign_keys(engine) as connection, connection.begin():
        before, indexed = _row_counts(connection), full_text.is_there(connection)
        triggers.remove(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        triggers.install(connection)
        _check_references(connection)
        _check_rows(before, _row_counts(connection))
        if indexed:
            indexing.believe(connection)
        else:
            indexing.rebuild(connection)


@contextlib.contextmanager
def _without_foreign_keys(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(writer=True) as connection:
        # Past SQLAlchemy, which would begin a transaction first, and inside one SQLite ignores the pragma.
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        connection.detach()  # closed for good at the end: the pool shall not lend it out again
        yield connection


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise EnvironmentProblem(
            f"자료 파일을 새 형식으로 바꾸다가 끊어진 연결 {len(broken)}건을 찾아 멈추었습니다. "
            "파일은 예전 그대로입니다.",
            ProblemKind.CORRUPT,
        )


def _row_counts(connection: Connection) -> dict[str, int]:
    names = [name for name in inspect(connection).get_table_names() if not full_text.is_index(name)]
    return {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names
    }


def _check_rows(before: dict[str, int], after: dict[str, int]) -> None:
    lost = sum(max(count - after.get(name, count), 0) for name, count in before.items())
    if lost:
        raise EnvironmentProblem(
            f"자료 파일을 새 형식으로 바꾸다가 기록 {lost}건이 사라지는 것을 찾아 멈추었습니다. "
            "파일은 예전 그대로입니다.",
            ProblemKind.CORRUPT,
        )
