"""점검: whether everything acknowledged is there, unaltered and consistent."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import EnvironmentProblem
from app.services.data_file import backup, locked_files
from app.services.search import indexing as search_index
from db import check as store
from db import indexing, kept

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found: sentences (none means sound), and how many unused files it cleared away."""

    findings: tuple[str, ...]
    collected: int


def check(ws: "Workspace") -> CheckResult:
    """Examine the data file, its journal and its attached files; clear away files that nothing refers to."""
    # An index that cannot be written does not end the check: damaged it is a finding, else still to come.
    with contextlib.suppress(EnvironmentProblem):
        search_index.catch_up(ws)
    with ws.reading() as connection:
        findings = tuple(store.findings(connection, ws.blobs, ws.today))
        findings += tuple(filter(None, [locked_files.warning(ws)]))
        referenced = store.referenced_blobs(connection)
    return CheckResult(findings, _collect(ws, referenced))


def rebuild_search(ws: "Workspace", progress: Progress | None = None) -> int:
    """Make anew what is derived from the records, the index of words and the figures kept with projects.

    Return how many records the index holds.  Cancelled, the former one stays.
    """
    with ws.beside_journal() as connection:
        kept.rebuild(connection, ws.today)
        return indexing.rebuild(connection, progress or (lambda _done, _total: None))


def _collect(ws: "Workspace", referenced: set[str]) -> int:
    """Delete files that neither the records nor any backup beside them could ask for."""
    try:
        for path in backup.available(ws):
            referenced |= store.referenced_in(path, ws.key)
    except EnvironmentProblem:
        # What a backup that cannot be read refers to is unknown: nothing is let go of.
        return 0
    return ws.blobs.collect(referenced)
