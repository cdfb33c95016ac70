"""What every command does alike: usage, undo, history, check, backups, damaged and locked files."""

import json
from pathlib import Path

import pytest

from tests.app.cli.conftest import Run, added, refused
from tests.app.services.test_imports import TASKS


@pytest.mark.parametrize(
    "arguments",
    [
        ("frob",),
        ("projects",),
        ("projects", "add"),
        ("projects", "show", "하나"),
        ("import", "a.txt"),
        ("import", "a.txt", "--kind", "birds"),
        ("export", "matrix", "--format", "hwp", "--out", "a.hwp"),
        ("projects", "list", "--colour"),
        ("restore",),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, data_file: Path, arguments: tuple[str, ...]) -> None:
    """A command that cannot be understood ends with 2, tells the usage and opens no file."""
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.err.startswith("사용법: ")
    assert not data_file.exists()


def test_help_ends_with_0(run: Run) -> None:
    """--help of the program and of a command is printed and is no error."""
    assert "백업" in run("--help").out
    assert run("projects", "add", "--help").code == 0


def test_undo_and_redo_by_name(run: Run) -> None:
    """Each names its step; with nothing left it is refused."""
    added(run, "골목 신호")
    assert run("undo").out == "실행 취소: 과제 ‘골목 신호’ 등록\n"
    assert refused(run("undo"), "취소할 일이 없습니다")
    assert run("redo", "--json").json == {"label": "과제 ‘골목 신호’ 등록"}
    assert refused(run("redo"), "다시 할 일이 없습니다")


def test_an_import_is_undone_by_one_undo(run: Run, tmp_path: Path) -> None:
    """One undo takes every record of an import away."""
    path = tmp_path / "과제.txt"
    path.write_text(TASKS, encoding="utf-8")
    run("import", path, "--kind", "tasks")
    run("undo")
    assert run("projects", "list", "--json").json == []


def test_history_is_told_newest_first(run: Run) -> None:
    """Each step has its label, actor, moment and state."""
    added(run, "첫째")
    added(run, "둘째")
    steps = run("history", "--json", "--limit", "2").json
    assert [step["label"] for step in steps] == ["과제 ‘둘째’ 등록", "과제 ‘첫째’ 등록"]
    assert {"id", "label", "actor", "at", "kind", "state", "change_count"} <= set(steps[0])


def test_history_says_what_was_undone(run: Run) -> None:
    """Without JSON an undo is told from the step it took back, and that says where it stands."""
    added(run, "첫째")
    run("undo")
    told = [line.split("\t")[3:] for line in run("history", "--limit", "2").out.splitlines()]
    assert told == [["실행 취소: 과제 ‘첫째’ 등록"], ["과제 ‘첫째’ 등록", "취소함"]]


def test_check_finds_what_was_altered(run: Run, data_file: Path) -> None:
    """A sound file ends with 0; a journal written over ends with 3 and a sentence."""
    import sqlcipher3.dbapi2 as driver

    added(run, "온전")
    assert run("check", "--json").json == {"sound": True, "findings": [], "collected": 0}
    with driver.connect(str(data_file)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE journal_transaction SET actor = '다른 사람' WHERE id = 2")
    connection.close()
    outcome = run("check")
    assert outcome.code == 3
    assert "이력 2번" in outcome.out


def test_a_backup_brings_everything_back(run: Run, tmp_path: Path) -> None:
    """What was there at the backup is there after restoring; what was there before is kept aside."""
    added(run, "백업된 과제")
    backup = tmp_path / "옮김" / "백업.hamkke"
    assert run("backup", backup).code == 0
    added(run, "그 뒤의 과제")
    outcome = run("restore", backup)
    assert outcome.code == 0
    assert [each["title"] for each in run("projects", "list", "--json").json] == ["백업된 과제"]
    assert "되살리기 전" in outcome.out


def test_what_is_no_backup_is_refused(run: Run, tmp_path: Path) -> None:
    """A missing file, a text and an empty file end with 1 and change nothing."""
    added(run, "그대로")
    text, empty = tmp_path / "글.txt", tmp_path / "빈.hamkke"
    text.write_text("백업이 아님", encoding="utf-8")
    empty.touch()
    for path in (tmp_path / "없음.hamkke", text, empty):
        assert refused(run("restore", path), path.name)
    assert [each["title"] for each in run("projects", "list", "--json").json] == ["그대로"]


def test_a_damaged_backup_ends_with_3(run: Run, tmp_path: Path) -> None:
    """A backup whose pages are gone is told apart from a file that never was one."""
    backup = tmp_path / "백업.hamkke"
    added(run, "그대로")
    run("backup", backup)
    whole = backup.read_bytes()
    backup.write_bytes(whole[:4096] + b"\x5a" * (len(whole) - 4096))
    outcome = run("restore", backup)
    assert (outcome.code, outcome.out) == (3, "")
    assert run("check").code == 0


def test_a_damaged_data_file_ends_with_3_and_can_be_restored(
    run: Run, data_file: Path, tmp_path: Path
) -> None:
    """A command on it ends with 3 and leaves it alone; restoring keeps it aside and brings the backup."""
    added(run, "되살릴 과제")
    run("backup", tmp_path / "백업.hamkke")
    data_file.write_bytes(b"nonsense" * 1000)
    outcome = run("projects", "list")
    assert (outcome.code, outcome.out) == (3, "")
    assert data_file.read_bytes() == b"nonsense" * 1000
    assert run("restore", tmp_path / "백업.hamkke").code == 0
    assert [each["title"] for each in run("projects", "list", "--json").json] == ["되살릴 과제"]
    (kept,) = (path for path in data_file.parent.iterdir() if path.name.endswith("손상"))
    assert kept.read_bytes() == b"nonsense" * 1000


def test_a_file_that_is_not_there_is_told(run: Run, data_file: Path, tmp_path: Path) -> None:
    """A mistyped path passes for no sound file and fills no backup: nothing is made of it."""
    target, words = tmp_path / "백업.hamkke", tmp_path / "암호.txt"
    words.write_text("등불을 함께 켜는 골목길\n", encoding="utf-8")
    for arguments in (
        ("backup", target), ("check",), ("check", "--rebuild-search"), ("everything", "--out", target),
        ("open-data", "--out", target), ("protect", "--new-passphrase-file", words),
    ):  # fmt: skip
        assert refused(run(*arguments), "자료 파일이 없습니다. --db에 적은"), arguments
        assert not data_file.exists() and not target.exists()


def test_a_file_without_a_byte_is_damaged(run: Run, data_file: Path, tmp_path: Path) -> None:
    """It is not called sound; one that had backups is not begun anew but restored."""
    added(run)
    target = tmp_path / "백업.hamkke"
    assert run("backup", target).code == 0
    data_file.write_bytes(b"")
    for name in ("-wal", "-shm"):
        data_file.with_name(data_file.name + name).unlink(missing_ok=True)
    data_file.with_name(f"{data_file.name}.backups").mkdir(exist_ok=True)
    for arguments in (("check",), ("projects", "list")):
        outcome = run(*arguments)
        assert outcome.code == 3 and "0바이트" in outcome.err
    assert run("restore", target).code == 0
    assert run("projects", "list").out.endswith("모두 1건\n")


def test_a_backup_goes_to_a_folder_that_is_there(run: Run, tmp_path: Path) -> None:
    """A drive that is not plugged in is said to be missing, not made as folders of this disk."""
    added(run)
    drive = tmp_path / "이동식"
    assert refused(run("backup", drive / "백업" / "백업.hamkke"), "없습니다") and not drive.exists()


def test_the_folder_of_a_new_data_file_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--db in a folder that is not there yet makes both; --db may also stand behind the command."""
    from app.main import main

    path = tmp_path / "새" / "폴더" / "자료.hamkke"
    assert main(["projects", "list", "--json", "--db", str(path)]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert path.exists()


def test_the_environment_names_the_data_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """HAMKKE_DB is used where --db is not given."""
    from app.main import main

    monkeypatch.setenv("HAMKKE_DB", str(tmp_path / "환경.hamkke"))
    assert main(["check"]) == 1
    assert "처음 쓰는 것이면" in capsys.readouterr().err
    assert main(["projects", "list"]) == 0
    assert (tmp_path / "환경.hamkke").exists()
    capsys.readouterr()
    assert main(["check"]) == 0
    assert "이상이 없습니다" in capsys.readouterr().out


def test_a_locked_file_ends_with_3(run: Run, data_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program writes, a write gives up with a sentence; a read goes on."""
    import sqlcipher3.dbapi2 as driver

    import db.driver

    added(run, "먼저")
    monkeypatch.setattr(db.driver, "_PRAGMAS", (*db.driver._PRAGMAS[:-1], "PRAGMA busy_timeout=50"))
    writer = driver.connect(str(data_file), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        outcome = run("projects", "add", "--title", "나중")
        assert (outcome.code, outcome.out) == (3, "")
        assert "다른 프로그램이 쓰고 있습니다" in outcome.err
        assert len(run("projects", "list", "--json").json) == 1
    finally:
        writer.close()


def test_an_interrupted_command_ends_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends with one sentence."""
    import app.cli.keeping

    def interrupt(_chosen: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(app.cli.keeping, "check_file", interrupt)
    outcome = run("check")
    assert (outcome.code, outcome.err.count("\n")) == (130, 1)
