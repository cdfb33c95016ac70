"""Rows of a table found again among the stored records: by their management number, else by their keys."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.domain.checks import EMPTY
from app.domain.tabular.kinds import UID
from app.services.tabular.keys import folded, management_key, number_key
from db.queries import tabular as queries

if TYPE_CHECKING:
    from app.services.tabular.draft import Draft
    from db.engine import Connection

_FOLD_ALL: Mapping[str, Callable[[str], str]] = {
    "phone": lambda whole: whole.replace("-", ""),
    "email": str.casefold,
}
"""How ``folded`` folds many at once, where all of them have their usual shape."""
_WEAK = frozenset({("name", "affiliation")})
"""Keys by which only a person can tell whether a record is meant."""


class Finder:
    """Finds rows again by management number, else by the keys of their kind."""

    def __init__(self, connection: "Connection", draft: "Draft") -> None:
        self._draft = draft
        kind = draft.kind
        self._keys = [key for key in kind.keys if any(name in draft.columns for name in key)]
        names = sorted({name for key in self._keys for name in key if name in draft.columns})
        numbers = {"project": ["source_key"], "proposal": ["number"]}.get(kind.entity, [])
        self._rows = queries.columns_of(connection, kind.entity, UID, *numbers, *names)
        self._names = [UID, *numbers, *names]
        self._folded: dict[str, Sequence[Any]] = {}
        self._indexes: dict[tuple[str, ...], dict[tuple[Any, ...], list[int]]] = {}
        self.identities: list[Any] = [None] * draft.total

    def found(self) -> tuple[list[int | None], set[int]]:
        """Return the id of every row that is there already, and the rows of which that is not sure."""
        ids: list[int | None] = [None] * self._draft.total
        weak: set[int] = set()
        managed = self._by_number()
        for key in self._keys:
            is_weak = key in _WEAK
            if not self._rows and (is_weak or None not in self.identities):
                continue
            self._match(key, ids, managed, weak if is_weak else None)
        for place, row_id in managed.items():
            ids[place] = row_id
            weak.discard(place)
        return ids, weak

    def _match(
        self, key: tuple[str, ...], ids: list[int | None], managed: Mapping[int, int], weak: set[int] | None
    ) -> None:
        """Find rows by one key; those found by a weak one are noted."""
        is_last, has_rows, identities = key is self._keys[-1], bool(self._rows), self.identities
        if not has_rows and not any(identities):
            self.identities = list(self._identities(key))
            return
        for place, identity in enumerate(self._identities(key)):
            if identity is None:
                continue
            if identities[place] is None and weak is None:
                identities[place] = identity
            if not has_rows or ids[place] is not None:
                continue
            same = self._index(identity[0]).get(identity[1], ())
            if weak is not None and self._has_contact(place) and not self._may_be(place, same):
                continue
            if len(same) == 1:
                ids[place] = same[0]
                if weak is not None:
                    weak.add(place)
            elif same and is_last and place not in managed and not self._draft.is_half_known(place):
                cause = f"같은 기록이 {len(same)}건 있어 어느 것인지 알 수 없습니다. 관리번호를 적으십시오."
                self._draft.refuse(place, key[0], cause)

    @cached_property
    def _by_id(self) -> dict[int, Sequence[Any]]:
        return {row[0]: row for row in self._rows}

    def _has_contact(self, place: int) -> bool:
        return any(self._draft.value(key, place) for key in ("phone", "email"))

    def _may_be(self, place: int, same: Sequence[int]) -> bool:
        """Tell whether a row with a phone or an address may be the one person called alike.

        It may where that person has neither the one nor the other of what the row tells: two different
        phones are two persons.
        """
        if len(same) != 1:
            return False
        stored = self._by_id[same[0]]
        contacts = [key for key in ("phone", "email") if key in self._names]
        return not any(
            self._draft.value(key, place) and stored[1 + self._names.index(key)] for key in contacts
        )

    def _by_number(self) -> dict[int, int]:
        numbers = self._draft.columns.get(UID)
        if numbers is None:
            return {}
        numbered = 2 + bool({"source_key", "number"} & set(self._names))
        known = {number_key(str(value)): row[0] for row in self._rows for value in row[1:numbered] if value}
        found = {}
        for place, number in enumerate(numbers):
            if number:
                key = number_key(number)
                row_id = known.get(key, known.get(number_key(management_key(number))))
                if row_id is not None:
                    found[place] = row_id
                self.identities[place] = (UID, key)
        return found

    def _identities(self, key: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], tuple[Any, ...]] | None]:
        """Yield for every row the fields that it is known by, with their folded values.

        The first field must be there; of a kind with one key alone the others may be missing.
        """
        names = tuple(name for name in key if name in self._draft.columns)
        if key[0] not in names or (len(self._draft.kind.keys) > 1 and names != key):
            return [None] * self._draft.total
        columns = [self._folded_column(name) for name in names]
        whole = len(self._draft.kind.keys) > 1
        rows = zip(*columns, strict=True)
        if not any("" in column or None in column for column in columns):
            return [(names, row) for row in rows]
        return [self._identity(names, row, whole) for row in rows]

    @staticmethod
    def _identity(
        names: tuple[str, ...], row: tuple[Any, ...], whole: bool
    ) -> tuple[tuple[str, ...], tuple[Any, ...]] | None:
        if all(value not in EMPTY for value in row):
            return names, row
        if whole or row[0] in EMPTY:
            return None
        pairs = [(name, value) for name, value in zip(names, row, strict=True) if value not in EMPTY]
        return tuple(name for name, _value in pairs), tuple(value for _name, value in pairs)

    def _folded_column(self, name: str) -> Sequence[Any]:
        if name not in self._folded:
            values, whole = self._draft.columns[name], self._draft.wholes.get(name)
            fold_all = _FOLD_ALL.get(name)
            if whole is None or fold_all is None:
                alike = {value: folded(name, value) for value in self._draft.different(name)}
                self._folded[name] = list(map(alike.__getitem__, values))
            else:
                self._folded[name] = fold_all(whole).split("\n")
        return self._folded[name]

    def _index(self, names: tuple[str, ...]) -> dict[tuple[Any, ...], list[int]]:
        if names not in self._indexes:
            index: dict[tuple[Any, ...], list[int]] = {}
            places = [1 + self._names.index(name) for name in names]
            for row in self._rows:
                key = tuple(folded(name, row[place]) for name, place in zip(names, places, strict=True))
                if all(value not in EMPTY for value in key):
                    index.setdefault(key, []).append(row[0])
            self._indexes[names] = index
        return self._indexes[names]
