"""The key of the pseudonyms: which label stands for which person, kept apart from every text."""

from sqlalchemy import Connection, select

from db.models.finding import pseudonym


def labels(connection: Connection, project_id: int) -> dict[str, int | None]:
    """Return the pseudonyms given in a project and whom they stand for, None where nobody is known."""
    statement = select(pseudonym.c.label, pseudonym.c.person_id).where(pseudonym.c.project_id == project_id)
    return {row.label: row.person_id for row in connection.execute(statement)}
