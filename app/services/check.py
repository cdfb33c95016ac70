"""점검: whether everything acknowledged is there, unaltered and consistent."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import check as store

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found: sentences (none means sound), and how many unused files it cleared away."""

    findings: tuple[str, ...]
    collected: int


def check(ws: "Workspace") -> CheckResult:
    """Examine the data file, its journal and its attached files; clear away files that nothing refers to."""
    with ws.reading() as connection:
        findings = tuple(store.findings(connection, ws.blobs))
        referenced = store.referenced_blobs(connection)
    return CheckResult(findings, ws.blobs.collect(referenced))
