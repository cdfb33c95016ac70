"""암호로 보호하기: nothing readable is left, nothing is lost, and every refusal says why."""

import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.listing import ListQuery
from app.errors import Cancelled, EnvironmentProblem, ProblemKind, UserError
from app.services import access, backup, check, copies, credentials, listing, outputs, projects, protection
from app.services.watch import Watch
from app.services.workspace import Workspace
from db import protection as exchanging
from db.driver import connect
from db.queries import access as queries
from tests import factories
from tests.conftest import TESTS
from tests.db.support import contents, raw

OLD, NEW = "첫째 암호입니다", "second passphrase"
MARKS = ("표식과제칠삼구일", "표식이름팔공오", "표식내용육육", "표식파일명")


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys fast: that the real rounds are SQLCipher's is tested with the keys."""
    monkeypatch.setattr("db.keys.ROUNDS", 10)


class Store:
    """A credential store in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        """Return what is kept."""
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Keep it."""
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        """Keep it no more."""
        del self.kept[service, name]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give this machine a credential store."""
    made = Store()
    monkeypatch.setattr(credentials, "_found", [made])
    return made


@pytest.fixture(autouse=True)
def no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test asks the credential store of the person who runs it."""
    monkeypatch.setattr(credentials, "_found", [None])


@pytest.fixture
def marked(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Give a file with marked values in records, journal, search index, attached files and backups."""
    row = factories.project(workspace, title=MARKS[0], summary="처음")
    factories.person(workspace, MARKS[1])
    source = factories.file(tmp_path / "밖", f"{MARKS[3]}.txt", MARKS[2] * 100)
    factories.output(workspace, row.id, files=[source])
    backup.daily(workspace)
    projects.edit(workspace, [row.id], {"summary": MARKS[2]})
    shutil.rmtree(tmp_path / "밖")
    return workspace


def readable(folder: Path) -> list[str]:
    """Return what somebody without the key finds below ``folder``: marks, plain pages, names that tell."""
    found = []
    for path in (each for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes()
        needles = [mark.encode() for mark in MARKS] + [b"SQLite format 3", b"CREATE TABLE"]
        found += [f"{path.name}: {needle.decode()}" for needle in needles if needle in content]
        found += [path.name] if len(path.name) == 64 else []
    return found


def reopened(ws: Workspace, key: str | None = None) -> Workspace:
    """Close a workspace and open its file as the next start does."""
    ws.close()
    return Workspace(ws.paths.file, ws.settings, key=ws.key if key is None else key)


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


def test_a_file_that_another_program_has_open_is_refused_and_stays_plain(
    marked: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exchange waits for nobody for long and never pulls a file away from under a reader."""
    monkeypatch.setattr("db.protection.BUSY_MS", 50)
    before = contents(marked)
    with raw(marked.paths.file) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM project").fetchone()
        with pytest.raises(EnvironmentProblem) as refusal:
            protection.protect(marked, OLD)
        other.execute("COMMIT")
    assert refusal.value.kind is ProblemKind.LOCKED
    assert (marked.key, contents(marked)) == ("", before)
    assert not list(marked.paths.file.parent.glob("*.changing*"))


def test_one_who_waits_for_the_file_finds_the_new_one(marked: Workspace) -> None:
    """Who came while it was exchanged never works on the file that is no longer there."""
    found: list[Any] = []
    key = protection.new_key(OLD)

    def come() -> None:
        try:
            Workspace(marked.paths.file).close()
        except EnvironmentProblem as problem:
            found.append(problem.kind)

    visitor = threading.Thread(target=come)
    real = exchanging.export

    def slow(*given: Any) -> None:
        visitor.start()
        visitor.join(0.3)
        real(*given)

    with pytest.MonkeyPatch.context() as patch, marked.let_go():
        patch.setattr(exchanging, "export", slow)
        now = exchanging.Kept("00" * 96, unsettled="1")
        exchanging.exchange(marked.paths.file, "", key, now, lambda: None)
        marked.key = key
    visitor.join()
    assert found == [ProblemKind.PASSPHRASE]
    assert check.check(marked).findings == ()


def test_reading_waits_while_the_file_is_exchanged(marked: Workspace) -> None:
    """A page that reads on another thread gets its rows afterwards instead of an error."""
    seen: list[int] = []
    reader = threading.Thread(target=lambda: seen.append(listing.count(marked, "project", ListQuery())))
    with marked.let_go():
        reader.start()
        reader.join(0.2)
        assert seen == []
    reader.join()
    assert seen == [1]


def test_the_exchange_waits_for_who_is_reading(marked: Workspace) -> None:
    """A page that reads while protecting begins gets its rows to the end, and then the file is exchanged."""
    reading, go_on, seen = threading.Event(), threading.Event(), []

    def read() -> None:
        with marked.reading() as connection:
            reading.set()
            go_on.wait(10)
            seen.append(connection.exec_driver_sql("SELECT count(*) FROM project").scalar_one())

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait(10)
    threading.Timer(0.2, go_on.set).start()
    assert protection.protect(marked, OLD).left == ()
    reader.join()
    assert seen == [1]


def test_who_reads_without_end_is_not_waited_for_without_end(
    marked: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change is refused with a sentence, and the file stays as it is, open for everybody."""
    monkeypatch.setattr("app.services.workspace.READERS_SECONDS", 0.05)
    reading, go_on = threading.Event(), threading.Event()

    def read() -> None:
        with marked.reading():
            reading.set()
            go_on.wait(10)

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait(10)
    with pytest.raises(EnvironmentProblem, match="아직 끝나지 않아"):
        protection.protect(marked, OLD)
    go_on.set()
    reader.join()
    assert marked.key == "" and check.check(marked).findings == ()


def test_the_watch_goes_on_over_a_change(marked: Workspace) -> None:
    """It lets the file go for the exchange, hears nothing of it, and hears another program's step after."""
    watch = Watch(marked)
    protection.protect(marked, OLD)
    assert not watch.poll()
    other = Workspace(marked.paths.file, key=marked.key)
    factories.person(other, "다른 곳에서 온 사람")
    other.close()
    assert watch.poll()
    watch.close()


def test_a_change_can_be_cancelled_until_the_exchange_and_not_after(marked: Workspace) -> None:
    """Cancelled in time everything is as before; cancelled later the work is finished all the same."""
    before, told = contents(marked), []

    def at_once(done: int, total: int) -> None:
        raise Cancelled

    def late(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) > 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        protection.protect(marked, OLD, at_once)
    assert (marked.key, contents(marked)) == ("", before)
    assert protection.protect(marked, OLD, late).left == ()
    assert told[-1][0] == told[-1][1]
    assert readable(marked.paths.file.parent) == []


def test_what_could_not_be_brought_along_is_finished_at_the_next_opening(
    marked: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk after the exchange: it is told, all stays readable, and the next start goes on."""

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("db.blobs.BlobStore._store", full)
        (sentence,) = protection.protect(marked, OLD).left
        assert "다음에 열 때" in sentence
        assert check.check(marked).findings == ()
        again = reopened(marked)
        assert again.secrets.unsettled
        assert check.check(again).findings == ()
    assert readable(again.paths.file.parent)
    again = reopened(again)
    assert not again.secrets.unsettled
    assert check.check(again).findings == ()
    again.close()
    assert readable(again.paths.file.parent) == []


def test_a_full_disk_before_the_exchange_leaves_the_file_as_it_was(
    marked: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence, the old file, no remains, and the workspace goes on."""

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    before = contents(marked)
    with monkeypatch.context() as patch:
        patch.setattr("db.protection._sync", full)
        with pytest.raises(EnvironmentProblem, match="새 자료 파일을 쓰지 못했습니다"):
            protection.protect(marked, OLD)
    assert (marked.key, contents(marked)) == ("", before)
    assert not list(marked.paths.file.parent.glob("*.changing*"))


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


@pytest.fixture
def opened_copy(marked: Workspace) -> Iterator[Path]:
    """Give the copy that the system's program shows."""
    (project,) = listing.all_rows(marked, "project", ListQuery())
    (file,) = outputs.files(marked, project.id)
    yield copies.open_copy(marked, file)


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
