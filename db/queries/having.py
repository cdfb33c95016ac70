"""The condition that a record has a word: in its own texts by the index, or in what it refers to by name."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, or_, select, table, union_all
from sqlalchemy import column as sql_column

from app.domain.search.query import Term
from app.domain.search.texts import SEARCHED
from db import search

FEW = frozenset({"project"})
"""Tables with few rows beside those they name: 200,000 persons with a 2 somewhere, 48 who lead a project."""


def reads(texts: Sequence[ColumnElement[Any]], word: str) -> ColumnElement[bool]:
    """Return the condition that one of the ``texts`` has ``word``, each read as it stands."""
    return or_(*(text.icontains(word, autoescape=True) for text in texts))


def has(key: Any, texts: Sequence[Any], word: str) -> ColumnElement[bool]:
    """Return the condition that the record of ``key`` has ``word``: in its texts by the index, or in a name.

    A name behind a reference is looked for once in its own table, not again for each record; all who have
    the word are one set, so that only these are looked up.
    """
    own, term = key.table, Term(word, unfinished=True)
    if own.name not in SEARCHED or not term.readings():
        return reads(texts, word)
    having, beside = [search.having(own.name, term)], []
    for text in texts:
        if text.table is own:
            continue
        reference = reference_to(own, text.table)
        if reference is None:
            beside.append(text.icontains(word, autoescape=True))
            continue
        mine = _bare(own.name, reference.name)
        named = _named(term, text, mine.c[reference.name] if own.name in FEW else None)
        having.append(select(mine.c.id).where(mine.c[reference.name].in_(named)))
    return or_(key.in_(union_all(*having)), *beside)


def _named(term: Term, name: Any, within: ColumnElement[int] | None) -> Select[Any]:
    """Return the ids of the records whose ``name`` has a word, of those that ``within`` refers to alone."""
    other = _bare(name.table.name, name.name)
    found = select(other.c.id).where(other.c[name.name].icontains(term.text, autoescape=True))
    if within is not None:
        return found.where(other.c.id.in_(select(within)))
    if other.name not in SEARCHED or other.name in FEW:
        return found
    return found.where(other.c.id.in_(search.having(other.name, term)))


@cache
def _bare(name: str, key: str) -> Any:
    """Return a table with its id and one column, to be asked within another statement.

    It is none of those that the statement joins, and costs nothing to name: an alias copies every column.
    """
    return table(name, sql_column("id"), sql_column(key, String))


def reference_to(own: Any, other: Any) -> ColumnElement[Any] | None:
    """Return the column of ``own`` that refers to ``other``; None where other names stand for the table."""
    keys = (key for column in own.columns for key in column.foreign_keys)
    return next((key.parent for key in keys if key.column.table is other), None)
