"""예산 항목과 집행."""

from sqlalchemy import Column, Date, Index, Integer, String, Text

from db.models.base import owner, record_table, text_column

budget_line = record_table(
    "budget_line",
    owner("project", indexed=False),
    Column("year", Integer, nullable=False),
    Column("source", String(20), nullable=False),
    Column("label", Text, nullable=False),
    Column("planned", Integer, nullable=False),
    text_column("note"),
)
Index("ix_budget_line_project", budget_line.c.project_id, budget_line.c.year)

spending = record_table(
    "spending",
    owner("project"),
    owner("budget_line", indexed=False),
    Column("amount", Integer, nullable=False),
    Column("spent_on", Date, nullable=False),
    text_column("note"),
)
Index("ix_spending_line", spending.c.budget_line_id, spending.c.spent_on)
