"""단계와 관문: progress, steps, confirming criteria with evidence, signing a gate off, opening it again."""

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean
from app.domain.choices import CriterionKind, ProjectStatus, StageKind
from app.domain.stage import STAGE_FIELDS, STEP_FIELDS, Criterion, Stage, Step
from app.errors import UserError
from app.services import records
from db import journal
from db.queries import stages as queries
from db.queries import timeline

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

_PLAN = {"planned_start", "planned_end"}


def of_project(ws: "Workspace", project_id: int) -> list[Stage]:
    """Return the four stages of a project with steps, gates and sign-offs, in order."""
    with ws.reading() as connection:
        return queries.stages(connection, project_id, ws.today)


def current(stages: list[Stage]) -> Stage | None:
    """Return the stage under way: the first whose gate is not passed; None when all are."""
    return next((stage for stage in stages if stage.closed_at is None), None)


def edit_stage(ws: "Workspace", stage_id: int, changes: Mapping[str, Any], *, initiator: str = "") -> None:
    """Change dates, progress or note of a stage."""
    cleaned = clean(STAGE_FIELDS, changes, partial=True)
    with ws.unit_of_work(records.edit_label("stage", cleaned), initiator=initiator) as work:
        replan(work, stage_id, cleaned)


def replan(work: "UnitOfWork", stage_id: int, changes: Mapping[str, Any]) -> None:
    """Change fields of a stage within a step; once its project has begun the first plan stays as baseline.

    Before that a plan is a draft, and a change leaves nothing behind.
    """
    baseline: dict[str, Any] = {}
    if _PLAN & changes.keys():
        for _, start, end in timeline.unkept(work.connection, [stage_id]):
            planned = {"planned_start": start, "planned_end": end}
            if {**planned, **{key: changes[key] for key in _PLAN & changes.keys()}} != planned:
                baseline = {"baseline_start": start, "baseline_end": end}
    work.update("stage", stage_id, {**changes, **baseline})


def set_step_done(ws: "Workspace", step_id: int, done: bool) -> None:
    """Mark a step of a stage as finished or not."""
    with ws.unit_of_work("세부단계 마침" if done else "세부단계 마침 취소") as work:
        work.update("step", step_id, {"done": done})


def add_step(ws: "Workspace", stage: Stage, label: str) -> int:
    """Add a step to the end of a stage's steps."""
    with ws.unit_of_work(f"세부단계 ‘{label}’ 추가") as work:
        position = max((step.position for step in stage.steps), default=0) + 1
        values = {"label": label, "position": position}
        return records.insert(work, "step", values, project_id=stage.project_id, stage_id=stage.id)


def rename_step(ws: "Workspace", step: Step, label: str) -> None:
    """Give a step another name; whether it is done stays as it is."""
    values = clean(STEP_FIELDS, {"label": label}, partial=True)
    with ws.unit_of_work(f"세부단계 ‘{step.label}’ 이름 바꾸기") as work:
        work.update("step", step.id, values)


def remove_step(ws: "Workspace", step: Step) -> None:
    """Take a step off its stage; undo brings it back in its place."""
    records.delete(ws, "step", [step.id], f"세부단계 ‘{step.label}’ 삭제")


def add_criterion(ws: "Workspace", stage: Stage, label: str) -> int:
    """Add an attested criterion to the gate of a stage."""
    with ws.unit_of_work(f"관문 기준 ‘{label}’ 추가") as work:
        values = {"label": label, "kind": CriterionKind.ATTESTED.value, "position": len(stage.criteria) + 1}
        return records.insert(work, "criterion", values, project_id=stage.project_id, stage_id=stage.id)


def confirm(ws: "Workspace", criterion: Criterion, remark: str = "") -> None:
    """Confirm an attested criterion in the name of the person at the desk."""
    _refuse_counted(criterion)
    with ws.unit_of_work(f"관문 기준 ‘{criterion.label}’ 확인") as work:
        if queries.result_id(work.connection, criterion.id) is not None:
            raise UserError("이미 확인한 기준입니다.", "criterion")
        values = {"met_by": ws.actor, "met_at": ws.clock(), "remark": remark}
        links = {"project_id": criterion.project_id, "criterion_id": criterion.id}
        records.insert(work, "criterion_result", values, **links)


def withdraw(ws: "Workspace", criterion: Criterion) -> None:
    """Take the confirmation of an attested criterion back."""
    _refuse_counted(criterion)
    with ws.unit_of_work(f"관문 기준 ‘{criterion.label}’ 확인 취소") as work:
        found = queries.result_id(work.connection, criterion.id)
        work.delete("criterion_result", [found] if found else [])


def _refuse_counted(criterion: Criterion) -> None:
    if criterion.kind == CriterionKind.COUNTED:
        raise UserError("기록에서 자동으로 세는 기준이라 직접 확인하지 않습니다.", "criterion")


def sign_off(ws: "Workspace", stage: Stage, *, remark: str = "", exception: str = "") -> None:
    """Let a stage pass its gate: all criteria met, or a written exception.

    Stages pass in their order.  Stored are who, when and a hashed snapshot of the evidence with the journal's
    head, so that neither can be altered later without a trace.  Passing the last gate finishes the project.
    """
    stage = _as_it_stands(ws, stage)
    if stage.missing and not exception.strip():
        names = ", ".join(criterion.label for criterion in stage.missing)
        raise UserError(
            f"{stage.kind_label} 관문에 빠진 기준이 있습니다: {names}. 채우거나 예외 사유를 적으십시오.",
            "exception",
        )
    label = f"{stage.kind_label} 관문 {'조건부 통과' if stage.missing else '통과'}"
    with ws.unit_of_work(label) as work:
        evidence = {**_snapshot(stage), "journal_head": journal.head(work.connection)}
        now = ws.clock()
        records.insert(
            work, "signoff",
            {"signed_by": ws.actor, "signed_at": now, "remark": remark, "exception_reason": exception},
            project_id=stage.project_id, stage_id=stage.id,
            evidence=evidence, evidence_digest=digest(evidence),
        )  # fmt: skip
        ended = stage.actual_end or now.astimezone().date()
        closing = {"closed_at": now, "progress": 100, "actual_end": ended}
        work.update("stage", stage.id, closing)
        _begin_next(work, ws, stage)


def _begin_next(work: Any, ws: "Workspace", stage: Stage) -> None:
    if stage.kind == StageKind.FEEDBACK:
        work.update("project", stage.project_id, {"status": ProjectStatus.DONE.value})
        return
    following = queries.not_begun(work.connection, stage.project_id, stage.position + 1)
    if following is not None:
        work.update("stage", following, {"actual_start": ws.today})


def _as_it_stands(ws: "Workspace", stage: Stage) -> Stage:
    stages = of_project(ws, stage.project_id)
    now = next((part for part in stages if part.id == stage.id), None)
    if now is None or now.closed_at is not None:
        raise UserError("이미 통과했거나 없어진 단계입니다.", "stage")
    under_way = current(stages)
    if under_way is not None and under_way.id != now.id:
        raise UserError(f"{under_way.kind_label} 관문을 먼저 통과해야 합니다.", "stage")
    return now


def _snapshot(stage: Stage) -> dict[str, Any]:
    return {
        "stage": stage.kind,
        "criteria": [
            {
                "label": part.label, "kind": part.kind, "value": part.value, "threshold": part.threshold,
                "met": part.met, "met_by": part.met_by,
                "met_at": part.met_at.isoformat() if part.met_at else None,
                "files": [[file.name, file.sha256] for file in part.evidence],
            }
            for part in stage.criteria
        ],
    }  # fmt: skip


def digest(evidence: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a snapshot of evidence, the same for the same contents."""
    text = json.dumps(evidence, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def reopen(ws: "Workspace", stage: Stage, reason: str) -> None:
    """Open a passed gate again, with a reason; later gates have to be opened first."""
    if not reason.strip():
        raise UserError("다시 여는 사유를 적으십시오.", "reason")
    stages = of_project(ws, stage.project_id)
    later = [part for part in stages if part.position > stage.position and part.closed_at]
    if later:
        raise UserError(f"{later[-1].kind_label} 관문을 먼저 다시 열어야 합니다.", "stage")
    signed = [part for part in stage.signoffs if part.reopened_at is None]
    with ws.unit_of_work(f"{stage.kind_label} 관문 다시 열기") as work:
        opened = {"reopened_at": ws.clock(), "reopened_by": ws.actor, "reopen_reason": reason.strip()}
        work.update_many("signoff", [part.id for part in signed], opened)
        work.update("stage", stage.id, {"closed_at": None, "actual_end": None})
        work.update("project", stage.project_id, {"status": ProjectStatus.ACTIVE.value})
