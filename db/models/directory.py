"""기관, 지역, 사업, 태그."""

from sqlalchemy import Column, Date, String, Text

from db.models.base import record_table, reference, text_column

region = record_table(
    "region",
    Column("code", String(20), nullable=False, index=True),
    Column("name", Text, nullable=False, index=True),
    text_column("parent_code"),
    Column("valid_from", Date),
    Column("valid_to", Date),
)

agency = record_table(
    "agency",
    Column("name", Text, nullable=False, index=True),
    Column("kind", String(20)),
    reference("region"),
    Column("valid_from", Date),
    Column("valid_to", Date),
)

program = record_table(
    "program",
    Column("name", Text, nullable=False, unique=True),
    text_column("description"),
    text_column("facts"),
)

tag = record_table("tag", Column("name", Text, nullable=False, unique=True))
