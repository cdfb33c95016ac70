"""Indexes that answer what is typed over a list of ten years by themselves.

The statements are frozen in the SQL file beside this one; later tables never change them.
"""

from pathlib import Path

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Exchange the indexes."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n")
    for statement in filter(str.strip, statements):
        op.execute(statement)
