"""The index that words are found by, and the text of attached files.

Its statements are frozen in the SQL file beside this one; what the index holds is derived, and is built when
all migrations are done (``db.migrate.upgrade``).
"""

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n")
    for statement in filter(str.strip, statements):
        op.execute(statement)
