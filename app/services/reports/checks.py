"""내보내기 전 점검: what to look at before a report leaves the desk, each with the place where to mend it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from app.domain.choices import ApprovalState
from app.domain.report import IN_PREVIEW, ReportCheck
from app.domain.session import SessionStatus
from exports.blocks import Chart, Picture, Table

if TYPE_CHECKING:
    from exports.blocks import Block, Document
    from exports.reports.case_papers import CaseData
    from exports.reports.evaluation_data import EvaluationData
    from exports.reports.facts import ProjectFacts
    from exports.reports.session_papers import SessionLogData, SessionPaper


def nothing(_data: Any) -> Iterable[ReportCheck]:
    """Return no check: the report has nothing of its own to look at."""
    return ()


def of_document(document: "Document", has_names: bool) -> Iterator[ReportCheck]:
    """Yield whether persons are masked and whether everything can be read without seeing it."""
    if has_names:
        yield ReportCheck(True, "개인정보가 모두 가려졌습니다")
    unseen = [number for number, block in enumerate(document.blocks) if _without_words(block)]
    headless = [number for number, block in enumerate(document.blocks) if _without_heads(block)]
    for places, words in ((unseen, "대체 글 없는 그림"), (headless, "머리글 빠진 표")):
        if places:
            told = f"{words} {len(places)}개"
            yield ReportCheck(False, told, "자리 보기", IN_PREVIEW, {"block": places[0]})
    read = any(isinstance(block, (Chart, Picture, Table)) for block in document.blocks)
    if read and not unseen and not headless:
        yield ReportCheck(True, "표 머리글과 대체 글이 있습니다")


def _without_words(block: "Block") -> bool:
    """Tell whether a block is a picture that says nothing to those who cannot see it."""
    if isinstance(block, Picture):
        return not block.alt.strip()
    return isinstance(block, Chart) and not block.alternative.strip()


def _without_heads(block: "Block") -> bool:
    return isinstance(block, Table) and not all(column.label.strip() for column in block.columns)


def of_facts(facts: "ProjectFacts") -> Iterator[ReportCheck]:
    """Yield what a paper on a project leaves out: sessions not closed, deliverables not approved."""
    yield _unclosed(facts.unclosed_before, facts.project.id)
    waiting = [row for row in facts.outputs if row.approval != ApprovalState.APPROVED]
    if waiting:
        yield _room(False, f"승인하지 않은 산출물 {len(waiting)}건은 붙임에서 빠집니다", "산출물 열기",
                    facts.project.id, "outputs")  # fmt: skip
    yield from of_plan(facts)


def of_plan(facts: "ProjectFacts") -> Iterator[ReportCheck]:
    """Yield what a paper on a project has to have and the records do not tell."""
    project = facts.project
    missing = [
        label
        for label, value in (
            ("추진 기관", project.lead_agency),
            ("배경", project.background),
            ("목적", project.purpose),
        )
        if not value
    ]
    if missing:
        yield _room(
            False, f"과제 정보가 비어 있습니다: {', '.join(missing)}", "과제 열기", project.id, "overview"
        )
    if facts.withheld:
        told = f"동의가 없거나 끝난 {facts.withheld}명은 이름을 뺍니다"
        yield ReportCheck(False, told, "참여자 열기", "people")


def of_session(paper: "SessionPaper") -> Iterator[ReportCheck]:
    """Yield whether the session is closed: an open one is a draft."""
    session = paper.parts.session
    if session.status == SessionStatus.CLOSED:
        yield ReportCheck(True, "마감한 활동입니다")
    else:
        yield _room(
            False, "마감하지 않은 활동이라 초안으로 나갑니다", "활동 열기", session.project_id, "sessions"
        )


def of_log(data: "SessionLogData") -> Iterator[ReportCheck]:
    """Yield how many sessions are not closed and therefore left out."""
    yield _unclosed(data.unclosed, data.project_id)


def of_round(data: "EvaluationData") -> Iterator[ReportCheck]:
    """Yield whether scores are still to come."""
    waiting = sum(data.standing.results[project].missing for project, _title in data.projects)
    if waiting:
        yield ReportCheck(False, f"아직 들어오지 않은 점수 {waiting:,}개", "평가 열기", "evaluation")
    else:
        yield ReportCheck(True, "모든 점수가 들어왔습니다")


def of_cases(data: "CaseData") -> Iterator[ReportCheck]:
    """Yield how many cases are still in doubt."""
    doubtful = sum(case.needs_review for case in data.cases)
    if doubtful:
        yield ReportCheck(False, f"분류를 검토할 사례 {doubtful:,}건", "총괄표·사례 열기", "matrix")
    else:
        yield ReportCheck(True, "분류가 모두 정해졌습니다")


def _unclosed(count: int, project_id: int | None) -> ReportCheck:
    if not count:
        return ReportCheck(True, "지난 활동을 모두 마감했습니다")
    return _room(False, f"마감하지 않은 활동 {count}건은 빠집니다", "활동 열기", project_id, "sessions")


def _room(fine: bool, text: str, go: str, project_id: int | None, tab: str) -> ReportCheck:
    return ReportCheck(fine, text, go, "project", {"project_id": project_id, "tab": tab})
