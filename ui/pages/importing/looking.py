"""The table in the making: where it comes from, what was read of it and decided, what becomes of it.

Everything is read off the UI thread; an answer to an older question is passed over.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.tabular.decided import step_words
from app.domain.tabular.preview import Choices, Outcome, Preview
from app.errors import UserError
from app.services.tabular import planning, storing
from ui.context import Context
from ui.pages.importing import reading

_MOST = 200
"""So many decisions can be taken back."""


class Decided:
    """The decisions about one table before and after those in force: ``undo`` and ``redo`` by their names."""

    def __init__(self, looking: "Looking") -> None:
        """Begin without a decision."""
        self._looking = looking
        self._of: dict[str, list[Choices]] = {"undo": [], "redo": []}

    def __bool__(self) -> bool:
        """Tell whether anything was decided."""
        return any(self._of.values())

    def forget(self) -> None:
        """Begin anew: what was decided is stored, or the table is another one."""
        self._of = {"undo": [], "redo": []}

    def add(self, before: Choices) -> None:
        """Note that something was decided; ``before`` was in force until now."""
        self._of = {"undo": [*self._of["undo"], before][-_MOST:], "redo": []}

    def label(self, name: str) -> str | None:
        """Return what ``name`` would take back or do again; None for nothing."""
        kept = self._of[name]
        here = self._looking.choices
        pair = (kept[-1], here) if kept and name == "undo" else (here, kept[-1]) if kept else None
        return None if pair is None else step_words(*pair) or "결정"

    def take(self, name: str) -> None:
        """Take the last decision back, or do it again."""
        if self._of[name]:
            self._of["redo" if name == "undo" else "undo"].append(self._looking.choices)
            self._looking.look(self._of[name].pop())


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
        self._asked: reading.Source | None = None
        self.file: reading.Opened | None = None
        self.seen: Preview | None = None
        self.choices = Choices({})
        self.decided = Decided(self)

    def forget(self) -> None:
        """Begin again without a table."""
        self.source, self.file, self.seen = None, None, None
        self._asked = None
        self.decided.forget()

    def take(self, source: reading.Source) -> None:
        """Take a table from another place; until it is read, the one before stays."""
        self._asked = source
        self.read()

    def unlock(self, password: str) -> None:
        """Try to open the file with a password."""
        if self._asked is not None:
            self.take(replace(self._asked, password=password))

    def read(self, place: int | None = None) -> None:
        """Read the file that is asked for, or another sheet of the one that is open."""
        source, kind = self._asked, self.kind
        if source is None:
            return
        known = self.file.file if self.file is not None and place is not None else None

        def opened(found: reading.Opened) -> None:
            self.source, self.file, self.seen = source, found, None
            self.decided.forget()
            self.opened.emit()

        self.begun.emit()
        self._context.tasks.read(
            self._owner, lambda ws: reading.read(ws, source, kind, place, known), opened, "file",
            self.refused.emit,
        )  # fmt: skip

    def keep(self) -> None:
        """Stay with the table that is open: the one asked for cannot be read."""
        self._asked = self.source
        if self.file is not None:
            self.kind = self.file.matched.kind.key

    def decide(self, choices: Choices) -> None:
        """Look at every row anew with other choices, which can be taken back."""
        if self.seen is not None and choices != self.choices:
            self.decided.add(self.choices)
        self.look(choices)

    def look(self, choices: Choices | None = None) -> None:
        """Look at every row anew, with ``choices`` or with those in force."""
        found, choices = self.file, choices or self.choices
        if found is None:
            return
        self.choices = choices
        table, kind = found.matched.table, found.matched.kind
        self._context.tasks.read(
            self._owner, lambda ws: planning.plan(ws, table, kind, choices), self._looked, "preview",
            self.refused.emit,
        )  # fmt: skip

    def _looked(self, seen: Preview) -> None:
        if self.file is not None and seen.choices is self.choices:
            self.seen = seen
            self.looked.emit()

    def is_current(self) -> bool:
        """Tell whether the rows were looked at with all that is decided by now."""
        return self.seen is not None and self.seen.choices is self.choices

    def store(
        self,
        stored: Callable[[Outcome], None],
        failed: Callable[[UserError], None],
        given_up: Callable[[], None],
    ) -> None:
        """Store all that can be taken as one step, or nothing when cancelled."""
        seen = self.seen
        if seen is None or self.file is None or not self.is_current():
            return
        job = self._context.tasks.write(
            self._owner, "가져오기", lambda ws, progress: storing.run(ws, seen, progress), stored,
            failed, True,
        )  # fmt: skip
        job.given_up = given_up
