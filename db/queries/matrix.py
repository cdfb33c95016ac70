"""The cases of the 총괄표."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from app.domain.matrix import MatrixCase
from db.models.project import project


def cases(
    connection: Connection,
    kinds: Collection[str],
    years: Collection[int | None],
    programs: Collection[int | None],
) -> list[MatrixCase]:
    """Return the projects of these kinds, years and programmes (empty: any; None in them: without one)."""
    names = ("id", "title", "government_level", "is_foreign", "service_field")
    statement = select(*(project.c[name] for name in names)).where(project.c.kind.in_(kinds))
    for column, accepted in ((project.c.year, years), (project.c.program_id, programs)):
        if accepted:
            fits = column.in_([value for value in accepted if value is not None])
            statement = statement.where(fits | column.is_(None) if None in accepted else fits)
    return [MatrixCase(*row) for row in connection.execute(statement.order_by(project.c.id))]
