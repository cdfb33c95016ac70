"""과정 틀: what a new project starts with, read from data in ``resources/templates``."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.choices import ActorKind, CriterionKind, StageKind


@dataclass(frozen=True, slots=True)
class TemplateCriterion:
    """A gate criterion to be: counted by ``metric`` (of ``detail``) up to ``threshold``, or attested."""

    kind: CriterionKind
    label: str
    metric: str = ""
    detail: str = ""
    threshold: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class TemplateMilestone:
    """A 할 일 due so many days after its stage begins."""

    title: str
    day: int


@dataclass(frozen=True, slots=True)
class TemplateStage:
    """One of the four stages: its length in days, steps, gate and 할 일."""

    kind: StageKind
    days: int
    steps: tuple[str, ...]
    criteria: tuple[TemplateCriterion, ...]
    milestones: tuple[TemplateMilestone, ...]


@dataclass(frozen=True, slots=True)
class ProcessTemplate:
    """A way of running a project; the team rules warn and never block.

    ``leader`` is the kind of person expected as 단장 (a resident in 공감e가득), empty where any may be.
    """

    key: str
    label: str
    description: str
    program: str
    citizen_goal: int | None
    actor_kinds_goal: int | None
    leader: ActorKind | None
    stages: tuple[TemplateStage, ...]


def load_templates(folder: Path) -> dict[str, ProcessTemplate]:
    """Read every ``*.toml`` in ``folder``, by key, in the order of the file names."""
    templates = [_template(tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))]
    return {template.key: template for template in templates}


def _template(data: dict[str, Any]) -> ProcessTemplate:
    stages = tuple(_stage(part) for part in data["stage"])
    if tuple(stage.kind for stage in stages) != tuple(StageKind):
        raise ValueError(f"{data['key']}: a template has the four stages in their order")
    leader = data.get("leader")
    return ProcessTemplate(
        key=data["key"],
        label=data["label"],
        description=data["description"],
        program=data["program"],
        citizen_goal=data.get("citizen_goal"),
        actor_kinds_goal=data.get("actor_kinds_goal"),
        leader=ActorKind(leader) if leader else None,
        stages=stages,
    )


def _stage(data: dict[str, Any]) -> TemplateStage:
    criteria = [{**part, "kind": CriterionKind(part["kind"])} for part in data["criterion"]]
    return TemplateStage(
        kind=StageKind(data["kind"]),
        days=data["days"],
        steps=tuple(data["steps"]),
        criteria=tuple(TemplateCriterion(**part) for part in criteria),
        milestones=tuple(TemplateMilestone(**part) for part in data.get("milestone", ())),
    )
