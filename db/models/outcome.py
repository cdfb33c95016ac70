"""성과지표와 측정값, 운영 전·후, 실험, 예산, 과제 안의 선후 관계."""

from sqlalchemy import Column, Date, Float, Index, Integer, String, Text, UniqueConstraint

from db.models.base import Timestamp, owner, record_table, reference, text_column

indicator = record_table(
    "indicator",
    owner("project"),
    Column("label", Text, nullable=False),
    text_column("unit"),
    Column("direction", String(20), nullable=False, server_default="up", default="up"),
    Column("baseline", Float),
    Column("baseline_on", Date),
    Column("baseline_size", Integer),
    text_column("baseline_source"),
    Column("baseline_locked_at", Timestamp),
    Column("target", Float),
    Column("target_on", Date),
    text_column("note"),
)

measurement = record_table(
    "measurement",
    owner("project"),
    owner("indicator", indexed=False),
    Column("value", Float, nullable=False),
    Column("measured_on", Date, nullable=False),
    Column("size", Integer),
    text_column("source"),
    # Which of the re-measurements after 집행 it answers: 3, 6 or 12 months.
    Column("months", Integer),
    text_column("note"),
)
Index("ix_measurement_indicator", measurement.c.indicator_id, measurement.c.measured_on)

comparison = record_table(
    "comparison",
    owner("project"),
    Column("position", Integer, nullable=False, server_default="0", default=0),
    Column("subject", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    text_column("evidence"),
    reference("output"),
)

experiment = record_table(
    "experiment",
    owner("project"),
    Column("title", Text, nullable=False),
    text_column("problem"),
    text_column("solution"),
    text_column("trial"),
    Column("money", Integer),
    text_column("execution"),
    text_column("lesson"),
    Column("state", String(20), nullable=False, server_default="idea", default="idea"),
    Column("from_on", Date),
    Column("to_on", Date),
)

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

dependency = record_table(
    "dependency",
    owner("project"),
    # stage or milestone, with the id of the record that must come first and of the one that waits for it
    Column("before_kind", String(20), nullable=False),
    Column("before_id", Integer, nullable=False),
    Column("after_kind", String(20), nullable=False),
    Column("after_id", Integer, nullable=False),
)
dependency.append_constraint(UniqueConstraint("before_kind", "before_id", "after_kind", "after_id"))
