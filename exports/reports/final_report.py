"""결과보고서: a project from cover to 붙임, as an office hands it in at the end."""

from collections.abc import Iterator, Sequence

from app.domain.report import ChapterInfo
from exports.blocks import Block, Document, Heading
from exports.reports import chapters_money as money
from exports.reports import chapters_overview as overview
from exports.reports import chapters_results as results
from exports.reports import chapters_work as work
from exports.reports.chapters import COVER_CHAPTER, Chapter, Paper
from exports.reports.facts import ProjectFacts


def _team(facts: ProjectFacts) -> Iterator[Block]:
    yield from overview.team(facts)
    yield Heading("국민의 참여와 기여", 2)
    yield from money.given(facts)


def _sessions(facts: ProjectFacts) -> Iterator[Block]:
    yield from work.sessions(facts)
    if facts.sessions:
        yield Heading("활동별 내용", 2)
        yield from work.session_details(facts, 3)


_PAPER = Paper(
    "결과보고서",
    (
        COVER_CHAPTER,
        Chapter("outline", "추진 개요", overview.outline),
        Chapter("course", "추진 경과", overview.course),
        Chapter("team", "팀 구성과 국민 비율", _team, overview.count_team),
        Chapter("sessions", "활동 실적", _sessions, work.count_sessions),
        Chapter("findings", "발견과 아이디어", work.findings, work.count_findings),
        Chapter("proposals", "제안과 반영", results.proposals, results.count_proposals),
        Chapter("outcomes", "성과와 운영 전·후 비교", results.outcomes, results.count_outcomes),
        Chapter("budget", "예산 집행", money.budget, money.count_budget),
        Chapter("evaluation", "평가 결과", money.evaluation, money.count_evaluation),
        Chapter("ahead", "향후 계획", results.ahead),
        Chapter("outputs", "산출물", results.outputs, results.count_outputs),
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
