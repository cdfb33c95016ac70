"""Rows against the records that are there, and against each other: new, changed, the same, twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.checks import EMPTY
from app.domain.duplicates import phone_key
from app.domain.fields import FieldSpec, FieldType
from app.domain.privacy.sight import SightItem
from app.domain.tabular.masked import MASKED, stands_for, told
from app.domain.tabular.matching import MEMO
from app.domain.tabular.preview import Change, Issue, Named, Policy, State
from app.domain.tabular.sheet import text_of
from app.services.tabular import remarks
from app.services.tabular.doubles import doubt_alike, refuse_doubles
from app.services.tabular.finding import Finder
from app.services.tabular.rules import check_changed, check_new
from db.queries import tabular as queries

if TYPE_CHECKING:
    from app.services.tabular.draft import Draft
    from app.services.workspace import Workspace
    from db.engine import Connection

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
    finder = Finder(connection, draft)
    ids, weak = finder.found()
    matched = {place: row_id for place, row_id in enumerate(ids) if row_id is not None}
    rows = queries.stored(connection, draft.kind.entity, matched.values()) if matched else {}
    teller = _Changes(ws, connection, draft)
    for place in matched.keys() & draft.issues.keys():
        teller.forgive(place, rows[matched[place]])
    refuse_doubles(draft, finder, ids)
    doubt_alike(draft, finder, ids)
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
            if policy is Policy.FILL and old not in EMPTY:
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
            if old in EMPTY and (spec.partial or spec.key in self._draft.kind.kept)
            else old
        )

    def _keeps(self, spec: FieldSpec, old: Any, new: Any) -> bool:
        """Tell whether an empty cell leaves the record as it is: it does, unless empty cells erase."""
        if new not in EMPTY:
            return False
        return old in EMPTY or spec.required or not self._draft.choices.erase or spec.key in self._fixed

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
    if value in EMPTY:
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
