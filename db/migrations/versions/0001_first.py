"""The first schema: projects with their stages, gates, teams and outputs, and the journal.

Its statements are frozen in the SQL file beside this one; later tables never change them.
"""

from pathlib import Path

from alembic import op

from db.migrate import first_rows

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table and index of the first schema, and the rows a file cannot do without."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n")
    for statement in filter(str.strip, statements):
        op.execute(statement)
    first_rows(op.get_bind())
