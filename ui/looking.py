"""Who is looked at unmasked, in the window: masked again by the clock and on leaving, copies logged first."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.changes import LOG, Changes

if TYPE_CHECKING:
    from ui.context import Context

_TIMER = "sight"
_GRACE = timedelta(milliseconds=20)


def show_again(context: "Context", people: Collection[int]) -> None:
    """Let every view read ``people`` again, who are to be seen or masked from now on."""
    if people:
        context.bus.announce(Changes("가리기", {"person": frozenset(people)}, LOG))


def watch(context: "Context") -> None:
    """Mask again when the next grant ends."""
    timer = context.bus.findChild(QTimer, _TIMER)
    if timer is None:
        timer = QTimer(context.bus)
        timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one may be a twentieth of the time late
        timer.setObjectName(_TIMER)
        timer.setSingleShot(True)
        timer.timeout.connect(partial(_ended, context))
    end = context.sight.next_end
    if end is None:
        timer.stop()
        return
    left = end - context.workspace.clock() + _GRACE
    timer.start(max(int(left.total_seconds() * 1000), 0))


def _ended(context: "Context") -> None:
    show_again(context, context.sight.expire())
    watch(context)


def leave(context: "Context") -> None:
    """Mask what was to be seen on the screen that is left."""
    if context.workspace is not None and context.sight.grants:
        show_again(context, context.sight.leave())


def cover(context: "Context", people: Collection[int] = ()) -> None:
    """Mask everything, or all of ``people``, at once."""
    show_again(context, context.sight.cover(people))
    watch(context)


def copying(owner: QWidget, context: "Context") -> Callable[[Sequence[int], Callable[[], object]], None]:
    """Return what a table asks before it copies rows of the persons: unmasked ones are logged first."""

    def copy(people: Sequence[int], put: Callable[[], object]) -> None:
        from app.services.privacy import sight

        if not sight.any_seen(context.workspace, people):
            put()
            return
        ids = tuple(people)

        def logged(_none: None) -> None:
            put()

        context.tasks.write(owner, "복사", lambda ws: sight.log_copy(ws, ids), logged)

    return copy
