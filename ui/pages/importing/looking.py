"""The table in the making: where it comes from, what was read of it and decided, what becomes of it.

Everything is read off the UI thread; an answer to an older question is passed over.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.tabular.preview import Choices, Outcome, Preview
from app.errors import UserError
from app.services.tabular import planning, storing
from ui.context import Context
from ui.pages.importing import reading


class Looking(QObject):
    """One table of ``owner``'s page; signals say when it was read, looked at, or could not be."""

    begun = Signal()
    opened = Signal()
    looked = Signal()
    refused = Signal(object)

    def __init__(self, owner: QWidget, context: Context) -> None:
        """Begin without a table."""
        super().__init__(owner)
        self._owner, self._context = owner, context
        self.kind = "projects"
        self.source: reading.Source | None = None
        self.file: reading.Opened | None = None
        self.seen: Preview | None = None
        self.choices = Choices({})

    def forget(self) -> None:
        """Begin again without a table."""
        self.source, self.file, self.seen = None, None, None

    def take(self, source: reading.Source) -> None:
        """Take a table from another place."""
        self.source = source
        self.read()

    def unlock(self, password: str) -> None:
        """Try to open the file with a password."""
        if self.source is not None:
            self.take(replace(self.source, password=password))

    def read(self, place: int | None = None) -> None:
        """Read the file, or another sheet of the one that is open."""
        source, kind = self.source, self.kind
        if source is None:
            return
        known = self.file.file if self.file is not None and place is not None else None
        self.begun.emit()
        self._context.tasks.read(
            self._owner, lambda ws: reading.read(ws, source, kind, place, known), self._opened, "file",
            self._refused,
        )  # fmt: skip

    def _opened(self, found: reading.Opened) -> None:
        self.file, self.seen = found, None
        self.opened.emit()

    def _refused(self, error: UserError) -> None:
        self.file = None
        self.refused.emit(error)

    def decide(self, choices: Choices) -> None:
        """Look at every row anew with other choices."""
        found = self.file
        if found is None:
            return
        self.choices = choices
        table, kind = found.matched.table, found.matched.kind
        self._context.tasks.read(
            self._owner, lambda ws: planning.plan(ws, table, kind, choices), self._looked, "preview",
            self._refused,
        )  # fmt: skip

    def _looked(self, seen: Preview) -> None:
        if self.file is not None and seen.choices is self.choices:
            self.seen = seen
            self.looked.emit()

    def store(
        self,
        stored: Callable[[Outcome], None],
        failed: Callable[[UserError], None],
        given_up: Callable[[], None],
    ) -> None:
        """Store all that can be taken as one step, or nothing when cancelled."""
        seen = self.seen
        if seen is None or self.file is None:
            return
        job = self._context.tasks.write(
            self._owner, "가져오기", lambda ws, progress: storing.run(ws, seen, progress), stored,
            failed, True,
        )  # fmt: skip
        job.given_up = given_up
