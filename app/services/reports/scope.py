"""Which projects a list, a table or a book of them is about, from its options; and that in words."""

from typing import TYPE_CHECKING, Any

from app.domain.choices import ProjectKind
from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.hangul import quoted
from app.domain.listing import ListQuery
from app.domain.project import PROJECT_FIELDS
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import directory

if TYPE_CHECKING:
    from app.services.workspace import Workspace

SPECS = specs_by_key(PROJECT_FIELDS)


def kinds_of(wanted: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes that the word ``wanted`` (own, case, all or nothing) stands for."""
    every = tuple(kind.value for kind in ProjectKind)
    if not wanted:
        return usual
    if wanted == "all":
        return every
    if wanted not in every:
        raise UserError(
            f"구분 {quoted(wanted, '은/는')} 없습니다. 고를 수 있는 값: {', '.join(every)}, all", "kind"
        )
    return (wanted,)


def query_of(options: ReportOptions) -> ListQuery:
    """Return the query that the options mean."""
    query = options.query or ListQuery()
    filters = dict(query.filters)
    if options.kind:
        filters["kind"] = kinds_of(options.kind, ())
    if options.year is not None:
        filters["year"] = (options.year,)
    if options.program_id is not None:
        filters["program_id"] = (options.program_id,)
    return ListQuery(query.text, filters, query.sort, query.group, query.ids)


def condition(ws: "Workspace", query: ListQuery) -> str:
    """Return in words what a list is limited to; empty where it is not."""
    parts = [
        f"{SPECS[key].label}: {_values(ws, SPECS[key], values)}"
        for key, values in query.filters.items()
        if values
    ]
    if query.text.strip():
        parts.append(f"찾는 말 ‘{query.text.strip()}’")
    if query.ids is not None:
        parts.append(f"고른 과제 {len(query.ids)}건")
    return " · ".join(parts)


def _values(ws: "Workspace", spec: FieldSpec, values: tuple[Any, ...]) -> str:
    names: dict[Any, str] = {}
    if spec.type is FieldType.REFERENCE:
        names = {entry.id: entry.label for entry in directory.entries(ws, spec.reference)}
    return ", ".join("없음" if value is None else _value(spec, value, names) for value in values)


def _value(spec: FieldSpec, value: Any, names: dict[Any, str]) -> str:
    if spec.choices:
        return spec.choices(value).label
    if spec.type is FieldType.BOOLEAN:
        return "예" if value else "아니요"
    return names.get(value, str(value))
