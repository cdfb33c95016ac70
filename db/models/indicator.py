"""성과지표와 측정값, 운영 전·후, 실험."""

from sqlalchemy import Column, Date, Float, Index, Integer, String, Text

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
