"""예산: lines with what was spent of them, and sums; every sum is made by the database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from app.domain.budget import BUDGET_FIELDS, BudgetLine, Spending
from db.models.budget import budget_line, spending
from db.models.directory import program
from db.models.project import project
from db.queries.listing import Listing

_OF_LINE = spending.c.budget_line_id == budget_line.c.id
_spent = select(func.coalesce(func.sum(spending.c.amount), 0)).where(_OF_LINE)
_last = select(func.max(spending.c.spent_on)).where(_OF_LINE)

BUDGET_LINES = Listing(
    row=BudgetLine,
    specs=BUDGET_FIELDS,
    source=budget_line.join(project, project.c.id == budget_line.c.project_id),
    key=budget_line.c.id,
    columns={
        **{column.name: column for column in budget_line.columns},
        "project": project.c.title,
        "spent": _spent.correlate(budget_line).scalar_subquery(),
        "last_spent_on": _last.correlate(budget_line).scalar_subquery(),
    },
    text=("label", "project", "note"),
    order=(("year", True), ("project_id", False), ("source", False)),
)

_HEADINGS: dict[str, tuple[ColumnElement[Any], ColumnElement[Any]]] = {
    "source": (budget_line.c.source, budget_line.c.source),
    "year": (budget_line.c.year, budget_line.c.year),
    "project": (project.c.id, project.c.title),
    "program": (program.c.id, program.c.name),
}


def spendings(connection: Connection, line_id: int) -> list[Spending]:
    """Return what was spent of a line, by day."""
    statement = select(spending).where(spending.c.budget_line_id == line_id)
    rows = connection.execute(statement.order_by(spending.c.spent_on, spending.c.id)).mappings()
    return [Spending(**row) for row in rows]


def totals(
    connection: Connection, heading: str, project_ids: Sequence[int] | None, year: int | None
) -> list[Row[Any]]:
    """Return planned and spent sums by ``heading`` (source, year, project or program); one statement."""
    spent = (
        select(spending.c.budget_line_id, func.sum(spending.c.amount).label("amount"))
        .group_by(spending.c.budget_line_id)
        .subquery()
    )
    key, label = _HEADINGS[heading]
    statement = (
        select(
            key.label("key"), label.label("label"), func.sum(budget_line.c.planned).label("planned"),
            func.coalesce(func.sum(spent.c.amount), 0).label("spent"), func.count().label("lines"),
        )
        .select_from(
            budget_line.join(project, project.c.id == budget_line.c.project_id)
            .outerjoin(program, program.c.id == project.c.program_id)
            .outerjoin(spent, spent.c.budget_line_id == budget_line.c.id)
        )
        .group_by(key, label)
        .order_by(label.is_(None), label)
    )  # fmt: skip
    if project_ids is not None:
        statement = statement.where(project.c.id.in_(project_ids))
    if year is not None:
        statement = statement.where(budget_line.c.year == year)
    return list(connection.execute(statement).all())


def concerning(
    connection: Connection, ended: int, share: int, project_id: int | None, since: int | None
) -> list[int]:
    """Return the lines over plan, and those up to the year ``ended`` with less than ``share`` % spent."""
    spent = func.coalesce(_spent.correlate(budget_line).scalar_subquery(), 0)
    left = (
        (budget_line.c.year <= ended) & (budget_line.c.planned > 0)
        & (100 * spent < share * budget_line.c.planned)
    )  # fmt: skip
    statement = select(budget_line.c.id).where((spent > budget_line.c.planned) | left)
    if project_id is not None:
        statement = statement.where(budget_line.c.project_id == project_id)
    if since is not None:
        statement = statement.where(budget_line.c.year >= since)
    order = (budget_line.c.year.desc(), budget_line.c.project_id, budget_line.c.id)
    return list(connection.execute(statement.order_by(*order)).scalars())
