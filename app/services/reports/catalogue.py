"""보고서의 전부: every report in one list, what it is called, who reads it and what may be set.

A new report is a module of content in ``exports/reports`` and an entry here: the command line, the 보고서
page, ``export all``, the demonstration and the tests take it from this list.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.report import ChapterInfo, ReportCheck, ReportGroup, ReportInfo, ReportOptions, Variant
from app.services.privacy import access_review
from app.services.reports import certificates, consent_forms, evaluation, project_list, threads
from app.services.reports import checks as report_checks
from app.services.reports import roster as roster_report
from app.services.reports.cases import book_data, card_data
from app.services.reports.dashboard import dashboard_data
from app.services.reports.destruction import ledger_data
from app.services.reports.draw import record_data
from app.services.reports.gates import gate_data
from app.services.reports.giving import giving_data
from app.services.reports.matrix import matrix_data
from app.services.reports.project import report_data
from app.services.reports.project_facts import facts
from app.services.reports.results import budget_data, outcome_data
from exports.render import FORMATS
from exports.reports import (
    access_papers,
    award_papers,
    budget_papers,
    case_papers,
    consent_form,
    dashboard_paper,
    destruction_papers,
    draw_record,
    evaluation_dossier,
    evaluation_papers,
    evaluation_sheets,
    final_report,
    gate_checklist,
    giving_papers,
    interim_report,
    matrix,
    operation_plan,
    outcome_papers,
    project_report,
    roster,
    score_request,
    session_papers,
    thread_papers,
)
from exports.reports import certificates as certificate_papers
from exports.reports import project_list as list_paper

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from exports.blocks import Document

Read = Callable[["Workspace", ReportOptions], Any]
_PROJECT = ("project_id",)
_WHOLE = ("project_id", "since", "until", "chapters", "names", "approval_box", "watermark")
_NARROWED = ("project_id", "year", "program_id", "approval_box", "watermark")


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report: ``read`` gathers what ``build`` puts on paper.

    ``heeds`` are the keys of ``ReportOptions`` that it takes; ``in_full`` lets a logged purpose show names.
    Without a project a ``wide`` one is about all of them.
    ``chapters`` tells what a paper in chapters can have, ``checks`` what to look at before it is handed out.
    """

    id: str
    label: str
    group: ReportGroup
    icon: str
    read: Read
    build: Callable[[Any], "Document"]
    heeds: tuple[str, ...] = ()
    in_full: bool = False
    wide: bool = False
    formats: tuple[str, ...] = FORMATS
    variants: tuple[Variant, ...] = ()
    chapters: Callable[[Any], Sequence[ChapterInfo]] | None = None
    checks: Callable[[Any], Iterable[ReportCheck]] = report_checks.nothing

    @property
    def info(self) -> ReportInfo:
        """Return the report as people choose it."""
        heeds = self.heeds + (("reason",) if self.in_full else ())
        return ReportInfo(
            self.id, self.label, self.formats, heeds, self.group, self.icon, self.variants, self.needs
        )

    @property
    def needs(self) -> tuple[str, ...]:
        """Return what has to be chosen before there is anything to tell."""
        always = {"session_id", "round_id"} if self.wide else {"project_id", "session_id", "round_id"}
        return tuple(key for key in self.heeds if key in always)

    def called(self, options: ReportOptions) -> str:
        """Return what the paper is called: by its variant where it has several."""
        wanted = options.which or next((one.key for one in self.variants), "")
        return next((one.label for one in self.variants if one.key == wanted), self.label)


_G = ReportGroup
_KINDS: tuple[ReportKind, ...] = (
    ReportKind(
        "operation-plan", "운영계획서", _G.PROJECT, "calendar-check", facts, operation_plan.build, _WHOLE,
        in_full=True, chapters=operation_plan.chapters, checks=report_checks.of_plan,
    ),
    ReportKind(
        "interim-report", "중간보고서", _G.PROJECT, "file-text", facts, interim_report.build, _WHOLE,
        in_full=True, chapters=interim_report.chapters, checks=report_checks.of_facts,
    ),
    ReportKind(
        "final-report", "결과보고서", _G.PROJECT, "file-check", facts, final_report.build, _WHOLE,
        in_full=True, chapters=final_report.chapters, checks=report_checks.of_facts,
    ),
    ReportKind(
        "project-report", "과제 보고서", _G.PROJECT, "folder-kanban", report_data, project_report.build,
        ("project_id", "names", "approval_box", "watermark"), in_full=True,
    ),
    ReportKind(
        "finding-digest", "발견·아이디어 정리", _G.PROJECT, "lightbulb", threads.digest_data,
        thread_papers.digest, (*_PROJECT, "watermark"),
    ),
    ReportKind(
        "minutes", "회의록", _G.SESSION, "notebook-pen", threads.session_data, session_papers.minutes,
        ("session_id", "names", "approval_box", "watermark"), in_full=True, checks=report_checks.of_session,
    ),
    ReportKind(
        "activity-log", "활동일지 묶음", _G.SESSION, "presentation", threads.log_data,
        session_papers.log, ("project_id", "since", "until", "names", "approval_box", "watermark"),
        in_full=True, checks=report_checks.of_log,
    ),
    ReportKind(
        "sign-in-sheet", "참석자 서명부", _G.SESSION, "pencil", threads.sign_in_data,
        session_papers.sign_in, ("session_id",), in_full=True,
    ),
    ReportKind(
        "roster", "참여자 명부", _G.PEOPLE, "users", roster_report.data, roster.roster, ("watermark",),
        in_full=True,
    ),
    ReportKind(
        "certificates", "위촉장·참여확인서", _G.PEOPLE, "square-check-big", certificates.data,
        certificate_papers.build, ("project_id", "person_ids", "which"), in_full=True,
        variants=certificates.VARIANTS,
    ),
    ReportKind(
        "consent-form", "동의서", _G.PEOPLE, "shield-check", consent_forms.data, consent_form.build, _PROJECT,
        wide=True,
    ),
    ReportKind(
        "contribution-record", "기여 내역", _G.PEOPLE, "hand-helping", giving_data,
        giving_papers.contributions, ("project_id", "names", "watermark"), in_full=True,
    ),
    ReportKind(
        "feedback-notice", "환류 통지", _G.PEOPLE, "message-square-reply", threads.notice_data,
        thread_papers.notice, _PROJECT, in_full=True,
    ),
    ReportKind(
        "draw-record", "추첨 기록", _G.PEOPLE, "split", record_data, draw_record.build,
        ("project_id", "draw_id"),
    ),
    ReportKind(
        "evaluation-result", "평가 결과표", _G.EVALUATION, "clipboard-check", evaluation.data,
        evaluation_papers.result, ("round_id", "approval_box", "watermark"), checks=report_checks.of_round,
    ),
    ReportKind(
        "reviewer-scores", "위원별 점수표", _G.EVALUATION, "list-checks", evaluation.data,
        evaluation_sheets.reviewers, ("round_id", "watermark"), checks=report_checks.of_round,
    ),
    ReportKind(
        "evaluation-dossier", "평가 종합보고서", _G.EVALUATION, "landmark", evaluation.dossier_data,
        evaluation_dossier.dossier, ("round_id", "approval_box", "watermark"), checks=report_checks.of_round,
    ),
    ReportKind(
        "score-request", "채점표 요청", _G.EVALUATION, "send", evaluation.request_data,
        score_request.build, ("round_id",), in_full=True,
    ),
    ReportKind(
        "award-list", "상격 현황", _G.EVALUATION, "flag", evaluation.award_data, award_papers.awards,
        ("year", "approval_box", "watermark"),
    ),
    ReportKind(
        "agency-history", "기관 현황(연도별)", _G.EVALUATION, "chart-column", evaluation.agency_data,
        award_papers.agencies, ("internal", "watermark"),
    ),
    ReportKind(
        "dashboard", "현황", _G.STATUS, "chart-column", dashboard_data, dashboard_paper.build,
        ("query", "year", "program_id", "approval_box", "watermark"),
    ),
    ReportKind(
        "project-list", "과제 목록", _G.STATUS, "list", project_list.data, list_paper.build,
        ("query", "columns", "kind", "year", "program_id", "approval_box", "watermark"),
    ),
    ReportKind(
        "proposal-status", "제안 처리 현황", _G.STATUS, "send", threads.status_data,
        thread_papers.status, ("query", "project_id", "year", "since", "until", "approval_box", "watermark"),
        wide=True,
    ),
    ReportKind(
        "influence-ledger", "반영 장부", _G.STATUS, "landmark", threads.influence_data,
        thread_papers.ledger, ("project_id", "approval_box", "watermark"), wide=True,
    ),
    ReportKind(
        "outcome-report", "성과 보고서", _G.STATUS, "target", outcome_data, outcome_papers.build, _NARROWED,
        wide=True,
    ),
    ReportKind(
        "budget-status", "예산 집행 현황", _G.STATUS, "wallet", budget_data, budget_papers.build, _NARROWED,
        wide=True,
    ),
    ReportKind(
        "gate-checklist", "관문·증빙 점검표", _G.STATUS, "milestone", gate_data, gate_checklist.build,
        _NARROWED, wide=True,
    ),
    ReportKind(
        "matrix", "총괄표", _G.CASE, "table-2", matrix_data, matrix.build,
        ("kind", "year", "program_id", "approval_box", "watermark"),
    ),
    ReportKind(
        "case-card", "사례 카드", _G.CASE, "bookmark", card_data, case_papers.card, (*_PROJECT, "watermark"),
        checks=report_checks.of_cases,
    ),
    ReportKind(
        "case-book", "사례집", _G.CASE, "archive", book_data, case_papers.book,
        ("query", "kind", "year", "program_id", "watermark"), checks=report_checks.of_cases,
    ),
    ReportKind(
        "access-log", "개인정보 접속기록", _G.PRIVACY, "history", access_review.data,
        access_papers.access_log, ("month", "approval_box"),
    ),
    ReportKind(
        "destruction-ledger", "개인정보 파기대장", _G.PRIVACY, "trash-2", ledger_data,
        destruction_papers.ledger, ("year", "approval_box"),
    ),
)  # fmt: skip

REPORTS: Mapping[str, ReportKind] = {kind.id: kind for kind in _KINDS}
