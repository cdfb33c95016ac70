"""Rows against the records that are there, and against each other: new, changed, the same, twice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.domain.duplicates import phone_key
from app.domain.fields import FieldSpec, FieldType
from app.domain.hangul import fold, josa
from app.domain.privacy.sight import SightItem
from app.domain.tabular.kinds import UID
from app.domain.tabular.masked import MASKED, stands_for, told
from app.domain.tabular.matching import MEMO
from app.domain.tabular.preview import Change, Issue, Named, Policy, State
from app.domain.tabular.sheet import text_of
from app.domain.tabular.table import listed
from app.services.tabular import remarks
from app.services.tabular.keys import folded, management_key, number_key
from app.services.tabular.rules import check_changed, check_new
from db.queries import tabular as queries

if TYPE_CHECKING:
    from app.services.tabular.draft import Draft
    from app.services.workspace import Workspace
    from db.engine import Connection

_EMPTY = (None, "", ())
_FOLD_ALL: Mapping[str, Callable[[str], str]] = {
    "phone": lambda whole: whole.replace("-", ""),
    "email": str.casefold,
}
"""How ``folded`` folds many at once, where all of them have their usual shape."""
_WEAK = frozenset({("name", "affiliation")})
"""Keys by which only a person can tell whether a record is meant."""
_SIGHT = {"name": SightItem.NAME, "phone": SightItem.PHONE, "email": SightItem.EMAIL,
          "memo": SightItem.NOTES, "accessibility": SightItem.NOTES}  # fmt: skip


@dataclass
class Matched:
    """The state of every row, the record it was found to be, and what of it would change."""

    states: list[State]
    ids: list[int | None]
    changes: dict[int, tuple[Change, ...]] = field(default_factory=dict)


def compare(ws: "Workspace", connection: "Connection", draft: "Draft") -> Matched:
    """Find the rows among the stored records and say of each what would change."""
    finder = _Finder(connection, draft)
    ids, weak = finder.found()
    matched = {place: row_id for place, row_id in enumerate(ids) if row_id is not None}
    rows = queries.stored(connection, draft.kind.entity, matched.values()) if matched else {}
    teller = _Changes(ws, connection, draft)
    for place in matched.keys() & draft.issues.keys():
        teller.forgive(place, rows[matched[place]])
    _refuse_doubles(draft, finder, ids)
    _doubt_alike(draft, finder, ids)
    check_new(draft, ids)
    remarks.add(connection, draft, {place: rows[row_id] for place, row_id in matched.items()})
    found = Matched([State.NEW] * draft.total, ids)
    for place, row_id in matched.items():
        changes = teller.of(place, rows[row_id])
        found.states[place] = State.CHANGED if changes else State.SAME
        if changes:
            found.changes[place] = changes
        if changes and place in weak:
            draft.doubt(place, "name", "이름과 소속이 같은 사람이 있습니다. 같은 사람이면 그대로 고칩니다.")
    return found


class _Finder:
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
            elif same and is_last and place not in managed and not _is_half_known(self._draft, place):
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
        if all(value not in _EMPTY for value in row):
            return names, row
        if whole or row[0] in _EMPTY:
            return None
        pairs = [(name, value) for name, value in zip(names, row, strict=True) if value not in _EMPTY]
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
                if all(value not in _EMPTY for value in key):
                    index.setdefault(key, []).append(row[0])
            self._indexes[names] = index
        return self._indexes[names]


def _is_half_known(draft: "Draft", place: int) -> bool:
    """Tell whether something by which a row would be known could not be read."""
    known_by = {name for key in draft.kind.keys for name in key}
    return any(not one.doubtful and one.key in known_by for one in draft.issues.get(place, ()))


def _refuse_doubles(draft: "Draft", finder: _Finder, ids: Sequence[int | None]) -> None:
    """Point out the rows that another row of the table says already."""
    keys = finder.identities
    if any(ids):
        pairs = zip(ids, finder.identities, strict=True)
        keys = [identity if row_id is None else row_id for row_id, identity in pairs]
    known = [key for key in keys if key is not None]
    if len(set(known)) == len(known):
        return
    first: dict[Any, int] = {}
    aside = draft.aside
    for place, (key, identity) in enumerate(zip(keys, finder.identities, strict=True)):
        row = draft.table.records[place]
        if key is None or row in aside:
            continue
        if key not in first:
            first[key] = place
        elif _is_half_known(draft, place) or _is_half_known(draft, first[key]):
            continue  # what is left of it says nothing about another row
        elif row not in draft.choices.accepted or ids[place] is not None:
            into = draft.table.records[first[key]]
            by_number = identity is None or identity[0] == UID
            names = [UID] if by_number else list(identity[0])
            said = josa("·".join(draft.kind.spec(name).label for name in names), "이/가")
            draft.doubt(place, names[0], f"{listed([into + 1])}행과 {said} 같습니다.", None, into)


def _doubt_alike(draft: "Draft", finder: _Finder, ids: Sequence[int | None]) -> None:
    """Point out the persons without phone and address that another row calls alike: name and affiliation."""
    key = ("name", "affiliation")
    if key not in draft.kind.keys or any(name not in draft.columns for name in key):
        return
    alone = [place for place, one in enumerate(finder.identities) if one is None and ids[place] is None]
    if not alone:
        return
    columns = (draft.columns[name] for name in key)
    pairs = [(fold(name or ""), fold(place or "")) for name, place in zip(*columns, strict=True)]
    first: dict[tuple[str, str], int] = {}
    for place in sorted(range(draft.total), key=set(alone).__contains__):
        first.setdefault(pairs[place], place)  # those with a phone or an address before those without
    for place in alone:
        row, other = draft.table.records[place], first[pairs[place]]
        if other == place or not all(pairs[place]) or row in draft.aside or row in draft.choices.accepted:
            continue
        into = draft.table.records[other]
        draft.doubt(place, "name", f"{listed([into + 1])}행과 이름·소속이 같습니다.", None, into)


class _Changes:
    """Says what of a stored record a row would change."""

    def __init__(self, ws: "Workspace", connection: "Connection", draft: "Draft") -> None:
        self._ws, self._draft = ws, draft
        stored_fields = {spec.key for spec in draft.kind.fields}
        self._specs = [draft.kind.spec(key) for key in draft.columns if key in stored_fields]
        self._fixed = {key for key, text in draft.choices.fixed.items() if text}
        self._names = _names_of(connection, self._specs)

    def forgive(self, place: int, row: Mapping[str, Any]) -> None:
        """Take back what was said of cells that read as the record does: what is stored already may stay."""
        found = self._draft.issues.get(place)
        if found:
            known = {spec.key: text_shown(spec, self._old(spec, row), self._names) for spec in self._specs}
            self._draft.issues[place] = [one for one in found if not self._reads_alike(one, known)]

    def _reads_alike(self, one: Issue, known: Mapping[str, str]) -> bool:
        if not one.written:
            return False
        if one.key not in known:  # what helps to find a record is not needed of one that was found
            return one.cause == MASKED
        old = known[one.key]
        return old == one.written or stands_for(self._draft.kind.spec(one.key), old, one.written)

    def of(self, place: int, row: Mapping[str, Any]) -> tuple[Change, ...]:
        """Return the changes of one row; none where records that are there are passed over."""
        draft, policy = self._draft, self._draft.choices.policy
        if policy is Policy.SKIP:
            return ()
        changes = []
        for spec in self._specs:
            old, new = self._old(spec, row), draft.columns[spec.key][place]
            if self._is_same(spec, place, old, new) or self._keeps(spec, old, new):
                continue
            if policy is Policy.FILL and old not in _EMPTY:
                continue
            changes.append(Change(spec.key, old, new, self._shown(spec, old, row)))
        changes += self._memo(place, row)
        if changes:
            check_changed(draft, place, row, changes)
        return tuple(changes)

    def _old(self, spec: FieldSpec, row: Mapping[str, Any]) -> Any:
        old = row[spec.key]
        kept = row.get("as_written") or {}
        return (
            kept.get(spec.key, old)
            if old in _EMPTY and (spec.partial or spec.key in self._draft.kind.kept)
            else old
        )

    def _keeps(self, spec: FieldSpec, old: Any, new: Any) -> bool:
        """Tell whether an empty cell leaves the record as it is: it does, unless empty cells erase."""
        if new not in _EMPTY:
            return False
        return old in _EMPTY or spec.required or not self._draft.choices.erase or spec.key in self._fixed

    def _is_same(self, spec: FieldSpec, place: int, old: Any, new: Any) -> bool:
        if new == old or (isinstance(old, list | tuple) and tuple(old) == new):
            return True
        if spec.key == "phone" and isinstance(old, str) and isinstance(new, str):
            return bool(old) and phone_key(old) == phone_key(new)
        if spec.type is FieldType.TEXT and spec.key.endswith("_at"):
            return str(old) == str(new)
        # What is written as the record reads is no change, whatever a reader would make of it.
        written = self._draft.written(spec.key, place)
        shown = text_shown(spec, old, self._names) if written else ""
        is_pseudonym = spec.key in self._draft.kind.pseudonyms
        return bool(written) and (
            written == shown or stands_for(spec, shown, written, pseudonym=is_pseudonym)
        )

    def _memo(self, place: int, row: Mapping[str, Any]) -> list[Change]:
        memo = self._draft.kind.memo
        if MEMO not in self._draft.columns or not self._draft.columns[MEMO][place]:
            return []
        before = self._draft.columns[memo][place] if memo in self._draft.columns else None
        old = str(before or row[memo] or "")
        spec = self._draft.kind.spec(memo)
        sign = "\n" if spec.type is FieldType.LONG_TEXT else " / "
        lines = [line for line in self._draft.columns[MEMO][place].split(sign) if line not in old]
        if not lines or (old and self._draft.choices.policy is Policy.FILL):
            return []
        new = sign.join(filter(None, (old, *lines)))
        return [Change(memo, row[memo], new, self._shown(spec, row[memo], row))]

    def _shown(self, spec: FieldSpec, old: Any, row: Mapping[str, Any]) -> str:
        text = text_shown(spec, old, self._names)
        if not spec.personal or not text:
            return text
        person = row["id"] if self._draft.kind.entity == "person" else row.get("person_id")
        if spec.key == "affiliation":
            return self._ws.sight.affiliation(person, text, row.get("actor_kind"))
        official = row.get("actor_kind") == "official" and spec.key == "name"
        item = _SIGHT.get(spec.key)
        seen = item is not None and self._ws.sight.sees(person, item)
        return text if official or seen else told(spec, text)


def _names_of(connection: "Connection", specs: Iterable[FieldSpec]) -> dict[str, dict[int, str]]:
    """Return the names behind the ids of references, by the kind of record."""
    named = {"project": "title", "session": "topic"}
    found = {}
    for entity in {spec.reference for spec in specs if spec.reference}:
        rows = queries.columns_of(connection, entity, named.get(entity, "name"))
        found[entity] = {row[0]: row[1] for row in rows}
    return found


def text_shown(spec: FieldSpec, value: Any, names: Mapping[str, Mapping[int, str]] | None = None) -> str:
    """Return a value as a table shows it: labels of choices, names of references, days as documents."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, Named):
        return value.name
    if spec.reference and isinstance(value, int):
        return (names or {}).get(spec.reference, {}).get(value, str(value))
    if spec.choices is not None:
        codes = value if isinstance(value, list | tuple) else (value,)
        known = {member.value: member.label for member in spec.choices}
        return ", ".join(known.get(code, str(code)) for code in codes)
    if isinstance(value, date):
        return value.isoformat()
    return text_of(value) if not isinstance(value, dict) else ""
