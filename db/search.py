"""The index that words are found by: the one place that knows how SQLite searches texts.

Two FTS5 tables for each kind of record, neither of which keeps the texts: pairs of signs with their places,
and single signs (``app.domain.bigrams``).  Their rowids are the records' ids, so the newest hits come first
without sorting.  The journal's triggers have written down every record that a step touched, whatever way it
was changed (bulk statement, cascade, undo); the unit of work hands that list over before it commits, and
what is indexed is stored with the step or not at all.  A trigger of its own could only do that by a function
of Python, which other tools do not have.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, and_, column, exists, not_, select, table

from app.domain.bigrams import BREAK, pairs, runs, signs
from app.domain.search_query import Term
from app.domain.searching import PARTS, SEARCHED, fields_of, texts_of
from db.journal import Change, driver_of

_PART = 500
_ASKED = 40
_KINDS = ("search", "sign")
_MANY = 40
_UNIT = "\x1f"
_TAGS = """(SELECT group_concat(t.name, char(31)) FROM project_tag p JOIN tag t ON t.id = p.tag_id
    WHERE p.project_id = r.id)"""
_FILE = "(SELECT f.text FROM file_text f WHERE f.sha256 = r.sha256 AND r.sha256 <> '')"
# Whose data were destroyed is found by nothing.
_ONLY = {"person": "r.destroyed_on IS NULL"}


def statements() -> Iterator[str]:
    """Yield the statements that create the index."""
    for entity in SEARCHED:
        yield (
            f"CREATE VIRTUAL TABLE search_{entity} USING fts5"
            "(words, content='', contentless_delete=1, tokenize='ascii')"
        )
        yield (
            f"CREATE VIRTUAL TABLE sign_{entity} USING fts5"
            "(words, content='', contentless_delete=1, detail=none, tokenize='ascii')"
        )


def create(connection: Connection) -> None:
    """Create the index of a file that holds nothing yet."""
    for statement in statements():
        connection.exec_driver_sql(statement)


def is_there(connection: Connection) -> bool:
    """Tell whether a file has an index: one from before has records that nothing finds yet."""
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'search_project'").first()
    return found is not None


def is_index(name: str) -> bool:
    """Tell whether a table belongs to the index."""
    return name.startswith(("search_", "sign_"))


# -- keeping it


def follow(connection: Connection, changes: Sequence[Change]) -> None:
    """Bring the index to what a step of work left; ``changes`` are what the triggers wrote of it."""
    driver = driver_of(connection)
    if len(changes) == 1 and _followed_edit(driver, changes[0]):
        return
    for entity, (ids, fresh) in _touched(driver, changes).items():
        _index(driver, entity, ids, fresh)


def _followed_edit(driver: Any, change: Change) -> bool:
    """Follow the edit of one record, which most steps are; False where it is not just that.

    Its single signs are not written again where it has the very ones it had, as what is typed often does.
    """
    entity = change.table_name
    if change.kind != "U" or entity not in _COLUMNS or entity in _OWNERS:
        return False
    before = json.loads(change.before or "{}")
    if before.keys().isdisjoint(_COLUMNS[entity]):
        return True
    row = driver.execute(_DOCUMENTS[entity], (json.dumps([change.row_id]),)).fetchone()
    if row is None:
        return False
    former = [before.get(name, value) for name, value in zip(_COLUMNS[entity], row[1:], strict=False)]
    now = list(texts_of(entity, _split(row[1:])))
    was = set(texts_of(entity, _split([*former, *row[1 + len(former) :]])))
    driver.execute(_replacing("search", entity), (change.row_id, pairs(now)))
    kept = was.intersection(now)
    new, old, same = (
        set().union(*map("".join, map(runs, each)))
        for each in ([text for text in now if text not in kept], was - kept, kept)
    )
    if new - same != old - same:
        driver.execute(_replacing("sign", entity), (change.row_id, " ".join(new | same)))
    return True


def _replacing(kind: str, entity: str) -> str:
    return f"REPLACE INTO {kind}_{entity} (rowid, words) VALUES (?, ?)"  # noqa: S608


def _touched(driver: Any, changes: Sequence[Change]) -> dict[str, tuple[set[int], set[int]]]:
    """Return by kind the ids that have to be indexed, and which of them are new."""
    found: dict[str, tuple[set[int], set[int]]] = {}
    parts: dict[str, list[Change]] = {}
    for change in changes:
        name = change.table_name
        if name in _COLUMNS:
            ids, fresh = found.setdefault(name, (set(), set()))
            if change.kind == "I" and change.row_id not in ids:
                fresh.add(change.row_id)
            elif change.kind == "D":
                fresh.discard(change.row_id)
            if change.kind != "U" or _concerns(change, _COLUMNS[name]):
                ids.add(change.row_id)
        if name in _OWNERS or name == "tag":
            parts.setdefault(name, []).append(change)
    for name, of_part in parts.items():
        owner, ids = _owners(driver, name, of_part)
        if ids:
            found.setdefault(owner, (set(), set()))[0].update(ids)
    return found


def _concerns(change: Change, columns: Iterable[str]) -> bool:
    after = change.after or ""
    return any(f'"{name}":' in after for name in columns)


def _owners(driver: Any, name: str, changes: Sequence[Change]) -> tuple[str, set[int]]:
    """Return the kind and the ids of the records that changed parts belong to."""
    if name == "tag":
        statement = "SELECT project_id FROM project_tag WHERE tag_id IN (SELECT value FROM json_each(?))"
        given = json.dumps([change.row_id for change in changes])
        return "project", {row[0] for row in driver.execute(statement, (given,))}
    owner, key = _OWNERS[name]
    kept = json.dumps([change.row_id for change in changes if change.kind != "D"])
    # Both names are our own tables and columns.
    statement = f'SELECT DISTINCT "{key}" FROM "{name}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608
    ids = {row[0] for row in driver.execute(statement, (kept,))}
    ids.update(json.loads(change.before or "{}").get(key) for change in changes if change.kind == "D")
    return owner, {row_id for row_id in ids if row_id is not None}


def _index(driver: Any, entity: str, ids: Collection[int], fresh: Collection[int] = ()) -> None:
    waiting = iter(sorted(ids))
    while part := list(islice(waiting, _PART)):
        texts = _documents(driver, entity, part)
        there = {row_id for row_id, _words in texts}
        gone = [(row_id,) for row_id in part if row_id not in there and row_id not in fresh]
        verb = "INSERT" if all(row_id in fresh for row_id in there) else "REPLACE"
        for kind, written in (("search", pairs), ("sign", signs)):
            name = f"{kind}_{entity}"
            if gone:
                driver.executemany(f"DELETE FROM {name} WHERE rowid = ?", gone)  # noqa: S608
            rows = [(row_id, written(words)) for row_id, words in texts]
            driver.executemany(f"{verb} INTO {name} (rowid, words) VALUES (?, ?)", rows)


def _documents(driver: Any, entity: str, ids: Sequence[int]) -> list[tuple[int, list[str]]]:
    """Return the texts by which the records ``ids`` are found; those that are gone are left out."""
    rows = driver.execute(_DOCUMENTS[entity], (json.dumps(ids),)).fetchall()
    return [(row[0], list(texts_of(entity, _split(row[1:])))) for row in rows]


def texts(connection: Connection, entity: str, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return, by id, field and text of all that the records are found by, in the order of the fields."""
    parts = [part.entity for part in PARTS if part.owner == entity]
    names = [*_COLUMNS[entity], *parts]
    found = driver_of(connection).execute(_DOCUMENTS[entity], (json.dumps(list(ids)),)).fetchall()
    return {
        row[0]: [
            (name, text)
            for name, value in zip(names, row[1:], strict=True)
            for text in _split([value])
            if text
        ]
        for row in found
    }


def _split(values: Iterable[str | None]) -> Iterator[str]:
    for value in values:
        yield from (value or "").split(_UNIT)


def _part_of(part: Any) -> str:
    if part.entity == "project_tag":
        return _TAGS
    if part.entity == "file_text":
        return _FILE
    return (
        f"(SELECT group_concat(p.{part.field}, char(31)) FROM {part.entity} p "  # noqa: S608
        f"WHERE p.{part.column} = r.id)"
    )


def _document(entity: str) -> str:
    own = ", ".join(f'r."{name}"' for name in _COLUMNS[entity])
    parts = "".join(f", {_part_of(part)}" for part in PARTS if part.owner == entity)
    only = f" AND {_ONLY[entity]}" if entity in _ONLY else ""
    return (
        f'SELECT r.id, {own}{parts} FROM "{entity}" r '  # noqa: S608
        f"WHERE r.id IN (SELECT value FROM json_each(?)){only}"
    )


_COLUMNS = {entity: fields_of(entity) for entity in SEARCHED}
_OWNERS = {
    part.entity: (part.owner, part.column) for part in PARTS if part.entity not in ("file_text", "tag")
}
_DOCUMENTS = {entity: _document(entity) for entity in SEARCHED}


def follow_files(connection: Connection, digests: Collection[str]) -> None:
    """Index the attached files with ``digests`` again: their text was read, or is gone."""
    statement = "SELECT id FROM attachment WHERE sha256 IN (SELECT value FROM json_each(?))"
    driver = driver_of(connection)
    ids = [row[0] for row in driver.execute(statement, (json.dumps(list(digests)),))]
    _index(driver, "attachment", ids)


def rebuild(connection: Connection) -> int:
    """Make the index anew from the records; return how many it holds."""
    driver, count = driver_of(connection), 0
    for entity in SEARCHED:
        for name in (f"search_{entity}", f"sign_{entity}"):
            driver.execute(f"INSERT INTO {name} ({name}) VALUES ('delete-all')")  # noqa: S608
        ids = [row[0] for row in driver.execute(f'SELECT id FROM "{entity}"').fetchall()]  # noqa: S608
        _index(driver, entity, ids, set(ids))
        count += len(ids)
    return count


# -- checking it


def problems(connection: Connection) -> Iterator[str]:
    """Yield a sentence where the index is not what the records say: damaged, short, or with too much."""
    driver = driver_of(connection)
    for entity in SEARCHED:
        if any(_differs(driver, entity, kind) for kind in _KINDS):
            yield (
                f"찾기 색인({_LABELS[entity]})이 자료와 다릅니다. "
                "`hamkke check --rebuild-search`로 다시 만드십시오."
            )


def _differs(driver: Any, entity: str, kind: str) -> bool:
    only = f" WHERE {_ONLY[entity]}" if entity in _ONLY else ""
    held = f"SELECT id FROM {kind}_{entity}_docsize"  # noqa: S608
    wanted = f'SELECT r.id FROM "{entity}" r{only}'  # noqa: S608
    for one, other in ((held, wanted), (wanted, held)):
        if driver.execute(f"SELECT 1 FROM ({one} EXCEPT {other}) LIMIT 1").fetchone():  # noqa: S608
            return True
    return _misses_words(driver, entity, kind)


def _misses_words(driver: Any, entity: str, kind: str) -> bool:
    """Tell whether one of the newest 500 records and 500 of all others is not found by its own words."""
    ids = [row[0] for row in driver.execute(_SAMPLE.replace("record", f'"{entity}"'))]
    written = pairs if kind == "search" else signs
    joined = " " if kind == "search" else " AND "
    for row_id, texts in _documents(driver, entity, ids):
        for text in texts:
            tokens = written([text]).removesuffix(BREAK).split()[:_ASKED]
            whole = joined.join(tokens if kind == "search" else [f'"{sign}"' for sign in tokens])
            match = f'"{whole}"' if kind == "search" else whole
            statement = f"SELECT 1 FROM {kind}_{entity} WHERE {kind}_{entity} MATCH ? AND rowid = ?"  # noqa: S608
            if tokens and not driver.execute(statement, (match, row_id)).fetchone():
                return True
    return False


_SAMPLE = """SELECT id FROM (SELECT id FROM record ORDER BY id DESC LIMIT 500)
    UNION SELECT id FROM (SELECT id FROM record ORDER BY random() LIMIT 500)"""
_LABELS = {
    "project": "과제", "person": "참여자", "session": "활동", "finding": "발견 카드", "proposal": "제안",
    "output": "산출물", "attachment": "첨부", "source": "원문",
}  # fmt: skip


# -- asking it


@dataclass(frozen=True, slots=True)
class Hits:
    """Where to read which records have the terms: ``rowid`` of ``source`` under ``condition``."""

    source: FromClause
    rowid: ColumnElement[int]
    condition: ColumnElement[bool]


@cache
def _table(name: str) -> Any:
    # The column that is called like its table stands for all of them.
    return table(name, column("rowid"), column(name))


def hits(entity: str, terms: Sequence[Term]) -> Hits | None:
    """Return where records of ``entity`` that have all ``terms`` are found; None where none is wanted.

    Rowids are the records' ids: ordered by them downwards, the newest come first and nothing is sorted.
    """
    wanted = [term for term in terms if not term.excluded]
    if not wanted:
        return None
    in_pairs = [match for term in wanted if (match := _phrases(term))]
    in_signs = [match for term in wanted if (match := _signs(term))]
    first, others = (f"search_{entity}", in_signs) if in_pairs else (f"sign_{entity}", [])
    source = _table(first)
    without, apart = _left_out(terms, in_pairs)
    parts = [source.c[first].op("MATCH")(f"({' AND '.join(in_pairs or in_signs)}){without}")]
    # Asked row by row, the newest first: a sign alone stands in most texts, so few are asked for.
    parts += [_has(f"sign_{entity}", source.c.rowid, match) for match in others]
    parts += [not_(part) for part in _excluded(entity, source.c.rowid, apart)]
    return Hits(source, source.c.rowid, and_(*parts))


def _left_out(terms: Sequence[Term], in_pairs: Sequence[str]) -> tuple[str, list[Term]]:
    """Return what the index itself leaves out of the same search, and the terms it cannot."""
    excluded = [term for term in terms if term.excluded]
    phrases = [_phrases(term) for term in excluded] if in_pairs else []
    if not any(phrases):
        return "", excluded
    return f" NOT ({' OR '.join(filter(None, phrases))})", [
        term for term, match in zip(excluded, phrases, strict=True) if not match
    ]


def _has(name: str, rowid: ColumnElement[int], match: str) -> ColumnElement[bool]:
    other = _table(name).alias()
    found = select(other.c.rowid).where(other.c[name].op("MATCH")(match), other.c.rowid == rowid)
    return exists(found.correlate_except(other))


def _excluded(entity: str, rowid: ColumnElement[int], terms: Sequence[Term]) -> Iterator[ColumnElement[bool]]:
    for term in terms:
        if not term.excluded:
            continue
        phrases = _phrases(term)
        name, match = (f"search_{entity}", phrases) if phrases else (f"sign_{entity}", _signs(term))
        other = _table(name)
        yield rowid.in_(select(other.c.rowid).where(other.c[name].op("MATCH")(match)))


def matching(entity: str, key: ColumnElement[int], terms: Sequence[Term]) -> ColumnElement[bool]:
    """Return the condition that the record with ``key`` has every wanted term and none of the others."""
    found = hits(entity, terms)
    if found is None:
        return and_(True, *(not_(part) for part in _excluded(entity, key, terms)))
    return key.in_(select(found.rowid).select_from(found.source).where(found.condition))


@lru_cache(maxsize=64)
def _phrases(term: Term) -> str:
    """Return what the index of pairs is asked; empty where one sign alone is looked for."""
    readings = [reading for reading in term.readings() if len(reading) > 1 or len(reading[0]) > 1]
    if len(readings) > _MANY and len(readings[0]) == 1 and len(readings[0][0]) > 2:
        return _half_typed([reading[0] for reading in readings])
    return f"({' OR '.join(map(_phrase, readings))})" if readings else ""


def _half_typed(words: Sequence[str]) -> str:
    """Return what is asked for 골목ㄱ: the word so far, and one of the pairs that it may go on with.

    As 110 phrases it cost five times as much, for an answer that the next key makes obsolete.
    """
    ends = " OR ".join(_quoted([word[-2:]]) for word in words)
    return f"({_phrase([words[0][:-1]])} AND ({ends}))"


def _signs(term: Term) -> str:
    """Return what the index of single signs is asked; empty where more than one sign is looked for."""
    if _phrases(term):
        return ""
    return f"({' OR '.join(_quoted(reading[:1]) for reading in term.readings())})"


def _phrase(reading: Sequence[str]) -> str:
    *before, last = reading
    tokens = pairs([" ".join(before)]).split()[:-1]  # without the break between fields
    if len(last) == 1:
        # The word may go on: 말 stands at the beginning of 말씀.
        return f"{_quoted(tokens)} + {_quoted([last])} *"
    return _quoted([*tokens, *map(str.__add__, last, last[1:])])


def _quoted(tokens: Iterable[str]) -> str:
    return f'"{" ".join(tokens)}"'
