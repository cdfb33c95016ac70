"""실행 취소와 다시 실행 by name, as deep as the journal and across restarts."""

from typing import TYPE_CHECKING

from app.domain.history import UndoState
from db import undo as store

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def state(ws: "Workspace") -> UndoState:
    """Return the names of the steps that undo and redo would act on."""
    with ws.reading() as connection:
        return store.state(connection)


def undo(ws: "Workspace") -> str | None:
    """Take the newest step back and return its name; None where there is nothing to undo.

    Refused with a sentence where a record has changed since the step.
    """
    with ws.reading() as connection:
        step = store.undo_target(connection)
    if step is None:
        return None
    with ws.unit_of_work(step.label, initiator="undo", kind="undo", target_id=step.id) as work:
        store.invert(work.connection, step.id)
        store.mark(work.connection, step.id, "undone")
    return str(step.label)


def redo(ws: "Workspace") -> str | None:
    """Do the step again that was undone last and return its name; None where there is none."""
    with ws.reading() as connection:
        step = store.redo_target(connection)
    if step is None:
        return None
    with ws.unit_of_work(step.label, initiator="redo", kind="redo", target_id=step.id) as work:
        store.invert(work.connection, store.newest_undo_of(work.connection, step.id))
        store.mark(work.connection, step.id, "done")
    return str(step.label)
