"""동의, 추첨, 접속기록, 파기."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from db.models.base import (
    Codes,
    Mapped,
    Timestamp,
    metadata,
    owner,
    record_table,
    reference,
    text_column,
)

consent = record_table(
    "consent",
    owner("person", indexed=False),
    reference("project"),
    Column("purpose", String(20), nullable=False),
    Column("decision", String(20), nullable=False),
    text_column("items"),
    Column("given_on", Date),
    Column("ends_on", Date, index=True),
    Column("withdrawn_on", Date),
    text_column("withdrawal_reason"),
    Column("method", String(20), nullable=False, server_default="paper", default="paper"),
    text_column("recipient"),
    # What the recipient uses it for (제3자 제공).
    text_column("recipient_purpose"),
    text_column("guardian"),
    text_column("scan_name"),
    # Its bytes are in the store of attached files.
    text_column("scan_sha256"),
    Column("scan_size", Integer),
    text_column("note"),
)
Index("ix_consent_person_purpose", consent.c.person_id, consent.c.purpose, consent.c.given_on)

# Two entries found to be two persons: their uids in order, parted by a blank.  They outlive the entries.
apart = record_table("apart", Column("pair", String(73), nullable=False, unique=True))

applicant = record_table(
    "applicant",
    owner("project", indexed=False),
    owner("person"),
    Column("applied_on", Date),
    text_column("route"),
    Column("state", String(20), nullable=False, server_default="applied", default="applied"),
    text_column("note"),
)
applicant.append_constraint(UniqueConstraint(applicant.c.project_id, applicant.c.person_id))

draw = record_table(
    "draw",
    owner("project"),
    Column("title", Text, nullable=False),
    Column("seed", Text, nullable=False),
    # The rule by which the draw was made, by name and version.
    Column("method", String(40), nullable=False),
    Column("seats", Integer, nullable=False),
    Column("alternates", Integer, nullable=False, server_default="0", default=0),
    Column("quotas", Mapped, nullable=False),
    Column("pool_digest", String(64), nullable=False),
    Column("drawn_at", Timestamp, nullable=False),
    Column("drawn_by", Text, nullable=False),
    text_column("note"),
)

draw_entry = record_table(
    "draw_entry",
    owner("draw", indexed=False),
    reference("person"),
    Column("number", Integer, nullable=False),
    Column("strata", Mapped, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("rank", Integer),
)
Index("ix_draw_entry_draw", draw_entry.c.draw_id, draw_entry.c.number)

# Not a record of the journal: nothing in it is ever changed, and undo has no part in it.
access_log = Table(
    "access_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Timestamp, nullable=False, index=True),
    Column("actor", Text, nullable=False),
    text_column("department"),
    Column("role", String(20), nullable=False, server_default=""),
    text_column("machine"),
    Column("action", String(20), nullable=False),
    text_column("subject"),
    Column("people", Codes, nullable=False),
    Column("people_count", Integer, nullable=False),
    Column("items", Codes, nullable=False),
    text_column("purpose"),
    text_column("reason"),
    text_column("target"),
    Column("until", Timestamp),
    Column("digest", String(64), nullable=False),
    Column("previous_digest", String(64), nullable=False),
    sqlite_autoincrement=True,
)

access_review = record_table(
    "access_review",
    Column("month", String(7), nullable=False, index=True),
    Column("reviewed_at", Timestamp, nullable=False),
    Column("reviewed_by", Text, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("head_digest", String(64), nullable=False),
    text_column("finding"),
)

destruction = record_table(
    "destruction",
    Column("destroyed_at", Timestamp, nullable=False),
    Column("destroyed_by", Text, nullable=False),
    text_column("approved_by"),
    text_column("reason"),
    Column("people_count", Integer, nullable=False),
    Column("people", Codes, nullable=False),
    text_column("items"),
    text_column("files"),
    text_column("method"),
    text_column("kept"),
    Column("backups_until", Date),
)
