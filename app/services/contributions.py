"""기여: hours from attendance, goods, money and work as given, and the 공동생산 지문 of a project."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.domain.choices import StageKind
from app.domain.giving import (
    Contributions,
    Fingerprint,
    Hours,
    Lay,
    PersonHours,
    StageHours,
)
from app.domain.giving import fingerprint as of_sessions
from app.domain.proposal import ContributionKind, CoproductionLevel
from app.errors import UserError
from app.services import records
from db.queries import contributions as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def of_project(ws: "Workspace", project_id: int) -> Contributions:
    """Return what was given to a project, set-based: present and late count, the absent do not.

    Where nobody noted minutes the attendance counts as one of unknown length, never as the session's.
    """
    with ws.reading() as connection:
        rows = queries.attended(connection, project_id)
        given = queries.given(connection, project_id)
    return Contributions(_persons(rows), _stages(rows), tuple(given))


def _persons(rows: Iterable[Mapping[str, Any]]) -> tuple[PersonHours, ...]:
    found: dict[int, PersonHours] = {}
    for row in rows:
        before = found.get(row["person_id"])
        hours = _hours(row) + (before.hours if before else Hours())
        who = (row["person_id"], row["person"], row["actor_kind"], row["role"], bool(row["citizen"]))
        found[row["person_id"]] = PersonHours(*who, hours)
    return tuple(sorted(found.values(), key=lambda row: (-row.hours.minutes, -row.hours.times, row.person)))


def _stages(rows: Iterable[Mapping[str, Any]]) -> tuple[StageHours, ...]:
    citizens: dict[str | None, Hours] = {kind.value: Hours() for kind in StageKind}
    everybody = dict(citizens)
    for row in rows:
        stage = row["stage"]
        everybody[stage] = everybody.get(stage, Hours()) + _hours(row)
        if row["citizen"]:
            citizens[stage] = citizens.get(stage, Hours()) + _hours(row)
    return tuple(StageHours(stage, citizens.get(stage, Hours()), hours) for stage, hours in everybody.items())


def _hours(row: Mapping[str, Any]) -> Hours:
    return Hours(row["minutes"], row["times"], row["unmeasured"])


def add(ws: "Workspace", project_id: int, values: Mapping[str, Any]) -> int:
    """Note goods, money or work given by a person or a group; attendance gives the hours by itself."""
    _refuse_nobody(values)
    with ws.unit_of_work("기여 등록") as work:
        return records.insert(work, "contribution", values, project_id=project_id)


def edit(ws: "Workspace", contribution_id: int, changes: Mapping[str, Any]) -> None:
    """Change what was noted as given; what is there afterwards names who gave, and the sum of money."""
    with ws.reading() as connection:
        row = queries.one(connection, contribution_id)
    if row is None:
        raise UserError("지워졌거나 없는 기여입니다. 목록에서 다시 고르십시오.", "contribution")
    _refuse_nobody({"giver": row.giver, "person_id": row.person_id, "kind": row.kind, "amount": row.amount,
                    **changes})  # fmt: skip
    records.edit(ws, "contribution", [contribution_id], changes)


def delete(ws: "Workspace", ids: Iterable[int]) -> None:
    """Delete what was noted as given."""
    records.delete(ws, "contribution", ids)


def _refuse_nobody(values: Mapping[str, Any]) -> None:
    if not str(values.get("giver") or "").strip() and not values.get("person_id"):
        raise UserError("기여한 곳이나 참여자를 적으십시오.", "giver")
    if (values.get("amount") or 0) < 0:
        raise UserError("양은 0 이상으로 적으십시오.", "amount")
    if values.get("kind") == ContributionKind.MONEY and values.get("amount") is None:
        raise UserError("돈으로 기여한 것은 금액을 적으십시오.", "amount")


def fingerprint(ws: "Workspace", project_id: int) -> Fingerprint:
    """Return the 지문: declared beside observed (the rule stands at ``app.domain.giving.level_of``)."""
    with ws.reading() as connection:
        rows = queries.lay_by_session(connection, project_id)
        declared = set(queries.declared(connection, project_id))
    sessions = [Lay(StageKind(row["stage"]), row["team"], row["outside"], row["decisions"]) for row in rows]
    return of_sessions(sessions, declared)


def declare(ws: "Workspace", project_id: int, level: str, stage: str, on: bool) -> None:
    """Say, or no longer say, that citizens are to take part at this level in this stage."""
    names = f"{CoproductionLevel(level).label}·{StageKind(stage).label}"
    with ws.unit_of_work(f"공동생산 지문 {names} {'표시' if on else '지우기'}") as work:
        row = queries.declared(work.connection, project_id).get((level, stage))
        if on and row is None:
            work.insert("fingerprint", {"project_id": project_id, "level": level, "stage": stage})
        elif not on and row is not None:
            work.delete("fingerprint", [row])
