"""기관 서식: a form that an office brings, and which fact stands in which of its places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.fields import FieldSpec, FieldType

_T = FieldType

FORM_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", _T.TEXT, "서식 이름", required=True, width=220),
    FieldSpec("file_name", _T.TEXT, "파일", derived=True, width=220),
)


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """A stored form; ``places`` are the keys of facts by the names of its places (empty: left as it is)."""

    id: int
    title: str
    file_name: str
    sha256: str
    places: Mapping[str, str]

    @property
    def open_places(self) -> int:
        """Return in how many places nothing stands yet."""
        return sum(not key for key in self.places.values())


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can stand in a place: ``key`` is ``project.title``, or ``session.held_on`` in a list."""

    key: str
    label: str
    names: tuple[str, ...] = ()

    @property
    def listed(self) -> bool:
        """Return whether it is a column of a list."""
        return not self.key.startswith(("project.", "day."))


def squeezed(text: str) -> str:
    """Return a name as it is compared: without blanks and signs, in small letters."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def proposed(places: Iterable[str], facts: Sequence[Fact]) -> dict[str, str]:
    """Return the fact for every place that is called like one, and "" for the others.

    A place in a list (``활동.날짜``) takes a column of a list, a single place never does.
    """
    known: dict[tuple[bool, str], str] = {}
    for fact in facts:
        for name in (fact.label, *fact.names):
            known.setdefault((fact.listed, squeezed(name)), fact.key)
    return {place: known.get(("." in place, squeezed(place)), "") for place in places}
