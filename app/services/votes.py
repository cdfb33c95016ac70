"""점 투표: rounds, dots by person and by hall; what was given stays hidden until the round has ended."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from app.domain.finding import Finding, FindingKind, RoundState, Standing, VoteRound
from app.errors import UserError
from app.services import records
from db.queries import findings as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

HALL = "현장"
MOST = 50
"""Dots that one person can have; more are a slip of the finger."""


def rounds(ws: "Workspace", project_id: int) -> list[VoteRound]:
    """Return the rounds of a project, newest first; dots are counted only of ended ones."""
    with ws.reading() as connection:
        return queries.rounds(connection, project_id)


def open_round(ws: "Workspace", project_id: int) -> VoteRound | None:
    """Return the round under way, or None."""
    return next((one for one in rounds(ws, project_id) if one.state == RoundState.OPEN), None)


def start(
    ws: "Workspace", project_id: int, title: str, votes_per_person: int = 3, kinds: Sequence[str] = ()
) -> int:
    """Open a round in which every person has some dots for cards of ``kinds`` (none: all)."""
    if open_round(ws, project_id) is not None:
        raise UserError("진행 중인 점 투표가 있습니다. 먼저 그 투표를 끝내십시오.", "title")
    values = {"title": title, "votes_per_person": votes_per_person, "kinds": kinds}
    if not isinstance(votes_per_person, int) or not 1 <= votes_per_person <= MOST:
        raise UserError(f"한 사람의 점은 1부터 {MOST}까지로 정하십시오.", "votes_per_person")
    with ws.unit_of_work(f"점 투표 ‘{title.strip()}’ 시작") as work:
        links: dict[str, Any] = {"project_id": project_id, "started_at": ws.clock()}
        return records.insert(work, "vote_round", values, **links)


def mine(ws: "Workspace", round_id: int, person_id: int | None) -> dict[int, int]:
    """Return the dots that one person (None: the hall) has given, by card, for who enters them."""
    with ws.reading() as connection:
        return queries.dots_of(connection, round_id, person_id)


def voted(ws: "Workspace", round_id: int) -> dict[int, int]:
    """Return how many dots each person has given, not to what."""
    with ws.reading() as connection:
        return queries.voted(connection, round_id)


def cast(ws: "Workspace", round_id: int, person_id: int, finding_id: int, dots: int) -> None:
    """Let a person have ``dots`` on a card, 0 taking them back; more than one has is refused."""
    with ws.unit_of_work("점 놓기") as work:
        under_way = _open(work, round_id)
        _votable(work, under_way, finding_id)
        given = queries.dots_of(work.connection, round_id, person_id)
        spent = sum(given.values()) - given.get(finding_id, 0)
        if dots < 0 or spent + dots > under_way.votes_per_person:
            raise UserError(
                f"한 사람이 {under_way.votes_per_person}개까지 놓을 수 있는데 이미 {spent}개를 놓았습니다. "
                "다른 카드의 점을 먼저 거두십시오.",
                "dots",
            )
        work.delete("vote", queries.votes_of(work.connection, round_id, person_id, finding_id))
        if dots:
            _insert(work, under_way, finding_id, dots, person_id=person_id)


def enter_hall(ws: "Workspace", round_id: int, heads: int, counts: Mapping[int, int]) -> None:
    """Enter what a hall of ``heads`` people stuck on the wall, by card, in place of what was before."""
    with ws.unit_of_work("현장 점 넣기") as work:
        under_way = _open(work, round_id)
        total, most = sum(counts.values()), heads * under_way.votes_per_person
        if heads < 0 or any(count < 0 for count in counts.values()):
            raise UserError("사람과 점의 수는 0부터 넣으십시오.", "hall_heads")
        if total > most:
            raise UserError(
                f"{heads}명이 놓을 수 있는 점은 {most}개인데 {total}개가 들어 있습니다. "
                "사람 수나 점의 수를 고치십시오.",
                "hall_heads",
            )
        work.delete("vote", queries.votes_of(work.connection, round_id, None))
        work.update("vote_round", round_id, {"hall_heads": heads or None})
        for finding_id, count in counts.items():
            if count:
                _votable(work, under_way, finding_id)
                _insert(work, under_way, finding_id, count, voter=HALL)


def end(ws: "Workspace", round_id: int) -> None:
    """End a round: from now on its dots are shown, and no more can be given."""
    with ws.unit_of_work("점 투표 끝내기") as work:
        under_way = _open(work, round_id)
        work.update("vote_round", under_way.id, {"state": RoundState.ENDED.value, "ended_at": ws.clock()})


def delete(ws: "Workspace", one: VoteRound) -> None:
    """Delete a round with its dots."""
    records.delete(ws, "vote_round", [one.id], f"점 투표 ‘{one.title}’ 삭제")


def ranking(ws: "Workspace", round_id: int) -> list[Standing]:
    """Return the cards of an ended round by their dots, ties sharing a rank (1, 2, 2, 4); none while open."""
    with ws.reading() as connection:
        found = queries.standings(connection, round_id)
    ranked: list[Standing] = []
    for dots, group in groupby(found, key=lambda row: row[3]):
        cards, rank = list(group), len(ranked) + 1
        ranked += [Standing(rank, len(cards) > 1, card, kind, text, dots) for card, kind, text, _ in cards]
    return ranked


def can_get(one: VoteRound, card: Finding) -> bool:
    """Tell whether a card can get dots in a round."""
    return not one.kinds or card.kind in one.kinds


def _open(work: "UnitOfWork", round_id: int) -> VoteRound:
    found = queries.round_of(work.connection, round_id)
    if found is None or found.state != RoundState.OPEN:
        raise UserError("끝난 점 투표입니다. 새 투표를 시작하십시오.", "title")
    return found


def _votable(work: "UnitOfWork", under_way: VoteRound, finding_id: int) -> None:
    project, kind = queries.kind_of(work.connection, finding_id) or (0, "")
    if project != under_way.project_id:
        raise UserError("이 투표의 과제에 없는 카드입니다. 다른 카드를 고르십시오.", "finding_id")
    if under_way.kinds and kind not in under_way.kinds:
        words = ", ".join(FindingKind(code).label for code in under_way.kinds)
        raise UserError(f"이 투표에서는 {words} 카드에만 점을 놓습니다.", "finding_id")


def _insert(work: "UnitOfWork", under_way: VoteRound, finding_id: int, dots: int, **voter: Any) -> None:
    links = {"project_id": under_way.project_id, "vote_round_id": under_way.id, "finding_id": finding_id}
    work.insert("vote", {**links, "dots": dots, **voter})
