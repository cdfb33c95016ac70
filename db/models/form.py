"""기관 서식: the forms that offices bring, each with what is to stand in its places."""

from sqlalchemy import Column, Integer, Text

from db.models.base import Mapped, record_table, text_column

office_form = record_table(
    "office_form",
    Column("title", Text, nullable=False),
    # Its bytes are in the store of attached files.
    text_column("file_name"),
    text_column("sha256"),
    Column("size", Integer),
    # The name of a place -> the key of what stands there.
    Column("places", Mapped, nullable=False, server_default="{}", default=dict),
)
