"""투표: what was counted where, what is missing, and what cannot be right."""

import re
from pathlib import Path

import pytest

from app.domain.ballot import PastedOption, read_options
from app.domain.proposal import TallyWay
from app.errors import UserError
from app.services import ballots, proposals, undo
from app.services.workspace import Workspace

OPTIONS = ("밤길 등", "마을 쉼터", "버스 알림")


def ballot(ws: Workspace, choices: int = 1) -> int:
    """Make a ballot of three options."""
    return ballots.create(ws, {"title": "먼저 할 일", "choices_per_voter": choices}, OPTIONS)


def test_a_way_without_tallies_stays_missing(workspace: Workspace) -> None:
    """What nobody entered is None, a count of none is 0, and the total adds what is known."""
    made = ballot(workspace)
    first, second, _third = ballots.read(workspace, made).options
    ballots.set_tallies(workspace, made, {(first.id, "paper"): 12, (second.id, "paper"): 0})
    seen = ballots.read(workspace, made)
    assert [(way.way, way.votes) for way in seen.ways] == [
        (TallyWay.PAPER, 12), (TallyWay.HALL, None), (TallyWay.WEB, None),
    ]  # fmt: skip
    assert (seen.votes, seen.voters) == (12, None)
    assert [bar.value for bar in seen.chart().bars] == [12, 0, None]


def test_a_tally_can_be_taken_back(workspace: Workspace) -> None:
    """None removes a tally, undo brings it back."""
    made = ballot(workspace)
    first = ballots.read(workspace, made).options[0]
    ballots.set_tallies(workspace, made, {(first.id, "web"): 4})
    ballots.set_tallies(workspace, made, {(first.id, "web"): 5})
    ballots.set_tallies(workspace, made, {(first.id, "web"): None})
    assert ballots.read(workspace, made).votes is None
    undo.undo(workspace)
    assert ballots.read(workspace, made).votes == 5


def test_more_votes_than_voters_have_is_warned(workspace: Workspace) -> None:
    """Votes above voters times choices, or above the voters for one option, are said and not refused."""
    made = ballot(workspace, choices=2)
    first, second, third = ballots.read(workspace, made).options
    ballots.set_voters(workspace, made, "hall", 10)
    ballots.set_tallies(workspace, made, {(row.id, "hall"): 7 for row in (first, second, third)})
    assert len(ballots.read(workspace, made).warnings) == 1
    ballots.set_tallies(workspace, made, {(third.id, "hall"): 6})
    assert ballots.read(workspace, made).warnings == ()
    ballots.set_tallies(workspace, made, {(first.id, "hall"): 11, (second.id, "hall"): 1})
    assert "11표" in ballots.read(workspace, made).warnings[0]


def test_ties_share_their_place(workspace: Workspace) -> None:
    """Places are counted 1, 2, 2 and the first is marked."""
    made = ballot(workspace)
    rows = ballots.read(workspace, made).options
    ballots.set_tallies(workspace, made, {(row.id, "web"): n for row, n in zip(rows, (3, 9, 3), strict=True)})
    assert [(place, row.text) for place, row in ballots.read(workspace, made).ranked] == [
        (1, "마을 쉼터"), (2, "밤길 등"), (2, "버스 알림"),
    ]  # fmt: skip


def test_options_come_from_proposals(workspace: Workspace) -> None:
    """An option taken from a proposal keeps the link to it."""
    row = proposals.create(workspace, {"title": "등 켜기", "channel": "contest"})
    made = ballots.create(workspace, {"title": "고르기"}, ["다른 것"], proposals=[row.id])
    assert [(option.text, option.proposal_id) for option in ballots.read(workspace, made).options] == [
        ("등 켜기", row.id), ("다른 것", None),
    ]  # fmt: skip


def test_lines_from_excel_are_options_with_votes() -> None:
    """A running number goes, thousands commas count, an empty cell stays missing."""
    assert read_options("1\t밤길 등\t1,204\t\t33표\n\n2.\t쉼터\n버스 알림\t5") == [
        PastedOption("밤길 등", (1204, None, 33)), PastedOption("쉼터"), PastedOption("버스 알림", (5,)),
    ]  # fmt: skip


def test_a_national_ballot_of_twenty_is_entered_as_it_stands(workspace: Workspace) -> None:
    """20 candidates, three choices, 5,348 participants on the web and no tallies: nothing is made up."""
    names = [f"후보 기관 {number}" for number in range(1, 21)]
    made = ballots.create(workspace, {"title": "우수 기관 국민심사", "choices_per_voter": 3}, names)
    ballots.set_voters(workspace, made, "web", 5348)
    seen = ballots.read(workspace, made)
    assert (len(seen.options), seen.ballot.choices_per_voter, seen.voters, seen.votes) == (20, 3, 5348, None)
    assert seen.warnings == ()
    ballots.set_tallies(workspace, made, {(seen.options[0].id, "web"): 5349})
    assert len(ballots.read(workspace, made).warnings) == 1


def test_impossible_figures_are_refused(workspace: Workspace) -> None:
    """Fewer than one choice and votes below zero are refused with their field."""
    with pytest.raises(UserError) as refused:
        ballot(workspace, choices=0)
    assert refused.value.field == "choices_per_voter"
    made = ballot(workspace)
    option = ballots.read(workspace, made).options[0]
    with pytest.raises(UserError, match="0 이상"):
        ballots.set_tallies(workspace, made, {(option.id, "web"): -1})


def test_the_collected_ballot_is_entered_from_its_page(workspace: Workspace, seeds: Path) -> None:
    """The page names candidates, choices and participants and no tallies; just that is what is kept."""
    text = next(seeds.glob("001_*.txt")).read_text(encoding="utf-8")
    candidates = int(re.search(r"아래 (\d+)개 기관", text)[1])  # type: ignore[index]
    choices = int(re.search(r"기관 (\d)개를 선택", text)[1])  # type: ignore[index]
    voters = max(int(found.replace(",", "")) for found in re.findall(r"총\s*([\d,]+)명 참여", text))
    names = [f"후보 {number}" for number in range(1, candidates + 1)]
    made = ballots.create(workspace, {"title": "국민심사", "choices_per_voter": choices}, names)
    ballots.set_voters(workspace, made, "web", voters)
    seen = ballots.read(workspace, made)
    assert (len(seen.options), seen.ballot.choices_per_voter, seen.voters) == (20, 3, 5348)
    assert (seen.votes, seen.warnings) == (None, ())
