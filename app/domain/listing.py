"""What a list shows: which records, in which order, under which headings."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from app.domain.fields import FieldSpec, FieldType

EMPTY_LABEL = "없음"
LONG = 4096


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A filter, an order and a grouping over the fields of one entity.

    ``filters`` maps field keys to the accepted values (OR within a field, AND between fields; None in a
    tuple stands for "no value").  ``text`` is looked for in the entity's text fields, every word of it.
    ``sort`` holds (field key, descending) pairs.  ``group`` is a field key or empty.  ``ids`` restricts the
    list to chosen records.
    """

    text: str = ""
    filters: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    sort: tuple[tuple[str, bool], ...] = ()
    group: str = ""
    ids: tuple[int, ...] | None = None

    def without(self, key: str) -> "ListQuery":
        """Return the query with no filter on ``key`` (a facet counts its own values unfiltered)."""
        rest = {name: values for name, values in self.filters.items() if name != key}
        return ListQuery(self.text, rest, self.sort, self.group, self.ids)


@dataclass(frozen=True, slots=True)
class Group:
    """The records under one heading of a list; an ungrouped list is one group without a label."""

    key: Any
    label: str
    ids: Sequence[int]


def packed(ids: Iterable[int], most: int) -> Sequence[int]:
    """Return ids, of which there are no more than ``most``: of many each takes 4 bytes instead of 40."""
    return array("I", ids) if most > LONG else tuple(ids)


def in_little_room(group: Group) -> Group:
    """Return a group whose ids are ``packed``."""
    if len(group.ids) <= LONG or isinstance(group.ids, array):
        return group
    return replace(group, ids=packed(group.ids, len(group.ids)))


def heading(spec: FieldSpec, value: object, text: object) -> str:
    """Return what people read for a stored ``value`` of a field; ``text`` is what the file calls it."""
    if value is None or value == "":
        return EMPTY_LABEL
    if spec.choices:
        return spec.choices(str(value)).label
    if spec.type is FieldType.BOOLEAN:
        return "예" if value else "아니요"
    return str(text)


def in_groups(rows: Iterable[Any], spec: FieldSpec) -> list[Group]:
    """Return ids under headings from rows of (id, value, text), which are ordered by their headings."""
    return [
        Group(value, heading(spec, value, text), tuple(row[0] for row in members))
        for (value, text), members in groupby(rows, key=lambda row: (row[1], row[2]))
    ]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: its stored key, the text people read and how many records have it."""

    key: Any
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The mean, least and greatest value of a figure under one heading; None where no record has it."""

    mean: float | None
    low: int | None
    high: int | None
