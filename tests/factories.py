"""Short ways to records for tests: each makes one that is valid, and takes what the test is about."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.domain.choices import Role
from app.domain.evaluation.rounds import PanelMember
from app.domain.project import Project
from app.domain.stage import Stage
from app.services import outputs, people, projects, records, stages
from app.services.evaluation import round_setup, scores
from app.services.evaluation.round_setup import PanelPlan, RoundPlan
from app.services.evaluation.rounds import RoundParts
from app.services.evaluation.scores import Cell
from app.services.listing import rows
from app.services.session import sessions
from app.services.workspace import Workspace


def project(ws: Workspace, template: str = "design_team", **values: Any) -> Project:
    """Make an own project with its stages; any field may be given."""
    given = {
        "title": "가온시 야간 돌봄 안내",
        "year": 2026,
        "government_level": "local",
        "is_foreign": False,
        "service_field": "welfare",
        "lead_agency": "가온시",
        **values,
    }
    return projects.create(ws, given, template=template)


def case(ws: Workspace, **values: Any) -> Project:
    """Make a collected case: a project of kind case, without stages."""
    given = {
        "kind": "case",
        "title": "나래군 골목 도서관",
        "year": 2016,
        "status": "done",
        "government_level": "local",
        "is_foreign": False,
        "service_field": "culture",
    }
    links = {"as_written": values.pop("as_written", {})}
    with ws.unit_of_work("사례 등록") as work:
        case_id = records.insert(work, "project", {**given, **values}, **links)
    return projects.get(ws, case_id)


def person(ws: Workspace, name: str = "하늘봄", **values: Any) -> Any:
    """Make a person, a citizen unless told otherwise."""
    return people.add_person(ws, {"name": name, "actor_kind": "citizen", **values})


def team(
    ws: Workspace, project_id: int, citizens: int = 4, officials: int = 3, experts: int = 2
) -> list[int]:
    """Put new persons on the team of a project and return their ids; the first official leads."""
    members = []
    for kind, role, count in (
        ("official", Role.OFFICER, officials),
        ("citizen", Role.CITIZEN, citizens),
        ("expert", Role.EXPERT, experts),
    ):
        new = [person(ws, f"{role.label[:2]}{number}", actor_kind=kind).id for number in range(1, count + 1)]
        if kind == "official" and new:
            people.add_members(ws, project_id, new[:1], Role.LEADER)
            people.add_members(ws, project_id, new[1:], role)
        elif new:
            people.add_members(ws, project_id, new, role)
        members += new
    return members


def output(
    ws: Workspace, project_id: int, kind: str = "report", files: Iterable[Path] = (), **values: Any
) -> Any:
    """File an output with its files and return it as lists read it."""
    output_id = outputs.add(
        ws, project_id, {"title": "중간 보고서", "kind": kind, "stage": "design", **values}, files
    )
    return rows(ws, "output", [output_id])[0]


def milestone(ws: Workspace, project_id: int, **values: Any) -> Any:
    """Note something that falls due and return it as lists read it."""
    milestone_id = outputs.add_milestone(ws, project_id, {"title": "현장조사", "due_on": ws.today, **values})
    return rows(ws, "milestone", [milestone_id])[0]


def closed_sessions(ws: Workspace, project_id: int, kind: str = "interview", count: int = 3) -> list[int]:
    """Hold sessions of one kind today, close them and return their ids."""
    made = [sessions.create(ws, project_id, kind, {"held_on": ws.today}) for _ in range(count)]
    for session_id in made:
        sessions.close(ws, session_id)
    return made


def file(folder: Path, name: str = "회의록.txt", content: bytes | str = "첫 모임 기록") -> Path:
    """Write a small file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def pass_gate(ws: Workspace, project_id: int, exception: str = "시험을 위한 예외") -> Stage:
    """Sign the gate under way off by exception and return the stage that follows, or the last one."""
    under_way = stages.current(stages.of_project(ws, project_id))
    assert under_way is not None, "every gate is passed already"
    stages.sign_off(ws, under_way, exception=exception)
    after = stages.of_project(ws, project_id)
    return stages.current(after) or after[-1]


def evaluation_round(
    ws: Workspace,
    project_ids: Iterable[int],
    panels: Mapping[str, tuple[int, Sequence[str]]] | None = None,
    **values: Any,
) -> int:
    """Make a round in preparation; ``panels`` are weight and names of the members by the panel's name."""
    plans = tuple(
        PanelPlan(None, name, "paper", weight, new=tuple((member, "정책") for member in members))
        for name, (weight, members) in (panels or {}).items()
    )
    return round_setup.store(ws, RoundPlan({"title": "상반기", **values}, tuple(project_ids), plans))


def scored(
    ws: Workspace, found: RoundParts, member: PanelMember, project_id: int, values: Mapping[int, float]
) -> None:
    """Enter what one reviewer gave one project, by criterion."""
    scores.enter(ws, found, {Cell(member.id, project_id, key): value for key, value in values.items()})
