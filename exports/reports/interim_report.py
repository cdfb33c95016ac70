"""중간보고서: how far a project has come, what was heard so far and what is next."""

from collections.abc import Iterator, Sequence

from app.domain.report import ChapterInfo
from exports.blocks import Block, Document
from exports.reports import chapters_money as money
from exports.reports import chapters_overview as overview
from exports.reports import chapters_results as results
from exports.reports import chapters_work as work
from exports.reports.chapters import COVER_CHAPTER, Chapter, Paper
from exports.reports.facts import ProjectFacts


def _standing(facts: ProjectFacts) -> Iterator[Block]:
    yield from overview.outline(facts)
    yield from overview.course(facts)


_PAPER = Paper(
    "중간보고서",
    (
        COVER_CHAPTER,
        Chapter("standing", "추진 현황", _standing, label="과제 개요와 단계 진행"),
        Chapter("team", "팀 구성과 국민 비율", overview.team, overview.count_team),
        Chapter("sessions", "활동 실적", work.sessions, work.count_sessions),
        Chapter("details", "활동별 내용", work.session_details, work.count_sessions, usual=False),
        Chapter("findings", "발견과 아이디어", work.findings, work.count_findings, label="발견·아이디어"),
        Chapter("proposals", "제안과 반영", results.proposals, results.count_proposals),
        Chapter("compared", "운영 전·후 비교", results.compared, results.count_compared),
        Chapter("budget", "예산 집행", money.budget, money.count_budget, usual=False),
        Chapter("ahead", "향후 계획", results.ahead),
        Chapter("minutes", "회의록 전문", work.minutes, work.count_sessions, usual=False, fresh=True,
                label="붙임: 회의록 전문"),
    ),
    results.attached,
)  # fmt: skip


def build(facts: ProjectFacts) -> Document:
    """Return 중간보고서 with the chapters that are wanted."""
    return _PAPER.build(facts)


def chapters(facts: ProjectFacts) -> Sequence[ChapterInfo]:
    """Return what it can say."""
    return _PAPER.infos(facts)
