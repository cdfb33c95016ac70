"""Verbs common to every entity: edit fields, delete; each is one named step that undo can take back."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean
from app.domain.entities import ENTITIES

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork


def insert(work: "UnitOfWork", entity: str, values: Mapping[str, Any], **links: Any) -> int:
    """Store a new record within a step of work: checked fields, and ``links`` that no form edits."""
    return work.insert(entity, {**clean(ENTITIES[entity].fields, values), **links})


def edit(
    ws: "Workspace", entity: str, ids: Iterable[int], changes: Mapping[str, Any], *, initiator: str = ""
) -> None:
    """Change fields of one or several records; the step is named after the first field."""
    cleaned = clean(ENTITIES[entity].fields, changes, partial=True)
    label = _edit_label(entity, cleaned)
    with ws.unit_of_work(label, initiator=initiator) as work:
        work.update_many(entity, list(ids), cleaned)


def delete(ws: "Workspace", entity: str, ids: Iterable[int], label: str = "") -> None:
    """Delete records with all that belongs to them."""
    targets = list(ids)
    count = f" {len(targets)}건" if len(targets) > 1 else ""
    with ws.unit_of_work(label or f"{ENTITIES[entity].label}{count} 삭제") as work:
        work.delete(entity, targets)


def _edit_label(entity: str, changes: Mapping[str, Any]) -> str:
    labels = {spec.key: spec.label for spec in ENTITIES[entity].fields}
    first = next(iter(changes), "")
    more = f" 외 {len(changes) - 1}개 항목" if len(changes) > 1 else ""
    return f"{ENTITIES[entity].label} {labels.get(first, '')}{more} 수정".replace("  ", " ")
