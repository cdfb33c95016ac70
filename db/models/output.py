"""산출물, 첨부, 할 일."""

from sqlalchemy import Column, Date, Index, Integer, String, Text

from db.models.base import Timestamp, owner, record_table, reference, text_column

output = record_table(
    "output",
    owner("project"),
    Column("stage", String(20)),
    Column("kind", String(20), nullable=False),
    Column("title", Text, nullable=False),
    text_column("version"),
    text_column("summary"),
    Column("produced_on", Date),
    Column("disclosure", String(20), nullable=False, server_default="closed", default="closed"),
    Column("approval", String(20), nullable=False, server_default="draft", default="draft"),
)

attachment = record_table(
    "attachment",
    owner("project"),
    owner("output", nullable=True),
    owner("criterion", nullable=True),
    owner("session", nullable=True),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    text_column("media_type"),
    Column("added_at", Timestamp, nullable=False),
)

milestone = record_table(
    "milestone",
    owner("project", indexed=False),
    Column("stage", String(20)),
    Column("title", Text, nullable=False),
    Column("due_on", Date, index=True),
    Column("done_on", Date),
    reference("person", column="assignee_id"),
    # The session at which it was agreed (다음 할 일).
    reference("session"),
    text_column("note"),
)
Index("ix_milestone_open", milestone.c.project_id, milestone.c.done_on, milestone.c.due_on)
Index("ix_milestone_due", milestone.c.done_on, milestone.c.due_on)
