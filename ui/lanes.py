"""Worker threads that take jobs in their order."""

import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from app.errors import UserError

if TYPE_CHECKING:
    from app.services.workspace import Workspace

EVERY_SECONDS = 0.05


class ProgressView(Protocol):
    """What shows how far a job is."""

    def show_progress(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``."""

    def close_quietly(self) -> None:
        """Go away without cancelling."""


class Job:
    """One function to run for one widget, and what became of it."""

    def __init__(
        self,
        owner: QWidget,
        label: str,
        fn: Callable[..., Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[UserError], None] | None,
        writes: bool = False,
    ) -> None:
        """Keep what to run and whom to tell."""
        self.owner, self.label, self.fn = owner, label, fn
        self.done, self.failed, self.writes = done, failed, writes
        self.advance: Callable[[int, int], None] | None = None
        self.given_up: Callable[[], object] | None = None
        self.key = ""
        self.superseded = False
        self.cancelled = False
        self.result: Any = None
        self.error: BaseException | None = None
        self.dialog: ProgressView | None = None
        self.last = (0, 0)
        self._shown_at = 0.0
        self._at_work = threading.Lock()
        self._thread = 0

    def supersede(self, workspace: Any) -> None:
        """Let a newer job take the place of this one; what it is reading for nobody is stopped."""
        self.superseded = True
        stop = getattr(workspace, "stop_reading", None)
        with self._at_work:
            if stop is not None and self._thread:
                stop(self._thread)

    def cancel(self) -> None:
        """Ask the job to stop at its next report of progress."""
        self.cancelled = True

    def worth_showing(self, done: int, total: int) -> bool:
        """Tell whether to repaint for this report; too many would hold the UI up."""
        now = time.monotonic()
        if done < total and now - self._shown_at < EVERY_SECONDS:
            return False
        self._shown_at = now
        return True

    def run(self, workspace: "Workspace") -> None:
        """Run the function and keep its result or its error."""
        self._set_thread(threading.get_ident())
        try:
            self.result = self.fn(workspace, self.advance) if self.advance else self.fn(workspace)
        except BaseException as error:
            self.error = error
        finally:
            self._set_thread(0)

    def _set_thread(self, thread: int) -> None:
        # never stopped is what the thread reads for its next job
        with self._at_work:
            self._thread = thread


class Lane:
    """One or more threads that take jobs from one queue; they start with the first job."""

    def __init__(self, name: str, threads: int, finished: Callable[[Job], None]) -> None:
        """Name the threads; ``finished`` is called on the worker after each job."""
        self._name, self._count, self._finished = name, threads, finished
        self._queue: SimpleQueue[tuple[Job, Any] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def put(self, job: Job, workspace: "Workspace") -> None:
        """Append a job."""
        if len(self._threads) < self._count:
            thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._threads.append(thread)
            thread.start()
        self._queue.put((job, workspace))

    def stop(self) -> None:
        """Let the threads end after the jobs already there, and wait for them."""
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            job, workspace = item
            if not job.superseded:
                job.run(workspace)
            self._finished(job)
            # What the job read may be large; it must not wait for the next job to be let go.
            del item, job
