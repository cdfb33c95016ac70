"""기관, 지역, 사업, 태그: the short lists that projects refer to."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.choices import AgencyKind
from app.domain.fields import FieldSpec, FieldType


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a short list as a choice: its id, the text people read and a hint.

    ``found_by`` is the name where what is read of it is masked.
    """

    id: int
    label: str
    hint: str = ""
    found_by: str = ""

    @property
    def name(self) -> str:
        """Return the name in full, for finding it."""
        return self.found_by or self.label


_T = FieldType

AGENCY_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("name", _T.TEXT, "기관명", required=True, width=180),
    FieldSpec("kind", _T.CHOICE, "종류", AgencyKind),
    FieldSpec("region_id", _T.REFERENCE, "지역", reference="region"),
    FieldSpec("valid_from", _T.DATE, "시작", shown=False),
    FieldSpec("valid_to", _T.DATE, "끝", shown=False, not_before="valid_from"),
)

REGION_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("name", _T.TEXT, "지역명", required=True),
    FieldSpec("code", _T.TEXT, "코드", required=True),
    FieldSpec("parent_code", _T.TEXT, "상위 지역 코드"),
    FieldSpec("valid_from", _T.DATE, "시작"),
    FieldSpec("valid_to", _T.DATE, "끝", not_before="valid_from"),
)

PROGRAM_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("name", _T.TEXT, "사업명", required=True, width=180),
    FieldSpec("description", _T.LONG_TEXT, "설명", shown=False),
    FieldSpec("facts", _T.LONG_TEXT, "사업 개요", shown=False),
)

TAG_FIELDS: tuple[FieldSpec, ...] = (FieldSpec("name", _T.TEXT, "태그", required=True),)


class Option(NamedTuple):
    """A choice of a reference field: what is shown of it, and the name by which it is found besides."""

    id: int
    label: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """Records too many to be held as choices: a few to begin with, and how the others are asked for.

    ``found(text, most)`` returns whoever is found by a part of a name or by its first consonants, ``called``
    whoever has this very name, ``of`` one record, None where it is gone.
    """

    first: Sequence[Option]
    found: Callable[[str, int], Sequence[Option]]
    called: Callable[[str], Sequence[Option]]
    of: Callable[[int], Option | None]


Offer = Sequence[Option] | Register


def one_of_many(entry: Entry) -> Option:
    """Return an entry of a register as a choice: nobody knows who else has the name, so its hint is told.

    A masked name without a hint has its number: letters that are hidden tell nobody apart.
    """
    option = Option(entry.id, _words(entry, True), entry.name)
    return numbered(option) if entry.label != entry.name and not entry.hint else option


def offered(entries: Sequence[Entry]) -> list[Option]:
    """Return entries as choices: equal names are told apart by their hint, then by a number.

    Of a masked name the hint stands there always: letters that are hidden tell nobody apart.
    """
    alike = Counter(entry.label for entry in entries)
    return told_apart(
        [Option(entry.id, _words(entry, alike[entry.label] > 1), entry.name) for entry in entries]
    )


def told_apart(options: Sequence[Option]) -> list[Option]:
    """Return the choices with a number wherever several would read alike."""
    alike = Counter(option.label for option in options)
    return [numbered(option) if alike[option.label] > 1 else option for option in options]


def numbered(option: Option) -> Option:
    """Return a choice with the number that no other has."""
    return option._replace(label=f"{option.label} #{option.id}")


def _words(entry: Entry, ambiguous: bool) -> str:
    if not entry.hint:
        return entry.label
    if entry.label != entry.name:
        return f"{entry.label} · {entry.hint}"
    return f"{entry.label} ({entry.hint})" if ambiguous else entry.label
