"""Schema: a new file equals a migrated one; what is newer or foreign is left untouched."""

from pathlib import Path
from typing import Any

import pytest

from app.errors import EnvironmentProblem, ProblemKind
from app.services.workspace import Workspace
from db.engine import open_engine
from db.migrate import HEAD, upgrade
from tests.db.support import raw


def _schema(path: Path) -> dict[str, Any]:
    """Return every table by its columns, keys and indexes, every trigger by its text."""
    found: dict[str, Any] = {}
    with raw(path) as connection:
        names = connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
        ).fetchall()
        for kind, name, table, sql in names:
            if kind == "trigger":
                found[f"trigger {name}"] = sql
            elif kind == "index":
                unique = connection.execute(f'PRAGMA index_list("{table}")').fetchall()
                columns = connection.execute(f'PRAGMA index_info("{name}")').fetchall()
                found[f"index {name}"] = (table, columns, [row[2] for row in unique if row[1] == name])
            else:
                info = connection.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
                keys = connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
                autoincrement = "AUTOINCREMENT" in sql.upper()
                found[f"table {name}"] = (sorted(row[1:] for row in info), sorted(keys), autoincrement)
    return found


def _migrated(path: Path) -> None:
    engine = open_engine(path)
    try:
        upgrade(engine)
    finally:
        engine.dispose()


def test_a_new_file_has_the_schema_that_migrations_lead_to(tmp_path: Path) -> None:
    """Tables, keys, indexes and triggers are the same on both ways."""
    Workspace(tmp_path / "new.hamkke").close()
    _migrated(tmp_path / "migrated.hamkke")
    new, migrated = _schema(tmp_path / "new.hamkke"), _schema(tmp_path / "migrated.hamkke")
    assert new.keys() == migrated.keys()
    for name in new:
        if name != "table alembic_version":
            assert new[name] == migrated[name], name


def test_a_migrated_empty_file_opens_and_knows_its_revision(tmp_path: Path) -> None:
    """What the migrations made is a data file of today."""
    path = tmp_path / "migrated.hamkke"
    _migrated(path)
    Workspace(path).close()
    with raw(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert connection.execute("SELECT count(*) FROM journal_state").fetchone() == (1,)


def test_a_newer_file_is_refused_and_left_untouched(data_file: Path) -> None:
    """A file of a later program is not opened by this one."""
    Workspace(data_file).close()
    with raw(data_file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = data_file.read_bytes()
    with pytest.raises(EnvironmentProblem, match="더 새로운 함께설계") as refusal:
        Workspace(data_file)
    assert refusal.value.kind is ProblemKind.NEWER
    assert data_file.read_bytes() == before


def test_a_database_of_another_program_is_refused(data_file: Path) -> None:
    """A database without our tables is not filled with them."""
    with raw(data_file) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(EnvironmentProblem, match="함께설계 자료 파일이 아닙니다") as refusal:
        Workspace(data_file)
    assert refusal.value.kind is ProblemKind.CORRUPT
    with raw(data_file) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("recipe",)]


def test_a_file_that_is_no_database_is_refused(data_file: Path) -> None:
    """A text with our ending stays as it is."""
    content = "자료가 아닌 글".encode() * 500
    data_file.write_bytes(content)
    with pytest.raises(EnvironmentProblem, match="자료 파일이 아니거나 손상") as refusal:
        Workspace(data_file)
    assert refusal.value.kind is ProblemKind.CORRUPT
    assert data_file.read_bytes() == content


def test_an_older_file_is_backed_up_before_it_is_changed(
    data_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is migrated before a copy of the file as it was stands beside it."""
    Workspace(data_file).close()
    with raw(data_file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    seen: list[list[Path]] = []
    folder = data_file.with_name(f"{data_file.name}.backups")
    monkeypatch.setattr("db.migrate.upgrade", lambda engine: seen.append(list(folder.iterdir())))
    Workspace(data_file).close()
    ((copy,),) = seen
    with raw(copy) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0000",)


def test_a_failed_upgrade_leaves_the_file_as_it_was(data_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration that fails half-way is rolled back, tables and all."""
    engine = open_engine(data_file)

    def fail(connection: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("db.triggers.install", fail)
    with pytest.raises(RuntimeError):
        upgrade(engine)
    engine.dispose()
    with raw(data_file) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == []


def test_foreign_keys_hold_again_after_an_upgrade(tmp_path: Path) -> None:
    """Connections that migrated check references as all others do."""
    engine = open_engine(tmp_path / "a.hamkke")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    engine.dispose()
