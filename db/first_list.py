"""The list of own projects read without SQLAlchemy, whose loading takes longer than all the rest of a start.

The statements are those of ``db.queries.projects`` as text (``first_list.sql``, written by
``db.first_list_text``); a test compares both the text and the rows.  This is for the first screen alone: an
open file is read by ``db.queries``.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlcipher3.dbapi2 as driver

from app.domain.choices import ProjectKind
from app.domain.fields import specs_by_key
from app.domain.listing import Group, ListQuery, in_groups
from app.domain.project import PROJECT_FIELDS, Project, of_columns
from db.driver import prepared

T = TypeVar("T")

FILE = Path(__file__).with_name("first_list.sql")


def _codes(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


# What the column types of db.models make of the stored values.
_READ: Mapping[str, Callable[[Any], Any]] = {
    "is_foreign": bool,
    "starts_on": date.fromisoformat,
    "ends_on": date.fromisoformat,
    "next_due": date.fromisoformat,
    "active_at": datetime.fromisoformat,
    "participant_kinds": _codes,
    "participation_stages": _codes,
    "as_written": json.loads,
}


def own_projects(group: str) -> ListQuery:
    """Return the only kind of query that is kept as text: all own projects, in their usual order."""
    return ListQuery(filters={"kind": (ProjectKind.OWN.value,)}, group=group)


class NotKept(Exception):
    """The query is another one than those whose statements are kept as text."""


class FirstList:
    """The list in a file that is not open yet; it sees one consistent state and writes nothing."""

    def __init__(self, connection: Any, texts: Mapping[str, str], stalled_days: int, today: date) -> None:
        """Read by ``connection``; a project without a change for ``stalled_days`` counts as 정체."""
        self._connection, self._texts = connection, texts
        self._office = {"stalled_days": stalled_days, "today": today.isoformat()}

    def groups(self, query: ListQuery) -> list[Group]:
        """Return the ids under their headings; ``NotKept`` for a query that is not kept as text."""
        if query != own_projects(query.group):
            raise NotKept
        # 단계 and 상태 are computed, so their text may ask for the day and the days of 정체 too.
        rows = self._connection.execute(self._texts[f"by {query.group}".strip()], self._office).fetchall()
        if not query.group:
            return [Group(None, "", tuple(row[0] for row in rows))]
        return in_groups(rows, specs_by_key(PROJECT_FIELDS)[query.group])

    def rows(self, ids: Sequence[int]) -> list[Project]:
        """Return the projects ``ids`` in their order."""
        values = {**self._office, "ids": json.dumps(list(ids))}
        cursor = self._connection.execute(self._texts["rows"], values)
        names = [column[0] for column in cursor.description]
        found = {row[0]: of_columns(_read(dict(zip(names, row, strict=True)))) for row in cursor}
        return [found[row_id] for row_id in ids if row_id in found]


def _read(stored: dict[str, Any]) -> dict[str, Any]:
    for name, read in _READ.items():
        if stored[name] is not None:
            stored[name] = read(stored[name])
    return stored


def read(
    path: Path, stalled_days: int, today: date, reads: Callable[[FirstList], T], key: str = ""
) -> T | None:
    """Return what ``reads`` finds in the list of ``path``, which ``key`` opens where it is protected.

    None for a file that is missing, of another schema or not readable, and for a query not kept as text.
    """
    texts = _texts()
    connection = _opened(path, key, texts["schema"])
    if connection is None:
        return None
    try:
        return reads(FirstList(connection, texts, stalled_days, today))
    except (NotKept, driver.Error):
        return None
    finally:
        connection.close()


def _texts() -> dict[str, str]:
    parts = FILE.read_text(encoding="utf-8").split("-- ")[1:]
    return {name: text.strip() for name, text in (part.split("\n", 1) for part in parts)}


def _opened(path: Path, key: str, schema: str) -> Any | None:
    if not path.is_file():
        return None
    with suppress(driver.Error):
        connection = prepared(path, key, read_only=True)
        with suppress(driver.Error):
            connection.execute("BEGIN")
            if connection.execute("SELECT version_num FROM alembic_version").fetchone() == (schema,):
                return connection
        connection.close()
    return None
