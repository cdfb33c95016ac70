"""제안과 회신 기한 규칙, 투표와 집계, 설문과 응답, 기여, 공동생산 지문."""

from sqlalchemy import Column, Date, Index, Integer, String, Text, UniqueConstraint

from db.models.base import Mapped, owner, record_table, reference, text_column

proposal = record_table(
    "proposal",
    owner("project", nullable=True, indexed=False),
    Column("number", String(20), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    text_column("text"),
    Column("channel", String(20), nullable=False),
    text_column("proposer"),
    reference("person", column="proposer_id"),
    Column("received_on", Date),
    Column("period_from", Date),
    Column("period_to", Date),
    Column("supporters", Integer),
    Column("supporter_target", Integer),
    Column("answer_due", Date),
    text_column("department"),
    Column("decision", String(20), nullable=False, server_default="reviewing", default="reviewing"),
    text_column("decision_reason"),
    Column("decided_on", Date),
    Column("follow_up", String(20), nullable=False, server_default="undecided", default="undecided"),
    text_column("follow_up_note"),
    Column("follow_up_on", Date),
    reference("person", column="responsible_id"),
    Column("as_written", Mapped, nullable=False, server_default="{}", default=dict),
)
# With all that the funnel asks, proposals are counted by an index alone: all of them, or project by project.
_steps = (proposal.c.decision, proposal.c.follow_up, proposal.c.answer_due, proposal.c.department)
Index("ix_proposal_steps", *_steps, proposal.c.received_on)
Index("ix_proposal_funnel", proposal.c.project_id, *_steps)
# The order in which the decided ones are listed, with what a word typed over the list asks of each.
_order = (proposal.c.decided_on, proposal.c.number)
Index("ix_proposal_decided", *_order, proposal.c.decision, proposal.c.project_id)

channel_rule = record_table(
    "channel_rule",
    Column("channel", String(20), nullable=False, unique=True),
    Column("answer_days", Integer),
    Column("counts_from", String(20), nullable=False),
    Column("supporters", Integer),
    Column("period_days", Integer),
    text_column("basis"),
)

ballot = record_table(
    "ballot",
    owner("project", nullable=True),
    Column("title", Text, nullable=False),
    Column("choices_per_voter", Integer, nullable=False, server_default="1", default=1),
    Column("held_from", Date),
    Column("held_to", Date),
    text_column("note"),
)

ballot_option = record_table(
    "ballot_option",
    owner("project", nullable=True),
    owner("ballot"),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    reference("proposal"),
)

ballot_tally = record_table(
    "ballot_tally",
    owner("project", nullable=True),
    owner("ballot"),
    owner("ballot_option", indexed=False),
    Column("way", String(20), nullable=False),
    Column("votes", Integer, nullable=False),
)
ballot_tally.append_constraint(UniqueConstraint("ballot_option_id", "way"))

ballot_turnout = record_table(
    "ballot_turnout",
    owner("project", nullable=True),
    owner("ballot", indexed=False),
    Column("way", String(20), nullable=False),
    Column("voters", Integer, nullable=False),
)
ballot_turnout.append_constraint(UniqueConstraint("ballot_id", "way"))

survey = record_table(
    "survey",
    owner("project"),
    reference("session"),
    Column("title", Text, nullable=False),
    Column("held_on", Date),
)

survey_question = record_table(
    "survey_question",
    owner("project"),
    owner("survey"),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("type", String(20), nullable=False),
)

survey_answer = record_table(
    "survey_answer",
    owner("project"),
    owner("survey_question", indexed=False),
    Column("respondent", Integer, nullable=False),
    Column("value", Text, nullable=False),
)
Index("ix_survey_answer_question", survey_answer.c.survey_question_id, survey_answer.c.respondent)
Index("ix_survey_answer_value", survey_answer.c.survey_question_id, survey_answer.c.value)

contribution = record_table(
    "contribution",
    owner("project"),
    reference("person"),
    text_column("giver"),
    Column("kind", String(20), nullable=False),
    Column("stage", String(20)),
    Column("amount", Integer),
    text_column("unit"),
    text_column("text"),
    Column("given_on", Date),
)

fingerprint = record_table(
    "fingerprint",
    owner("project", indexed=False),
    Column("level", String(20), nullable=False),
    Column("stage", String(20), nullable=False),
)
fingerprint.append_constraint(UniqueConstraint("project_id", "level", "stage"))
