"""Declare once, derive the rest: one ``FieldSpec`` per field of an entity.

Tables, forms, filters, exports, imports and the history view read these specifications; none of them
names a field of its own.  Adding a field is one spec line, one mapped column and one migration.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.choices import Choice

ChoiceList = type[Choice]


class FieldType(StrEnum):
    """What a field holds, and so how it is shown, edited, filtered and written to a file."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"
    PERCENT = "percent"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    CHOICE = "choice"
    CHOICES = "choices"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of one entity, as people know it.

    ``key`` is the column and attribute name; a REFERENCE field holds the id of a record of entity
    ``reference`` (its row also carries ``<key without _id>`` as the text that people read).  ``width`` is
    the table column's width in pixels at 100 %.  ``shown`` puts the field among the columns that a table
    starts with; ``derived`` fields are computed from records and never edited; ``rigid`` ones, such as phone
    numbers, keep their width in a table, for they are never cut short; ``signed`` ones may be below nought.
    ``not_before`` names the field that this one ends: a day or time earlier than it is refused.  Of a
    ``partial`` date the month, the half or the year may be all that is known: the words stay in the record's
    ``as_written``.
    """

    key: str
    type: FieldType
    label: str
    choices: ChoiceList | None = None
    reference: str = ""
    required: bool = False
    personal: bool = False
    derived: bool = False
    shown: bool = True
    filterable: bool = False
    width: int = 120
    help: str = ""
    aliases: tuple[str, ...] = field(default=())
    rigid: bool = False
    signed: bool = False
    not_before: str = ""
    partial: bool = False


def specs_by_key(specs: tuple[FieldSpec, ...]) -> Mapping[str, FieldSpec]:
    """Return the specifications of an entity by their keys."""
    return {spec.key: spec for spec in specs}
