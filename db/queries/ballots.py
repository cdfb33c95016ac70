"""투표: ballots with their options, tallies and turnout."""

from collections import defaultdict

from sqlalchemy import Connection, select

from app.domain.proposal import Ballot, BallotOption
from db.models.proposal import ballot, ballot_option, ballot_tally, ballot_turnout


def ballots(connection: Connection, project_id: int | None = None) -> list[Ballot]:
    """Return the ballots of a project, or all, the newest first."""
    statement = select(*(ballot.c[name] for name in Ballot.__slots__)).order_by(ballot.c.id.desc())
    if project_id is not None:
        statement = statement.where(ballot.c.project_id == project_id)
    return [Ballot(**row) for row in connection.execute(statement).mappings()]


def one(connection: Connection, ballot_id: int) -> Ballot | None:
    """Return one ballot, or None."""
    statement = select(*(ballot.c[name] for name in Ballot.__slots__)).where(ballot.c.id == ballot_id)
    row = connection.execute(statement).mappings().first()
    return Ballot(**row) if row else None


def options(connection: Connection, ballot_id: int) -> list[BallotOption]:
    """Return the options of a ballot in their order with the tallies that were entered."""
    tallies: dict[int, dict[str, int]] = defaultdict(dict)
    counted = select(ballot_tally.c.ballot_option_id, ballot_tally.c.way, ballot_tally.c.votes)
    for option, way, votes in connection.execute(counted.where(ballot_tally.c.ballot_id == ballot_id)):
        tallies[option][way] = votes
    table = ballot_option
    columns = (table.c.id, table.c.ballot_id, table.c.position, table.c.text, table.c.proposal_id)
    statement = select(*columns).where(table.c.ballot_id == ballot_id).order_by(table.c.position, table.c.id)
    return [
        BallotOption(
            **row, tallies=tallies.get(row["id"], {}), total=sum(tallies.get(row["id"], {}).values())
        )
        for row in connection.execute(statement).mappings()
    ]


def voters(connection: Connection, ballot_id: int) -> dict[str, int]:
    """Return the voters per way where they are known."""
    statement = select(ballot_turnout.c.way, ballot_turnout.c.voters).where(
        ballot_turnout.c.ballot_id == ballot_id
    )
    return {way: count for way, count in connection.execute(statement)}


def tally_ids(connection: Connection, ballot_id: int) -> dict[tuple[int, str], int]:
    """Return the ids of the tallies of a ballot by option and way."""
    table = ballot_tally
    statement = select(table.c.ballot_option_id, table.c.way, table.c.id).where(
        table.c.ballot_id == ballot_id
    )
    return {(option, way): row_id for option, way, row_id in connection.execute(statement)}


def turnout_ids(connection: Connection, ballot_id: int) -> dict[str, int]:
    """Return the ids of the turnout rows of a ballot by way."""
    table = ballot_turnout
    statement = select(table.c.way, table.c.id).where(table.c.ballot_id == ballot_id)
    return {way: row_id for way, row_id in connection.execute(statement)}
