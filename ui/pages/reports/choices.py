"""What the fields of 보고서 offer: the years, programmes, projects, sessions and rounds that there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.directory import Option
from app.domain.koreandate import format_date
from app.domain.listing import ListQuery
from app.services import listing
from app.services.privacy import access_review
from app.services.reports import choices

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Choices:
    """What the fields offer: years, programmes, projects and sessions that there are."""

    years: tuple[int, ...]
    programs: tuple[tuple[int, str], ...]
    projects: Sequence[Option]
    cases: tuple[tuple[int, str], ...] = ()
    sessions: tuple[tuple[int, str], ...] = ()
    rounds: tuple[tuple[int, str], ...] = ()
    months: tuple[str, ...] = ()
    whole: bool = True
    """Whether every session is among them."""


def read_choices(ws: "Workspace", all_sessions: bool) -> Choices:
    """Return the years and programmes in use, the own projects, sessions, and 평가, newest first.

    Without ``all_sessions`` only the newest are read; ``Choices.whole`` tells whether these are all.
    """
    found = choices.read(ws, all_sessions)
    rounds = tuple((row.id, row.title) for row in listing.all_rows(ws, "evaluation_round", ListQuery()))
    met = tuple((row.id, _session(row)) for row in found.sessions)
    whole = all_sessions or len(met) < choices.NEWEST
    months = access_review.months(ws)
    return Choices(found.years, found.programs, found.projects, found.cases, met, rounds, months, whole)


def _session(row: choices.Met) -> str:
    day = format_date(row.held_on) if row.held_on else row.as_written.get("held_on", "날짜 미정")
    return f"{row.topic} ({f'{day} {row.starts_at}'.strip()}, {row.project})"
