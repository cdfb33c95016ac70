"""What a cell means to a field: the value that was read, or why there is none."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.domain.checks import clean_value
from app.domain.fields import FieldSpec, FieldType
from app.domain.tabular.choice_words import ChoiceWords

NOTHING = frozenset({"", "-", "–", "—", "없음", "해당없음", "미정", "n/a", "na", "null", "x", "."})
"""Words that people write where there is nothing to write."""


class Reading(NamedTuple):
    """What a cell means.  ``problem`` refuses it, ``doubt`` keeps it as written; ``fix`` would mend it."""

    value: Any = None
    problem: str = ""
    doubt: str = ""
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a column's values are read by: the unit of its heading, words of choices, the year of dates.

    ``later`` days come to a number that stands for a day, of a workbook that counts from 1904.
    ``are_shares`` tells whether the file shows the numbers of the column as percents, so that 1 is 100%.
    """

    unit: int = 1
    words: ChoiceWords = field(default_factory=dict)
    year: int | None = None
    kept: bool = False
    nearest: Callable[[str], str | None] = lambda _word: None
    later: int = 0
    are_shares: Callable[[], bool] = lambda: False


def empty(spec: FieldSpec) -> Any:
    """Return what a field of this type holds where its cell is empty."""
    if spec.type in (FieldType.TEXT, FieldType.LONG_TEXT):
        return ""
    return () if spec.type is FieldType.CHOICES else None


def cleaned(spec: FieldSpec, value: Any) -> Any:
    """Return a value as it is stored, empty where there is none; raises ``UserError`` for a wrong one."""
    # Whether a field must be there is a matter of the row: an update may leave it out.
    return clean_value(spec, value) if value not in ("", None) else empty(spec)
