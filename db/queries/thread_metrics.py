"""Gate metrics counted from sessions, cards, votes and proposals; ``detail`` names a kind, if any."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, cast, func, or_, select

from db.models.finding import finding, link, vote, vote_round
from db.models.project import project
from db.models.proposal import proposal
from db.models.session import session
from db.models.stage import criterion


def _count(*of: ColumnElement[Any]) -> Select[Any]:
    return select(func.count(*of)).correlate(project, criterion)


def _of_kind(column: ColumnElement[str]) -> ColumnElement[bool]:
    return or_(criterion.c.detail == "", column == criterion.c.detail)


def sessions_closed(project_id: ColumnElement[int]) -> ColumnElement[int]:
    """Return how many sessions of a kind are closed: only a locked record is evidence."""
    statement = _count().where(session.c.project_id == project_id, session.c.status == "closed")
    return statement.where(_of_kind(session.c.kind)).scalar_subquery()


def findings(project_id: ColumnElement[int]) -> ColumnElement[int]:
    """Return how many cards of a kind there are, such as personas."""
    return _count().where(finding.c.project_id == project_id, _of_kind(finding.c.kind)).scalar_subquery()


def ideas_voted(project_id: ColumnElement[int]) -> ColumnElement[int]:
    """Return how many ideas got a dot in a round that has ended."""
    source = vote.join(vote_round, vote_round.c.id == vote.c.vote_round_id)
    source = source.join(finding, finding.c.id == vote.c.finding_id)
    statement = _count(finding.c.id.distinct()).select_from(source)
    ended = (vote_round.c.state == "ended", finding.c.kind == "idea", vote.c.dots > 0)
    return statement.where(vote.c.project_id == project_id, *ended).scalar_subquery()


def proposals_decided(project_id: ColumnElement[int]) -> ColumnElement[int]:
    """Return how many proposals have a decision."""
    decided = proposal.c.decision != "reviewing"
    return _count().where(proposal.c.project_id == project_id, decided).scalar_subquery()


def links_complete(project_id: ColumnElement[int]) -> ColumnElement[int]:
    """Return the share of ideas that came from another card, in whole percent; NULL without ideas."""
    ideas = (finding.c.project_id == project_id, finding.c.kind == "idea")
    rooted = link.c.child_finding_id == finding.c.id
    linked = select(link.c.id).where(rooted).correlate(finding).exists()
    share = cast(func.round(100.0 * func.sum(case((linked, 1), else_=0)) / func.count()), Integer)
    statement = select(func.iif(func.count() > 0, share, None)).correlate(project, criterion)
    return statement.select_from(finding).where(*ideas).scalar_subquery()
