"""보고서 as people choose them, and what they may set."""

from dataclasses import dataclass, field
from datetime import date

from app.domain.choices import Choice
from app.domain.listing import ListQuery


class ReportGroup(Choice):
    """보고서 묶음, in the order in which the list of reports shows them."""

    PROJECT = "project", "과제 보고서"
    SESSION = "session", "활동"
    PEOPLE = "people", "참여자"
    EVALUATION = "evaluation", "평가"
    STATUS = "status", "현황"
    CASE = "case", "사례"
    PRIVACY = "privacy", "개인정보"


class NameForm(Choice):
    """이름 표시: how a paper tells persons apart without naming them; officials in duty are named."""

    MASKED = "masked", "김*나"
    NUMBERED = "numbered", "참여자 07"
    KIND = "kind", "구분만"


class Watermark(Choice):
    """워터마크: the word across every page."""

    DRAFT = "draft", "초안"
    CONFIDENTIAL = "confidential", "대외비"


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the papers that a report can be; ``which`` of the options names it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """A report to choose.

    ``options`` are the keys of ``ReportOptions`` that it heeds, ``needs`` those it cannot do without.
    """

    id: str
    label: str
    formats: tuple[str, ...]
    options: tuple[str, ...]
    group: str = ReportGroup.PROJECT
    icon: str = "file-text"
    variants: tuple[Variant, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChapterInfo:
    """넣을 내용: a chapter that a report can have, ``count`` what stands in it in words (10회)."""

    key: str
    label: str
    count: str = ""
    usual: bool = True


IN_PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """내보내기 전 점검: a sentence, whether all is well, and the page of the window where to look.

    ``place`` is the page's key and ``args`` what to ask it for; ``go`` is the word on the button.  Where the
    place is ``IN_PREVIEW`` it is in the report itself: its ``block``, counted from 0.
    """

    fine: bool
    text: str
    go: str = ""
    place: str = ""
    args: dict[str, object] = field(default_factory=dict)


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

    ``since`` and ``until`` bound the days that a report tells of; ``chapters`` are the keys of what it is
    to say, in that order (the usual ones where empty); ``names`` is a ``NameForm``, ``watermark`` a
    ``Watermark`` or nothing; ``which`` names one of the variants of a report.
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
    since: date | None = None
    until: date | None = None
    chapters: tuple[str, ...] = ()
    names: str = NameForm.MASKED
    watermark: str = ""
    which: str = ""
