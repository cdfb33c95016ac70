"""과제: register one from a template, read, edit, make one's own out of a case, delete."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean, clean_value, refuse_reversed
from app.domain.choices import ActorKind, ProjectKind, ProjectStatus
from app.domain.fields import specs_by_key
from app.domain.hangul import quoted
from app.domain.person import PERSON_FIELDS
from app.domain.project import PROJECT_FIELDS, Project, still_doubtful
from app.domain.template import ProcessTemplate
from app.errors import UserError
from app.services import directory, listing, records
from app.services.codes import templates
from db.queries import projects as queries
from db.queries.tabular import ids_of_uids

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
    furnish(work, [(project_id, begins)], process)
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


def furnish(work: "UnitOfWork", opened: Sequence[tuple[int, date]], process: ProcessTemplate) -> None:
    """Give own projects the stages, gates and 할 일 of ``process``, from the day on which each begins.

    One statement a table, however many projects there are.
    """
    stages: list[tuple[Any, ...]] = []
    milestones: list[tuple[Any, ...]] = []
    for project_id, begins in opened:
        for position, stage in enumerate(process.stages, 1):
            ends = begins + timedelta(stage.days - 1)
            stages.append((project_id, stage.kind.value, position, begins, ends))
            milestones += [
                (project_id, stage.kind.value, part.title, begins + timedelta(part.day))
                for part in stage.milestones
            ]
            begins += timedelta(stage.days)
    names = ("project_id", "kind", "position", "planned_start", "planned_end")
    ids = ids_of_uids(work.connection, "stage", _insert(work, "stage", names, stages))
    parts = list(zip(ids, stages, process.stages * len(opened), strict=True))
    steps = [
        (label, place, row[0], stage_id)
        for stage_id, row, stage in parts
        for place, label in enumerate(stage.steps, 1)
    ]
    _insert(work, "step", ("label", "position", "project_id", "stage_id"), steps)
    criteria = [
        (place, part.kind.value, part.label, row[4], part.metric, part.detail, part.threshold, part.note,
         row[0], stage_id)
        for stage_id, row, stage in parts
        for place, part in enumerate(stage.criteria, 1)
    ]  # fmt: skip
    columns = ("position", "kind", "label", "due_on", "metric", "detail", "threshold", "note", "project_id",
             "stage_id")  # fmt: skip
    _insert(work, "criterion", columns, criteria)
    _insert(work, "milestone", ("project_id", "stage", "title", "due_on"), milestones)


def _insert(
    work: "UnitOfWork", entity: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> list[str]:
    if not rows:
        return []
    return work.insert_columns(entity, dict(zip(names, zip(*rows, strict=True), strict=True)))


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
    words = set(case.title.split())
    with ws.reading() as connection:
        titles = [row for row in queries.own_titles(connection, case.service_field) if row[0] != project_id]
    nearest = sorted(titles, key=lambda row: -len(words & set(row[1].split())))[:limit]
    return listing.rows(ws, "project", [row[0] for row in nearest])


def as_json(ws: "Workspace", rows: Sequence[Project]) -> list[dict[str, Any]]:
    """Return projects as exports and the command line give them: labels in Korean, doubtful values null.

    This leaves the desk, so a 담당 is named as a paper may name them.
    """
    from app.domain.project_json import to_json
    from app.services.privacy import disclosure

    named = disclosure.allowed(ws, {row.manager_id for row in rows})

    def manager(row: Project) -> str | None:
        kind = named.kinds.get(row.manager_id) if row.manager_id else None
        return named.name(row.manager_id, row.manager, kind) or None

    return [{**to_json(row), "manager": manager(row)} for row in rows]
