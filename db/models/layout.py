"""열 맞춤: what was decided about tables with the same headings; no record, so no step of work."""

from sqlalchemy import Column, Date, Integer, String, Table, Text, UniqueConstraint

from db.models.base import Mapped, metadata

import_layout = Table(
    "import_layout",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    # The headings in their order, folded: another file of the same office reads the same.
    Column("signature", Text, nullable=False),
    # Was the name of the file, which may name a person: always empty now.
    Column("name", Text, nullable=False),
    # The key of a field by heading, with its place among headings that are alike.
    Column("mapping", Mapped, nullable=False),
    # Codes by word, by field: what 민간인 means here.
    Column("taught", Mapped, nullable=False),
    Column("used_on", Date, nullable=False),
    UniqueConstraint("kind", "signature"),
    sqlite_autoincrement=True,
)
