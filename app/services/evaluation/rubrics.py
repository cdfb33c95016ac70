"""평가표: criteria with weights; one in use is frozen, and a change of it is a new version."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from app.domain.evaluation.rounds import Rubric, RubricCriterion
from app.domain.evaluation.rubric_template import RubricTemplate, load_rubrics
from app.domain.listing import ListQuery
from app.errors import UserError
from app.services import listing, records
from db.queries import evaluation as queries
from db.uid import new_uid
from resources import resource_path

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

FULL_WEIGHT = 100


@cache
def shipped() -> dict[str, RubricTemplate]:
    """Return the rubrics that come with the program, by key."""
    return load_rubrics(resource_path("rubrics"))


def get(ws: "Workspace", rubric_id: int) -> Rubric:
    """Return one rubric; a ``UserError`` where there is none."""
    found = listing.rows(ws, "rubric", [rubric_id])
    if not found:
        raise UserError("지워졌거나 없는 평가표입니다.", "rubric")
    rubric: Rubric = found[0]
    return rubric


def every(ws: "Workspace") -> list[Rubric]:
    """Return every rubric by name, the newest version of each first."""
    rows: list[Rubric] = list(listing.all_rows(ws, "rubric", ListQuery()))
    return rows


def criteria(ws: "Workspace", rubric_id: int) -> list[RubricCriterion]:
    """Return the criteria of a rubric in their order."""
    with ws.reading() as connection:
        return queries.criteria(connection, rubric_id)


def create(ws: "Workspace", name: str, template: str = "") -> int:
    """Make a rubric, filled from a shipped one where ``template`` names it; return its id."""
    with ws.unit_of_work(f"평가표 ‘{name}’ 만들기") as work:
        return make(work, name, template)


def make(work: "UnitOfWork", name: str, template: str = "") -> int:
    """Make a rubric within a step, filled from a shipped one where ``template`` names it; return its id."""
    kept = shipped().get(template)
    uid = new_uid()
    values = {"name": name, "kind": kept.kind.value if kept else None}
    rubric_id = records.insert(work, "rubric", values, uid=uid, series=uid, version=1)
    for position, one in enumerate(kept.criteria if kept else ()):
        fields = {
            "label": one.label, "weight": one.weight, "lowest": one.lowest, "highest": one.highest,
            "description": one.description, "comment_required": one.comment_required,
        }  # fmt: skip
        records.insert(work, "rubric_criterion", fields, rubric_id=rubric_id, position=position)
    return rubric_id


def add_criterion(ws: "Workspace", rubric_id: int, values: Mapping[str, Any]) -> int:
    """Add a criterion at the end."""
    _refuse_frozen(get(ws, rubric_id))
    position = len(criteria(ws, rubric_id))
    with ws.unit_of_work(f"평가 기준 ‘{values.get('label', '')}’ 추가") as work:
        _check_scale({"lowest": 1, "highest": 10, **values})
        return records.insert(work, "rubric_criterion", values, rubric_id=rubric_id, position=position)


def edit_criterion(ws: "Workspace", criterion: RubricCriterion, changes: Mapping[str, Any]) -> None:
    """Change a criterion of a rubric that is not in use."""
    _refuse_frozen(get(ws, criterion.rubric_id))
    _check_scale({"lowest": criterion.lowest, "highest": criterion.highest, **changes})
    records.edit(ws, "rubric_criterion", [criterion.id], changes)


def delete_criteria(ws: "Workspace", rubric_id: int, ids: Sequence[int]) -> None:
    """Take criteria out of a rubric that is not in use."""
    _refuse_frozen(get(ws, rubric_id))
    records.delete(ws, "rubric_criterion", ids)


def arrange(ws: "Workspace", rubric_id: int, ids: Sequence[int]) -> None:
    """Put the criteria into the order of ``ids``."""
    _refuse_frozen(get(ws, rubric_id))
    with ws.unit_of_work("평가 기준 순서 바꾸기") as work:
        for position, criterion_id in enumerate(ids):
            work.update("rubric_criterion", criterion_id, {"position": position})


def new_version(ws: "Workspace", rubric_id: int, weights: Mapping[int, int] | None = None) -> int:
    """Copy a rubric as its next version, which can be changed; return the copy's id.

    ``weights`` are other weights of its criteria, by the ids of the old ones.
    """
    old = get(ws, rubric_id)
    kept = criteria(ws, rubric_id)
    with ws.unit_of_work(f"평가표 ‘{old.name}’ 새 판") as work:
        version = queries.newest_version(work.connection, old.series) + 1
        values = {"name": old.name, "kind": old.kind, "note": old.note}
        copy = records.insert(work, "rubric", values, series=old.series, version=version)
        for one in kept:
            fields = {
                "label": one.label, "weight": (weights or {}).get(one.id, one.weight),
                "lowest": one.lowest, "highest": one.highest,
                "description": one.description, "comment_required": one.comment_required,
            }  # fmt: skip
            records.insert(work, "rubric_criterion", fields, rubric_id=copy, position=one.position)
    return copy


def freeze(ws: "Workspace", work: "UnitOfWork", rubric_id: int) -> None:
    """Freeze a rubric within the step that puts it to use; its weights must add up to 100."""
    rubric = get(ws, rubric_id)
    refuse_uneven(criteria(ws, rubric_id))
    if rubric.frozen_at is None:
        work.update("rubric", rubric_id, {"frozen_at": ws.clock()})


def refuse_uneven(found: Sequence[RubricCriterion]) -> None:
    """Refuse criteria whose weights do not add up to 100."""
    weight = sum(one.weight for one in found)
    if weight != FULL_WEIGHT:
        raise UserError(f"가중치를 더하면 {weight}%입니다. {FULL_WEIGHT}%가 되게 고치십시오.", "weight")


def _refuse_frozen(rubric: Rubric) -> None:
    if rubric.frozen_at is not None:
        raise UserError(
            f"쓰고 있는 평가표 ‘{rubric.name}’ {rubric.version}판은 고치지 않습니다. "
            "새 판을 만들어 고치십시오.",
            "rubric",
        )


def _check_scale(values: Mapping[str, Any]) -> None:
    lowest, highest = values.get("lowest"), values.get("highest")
    if lowest is None or highest is None or int(lowest) >= int(highest) or int(highest) <= 0:
        raise UserError("최고점은 최저점보다 커야 합니다.", "highest")
