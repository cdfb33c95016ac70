"""동의: giving, renewing, taking back and proving consents; how they stand for one person or for all.

A renewal is a new row, so the history of a purpose stays; what holds is the row given last.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean
from app.domain.hangul import josa
from app.domain.history import HistoryEntry
from app.domain.listing import ListQuery
from app.domain.participant import RosterCounts
from app.domain.person import Person
from app.domain.privacy import resident_number
from app.domain.privacy.consent import (
    CONSENT_FIELDS,
    Consent,
    ConsentDecision,
    ConsentPurpose,
    ConsentState,
    default_end,
    needs_guardian,
    newest,
    state_of,
)
from app.domain.privacy.consent_terms import TERMS
from app.domain.privacy.masks import shown_name
from app.domain.stage import Evidence
from app.errors import EnvironmentProblem, ProblemKind, UserError
from app.services import history as journal
from app.services import listing, outputs
from db.queries import consents as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

_RENEWED = ("items", "method", "recipient", "recipient_purpose", "guardian", "project_id")
_SHOWN_ENDING = 200


@dataclass(frozen=True, slots=True)
class PersonConsents:
    """The consents of one person: ``current`` by purpose, every row of the past, and how each stands."""

    person_id: int
    current: Mapping[ConsentPurpose, Consent]
    states: Mapping[ConsentPurpose, ConsentState]
    rows: tuple[Consent, ...]


def of_person(ws: "Workspace", person_id: int) -> PersonConsents:
    """Return what a person agreed to, by purpose and in full."""
    with ws.reading() as connection:
        rows = queries.of_person(connection, person_id)
    found = {ConsentPurpose(code): row for code, row in newest(rows).items()}
    today = ws.today
    states = {purpose: state_of(found.get(purpose), today) for purpose in ConsentPurpose}
    return PersonConsents(person_id, found, states, tuple(rows))


def states(ws: "Workspace", people: Iterable[int]) -> dict[int, dict[ConsentPurpose, ConsentState]]:
    """Return for each person how each purpose stands today; one statement whatever their number."""
    ids, today = list(people), ws.today
    with ws.reading() as connection:
        rows = queries.holding(connection, ids)
    found = {person: dict.fromkeys(ConsentPurpose, ConsentState.MISSING) for person in ids}
    for row in rows:
        found[row.person_id][ConsentPurpose(row.purpose)] = state_of(row, today)
    return found


def history(ws: "Workspace", person_id: int) -> list[HistoryEntry]:
    """Return what was done to every consent of a person, deleted ones left out, newest first."""
    with ws.reading() as connection:
        rows = queries.of_person(connection, person_id)
    entries = [entry for row in rows for entry in journal.of_record(ws, row.uid)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def counts(ws: "Workspace") -> RosterCounts:
    """Return how many persons stand under each heading of the roster."""
    with ws.reading() as connection:
        return RosterCounts(*queries.counts(connection, ws.today))


def ending(ws: "Workspace", limit: int = _SHOWN_ENDING) -> list[Consent]:
    """Return the consents in force that end within 30 days, the earliest first."""
    with ws.reading() as connection:
        return queries.ending(connection, ws.today, limit)


@dataclass(frozen=True, slots=True)
class Ending:
    """A person of whom consents end soon: the purposes, and the day on which the first of them ends."""

    person_id: int
    name: str
    purposes: tuple[str, ...]
    ends_on: date
    today: date


@dataclass(frozen=True, slots=True)
class EndingSoon:
    """Who comes first, of how many ``people`` a consent ends soon, and how many are ``over`` already."""

    first: tuple[Ending, ...]
    people: int
    over: int


def ending_soon(ws: "Workspace", limit: int = 5) -> EndingSoon:
    """Return what 오늘 shows of consents; names as they may be seen now."""
    with ws.reading() as connection:
        people, over = queries.ending_and_over(connection, ws.today)
    by_person = defaultdict(list)
    for row in ending(ws) if people else ():
        by_person[row.person_id].append(row)
    first = list(by_person.items())[:limit]
    kinds = {row.id: row.actor_kind for row in listing.rows(ws, "person", [person for person, _ in first])}
    today = ws.today
    rows = [
        Ending(
            person, ws.sight.name(person, of[0].person, kinds.get(person)),
            tuple(row.purpose for row in of), of[0].ends_on or today, today,
        )
        for person, of in first
    ]  # fmt: skip
    return EndingSoon(tuple(rows), people, over)


# -- giving


def proposed(ws: "Workspace", project_id: int | None = None, given_on: date | None = None) -> dict[str, Any]:
    """Return what a new consent begins with: today, kept as the project or the setting says."""
    day = given_on or ws.today
    projects = listing.rows(ws, "project", [project_id]) if project_id is not None else []
    ends = default_end(day, projects[0].ends_on if projects else None, ws.settings.retention_days)
    return {"given_on": day, "ends_on": ends, "project_id": project_id, "method": "paper"}


def give(
    ws: "Workspace",
    people: Iterable[int],
    decisions: Mapping[str, str],
    values: Mapping[str, Any] | None = None,
) -> list[int]:
    """Record what persons said of purposes (purpose: agreed or refused) as one step; return the new ids.

    ``values`` are the other fields, for all alike.  The day is today and the end the usual one unless given;
    the items are those of the form.  A ``UserError`` where somebody under 14 agrees without a guardian, or
    nobody is named to whom data are provided.
    """
    persons = [row for row in listing.rows(ws, "person", list(people)) if row.destroyed_on is None]
    if not persons:
        raise UserError("동의를 기록할 참여자를 고르십시오.", "person_id")
    if not decisions:
        raise UserError("어느 목적의 동의인지 하나 이상 고르십시오.", "purpose")
    given = dict(values or {})
    usual = proposed(ws, given.get("project_id"), given.get("given_on"))
    given = {**usual, **{key: value for key, value in given.items() if value not in (None, "")}}
    rows = [_row(purpose, decision, given) for purpose, decision in decisions.items()]
    _check(persons, rows, ws.today)
    with ws.unit_of_work(f"{_names(persons)} 동의 기록") as work:
        return [_insert(work, person.id, row) for person in persons for row in rows]


def _row(purpose: str, decision: str, given: Mapping[str, Any]) -> dict[str, Any]:
    row = {**given, "purpose": purpose, "decision": decision}
    row["items"] = given.get("items") or TERMS[ConsentPurpose(purpose)].items
    if purpose != ConsentPurpose.PROVISION:
        row["recipient"] = row["recipient_purpose"] = ""
    if decision == ConsentDecision.REFUSED:
        row["ends_on"] = None
    return row


def _insert(work: "UnitOfWork", person_id: int, row: Mapping[str, Any]) -> int:
    return work.insert("consent", clean(CONSENT_FIELDS, {**row, "person_id": person_id}))


def _check(persons: Sequence[Person], rows: Sequence[Mapping[str, Any]], today: date) -> None:
    for row in rows:
        if row["given_on"] > today:
            raise UserError("동의한 날이 오늘보다 뒤입니다. 날짜를 확인하십시오.", "given_on")
        if row["ends_on"] and row["ends_on"] < row["given_on"]:
            raise UserError("보유 기한이 동의한 날보다 앞섭니다. 두 날짜를 확인하십시오.", "ends_on")
        if row["purpose"] == ConsentPurpose.PROVISION and not (
            row.get("recipient") and row.get("recipient_purpose")
        ):
            raise UserError("제3자 제공은 제공받는 곳과 그 목적을 적으십시오.", "recipient")
    if any(row["decision"] == ConsentDecision.AGREED for row in rows):
        _check_guardian(persons, rows[0].get("guardian"), today)


def _check_guardian(persons: Sequence[Person], guardian: str | None, today: date) -> None:
    young = [row for row in persons if needs_guardian(row.birth_year, row.age_band, today.year)]
    if young and not guardian:
        who = f"{josa(_names(young), '은/는')} 14세 미만일 수 있습니다. "
        raise UserError(who + "동의한 법정대리인의 이름을 적으십시오.", "guardian")
    if guardian and young and len(persons) > 1:
        raise UserError("법정대리인이 동의한 사람은 한 사람씩 기록하십시오.", "guardian")


def renew(ws: "Workspace", consents: Iterable[int], values: Mapping[str, Any] | None = None) -> list[int]:
    """Give consents again from today, each as a new row with the items and recipient of the old one."""
    with ws.reading() as connection:
        old = queries.by_ids(connection, list(consents))
    if not old:
        raise UserError("다시 받을 동의를 고르십시오.", "purpose")
    persons = listing.rows(ws, "person", sorted({row.person_id for row in old}))
    by_id = {row.id: row for row in persons}
    rows = []
    for row in old:
        kept = {key: getattr(row, key) for key in _RENEWED}
        given = {**proposed(ws, row.project_id), **kept, **(values or {})}
        rows.append((row.person_id, _row(row.purpose, ConsentDecision.AGREED.value, given)))
        _check([by_id[row.person_id]], [rows[-1][1]], ws.today)
    with ws.unit_of_work(f"{_names(persons)} 동의 갱신") as work:
        return [_insert(work, person_id, row) for person_id, row in rows]


# -- taking back


def withdraw(ws: "Workspace", consents: Iterable[int], day: date | None = None, reason: str = "") -> None:
    """Note that consents were taken back on a day (today), with the reason where one was given."""
    with ws.reading() as connection:
        rows = queries.by_ids(connection, list(consents))
    taken, today = day or ws.today, ws.today
    if not rows:
        raise UserError("철회할 동의를 고르십시오.", "purpose")
    if taken > today:
        raise UserError("철회한 날이 오늘보다 뒤입니다. 날짜를 확인하십시오.", "withdrawn_on")
    if any(row.given_on and taken < row.given_on for row in rows):
        raise UserError("철회한 날이 동의한 날보다 앞섭니다. 날짜를 확인하십시오.", "withdrawn_on")
    values = clean(CONSENT_FIELDS, {"withdrawn_on": taken, "withdrawal_reason": reason}, partial=True)
    persons = listing.rows(ws, "person", sorted({row.person_id for row in rows}))
    with ws.unit_of_work(f"{_names(persons)} 동의 철회") as work:
        work.update_many("consent", [row.id for row in rows], values)


def in_force(ws: "Workspace", people: Iterable[int], purposes: Iterable[str]) -> list[Consent]:
    """Return the consents of persons that can be taken back: given, and neither refused nor withdrawn."""
    with ws.reading() as connection:
        rows = queries.holding(connection, list(people))
    wanted, gone = set(purposes), (ConsentState.REFUSED, ConsentState.WITHDRAWN)
    return [row for row in rows if row.purpose in wanted and state_of(row, ws.today) not in gone]


# -- the signed paper


def attach_scan(ws: "Workspace", consents: Iterable[int], file: Path) -> None:
    """Keep the scan of a signed form with its consents; the bytes are safe before the rows say so."""
    ids = list(consents)
    resident_number.refuse(file.name, "파일 이름", "scan_name")
    sha256, size = ws.blobs.add(file)
    values = {"scan_name": file.name, "scan_sha256": sha256, "scan_size": size}
    with ws.unit_of_work(f"동의서 {len(ids)}건에 파일 붙이기") as work:
        work.update_many("consent", ids, values)


def detach_scan(ws: "Workspace", consents: Iterable[int]) -> None:
    """Take the scan away from consents; undo brings it back."""
    ids = list(consents)
    with ws.unit_of_work(f"동의서 파일 {len(ids)}건 떼기") as work:
        work.update_many("consent", ids, {"scan_name": "", "scan_sha256": "", "scan_size": None})


def save_scan(ws: "Workspace", consent: Consent, folder: Path) -> Path:
    """Write a copy of a scan into ``folder`` under its own name, never over another file."""
    if not consent.scan_sha256:
        raise EnvironmentProblem("이 동의에는 붙인 동의서 파일이 없습니다.", ProblemKind.MISSING)
    file = Evidence(consent.id, consent.scan_name, consent.scan_size or 0, consent.scan_sha256)
    return outputs.save_copy(ws, file, folder)


def _names(persons: Sequence[Person]) -> str:
    """Name persons in the label of a step, citizens masked: 홍*동 외 2명."""
    first = persons[0]
    name = shown_name(first.name, first.actor_kind, masking=True)
    return f"{name} 외 {len(persons) - 1}명" if len(persons) > 1 else name


def people_over(ws: "Workspace") -> tuple[int, ...]:
    """Return the persons whose data may no longer be kept: the collection ended or was withdrawn."""
    query = ListQuery(filters={"standing": ("over",), "destroyed_on": (None,)})
    return tuple(listing.groups(ws, "participant", query)[0].ids)
