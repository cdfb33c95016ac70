"""Text of attached files as it was read, by their digest: derived, so the journal keeps nothing of it."""

from sqlalchemy import Column, Integer, String, Table

from db.models.base import metadata, text_column

file_text = Table(
    "file_text",
    metadata,
    Column("sha256", String(64), primary_key=True),
    # read, empty, large, protected, broken or other: why there is no text
    Column("state", String(20), nullable=False),
    text_column("reason"),
    Column("characters", Integer, nullable=False, server_default="0", default=0),
    text_column("text"),
)
