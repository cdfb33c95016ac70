"""The office's own rules for the day an answer is due, by channel.

Its statements are frozen in the SQL file beside this one; later tables never change them.
"""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table of the rules; it begins empty, for the shipped ones need no row."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n")
    for statement in filter(str.strip, statements):
        op.execute(statement)
