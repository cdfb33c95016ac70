"""사례: register a collected case by hand, and settle what an import left in doubt."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean_value
from app.domain.choices import ProjectKind, ProjectStatus
from app.domain.project import Project, settling_field, still_doubtful
from app.errors import UserError
from app.services import projects, records

if TYPE_CHECKING:
    from app.services.workspace import Workspace

CLASSIFYING = ("government_level", "is_foreign", "service_field")
_SPECS = projects.SPECS


def add(ws: "Workspace", values: Mapping[str, Any]) -> Project:
    """Register a case: a finished effort of others, without stages of its own."""
    kept = {"status": ProjectStatus.DONE.value, **values, "kind": ProjectKind.CASE.value}
    title = clean_value(_SPECS["title"], values.get("title"))
    with ws.unit_of_work(f"사례 ‘{title}’ 등록") as work:
        case_id = records.insert(work, "project", kept)
    return projects.get(ws, case_id)


def doubts(case: Project) -> dict[str, str]:
    """Return what a person has to settle: field keys and the text as written, empty where none was given."""
    kept = {settling_field(key): text for key, text in case.as_written.items()}
    found = {key: text for key, text in kept.items() if key in _SPECS}
    for key in CLASSIFYING:
        if getattr(case, key) is None:
            found.setdefault(key, "")
    return found


def settle(ws: "Workspace", case_id: int, key: str, value: Any) -> Project:
    """Store ``value`` for a doubtful field and drop what was kept as written for it; one step."""
    value = clean_value(_SPECS[key], value)
    if value is None:
        raise UserError(f"{_SPECS[key].label}의 값을 고르십시오.", key)
    case = projects.get(ws, case_id)
    rest = still_doubtful(case.as_written, {key: value})
    with ws.unit_of_work(f"사례 {_SPECS[key].label} 검토") as work:
        work.update("project", case_id, {key: value, "as_written": rest})
    return projects.get(ws, case_id)


def edit(ws: "Workspace", case_id: int, key: str, value: Any) -> None:
    """Change one field of a case; a doubt about it is settled with it."""
    if value is not None and key in doubts(projects.get(ws, case_id)):
        settle(ws, case_id, key, value)
    else:
        projects.edit(ws, [case_id], {key: value}, initiator="matrix")
