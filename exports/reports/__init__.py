"""The reports that an office can hand in; each turns plain data into a document of blocks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from exports.blocks import Document
from exports.reports import (
    access_papers,
    award_papers,
    budget_papers,
    certificates,
    consent_form,
    dashboard_paper,
    destruction_papers,
    draw_record,
    evaluation_dossier,
    evaluation_papers,
    evaluation_sheets,
    giving_papers,
    matrix,
    outcome_papers,
    project_list,
    project_report,
    roster,
    score_request,
    session_papers,
    thread_papers,
)

_ALL_FORMATS = ("xlsx", "pdf", "json")


@dataclass(frozen=True, slots=True)
class Option:
    """Something a person may set for a report."""

    key: str
    label: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report as people choose it; ``build`` takes the data class of its module."""

    id: str
    label: str
    build: Callable[[Any], Document]
    formats: tuple[str, ...] = _ALL_FORMATS
    options: tuple[Option, ...] = ()


_YEAR = Option("year", "연도")
_PROJECT = Option("project", "과제", required=True)
_NARROWING = (Option("project", "과제"), _YEAR, Option("program", "사업"))
_ROUND = Option("round", "평가", required=True)
_SESSION = Option("session", "활동", required=True)

REPORTS: Mapping[str, Report] = {
    report.id: report
    for report in (
        Report("matrix", "총괄표", matrix.build, options=(_YEAR,)),
        Report("project-list", "과제 목록", project_list.build, options=(_YEAR,)),
        Report(
            "project-report",
            "과제 보고서",
            project_report.build,
            options=(Option("project", "과제", required=True), Option("approval_box", "결재란")),
        ),
        Report("session-minutes", "회의록", session_papers.minutes, options=(_SESSION,)),
        Report("session-log", "활동일지 묶음", session_papers.log, options=(_PROJECT,)),
        Report("sign-in-sheet", "참석자 서명부", session_papers.sign_in, options=(_SESSION,)),
        Report("finding-digest", "발견·아이디어 정리", thread_papers.digest, options=(_PROJECT,)),
        Report("proposal-status", "제안 처리 현황", thread_papers.status, options=(_YEAR,)),
        Report("adoption-ledger", "반영 장부", thread_papers.ledger),
        Report("feedback-notice", "환류 통지", thread_papers.notice, options=(_PROJECT,)),
        Report("contribution-record", "기여 내역", giving_papers.contributions, options=(_PROJECT,)),
        Report("outcome-report", "성과 보고서", outcome_papers.build, options=_NARROWING),
        Report("budget-status", "예산 집행 현황", budget_papers.build, options=_NARROWING),
        Report("dashboard", "현황", dashboard_paper.build, options=(_YEAR, Option("program", "사업"))),
        Report(
            "destruction-ledger",
            "개인정보 파기대장",
            destruction_papers.ledger,
            options=(_YEAR, Option("approval_box", "결재란")),
        ),
        Report(
            "evaluation-result",
            "평가 결과표",
            evaluation_papers.result,
            options=(_ROUND, Option("approval_box", "결재란")),
        ),
        Report("reviewer-scores", "위원별 점수표", evaluation_sheets.reviewers, options=(_ROUND,)),
        Report(
            "evaluation-dossier",
            "평가 종합보고서",
            evaluation_dossier.dossier,
            options=(_ROUND, Option("approval_box", "결재란")),
        ),
        Report("score-request", "채점표 요청", score_request.build, options=(_ROUND,)),
        Report("award-list", "상격 현황", award_papers.awards, options=(_YEAR,)),
        Report(
            "agency-history",
            "기관 현황(연도별)",
            award_papers.agencies,
            options=(Option("internal", "비공개 점수 넣기(내부용)"),),
        ),
        Report(
            "access-log",
            "개인정보 접속기록",
            access_papers.access_log,
            options=(Option("month", "달"), Option("approval_box", "결재란")),
        ),
        Report("roster", "참여자 명단", roster.roster),
        Report("consent-form", "동의서", consent_form.build, options=(Option("project", "과제"),)),
        Report("draw-record", "추첨 기록", draw_record.build, options=(_PROJECT,)),
        Report("appointment-letter", "위촉장", certificates.letters, options=(_PROJECT,)),
        Report("participation-certificate", "참여확인서", certificates.confirmations, options=(_PROJECT,)),
    )
}
