"""기여: hours from attendance, goods and work as entered, and who came to closed sessions; set-based."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from app.domain.proposal import Contribution
from db.hours import CAME, LAY_KINDS, ROLE, lay
from db.models.person import person
from db.models.proposal import contribution, fingerprint
from db.models.session import attendance, session, session_decision, session_guest

_GIVEN = select(
    *(contribution.c[name] for name in Contribution.__slots__ if name != "person"),
    person.c.name.label("person"),
).select_from(contribution.outerjoin(person, person.c.id == contribution.c.person_id))


def attended(connection: Connection, project_id: int) -> list[Mapping[str, Any]]:
    """Return who came how often and how long, one row per person and stage."""
    role = ROLE.label("role")
    source = attendance.join(session, session.c.id == attendance.c.session_id).join(
        person, person.c.id == attendance.c.person_id
    )
    statement = (
        select(
            person.c.id.label("person_id"),
            person.c.name.label("person"),
            person.c.actor_kind,
            role,
            case((lay(ROLE), 1), else_=0).label("citizen"),
            session.c.stage,
            func.coalesce(func.sum(attendance.c.minutes), 0).label("minutes"),
            func.count().label("times"),
            func.sum(case((attendance.c.minutes.is_(None), 1), else_=0)).label("unmeasured"),
        )
        .select_from(source)
        .where(attendance.c.project_id == project_id, CAME)
        .group_by(person.c.id, session.c.stage)
        .order_by(person.c.name, person.c.id)
    )
    return [dict(row) for row in connection.execute(statement).mappings()]


def given(connection: Connection, project_id: int) -> list[Contribution]:
    """Return what was entered as given, by day."""
    order = (contribution.c.given_on.is_(None), contribution.c.given_on, contribution.c.id)
    statement = _GIVEN.where(contribution.c.project_id == project_id).order_by(*order)
    return [Contribution(**row) for row in connection.execute(statement).mappings()]


def one(connection: Connection, contribution_id: int) -> Contribution | None:
    """Return one entry of what was given."""
    row = connection.execute(_GIVEN.where(contribution.c.id == contribution_id)).mappings().first()
    return Contribution(**row) if row else None


def lay_by_session(connection: Connection, project_id: int) -> list[Mapping[str, Any]]:
    """Return the citizens at each closed session of a stage: of the team, from outside, and decisions."""
    joined = attendance.join(person, person.c.id == attendance.c.person_id)
    here = and_(attendance.c.session_id == session.c.id, CAME, lay(ROLE))
    people = select(func.count()).select_from(joined).correlate(session)
    heads = select(func.coalesce(func.sum(session_guest.c.count), 0)).where(
        session_guest.c.session_id == session.c.id, session_guest.c.actor_kind.in_(LAY_KINDS)
    )
    decided = select(func.count()).where(session_decision.c.session_id == session.c.id)
    statement = select(
        session.c.stage,
        people.where(here, ROLE.is_not(None)).scalar_subquery().label("team"),
        (
            people.where(here, ROLE.is_(None)).scalar_subquery() + heads.correlate(session).scalar_subquery()
        ).label("outside"),
        decided.correlate(session).scalar_subquery().label("decisions"),
    ).where(session.c.project_id == project_id, session.c.status == "closed", session.c.stage.is_not(None))
    return [dict(row) for row in connection.execute(statement).mappings()]


def declared(connection: Connection, project_id: int) -> dict[tuple[str, str], int]:
    """Return the ids of the declared cells by level and stage."""
    statement = select(fingerprint.c.level, fingerprint.c.stage, fingerprint.c.id).where(
        fingerprint.c.project_id == project_id
    )
    return {(level, stage): row_id for level, stage, row_id in connection.execute(statement)}
