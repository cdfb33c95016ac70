"""Verbs common to every entity: edit fields, delete; each is one named step that undo can take back."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean
from app.domain.entities import ENTITIES
from app.domain.person import age_band_of, banded
from db.queries.people import ages

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

_AGES = {"birth_year", "age_band"}


def insert(work: "UnitOfWork", entity: str, values: Mapping[str, Any], **links: Any) -> int:
    """Store a new record within a step of work: checked fields, and ``links`` that no form edits."""
    cleaned = clean(ENTITIES[entity].fields, values)
    if entity == "person":
        cleaned = banded(cleaned, work.today.year)
    return work.insert(entity, {**cleaned, **links})


def edit(
    ws: "Workspace",
    entity: str,
    ids: Iterable[int],
    changes: Mapping[str, Any],
    *,
    initiator: str = "",
    label: str = "",
) -> None:
    """Change fields of one or several records (of projects by ``projects.edit``, which settles doubts)."""
    targets, cleaned = list(ids), clean(ENTITIES[entity].fields, changes, partial=True)
    named = label or edit_label(entity, cleaned, len(targets))
    with ws.unit_of_work(named, initiator=initiator) as work:
        work.update_many(entity, targets, cleaned)
        if entity == "person" and _AGES & cleaned.keys():
            _settle_ages(work, targets)


def _settle_ages(work: "UnitOfWork", ids: Iterable[int]) -> None:
    """Let the 나이대 follow from the birth year wherever one is known."""
    for person_id, birth_year, age_band in ages(work.connection, ids):
        meant = age_band_of(birth_year, work.today.year).value
        if meant != age_band:
            work.update("person", person_id, {"age_band": meant})


def change(work: "UnitOfWork", entity: str, ids: Iterable[int], changes: Mapping[str, Any]) -> None:
    """Change fields of records within a step of work; the fields are checked."""
    work.update_many(entity, ids, clean(ENTITIES[entity].fields, changes, partial=True))


def delete(ws: "Workspace", entity: str, ids: Iterable[int], label: str = "") -> None:
    """Delete records with all that belongs to them."""
    targets = list(ids)
    count = f" {len(targets)}건" if len(targets) > 1 else ""
    with ws.unit_of_work(label or f"{ENTITIES[entity].label}{count} 삭제") as work:
        work.delete(entity, targets)


def edit_label(entity: str, changes: Mapping[str, Any], count: int = 1) -> str:
    """Name the step that changes ``count`` records by its first field: 과제 3건 분야 외 1개 항목 수정."""
    labels = {spec.key: spec.label for spec in ENTITIES[entity].fields}
    several = f"{count}건" if count > 1 else ""
    first = labels.get(next(iter(changes), ""), "")
    more = f"외 {len(changes) - 1}개 항목" if len(changes) > 1 else ""
    return " ".join(filter(None, (ENTITIES[entity].label, several, first, more, "수정")))
