"""투표: ballots with options, choices per voter, and tallies from paper, hall and web side by side."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.ballot import BallotResult, PastedOption, result
from app.domain.checks import clean
from app.domain.proposal import BALLOT_FIELDS, OPTION_FIELDS, Ballot, TallyWay
from app.errors import UserError
from app.services import listing, records
from db.queries import ballots as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

WAYS = tuple(way.value for way in TallyWay)


def of(ws: "Workspace", project_id: int | None = None) -> list[Ballot]:
    """Return the ballots of a project, or all, the newest first."""
    with ws.reading() as connection:
        return queries.ballots(connection, project_id)


def read(ws: "Workspace", ballot_id: int) -> BallotResult:
    """Return a ballot with its result; a ``UserError`` where there is none."""
    with ws.reading() as connection:
        found = queries.one(connection, ballot_id)
        if found is None:
            raise UserError("없거나 지워진 투표입니다. 목록에서 다시 고르십시오.", "ballot")
        return result(found, queries.options(connection, ballot_id), queries.voters(connection, ballot_id))


def create(
    ws: "Workspace",
    values: Mapping[str, Any],
    options: Iterable[PastedOption | str] = (),
    *,
    project_id: int | None = None,
    proposals: Sequence[int] = (),
) -> int:
    """Make a ballot with options typed, pasted or taken from proposals; return its id."""
    fields = _checked(clean(BALLOT_FIELDS, {"choices_per_voter": 1, **values}))
    rows = listing.rows(ws, "proposal", list(proposals))
    with ws.unit_of_work(f"투표 ‘{fields['title']}’ 만들기") as work:
        ballot_id = work.insert("ballot", {**fields, "project_id": project_id})
        links = {"ballot_id": ballot_id, "project_id": project_id}
        for place, row in enumerate(rows, 1):
            work.insert(
                "ballot_option", {"text": row.title, "position": place, "proposal_id": row.id, **links}
            )
        _add(work, options, len(rows), links)
    return ballot_id


def edit(ws: "Workspace", ballot_id: int, changes: Mapping[str, Any]) -> None:
    """Change title, choices per voter, days or note of a ballot."""
    fields = _checked(clean(BALLOT_FIELDS, changes, partial=True))
    with ws.unit_of_work("투표 수정") as work:
        work.update("ballot", ballot_id, fields)


def delete(ws: "Workspace", ballot_id: int) -> None:
    """Delete a ballot with its options and tallies."""
    records.delete(ws, "ballot", [ballot_id])


def add_options(ws: "Workspace", ballot_id: int, options: Iterable[PastedOption | str]) -> None:
    """Append options, with the votes pasted beside them."""
    found = read(ws, ballot_id)
    links = {"ballot_id": ballot_id, "project_id": found.ballot.project_id}
    last = max((option.position for option in found.options), default=0)
    with ws.unit_of_work("투표 후보 추가") as work:
        _add(work, options, last, links)


def edit_option(ws: "Workspace", option_id: int, text: str) -> None:
    """Put an option in other words; its tallies stay with it."""
    with ws.unit_of_work("투표 후보 수정") as work:
        work.update("ballot_option", option_id, clean(OPTION_FIELDS, {"text": text}, partial=True))


def remove_options(ws: "Workspace", option_ids: Iterable[int]) -> None:
    """Take options away with their tallies."""
    with ws.unit_of_work("투표 후보 삭제") as work:
        work.delete("ballot_option", option_ids)


def set_tallies(ws: "Workspace", ballot_id: int, votes: Mapping[tuple[int, str], int | None]) -> None:
    """Enter the votes of options by way, as one step; None takes a tally away, 0 is a count of none."""
    found = read(ws, ballot_id)
    names = {option.id: option.text for option in found.options}
    for (option, way), count in votes.items():
        if count is not None and count < 0:
            raise UserError(f"{names[option]}: {TallyWay(way).label} 표는 0 이상이어야 합니다.", "votes")
    links = {"ballot_id": ballot_id, "project_id": found.ballot.project_id}
    with ws.unit_of_work(f"투표 ‘{found.ballot.title}’ 집계") as work:
        ids = queries.tally_ids(work.connection, ballot_id)
        for (option, way), count in votes.items():
            values = {"ballot_option_id": option, "way": TallyWay(way).value, "votes": count}
            _put(work, "ballot_tally", ids.get((option, way)), count, {**values, **links})


def set_voters(ws: "Workspace", ballot_id: int, way: str, voters: int | None) -> None:
    """Enter how many voted in one way; None where it is not known."""
    if voters is not None and voters < 0:
        raise UserError("투표한 사람 수는 0 이상이어야 합니다.", "voters")
    found = read(ws, ballot_id).ballot
    with ws.unit_of_work(f"투표 ‘{found.title}’ 투표한 사람") as work:
        row = queries.turnout_ids(work.connection, ballot_id).get(way)
        values = {"ballot_id": ballot_id, "project_id": found.project_id, "way": TallyWay(way).value}
        _put(work, "ballot_turnout", row, voters, {**values, "voters": voters})


def _put(
    work: "UnitOfWork", entity: str, row_id: int | None, count: int | None, values: dict[str, Any]
) -> None:
    if count is None:
        work.delete(entity, [] if row_id is None else [row_id])
    elif row_id is None:
        work.insert(entity, values)
    else:
        work.update(entity, row_id, values)


def _add(work: "UnitOfWork", options: Iterable[PastedOption | str], last: int, links: dict[str, Any]) -> None:
    for place, option in enumerate(options, last + 1):
        given = PastedOption(option) if isinstance(option, str) else option
        text = clean(OPTION_FIELDS, {"text": given.text}, partial=True)["text"]
        option_id = work.insert("ballot_option", {"text": text, "position": place, **links})
        for way, votes in zip(WAYS, given.votes, strict=False):
            if votes is not None:
                values = {"ballot_option_id": option_id, "way": way, "votes": votes}
                work.insert("ballot_tally", {**values, **links})


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    if "choices_per_voter" in fields and (fields["choices_per_voter"] or 0) < 1:
        raise UserError("한 사람이 고르는 수는 1 이상이어야 합니다.", "choices_per_voter")
    return fields
