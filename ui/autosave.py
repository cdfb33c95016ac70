"""Saving what is typed into a form, and not letting an older reading overwrite it."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from app.changes import TYPING
from app.errors import UserError
from ui.freshness import Freshness
from ui.tasks import NotDone, Tasks
from ui.widgets.form import RecordForm

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from ui.widgets.minutes.editor import MinutesEditor

BURST_SECONDS = 1.5
Save = Callable[["Workspace", int, dict[str, Any]], object]


class Burst:
    """Names what is typed into one field in one go, so that undo takes it back at once."""

    def __init__(self) -> None:
        """Begin with nothing typed."""
        self._key, self._at, self._name = "", 0.0, ""

    def name(self, key: str) -> str:
        """Return the name of the burst that an edit of the field ``key`` belongs to."""
        now = monotonic()
        if key != self._key or now - self._at > BURST_SECONDS:
            self._name = f"{TYPING}{uuid4().hex}"
        self._key, self._at = key, now
        return self._name


class Autosave(QObject):
    """Hands the edits of a form to the writer lane.

    A row that was read before the last edit was stored is older than the form: ``stamp()`` taken when the
    reading begins and ``fresh(stamp)`` when it arrives tell.  ``settled`` asks to read again after such a
    reading was turned away.
    """

    settled = Signal()

    def __init__(self, form: "RecordForm | MinutesEditor", tasks: Tasks, label: str, save: Save) -> None:
        """Store the edits of ``form`` by ``save(ws, record_id, {key: value})`` in steps called ``label``."""
        super().__init__(form)
        self._form, self._tasks, self._label, self._save = form, tasks, label, save
        self._freshness, self._burst = Freshness(), Burst()
        form.edited.connect(self._edited)
        if isinstance(form, RecordForm):
            form.dropped.connect(lambda error: tasks.report(form, error))

    def stamp(self) -> int | None:
        """Return a mark for a reading that begins now; None while an edit is on its way."""
        return self._freshness.stamp()

    def fresh(self, stamp: int | None) -> bool:
        """Tell whether a reading begun at ``stamp`` knows every edit."""
        return self._freshness.fresh(stamp)

    def _edited(self, key: str, value: object) -> None:
        record = self._form.record_id
        if record is None:
            return
        self._freshness.begin()
        burst = self._burst.name(key)

        def write(ws: "Workspace") -> None:
            try:
                with ws.burst(burst):
                    self._save(ws, record, {key: value})
            finally:
                self._freshness.end()

        def refused(error: UserError) -> None:
            told = UserError(error.message, error.field or key)
            self._refused(record, value, told, isinstance(error, NotDone))

        self._tasks.write(self._form, self._label, write, self._stored, refused)

    def _refused(self, record: int, value: object, error: UserError, again: bool) -> None:
        """Say why beside the field, or in a message with what was typed where another record is shown now."""
        if self._form.record_id == record:
            self._form.fail(error, again)
            return
        typed = f"\n\n적은 글: {value}" if isinstance(value, str) and value.strip() else ""
        words = f"앞에서 고치던 기록에 저장하지 못했습니다. {error.message}{typed}"
        self._tasks.report(self._form, UserError(words, error.field))

    def _stored(self, _nothing: object) -> None:
        if self._freshness.missed():
            self.settled.emit()
