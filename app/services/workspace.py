"""An open data file: what every use case is given.

It opens, upgrades and backs up the file, hands out read connections and units of work, and tells its
listeners what each commit changed.  It holds no records.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from app.changes import Changes
from app.domain import desk_role
from app.domain.directory import Option
from app.domain.privacy import resident_number
from app.domain.privacy.sight import Sight
from app.errors import EnvironmentProblem, ProblemKind
from app.paths import DataPaths
from app.services.data_file.gate import Gate
from app.settings import Settings, defaults
from db import pending, protection
from db.engine import Connection, open_engine
from db.errors import translated
from db.journal import Step, driver_of
from db.migrate import prepare
from db.readings import Readings
from db.session import UnitOfWork, unit_of_work

READERS_SECONDS = 20.0
_EMPTIED = (
    "자료 파일이 비어 있습니다(0바이트). 옆에 첨부 파일이나 백업이 있으니 내용을 잃은 것입니다. "
    "파일은 그대로 두었습니다. 백업에서 되살리십시오."
)
Clock = Callable[[], datetime]
Listener = Callable[[Changes], None]


def _now() -> datetime:
    return datetime.now(UTC)


class Companion(Protocol):
    """What has a connection of its own to the file of a workspace."""

    def pause(self) -> None:
        """Let go of the file."""

    def resume(self) -> None:
        """Take hold of it again."""


class Workspace:
    """One open data file with the person at the desk.

    ``settings`` may be replaced while the file is open; ``clock`` is the only source of time for records.
    """

    in_full = False
    """Whether papers name persons in full: only one whose purpose is logged (see ``disclosure.InFull``)."""

    def __init__(
        self, path: Path, settings: Settings | None = None, clock: Clock = _now, *, key: str = ""
    ) -> None:
        """Open the file, make it where it is missing, upgrade it where it is old.

        ``key`` is the raw key of a protected file; a wrong one is an ``EnvironmentProblem``.
        """
        self.key = key
        self.paths = DataPaths(path)
        self.settings = settings or defaults()
        self.clock = clock
        self.offered: dict[str, tuple[object, list[Option]]] = {}
        # What may be seen unmasked: whoever replaces the clock is asked too.
        self.sight = Sight(lambda: self.clock(), lambda: self.settings.mask_affiliation)
        self.secrets = protection.Kept()
        self.blobs = self.secrets.store(self.paths.attachments)
        self.copies: Path | None = None
        self._burst = ""
        self._readings = Readings()
        self._listeners: list[Listener] = []
        self._companions: list[Companion] = []
        self._gate = Gate()
        self.locked = False
        self.index_missed = False  # somebody searched without what the index was still to take in
        self.index_stuck = False  # the index cannot be written as things are
        self._ready = False  # what the program itself puts into a new file asks for no role
        if not path.exists():
            resident_number.refuse(path.name, "자료 파일의 이름", "path")
        elif self.paths.are_emptied():
            raise EnvironmentProblem(_EMPTIED, ProblemKind.CORRUPT)
        _make_folder(path.parent)
        self._engine = open_engine(path, key)
        self._prepare()
        self._finish_destruction()

    def _prepare(self, *, settle: bool = True) -> None:
        from app.services import directory
        from app.services.data_file import backup

        self._ready = False
        self._gate.open()
        try:
            if prepare(self._engine, lambda: backup.before_migration(self)):
                directory.fill(self)
            protection.clear_remains(self.paths.file)
            unsettled = self._take_secrets()
            if settle and unsettled:
                # What cannot be finished now stays readable, and is tried at the next opening.
                with contextlib.suppress(OSError, EnvironmentProblem):
                    self.settle_protection()
            self._ready = True
        except EnvironmentProblem as problem:
            self._engine.dispose()
            raise protection.explained(problem, self.paths.file, self.key) from problem
        except BaseException:
            self._engine.dispose()
            raise

    def _take_secrets(self) -> bool:
        """Take the secret of the attached files from the file; tell whether a change was cut off."""
        with self.reading() as connection:
            self.secrets = protection.kept(driver_of(connection))
        if self.key and not self.secrets.secret:
            with self.beside_journal() as connection:
                self.secrets = protection.with_secret(driver_of(connection))
        self.blobs = self.secrets.store(self.paths.attachments)
        return bool(self.secrets.unsettled)

    def settle_protection(self, progress: Callable[[int], None] = lambda size: None) -> tuple[str, ...]:
        """Bring attached files and backups under the present key; return sentences of what could not be."""
        paths = self.paths
        left = protection.settle(paths.attachments, paths.backups, self.key, self.secrets, progress)
        with self.beside_journal() as connection:
            protection.keep(driver_of(connection), self.secrets.settled())
        self._take_secrets()
        return left

    @contextlib.contextmanager
    def let_go(self) -> Iterator[None]:
        """Have no connection to the file in the block, so that it can be exchanged; who reads waits."""
        if not self._gate.close(READERS_SECONDS):
            self._gate.open()
            raise EnvironmentProblem(
                "자료를 읽는 일이 아직 끝나지 않아 암호 설정을 바꾸지 못했습니다. 잠시 뒤 다시 하십시오. "
                "자료는 그대로입니다.",
                ProblemKind.LOCKED,
            )
        try:
            for companion in self._companions:
                companion.pause()
            self._engine.dispose()
            yield
        finally:
            self._engine = open_engine(self.paths.file, self.key)
            self._prepare(settle=False)
            for companion in self._companions:
                companion.resume()

    def lock(self) -> None:
        """Let go of the file and of its key until ``unlock``; copies opened by other programs go too.

        Whoever reads or writes meanwhile is refused, so nothing may be asked for.
        """
        self.locked = True
        self.sight.cover()
        for companion in self._companions:
            companion.pause()
        self._let_go_of_key()
        self._clear_copies()

    def unlock(self, key: str) -> None:
        """Take hold of the file again and go on as before; what ``key`` does not open stays locked."""
        self.key = key
        self._engine = open_engine(self.paths.file, key)
        self.locked = False
        try:
            self._prepare(settle=False)
        except BaseException:
            self.locked = True
            self._let_go_of_key()
            raise
        for companion in self._companions:
            companion.resume()

    def _let_go_of_key(self) -> None:
        self._engine.dispose()
        self.key, self.secrets = "", protection.Kept()
        self._engine = open_engine(self.paths.file)  # the one before knows the key
        self.blobs = self.secrets.store(self.paths.attachments)

    @contextlib.contextmanager
    def _at_work(self) -> Iterator[None]:
        """Wait while the file is being exchanged, and keep it from being; refuse while it is locked."""
        with self._gate.passing():
            if self.locked:
                raise EnvironmentProblem(
                    "자료가 잠겨 있습니다. 잠금을 푼 뒤 다시 하십시오. 자료는 그대로입니다.",
                    ProblemKind.PASSPHRASE,
                )
            yield

    def accompany(self, companion: Companion) -> None:
        """Tell ``companion``, which has a connection of its own, when to let go of the file."""
        self._companions.append(companion)

    def part_from(self, companion: Companion) -> None:
        """Tell ``companion`` nothing any more."""
        if companion in self._companions:
            self._companions.remove(companion)

    def _finish_destruction(self) -> None:
        """Carry a destruction that was cut off to its end; what refuses now is tried at the next opening."""
        with self.reading() as connection:
            waiting = pending.noted(connection)
        if waiting:
            from app.services.privacy import destruction

            with contextlib.suppress(OSError, EnvironmentProblem):
                destruction.finish(self)

    def reopen(self) -> None:
        """Look at the file afresh after its contents were exchanged, upgrading them where they are old."""
        self._engine.dispose()
        self._prepare()

    @property
    def actor(self) -> str:
        """Return the name that the journal keeps for the person at the desk."""
        return self.settings.user_name or "이름 없음"

    @property
    def today(self) -> date:
        """Return the calendar day at this desk (records keep moments in UTC, days are local)."""
        return self.clock().astimezone().date()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one consistent state and never waits for a writer."""
        with (
            self._at_work(),
            translated(),
            self._engine.connect() as connection,
            self._readings.of(driver_of(connection)),
        ):
            yield connection

    def stop_reading(self, thread: int) -> None:
        """Let what ``thread`` is reading fail at once: nobody waits for it any more."""
        self._readings.stop(thread)

    @contextlib.contextmanager
    def searching(self) -> Iterator[Connection]:
        """Yield a connection to search words on: what was written until now is found as well."""
        from app.services.search import indexing

        indexing.refresh(self)
        with self.reading() as connection:
            yield connection

    @contextlib.contextmanager
    def unit_of_work(
        self, label: str, *, initiator: str = "", kind: str = "do", target_id: int | None = None
    ) -> Iterator[UnitOfWork]:
        """Run the block as one named step; on leaving it the step is durable and announced."""
        step = Step(label, self.actor, self.clock(), self._burst or initiator, kind, target_id)
        announced: list[Changes] = []
        with self._at_work(), unit_of_work(self._engine, step, announced, self._regard_role) as work:
            yield work
        for changes in announced:
            self.announce(changes)

    def _regard_role(self, tables: set[str]) -> None:
        if self._ready:
            desk_role.refuse_change(self.settings.desk_role, tables)

    @contextlib.contextmanager
    def beside_journal(self, *, patient: bool = True) -> Iterator[Connection]:
        """Yield a connection that writes and commits outside the journal, what is no record: log and index.

        One that is not ``patient`` is refused at once where another writes.
        """
        with self._at_work(), translated():
            writer = self._engine.connect().execution_options(writer=True, patient=patient)
            with writer as connection, connection.begin():
                yield connection

    @contextlib.contextmanager
    def burst(self, name: str) -> Iterator[None]:
        """Let the steps of the block be parts of the burst of typing ``name``; for the writer's thread."""
        self._burst = name
        try:
            yield
        finally:
            self._burst = ""

    def on_commit(self, listener: Listener) -> None:
        """Call ``listener`` after every commit, on the thread that committed."""
        self._listeners.append(listener)

    def announce(self, changes: Changes) -> None:
        """Tell every listener what changed."""
        for listener in list(self._listeners):
            listener(changes)

    def close(self) -> None:
        """Let go of the file; its write-ahead log is folded in by the last connection.

        Copies of attached files that were opened by other programs go too.
        """
        self._engine.dispose()
        self._clear_copies()

    def _clear_copies(self) -> None:
        if self.copies is not None:
            from app.services.data_file import copies

            copies.clear(self.copies)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            f"자료를 둘 폴더를 만들 수 없습니다: {folder}. 다른 곳을 고르십시오.", ProblemKind.MISSING
        ) from error
