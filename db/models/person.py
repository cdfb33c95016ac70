"""참여자와 단원."""

from sqlalchemy import Column, Date, Index, String, Text

from db.models.base import owner, record_table, reference, text_column

person = record_table(
    "person",
    Column("name", Text, nullable=False, index=True),
    Column("actor_kind", String(20)),
    text_column("affiliation"),
    text_column("department"),
    text_column("phone"),
    text_column("email"),
    reference("region"),
    text_column("memo"),
)

membership = record_table(
    "membership",
    owner("project", indexed=False),
    owner("person"),
    Column("role", String(20), nullable=False),
    Column("from_on", Date),
    Column("to_on", Date),
    text_column("note"),
)
Index("ix_membership_team", membership.c.project_id, membership.c.to_on, membership.c.role)
