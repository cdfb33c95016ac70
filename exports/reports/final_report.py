"""결과보고서: a project from cover to 붙임, as an office hands it in at the end."""

from collections.abc import Sequence

from app.domain.report import ChapterInfo
from exports.blocks import Document
from exports.reports import chapters_overview as overview
from exports.reports import chapters_results as results
from exports.reports import chapters_work as work
from exports.reports.chapters import COVER_CHAPTER, Chapter, Paper
from exports.reports.facts import ProjectFacts

_PAPER = Paper(
    "결과보고서",
    (
        COVER_CHAPTER,
        Chapter("outline", "추진 개요", overview.outline),
        Chapter("course", "추진 경과", overview.course, fresh=True),
        Chapter("team", "팀 구성과 국민 비율", overview.team, lambda facts: f"{len(facts.members)}명"),
        Chapter("given", "국민의 참여와 기여", results.given),
        Chapter("sessions", "활동 실적", work.sessions, work.count_sessions, fresh=True),
        Chapter("details", "활동별 내용", work.session_details, work.count_sessions),
        Chapter("voices", "국민요구와 페인포인트", work.voices, work.count_findings, fresh=True),
        Chapter("personas", "퍼소나", work.personas),
        Chapter("ideas", "문제정의와 아이디어", work.ideas),
        Chapter("proposals", "제안과 반영", results.proposals, results.count_proposals, fresh=True),
        Chapter("outcomes", "성과", results.outcomes, results.count_outcomes),
        Chapter("budget", "예산 집행", results.budget, lambda facts: f"{len(facts.budget)}항목"),
        Chapter("evaluation", "평가 결과", results.evaluation, lambda facts: f"{len(facts.judged)}회"),
        Chapter("ahead", "향후 계획", results.ahead),
        Chapter("outputs", "산출물", results.outputs, lambda facts: f"{len(facts.approved)}건"),
        Chapter("minutes", "회의록 전문", work.minutes, work.count_sessions, usual=False, fresh=True,
                label="붙임: 회의록 전문"),
    ),
    results.attached,
)  # fmt: skip


def build(facts: ProjectFacts) -> Document:
    """Return 결과보고서 with the chapters that are wanted."""
    return _PAPER.build(facts)


def chapters(facts: ProjectFacts) -> Sequence[ChapterInfo]:
    """Return what it can say."""
    return _PAPER.infos(facts)
