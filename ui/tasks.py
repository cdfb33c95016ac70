"""Reads and writes off the UI thread: one writer lane, a small pool of readers, results back in the UI.

Writes keep their order.  A read with a ``key`` supersedes the older reads of that key, which stop.  Results
are dropped when the widget that asked is gone.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, overload

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app import collection
from app.errors import Cancelled, UserError
from ui.lanes import Job, Lane

if TYPE_CHECKING:
    from app.services.workspace import Workspace

T = TypeVar("T")
Progress = Callable[[int, int], None]
Report = Callable[[QWidget | None, BaseException], None]
READERS = 2
SHOW_PROGRESS_MS = 500
NOT_STORED = "저장하지 못했습니다. 적은 것은 그대로 있으니 다시 저장해 주십시오."
CANCELLED = "취소했습니다."
# A worker in pure Python gives the lock up every 5 ms by default, and the UI takes it anew some hundred times
# in one repaint.  Longest stall of an import and an undo of 10,000 records: 71 and 26 ms at 0.5 ms,
# 29 and 14-19 ms at 0.1 ms; at 0.02 ms no better.  The work itself lost nothing.
SWITCH_INTERVAL = 0.0001


class Long(NamedTuple):
    """A reading that may take long: what its progress is called, and what to do once it was given up."""

    title: str
    given_up: Callable[[], object]


class NotDone(UserError):
    """A write that did not come about, for a reason that is told elsewhere; it may be tried again."""


def _report(owner: QWidget | None, error: BaseException) -> None:
    from ui.dialogs.problems import show_problem

    show_problem(owner, error)


def _rest() -> None:
    """Let the interpreter work as it does beside no worker."""
    sys.setswitchinterval(0.005)
    collection.resume()


class Tasks(QObject):
    """Runs functions of the workspace off the UI thread for one window."""

    busyChanged = Signal(bool)
    writingChanged = Signal(bool)
    writeFailed = Signal(str)
    _finished = Signal(object)
    _advanced = Signal(object, int, int)

    def __init__(self, workspace: Any, parent: QObject | None = None, report: Report = _report) -> None:
        """Start the lanes for ``workspace``; ``report`` shows what no caller handles."""
        super().__init__(parent)
        self.workspace = workspace
        self.report = report
        self._writer = Lane("writer", 1, self._done_on_worker)
        self._readers = Lane("reader", READERS, self._done_on_worker)
        self._running: set[Job] = set()
        self._latest: dict[str, Job] = {}
        self._held: list[tuple[Job, Lane]] | None = None
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._advanced.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)

    @overload
    def write(
        self,
        owner: QWidget,
        label: str,
        fn: Callable[["Workspace"], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> Job: ...

    @overload
    def write(
        self,
        owner: QWidget,
        label: str,
        fn: Callable[..., T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        progress: bool = False,
    ) -> Job: ...

    def write(
        self,
        owner: QWidget,
        label: str,
        fn: Callable[..., T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        progress: bool = False,
    ) -> Job:
        """Run ``fn(workspace)`` on the one writer thread, then ``done(result)`` in the UI.

        ``failed`` hears of whatever kept it from being stored; the trouble of a machine and a bug are
        reported besides.  With ``progress`` the function is called ``fn(workspace, progress)``; it reports by
        ``progress(done, total)``, which raises ``Cancelled`` after the person asked to stop.
        """
        job = Job(owner, label, fn, self._drop_type(done), failed, writes=True)
        if progress:
            self._follow(job)
        self._begin(job, self._writer)
        return job

    @overload
    def read(
        self,
        owner: QWidget,
        fn: Callable[["Workspace"], T],
        done: Callable[[T], None],
        key: str | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> Job: ...

    @overload
    def read(
        self,
        owner: QWidget,
        fn: Callable[..., T],
        done: Callable[[T], None],
        key: str | None = None,
        failed: Callable[[UserError], None] | None = None,
        long: Long | None = None,
    ) -> Job: ...

    def read(
        self,
        owner: QWidget,
        fn: Callable[..., T],
        done: Callable[[T], None],
        key: str | None = None,
        failed: Callable[[UserError], None] | None = None,
        long: Long | None = None,
    ) -> Job:
        """Run ``fn(workspace)`` on a reader, then ``done(result)`` in the UI; a newer ``key`` wins.

        A ``long`` reading is called ``fn(workspace, progress)`` and can be given up like a write.
        """
        job = Job(owner, long.title if long else "", fn, self._drop_type(done), failed)
        if long is not None:
            job.given_up = long.given_up
            self._follow(job)
        if key is not None:
            job.key = f"{id(owner)}:{key}"
            older = self._latest.get(job.key)
            if older is not None:
                older.supersede(self.workspace)
            self._latest[job.key] = job
        self._begin(job, self._readers)
        return job

    def _follow(self, job: Job) -> None:
        """Let a job report how far it is, and show that once it takes long."""
        # Loaded before the worker begins: beside it every reading of a file waits for the interpreter's lock.
        from ui.dialogs import progress  # noqa: F401

        job.advance = lambda done, total: self._advance(job, done, total)
        QTimer.singleShot(SHOW_PROGRESS_MS, self, lambda: self._open_progress(job))

    def idle(self) -> bool:
        """Tell whether nothing runs and nothing waits."""
        return not self._running

    def writing(self) -> bool:
        """Tell whether a write runs or waits."""
        return any(job.writes for job in self._running)

    def wait_idle(self, timeout: float = 10.0) -> bool:
        """Wait until all is done, the window staying alive; False after ``timeout`` seconds."""
        if self.idle():
            return True
        loop = QEventLoop()

        def end(busy: bool) -> None:
            if not busy:
                loop.quit()

        self.busyChanged.connect(end)
        QTimer.singleShot(int(timeout * 1000), loop, loop.quit)
        loop.exec()
        self.busyChanged.disconnect(end)
        return self.idle()

    def hold(self) -> None:
        """Begin nothing from now on; what is asked for waits for ``release``."""
        self._held = []

    def release(self) -> None:
        """Begin what was asked for since ``hold``, in its order, and everything after it at once."""
        held, self._held = self._held or [], None
        for job, lane in held:
            if isValid(job.owner) and not job.superseded:
                self._begin(job, lane)

    def stop(self) -> None:
        """End the lanes after what they are doing; what is asked afterwards begins never."""
        self._writer.stop()
        self._readers.stop()
        self.hold()
        _rest()

    @staticmethod
    def _drop_type(done: Callable[[T], None] | None) -> Callable[[Any], None] | None:
        return done

    def _begin(self, job: Job, lane: Lane) -> None:
        if self._held is not None:
            self._held.append((job, lane))
            return
        was_idle, was_writing = self.idle(), self.writing()
        self._running.add(job)
        if was_idle:
            sys.setswitchinterval(SWITCH_INTERVAL)
            collection.hold()
            self.busyChanged.emit(True)
        if job.writes and not was_writing:
            self.writingChanged.emit(True)
        lane.put(job, self.workspace)

    def _done_on_worker(self, job: Job) -> None:
        self._finished.emit(job)

    def _deliver(self, job: Job) -> None:
        if job.dialog is not None and isValid(job.dialog):
            job.dialog.close_quietly()
        if self._latest.get(job.key) is job:
            del self._latest[job.key]
        try:
            self._hand_over(job)
        finally:
            # only now, so that work begun by what was just delivered does not look like a new burst
            self._running.discard(job)
            if job.writes and not self.writing():
                self.writingChanged.emit(False)
            if self.idle():
                _rest()
                self.busyChanged.emit(False)

    def _hand_over(self, job: Job) -> None:
        alive = isValid(job.owner)
        if job.error is None:
            if alive and job.done is not None and not job.superseded:
                job.done(job.result)
            return
        if isinstance(job.error, Cancelled) or job.superseded:
            if alive and not job.superseded:
                self._give_up(job)
            return
        if job.writes:
            self.writeFailed.emit(job.label)
        if not isinstance(job.error, UserError):
            self._put_back(job, getattr(job.error, "message", NOT_STORED))
        elif job.failed is not None and (alive or not job.writes):
            if alive:
                job.failed(job.error)
            return
        # also where a refused write was asked for by what is gone by now: somebody typed it
        self.report(job.owner if alive else None, job.error)

    def _give_up(self, job: Job) -> None:
        if job.given_up is not None:
            job.given_up()
        else:
            self._put_back(job, CANCELLED)

    @staticmethod
    def _put_back(job: Job, words: str) -> None:
        """Let who waits for a write go on: what was not stored can be tried again."""
        if job.writes and job.failed is not None and isValid(job.owner):
            job.failed(NotDone(words))

    def _advance(self, job: Job, done: int, total: int) -> None:
        if job.cancelled:
            raise Cancelled
        if job.worth_showing(done, total):
            self._advanced.emit(job, done, total)

    def _open_progress(self, job: Job) -> None:
        if job not in self._running or job.superseded or not isValid(job.owner):
            return
        from ui.dialogs.progress import ProgressDialog

        job.dialog = ProgressDialog(job.owner.window(), job.label, job.cancel, writes=job.writes)
        job.dialog.show_progress(*job.last)
        job.dialog.open()

    def _show_progress(self, job: Job, done: int, total: int) -> None:
        job.last = (done, total)
        # The page that asked may be gone by now, and its dialog with it.
        if job.dialog is not None and isValid(job.dialog):
            job.dialog.show_progress(done, total)
