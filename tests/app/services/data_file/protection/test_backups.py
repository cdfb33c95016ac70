"""Backups of protected files: under their keys, restored either way, damage called damage."""

import contextlib
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.listing import ListQuery
from app.errors import EnvironmentProblem, ProblemKind, UserError
from app.services import listing, outputs, projects
from app.services.data_file import backup, check, locked_files, protection
from app.services.privacy import access
from app.services.workspace import Workspace
from db import protection as exchanging
from db.driver import connect
from db.queries import access as queries
from tests import factories
from tests.app.services.data_file.protection.support import MARKS, NEW, OLD, readable, reopened
from tests.conftest import TESTS
from tests.db.support import contents


def test_nothing_can_be_read_of_a_protected_file_its_backups_and_its_files(marked: Workspace) -> None:
    """No plain page and no marked value is anywhere in the folder, open or closed, and nothing is lost."""
    folder, before = marked.paths.file.parent, contents(marked)
    assert readable(folder)
    outcome = protection.protect(marked, OLD)
    assert outcome.left == ()
    factories.person(marked, f"{MARKS[1]}둘")
    assert readable(folder) == []
    for name, rows in contents(marked).items():
        assert rows[: len(before[name])] == before[name]
    assert check.check(marked).findings == ()
    marked.close()
    assert readable(folder) == []
    assert not list(folder.glob("*.changing*"))


@pytest.mark.parametrize("change", ["protect", "change", "unprotect"])
def test_records_files_and_backups_survive_each_change(marked: Workspace, change: str) -> None:
    """Every record as before, every file whole, every backup opens under the present key and restores."""
    if change != "protect":
        protection.protect(marked, OLD)
    before = contents(marked)
    if change == "unprotect":
        protection.unprotect(marked)
    else:
        {"protect": protection.protect, "change": protection.change_passphrase}[change](marked, NEW)
    assert contents(marked) == before
    again = reopened(marked)
    assert contents(again) == before
    assert not again.secrets.unsettled and not again.secrets.former_secret and not again.secrets.former_key
    assert check.check(again).findings == ()
    (kept,) = backup.available(again)
    backup.restore(again, kept)
    (project,) = listing.all_rows(again, "project", ListQuery())
    assert project.summary == "처음"
    (file,) = outputs.files(again, project.id)
    assert again.blobs.read(file.sha256) == (MARKS[2] * 100).encode()
    again.close()
    assert bool(readable(again.paths.file.parent)) == (change == "unprotect")


def test_a_damaged_file_is_told_from_a_wrong_passphrase(marked: Workspace) -> None:
    """Damage is named as damage: in the first page, in the salt, by a cut; the passphrase is not blamed."""
    protection.protect(marked, OLD)
    marked.close()
    path, content = marked.paths.file, marked.paths.file.read_bytes()
    broken = (
        content[:100] + os.urandom(500) + content[600:],
        os.urandom(16) + content[16:],
        content[: len(content) // 2 + 100],
    )
    for damaged in broken:
        path.write_bytes(damaged)
        with pytest.raises(EnvironmentProblem) as refusal:
            Workspace(path, key=protection.unlock(path, OLD)).close()
        assert refusal.value.kind is ProblemKind.CORRUPT


def test_a_damaged_backup_of_the_same_key_is_called_damaged(marked: Workspace) -> None:
    """It is not another passphrase that is asked for, and a remembered key stays the key of the file."""
    protection.protect(marked, OLD)
    before = contents(marked)
    (kept,) = backup.available(marked)
    content = bytearray(kept.read_bytes())
    content[200:60_000] = os.urandom(59_800)
    kept.write_bytes(content)
    with pytest.raises(EnvironmentProblem) as refusal:
        backup.restore(marked, kept)
    assert refusal.value.kind is ProblemKind.CORRUPT
    assert contents(marked) == before


def test_a_damaged_protected_file_is_replaced_by_its_backup(marked: Workspace) -> None:
    """The backup beside it opens with the same passphrase, and the files with the backup's secret."""
    protection.protect(marked, OLD)
    marked.close()
    path = marked.paths.file
    content = bytearray(path.read_bytes())
    content[200:3000] = os.urandom(2800)
    path.write_bytes(content)
    (kept,) = backup.available(marked)
    backup.replace_damaged(path, kept, passphrase=OLD)
    ws = Workspace(path, key=protection.unlock(path, OLD))
    assert check.check(ws).findings == ()
    (project,) = listing.all_rows(ws, "project", ListQuery())
    assert project.title == MARKS[0]
    ws.close()


def test_files_locked_by_a_lost_secret_are_told_and_opened(marked: Workspace, tmp_path: Path) -> None:
    """A plain backup in the place of a damaged protected file cannot open its files; a protected one can."""
    saved = backup.save(marked, tmp_path / "밖" / "평문.hamkke")
    shutil.rmtree(saved.with_name(f"{saved.name}.files"))
    protection.protect(marked, OLD)
    sealed = backup.save(marked, tmp_path / "밖" / "암호.hamkke")
    for copy in backup.available(marked):
        copy.unlink()
    marked.close()
    path = marked.paths.file
    path.write_bytes(os.urandom(60_000))
    backup.replace_damaged(path, saved)
    ws = Workspace(path)
    assert locked_files.count(ws) > 0
    assert any("잠긴 파일 열기" in row for row in check.check(ws).findings)
    with pytest.raises(EnvironmentProblem):
        locked_files.unlock(ws, sealed)
    with pytest.raises(UserError, match="열쇠가 없습니다"):
        locked_files.unlock(ws, saved)
    assert locked_files.unlock(ws, sealed, OLD) > 0
    assert (locked_files.count(ws), check.check(ws).findings) == (0, ())
    ws.close()


def test_a_protected_backup_beside_opens_the_files_at_once(marked: Workspace, tmp_path: Path) -> None:
    """With its passphrase at hand nothing stays locked, whichever backup took the place of the records."""
    saved = backup.save(marked, tmp_path / "밖" / "평문.hamkke")
    protection.protect(marked, OLD)
    marked.close()
    path = marked.paths.file
    path.write_bytes(os.urandom(60_000))
    backup.replace_damaged(path, saved, passphrase=OLD)
    ws = Workspace(path)
    assert (locked_files.count(ws), check.check(ws).findings) == (0, ())
    ws.close()


def test_a_plain_backup_is_restored_into_a_protected_file(marked: Workspace, tmp_path: Path) -> None:
    """It stays protected; records and files come from the backup and lie sealed beside it."""
    saved = backup.save(marked, tmp_path / "밖" / "평문.hamkke")
    protection.protect(marked, OLD)
    (project,) = listing.all_rows(marked, "project", ListQuery())
    projects.delete(marked, [project.id])
    shutil.rmtree(marked.paths.attachments)
    backup.restore(marked, saved)
    shutil.rmtree(tmp_path / "밖")
    assert listing.count(marked, "project", ListQuery()) == 1
    assert check.check(marked).findings == ()
    again = reopened(marked)
    assert check.check(again).findings == ()
    again.close()
    assert readable(tmp_path) == []


def test_a_protected_backup_is_restored_into_a_plain_file(marked: Workspace, tmp_path: Path) -> None:
    """With its passphrase alone; the file stays plain and its files are unsealed."""
    protection.protect(marked, OLD)
    saved = backup.save(marked, tmp_path / "밖" / "보호.hamkke")
    assert readable(tmp_path / "밖") == []
    protection.unprotect(marked)
    (project,) = listing.all_rows(marked, "project", ListQuery())
    projects.delete(marked, [project.id])
    shutil.rmtree(marked.paths.attachments)
    before = contents(marked)
    for wrong in ("", NEW):
        with pytest.raises(EnvironmentProblem) as refusal:
            backup.restore(marked, saved, wrong)
        assert refusal.value.kind is ProblemKind.PASSPHRASE
    assert contents(marked) == before
    backup.restore(marked, saved, OLD)
    assert (marked.key, marked.secrets.secret) == ("", "")
    assert check.check(marked).findings == ()
    assert listing.count(marked, "project", ListQuery()) == 1


def test_the_log_of_access_goes_on_over_a_restore(marked: Workspace) -> None:
    """Lines written since the backup are there afterwards, in one chain with those before."""
    protection.protect(marked, OLD)
    protection.note_opening(marked, "암호")
    (kept,) = backup.available(marked)
    now = datetime.now(UTC)
    before = access.rows(marked, now - timedelta(1), now + timedelta(1))
    assert len(before) == 2
    backup.restore(marked, kept)
    assert access.rows(marked, now - timedelta(1), now + timedelta(1)) == before
    protection.note_opening(marked, "암호")
    with marked.reading() as connection:
        assert list(queries.verify(connection)) == []


def test_a_backup_of_an_old_passphrase_is_restored_with_it(marked: Workspace, tmp_path: Path) -> None:
    """A copy taken out of the house before a change keeps its passphrase, and needs it."""
    protection.protect(marked, OLD)
    saved = backup.save(marked, tmp_path / "밖" / "보호.hamkke")
    protection.change_passphrase(marked, NEW)
    with pytest.raises(EnvironmentProblem, match="다른 암호로 보호된 백업"):
        backup.restore(marked, saved)
    shutil.rmtree(marked.paths.attachments)
    backup.restore(marked, saved, OLD)
    assert check.check(marked).findings == ()
    assert protection.matches(marked, NEW)


def test_a_backup_that_no_known_key_opens_is_told_and_left(marked: Workspace, tmp_path: Path) -> None:
    """Nothing claims to be changed that is not: the sentence names the file, whose bytes stay."""
    stray = marked.paths.backups / "남의 것.hamkke"
    other = Workspace(tmp_path / "다른.hamkke", key=protection.new_key(NEW))
    other.close()
    shutil.copyfile(other.paths.file, stray)
    content = stray.read_bytes()
    (sentence,) = protection.protect(marked, OLD).left
    assert "남의 것.hamkke" in sentence
    assert stray.read_bytes() == content


def test_an_older_protected_file_is_upgraded_with_a_protected_backup(data_file: Path, tmp_path: Path) -> None:
    """A file of an earlier schema keeps its key, so does its backup; its files are sealed."""
    key, source = protection.new_key(OLD), TESTS / "old_databases" / "0001.hamkke"
    shutil.copytree(f"{source}.files", f"{data_file}.files")
    plain = tmp_path / "옛 자료"
    shutil.copyfile(source, plain)
    with contextlib.closing(connect(plain)) as connection:
        exchanging.export(connection, data_file, key, exchanging.Kept())
    plain.unlink()
    ws = Workspace(data_file, key=key)
    (kept,) = backup.available(ws)
    assert "형식 바꾸기 전" in kept.name
    assert check.check(ws).findings == ()
    ws.close()
    assert protection.unlock(kept, OLD) == key
    assert readable(tmp_path) == []
    assert not [
        path for path in tmp_path.rglob("*") if path.is_file() and "돌봄".encode() in path.read_bytes()
    ]
