"""보고서 as people choose them, and what they may set."""

from dataclasses import dataclass
from datetime import date

from app.domain.listing import ListQuery


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """A report to choose: ``options`` are the keys of ``ReportOptions`` that it heeds."""

    id: str
    label: str
    formats: tuple[str, ...]
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report is about.

    ``query`` and ``columns`` (field keys) shape the 과제 목록 as the 과제 page shows it; ``kind`` is own,
    case or all; ``program_id`` and ``year`` narrow a list or table; ``project_id`` names the project of
    a report on one project, ``session_id`` the session of 회의록 and 서명부, ``round_id`` the 평가 of a
    result; ``approval_box`` puts 담당/팀장/과장 at its top right.  A paper for persons is about
    ``person_ids``; it names them in full only with a ``reason`` (and ``purpose``), which the log of access
    keeps; 위촉장 is signed by ``issuer``.  접속기록 is of a ``month`` (2026-10), the last one where empty;
    참여자 명단 tells the day ``destroy_on`` on which it is to be destroyed.  추첨 기록 is of the draw
    ``draw_id``, else the newest of the project.  기관 현황 shows scores that are not public only where
    it is ``internal``.  동의서 is about ``purposes`` (all where empty), with the ``recipient`` of 제3자 제공
    and what it uses the data for.
    """

    query: ListQuery | None = None
    columns: tuple[str, ...] = ()
    kind: str = ""
    year: int | None = None
    program_id: int | None = None
    project_id: int | None = None
    session_id: int | None = None
    round_id: int | None = None
    approval_box: bool = False
    person_ids: tuple[int, ...] = ()
    reason: str = ""
    purpose: str = ""
    issuer: str = ""
    draw_id: int | None = None
    internal: bool = False
    month: str = ""
    destroy_on: date | None = None
    purposes: tuple[str, ...] = ()
    recipient: str = ""
    recipient_purpose: str = ""
