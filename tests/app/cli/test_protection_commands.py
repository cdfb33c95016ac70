"""Protected files without a window: a passphrase in a file, and a sentence instead of a traceback."""

from pathlib import Path

import pytest

from app.services.data_file import credentials
from tests.app.cli.conftest import Outcome, Run

OLD, NEW = "첫째 암호입니다", "second passphrase"


@pytest.fixture(autouse=True)
def fast_and_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys fast, and ask no credential store of this machine."""
    monkeypatch.setattr("db.keys.ROUNDS", 10)
    monkeypatch.setattr(credentials, "_found", [None])


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give the file with the passphrase; what follows its first line is nobody's business."""
    path = tmp_path / "암호.txt"
    path.write_text(f"{OLD}\r\n둘째 줄\n", encoding="utf-8-sig")
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Give the file with the new passphrase."""
    path = tmp_path / "새 암호.txt"
    path.write_text(NEW, encoding="utf-8")
    return path


@pytest.fixture
def protected(run: Run, old: Path, data_file: Path) -> str:
    """Protect a file with one project and return its recovery key."""
    assert run("projects", "add", "--title", "지킬 과제").code == 0
    outcome = run("protect", "--new-passphrase-file", old)
    assert outcome.code == 0, outcome.err
    assert b"SQLite format 3" not in data_file.read_bytes()
    return outcome.out.splitlines()[-1]


def in_a_sentence(outcome: Outcome, words: str) -> bool:
    """Tell whether a command ended with 3, these words and nothing of a program's insides."""
    return outcome.code == 3 and words in outcome.err and outcome.out == "" and "Traceback" not in outcome.err


def test_a_protected_file_opens_with_its_passphrase(run: Run, protected: str, old: Path) -> None:
    """Before or behind the command, for reading and for writing."""
    assert "지킬 과제" in run("--passphrase-file", old, "projects", "list").out
    assert run("projects", "add", "--title", "둘째", "--passphrase-file", old).code == 0
    assert run("check", "--passphrase-file", old).code == 0
    assert "둘째" in run("history", "--passphrase-file", old).out


@pytest.mark.parametrize("content", [None, "", "\n뒤의 줄", NEW, "짧음"])
def test_without_the_right_passphrase_there_is_a_sentence(
    run: Run, protected: str, tmp_path: Path, content: str | None
) -> None:
    """No passphrase, no file, an empty first line, a wrong one: exit 3, and nothing is changed."""
    assert in_a_sentence(run("projects", "list"), "--passphrase-file")
    file = tmp_path / "다른.txt"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    assert in_a_sentence(run("--passphrase-file", file, "projects", "list"), "암호")


def test_a_passphrase_file_that_is_no_text_is_refused(run: Run, protected: str, tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are named as the file's fault."""
    file = tmp_path / "그림.png"
    file.write_bytes(b"\xff\xfe\x00\x89" * 9)
    assert in_a_sentence(run("--passphrase-file", file, "check"), "그림.png")


def test_the_recovery_key_opens_what_the_passphrase_would(run: Run, protected: str, tmp_path: Path) -> None:
    """Who has forgotten sets a new passphrase with it; the key then printed is another."""
    recovery, new = tmp_path / "복구.txt", tmp_path / "새로.txt"
    recovery.write_text(protected.lower(), encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    changed = run("--passphrase-file", recovery, "change-passphrase", "--new-passphrase-file", new)
    assert changed.code == 0 and changed.out.splitlines()[-1] != protected
    assert in_a_sentence(run("--passphrase-file", recovery, "projects", "list"), "암호가 맞지 않아")
    assert run("--passphrase-file", new, "projects", "list").code == 0


def test_changing_and_unprotecting(run: Run, protected: str, old: Path, new: Path, data_file: Path) -> None:
    """The old passphrase opens it no more, and in the end no passphrase is needed."""
    assert run("--passphrase-file", old, "change-passphrase", "--new-passphrase-file", new).code == 0
    assert in_a_sentence(run("--passphrase-file", old, "projects", "list"), "암호가 맞지 않아")
    assert run("--passphrase-file", new, "unprotect").code == 0
    assert data_file.read_bytes().startswith(b"SQLite format 3")
    assert "지킬 과제" in run("projects", "list").out


def test_a_poor_new_passphrase_is_refused(run: Run, old: Path, tmp_path: Path) -> None:
    """It is the person's to mend, and the file stays plain."""
    short = tmp_path / "짧음.txt"
    short.write_text("짧음", encoding="utf-8")
    run("projects", "add", "--title", "하나")
    outcome = run("protect", "--new-passphrase-file", short)
    assert (outcome.code, "8자" in outcome.err) == (1, True)
    assert run("projects", "list").code == 0


def test_a_backup_is_saved_and_restored_under_its_passphrase(
    run: Run, protected: str, old: Path, new: Path, tmp_path: Path
) -> None:
    """One made before the passphrase was changed needs the old one, given beside the new."""
    saved = tmp_path / "밖" / "사본.hamkke"
    assert run("--passphrase-file", old, "backup", saved).code == 0
    assert b"SQLite format 3" not in saved.read_bytes()
    run("--passphrase-file", old, "change-passphrase", "--new-passphrase-file", new)
    assert in_a_sentence(run("--passphrase-file", new, "restore", saved), "암호가 맞지 않아")
    assert run("--passphrase-file", new, "restore", saved, "--backup-passphrase-file", old).code == 0
    assert "지킬 과제" in run("--passphrase-file", new, "projects", "list").out


def test_a_damaged_protected_file_is_replaced_from_its_backup(
    run: Run, protected: str, old: Path, tmp_path: Path, data_file: Path
) -> None:
    """As a plain one is: what cannot be opened is set aside."""
    saved = tmp_path / "사본.hamkke"
    run("--passphrase-file", old, "backup", saved)
    content = bytearray(data_file.read_bytes())
    content[20:3000] = bytes(reversed(content[20:3000]))
    data_file.write_bytes(content)
    assert in_a_sentence(run("--passphrase-file", old, "projects", "list"), "손상")
    assert run("--passphrase-file", old, "restore", saved).code == 0
    assert "지킬 과제" in run("--passphrase-file", old, "projects", "list").out


def test_a_new_file_with_a_passphrase_is_protected(run: Run, old: Path, data_file: Path) -> None:
    """Nobody who gives a passphrase gets a plain file; its recovery key is told beside the result."""
    outcome = run("--passphrase-file", old, "projects", "list", "--json")
    assert outcome.json == [] and "복구 키" in outcome.err
    assert b"SQLite format 3" not in data_file.read_bytes()


def test_a_passphrase_for_a_plain_file_is_said_to_be_needless(run: Run, old: Path) -> None:
    """The command does its work all the same."""
    run("projects", "add", "--title", "하나")
    outcome = run("--passphrase-file", old, "projects", "list")
    assert outcome.code == 0 and "보호하지 않은" in outcome.err
