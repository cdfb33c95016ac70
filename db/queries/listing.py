"""One way to list any entity: its readable columns declared once; ids, rows and facets derived from them.

A list holds ids in order; rows are fetched for what is visible by one statement.  Counts are correlated
sub-selects: for a page of 64 rows they cost 1-2 ms where joins with GROUP BY would count every record first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Result,
    Select,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    union_all,
)

from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.listing import FacetValue, Group, ListQuery, Summary, heading, in_groups
from db.queries.facet_values import as_read, commonest, read_values
from db.queries.having import has, reads
from db.queries.joins import needed
from db.queries.parts import as_stored, by_columns, columns_of, ids_of, in_parts

T = TypeVar("T")
Columns = Mapping[str, ColumnElement[Any]]
Late = Callable[[Columns], ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Owner:
    """The record that a record belongs to: the column that names it, and how it is read."""

    column: ColumnElement[Any]
    listing: Callable[[], "Listing[Any]"]


@dataclass(frozen=True)
class Listing(Generic[T]):
    """How one entity is read.

    ``columns`` maps every attribute of ``row`` to its SQL; ``source`` joins what the columns need; ``text``
    names the columns a free text is looked for in; ``order`` is the order where the query asks for none;
    ``make`` turns a mapping of the columns into a row where its attributes are not just these.  ``late``
    columns are computed from the others: rows compute these first, in one materialised pass, so that a count
    is never counted twice.  ``marks`` are only filtered by, never read.  A filter ``project.year`` asks the
    owner called project for its field year.  Every statement is given the day at the desk, ``today``.
    """

    row: type[T]
    specs: tuple[FieldSpec, ...]
    source: FromClause
    key: ColumnElement[int]
    columns: Mapping[str, ColumnElement[Any]]
    text: tuple[str, ...]
    order: tuple[tuple[str, bool], ...]
    make: Callable[[Any], T] | None = None
    late: Mapping[str, Late] = field(default_factory=dict)
    marks: Mapping[str, ColumnElement[Any]] = field(default_factory=dict)
    owners: Mapping[str, "Owner"] = field(default_factory=dict)

    def groups(self, connection: Connection, query: ListQuery, today: date) -> list[Group]:
        """Return the ids that match, in order, under the headings the query asks for; one statement."""
        if not query.group:
            return [Group(None, "", ids_of(connection, self.in_order(query), today))]
        column = self._group_columns(query.group)[0]
        columns = columns_of(connection, by_columns(self.in_order(query)), today)
        found = in_groups(zip(*columns, strict=True), self._spec(query.group))
        keys = read_values(connection, column, [group.key for group in found])
        return [replace(group, key=key) for group, key in zip(found, keys, strict=True)]

    def in_order(self, query: ListQuery) -> Select[Any]:
        """Return the statement that reads the ids that match, in order, each with its heading."""
        if not query.group:
            return self._matching(query, self.key, order=self._order(query))
        value, label = self._group_columns(query.group)
        order = (label.is_(None), label, value, *self._order(query))
        return self._matching(query, self.key, value, label, order=order)

    def ids(self, query: ListQuery) -> Select[Any]:
        """Return the statement that reads the ids that match, in no order: to ask for them within another."""
        return self._matching(query, self.key)

    def rows(self, connection: Connection, ids: Sequence[int], today: date) -> list[T]:
        """Return the rows of ``ids`` in their order, missing ones left out; one statement."""
        result = connection.execute(self.by_ids, {"ids": list(ids), "today": today})
        place = list(self.columns).index("id")
        made = self._maker(result)
        found = {values[place]: made(values) for values in in_parts(result)}
        return [found[row_id] for row_id in ids if row_id in found]

    def all_rows(self, connection: Connection, query: ListQuery, today: date) -> list[T]:
        """Return every matching row, in order; one statement whatever their number."""
        statement, values = self._whole(query)
        return self.made(connection.execute(statement, {**values, "today": today}))

    def made(self, result: Result[Any]) -> list[T]:
        """Return the rows of a statement that reads the columns under their names."""
        return list(map(self._maker(result), in_parts(result)))

    def _maker(self, result: Result[Any]) -> Callable[[Any], T]:
        # by their places: to give each value its name first takes three times as long
        names, make, row = tuple(result.keys()), self.make, self.row
        if make is not None:
            return lambda values: make(dict(zip(names, values, strict=True)))
        places = (names.index(each.name) for each in fields(row))  # type: ignore[arg-type]
        in_order = itemgetter(*places)
        return lambda values: row(*in_order(values))

    def _whole(self, query: ListQuery) -> tuple[Select[Any], dict[str, Any]]:
        """Return the statement that reads the matching rows whole, and its parameters.

        That of the commonest queries, what belongs to one record, is put together once: a session of 300
        people was opened in 17 ms, of which its statements ran for 2.
        """
        filters = {key: values for key, values in query.filters.items() if values}
        plain_keys = self.columns.keys() | self.late.keys()
        one_each = all(
            key in plain_keys and len(values) == 1 and values[0] is not None
            for key, values in filters.items()
        )
        if query.text or query.ids is not None or not one_each:
            return self.statement(query), {}
        shape = (tuple(filters), query.sort)
        if shape not in self._known:
            alike = [self._column(key) == bindparam(f"one_{key}") for key in filters]
            self._known[shape] = self._rows_where(and_(True, *alike), self._place(query))
        return self._known[shape], {f"one_{key}": values[0] for key, values in filters.items()}

    @cached_property
    def _known(self) -> dict[object, Select[Any]]:
        return {}

    def statement(self, query: ListQuery) -> Select[Any]:
        """Return the statement that reads every matching row whole, in order."""
        return self._rows_where(self._condition(query), self._place(query))

    def _place(self, query: ListQuery) -> ColumnElement[int]:
        return func.row_number().over(order_by=self._order(query)).label("list_order")

    @cached_property
    def by_ids(self) -> Select[Any]:
        """Return the statement that reads the rows of the parameter ``ids`` whole."""
        # Built once: putting the statement together costs more than running it for a page.
        return self._rows_where(self.key.in_(bindparam("ids", expanding=True)))

    def _rows_where(self, condition: ColumnElement[bool], *place: ColumnElement[int]) -> Select[Any]:
        columns = [column.label(name) for name, column in self.columns.items()]
        base = select(*columns, *place).select_from(self.source).where(condition).cte("base")
        base = base.prefix_with("MATERIALIZED")
        counted = {name: base.c[name] for name in self.columns}
        late = [make(counted).label(name) for name, make in self.late.items()]
        return select(*counted.values(), *late).order_by(*(base.c[part.name] for part in place))

    def _column(self, key: str) -> ColumnElement[Any]:
        return self.columns[key] if key in self.columns else self.late[key](self.columns)

    def count(self, connection: Connection, query: ListQuery, today: date) -> int:
        """Return how many records match."""
        return int(connection.execute(self._matching(query, func.count()), {"today": today}).scalar_one())

    def facet(
        self, connection: Connection, query: ListQuery, key: str, today: date, most: int | None = None
    ) -> list[FacetValue]:
        """Return the values of ``key`` among what the other filters leave, with their counts."""
        column, label = self._group_columns(key)
        statement = self._matching(query.without(key), column, label, func.count()).group_by(column, label)
        statement = commonest(statement, label, most)
        return self._facet(key, connection.execute(statement, {"today": today}).all())

    def facets(
        self,
        connection: Connection,
        query: ListQuery,
        keys: Iterable[str],
        today: date,
        most: int | None = None,
    ) -> dict[str, list[FacetValue]]:
        """Return the same of several fields; those the query does not filter by are counted in one pass.

        ``most`` keeps the commonest values of each field alone.
        """
        keys = tuple(keys)
        free = [key for key in keys if not query.filters.get(key)]
        found = self._facets(connection, query, free, today, most) if free else {}
        return {
            key: found[key] if key in found else self.facet(connection, query, key, today, most)
            for key in keys
        }

    def _facets(
        self, connection: Connection, query: ListQuery, keys: Sequence[str], today: date, most: int | None
    ) -> dict[str, list[FacetValue]]:
        pairs = [self._group_columns(key) for key in keys]
        # what is its own label is worked out once: a state counts the criteria of each project
        named = [
            {column: column.label(f"c{place}_{part}") for part, column in enumerate(dict.fromkeys(pair))}
            for place, pair in enumerate(pairs)
        ]
        every = [column for each in named for column in each.values()]
        base = self._matching(query, *every).cte("base").prefix_with("MATERIALIZED")
        parts = []
        for place, each in enumerate(named):
            read = [base.c[column.name] for column in each.values()]
            counted = select(literal(place).label("place"), read[0], read[-1].label("label"), func.count())
            parts.append(commonest(counted.group_by(*read), read[-1], most))
        rows: dict[int, list[Any]] = {place: [] for place in range(len(keys))}
        for place, *row in as_stored(connection.execute(union_all(*parts), {"today": today})):
            rows[place].append(row)
        for place, found in rows.items():
            found[:] = as_read(connection, pairs[place], found)
        return {key: self._facet(key, rows[place]) for place, key in enumerate(keys)}

    def _facet(self, key: str, rows: Iterable[Any]) -> list[FacetValue]:
        """Return counted values in the order of the choices, else the most frequent first, then by label."""
        spec = self._spec(key)
        choices = spec.choices
        ordered = sorted(rows, key=lambda row: (-row[2], row[1] is not None, row[1]))
        values = [FacetValue(value, heading(spec, value, text), count) for value, text, count in ordered]
        if choices:
            order = {member.value: place for place, member in enumerate(choices)}
            values.sort(key=lambda value: order.get(value.key, len(order)))
        return values

    def summaries(
        self, connection: Connection, query: ListQuery, keys: Sequence[str], today: date
    ) -> dict[Any, dict[str, Summary]]:
        """Return the figures ``keys`` of every heading (None where ungrouped); one statement."""
        value = self._group_columns(query.group)[0] if query.group else literal(None)
        counted = [self._column(key).label(key) for key in keys]
        base = self._matching(query, value.label("heading"), *counted).cte("base").prefix_with("MATERIALIZED")
        figures = [of(base.c[key]) for key in keys for of in (func.avg, func.min, func.max)]
        statement = select(base.c.heading, *figures).group_by(base.c.heading)
        return {
            row[0]: {key: Summary(*row[1 + 3 * place : 4 + 3 * place]) for place, key in enumerate(keys)}
            for row in connection.execute(statement, {"today": today}).all()
        }

    def _matching(self, query: ListQuery, *columns: Any, order: Sequence[Any] = ()) -> Select[Any]:
        condition = self._condition(query)
        source = needed(self.source, (*columns, condition, *order))
        return select(*columns).select_from(source).where(condition).order_by(*order)

    def _condition(self, query: ListQuery) -> ColumnElement[bool]:
        parts = [self._accepts(key, values) for key, values in query.filters.items() if values]
        # Of what belongs to one record there is little to read; else the index says who has the word.
        few = query.ids is not None or bool(query.filters.get("project_id"))
        words = query.text.split()
        texts = [self._column(name) for name in self.text] if words else []
        parts += [reads(texts, word) if few else has(self.key, texts, word) for word in words]
        if query.ids is not None:
            parts.append(self.key.in_(query.ids))
        return and_(True, *parts)

    def _accepts(self, key: str, values: tuple[Any, ...]) -> ColumnElement[bool]:
        name, _, inner = key.partition(".")
        if inner:
            owner = self.owners[name]
            return owner.column.in_(owner.listing()._keys(inner, values))
        column = self.marks[key] if key in self.marks else self._column(key)
        accepted = column.in_([value for value in values if value is not None])
        return or_(accepted, column.is_(None)) if None in values else accepted

    def _keys(self, key: str, values: tuple[Any, ...]) -> Select[Any]:
        return select(self.key).select_from(self.source).where(self._accepts(key, values))

    def _order(self, query: ListQuery) -> list[ColumnElement[Any]]:
        """Return the order asked for, what has no value last; an index in this order is read as it is."""
        parts: list[ColumnElement[Any]] = []
        columns = [(self._sort_column(key), descending) for key, descending in query.sort or self.order]
        for column, descending in columns:
            part = column.desc() if descending else column.asc()
            parts.append(part if self._always_there(column) else part.nulls_last())
        told_apart = any(self._always_there(column) and _is_unique(column) for column, _down in columns)
        return parts if told_apart else [*parts, self.key]

    def _always_there(self, column: ColumnElement[Any]) -> bool:
        return isinstance(column, Column) and column.table is self.key.table and not column.nullable

    def _sort_column(self, key: str) -> ColumnElement[Any]:
        return self._group_columns(key)[1]

    def _group_columns(self, key: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
        if self._spec(key).type is FieldType.REFERENCE:
            return self._column(key), self._column(key.removesuffix("_id"))
        return self._column(key), self._column(key)

    def _spec(self, key: str) -> FieldSpec:
        return specs_by_key(self.specs)[key]


def _is_unique(column: ColumnElement[Any]) -> bool:
    return isinstance(column, Column) and bool(column.unique)
