"""What a report can be about, as the fields of the reports page offer it: names and days, no records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.directory import Option
from app.services import directory
from db.queries import report_choices as queries
from db.queries.report_choices import Met

if TYPE_CHECKING:
    from app.services.workspace import Workspace

NEWEST = 300
__all__ = ["NEWEST", "Found", "Met", "read"]


@dataclass(frozen=True, slots=True)
class Found:
    """Years newest first, programmes, own projects and cases by title, sessions newest first."""

    years: tuple[int, ...]
    programs: tuple[tuple[int, str], ...]
    projects: Sequence[Option]
    cases: tuple[tuple[int, str], ...]
    sessions: tuple[Met, ...]


def read(ws: "Workspace", all_sessions: bool) -> Found:
    """Return what the fields offer; of the sessions, 100,000 in a province, all only where one is chosen."""
    projects = directory.held(ws, "project")  # shared with the forms: a province has 10,000
    with ws.reading() as connection:
        return Found(
            queries.years(connection), queries.programs(connection), projects, queries.cases(connection),
            queries.sessions(connection, None if all_sessions else NEWEST),
        )  # fmt: skip
