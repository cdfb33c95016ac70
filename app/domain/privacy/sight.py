"""보이는 만큼: everything on the screen is masked, but for what was asked for with a purpose that is logged.

A grant lives in memory alone: whose data, which items, until when.  It ends by the clock, or when the screen
on which it was given is left.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, TypeVar

from app.domain.choices import ActorKind, Choice
from app.domain.privacy.masks import HIDDEN, LEFT_OUT, mask_email, mask_name, mask_phone

T = TypeVar("T")
Clock = Callable[[], datetime]


class SightItem(Choice):
    """열람할 항목."""

    NAME = "name", "이름"
    PHONE = "phone", "휴대전화"
    EMAIL = "email", "전자우편"
    AFFILIATION = "affiliation", "소속"
    NOTES = "notes", "편의·메모"


_PARTS: dict[type, tuple[tuple[str, SightItem], ...]] = {}
_ITEM_OF = {
    "name": SightItem.NAME,
    "person": SightItem.NAME,
    "phone": SightItem.PHONE,
    "email": SightItem.EMAIL,
    "affiliation": SightItem.AFFILIATION,
    "accessibility": SightItem.NOTES,
    "memo": SightItem.NOTES,
}
_MASK: dict[SightItem, Callable[[str], str]] = {
    SightItem.NAME: mask_name,
    SightItem.PHONE: mask_phone,
    SightItem.EMAIL: mask_email,
    SightItem.AFFILIATION: lambda _text: HIDDEN,
    SightItem.NOTES: lambda _text: HIDDEN,
}


@dataclass(frozen=True, slots=True)
class Grant:
    """Leave to see ``items`` of ``people`` (ids); without ``until``, as long as the screen stays."""

    people: frozenset[int]
    items: frozenset[SightItem]
    purpose: str
    reason: str
    until: datetime | None = None


class Sight:
    """What may be seen now; grants are exchanged whole, so any thread may ask."""

    def __init__(self, clock: Clock, hides_affiliation: Callable[[], bool] = bool) -> None:
        """See nothing but masks; ``clock`` tells when grants end.

        소속 helps to tell masked people apart, so it is read by all unless the office ``hides_affiliation``.
        """
        self._clock, self._hides_affiliation = clock, hides_affiliation
        self._grants: tuple[Grant, ...] = ()

    @property
    def grants(self) -> tuple[Grant, ...]:
        """Return the grants in force now."""
        if not self._grants:
            return ()
        now = self._clock()
        return tuple(grant for grant in self._grants if grant.until is None or grant.until > now)

    def allow(self, grant: Grant) -> None:
        """Let what ``grant`` names be seen; only after its line of the log is durable."""
        self._grants = (*self.grants, grant)

    def cover(self, people: Collection[int] = ()) -> frozenset[int]:
        """Mask everything again, or all of ``people``; return who was to be seen until now."""
        kept: list[Grant] = []
        gone: set[int] = set()
        for grant in self._grants:
            ends = grant.people & frozenset(people) if people else grant.people
            gone |= ends
            if grant.people - ends:
                kept.append(replace(grant, people=grant.people - ends))
        self._grants = tuple(kept)
        return frozenset(gone)

    def leave(self) -> frozenset[int]:
        """Mask again what was to be seen on the screen that is left; return whose it was."""
        ends = [grant for grant in self._grants if grant.until is None]
        self._grants = tuple(grant for grant in self._grants if grant.until is not None)
        return frozenset(person for grant in ends for person in grant.people)

    def expire(self) -> frozenset[int]:
        """Forget the grants that are over; return whose they were."""
        alive = self.grants
        over = [grant for grant in self._grants if grant not in alive]
        self._grants = alive
        return frozenset(person for grant in over for person in grant.people)

    @property
    def next_end(self) -> datetime | None:
        """Return when the next grant ends by the clock."""
        return min((grant.until for grant in self._grants if grant.until), default=None)

    @property
    def masked_items(self) -> tuple[SightItem, ...]:
        """Return the items that are masked unless asked for."""
        open_to_all = SightItem.AFFILIATION if not self._hides_affiliation() else None
        return tuple(item for item in SightItem if item is not open_to_all)

    def affiliation(self, person: int | None, text: str, actor_kind: str | None = None) -> str:
        """Return a 소속 as it may be read now; an official's is no private matter."""
        plain = not text or actor_kind == ActorKind.OFFICIAL or not self._hides_affiliation()
        return text if plain or self.sees(person, SightItem.AFFILIATION) else HIDDEN

    def sees(self, person: int | None, item: SightItem) -> bool:
        """Tell whether ``item`` of a person may be seen now because that was asked for."""
        return any(person in grant.people and item in grant.items for grant in self.grants)

    def seen_items(self, person: int | None) -> tuple[SightItem, ...]:
        """Return the items of a person that may be seen now."""
        return tuple(item for item in SightItem if self.sees(person, item))

    def name(self, person: int | None, name: str | None, actor_kind: str | None = None) -> str:
        """Return a name as it may be read now: masked, but for an official's and one that may be seen."""
        plain = actor_kind == ActorKind.OFFICIAL or name == LEFT_OUT or self.sees(person, SightItem.NAME)
        return (name or "") if plain else mask_name(name or "")

    def row(self, row: T) -> T:
        """Return a row (a dataclass of a person, or with a ``person_id``) as it may be read now."""
        person = getattr(row, "person_id", getattr(row, "id", None))
        official = getattr(row, "actor_kind", None) == ActorKind.OFFICIAL
        return replace(row, **self._hidden(row, person, official))  # type: ignore[type-var]

    def _hidden(self, row: Any, person: int | None, official: bool) -> dict[str, str]:
        seen = {*self.seen_items(person), *(set(SightItem) - set(self.masked_items))}
        public = (SightItem.NAME, SightItem.AFFILIATION) if official else ()
        hidden = {}
        for name, item in _parts_of(row):
            value = getattr(row, name)
            if value and item not in seen and item not in public:
                hidden[name] = _MASK[item](value)
        return hidden


def _parts_of(row: Any) -> tuple[tuple[str, SightItem], ...]:
    """Return the fields of such a row that may have to be masked, and as what; worked out once."""
    kind = type(row)
    if kind not in _PARTS:
        _PARTS[kind] = tuple((p.name, _ITEM_OF[p.name]) for p in fields(row) if p.name in _ITEM_OF)
    return _PARTS[kind]
