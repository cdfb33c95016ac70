"""Every data file there has been opens in this program, with all that was in it.

``tests/old_databases/NNNN.hamkke`` was written by the program whose schema was NNNN.  When a migration is
added, ``make_old_database`` writes the file of the schema before it, and the file is never changed again.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.domain.listing import ListQuery
from app.domain.privacy.access import Access, AccessAction
from app.domain.search.query import parse
from app.domain.timeline import STAGE
from app.services import (
    budgets,
    channel_rules,
    draws,
    findings,
    history,
    indicators,
    listing,
    outputs,
    people,
    projects,
    proposals,
    stages,
    threads,
    timeline,
    undo,
    votes,
)
from app.services.data_file import check
from app.services.evaluation import agency_scores, awards, rounds, rubrics
from app.services.privacy import access, consents
from app.services.search import find
from app.services.session import attendance, outcomes, sessions
from app.services.workspace import Workspace
from app.settings import Settings
from db.migrate import HEAD
from db.queries import access as access_log
from tests import factories
from tests.conftest import TESTS
from tests.db.support import raw

FOLDER = TESTS / "old_databases"
FILES = sorted(FOLDER.glob("*.hamkke"))


def make_old_database(folder: Path) -> Path:
    """Write a data file of today's schema with a record of every kind."""
    path = folder / f"{HEAD}.hamkke"
    ws = Workspace(path, Settings(user_name="홍길동"))
    row = factories.project(ws, title="가온시 야간 돌봄 안내", summary="개요", participant_kinds=["public"])
    factories.team(ws, row.id)
    factories.output(ws, row.id, kind="research", files=[factories.file(folder / "tmp", content="회의록")])
    factories.milestone(ws, row.id, title="현장조사")
    factories.case(ws, title="루멘 이웃 중재 모임", service_field=None, as_written={"service_field": "사법"})
    _add_thread(ws, row.id)
    channel_rules.change(ws, "dialogue", {"answer_days": 21, "basis": "가온시 운영 지침"})
    factories.pass_gate(ws, row.id, exception="옛 파일의 예외")
    _add_people(ws, row.id)
    _add_results(ws, row.id)
    _add_plans(ws, row.id)
    projects.edit(ws, [row.id], {"title": "가온시 심야 돌봄 안내"})
    ws.close()
    shutil.rmtree(folder / "tmp")
    with raw(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    return path


def _add_thread(ws: Workspace, project_id: int) -> None:
    """Hold a session, link what was heard to an idea, vote on it, decide on a proposal from it."""
    session_id = sessions.create(ws, project_id, "workshop", {"topic": "밤길 걷기", "held_on": "2025년 가을"})
    attendance.mark_all_present(ws, session_id)
    outcomes.add_decision(ws, session_id, "등을 먼저 세기로 함")
    voice = findings.add(ws, project_id, "voice", "너무 어두워요.", session_id=session_id, speaker="주민")
    idea = findings.add(ws, project_id, "idea", "발밑 등", parents=[("finding", voice)])
    sessions.close(ws, session_id)
    round_id = votes.start(ws, project_id, "옛 투표")
    votes.enter_hall(ws, round_id, 7, {idea: 5})
    votes.end(ws, round_id)
    values = {"project_id": project_id, "title": "발밑 등 달기", "channel": "field", "department": "도로과"}
    made = proposals.create(ws, values, [("finding", idea)])
    proposals.decide(ws, made.id, "partly", "한 골목부터 합니다.", follow_up="budget")


def _add_people(ws: Workspace, project_id: int) -> None:
    """Ask two citizens for consent, draw one of them, and look at one unmasked."""
    applied = [factories.person(ws, f"신청인{number}", birth_year=1990).id for number in (1, 2)]
    days = {"given_on": date(2025, 3, 2), "ends_on": date(2027, 3, 1)}
    consents.give(ws, applied, {"collection": "agreed"}, days)
    draws.apply(ws, project_id, applied, "누리집")
    draws.carry_out(ws, project_id, "옛 추첨", [], 1, seed="옛 씨앗")
    reason = "위촉 안내 전화를 걸려고 봄"
    access.log(ws, Access(AccessAction.UNMASK, "참여자", purpose="contact", reason=reason))


def _add_results(ws: Workspace, project_id: int) -> None:
    """Judge the project in a round, measure an indicator, spend money."""
    rubric_id = rubrics.create(ws, "옛 평가표", "citizen")
    values = {"title": "옛 평가", "year": 2025, "rubric_id": rubric_id}
    round_id = factories.evaluation_round(ws, [project_id], {"국민": (100, ["옛위원"])}, **values)
    rounds.open_round(ws, round_id)
    found = rounds.parts(ws, round_id)
    factories.scored(ws, found, found.members[0], project_id, {one.id: 4.0 for one in found.criteria})
    given = {"label": "만족도", "baseline": 60, "baseline_size": 50}
    indicators.add_indicator(ws, project_id, given)
    line = {"year": 2025, "source": "state", "label": "등 달기", "planned": 1000}
    budgets.add(ws, project_id, line)
    budgets.spend(ws, budgets.lines(ws, project_id)[0], {"amount": 400, "spent_on": "2025. 4. 1."})


def _add_plans(ws: Workspace, project_id: int) -> None:
    """Let one stage wait for another, give an award, enter an agency's score."""
    design, execution = stages.of_project(ws, project_id)[1:3]
    timeline.tie(ws, project_id, (STAGE, design.id), (STAGE, execution.id))
    awards.give(ws, [project_id], {"grade": "장려", "year": 2025})
    agency_scores.add(ws, {"agency_id": "가온시", "indicator": "옛 지표", "year": 2025, "score": 80.0})


@pytest.mark.parametrize("old", [path for path in FILES if path.stem >= "0006"], ids=lambda path: path.stem)
def test_the_plans_of_an_old_file_are_kept(old: Path, tmp_path: Path) -> None:
    """From 0006 on: what waits for what, the award and the agency's score."""
    path = tmp_path / old.name
    shutil.copyfile(old, path)
    ws = Workspace(path)
    try:
        (own,) = listing.all_rows(ws, "project", ListQuery(filters={"kind": ("own",)}))
        (row,) = timeline.rows(ws, [own.id])
        assert len(row.ties) == 1
        assert [one.grade for one in awards.of_project(ws, own.id)] == ["장려"]
        assert agency_scores.indicators(ws) == ["옛 지표"]
    finally:
        ws.close()


@pytest.mark.parametrize("old", FILES, ids=lambda path: path.stem)
def test_words_of_an_old_file_are_found(old: Path, tmp_path: Path) -> None:
    """A file from before the index gets one as it is opened."""
    path = tmp_path / old.name
    shutil.copyfile(old, path)
    ws = Workspace(path)
    try:
        found = find.find(ws, parse("심야 돌봄"))
        assert [hit.label for group in found for hit in group.hits] == ["가온시 심야 돌봄 안내"]
    finally:
        ws.close()


@pytest.mark.parametrize("old", [path for path in FILES if path.stem >= "0005"], ids=lambda path: path.stem)
def test_the_results_of_an_old_file_are_kept(old: Path, tmp_path: Path) -> None:
    """From 0005 on: the score of a round, an indicator and what was spent come to the same figures."""
    path = tmp_path / old.name
    shutil.copyfile(old, path)
    ws = Workspace(path)
    try:
        (row,) = listing.all_rows(ws, "evaluation_round", ListQuery())
        found = rounds.parts(ws, row.id)
        assert [result.score for result in found.standing.results.values()] == [80]
        (course,) = indicators.courses(ws, found.projects[0][0])
        assert (course.indicator.baseline, course.indicator.baseline_size) == (60, 50)
        (total,) = budgets.totals(ws, "project")
        assert (total.planned, total.spent) == (1000, 400)
    finally:
        ws.close()


@pytest.mark.parametrize("old", [path for path in FILES if path.stem >= "0004"], ids=lambda path: path.stem)
def test_the_people_of_an_old_file_are_kept(old: Path, tmp_path: Path) -> None:
    """From 0004 on: consents, the draw that recomputes, and the log of access with its chain."""
    path = tmp_path / old.name
    shutil.copyfile(old, path)
    ws = Workspace(path)
    try:
        kept = listing.all_rows(ws, "consent", ListQuery())
        assert [(row.purpose, str(row.ends_on)) for row in kept] == [("collection", "2027-03-01")] * 2
        (row,) = listing.all_rows(ws, "project", ListQuery(filters={"kind": ("own",)}))
        (draw,) = draws.of_project(ws, row.id)
        assert draw.seed == "옛 씨앗" and draws.recomputed(ws, draw)
        with ws.reading() as connection:
            assert access_log.count(connection) == 1
            assert list(access_log.verify(connection)) == []
    finally:
        ws.close()


@pytest.mark.parametrize("old", [path for path in FILES if path.stem >= "0002"], ids=lambda path: path.stem)
def test_the_thread_of_an_old_file_is_whole(old: Path, tmp_path: Path) -> None:
    """From 0002 on: session, cards, dots and proposal stand as they were, linked from voice to decision."""
    path = tmp_path / old.name
    shutil.copyfile(old, path)
    shutil.copytree(FOLDER / f"{old.name}.files", tmp_path / f"{old.name}.files")
    ws = Workspace(path)
    try:
        (session,) = listing.all_rows(ws, "session", ListQuery())
        assert (session.status, session.held_on, session.attended) == ("closed", None, 9)
        assert session.as_written == {"held_on": "2025년 가을"}
        thread = threads.of_project(ws, session.project_id)
        assert [node.label for node in thread.nodes if node.kind == "finding"] == [
            "너무 어두워요.",
            "발밑 등",
        ]
        assert len(thread.edges) == 2
        (row,) = listing.all_rows(ws, "proposal", ListQuery())
        assert (row.decision, row.follow_up, row.parents) == ("partly", "budget", 1)
        (ended,) = votes.rounds(ws, session.project_id)
        assert [(one.text, one.dots) for one in votes.ranking(ws, ended.id)] == [("발밑 등", 5)]
    finally:
        ws.close()


@pytest.mark.parametrize("old", [path for path in FILES if path.stem >= "0003"], ids=lambda path: path.stem)
def test_the_rules_of_an_old_file_are_in_force(old: Path, tmp_path: Path) -> None:
    """From 0003 on: the office's own days until an answer stand as it set them."""
    path = tmp_path / old.name
    shutil.copyfile(old, path)
    ws = Workspace(path)
    try:
        rule = channel_rules.rules(ws)["dialogue"]
        assert (rule.answer_days, rule.basis) == (21, "가온시 운영 지침")
        assert channel_rules.own(ws) == {"dialogue"}
    finally:
        ws.close()


@pytest.mark.parametrize("old", FILES, ids=lambda path: path.stem)
def test_an_old_file_opens_with_all_that_was_in_it(old: Path, tmp_path: Path) -> None:
    """Records, gates, journal and undo of a file of each schema are there after its migration."""
    path = tmp_path / old.name
    shutil.copyfile(old, path)
    shutil.copytree(FOLDER / f"{old.name}.files", tmp_path / f"{old.name}.files")
    ws = Workspace(path)
    try:
        own = listing.all_rows(ws, "project", ListQuery(filters={"kind": ("own",)}))
        assert [row.title for row in own] == ["가온시 심야 돌봄 안내"]
        assert own[0].participant_kinds == ("public",)
        assert people.composition(ws, own[0].id).total == 9
        (case,) = listing.all_rows(ws, "project", ListQuery(filters={"kind": ("case",)}))
        assert case.as_written == {"service_field": "사법"}
        planning = stages.of_project(ws, own[0].id)[0]
        assert planning.closed_at and planning.signoffs[0].exception_reason == "옛 파일의 예외"
        assert stages.digest(planning.signoffs[0].evidence) == planning.signoffs[0].evidence_digest
        (file,) = outputs.files(ws, own[0].id)
        assert ws.blobs.path(file.sha256).read_text("utf-8") == "회의록"
        assert history.of_record(ws, own[0].uid)
        assert check.check(ws).findings == ()
        assert undo.undo(ws) == "과제 과제명 수정"
        assert projects.get(ws, own[0].id).title == "가온시 야간 돌봄 안내"
    finally:
        ws.close()
    with raw(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)


def test_every_schema_has_its_old_file() -> None:
    """A migration comes with the file of the schema that it makes."""
    versions = TESTS.parent / "db" / "migrations" / "versions"
    assert [path.stem for path in FILES] == sorted(path.name[:4] for path in versions.glob("[0-9]*.py"))
