"""과제 and its tags."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Text, UniqueConstraint

from db.models.base import Codes, Mapped, Timestamp, owner, record_table, reference, text_column

_KEPT = (
    "citizen_minutes", "citizen_times", "citizen_unmeasured", "team_members", "team_citizens", "team_until"
)  # fmt: skip

project = record_table(
    "project",
    Column("kind", String(10), nullable=False),
    Column("title", Text, nullable=False, index=True),
    Column("year", Integer, index=True),
    reference("program"),
    Column("government_level", String(20), index=True),
    Column("is_foreign", Boolean),
    Column("service_field", String(20), index=True),
    Column("oecd_field", String(20)),
    Column("participation_level", String(20)),
    Column("participation_mode", String(20)),
    Column("participant_kinds", Codes, nullable=False, server_default="[]", default=()),
    Column("participation_stages", Codes, nullable=False, server_default="[]", default=()),
    reference("agency", column="lead_agency_id"),
    text_column("department"),
    reference("region"),
    reference("person", column="manager_id"),
    Column("starts_on", Date),
    Column("ends_on", Date),
    text_column("summary"),
    text_column("background"),
    text_column("purpose"),
    text_column("actors"),
    text_column("content"),
    text_column("characteristics"),
    text_column("achievements"),
    text_column("website"),
    text_column("remarks"),
    Column("status", String(20), nullable=False, server_default="active", default="active"),
    text_column("template"),
    Column("citizen_goal", Integer),
    Column("actor_kinds_goal", Integer),
    Column("as_written", Mapped, nullable=False, server_default="{}", default=dict),
    # Where an imported record came from; importing the same source again finds it by this key.
    Column("source_key", String(64), unique=True),
    # When anything of the project last changed; kept by the unit of work from the journal.
    Column("active_at", Timestamp),
    # Kept by the unit of work (db.kept). 투입 시간 of citizens as attendance adds up to: minutes noted, times
    # they came, and times of unknown length among these.
    Column("citizen_minutes", Integer, nullable=False, server_default="0"),
    Column("citizen_times", Integer, nullable=False, server_default="0"),
    Column("citizen_unmeasured", Integer, nullable=False, server_default="0"),
    # The present team, citizens among it, and the last day on which these counts hold; empty: for good.
    Column("team_members", Integer, nullable=False, server_default="0"),
    Column("team_citizens", Integer, nullable=False, server_default="0"),
    Column("team_until", Date),
    unjournaled=("active_at", *_KEPT),
)

# Running own projects are few among those of ten years.
Index("ix_project_kind", project.c.kind, project.c.status)

project_tag = record_table(
    "project_tag",
    owner("project", indexed=False),
    owner("tag"),
)
project_tag.append_constraint(UniqueConstraint("project_id", "tag_id"))
