"""파기 looked at before it is done: what would go, what stays, which files are to be decided about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.entities import ENTITIES
from app.domain.person import Person
from app.domain.privacy.consent import ConsentState
from app.domain.privacy.destruction import (
    DeletedPerson,
    FileDecision,
    FileReason,
    Order,
    Plan,
    PlannedFile,
    PlannedPerson,
    alias,
)
from app.domain.privacy.personal_marks import Marks
from app.domain.privacy.sight import SightItem
from app.errors import EnvironmentProblem, UserError
from app.services import listing
from app.services.data_file import backup
from app.services.privacy import consents
from db.queries import access as log
from db.queries import destructions as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def plan(ws: "Workspace", person_ids: Iterable[int], deleted: Iterable[str] = ()) -> Plan:
    """Return what destroying the persons would take away, what stays and what is to be decided.

    ``deleted`` are the uids of persons who were deleted and of whom nothing but the journal tells.  Names
    and contacts in what the plan quotes are masked, but for persons whose names may be seen now.
    """
    persons = [row for row in listing.rows(ws, "person", list(person_ids)) if row.destroyed_on is None]
    gone = [row for row in left_over(ws) if row.uid in set(deleted)]
    if not persons and not gone:
        raise UserError("파기할 참여자를 고르십시오. 이미 파기한 사람은 다시 파기하지 않습니다.", "person")
    ids = {row.uid: row.id for row in (*persons, *gone)}
    with ws.reading() as connection:
        number = queries.destroyed(connection)
        marks = queries.marks_of(connection, ids)
        planned = tuple(
            PlannedPerson(row.id, row.uid, row.name, row.actor_kind, alias(number + place))
            for place, row in enumerate((*persons, *gone), 1)
        )
        places = tuple(queries.places(connection, marks, ids))
        filed = queries.filed(connection)
        met = queries.files_of_sessions(connection, list(ids.values()))
        order = Order("", {row.uid: row.alias for row in planned}, marks, (), frozenset(), ws.today, {})
        payloads, labels = queries.count_payloads(connection, order)
        counts = queries.counts(connection, list(ids.values()))
        minutes = queries.minutes_given(connection, list(ids.values()))
        logged = len(log.naming(connection, marks))
    goes = (
        ("참여자의 개인정보", len(persons)),
        ("삭제한 참여자의 개인정보", len(gone)),
        ("동의서와 그 비고", counts.get("consent", 0)),
        ("글에 적힌 이름과 연락처", sum(place.count for place in places)),
        ("접속기록의 사유에 적힌 이름", logged),
        ("이력의 값", payloads),
        ("이력의 단계 이름", labels),
    )
    seen = all(ws.sight.sees(row.id, SightItem.NAME) for row in planned)
    told = str if seen else marks.masked
    return Plan(
        people=planned,
        marks=marks,
        goes=tuple(pair for pair in goes if pair[1]),
        stays=tuple(_stays(counts, minutes)),
        places=tuple(replace(row, excerpt=told(row.excerpt)) for row in places),
        files=tuple(
            replace(row, name=told(row.name), where=told(row.where))
            for row in _files(ws, filed, met, marks, set(ids.values()))
        ),
        backups=tuple(path.name for path in backup.available(ws)),
        elsewhere=tuple(_elsewhere(ws)),
        warnings=tuple(_warnings(ws, persons, gone)),
        seen=seen,
    )


def left_over(ws: "Workspace") -> list[DeletedPerson]:
    """Return who was deleted but not destroyed: the journal has them still, the newest deletion first."""
    with ws.reading() as connection:
        return queries.deleted(connection)


def _stays(counts: Mapping[str, int], minutes: int) -> Iterable[tuple[str, int]]:
    for table in ("membership", "attendance", "vote", "proposal", "contribution", "milestone", "draw_entry"):
        if counts.get(table):
            yield ENTITIES[table].label, counts[table]
    if minutes:
        yield "함께한 시간(분)", minutes
    if counts.get("consent"):
        yield "동의의 목적과 날짜", counts["consent"]


def _files(
    ws: "Workspace",
    filed: Sequence[tuple[str, str, int, str, int | None]],
    met: set[str],
    marks: Marks,
    ids: set[int],
) -> Iterable[PlannedFile]:
    seen: set[str] = set()
    for sha256, name, size, where, person in filed:
        if sha256 in seen or (person is not None and person not in ids):
            continue
        reason = FileReason.SCAN if person in ids else _reason(ws, sha256, name, marks, sha256 in met)
        if reason is not None:
            seen.add(sha256)
            sure = reason in (FileReason.SCAN, FileReason.CONTENT)
            suggested = FileDecision.REMOVE if sure else None
            yield PlannedFile(sha256, name, where, size, reason, suggested)


def _reason(ws: "Workspace", sha256: str, name: str, marks: Marks, met: bool) -> FileReason | None:
    from exports.readers.words import words_of

    try:
        words = words_of(name, ws.blobs.read(sha256))
    except EnvironmentProblem:
        words = None
    if words is not None and marks.holds(words):
        return FileReason.CONTENT
    if marks.holds(name):
        return FileReason.NAME
    return FileReason.UNREADABLE if words is None and met else None


def _elsewhere(ws: "Workspace") -> Iterable[str]:
    yield (
        "다른 폴더나 저장 장치에 따로 둔 백업, 내보낸 문서, 인쇄물은 프로그램이 고치지 못합니다. "
        "직접 파기하십시오."
    )
    for path in _damaged_copies(ws):
        yield f"‘{path.name}’은 손상되어 따로 둔 파일이라 고치지 못합니다. 직접 지우십시오."


def _damaged_copies(ws: "Workspace") -> list[Path]:
    return sorted(
        path for path in ws.paths.file.parent.glob("*손상*") if path.name.startswith(ws.paths.file.name)
    )


def _warnings(ws: "Workspace", persons: Sequence[Person], gone: Sequence[DeletedPerson]) -> Iterable[str]:
    if gone:
        yield f"삭제한 {len(gone)}명은 파기한 뒤에는 실행 취소로 되살릴 수 없습니다."
    covered = (ConsentState.VALID, ConsentState.ENDING)
    states = consents.states(ws, [row.id for row in persons])
    running = sum(any(state in covered for state in states[row.id].values()) for row in persons)
    if running:
        yield f"보유 기간이 남은 동의가 있는 사람이 {running}명입니다. 본인이 요구했는지 확인하십시오."
    kinds = [*(row.actor_kind for row in persons), *(row.actor_kind for row in gone)]
    officials = kinds.count("official")
    if officials:
        yield f"공무원이 {officials}명 있습니다. 결재와 관문 통과에 남은 이름은 공무 기록이라 그대로 둡니다."
