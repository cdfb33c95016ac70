"""발견 카드, 묶음, 투표, 원문 as lists and boards read them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, case, func, select

from app.domain.finding import FINDING_FIELDS, SOURCE_FIELDS, Cluster, Edge, Finding, Source, VoteRound
from db.models.finding import cluster, finding, link, source, vote, vote_round
from db.models.project import project
from db.models.session import session
from db.queries.listing import Listing
from db.queries.threads import edge_of

_dots = (
    select(func.coalesce(func.sum(vote.c.dots), 0))
    .select_from(vote.join(vote_round, vote_round.c.id == vote.c.vote_round_id))
    .where(vote.c.finding_id == finding.c.id, vote_round.c.state == "ended")
)
_parents = select(func.count()).where(link.c.child_finding_id == finding.c.id)
_children = select(func.count()).where(link.c.parent_finding_id == finding.c.id)

FINDINGS = Listing(
    row=Finding,
    specs=FINDING_FIELDS,
    source=finding.join(project, project.c.id == finding.c.project_id)
    .outerjoin(cluster, cluster.c.id == finding.c.cluster_id)
    .outerjoin(session, session.c.id == finding.c.session_id)
    .outerjoin(source, source.c.id == finding.c.source_id),
    key=finding.c.id,
    columns={
        **{column.name: column for column in finding.columns},
        "project": project.c.title,
        "cluster": cluster.c.name,
        "session": session.c.topic,
        "source": source.c.title,
        "votes": _dots.correlate(finding).scalar_subquery(),
        "parents": _parents.correlate(finding).scalar_subquery(),
        "children": _children.correlate(finding).scalar_subquery(),
    },
    text=("text", "quote", "speaker", "cluster", "session"),
    order=(("cluster_id", False), ("position", False)),
)

_cards = select(func.count()).where(finding.c.source_id == source.c.id)

SOURCES = Listing(
    row=Source,
    specs=SOURCE_FIELDS,
    source=source,
    key=source.c.id,
    columns={
        **{column.name: column for column in source.columns},
        "finding_count": _cards.correlate(source).scalar_subquery(),
    },
    text=("title", "text", "pseudonym"),
    order=(("held_on", True), ("title", False)),
)


def clusters(connection: Connection, project_id: int) -> list[Cluster]:
    """Return the clusters of a project in their order."""
    columns = (cluster.c[name] for name in Cluster.__slots__)
    statement = select(*columns).where(cluster.c.project_id == project_id)
    rows = connection.execute(statement.order_by(cluster.c.position, cluster.c.id)).mappings()
    return [Cluster(**row) for row in rows]


def last_position(connection: Connection, project_id: int, cluster_id: int | None) -> int:
    """Return the place of the last card of a cluster (None: those without one); 0 where there is none."""
    statement = select(func.coalesce(func.max(finding.c.position), 0)).where(
        finding.c.project_id == project_id,
        finding.c.cluster_id.is_not_distinct_from(cluster_id),
    )
    return int(connection.execute(statement).scalar_one())


def places(connection: Connection, card_id: int, cluster_id: int | None) -> list[tuple[int, int]]:
    """Return (card, position) in order for a cluster, or for those without one in the project of a card."""
    table = finding
    project_of = select(table.c.project_id).where(table.c.id == card_id).scalar_subquery()
    inside = table.c.cluster_id.is_not_distinct_from(cluster_id)
    statement = select(table.c.id, table.c.position).where(table.c.project_id == project_of, inside)
    rows = connection.execute(statement.order_by(table.c.position, table.c.id))
    return [(row[0], row[1]) for row in rows]


def cluster_cards(connection: Connection, cluster_id: int) -> list[int]:
    """Return the cards of a cluster in their order."""
    statement = select(finding.c.id).where(finding.c.cluster_id == cluster_id)
    return list(connection.execute(statement.order_by(finding.c.position, finding.c.id)).scalars())


def edges_of(connection: Connection, ids: Sequence[int]) -> list[Edge]:
    """Return the links at either end of cards."""
    touching = link.c.child_finding_id.in_(ids) | link.c.parent_finding_id.in_(ids)
    statement = select(link.c.id, link.c.child, link.c.parent).where(touching).order_by(link.c.id)
    return [edge_of(row) for row in connection.execute(statement)]


def vote_ids(connection: Connection, ids: Sequence[int]) -> list[int]:
    """Return the dots given to cards."""
    return list(connection.execute(select(vote.c.id).where(vote.c.finding_id.in_(ids))).scalars())


def rounds(connection: Connection, project_id: int) -> list[VoteRound]:
    """Return the dot votes of a project, newest first, with how many have voted; dots only of ended ones."""
    return _rounds(connection, vote_round.c.project_id == project_id)


def round_of(connection: Connection, round_id: int) -> VoteRound | None:
    """Return one round, or None where it is gone."""
    return next(iter(_rounds(connection, vote_round.c.id == round_id)), None)


def _rounds(connection: Connection, condition: ColumnElement[bool]) -> list[VoteRound]:
    of_round = vote.c.vote_round_id == vote_round.c.id
    voters = select(func.count(vote.c.person_id.distinct())).where(of_round).correlate(vote_round)
    heads = voters.scalar_subquery() + func.coalesce(vote_round.c.hall_heads, 0)
    dots = select(func.coalesce(func.sum(vote.c.dots), 0)).where(of_round).correlate(vote_round)
    shown = case((vote_round.c.state == "ended", dots.scalar_subquery()), else_=0)
    columns = [vote_round.c[name] for name in VoteRound.__slots__ if name not in ("voters", "votes")]
    statement = select(*columns, heads.label("voters"), shown.label("votes")).where(condition)
    rows = connection.execute(statement.order_by(vote_round.c.id.desc())).mappings()
    return [VoteRound(**row) for row in rows]


def dots_of(connection: Connection, round_id: int, person_id: int | None) -> dict[int, int]:
    """Return the dots of one person (None: of the hall) in a round, by card."""
    of_voter = vote.c.person_id.is_not_distinct_from(person_id)
    statement = select(vote.c.finding_id, func.sum(vote.c.dots)).where(
        vote.c.vote_round_id == round_id, of_voter
    )
    return {row[0]: int(row[1]) for row in connection.execute(statement.group_by(vote.c.finding_id))}


def voted(connection: Connection, round_id: int) -> dict[int, int]:
    """Return how many dots each person has given in a round, not to which cards."""
    statement = select(vote.c.person_id, func.sum(vote.c.dots)).where(
        vote.c.vote_round_id == round_id, vote.c.person_id.is_not(None)
    )
    return {row[0]: int(row[1]) for row in connection.execute(statement.group_by(vote.c.person_id))}


def votes_of(
    connection: Connection, round_id: int, person_id: int | None, finding_id: int | None = None
) -> list[int]:
    """Return the ids of the dots of a person (None: of the hall) in a round, on one card or on all."""
    statement = select(vote.c.id).where(
        vote.c.vote_round_id == round_id, vote.c.person_id.is_not_distinct_from(person_id)
    )
    if finding_id is not None:
        statement = statement.where(vote.c.finding_id == finding_id)
    return list(connection.execute(statement).scalars())


def standings(connection: Connection, round_id: int) -> list[tuple[int, str, str, int]]:
    """Return (card, kind, text, dots) of an ended round, most dots first; nothing while it is open."""
    total = func.sum(vote.c.dots)
    statement = (
        select(finding.c.id, finding.c.kind, finding.c.text, total)
        .select_from(vote.join(finding).join(vote_round, vote_round.c.id == vote.c.vote_round_id))
        .where(vote.c.vote_round_id == round_id, vote_round.c.state == "ended")
        .group_by(finding.c.id)
        .order_by(total.desc(), finding.c.id)
    )
    return [(row[0], row[1], row[2], int(row[3])) for row in connection.execute(statement)]


def kind_of(connection: Connection, finding_id: int) -> tuple[int, str] | None:
    """Return (project, kind) of a card, or None where it is gone."""
    statement = select(finding.c.project_id, finding.c.kind).where(finding.c.id == finding_id)
    row = connection.execute(statement).first()
    return None if row is None else (row[0], row[1])
