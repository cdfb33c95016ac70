"""발견 카드, 묶음, 연결, 점 투표, 원문, 가명."""

from sqlalchemy import Column, Computed, Date, Index, Integer, String, Text, UniqueConstraint

from db.models.base import Codes, Mapped, Timestamp, owner, record_table, reference, text_column

cluster = record_table(
    "cluster",
    owner("project"),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False, server_default="0", default=0),
)

source = record_table(
    "source",
    owner("project"),
    reference("session"),
    Column("title", Text, nullable=False),
    text_column("text"),
    text_column("pseudonym"),
    Column("held_on", Date),
)

finding = record_table(
    "finding",
    owner("project", indexed=False),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False),
    reference("cluster"),
    Column("position", Integer, nullable=False, server_default="0", default=0),
    reference("session"),
    reference("agenda_item"),
    reference("source"),
    text_column("quote"),
    Column("quote_start", Integer),
    Column("quote_end", Integer),
    text_column("speaker"),
    Column("persona", Mapped, nullable=False, server_default="{}", default=dict),
)
Index("ix_finding_board", finding.c.project_id, finding.c.cluster_id, finding.c.position)
Index("ix_finding_kind", finding.c.project_id, finding.c.kind)


def _node(end: str) -> str:
    # One key for whatever stands at this end, so that a chain is walked by one index.
    kinds = ("finding", "proposal", "output")
    return "coalesce(" + ", ".join(f"'{kind}:' || {end}_{kind}_id" for kind in kinds) + ")"


link = record_table(
    "link",
    owner("project"),
    owner("finding", nullable=True, column="child_finding_id"),
    owner("proposal", nullable=True, column="child_proposal_id"),
    owner("output", nullable=True, column="child_output_id"),
    owner("finding", nullable=True, column="parent_finding_id"),
    owner("proposal", nullable=True, column="parent_proposal_id"),
    owner("output", nullable=True, column="parent_output_id"),
    Column("child", Text, Computed(_node("child"), persisted=False)),
    Column("parent", Text, Computed(_node("parent"), persisted=False)),
    unjournaled=("child", "parent"),
)
Index("ix_link_child_parent", link.c.child, link.c.parent, unique=True)
Index("ix_link_parent", link.c.parent)

vote_round = record_table(
    "vote_round",
    owner("project"),
    Column("title", Text, nullable=False),
    Column("votes_per_person", Integer, nullable=False, server_default="3", default=3),
    # The kinds of cards that can get dots; none means all.
    Column("kinds", Codes, nullable=False, server_default="[]", default=()),
    # Heads that voted on paper in the hall; None where nobody was counted.
    Column("hall_heads", Integer),
    Column("state", String(20), nullable=False, server_default="open", default="open"),
    Column("started_at", Timestamp, nullable=False),
    Column("ended_at", Timestamp),
)

vote = record_table(
    "vote",
    owner("project"),
    owner("vote_round", indexed=False),
    owner("finding"),
    # A person of the roster, or a label (모둠 2, 현장) where only heads were counted.
    reference("person"),
    text_column("voter"),
    Column("dots", Integer, nullable=False),
)
Index("ix_vote_round", vote.c.vote_round_id, vote.c.finding_id)

pseudonym = record_table(
    "pseudonym",
    owner("project"),
    Column("label", Text, nullable=False),
    reference("person"),
)
pseudonym.append_constraint(UniqueConstraint("project_id", "label"))
