"""Backups: whole or not there, kept by the rule, and the way back while the file is open."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.changes import Changes
from app.errors import EnvironmentProblem, ProblemKind, UserError
from app.services import projects, undo
from app.services.data_file import backup, check
from app.services.workspace import Workspace
from db.backup import copy, to_keep
from tests import factories
from tests.db.support import contents, raw

NOON = datetime(2026, 6, 18, 3, tzinfo=UTC)


def test_seven_daily_four_weekly_and_twelve_monthly_are_kept() -> None:
    """Of two years of daily backups remain 7 days, the last of 4 weeks and of 12 months."""
    today = date(2026, 6, 18)
    days = [today - timedelta(number) for number in range(730)]
    kept = to_keep(days)
    assert {today - timedelta(number) for number in range(7)} <= kept
    assert {date(2026, 6, 14), date(2026, 6, 7), date(2026, 5, 31)} <= kept
    ends = [date(2025, 7, 31), date(2025, 12, 31), date(2026, 1, 31), date(2026, 4, 30), date(2026, 5, 31)]
    assert set(ends) <= kept
    assert date(2025, 6, 30) not in kept
    assert len(kept) <= 7 + 4 + 12


def test_few_backups_are_all_kept() -> None:
    """The rule never takes away what it would keep: an office that works seldom keeps its few copies."""
    days = [date(2026, 1, 5), date(2026, 3, 9), date(2026, 6, 1)]
    assert to_keep(days) == set(days)
    assert to_keep([]) == set()


def test_a_backup_is_taken_once_a_day_and_old_ones_are_let_go(workspace: Workspace) -> None:
    """The second call of a day does nothing; after many days only those of the rule remain."""
    moment = NOON
    workspace.clock = lambda: moment
    first = backup.daily(workspace)
    assert first and first.is_file()
    assert backup.daily(workspace) is None
    by_hand = workspace.paths.backups / "보관용.hamkke"
    by_hand.write_bytes(b"")
    for _ in range(20):
        moment += timedelta(1)
        backup.daily(workspace)
    days = {path.stem for path in backup.available(workspace)}
    assert len(days - {"보관용"}) in range(9, 13)
    assert "보관용" in days
    assert not list(workspace.paths.backups.glob("*.part"))


def test_a_backup_holds_what_was_written_beside_an_open_file(workspace: Workspace, tmp_path: Path) -> None:
    """A copy taken while the log is not folded in is whole by itself."""
    row = factories.project(workspace, title="백업할 과제")
    target = tmp_path / "사본.hamkke"
    copy(workspace.paths.file, target, workspace.key)
    assert list(tmp_path.glob("사본.hamkke*")) == [target]
    other = Workspace(target)
    assert projects.get(other, row.id).title == "백업할 과제"
    assert check.check(other).findings == ()
    other.close()


def test_restoring_brings_records_and_files_back(workspace: Workspace, tmp_path: Path) -> None:
    """What was deleted after the backup is there again; what stood before is kept aside."""
    row = factories.project(workspace, title="처음")
    factories.output(workspace, row.id, files=[factories.file(tmp_path)])
    target = backup.save(workspace, tmp_path / "밖" / "사본.hamkke")
    before = contents(workspace)
    projects.delete(workspace, [row.id])
    factories.person(workspace, "백업 뒤에 온 사람")
    for path in workspace.paths.attachments.glob("??/*"):
        path.unlink()
    heard: list[Changes] = []
    workspace.on_commit(heard.append)
    kept = backup.restore(workspace, target)
    assert contents(workspace) == before
    assert check.check(workspace).findings == ()
    assert heard[-1].everything
    other = Workspace(kept)
    assert contents(other)["person"][0][2] == "백업 뒤에 온 사람"
    other.close()


def test_restoring_works_while_other_connections_read(workspace: Workspace, tmp_path: Path) -> None:
    """A window that reads sees the records before or after, and undo goes on from the restored ones."""
    row = factories.project(workspace, title="처음")
    target = backup.save(workspace, tmp_path / "사본.hamkke")
    projects.edit(workspace, [row.id], {"title": "나중"})
    with raw(workspace.paths.file) as reader:
        reader.execute("SELECT title FROM project").fetchall()
        backup.restore(workspace, target)
        assert reader.execute("SELECT title FROM project").fetchall() == [("처음",)]
    assert undo.undo(workspace) == "과제 ‘처음’ 등록"


def test_a_restore_that_a_writer_blocks_changes_nothing(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that another program is writing is refused with a sentence, and stays as it is."""
    row = factories.project(workspace, title="처음")
    target = backup.save(workspace, tmp_path / "사본.hamkke")
    projects.edit(workspace, [row.id], {"title": "나중"})
    monkeypatch.setattr("db.backup.BUSY_MS", 50)
    with raw(workspace.paths.file) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentProblem) as refusal:
            backup.restore(workspace, target)
        writer.execute("ROLLBACK")
    assert refusal.value.kind is ProblemKind.LOCKED
    assert projects.get(workspace, row.id).title == "나중"


def test_a_damaged_backup_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    """A backup with bytes overwritten in its middle never takes the place of sound records."""
    for number in range(30):
        factories.project(workspace, title=f"과제 {number}", summary="긴 개요 " * 400)
    target = backup.save(workspace, tmp_path / "사본.hamkke")
    before = contents(workspace)
    content = bytearray(target.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40_000] = b"\xff" * 40_000
    target.write_bytes(content)
    with pytest.raises(EnvironmentProblem) as refusal:
        backup.restore(workspace, target)
    assert refusal.value.kind is ProblemKind.CORRUPT
    assert contents(workspace) == before


@pytest.mark.parametrize("content", [None, b"", b"no database" * 400], ids=["missing", "empty", "text"])
def test_what_is_no_backup_is_refused(workspace: Workspace, tmp_path: Path, content: bytes | None) -> None:
    """A file that is missing, empty or something else is named, and nothing changes."""
    path = tmp_path / "사본.hamkke"
    if content is not None:
        path.write_bytes(content)
    before = contents(workspace)
    with pytest.raises((UserError, EnvironmentProblem)):
        backup.restore(workspace, path)
    assert contents(workspace) == before
    assert path.exists() == (content is not None)


def test_a_failed_copy_leaves_nothing_half_written(workspace: Workspace, tmp_path: Path) -> None:
    """Where the target cannot be written there is a sentence and no partial file."""
    folder = tmp_path / "막힌 곳"
    (folder / "사본.hamkke").mkdir(parents=True)
    with pytest.raises((EnvironmentProblem, OSError)):
        copy(workspace.paths.file, folder / "사본.hamkke")
    assert [path.name for path in folder.iterdir()] == ["사본.hamkke"]


def test_a_backup_of_a_newer_program_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    """What this program could not open again never takes the place of the records."""
    factories.project(workspace, title="그대로")
    target = backup.save(workspace, tmp_path / "사본.hamkke")
    with raw(target) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = contents(workspace)
    with pytest.raises(EnvironmentProblem, match="더 새로운") as refusal:
        backup.restore(workspace, target)
    assert refusal.value.kind is ProblemKind.NEWER
    assert contents(workspace) == before
    assert backup.available(workspace) == []


def test_a_half_copied_or_altered_file_is_made_whole(workspace: Workspace, tmp_path: Path) -> None:
    """A file cut off in the backup is copied again, and one altered in the store is restored."""
    row = factories.project(workspace)
    factories.output(workspace, row.id, files=[factories.file(tmp_path)])
    (kept,) = workspace.paths.attachments.glob("??/*")
    target = backup.save(workspace, tmp_path / "밖" / "사본.hamkke")
    (copied,) = target.with_name(f"{target.name}.files").glob("??/*")
    copied.write_bytes(b"half")
    backup.save(workspace, target)
    # Of a protected file each copy is sealed anew: the same length, and below the same content.
    assert copied.stat().st_size == kept.stat().st_size
    kept.write_bytes(b"altered")
    assert check.check(workspace).findings
    backup.restore(workspace, target)
    assert check.check(workspace).findings == ()


def test_files_of_what_was_before_a_restore_are_kept(workspace: Workspace, tmp_path: Path) -> None:
    """Going back to an old backup and forward again loses no attached file, even after a check."""
    row = factories.project(workspace)
    target = backup.save(workspace, tmp_path / "밖" / "사본.hamkke")
    factories.output(workspace, row.id, files=[factories.file(tmp_path)])
    (kept,) = workspace.paths.attachments.glob("??/*")
    os.utime(kept, (0, 0))
    before = backup.restore(workspace, target)
    assert check.check(workspace).collected == 0
    backup.restore(workspace, before)
    assert check.check(workspace).findings == ()


def test_nothing_is_collected_beside_a_backup_that_cannot_be_read(workspace: Workspace) -> None:
    """What a damaged backup refers to is unknown, so unused files stay."""
    workspace.paths.backups.mkdir()
    (workspace.paths.backups / "2026-01-01.hamkke").write_bytes(b"x" * 9000)
    orphan = factories.file(workspace.paths.attachments / "ab", name="ab" * 32)
    os.utime(orphan, (0, 0))
    assert check.check(workspace).collected == 0
    assert orphan.exists()


def test_saving_over_the_data_file_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    """The data file, what the engine keeps beside it and a folder are no places for a backup."""
    log = workspace.paths.file.with_name(f"{workspace.paths.file.name}-wal")
    files = workspace.paths.attachments
    for target in (workspace.paths.file, log, files, workspace.paths.backups, tmp_path):
        with pytest.raises(UserError, match="백업할 수 없습니다"):
            backup.save(workspace, target)
