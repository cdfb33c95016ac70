"""Letting words be found: the index follows what was written, soon after it and before whoever searches.

A step of work does not wait for the index.  It is brought up to date by the window in its quiet moments, by
whoever searches (what was written last is a few milliseconds' work), by a command before it ends, and by the
next opening of the file where none of these came to it.  What it has grown by for long is merged by the
window once everything rests.
"""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.errors import EnvironmentProblem, ProblemKind
from db import full_text, indexing
from db.journal import driver_of

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Progress = Callable[[int, int], None]
FEW = 500
"""How many changed records whoever searches waits for: 0.1 s at most.  More are taken in beside the work."""


def waiting(ws: "Workspace", most: int = -1) -> int:
    """Return how many changes cannot be found yet, counted no further than ``most``."""
    with ws.reading() as connection:
        return indexing.waiting(connection, most)


def take_next(ws: "Workspace") -> int | None:
    """Take in one part; return how many changes are left for the next call.

    Nobody has asked for this, so nobody waits for it: where another writes now, it steps aside.  None where
    the index cannot be written, which ``index_stuck`` of the file tells until it can again.
    """
    try:
        _unless_locked(ws)
        left = waiting(ws)
    except EnvironmentProblem:
        ws.index_stuck = True
        return None
    ws.index_stuck = False
    return left


def catch_up(ws: "Workspace", progress: Progress | None = None) -> None:
    """Take in all that waits, in parts between which others may write.

    For what has to be right whatever it takes.  An ``EnvironmentProblem`` where the file cannot be written.
    """
    total = waiting(ws)
    while left := waiting(ws):
        if progress is not None:
            progress(max(total - left, 0), total)
        _next(ws, patient=True)


def refresh(ws: "Workspace") -> None:
    """Take in what was written last, before somebody searches while typing; nothing where that is much.

    Of few records with long texts it takes in one part, and nothing where one record is longer than a part.
    Where it cannot be written now, the search goes on without it.  What is left is noted in ``index_missed``
    of the file, so that what was found is looked for again.
    """
    with contextlib.suppress(EnvironmentProblem):
        left = waiting(ws, FEW + 1)
        if not left:
            return
        with contextlib.suppress(EnvironmentProblem):
            if left <= FEW:
                _next(ws, patient=False, briefly=True)
        if waiting(ws, 1):
            ws.index_missed = True


def merge_some(ws: "Workspace", pages: int) -> bool:
    """Merge so many pages of an index that has grown for long; tell whether there may be more.

    Nobody has asked for this either: an ``EnvironmentProblem`` where another writes now, or the file cannot
    be written.
    """
    with ws.reading() as connection:
        if not full_text.is_grown(driver_of(connection)):
            return False
    with ws.beside_journal(patient=False) as connection:
        return full_text.merge_some(driver_of(connection), pages)


def _unless_locked(ws: "Workspace") -> None:
    try:
        _next(ws, patient=False)
    except EnvironmentProblem as problem:
        if problem.kind is not ProblemKind.LOCKED:
            raise


def _next(ws: "Workspace", *, patient: bool, briefly: bool = False) -> None:
    with ws.reading() as connection:
        part = indexing.ahead(connection, briefly=briefly)
    if part is not None:
        with ws.beside_journal(patient=patient) as connection:
            indexing.take_in(connection, part)
