"""A register of many projects for the benchmarks, in the shape that an office's would have."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from app.domain.choices import ActorKind, Role, ServiceField, StageKind
from app.services.codes import templates
from app.services.workspace import Workspace

_FIELDS = [field.value for field in ServiceField]
_ROLES = [Role.CITIZEN.value, Role.OFFICER.value, Role.EXPERT.value, Role.FACILITATOR.value]
_KINDS = [ActorKind.CITIZEN.value, ActorKind.OFFICIAL.value, ActorKind.EXPERT.value, ActorKind.DESIGNER.value]
_DAY = date(2026, 1, 5)
_TEAM = 8


def fill(workspace: Workspace, projects: int) -> None:
    """Store projects with stages, gates, 할 일 and teams of eight; set-based, in one step of work."""
    process = templates()["design_team"]
    with workspace.unit_of_work("큰 자료") as work:
        work.insert_many("agency", [{"name": f"가온{n}시"} for n in range(200)])
        work.insert_many("person", [_person(n) for n in range(projects // 2 + _TEAM)])
        work.insert_many("project", [_project(n) for n in range(projects)])
        keys = range(1, projects + 1)
        work.insert_many("stage", [row for key in keys for row in _stages(key)])
        criteria: list[dict[str, Any]] = []
        for key in keys:
            place = count(1)
            for position, stage in enumerate(process.stages, 1):
                criteria += [
                    {
                        "project_id": key,
                        "stage_id": (key - 1) * 4 + position,
                        "position": next(place),
                        "kind": part.kind.value,
                        "label": part.label,
                        "metric": part.metric,
                        "detail": part.detail,
                        "threshold": part.threshold,
                    }
                    for part in stage.criteria
                ]
        work.insert_many("criterion", criteria)
        work.insert_many("milestone", [_milestone(key, turn) for key in keys for turn in range(3)])
        work.insert_many("membership", [_member(key, turn) for key in keys for turn in range(_TEAM)])


def _person(number: int) -> dict[str, Any]:
    return {"name": f"사람{number}", "actor_kind": _KINDS[number % 4], "affiliation": f"소속{number % 50}"}


def _project(number: int) -> dict[str, Any]:
    return {
        "kind": "own",
        "title": f"{number:05d}번 마을 함께 돌봄",
        "year": 2017 + number % 10,
        "program_id": 1 + number % 8,
        "government_level": "local",
        "service_field": _FIELDS[number % len(_FIELDS)],
        "lead_agency_id": 1 + number % 200,
        "summary": "주민과 함께 문제를 찾고 서비스를 다시 설계합니다. " * 4,
        "citizen_goal": 40,
        "template": "design_team",
    }


def _stages(key: int) -> list[dict[str, Any]]:
    begins = _DAY + timedelta(key % 90)
    return [
        {
            "project_id": key,
            "kind": kind.value,
            "position": position,
            "planned_start": begins + timedelta(60 * position - 60),
            "planned_end": begins + timedelta(60 * position - 1),
            "progress": (key * 7 + position) % 101 if position == 1 else 0,
        }
        for position, kind in enumerate(StageKind, 1)
    ]


def _milestone(key: int, turn: int) -> dict[str, Any]:
    return {
        "project_id": key,
        "title": f"{turn + 1}차 점검",
        "due_on": _DAY + timedelta(key % 200 + turn * 30),
    }


def _member(key: int, turn: int) -> dict[str, Any]:
    return {"project_id": key, "person_id": 1 + key // 2 + turn, "role": _ROLES[turn % 4]}
