"""밖으로 내는 이름: whom reports and exports may name, by the consents of the day; one mechanism for all.

Officials in duty are always named.  Who took the consent to collection back, refused it or whose retention is
over is left out by name and contact, while counts and hours stay; who has no consent on record is named as
masked as before.  Every paper tells how many there were of both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from app.domain.choices import ActorKind
from app.domain.participant import is_exempt
from app.domain.privacy.consent import ConsentPurpose, ConsentState, covers, state_of
from app.domain.privacy.masks import LEFT_OUT, Told, shown_name
from app.domain.report import NameForm
from app.services import listing
from db.queries import consents as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

T = TypeVar("T")
_NAMES, _CONTACTS = ("name", "person"), ("affiliation", "department", "phone", "email")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Which of the persons asked about may be named: all but the ``withheld``.

    ``unrecorded`` are those without any consent on record who would need one.  ``kinds`` are what the
    persons are (``ActorKind``), ``aliases`` what the paper calls them instead of a masked name.
    """

    allowed: frozenset[int]
    withheld: frozenset[int]
    unrecorded: frozenset[int]
    masking: bool
    kinds: Mapping[int, str | None] = field(default_factory=dict)
    aliases: Mapping[int, Told] = field(default_factory=dict)

    def name(self, person_id: int | None, name: str | None, actor_kind: str | None = None) -> str:
        """Return a name as the paper may show it, a dash in the place of one left out."""
        if not name or person_id in self.withheld:
            return LEFT_OUT if name else ""
        alias = self.aliases.get(person_id or 0)
        if alias is not None:
            return alias
        return shown_name(name, actor_kind or self.kinds.get(person_id or 0), self.masking)

    def row(self, row: T, key: str = "person_id") -> T:
        """Return a row (dataclass, named tuple) as a paper may use it: name, contact gone of one left out.

        Whom the paper gives another name has no contact either: it would tell who it is.
        """
        person_id = getattr(row, key)
        called = LEFT_OUT if person_id in self.withheld else self.aliases.get(person_id)
        if called is None:
            return row
        present = set(getattr(row, "_fields", ())) or {part.name for part in fields(row)}  # type: ignore[arg-type]
        gone = dict.fromkeys(present & set(_NAMES), called) | dict.fromkeys(present & set(_CONTACTS), "")
        changed: T = row._replace(**gone) if hasattr(row, "_replace") else replace(row, **gone)  # type: ignore[type-var]
        return changed

    def only(self, people: Iterable[int | None]) -> "Disclosure":
        """Return what was found of some of the persons, as a paper on them alone tells it."""
        some = {person for person in people if person is not None}
        parts = (self.allowed & some, self.withheld & some, self.unrecorded & some)
        return Disclosure(*parts, self.masking, self.kinds, self.aliases)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what the paper has to tell: how many are not named, of how many nothing is on record."""
        found = []
        if self.withheld:
            found.append(
                f"동의를 철회했거나 동의하지 않았거나 보유 기간이 지난 {len(self.withheld)}명은 "
                "이름과 연락처를 뺐습니다. 인원과 시간에는 들어 있습니다."
            )
        if self.unrecorded:
            found.append(f"동의 기록 없음: {len(self.unrecorded)}명")
        return tuple(found)


class InFull:
    """A workspace as a paper with a logged purpose reads it: names in full; ``named`` are those it names."""

    in_full = True

    def __init__(self, ws: "Workspace") -> None:
        """Read through ``ws``."""
        self._ws = ws
        self.named: set[int] = set()

    def __getattr__(self, name: str) -> Any:
        """Return what the workspace has under ``name``."""
        return getattr(self._ws, name)


class InForm:
    """A workspace as a paper reads it that tells persons apart by ``form``; numbers hold in one paper."""

    def __init__(self, ws: "Workspace", form: NameForm) -> None:
        """Read through ``ws``."""
        self._ws = ws
        self._form = form
        self._numbers: dict[int, int] = {}

    def __getattr__(self, name: str) -> Any:
        """Return what the workspace has under ``name``."""
        return getattr(self._ws, name)

    def aliases(self, kinds: Mapping[int, str | None]) -> dict[int, Told]:
        """Return what the paper calls these persons (their kinds by id); officials keep their names."""
        private = [person for person, kind in kinds.items() if kind != ActorKind.OFFICIAL]
        if self._form is NameForm.KIND:
            return {person: Told(_kind_word(kinds[person])) for person in private}
        for person in private:
            self._numbers.setdefault(person, len(self._numbers) + 1)
        return {person: Told(f"참여자 {self._numbers[person]:02}") for person in private}


def _kind_word(kind: str | None) -> str:
    return ActorKind(kind).label if kind in list(ActorKind) else "참여자"


def allowed(
    ws: "Workspace",
    people: Iterable[int | None],
    purpose: ConsentPurpose = ConsentPurpose.COLLECTION,
    today: date | None = None,
) -> Disclosure:
    """Return whom of ``people`` a paper may name for ``purpose`` on a day; two statements for all of them.

    The collection has to be covered whatever the purpose; another purpose has to be agreed to besides.
    """
    ids = sorted({person for person in people if person is not None})
    day = today or ws.today
    with ws.reading() as connection:
        held = queries.holding(connection, ids)
    kinds = {row.id: row.actor_kind for row in listing.rows(ws, "person", ids)}
    by_person: dict[int, dict[str, ConsentState]] = {person: {} for person in ids}
    for row in held:
        by_person[row.person_id][row.purpose] = state_of(row, day)
    withheld, unrecorded = set(), set()
    for person, found in by_person.items():
        if is_exempt(kinds.get(person)):
            continue
        if not found:
            unrecorded.add(person)
        elif not _may(found, purpose):
            withheld.add(person)
    if isinstance(ws, InFull):
        ws.named |= {person for person in ids if person not in withheld and not is_exempt(kinds.get(person))}
    return Disclosure(
        frozenset(ids) - withheld, frozenset(withheld), frozenset(unrecorded), not ws.in_full, kinds,
        ws.aliases(kinds) if isinstance(ws, InForm) else {},
    )  # fmt: skip


def _may(found: dict[str, ConsentState], purpose: ConsentPurpose) -> bool:
    collection = found.get(ConsentPurpose.COLLECTION, ConsentState.MISSING)
    if collection is not ConsentState.MISSING and not covers(collection):
        return False
    return purpose is ConsentPurpose.COLLECTION or covers(found.get(purpose, ConsentState.MISSING))
