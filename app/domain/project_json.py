"""과제 as JSON: keys in English, values as people read them, doubtful values null beside their text."""

from datetime import date, datetime
from typing import Any

from app.domain.choices import StageKind
from app.domain.fields import FieldSpec, FieldType
from app.domain.project import PROJECT_FIELDS, Project


def to_json(project: Project) -> dict[str, Any]:
    """Return every declared field of a project by its key; references by their names.

    ``stages`` holds the percent of each stage by its label; ``as_written`` the text of doubtful values.
    """
    record: dict[str, Any] = {"id": project.id, "uid": project.uid}
    for spec in PROJECT_FIELDS:
        record[spec.key.removesuffix("_id")] = _value(spec, project)
    # What screens call 상태 is the state; the status that people set is the same unless records say more.
    record["status"] = record["state"]
    record["stages"] = {
        kind.label: percent for kind, percent in zip(StageKind, project.progress, strict=False)
    }
    record["stage"] = record["stage"] if project.progress else None
    record["as_written"] = dict(project.as_written)
    return record


def _value(spec: FieldSpec, project: Project) -> Any:
    if spec.type is FieldType.REFERENCE:
        return getattr(project, spec.key.removesuffix("_id"))
    value = getattr(project, spec.key)
    if spec.choices and value is not None:
        if spec.type is FieldType.CHOICES:
            return [spec.choices(code).label for code in value]
        return spec.choices(value).label
    if isinstance(value, date | datetime):
        return value.isoformat()
    return None if value == "" else value
