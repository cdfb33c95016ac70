"""People's data: consents, applicants and draws, the log of access, destruction; labels chained by digest.

Its statements are frozen in the SQL file beside this one; later tables never change them.
"""

from pathlib import Path

from alembic import op

from db import journal

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, add what is kept of a person, and chain the journal by digests of its labels."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n")
    for statement in filter(str.strip, statements):
        op.execute(statement)
    journal.cover_labels(op.get_bind())
