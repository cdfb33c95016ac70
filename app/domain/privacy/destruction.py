"""파기: what a destruction would take away and what stays, decided before anything is touched."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from app.domain.choices import Choice
from app.domain.privacy.personal_marks import Marks

SHARED_REGION = 5
"""A region stays with the statistics where at least so many others of the roster share it."""


class FileDecision(Choice):
    """What becomes of an attached file."""

    REMOVE = "remove", "지움"
    KEEP = "keep", "남김"


class FileReason(Choice):
    """Why a file is asked about."""

    SCAN = "scan", "동의서"
    NAME = "name", "파일 이름에 있음"
    CONTENT = "content", "파일 내용에 있음"
    UNREADABLE = "unreadable", "내용을 읽을 수 없음"


class BackupWay(Choice):
    """What becomes of the copies beside the data file."""

    REWRITE = "rewrite", "백업에서도 지금 파기"
    EXPIRE = "expire", "보관 기간이 끝날 때까지 둠"


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Somebody to be destroyed; ``alias`` is what stands there afterwards."""

    id: int
    uid: str
    name: str
    actor_kind: str | None
    alias: str
    over_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeletedPerson:
    """Somebody deleted by 삭제 whose data the journal keeps, so that undo could bring them back."""

    id: int
    uid: str
    name: str
    actor_kind: str | None
    deleted_at: datetime
    deleted_by: str


@dataclass(frozen=True, slots=True)
class Place:
    """A free text that names a person: ``excerpt`` shows it, ``doubtful`` that it may mean another one."""

    table: str
    uid: str
    column: str
    label: str
    title: str
    excerpt: str
    count: int
    doubtful: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what names the place."""
        return (self.table, self.uid, self.column)


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A stored file that may hold the person; ``suggested`` is None where nobody but a reader can tell."""

    sha256: str
    name: str
    where: str
    size: int
    reason: FileReason
    suggested: FileDecision | None


@dataclass(frozen=True)
class Plan:
    """The dry run: ``goes`` and ``stays`` are Korean words with their counts.

    ``seen`` tells that names in the excerpts of ``places`` stand in full, because they may be seen.
    """

    people: tuple[PlannedPerson, ...]
    marks: Marks
    goes: tuple[tuple[str, int], ...]
    stays: tuple[tuple[str, int], ...]
    places: tuple[Place, ...]
    files: tuple[PlannedFile, ...]
    backups: tuple[str, ...]
    elsewhere: tuple[str, ...]
    warnings: tuple[str, ...]
    excepted: frozenset[tuple[str, str, str]] = field(default=frozenset())
    seen: bool = False

    def without(self, *places: tuple[str, str, str]) -> "Plan":
        """Return the plan with texts left as they are because they mean somebody else."""
        return replace(self, excepted=self.excepted | set(places))


@dataclass(frozen=True)
class Order:
    """A destruction in a form that can be kept and done again: on every backup, and after a crash."""

    uid: str
    people: Mapping[str, str]
    marks: Marks
    files: tuple[str, ...]
    excepted: frozenset[tuple[str, str, str]]
    on: date
    ledger: Mapping[str, Any]
    backups: BackupWay = BackupWay.REWRITE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: ``left`` are sentences about what the program could not reach."""

    uid: str
    people: int
    values: int
    texts: int
    steps: int
    files: int
    backups: int
    left: tuple[str, ...]


def alias(number: int) -> str:
    """Return the name that stands in the place of a destroyed one."""
    return f"파기된 참여자 {number}"


def written(order: Order) -> str:
    """Return an order as the text that the file keeps until it is carried out to the end."""
    return json.dumps(
        {
            "uid": order.uid,
            "people": dict(order.people),
            "names": sorted(order.marks.names),
            "phones": sorted(order.marks.phones),
            "emails": sorted(order.marks.emails),
            "files": list(order.files),
            "excepted": sorted(map(list, order.excepted)),
            "on": order.on.isoformat(),
            "ledger": {
                key: value.isoformat() if isinstance(value, date) else value
                for key, value in order.ledger.items()
            },
            "backups": order.backups.value,
        },
        ensure_ascii=False,
    )


def read(text: str) -> Order:
    """Return the order that ``written`` wrote down."""
    told = json.loads(text)
    ledger = {**told["ledger"], "destroyed_at": datetime.fromisoformat(told["ledger"]["destroyed_at"])}
    until = ledger.get("backups_until")
    return Order(
        uid=told["uid"],
        people=told["people"],
        marks=Marks.of(told["names"], told["phones"], told["emails"]),
        files=tuple(told["files"]),
        excepted=frozenset((table, uid, column) for table, uid, column in told["excepted"]),
        on=date.fromisoformat(told["on"]),
        ledger={**ledger, "backups_until": date.fromisoformat(until) if until else None},
        backups=BackupWay(told["backups"]),
    )


def cleaned(value: Any, marks: Marks) -> Any:
    """Return what a window remembers without what names a person; whole entries of a list go."""
    if isinstance(value, str):
        return marks.removed(value)
    if isinstance(value, Mapping):
        return {key: cleaned(part, marks) for key, part in value.items() if not marks.holds(str(key))}
    if isinstance(value, (list, tuple)):
        kept = (part for part in value if not (isinstance(part, str) and marks.holds(part)))
        return [cleaned(part, marks) for part in kept]
    return value
