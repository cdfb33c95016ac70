"""실행 취소와 다시 실행 by name, as deep as the journal and across restarts."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from app.changes import TYPING
from app.domain.history import UndoState
from db import undo as store

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Progress = Callable[[int, int], object]


def state(ws: "Workspace") -> UndoState:
    """Return the names of the steps that undo and redo would act on."""
    with ws.reading() as connection:
        return store.state(connection)


def undo(ws: "Workspace", progress: Progress | None = None) -> str | None:
    """Take the newest step back and return its name; None where there is nothing to undo.

    What was typed in one go is taken back at once.  ``progress(done, total)`` counts the changes of a step
    and may give it up.  Refused with a sentence where a record has changed since the step.
    """
    return _whole(ws, store.undo_target, partial(_undo, progress=progress))


def redo(ws: "Workspace", progress: Progress | None = None) -> str | None:
    """Do the step again that was undone last and return its name; None where there is none."""
    return _whole(ws, store.redo_target, partial(_redo, progress=progress))


def _whole(
    ws: "Workspace", target: Callable[[Any], Any], act: Callable[["Workspace", Any], None]
) -> str | None:
    first = step = _target(ws, target)
    while step is not None:
        act(ws, step)
        step = _target(ws, target) if step.initiator.startswith(TYPING) else None
        if step is not None and step.initiator != first.initiator:
            break
    return str(first.label) if first is not None else None


def _target(ws: "Workspace", target: Callable[[Any], Any]) -> Any:
    with ws.reading() as connection:
        return target(connection)


def _undo(ws: "Workspace", step: Any, progress: Progress | None) -> None:
    with ws.unit_of_work(step.label, initiator="undo", kind="undo", target_id=step.id) as work:
        store.invert(work.connection, step.id, progress)
        store.mark(work.connection, step.id, "undone")


def _redo(ws: "Workspace", step: Any, progress: Progress | None) -> None:
    with ws.unit_of_work(step.label, initiator="redo", kind="redo", target_id=step.id) as work:
        store.invert(work.connection, store.newest_undo_of(work.connection, step.id), progress)
        store.mark(work.connection, step.id, "done")


def newest(ws: "Workspace") -> int:
    """Return what ``take_back`` begins from to take back all that is done from now on."""
    with ws.reading() as connection:
        return store.newest(connection)


def take_back(ws: "Workspace", label: str, since: int) -> None:
    """Take back every step after ``since`` at once, for good: all of them or, where one cannot be, none."""
    with ws.unit_of_work(label, initiator="undo", kind="undo") as work:
        for step in store.done_since(work.connection, since):
            store.invert(work.connection, step.id)
            store.mark(work.connection, step.id, "discarded")
