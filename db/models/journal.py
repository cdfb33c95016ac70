"""The journal: one row per step of work, one per changed record, chained by digests."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from db.models.base import Timestamp, metadata

journal_transaction = Table(
    "journal_transaction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    # The chain covers the label by this digest, so that a label that names a person can be blanked.
    Column("label_digest", String(64)),
    Column("actor", Text, nullable=False),
    Column("at", Timestamp, nullable=False),
    Column("initiator", Text, nullable=False),
    # do, undo or redo; undo and redo name the step they act on.
    Column("kind", String(4), nullable=False),
    Column("target_id", Integer, ForeignKey("journal_transaction.id")),
    Column("change_count", Integer, nullable=False, server_default="0"),
    Column("digest", String(64)),
    Column("previous_digest", String(64)),
    # done, undone, discarded or settled: where it stands for undo and redo; not part of the digest.
    Column("state", String(9), nullable=False, server_default="done"),
    sqlite_autoincrement=True,
)
Index("ix_journal_transaction_undo", journal_transaction.c.kind, journal_transaction.c.state)
Index("ix_journal_transaction_target", journal_transaction.c.target_id)

journal_change = Table(
    "journal_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("transaction_id", Integer, ForeignKey("journal_transaction.id"), nullable=False, index=True),
    Column("table_name", Text, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("uid", String(36), nullable=False, index=True),
    Column("project_id", Integer),
    Column("kind", String(1), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("payload_digest", String(64)),
    # A destroyed payload: the texts are gone, their digest still carries the chain.
    Column("blanked", Boolean, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)
Index("ix_journal_change_project", journal_change.c.project_id, journal_change.c.transaction_id)

journal_state = Table(
    "journal_state",
    metadata,
    Column("id", Integer, primary_key=True),
    # The step of work under way; empty outside one, so that a stray write is refused by the triggers.
    Column("transaction_id", Integer),
    Column("head_id", Integer, nullable=False, server_default="0"),
    Column("head_digest", String(64), nullable=False, server_default=""),
)

app_meta = Table(
    "app_meta",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
