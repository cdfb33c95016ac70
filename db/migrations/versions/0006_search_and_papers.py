"""The search index, what imports and offices taught, the first plan of a stage, hours that citizens gave.

The statements are frozen in the SQL file beside this one; later tables never change them.  What the index
holds is derived, and is built when all migrations are done (``db.migrate.upgrade``).
"""

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, add the columns and sum up the hours that are there."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n")
    for statement in filter(str.strip, statements):
        op.execute(statement)
