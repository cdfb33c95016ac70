"""과제: register one from a template, read, edit, make one's own out of a case, delete."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean, clean_value, refuse_reversed
from app.domain.choices import ActorKind, ProjectKind, ProjectStatus
from app.domain.fields import specs_by_key
from app.domain.hangul import quoted
from app.domain.listing import ListQuery
from app.domain.person import PERSON_FIELDS
from app.domain.project import PROJECT_FIELDS, Project, still_doubtful
from app.domain.template import ProcessTemplate, TemplateStage
from app.errors import UserError
from app.services import directory, listing, records
from app.services.codes import templates

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

DEFAULT_TEMPLATE = "design_team"
SPECS = specs_by_key(PROJECT_FIELDS)


def get(ws: "Workspace", project_id: int) -> Project:
    """Return one project; a ``UserError`` where there is none."""
    found = listing.rows(ws, "project", [project_id])
    if not found:
        raise UserError(f"{project_id}번 과제가 없습니다. 목록에서 번호를 확인하십시오.", "project")
    project: Project = found[0]
    return project


def create(ws: "Workspace", values: Mapping[str, Any], *, template: str = DEFAULT_TEMPLATE) -> Project:
    """Register an own project: its fields, and the stages, gates and 할 일 of a template.

    ``program``, ``lead_agency`` and ``manager`` may be given by name instead of their ids; a name that is
    new is added, a manager as an official.
    """
    process = templates().get(template)
    if process is None:
        raise UserError(
            f"과정 틀 {quoted(template, '이/가')} 없습니다. 고를 수 있는 틀: {', '.join(templates())}",
            "template",
        )
    # Looked at before anything is written: the name of the step stands in the journal.
    title = clean_value(SPECS["title"], values.get("title"))
    with ws.unit_of_work(f"과제 ‘{title}’ 등록") as work:
        project_id = add(work, values, process, ws.today)
    return get(ws, project_id)


def add(work: "UnitOfWork", values: Mapping[str, Any], process: ProcessTemplate, today: date) -> int:
    """Store an own project with the stages of ``process`` within a step of work; return its id."""
    fields = _with_references(work, {"kind": ProjectKind.OWN.value, "program": process.program, **values})
    fields.setdefault("status", ProjectStatus.ACTIVE.value)
    fields.setdefault("citizen_goal", process.citizen_goal)
    fields.setdefault("actor_kinds_goal", process.actor_kinds_goal)
    fields = clean(PROJECT_FIELDS, fields)
    begins = fields.get("starts_on") or today
    fields["starts_on"] = begins
    refuse_reversed(PROJECT_FIELDS, fields)
    fields["ends_on"] = fields.get("ends_on") or begins + timedelta(
        sum(stage.days for stage in process.stages)
    )
    project_id = work.insert("project", {**fields, "template": process.key})
    for position, stage in enumerate(process.stages, 1):
        _add_stage(work, project_id, position, stage, begins)
        begins += timedelta(stage.days)
    return project_id


def _with_references(work: "UnitOfWork", values: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(values)
    program, agency = fields.pop("program", None), fields.pop("lead_agency", None)
    manager = fields.pop("manager", None)
    if manager and not fields.get("manager_id"):
        official = clean(PERSON_FIELDS, {"name": manager, "actor_kind": ActorKind.OFFICIAL.value})
        fields["manager_id"] = directory.ensure(work, "person", official["name"], official)
    if program and not fields.get("program_id"):
        fields["program_id"] = directory.ensure(work, "program", program)
    if agency and not fields.get("lead_agency_id"):
        fields["lead_agency_id"] = directory.ensure_agency(
            work, agency, fields.get("government_level"), fields.get("is_foreign")
        )
    return fields


def _add_stage(
    work: "UnitOfWork", project_id: int, position: int, stage: TemplateStage, begins: date
) -> None:
    links = {"project_id": project_id}
    ends = begins + timedelta(stage.days - 1)
    values = {"kind": stage.kind.value, "position": position, "planned_start": begins, "planned_end": ends}
    links["stage_id"] = work.insert("stage", {"project_id": project_id, **values})
    steps = [{"label": label, "position": place, **links} for place, label in enumerate(stage.steps, 1)]
    work.insert_many("step", steps)
    work.insert_many(
        "criterion",
        [
            {
                "position": place, "kind": part.kind.value, "label": part.label, "due_on": ends,
                "metric": part.metric, "detail": part.detail, "threshold": part.threshold,
                "note": part.note, **links,
            }
            for place, part in enumerate(stage.criteria, 1)
        ],
    )  # fmt: skip
    work.insert_many(
        "milestone",
        [
            {"project_id": project_id, "stage": stage.kind.value, "title": part.title,
             "due_on": begins + timedelta(part.day)}
            for part in stage.milestones
        ],
    )  # fmt: skip


def edit(
    ws: "Workspace", ids: Iterable[int], changes: Mapping[str, Any], *, initiator: str = "", label: str = ""
) -> None:
    """Change fields of one or several projects or cases; ``label`` names the step otherwise.

    A classification that a person sets is no longer in doubt: what was kept as written for it is dropped.
    """
    targets = list(ids)
    cleaned = clean(PROJECT_FIELDS, changes, partial=True)
    rows = listing.rows(ws, "project", targets)
    settled = [
        (row.id, rest) for row in rows if (rest := still_doubtful(row.as_written, cleaned)) != row.as_written
    ]
    label = label or records.edit_label("project", cleaned, len(targets))
    with ws.unit_of_work(label, initiator=initiator) as work:
        work.update_many("project", targets, cleaned)
        for project_id, rest in settled:
            work.update("project", project_id, {"as_written": rest})


def delete(ws: "Workspace", ids: Iterable[int]) -> None:
    """Delete projects with their stages, teams and outputs; undo brings all of it back."""
    targets = list(ids)
    rows = listing.rows(ws, "project", targets[:1])
    more = f" 외 {len(targets) - 1}건" if len(targets) > 1 else ""
    title = rows[0].title if rows else ""
    records.delete(ws, "project", targets, f"과제 ‘{title}’{more} 삭제")


def from_case(ws: "Workspace", case_id: int, template: str = DEFAULT_TEMPLATE) -> Project:
    """Register an own project that begins with the title, field and summary of a case."""
    case = get(ws, case_id)
    source = f"참고 사례: {case.title}" + (f" ({case.lead_agency})" if case.lead_agency else "")
    values = {
        "title": f"{case.title} (우리 과제)",
        "year": ws.today.year,
        "government_level": case.government_level,
        "is_foreign": False,
        "service_field": case.service_field,
        "summary": case.summary,
        "background": source,
    }
    return create(ws, values, template=template)


def similar(ws: "Workspace", project_id: int, limit: int = 3) -> list[Project]:
    """Return own projects of the same field as a case, those that share most words of the title first."""
    case = get(ws, project_id)
    if not case.service_field:
        return []
    query = ListQuery(filters={"service_field": (case.service_field,), "kind": (ProjectKind.OWN.value,)})
    words = set(case.title.split())
    rows = [row for row in listing.all_rows(ws, "project", query) if row.id != project_id]
    return sorted(rows, key=lambda row: -len(words & set(row.title.split())))[:limit]


def as_json(ws: "Workspace", rows: Sequence[Project]) -> list[dict[str, Any]]:
    """Return projects as exports and the command line give them: labels in Korean, doubtful values null.

    This leaves the desk, so a 담당 is named as a paper may name them.
    """
    from app.domain.project_json import to_json
    from app.services import disclosure

    named = disclosure.allowed(ws, {row.manager_id for row in rows})

    def manager(row: Project) -> str | None:
        kind = named.kinds.get(row.manager_id) if row.manager_id else None
        return named.name(row.manager_id, row.manager, kind) or None

    return [{**to_json(row), "manager": manager(row)} for row in rows]
