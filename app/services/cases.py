"""사례: register a collected case by hand, and settle what an import left in doubt."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean_value
from app.domain.choices import ProjectKind, ProjectStatus
from app.domain.koreandate import format_date
from app.domain.project import Project, settling_field
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
    """Store ``value`` for a doubtful field, which may not stay empty; the step is called a review."""
    spec = _SPECS[key]
    if clean_value(spec, value) is None:
        raise UserError(f"{spec.label}의 값을 고르십시오.", key)
    projects.edit(ws, [case_id], {key: value}, label=f"사례 {spec.label} 검토")
    return projects.get(ws, case_id)


def add_memo(ws: "Workspace", case_id: int, text: str) -> None:
    """Note what can be learnt from a case: a line of its 기타 with the day and who wrote it; one step."""
    words = " ".join(text.split())
    if not words:
        raise UserError("메모를 적으십시오.", "remarks")
    case = projects.get(ws, case_id)
    note = f"벤치마킹 메모({format_date(ws.today)} {ws.actor}): {words}"
    remarks = f"{case.remarks}\n{note}".strip()
    projects.edit(ws, [case_id], {"remarks": remarks}, label=f"사례 ‘{case.title}’ 벤치마킹 메모")
