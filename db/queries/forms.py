"""The stored 기관 서식."""

from sqlalchemy import Connection, select

from app.domain.form import OfficeForm
from db.models.form import office_form


def every(connection: Connection) -> list[OfficeForm]:
    """Return all forms by name."""
    table = office_form.c
    statement = select(table.id, table.title, table.file_name, table.sha256, table.places)
    return [OfficeForm(*row) for row in connection.execute(statement.order_by(table.title, table.id))]
