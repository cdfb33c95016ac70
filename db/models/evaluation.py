"""평가표, 평가 회차, 평가단, 채점표, 상격."""

from sqlalchemy import Boolean, Column, Date, Float, Index, Integer, String, Text, UniqueConstraint

from db.models.base import Timestamp, owner, record_table, reference, text_column

rubric = record_table(
    "rubric",
    Column("name", Text, nullable=False),
    Column("kind", String(20)),
    Column("version", Integer, nullable=False, server_default="1", default=1),
    # What the versions of one rubric have in common: the uid of the first.
    Column("series", String(36), nullable=False, index=True),
    Column("frozen_at", Timestamp),
    text_column("note"),
)

rubric_criterion = record_table(
    "rubric_criterion",
    owner("rubric"),
    Column("position", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("weight", Integer, nullable=False),
    Column("lowest", Integer, nullable=False, server_default="1", default=1),
    Column("highest", Integer, nullable=False, server_default="10", default=10),
    text_column("description"),
    Column("comment_required", Boolean, nullable=False, server_default="0", default=False),
)

evaluation_round = record_table(
    "evaluation_round",
    owner("rubric"),
    Column("title", Text, nullable=False),
    Column("year", Integer),
    Column("opens_on", Date),
    Column("closes_on", Date),
    Column("drop_extremes", Boolean, nullable=False, server_default="0", default=False),
    Column("state", String(20), nullable=False, server_default="draft", default="draft"),
    text_column("note"),
)

round_project = record_table(
    "round_project",
    owner("evaluation_round", column="round_id", indexed=False),
    owner("project"),
)
round_project.append_constraint(UniqueConstraint("round_id", "project_id"))

panel = record_table(
    "panel",
    owner("evaluation_round", column="round_id"),
    Column("kind", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("weight", Integer, nullable=False, server_default="100", default=100),
    Column("position", Integer, nullable=False, server_default="0", default=0),
)

panel_member = record_table(
    "panel_member",
    owner("evaluation_round", column="round_id"),
    owner("panel"),
    reference("person"),
    Column("name", Text, nullable=False),
    text_column("field"),
    Column("position", Integer, nullable=False, server_default="0", default=0),
)

exclusion = record_table(
    "exclusion",
    owner("evaluation_round", column="round_id"),
    owner("panel_member", column="member_id", indexed=False),
    owner("project"),
    text_column("reason"),
)
exclusion.append_constraint(UniqueConstraint("member_id", "project_id"))

score_sheet = record_table(
    "score_sheet",
    owner("evaluation_round", column="round_id", indexed=False),
    owner("panel_member", column="member_id", indexed=False),
    owner("project"),
    text_column("comment"),
    Column("received_on", Date),
)
score_sheet.append_constraint(UniqueConstraint("member_id", "project_id"))
Index("ix_score_sheet_round", score_sheet.c.round_id, score_sheet.c.project_id)

score = record_table(
    "score",
    owner("score_sheet", column="sheet_id", indexed=False),
    owner("rubric_criterion", column="criterion_id"),
    Column("value", Float),
    text_column("comment"),
)
score.append_constraint(UniqueConstraint("sheet_id", "criterion_id"))

award = record_table(
    "award",
    owner("project"),
    reference("evaluation_round", column="round_id"),
    Column("year", Integer),
    Column("grade", Text, nullable=False),
    Column("amount", Integer),
    Column("grant", Integer),
    text_column("note"),
)

agency_score = record_table(
    "agency_score",
    owner("agency", indexed=False),
    Column("year", Integer, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("score", Float),
    Column("scale", Float),
    Column("disclosure", String(20), nullable=False, server_default="closed", default="closed"),
    text_column("source"),
)
agency_score.append_constraint(UniqueConstraint("agency_id", "year", "indicator"))
