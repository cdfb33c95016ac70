"""Gates: every metric counts what it says, and a stage passes only by its rules."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.listing import ListQuery
from app.domain.stage import Criterion, Stage
from app.errors import UserError
from app.services import outputs, people, projects, records, stages
from app.services.listing import all_rows
from app.services.workspace import Workspace
from db.queries.gates import METRICS
from tests import factories


def _counted(ws: Workspace, project_id: int, metric: str, detail: str = "", threshold: int = 1) -> Criterion:
    """Add a counted criterion to the first gate and return it as it stands; the newest is the last."""
    stage = stages.of_project(ws, project_id)[0]
    values = {"label": metric, "kind": "counted", "metric": metric, "detail": detail,
              "threshold": threshold, "position": len(stage.criteria) + 1}  # fmt: skip
    with ws.unit_of_work("기준") as work:
        records.insert(work, "criterion", values, project_id=project_id, stage_id=stage.id)
    return stages.of_project(ws, project_id)[0].criteria[-1]


def _value(ws: Workspace, project_id: int, metric: str, detail: str = "") -> int | None:
    return _counted(ws, project_id, metric, detail).value


def test_every_metric_of_an_empty_project_is_nothing(workspace: Workspace) -> None:
    """No metric fails without records, none is met by their absence; another project does not count."""
    row, other = factories.project(workspace), factories.project(workspace)
    factories.team(workspace, other.id)
    factories.output(workspace, other.id)
    for metric in METRICS:
        criterion = _counted(workspace, row.id, metric)
        assert not criterion.value and not criterion.met, metric


def test_team_metrics_count_present_members(workspace: Workspace) -> None:
    """Size, kinds, roles and the citizens' share, without those who have left."""
    row = factories.project(workspace)
    factories.team(workspace, row.id, citizens=4, officials=3, experts=2)
    assert _value(workspace, row.id, "team_size") == 9
    assert _value(workspace, row.id, "citizen_ratio") == 44
    assert _value(workspace, row.id, "actor_kinds") == 3
    assert _value(workspace, row.id, "role_count", "expert") == 2
    gone = next(part for part in people.members(workspace, row.id) if part.role == "expert")
    yesterday = workspace.today - timedelta(1)
    records.edit(workspace, "membership", [gone.id], {"from_on": yesterday, "to_on": yesterday})
    assert _value(workspace, row.id, "team_size") == 8
    assert _value(workspace, row.id, "citizen_ratio") == 50
    assert _value(workspace, row.id, "role_count", "expert") == 1


def test_a_resident_who_leads_counts_as_a_citizen(workspace: Workspace) -> None:
    """A citizen by kind counts whatever the role."""
    row = factories.project(workspace)
    people.add_members(workspace, row.id, [factories.person(workspace).id], "leader")
    assert _value(workspace, row.id, "citizen_ratio") == 100


def test_output_metrics_count_outputs_files_and_openness(workspace: Workspace, tmp_path: Path) -> None:
    """By kind where one is named, all where none is."""
    row = factories.project(workspace)
    files = [factories.file(tmp_path, f"{number}.txt", str(number)) for number in range(3)]
    factories.output(workspace, row.id, "report", files)
    factories.output(workspace, row.id, "persona", disclosure="open")
    assert _value(workspace, row.id, "output_count", "report") == 1
    assert _value(workspace, row.id, "output_count") == 2
    assert _value(workspace, row.id, "output_files", "report") == 3
    assert _value(workspace, row.id, "output_files", "persona") == 0
    assert _value(workspace, row.id, "open_outputs") == 1


def test_steps_are_counted_within_their_stage(workspace: Workspace) -> None:
    """A step of a later stage does not count for the first gate."""
    row = factories.project(workspace)
    first, second = stages.of_project(workspace, row.id)[:2]
    stages.set_step_done(workspace, first.steps[0].id, True)
    stages.set_step_done(workspace, second.steps[0].id, True)
    assert _value(workspace, row.id, "steps_done") == 1


@pytest.mark.parametrize(("threshold", "met"), [(8, True), (9, True), (10, False)])
def test_a_counted_criterion_is_met_from_its_threshold_on(
    workspace: Workspace, threshold: int, met: bool
) -> None:
    """Equal is enough."""
    row = factories.project(workspace)
    factories.team(workspace, row.id, citizens=4, officials=3, experts=2)
    assert _counted(workspace, row.id, "team_size", threshold=threshold).met is met


def _planning(ws: Workspace, project_id: int) -> Stage:
    return stages.of_project(ws, project_id)[0]


def _ready(ws: Workspace) -> int:
    """Make a project whose first gate has all it asks for."""
    row = factories.project(ws)
    factories.team(ws, row.id)
    factories.output(ws, row.id, "research")
    factories.closed_sessions(ws, row.id)
    attested = next(part for part in _planning(ws, row.id).criteria if part.kind == "attested")
    stages.confirm(ws, attested, "결재 확인")
    return row.id


def test_a_gate_passes_when_all_is_met_and_opens_the_next_stage(workspace: Workspace) -> None:
    """Closed, dated, at 100 percent; the next stage begins; the evidence is kept with its digest."""
    project_id = _ready(workspace)
    stages.sign_off(workspace, _planning(workspace, project_id), remark="좋습니다")
    planning, design = stages.of_project(workspace, project_id)[:2]
    assert planning.closed_at and planning.actual_end and planning.progress == 100
    assert design.actual_start and stages.current(stages.of_project(workspace, project_id)) == design
    (signed,) = planning.signoffs
    assert (signed.signed_by, signed.remark, signed.exception_reason) == ("홍시험", "좋습니다", "")
    assert stages.digest(signed.evidence) == signed.evidence_digest
    kept = {part["label"]: part["value"] for part in signed.evidence["criteria"]}  # type: ignore[attr-defined]
    assert kept["팀 7명 이상 구성"] == 9
    altered = {**signed.evidence, "stage": "design"}
    assert stages.digest(altered) != signed.evidence_digest


def test_a_gate_that_lacks_something_passes_only_by_a_written_exception(workspace: Workspace) -> None:
    """The refusal names what is missing; blanks are no reason."""
    row = factories.project(workspace)
    for reason in ("", "   "):
        with pytest.raises(UserError, match="팀 7명 이상 구성"):
            stages.sign_off(workspace, _planning(workspace, row.id), exception=reason)
    assert _planning(workspace, row.id).closed_at is None
    stages.sign_off(workspace, _planning(workspace, row.id), exception="추가 모집을 조건으로")
    assert _planning(workspace, row.id).signoffs[0].exception_reason == "추가 모집을 조건으로"


def test_stages_pass_in_their_order_and_once(workspace: Workspace) -> None:
    """Neither a later stage first, nor the same stage twice."""
    row = factories.project(workspace)
    planning, design = stages.of_project(workspace, row.id)[:2]
    with pytest.raises(UserError, match="기획 관문을 먼저"):
        stages.sign_off(workspace, design, exception="급함")
    stages.sign_off(workspace, planning, exception="급함")
    with pytest.raises(UserError, match="이미 통과했거나"):
        stages.sign_off(workspace, planning, exception="급함")


def test_the_last_gate_finishes_the_project_and_reopening_takes_that_back(workspace: Workspace) -> None:
    """완료 comes from the last gate; opened again, the project runs."""
    row = factories.project(workspace)
    for _ in range(4):
        factories.pass_gate(workspace, row.id)
    assert projects.get(workspace, row.id).state == "done"
    last = stages.of_project(workspace, row.id)[3]
    stages.reopen(workspace, last, "설문을 다시 합니다")
    now = stages.of_project(workspace, row.id)[3]
    assert projects.get(workspace, row.id).status == "active"
    assert now.closed_at is None and now.signoffs[0].reopen_reason == "설문을 다시 합니다"


def test_gates_are_reopened_from_the_last_with_a_reason(workspace: Workspace) -> None:
    """A gate below one that stands cannot be opened, and none without a reason."""
    row = factories.project(workspace)
    factories.pass_gate(workspace, row.id)
    factories.pass_gate(workspace, row.id)
    planning, design = stages.of_project(workspace, row.id)[:2]
    with pytest.raises(UserError, match="설계 관문을 먼저 다시"):
        stages.reopen(workspace, planning, "까닭")
    with pytest.raises(UserError, match="사유"):
        stages.reopen(workspace, design, " ")
    stages.reopen(workspace, design, "까닭")
    stages.reopen(workspace, stages.of_project(workspace, row.id)[0], "까닭")
    assert stages.current(stages.of_project(workspace, row.id)).kind == "planning"  # type: ignore[union-attr]


def test_counted_criteria_are_not_confirmed_by_hand(workspace: Workspace) -> None:
    """Only an attested criterion is confirmed and withdrawn, and confirmed once."""
    row = factories.project(workspace)
    criteria = _planning(workspace, row.id).criteria
    attested = next(part for part in criteria if part.kind == "attested")
    with pytest.raises(UserError, match="자동으로 세는"):
        stages.confirm(workspace, criteria[0])
    stages.confirm(workspace, attested)
    with pytest.raises(UserError, match="이미 확인"):
        stages.confirm(workspace, attested)
    stages.withdraw(workspace, attested)
    assert not next(part for part in _planning(workspace, row.id).criteria if part.id == attested.id).met


def test_evidence_stands_with_its_criterion_and_in_the_snapshot(workspace: Workspace, tmp_path: Path) -> None:
    """The digest of an attached file is part of what was signed."""
    project_id = _ready(workspace)
    attested = next(part for part in _planning(workspace, project_id).criteria if part.kind == "attested")
    outputs.attach_evidence(workspace, attested, [factories.file(tmp_path, "결재.pdf")])
    (evidence,) = next(
        part for part in _planning(workspace, project_id).criteria if part.id == attested.id
    ).evidence
    stages.sign_off(workspace, _planning(workspace, project_id))
    snapshot = _planning(workspace, project_id).signoffs[0].evidence
    assert [evidence.name, evidence.sha256] in snapshot["criteria"][-1]["files"]  # type: ignore[index]


def test_a_project_waits_at_its_gate_from_sixty_percent_on(workspace: Workspace) -> None:
    """관문 대기: far enough, and something lacking; 진행 중 before."""
    row = factories.project(workspace)
    stage = _planning(workspace, row.id)
    for percent, state in ((59, "active"), (60, "gate")):
        stages.edit_stage(workspace, stage.id, {"progress": percent})
        assert all_rows(workspace, "project", ListQuery())[0].state == state
