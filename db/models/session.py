"""활동, 진행 순서, 출석, 손님, 결정."""

from sqlalchemy import Column, Date, Index, Integer, String, Text, UniqueConstraint

from db.models.base import Codes, Mapped, Timestamp, owner, record_table, reference, text_column

session = record_table(
    "session",
    owner("project"),
    Column("kind", String(20), nullable=False),
    Column("topic", Text, nullable=False),
    Column("held_on", Date, index=True),
    text_column("starts_at"),
    text_column("ends_at"),
    text_column("place"),
    text_column("host"),
    Column("stage", String(20)),
    reference("step"),
    Column("methods", Codes, nullable=False, server_default="[]", default=()),
    text_column("minutes"),
    Column("as_written", Mapped, nullable=False, server_default="{}", default=dict),
    Column("status", String(20), nullable=False, server_default="draft", default="draft"),
    Column("closed_at", Timestamp),
    Column("closed_by", Text),
    text_column("reopen_reason"),
)

agenda_item = record_table(
    "agenda_item",
    owner("project"),
    owner("session"),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("minutes", Integer, nullable=False, server_default="0", default=0),
    text_column("host"),
    Column("started_at", Timestamp),
    Column("ended_at", Timestamp),
)

attendance = record_table(
    "attendance",
    owner("project", indexed=False),
    owner("session", indexed=False),
    owner("person"),
    Column("state", String(20), nullable=False),
    Column("minutes", Integer),
)
attendance.append_constraint(UniqueConstraint("session_id", "person_id"))
# Everything that a project's 투입 시간 is summed up from.
Index(
    "ix_attendance_hours",
    attendance.c.project_id,
    attendance.c.person_id,
    attendance.c.state,
    attendance.c.minutes,
)

session_guest = record_table(
    "session_guest",
    owner("project"),
    owner("session"),
    Column("actor_kind", String(20), nullable=False),
    Column("count", Integer, nullable=False),
)

session_decision = record_table(
    "session_decision",
    owner("project"),
    owner("session"),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
)
Index("ix_session_project_kind", session.c.project_id, session.c.kind, session.c.status)
