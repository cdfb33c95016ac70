"""파기: looking at what would go, carrying it out to the last byte, and finishing what was cut off.

The records are emptied in one step of work; a mark in the file then says what is still to do (attached files,
backups, what windows remember, the bytes of the file itself), until it is done: by this run, or by the next
opening of the file.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths, settings
from app.changes import DESTRUCTION, Changes
from app.domain.desk_role import Duty, may
from app.domain.privacy import resident_number
from app.domain.privacy.access import Access, AccessAction, AccessPurpose, Destruction
from app.domain.privacy.destruction import (
    BackupWay,
    FileDecision,
    Order,
    Outcome,
    Plan,
    cleaned,
    read,
    written,
)
from app.domain.privacy.personal_marks import Marks
from app.errors import EnvironmentProblem, UserError
from app.services import listing
from app.services.data_file import backup
from app.services.privacy import access, consents
from app.services.privacy.destruction_plan import left_over, plan
from db import destruction as store
from db import erasing, pending
from db.queries import destructions as queries
from db.uid import new_uid

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Progress = Callable[[int, int], None]
EXPIRE_DAYS = 366
"""After so many days none of the automatic backups of today is kept any more."""
_ITEMS = "이름, 소속, 부서, 전화, 전자우편, 출생연도, 나이대, 성별, 관심 분야, 접근성 배려, 메모"
_KEPT = "구분, 참여 과제와 역할, 출석과 시간, 표, 제안과 결정, 동의의 목적과 날짜"
_METHOD = "기록을 지우고 자료 파일을 다시 써 복구할 수 없게 함"


# -- looking


def due(ws: "Workspace") -> tuple[int, ...]:
    """Return the persons whose data are to be destroyed: no consent covers keeping them any more."""
    return consents.people_over(ws)


# -- carrying out


def carry_out(
    ws: "Workspace",
    plan: Plan,
    *,
    approved_by: str,
    reason: str,
    files: Mapping[str, FileDecision] | None = None,
    backups: BackupWay = BackupWay.REWRITE,
    progress: Progress | None = None,
) -> Outcome:
    """Destroy the persons of a plan for good: records, journal, files, backups and what windows remember.

    ``files`` decides about each file of the plan by its digest.  The line in the log of access is durable
    before anything is touched; a ``UserError`` where something is missing leaves all as it was.
    """
    decided = {**{file.sha256: file.suggested for file in plan.files}, **(files or {})}
    _check(ws, plan, approved_by, reason, decided)
    removed = tuple(sha for sha, decision in decided.items() if decision is FileDecision.REMOVE)
    order = _order(ws, plan, approved_by.strip(), reason.strip(), removed, backups)
    access.log(
        ws,
        Access(
            AccessAction.DESTROY,
            f"참여자 {len(plan.people)}명 파기",
            people=tuple(order.people),
            items=tuple(_ITEMS.split(", ")),
            purpose=AccessPurpose.OTHER.value,
            reason=reason.strip(),
        ),
    )
    with ws.unit_of_work(f"개인정보 파기 {len(plan.people)}명", initiator=DESTRUCTION) as work:
        done = store.carry_out(work, order)
        pending.note(work.connection, written(order))
    count, left = finish(ws, progress)
    return Outcome(
        order.uid,
        len(plan.people),
        done["values"],
        done["texts"],
        done["steps"],
        len(removed),
        count,
        tuple(left),
    )


def _check(
    ws: "Workspace", plan: Plan, approved_by: str, reason: str, files: Mapping[str, FileDecision | None]
) -> None:
    if not may(ws.settings.desk_role, Duty.DESTROY):
        raise UserError("지금 역할로는 개인정보를 파기할 수 없습니다. 설정에서 역할을 확인하십시오.", "role")
    if not approved_by.strip():
        raise UserError("파기를 승인한 사람을 적으십시오.", "approved_by")
    if len(reason.strip()) < access.REASON_LENGTH:
        raise UserError(f"파기 사유를 {access.REASON_LENGTH}자 이상 적으십시오.", "reason")
    for key, text in (("approved_by", approved_by), ("reason", reason)):
        resident_number.refuse(text, "파기대장", key)
        if plan.marks.holds(text):
            raise UserError("파기하는 사람의 이름이나 연락처는 적지 마십시오. 대장에 남습니다.", key)
    open_files = [file.name for file in plan.files if files.get(file.sha256) is None]
    if open_files:
        raise UserError(f"첨부 파일 {len(open_files)}개를 지울지 남길지 정하십시오: {open_files[0]}", "files")


def _order(
    ws: "Workspace", plan: Plan, approved_by: str, reason: str, files: tuple[str, ...], backups: BackupWay
) -> Order:
    expires = ws.today + timedelta(days=EXPIRE_DAYS) if backups is BackupWay.EXPIRE else None
    where = "백업도 같이 고침" if expires is None else "백업은 적은 날까지 보관"
    ledger = {
        "destroyed_at": ws.clock(),
        "destroyed_by": ws.actor,
        "approved_by": approved_by,
        "reason": reason,
        "people_count": len(plan.people),
        "people": [person.uid for person in plan.people],
        "items": f"{_ITEMS}; 글 {sum(place.count for place in plan.places)}곳",
        "files": f"{len(files)}개",
        "method": f"{_METHOD}. {where}",
        "kept": _KEPT,
        "backups_until": expires,
    }
    people = {person.uid: person.alias for person in plan.people}
    return Order(new_uid(), people, plan.marks, files, plan.excepted, ws.today, ledger, backups)


# -- finishing


def finish(ws: "Workspace", progress: Progress | None = None) -> tuple[int, list[str]]:
    """Do what is left of a destruction; return how many backups were rewritten and what was out of reach.

    Nothing happens where none is under way.  Done again from the start after a crash: each part finds what
    is done already.
    """
    with ws.reading() as connection:
        text = pending.noted(connection)
    if not text:
        return 0, []
    order, told = read(text), progress or (lambda _done, _total: None)
    copies = backup.available(ws) if order.backups is BackupWay.REWRITE else []
    total = len(copies) + 3
    for sha256 in order.files:
        ws.blobs.remove(sha256)
    told(1, total)
    count, left = _rewrite(ws, copies, order, lambda done: told(1 + done, total))
    _forget(order.marks)
    told(total - 1, total)
    erasing.fold(ws.paths.file, ws.key)
    with ws.beside_journal() as connection:
        pending.note(connection, "")
    erasing.truncate(ws.paths.file, ws.key)
    told(total, total)
    ws.announce(Changes("개인정보 파기", {}, DESTRUCTION, everything=True))
    return count, left


def _rewrite(
    ws: "Workspace", copies: Sequence[Path], order: Order, told: Callable[[int], None]
) -> tuple[int, list[str]]:
    count, left = 0, []
    if ws.paths.backups.is_dir():
        erasing.leftovers(ws.paths.backups)
    step = erasing.step_of(f"개인정보 파기 {len(order.people)}명", ws.actor, ws.clock)
    for done, path in enumerate(copies, 1):
        try:
            count += erasing.rewrite(path, ws.key, order, step)
        except (EnvironmentProblem, OSError):
            left.append(f"백업 ‘{path.name}’을 고치지 못했습니다. 필요 없으면 지우십시오.")
        told(done)
    return count, left


def _forget(marks: Marks) -> None:
    """Take the persons out of what a closed window remembers; an open one does it for itself."""
    path = paths.settings_file()
    if path.is_file():
        kept = settings.load(path)
        clean = cleaned(kept.ui, marks)
        if clean != kept.ui:
            settings.save(path, kept.with_values(ui=clean))
    for stray in path.parent.glob(f"{path.name}.*"):
        with suppress(OSError, UnicodeDecodeError):
            if marks.holds(stray.read_text(encoding="utf-8")):
                stray.unlink()


# -- afterwards


def ledger(ws: "Workspace", year: int | None = None) -> list[Destruction]:
    """Return the 파기대장, newest first."""
    with ws.reading() as connection:
        rows = queries.ledger(connection)
    return [row for row in rows if year is None or row.destroyed_at.astimezone().year == year]


def expire_backups(ws: "Workspace") -> list[Path]:
    """Delete the backups that were to be kept until a day which has come; return them."""
    over = [row for row in ledger(ws) if row.backups_until is not None and row.backups_until <= ws.today]
    newest = max((row.destroyed_at.timestamp() for row in over), default=None)
    if newest is None:
        return []
    gone = [path for path in backup.available(ws) if path.stat().st_mtime < newest]
    for path in gone:
        path.unlink()
    return gone


def repeat(ws: "Workspace", done: Sequence[Destruction]) -> int:
    """Destroy again whoever a restored backup brought back; return how many persons that were.

    ``done`` is the ledger of the records that the backup took the place of.
    """
    again = 0
    known = {row.uid for row in ledger(ws)}
    for row in reversed(done):
        if row.uid not in known:
            again += _repeat(ws, row)
    return again


def _brought_back(ws: "Workspace", uids: Sequence[str]) -> tuple[list[int], list[str]]:
    """Return the ids of who is in the records again, and the uids of who is in the journal alone."""
    deleted = [row.uid for row in left_over(ws) if row.uid in uids]
    with ws.reading() as connection:
        ids = queries.ids_of(connection, uids)
    there = listing.rows(ws, "person", list(ids.values()))
    return [row.id for row in there if row.destroyed_on is None], deleted


def _repeat(ws: "Workspace", row: Destruction) -> int:
    living, deleted = _brought_back(ws, row.people)
    files: tuple[str, ...] = ()
    people, marks = {}, Marks()
    if living or deleted:
        again = plan(ws, living, deleted)
        people, marks = {person.uid: person.alias for person in again.people}, again.marks
        files = tuple(file.sha256 for file in again.files if file.suggested is FileDecision.REMOVE)
    kept = {key: getattr(row, key) for key in queries.LEDGER_FIELDS}
    order = Order(row.uid, people, marks, files, frozenset(), ws.today, kept)
    with ws.unit_of_work(f"개인정보 파기 {len(people)}명", initiator=DESTRUCTION) as work:
        store.carry_out(work, order)
        pending.note(work.connection, written(order))
    finish(ws)
    return len(people)
