"""The exchange of a file beside those who use it, and when the disk is full or the person stops it."""

import threading
from typing import Any

import pytest

from app.domain.listing import ListQuery
from app.errors import Cancelled, EnvironmentProblem, ProblemKind
from app.services import listing
from app.services.data_file import check, protection
from app.services.data_file.watch import Watch
from app.services.workspace import Workspace
from db import protection as exchanging
from tests import factories
from tests.app.services.data_file.protection.support import OLD, readable, reopened
from tests.db.support import contents, raw


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
