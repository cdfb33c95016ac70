"""The index that words are found by: the one place that knows how SQLite searches texts.

Two FTS5 tables for each kind of record, neither of which keeps the texts: pairs of signs with their places,
and single signs (``app.domain.search.bigrams``).  Their rowids are the records' ids, so the newest hits come
first without sorting.  ``db.indexing`` keeps them, ``db.index_check`` tells whether they are what they
should be.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    column,
    exists,
    false,
    not_,
    select,
    table,
)

from app.domain.search.bigrams import pairs
from app.domain.search.query import Term
from app.domain.search.texts import SEARCHED

_MANY = 8


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


def hits(entity: str, terms: Sequence[Term], *, begun: bool = False) -> Hits | None:
    """Return where records of ``entity`` that have all ``terms`` are found; None where none is wanted.

    Rowids are the records' ids: ordered by them downwards, the newest come first and nothing is sorted.
    ``begun``: only those whose first text, which is their name, begins with the first term.
    """
    wanted = [term for term in terms if not term.excluded]
    if not wanted:
        return None
    names = [_beginnings(wanted.pop(0))] if begun else []
    in_pairs = names + [match for term in wanted if (match := _phrases(term))]
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
    return key.in_(_ids(found))


def having(entity: str, term: Term) -> Select[Any]:
    """Return the statement of the ids of all records of ``entity`` that have a wanted ``term``."""
    found = hits(entity, [term])
    return select(column("id")).where(false()) if found is None else _ids(found)


def _ids(found: Hits) -> Select[Any]:
    return select(found.rowid).select_from(found.source).where(found.condition)


@lru_cache(maxsize=64)
def _phrases(term: Term) -> str:
    """Return what the index of pairs is asked; empty where one sign alone is looked for."""
    readings = [reading for reading in term.readings() if len(reading) > 1 or len(reading[0]) > 1]
    if len(readings) > _MANY and len(readings[0]) == 1 and len(readings[0][0]) > 2:
        return _half_typed([reading[0] for reading in readings])
    return f"({' OR '.join(map(_phrase, readings))})" if readings else ""


@lru_cache(maxsize=64)
def _beginnings(term: Term) -> str:
    """Return what the index of pairs is asked for texts of which ``term`` is the beginning."""
    return f"({' OR '.join(f'^{_phrase(reading)}' for reading in term.readings()[:_MANY])})"


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
