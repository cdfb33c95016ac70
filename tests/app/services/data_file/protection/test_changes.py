"""암호로 보호하기: nothing readable is left, nothing is lost, and every refusal says why."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import EnvironmentProblem, ProblemKind, UserError
from app.services.data_file import backup, check, copies, protection
from app.services.privacy import access
from app.services.workspace import Workspace
from tests import factories
from tests.app.services.data_file.protection.support import MARKS, NEW, OLD, Store, readable, reopened


def test_the_file_opens_by_passphrase_and_by_recovery_key(marked: Workspace) -> None:
    """Both give the same key; a wrong one of either is told as such and harms nothing."""
    outcome = protection.protect(marked, OLD)
    marked.close()
    path = marked.paths.file
    assert protection.is_protected(path)
    assert protection.unlock(path, OLD) == marked.key
    assert protection.unlock_with_recovery(path, outcome.recovery.lower()) == marked.key
    tries: list[Callable[[], object]] = [
        lambda: protection.unlock(path, NEW),
        lambda: protection.unlock(path, ""),
        lambda: protection.unlock_with_recovery(path, "AAAA-BBBB"),
        lambda: protection.unlock_with_recovery(path, protection.recovery_text("ab" * 48)),
        lambda: Workspace(path),
        lambda: Workspace(path, key="ab" * 48),
    ]
    for attempt in tries:
        with pytest.raises(EnvironmentProblem) as refusal:
            attempt()
        assert refusal.value.kind is ProblemKind.PASSPHRASE
    Workspace(path, key=marked.key).close()


def test_the_old_passphrase_and_recovery_key_open_nothing_after_a_change(marked: Workspace) -> None:
    """Neither the file nor a backup beside it."""
    first = protection.protect(marked, OLD)
    second = protection.change_passphrase(marked, NEW)
    assert protection.matches(marked, NEW) and not protection.matches(marked, OLD)
    marked.close()
    for path in (marked.paths.file, *backup.available(marked)):
        assert protection.unlock(path, NEW) == marked.key
        assert protection.unlock_with_recovery(path, second.recovery) == marked.key
        with pytest.raises(EnvironmentProblem, match="암호가 맞지"):
            protection.unlock(path, OLD)
        with pytest.raises(EnvironmentProblem, match="암호가 맞지"):
            protection.unlock_with_recovery(path, first.recovery)


@pytest.mark.parametrize(
    "passphrase", ["일곱자입니다", "aaaaaaaaaa", " 앞에 빈칸이 있음", "끝에 빈칸이 있음 "]
)
def test_a_poor_passphrase_is_refused_before_anything_is_done(marked: Workspace, passphrase: str) -> None:
    """Too short, one letter, or with blanks that nobody sees."""
    before = marked.paths.file.read_bytes()
    with pytest.raises(UserError) as refusal:
        protection.protect(marked, passphrase)
    assert refusal.value.field == "passphrase"
    assert (marked.key, marked.paths.file.read_bytes()) == ("", before)


def test_what_fits_the_present_state_alone_is_done(marked: Workspace) -> None:
    """A protected file is not protected twice, a plain one has no passphrase to change or give up."""
    with pytest.raises(UserError, match="보호하지 않은"):
        protection.change_passphrase(marked, NEW)
    with pytest.raises(UserError, match="보호하지 않은"):
        protection.unprotect(marked)
    protection.protect(marked, OLD)
    with pytest.raises(UserError, match="이미"):
        protection.protect(marked, NEW)
    with pytest.raises(UserError, match="지금 암호와 같습니다"):
        protection.change_passphrase(marked, OLD)


def test_every_change_leaves_a_line_in_the_log_of_access(marked: Workspace, store: Store) -> None:
    """Protecting, changing, remembering, forgetting, opening, unprotecting: in this order, chain intact."""
    protection.protect(marked, OLD)
    protection.change_passphrase(marked, NEW)
    protection.remember(marked)
    protection.forget(marked)
    protection.note_opening(marked, "암호")
    protection.unprotect(marked)
    now = datetime.now(UTC)
    lines = access.rows(marked, now - timedelta(1), now + timedelta(1))
    assert [line.action for line in reversed(lines)] == ["protect"] * 4 + ["open", "protect"]
    assert all(len(line.reason) >= access.REASON_LENGTH for line in lines)


def test_a_new_file_is_protected_from_its_first_byte(tmp_path: Path) -> None:
    """Made with a key it never was a plain file, and its attached files are sealed from the first."""
    path = tmp_path / "새 자료.hamkke"
    ws = Workspace(path, key=protection.new_key(OLD))
    row = factories.project(ws, title=MARKS[0])
    source = factories.file(tmp_path / "밖", f"{MARKS[3]}.txt", MARKS[2])
    factories.output(ws, row.id, files=[source])
    shutil.rmtree(tmp_path / "밖")
    again = reopened(ws)
    assert check.check(again).findings == ()
    assert readable(tmp_path) == []
    assert protection.unlock_with_recovery(path, protection.recovery_text(again.key)) == again.key
    again.close()


def test_copies_for_other_programs_go_with_the_workspace(marked: Workspace, opened_copy: Path) -> None:
    """They lie outside the folder of the data file and are gone when the window closes or locks."""
    assert opened_copy.read_text("utf-8").startswith(MARKS[2])
    assert marked.paths.file.parent not in opened_copy.parents
    marked.close()
    assert not opened_copy.parent.exists()


def test_copies_that_a_crash_left_go_at_the_next_start(marked: Workspace, opened_copy: Path) -> None:
    """And those of the running window stay."""
    other = Workspace(marked.paths.file)
    copies.clear_remains(marked)
    assert opened_copy.exists()
    copies.clear_remains(other)
    assert not opened_copy.exists()
    other.close()


def test_a_key_is_remembered_follows_a_change_and_is_forgotten(marked: Workspace, store: Store) -> None:
    """The next start opens without a passphrase; after unprotecting nothing is left in the store."""
    protection.protect(marked, OLD)
    assert not protection.is_remembered(marked)
    protection.remember(marked)
    marked.close()
    assert protection.remembered(marked.paths.file) == marked.key
    again = reopened(marked)
    protection.change_passphrase(again, NEW)
    assert protection.is_remembered(again)
    again = reopened(again)
    assert list(store.kept.values()) == [again.key]
    protection.forget(again)
    assert store.kept == {} and not protection.is_remembered(again)
    protection.remember(again)
    protection.unprotect(again)
    assert store.kept == {}
    again.close()
    assert protection.remembered(again.paths.file) == ""


def test_a_remembered_key_that_does_not_fit_is_as_none(marked: Workspace, store: Store) -> None:
    """The passphrase is asked for instead."""
    protection.protect(marked, OLD)
    protection.remember(marked)
    marked.close()
    for name in store.kept:
        store.kept[name] = "ab" * 32 + marked.key[64:]
    assert protection.remembered(marked.paths.file) == ""


def test_without_a_credential_store_remembering_says_so(marked: Workspace) -> None:
    """The feature is off with a sentence; nothing else needs it."""
    protection.protect(marked, OLD)
    assert not protection.can_remember() and not protection.is_remembered(marked)
    with pytest.raises(EnvironmentProblem, match="자격 증명 저장소가 없어"):
        protection.remember(marked)
    protection.forget(marked)
