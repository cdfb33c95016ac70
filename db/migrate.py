"""Bringing a data file to the schema of this program; Alembic is loaded only when the file is behind.

A new file is made from the metadata at once (a test proves it equal to the migrated one).  Before a
migration a backup is taken; during it foreign keys are off (Alembic's batch mode would delete children of
a rebuilt parent) and afterwards the triggers, which batch mode drops, are created again and every
reference is checked.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect

from app.errors import EnvironmentProblem, ProblemKind
from db import triggers
from db.errors import translated
from db.models import metadata
from db.models.journal import app_meta, journal_state
from db.uid import new_uid

HEAD = "0001"
_FOLDER = Path(__file__).parent / "migrations"


def prepare(engine: Engine, before_migration: Callable[[], object]) -> bool:
    """Make or upgrade the schema; return True when the file was new.

    Raises ``EnvironmentProblem`` for a file of a newer program, and for a database that is not ours.
    """
    with translated(), engine.connect() as connection:
        revision = revision_of(connection)
        strange = revision is None and inspect(connection).get_table_names()
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
    return False


def revision_of(connection: Connection) -> str | None:
    """Return the schema revision of an open file; None where it has none."""
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").first()
    if not found:
        return None
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def _create(engine: Engine) -> bool:
    with translated(), engine.connect().execution_options(writer=True) as connection, connection.begin():
        if revision_of(connection):
            return False
        metadata.create_all(connection)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
        first_rows(connection)
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
    with translated(), engine.connect().execution_options(writer=True) as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.rollback()
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            triggers.install(connection)
            _check_references(connection)
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.rollback()
    engine.dispose()


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise EnvironmentProblem(
            f"자료 파일을 새 형식으로 바꾸다가 끊어진 연결 {len(broken)}건을 찾아 멈추었습니다. "
            "파일은 예전 그대로입니다.",
            ProblemKind.CORRUPT,
        )
