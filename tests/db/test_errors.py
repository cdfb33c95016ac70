"""What the engine refuses is told in a sentence of the right kind, and nothing acknowledged is lost."""

import os
import stat
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from app.errors import EnvironmentProblem, ProblemKind
from app.services import history
from app.services.data_file import check
from app.services.workspace import Workspace
from db.engine import open_engine
from db.errors import as_problem, translated
from tests import factories
from tests.db.support import contents, raw


def test_a_file_that_another_program_writes_is_locked(
    data_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write waits, then says so; reading goes on, and writing resumes when the other is done."""
    monkeypatch.setattr("db.driver._PRAGMAS", ("PRAGMA foreign_keys=ON", "PRAGMA busy_timeout=30"))
    Workspace(data_file).close()
    with raw(data_file) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    ws = Workspace(data_file)
    factories.person(ws, "하나")
    with raw(data_file) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentProblem, match="다른 프로그램이 쓰고") as refusal:
            factories.person(ws, "두리")
        assert refusal.value.kind is ProblemKind.LOCKED
        assert len(history.steps(ws)) == 2
        other.execute("ROLLBACK")
    factories.person(ws, "두리")
    assert len(contents(ws)["person"]) == 2
    ws.close()


def test_a_full_disk_keeps_what_is_stored(workspace: Workspace) -> None:
    """Without room the step fails whole; with room again the same work succeeds."""
    factories.person(workspace, "하나")
    before = contents(workspace)
    with (
        pytest.raises(EnvironmentProblem, match="저장 공간이 모자라") as refusal,
        workspace.unit_of_work("큰 글") as work,
    ):
        pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        work.connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
        try:
            work.insert("person", {"name": "두리", "memo": "가" * 200_000})
        finally:
            work.connection.exec_driver_sql("PRAGMA max_page_count=1073741823")
    assert refusal.value.kind is ProblemKind.FULL
    assert contents(workspace) == before
    factories.person(workspace, "두리")
    assert check.check(workspace).findings == ()


def test_a_read_only_connection_says_so(data_file: Path) -> None:
    """A write on a file opened for reading is a problem of the surroundings, not a bug."""
    ws = Workspace(data_file)
    ws.close()
    engine = open_engine(data_file, ws.key, read_only=True)
    with (
        pytest.raises(EnvironmentProblem, match="읽기 전용") as refusal,
        translated(),
        engine.connect() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM tag WHERE id < 0")
        connection.exec_driver_sql("INSERT INTO tag (uid, name) VALUES ('a', 'b')")
    engine.dispose()
    assert refusal.value.kind is ProblemKind.READ_ONLY


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="관리자는 권한과 상관없이 씁니다.")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    """A place that cannot be written is told of before anything is made."""
    folder = tmp_path / "막힌 곳"
    folder.mkdir()
    folder.chmod(stat.S_IREAD | stat.S_IEXEC)
    with pytest.raises(EnvironmentProblem):
        Workspace(folder / "새.hamkke")


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    """A data file cannot lie under a file."""
    (tmp_path / "글.txt").write_text("x", "utf-8")
    with pytest.raises(EnvironmentProblem, match="폴더를 만들 수 없습니다"):
        Workspace(tmp_path / "글.txt" / "새.hamkke")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("database is locked", ProblemKind.LOCKED),
        ("database or disk is full", ProblemKind.FULL),
        ("attempt to write a readonly database", ProblemKind.READ_ONLY),
        ("unable to open database file", ProblemKind.MISSING),
        ("file is not a database", ProblemKind.CORRUPT),
        ("disk I/O error", ProblemKind.OTHER),
        ("database disk image is malformed", ProblemKind.CORRUPT),
    ],
)
def test_every_refusal_of_the_engine_has_its_kind(text: str, kind: ProblemKind) -> None:
    """The engine's words are recognised however the error reaches us."""
    with pytest.raises(EnvironmentProblem) as refusal, translated():
        raise driver.OperationalError(text)
    assert refusal.value.kind is kind
    assert refusal.value.message.endswith(".")


def test_a_bug_stays_a_bug() -> None:
    """What is no refusal of the surroundings is not told as one."""
    with pytest.raises(driver.OperationalError), translated():
        raise driver.OperationalError("no such table: recipe")
    assert as_problem(ValueError("x")) is None
