"""Schema: a new file equals a migrated one; what is newer or foreign is left untouched."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import EnvironmentProblem, ProblemKind
from app.services import directory, history, projects, undo
from app.services.workspace import Workspace
from db import migrate
from db.engine import open_engine
from db.migrate import HEAD, upgrade
from tests import factories
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
                info = connection.execute(f'PRAGMA index_info("{name}")').fetchall()
                columns = [column for _, _, column in info]
                found[f"index {name}"] = (table, columns, [row[2] for row in unique if row[1] == name])
            else:
                info = connection.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
                keys = connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
                autoincrement = "AUTOINCREMENT" in sql.upper()
                found[f"table {name}"] = (
                    sorted(row[1:] for row in info),
                    sorted(key[2:] for key in keys),
                    autoincrement,
                )
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


MIGRATION = '''"""Rebuild the table that most others refer to, and change its rows."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None


def upgrade() -> None:
    """Give projects another column the way that Alembic does it for SQLite."""
    for name in ("project", "journal_change"):
        with op.batch_alter_table(name, recreate="always") as batch:
            batch.add_column(sa.Column("colour", sa.Text))
    op.execute("UPDATE project SET colour = 'blue', summary = 'rewritten'")
    {more}
'''


@pytest.fixture
def next_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give a way to let the program have a second migration; ``more`` is what else it does."""

    def add(more: str = "") -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(
            migrate._FOLDER, folder, ignore=shutil.ignore_patterns("000[2-9]*", "00[1-9]*", "__pycache__")
        )
        (folder / "versions" / "0002_next.py").write_text(MIGRATION.replace("{more}", more), encoding="utf-8")
        monkeypatch.setattr(migrate, "_FOLDER", folder)
        monkeypatch.setattr(migrate, "HEAD", "0002")

    return add


def _old_file(path: Path) -> None:
    ws = Workspace(path)
    row = factories.project(ws)
    factories.team(ws, row.id)
    factories.milestone(ws, row.id)
    ws.close()
    with raw(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")


def _rows(path: Path) -> list[Any]:
    with raw(path) as connection:
        names = ("project", "stage", "milestone", "membership", "journal_change", "alembic_version")
        return [connection.execute(f"SELECT * FROM {name}").fetchall() for name in names]


def test_a_rebuilt_parent_keeps_its_children_and_its_triggers(
    data_file: Path, next_schema: Callable[[str], None]
) -> None:
    """A migration that rebuilds a table loses no row of others, and what comes after it is journaled."""
    _old_file(data_file)
    triggers = {name: text for name, text in _schema(data_file).items() if name.startswith("trigger")}
    _projects, *children = _rows(data_file)
    next_schema("")
    ws = Workspace(data_file)
    try:
        assert [len(rows) for rows in _rows(data_file)[1:]] == [len(rows) for rows in children]
        with raw(data_file) as connection:
            assert connection.execute("SELECT colour FROM project").fetchall() == [("blue",)]
        assert {name: text for name, text in _schema(data_file).items() if name in triggers} == triggers
        projects.edit(ws, [1], {"title": "새 이름"})
        assert undo.undo(ws) == "과제 과제명 수정"
    finally:
        ws.close()


@pytest.mark.parametrize(
    ("loss", "sentence"),
    [
        ("op.execute('DELETE FROM milestone')", "사라지는 것을 찾아"),
        ("op.execute('UPDATE stage SET project_id = 99')", "끊어진 연결"),
    ],
)
def test_a_migration_that_loses_something_is_refused(
    data_file: Path, next_schema: Callable[[str], None], loss: str, sentence: str
) -> None:
    """Fewer rows or a broken reference stop the upgrade, and the file is as it was."""
    _old_file(data_file)
    before, rows = _schema(data_file), _rows(data_file)
    next_schema(loss)
    with pytest.raises(EnvironmentProblem, match=sentence):
        Workspace(data_file)
    assert (_schema(data_file), _rows(data_file)) == (before, rows)


def test_a_first_opening_that_was_cut_off_is_finished_by_the_next(
    data_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose regions and programmes were never written gets them, once, when it is opened again."""

    def cut_off(_ws: Workspace) -> None:
        raise EnvironmentProblem("저장 공간이 모자랍니다.", ProblemKind.FULL)

    with monkeypatch.context() as patch, pytest.raises(EnvironmentProblem):
        patch.setattr(directory, "fill", cut_off)
        Workspace(data_file)
    for _ in range(2):
        ws = Workspace(data_file)
        assert [entry.label for entry in directory.entries(ws, "program")][:1]
        assert [step.label for step in history.steps(ws)] == ["기본 자료"]
        directory.fill(ws)
        ws.close()
