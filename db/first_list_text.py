"""Writes ``first_list.sql``: what SQLAlchemy makes of the list of own projects, kept as text.

``python -m db.first_list_text`` writes it anew after a change of the list or of the schema; a test holds the
file equal to what would be written.
"""

from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from app.domain.project import PROJECT_FIELDS
from db.first_list import FILE, own_projects
from db.migrate import HEAD
from db.queries.projects import listing

# Figures that stand for what is only known when the text is run.
_STALLED, _IDS, _DAY = 7_700_771, 7_700_772, date(7700, 7, 7)
_PLACES = {
    f">= {_STALLED}": ">= :stalled_days",
    f"IN ({_IDS})": "IN (SELECT value FROM json_each(:ids))",
    f"'{_DAY}'": ":today",
}


def text() -> str:
    """Return the whole file: the schema it is for, the rows of some ids, the ids under every heading."""
    projects = listing(_STALLED)
    keys = ["", *(spec.key for spec in PROJECT_FIELDS if spec.filterable)]
    parts = {"schema": HEAD, "rows": _written(projects.by_ids.params(ids=[_IDS]))}
    parts |= {f"by {key}".strip(): _written(projects.in_order(own_projects(key))) for key in keys}
    return "".join(f"-- {name}\n{part}\n" for name, part in parts.items())


def _written(statement: Select[Any]) -> str:
    dated = statement.params(today=_DAY)
    made = str(dated.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    for figure, place in _PLACES.items():
        made = made.replace(figure, place)
    return "\n".join(line.rstrip() for line in made.splitlines())


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
