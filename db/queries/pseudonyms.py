"""The key of the pseudonyms: which label stands for which person, kept apart from every text."""

from sqlalchemy import Connection, select

from db.models.finding import pseudonym
from db.models.person import person


def labels(connection: Connection, project_id: int) -> dict[str, int | None]:
    """Return the pseudonyms given in a project and whom they stand for, None where nobody is known."""
    statement = select(pseudonym.c.label, pseudonym.c.person_id).where(pseudonym.c.project_id == project_id)
    return {row.label: row.person_id for row in connection.execute(statement)}


def roster(connection: Connection) -> list[tuple[str, str, str | None, str, str]]:
    """Return uid, name, kind, phone and e-mail of everybody whose data have not been destroyed."""
    columns = (person.c.uid, person.c.name, person.c.actor_kind, person.c.phone, person.c.email)
    statement = select(*columns).where(person.c.destroyed_on.is_(None))
    return [tuple(row) for row in connection.execute(statement)]
