"""참여자와 단원."""

from sqlalchemy import Column, Date, Index, Integer, String, Text

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
    Column("birth_year", Integer),
    Column("age_band", String(20)),
    Column("gender", String(20)),
    text_column("interests"),
    text_column("accessibility"),
    text_column("memo"),
    # The day on which everything that tells who it was has been destroyed.
    Column("destroyed_on", Date),
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
# With the person, teams are counted by the index alone.
Index(
    "ix_membership_team",
    membership.c.project_id,
    membership.c.to_on,
    membership.c.role,
    membership.c.person_id,
)
