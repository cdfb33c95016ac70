"""진행 화면: the few quick reads behind each key press, and the newest cards of a session."""

from datetime import date

from sqlalchemy import Connection, func, select

from app.domain.running import Capture
from db.models.finding import finding
from db.models.project import project
from db.models.session import session


def place_of(connection: Connection, session_id: int) -> tuple[int, str] | None:
    """Return project and state of a session; None where it is gone."""
    row = connection.execute(
        select(session.c.project_id, session.c.status).where(session.c.id == session_id)
    ).first()
    return (row[0], row[1]) if row else None


def card_id(connection: Connection, uid: str) -> int | None:
    """Return the card with this identity, if it is stored."""
    return connection.execute(select(finding.c.id).where(finding.c.uid == uid)).scalar_one_or_none()


def newest(connection: Connection, session_id: int, most: int) -> list[Capture]:
    """Return the newest cards of a session, the newest first."""
    columns = (finding.c[name] for name in Capture.__slots__)
    statement = select(*columns).where(finding.c.session_id == session_id)
    return [Capture(*row) for row in connection.execute(statement.order_by(finding.c.id.desc()).limit(most))]


def count(connection: Connection, session_id: int) -> int:
    """Return how many cards a session has."""
    statement = select(func.count()).select_from(finding).where(finding.c.session_id == session_id)
    return int(connection.execute(statement).scalar_one())


def of_day(connection: Connection, day: date) -> list[tuple[int, str, str]]:
    """Return the open sessions of own projects on a day, as (id, topic, project), by their hour."""
    joined = session.join(project, project.c.id == session.c.project_id)
    statement = (
        select(session.c.id, session.c.topic, project.c.title)
        .select_from(joined)
        .where(session.c.held_on == day, session.c.status == "draft", project.c.kind == "own")
    )
    rows = connection.execute(statement.order_by(session.c.starts_at, session.c.id))
    return [(row[0], row[1], row[2]) for row in rows]
