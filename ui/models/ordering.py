"""Rows that are all at hand, in the order of their table's head, as a file orders its lists."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from app.domain.fields import FieldSpec, FieldType
from ui.formats import text_of, value_of

R = TypeVar("R")
By = Mapping[str, Callable[[Any], Any]]
_FIGURES = frozenset({FieldType.INTEGER, FieldType.NUMBER, FieldType.PERCENT, FieldType.BOOLEAN})


def in_order(
    rows: Sequence[R], columns: Sequence[FieldSpec], sorts: Sequence[tuple[str, bool]], by: By | None = None
) -> list[R]:
    """Return ``rows`` by (key, descending) of ``columns``, the first foremost; who has no value comes last.

    Days and figures go by what they are and not by their words, choices as they are offered.  ``by`` tells
    for a column whose words hide what it is ordered by.
    """
    specs, found = {spec.key: spec for spec in columns}, list(rows)
    for key, descending in reversed(sorts):
        place = (by or {}).get(key) or _place_of(specs[key])
        placed = [(place(row), row) for row in found]
        there = sorted((one for one in placed if one[0] not in (None, "")), key=_first, reverse=descending)
        found = [row for _value, row in there] + [row for value, row in placed if value in (None, "")]
    return found


def _first(placed: tuple[Any, Any]) -> Any:
    return placed[0]


def _place_of(spec: FieldSpec) -> Callable[[Any], Any]:
    if spec.type is FieldType.CHOICE and spec.choices:
        codes = {choice.value: place for place, choice in enumerate(spec.choices)}
        return lambda row: codes.get(getattr(row, spec.key))
    if spec.type in _FIGURES:
        return lambda row: getattr(row, spec.key)
    if spec.type in (FieldType.DATE, FieldType.TIMESTAMP):
        # of a day that is known in part, its words stand among the days
        return lambda row: _written(value_of(spec, row))
    return lambda row: text_of(spec, row)


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
