"""단계, 세부단계, 관문 기준과 그 결과, 관문 통과."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Text, UniqueConstraint

from db.models.base import Mapped, Timestamp, owner, record_table, text_column

stage = record_table(
    "stage",
    owner("project", indexed=False),
    Column("kind", String(20), nullable=False),
    Column("position", Integer, nullable=False),
    Column("planned_start", Date, index=True),
    Column("planned_end", Date, index=True),
    Column("actual_start", Date, index=True),
    Column("actual_end", Date, index=True),
    Column("progress", Integer, nullable=False, server_default="0", default=0),
    text_column("note"),
    Column("closed_at", Timestamp),
    # The plan as it stood when the project had begun and the plan was first changed; empty until then.
    Column("baseline_start", Date),
    Column("baseline_end", Date),
)
stage.append_constraint(UniqueConstraint("project_id", "kind"))
# With all that lists read of every project's stages, they are read by the index alone.
Index(
    "ix_stage_project_position",
    stage.c.project_id,
    stage.c.position,
    stage.c.closed_at,
    stage.c.kind,
    stage.c.progress,
)

step = record_table(
    "step",
    owner("project"),
    owner("stage"),
    Column("position", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("done", Boolean, nullable=False, server_default="0", default=False),
)

criterion = record_table(
    "criterion",
    owner("project"),
    owner("stage"),
    Column("position", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("label", Text, nullable=False),
    text_column("metric"),
    text_column("detail"),
    Column("threshold", Integer, nullable=False, server_default="1", default=1),
    Column("due_on", Date),
    text_column("note"),
)

criterion_result = record_table(
    "criterion_result",
    owner("project"),
    owner("criterion", indexed=False),
    text_column("met_by"),
    Column("met_at", Timestamp, nullable=False),
    text_column("remark"),
)
criterion_result.append_constraint(UniqueConstraint("criterion_id"))

signoff = record_table(
    "signoff",
    owner("project"),
    owner("stage"),
    text_column("signed_by"),
    Column("signed_at", Timestamp, nullable=False),
    text_column("remark"),
    text_column("exception_reason"),
    Column("evidence", Mapped, nullable=False),
    Column("evidence_digest", String(64), nullable=False),
    Column("reopened_at", Timestamp),
    Column("reopened_by", Text),
    text_column("reopen_reason"),
)

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
