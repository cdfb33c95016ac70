"""The values of facets: the commonest alone, and read as their columns read them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select


def commonest(counted: Select[Any], label: ColumnElement[Any], most: int | None) -> Select[Any]:
    """Return the same statement for the values that stand in most rows alone, equals by their words."""
    if most is None:
        return counted
    return select(counted.order_by(func.count().desc(), label).limit(most).subquery())


def as_read(
    connection: Connection, columns: Sequence[ColumnElement[Any]], rows: Sequence[Sequence[Any]]
) -> list[tuple[Any, ...]]:
    """Return rows of a value, its words and a count as their columns read, which a union does not know."""
    if not rows:
        return []
    *read, counts = zip(*rows, strict=True)
    made = (read_values(connection, column, values) for column, values in zip(columns, read, strict=True))
    return list(zip(*made, counts, strict=True))


def read_values(connection: Connection, column: ColumnElement[Any], values: Sequence[Any]) -> Sequence[Any]:
    """Return stored values as their column reads them."""
    process = column.type.dialect_impl(connection.dialect).result_processor(connection.dialect, None)
    return values if process is None else [process(value) for value in values]
