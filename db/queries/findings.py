"""발견 카드, 묶음, 투표, 원문 as lists and boards read them."""

from sqlalchemy import Connection, func, select

from app.domain.finding import FINDING_FIELDS, SOURCE_FIELDS, Cluster, Finding, Source, VoteRound
from db.models.finding import cluster, finding, link, source, vote, vote_round
from db.models.project import project
from db.models.session import session
from db.queries.listing import Listing, plain

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
    make=plain(Finding),
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
    make=plain(Source),
)


def clusters(connection: Connection, project_id: int) -> list[Cluster]:
    """Return the clusters of a project in their order."""
    columns = (cluster.c[name] for name in Cluster.__slots__)
    statement = select(*columns).where(cluster.c.project_id == project_id)
    rows = connection.execute(statement.order_by(cluster.c.position, cluster.c.id)).mappings()
    return [Cluster(**row) for row in rows]


def rounds(connection: Connection, project_id: int) -> list[VoteRound]:
    """Return the dot votes of a project, newest first, with how many have voted."""
    of_round = vote.c.vote_round_id == vote_round.c.id
    # A person is one voter; a counted label (모둠 2) is one as well.
    voter = func.coalesce(vote.c.person_id, vote.c.voter)
    voters = select(func.count(voter.distinct())).where(of_round).correlate(vote_round).scalar_subquery()
    dots = select(func.coalesce(func.sum(vote.c.dots), 0)).where(of_round).correlate(vote_round)
    columns = [vote_round.c[name] for name in VoteRound.__slots__ if name not in ("voters", "votes")]
    statement = select(*columns, voters.label("voters"), dots.scalar_subquery().label("votes"))
    statement = statement.where(vote_round.c.project_id == project_id).order_by(vote_round.c.id.desc())
    return [VoteRound(**row) for row in connection.execute(statement).mappings()]
