"""추첨 on a data file: recorded whole, recomputed by a stranger, undone at once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.drawing import Quota
from app.domain.listing import ListQuery
from app.errors import UserError
from app.services import draws, listing, people, records, undo
from app.services.workspace import Workspace
from tests import factories
from tests.conftest import TESTS

QUOTAS = [Quota("gender", "female", 3, 4), Quota("age_band", "twenties", 2), Quota("age_band", "sixties", 1)]


@pytest.fixture
def project_id(workspace: Workspace) -> int:
    """Give a project that thirty citizens applied to."""
    project_id = factories.project(workspace).id
    bands = ("twenties", "thirties", "forties", "sixties")
    ids = [
        factories.person(
            workspace, f"신청자{number}", gender=("female", "male")[number % 2], age_band=bands[number % 4]
        ).id
        for number in range(30)
    ]
    assert draws.apply(workspace, project_id, ids, "시청 누리집") == 30
    return project_id


def _draw(ws: Workspace, project_id: int, seed: str = "2026-11-22") -> int:
    return draws.carry_out(ws, project_id, "국민 위원 추첨", QUOTAS, 6, 3, seed)


def test_a_stranger_recomputes_a_draw_from_its_record(
    workspace: Workspace, project_id: int, tmp_path: Path
) -> None:
    """A script that knows nothing of the program comes to the same numbers, and notices a changed one."""
    _draw(workspace, project_id)
    [draw] = draws.of_project(workspace, project_id)
    path = tmp_path / "추첨.json"
    record = draws.record(workspace, draw)
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-I", str(TESTS / "recompute_draw.py"), str(path)]
    assert subprocess.run(command, check=False).returncode == 0
    left = next(one for one in record["pool"] if one["outcome"] == "left")
    first = next(one for one in record["pool"] if one["outcome"] == "selected" and one["rank"] == 1)
    left |= {"outcome": "selected", "rank": 1}
    first |= {"outcome": "left", "rank": None}
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    assert subprocess.run(command, check=False).returncode == 1


def test_the_record_names_nobody(workspace: Workspace, project_id: int) -> None:
    """What is given away to be recomputed holds numbers and categories only."""
    _draw(workspace, project_id)
    [draw] = draws.of_project(workspace, project_id)
    assert "신청자" not in json.dumps(draws.record(workspace, draw), ensure_ascii=False)


def test_a_draw_holds_its_rule_and_the_states_of_the_applicants(
    workspace: Workspace, project_id: int
) -> None:
    """Six are selected, three stand by, the others are not selected; it recomputes from the file."""
    _draw(workspace, project_id)
    [draw] = draws.of_project(workspace, project_id)
    states = [row.state for row in draws.pool(workspace, project_id)]
    assert (states.count("selected"), states.count("alternate"), states.count("not_selected")) == (6, 3, 21)
    assert draws.quotas_of(draw) == QUOTAS
    assert draws.recomputed(workspace, draw)


def test_a_person_changed_afterwards_changes_no_draw(workspace: Workspace, project_id: int) -> None:
    """What was counted is kept with the draw."""
    _draw(workspace, project_id)
    ids = [row.person_id for row in draws.pool(workspace, project_id)]
    records.edit(workspace, "person", ids, {"gender": "male"})
    [draw] = draws.of_project(workspace, project_id)
    assert draws.recomputed(workspace, draw)


def test_an_altered_outcome_is_found(workspace: Workspace, project_id: int) -> None:
    """Whoever exchanges two persons in the record is found out by drawing once more."""
    _draw(workspace, project_id)
    [draw] = draws.of_project(workspace, project_id)
    rows = draws.entries(workspace, draw.id)
    left = next(row for row in rows if row.outcome == "left")
    with workspace.unit_of_work("바꿔치기") as work:
        work.update("draw_entry", left.id, {"outcome": "selected", "rank": 1})
    assert not draws.recomputed(workspace, draw)


def test_what_cannot_be_met_is_said_before_anything_is_drawn(workspace: Workspace, project_id: int) -> None:
    """The sentence names category, need and supply; no draw is left behind."""
    impossible = [Quota("age_band", "seventies", 2)]
    assert draws.obstacles(workspace, project_id, impossible, 5) == [
        "나이대 70대 이상: 2명이 필요하지만 신청자가 0명입니다."
    ]
    with pytest.raises(UserError, match="70대 이상"):
        draws.carry_out(workspace, project_id, "추첨", impossible, 5)
    assert draws.of_project(workspace, project_id) == []


def test_a_draw_is_undone_in_one_step(workspace: Workspace, project_id: int) -> None:
    """Record, entries and states of the applicants go together."""
    _draw(workspace, project_id)
    assert undo.undo(workspace) == "추첨 ‘국민 위원 추첨’"
    assert draws.of_project(workspace, project_id) == []
    assert {row.state for row in draws.pool(workspace, project_id)} == {"applied"}


def test_the_selected_join_the_team(workspace: Workspace, project_id: int) -> None:
    """Who was drawn becomes a member in the role given."""
    _draw(workspace, project_id)
    [draw] = draws.of_project(workspace, project_id)
    assert draws.appoint(workspace, draw) == 6
    assert len(people.members(workspace, project_id)) == 6


def test_nobody_applies_twice(workspace: Workspace, project_id: int) -> None:
    """A second application of the same persons adds nobody."""
    ids = [row.person_id for row in draws.pool(workspace, project_id)]
    assert draws.apply(workspace, project_id, ids[:5]) == 0
    assert listing.count(workspace, "applicant", ListQuery()) == 30


def test_new_names_apply_as_persons_and_known_ones_as_they_are(workspace: Workspace, project_id: int) -> None:
    """A pasted list enters new persons, finds known ones, and takes nobody twice; one undo takes it back."""
    pasted = [{"name": "신청자0"}, {"name": "가온별", "phone": "010-0000-7777"}, {"name": "가온별"}]
    known = factories.person(workspace, "나래솔", phone="010-0000-8888")
    before = listing.count(workspace, "person", ListQuery())
    assert draws.apply(workspace, project_id, [*pasted[:2], known.id, {"name": "나래솔"}]) == 2
    assert listing.count(workspace, "person", ListQuery()) == before + 1
    assert len(draws.pool(workspace, project_id)) == 32
    undo.undo(workspace)
    assert len(draws.pool(workspace, project_id)) == 30
    assert listing.count(workspace, "person", ListQuery()) == before


def test_who_declines_gives_the_seat_to_the_next_alternate(workspace: Workspace, project_id: int) -> None:
    """The record of the draw stays; the team gets the first 예비 in the place of who declined."""
    _draw(workspace, project_id)
    [draw] = draws.of_project(workspace, project_id)
    rows = draws.entries(workspace, draw.id)
    ranked = {(row.outcome, row.rank): row.person_id for row in rows}
    gone, first = ranked["selected", 2], ranked["alternate", 1]
    applicant = next(row for row in draws.pool(workspace, project_id) if row.person_id == gone)
    draws.decline(workspace, [applicant.id])
    appointed = draws.appointees(workspace, draw)
    assert len(appointed) == 6 and gone not in appointed and appointed[-1] == first
    assert draws.recomputed(workspace, draw)
    assert draws.appoint(workspace, draw) == 6
    assert draws.appoint(workspace, draw) == 0
    draws.reinstate(workspace, [applicant.id])
    assert len(draws.pool(workspace, project_id)) == 30


def test_every_seat_has_its_reason_in_words(workspace: Workspace, project_id: int) -> None:
    """The words name the category that was scarcest, or say that none was."""
    _draw(workspace, project_id)
    [draw] = draws.of_project(workspace, project_id)
    words = draws.reasons(draw)
    assert list(words) == [1, 2, 3, 4, 5, 6]
    assert any("성별 여성" in text for text in words.values())
    assert draws.reason_words("") == "모자란 칸이 없어 남은 신청자 모두 가운데에서 뽑음"
