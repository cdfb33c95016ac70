"""Full text as this database keeps it: the one file that another database would have in another way.

For SQLite two FTS5 tables of each kind of record, neither of which keeps the texts: pairs of signs with their
places, and single signs (``app.domain.search.bigrams``).  Their rowids are the records' ids, so the newest
come first without sorting.  The others speak of grams alone: ``db.search`` says which are looked for,
``db.indexing`` which a record has, ``db.index_check`` compares; how FTS5 lays its blocks is told in
``db.blocks``.  For PostgreSQL the same grams would stand in a tsvector with their places.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, column, select, table

from app.domain.search.texts import SEARCHED
from db.blocks import Merge, levels, worth

PAIRS, SIGNS = "search", "sign"
"""The two kinds of grams, by which their tables are called."""
KINDS = (PAIRS, SIGNS)

_OWN = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%USING fts5%'"
_PAGES, _LITTLE = 300, 2
"""So many pages are merged at a time; where fewer changes than these came of it, all is merged."""
_RECORD = 10
# FTS5 itself would wait for four blocks of like size.
_TOLD = "SELECT 1 FROM {}_config WHERE k = 'usermerge'"
_OPTIONS = {PAIRS: "", SIGNS: "detail=none, "}


# -- the tables


def create(connection: Connection) -> None:
    """Create the index of a file that holds nothing yet."""
    for entity in SEARCHED:
        for kind, options in _OPTIONS.items():
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {kind}_{entity} USING fts5"
                f"(words, content='', contentless_delete=1, {options}tokenize='ascii')"
            )


def is_there(connection: Connection) -> bool:
    """Tell whether a file has an index: one from before has records that nothing finds yet."""
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'search_project'").first()
    return found is not None


def is_index(name: str) -> bool:
    """Tell whether a table belongs to the index."""
    return name.startswith(tuple(f"{kind}_" for kind in KINDS))


def merge(driver: Any) -> None:
    """Merge the blocks of the whole index: until then deleted words stay in them."""
    for (name,) in driver.execute(_OWN).fetchall():
        driver.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'optimize\')')  # noqa: S608 - our own table


def merge_by_parts(driver: Any, entity: str) -> Iterator[None]:
    """Merge the blocks of one kind of record, and yield between parts of the work.

    A phrase is looked for in each block by itself: in thirteen, read from the disk for the first time, it
    took 0.05 s, in one a fifth of that.
    """
    for kind in KINDS:
        name, before = f"{kind}_{entity}", -_LITTLE
        while (changed := driver.total_changes) - before >= _LITTLE:
            before = changed
            driver.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('merge', -{_PAGES})")  # noqa: S608
            yield


def is_grown(driver: Any) -> bool:
    """Tell whether some of the index is worth merging."""
    return next(_grown(driver), None) is not None


def merge_some(driver: Any, pages: int) -> bool:
    """Merge ``pages`` pages of what is worth it; tell whether that changed anything.

    A merging that has begun stands in the table: whoever comes next goes on with it.
    """
    found = next(_grown(driver), None)
    if found is None:
        return False
    name, what = found
    if what is Merge.ALIKE and driver.execute(_TOLD.format(name)).fetchone() is None:
        driver.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('usermerge', 2)")  # noqa: S608
    before = driver.total_changes
    driver.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('merge', {what * pages})")  # noqa: S608
    return bool(driver.total_changes - before >= _LITTLE)


def _grown(driver: Any) -> Iterator[tuple[str, Merge]]:
    for entity, kind in product(SEARCHED, KINDS):
        name = f"{kind}_{entity}"
        record = driver.execute(f"SELECT block FROM {name}_data WHERE id = {_RECORD}").fetchone()  # noqa: S608
        if record and (what := worth(levels(record[0]))):
            yield name, what


# -- what is asked


def phrase(tokens: Iterable[str]) -> str:
    """Return what asks for grams that follow each other."""
    return f'"{" ".join(tokens)}"'


def going_on(tokens: Sequence[str], begun: str) -> str:
    """Return what asks for grams that are followed by one which begins with ``begun``."""
    return f"{phrase(tokens)} + {phrase([begun])} *"


def at_start(asked: str) -> str:
    """Return what asks for grams with which the texts of a record begin."""
    return f"^{asked}"


def either(asked: Iterable[str]) -> str:
    """Return what asks for one of several."""
    return f"({' OR '.join(asked)})"


def every(asked: Iterable[str], without: Sequence[str] = ()) -> str:
    """Return what asks for all of several, ``without`` any of some."""
    left_out = f" NOT {either(without)}" if without else ""
    return f"({' AND '.join(asked)}){left_out}"


@cache
def grams(kind: str, entity: str) -> Any:
    """Return the table of the grams of a kind of record, with the column ``rowid``."""
    name = f"{kind}_{entity}"
    # The column that is called like its table stands for all of them.
    return table(name, column("rowid"), column(name))


def has(source: Any, asked: str | BindParameter[str]) -> ColumnElement[bool]:
    """Return the condition that a row of ``grams`` (or an alias of it) has what is asked for."""
    every_column: ColumnElement[bool] = list(source.c)[1].op("MATCH")(asked)
    return every_column


def that_have(kind: str, entity: str, asked: str | BindParameter[str]) -> Select[Any]:
    """Return the statement of the ids of the records that have what is asked for."""
    source = grams(kind, entity)
    return select(source.c.rowid).where(has(source, asked))


# -- what is held


def held(kind: str, entity: str) -> str:
    """Return the statement of the ids of all records that the index holds."""
    return f"SELECT id FROM {kind}_{entity}_docsize"  # noqa: S608 - our own table


def held_of(driver: Any, entity: str, ids: Sequence[int]) -> set[int]:
    """Return which of ``ids`` the index holds: only those have words to be taken out first."""
    statement = f"{held(PAIRS, entity)} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
    return {row[0] for row in driver.execute(statement, (json.dumps(list(ids)),)).fetchall()}


def is_found(driver: Any, kind: str, entity: str, row_id: int, asked: str) -> bool:
    """Tell whether a record has what is asked for."""
    name = f"{kind}_{entity}"
    statement = f"SELECT 1 FROM {name} WHERE {name} MATCH ? AND rowid = ?"  # noqa: S608 - our own table
    return driver.execute(statement, (asked, row_id)).fetchone() is not None


def put(driver: Any, entity: str, words: Mapping[int, tuple[str, str] | None]) -> None:
    """Hold of each record its ``words`` as pairs and as signs, and of one that is gone (None) nothing."""
    there = held_of(driver, entity, sorted(words))
    for place, kind in enumerate(KINDS):
        name = f"{kind}_{entity}"
        gone = [(row_id,) for row_id in sorted(there) if words[row_id] is None]
        _many(driver, f"DELETE FROM {name} WHERE rowid = ?", gone)  # noqa: S608 - our own table
        for verb, known in (("INSERT", False), ("REPLACE", True)):
            rows = _rows(words, place, there, known)
            _many(driver, f"{verb} INTO {name} (rowid, words) VALUES (?, ?)", list(rows))


def _rows(
    words: Mapping[int, tuple[str, str] | None], place: int, there: Collection[int], known: bool
) -> Iterator[tuple[int, str]]:
    for row_id in sorted(words):
        written = words[row_id]
        if written is not None and (row_id in there) is known:
            yield row_id, written[place]


def _many(driver: Any, statement: str, rows: list[Any]) -> None:
    if rows:
        driver.executemany(statement, rows)


def empty(driver: Any, entity: str) -> None:
    """Hold nothing of a kind of record any more."""
    for kind in KINDS:
        name = f"{kind}_{entity}"
        driver.execute(f"INSERT INTO {name} ({name}) VALUES ('delete-all')")  # noqa: S608 - our own table
