"""Which joins a statement needs: a count looks nothing up that it does not ask about."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, FromClause, Join
from sqlalchemy.sql import visitors


def needed(source: FromClause, parts: Iterable[Any]) -> FromClause:
    """Return ``source`` without the joined records of which ``parts`` ask nothing.

    What is joined by its key to what may have none changes no row; SQLite leaves it out by itself where
    nothing is counted, and looked each record up for a count.
    """
    tables = {table for part in parts for table in _tables(part)}
    return _with_joins(source, tables)


def _with_joins(source: FromClause, tables: set[Any]) -> FromClause:
    if not (isinstance(source, Join) and source.isouter):
        return source
    if source.right not in tables:
        return _with_joins(source.left, tables)
    left = _with_joins(source.left, tables | _tables(source.onclause))
    return left.outerjoin(source.right, source.onclause)


def _tables(part: Any) -> set[Any]:
    return {each.table for each in visitors.iterate(part) if isinstance(each, Column)}
