"""서식, 기록, 오류 행: workbooks that go out to be filled in or corrected, and come back by 가져오기."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.desk_role import Duty
from app.domain.fields import FieldSpec, FieldType
from app.domain.privacy import resident_number
from app.domain.privacy.access import Access, AccessAction
from app.domain.tabular.amounts import unit_above
from app.domain.tabular.choice_words import bare
from app.domain.tabular.form import CAUSE, Cell, Form, Head, heads_of
from app.domain.tabular.kinds import KINDS, MANAGEMENT, ImportKind
from app.domain.tabular.matching import MEMO, is_resident
from app.domain.tabular.preview import Preview, State
from app.domain.tabular.sheet import Raw, text_of
from app.domain.tabular.table import Column
from app.errors import UserError
from app.services import directory
from app.services.codes import codes
from app.services.privacy import access, disclosure, roles
from app.services.tabular.draft import as_text
from app.services.tabular.planning import SINCE_1904
from db.queries import tabular as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.engine import Connection

_NUMBERS = (FieldType.INTEGER, FieldType.NUMBER, FieldType.PERCENT)
_OWN_NUMBER = replace(
    MANAGEMENT, help="기관에서 매긴 번호가 있으면 적습니다. 다음에 가져올 때 이 번호로 같은 과제를 찾습니다."
)
_HALF = 0.5
_NAMES = {"project": "title", "session": "topic"}


def kind_of(key: str) -> ImportKind:
    """Return a kind that has sheets of its own; a ``UserError`` with those there are."""
    if key not in KINDS:
        labels = ", ".join(f"{one.key}({one.label})" for one in KINDS.values())
        raise UserError(f"‘{key}’ 서식은 없습니다. 고를 수 있는 종류: {labels}", "kind")
    return KINDS[key]


def is_personal(kind: ImportKind) -> bool:
    """Tell whether the records of a kind name persons."""
    return any(spec.personal and spec.required for spec in kind.fields)


def template(ws: "Workspace", key: str, path: Path) -> None:
    """Write an empty sheet of a kind: headings, help, lists to choose from and checks."""
    kind = kind_of(key)
    programs = [entry.label for entry in directory.entries(ws, "program")]
    specs = (_OWN_NUMBER, *_asked(kind)) if kind.key == "projects" else _asked(kind)
    _write(Form(kind.label, heads_of(kind, specs, programs)), path)


def _asked(kind: ImportKind) -> tuple[FieldSpec, ...]:
    return (*kind.fields, *kind.helpers)


def records(
    ws: "Workspace",
    key: str,
    path: Path,
    ids: Sequence[int] | None = None,
    *,
    purpose: str = "",
    reason: str = "",
) -> int:
    """Write the records of a kind as a sheet that can be corrected and brought in again; return how many.

    Persons are named in full, so for those a purpose is asked and logged before the file is written, and who
    may not be named is left out.  Without one the columns of persons are not in the file.
    """
    kind = kind_of(key)
    with ws.reading() as connection:
        chosen = (
            list(ids) if ids is not None else [row[0] for row in queries.columns_of(connection, kind.entity)]
        )
        rows = list(queries.stored(connection, kind.entity, chosen).values())
        names = _names(connection, kind)
        people = _people(connection, rows) if is_personal(kind) else {}
    if is_personal(kind):
        rows = _disclosed(ws, kind, rows, purpose, reason, path.name)
    specs = [spec for spec in (MANAGEMENT, *_asked(kind)) if purpose or spec.reference != "person"]
    programs = [entry.label for entry in directory.entries(ws, "program")]
    table = [[_cell(spec, row, names, people) for spec in specs] for row in rows]
    _write(Form(kind.label, heads_of(kind, specs, programs), table, has_help=False), path)
    return len(rows)


def _disclosed(
    ws: "Workspace", kind: ImportKind, rows: list[dict[str, Any]], purpose: str, reason: str, target: str
) -> list[dict[str, Any]]:
    roles.require(ws, Duty.EXPORT_PEOPLE)
    key = "id" if kind.entity == "person" else "person_id"
    found = disclosure.allowed(ws, [row[key] for row in rows])
    kept = [row for row in rows if row[key] in found.allowed and not row.get("destroyed_on")]
    uids = _uids(ws, [row[key] for row in kept])
    items = tuple(spec.label for spec in _asked(kind) if spec.personal)
    access.log(ws, Access(AccessAction.EXPORT, f"{kind.label} 엑셀", uids, items, purpose, reason, target))
    return kept


def _uids(ws: "Workspace", people: Sequence[int]) -> tuple[str, ...]:
    with ws.reading() as connection:
        return tuple(row["uid"] for row in queries.stored(connection, "person", people).values())


def _names(connection: "Connection", kind: ImportKind) -> Mapping[str, Mapping[int, str]]:
    found: dict[str, Mapping[int, str]] = {}
    for entity in {spec.reference for spec in kind.fields if spec.reference}:
        if entity == "region":
            rows = queries.columns_of(connection, entity, "code", "name")
            known = {row_id: codes().region_by_code(code) for row_id, code, _name in rows}
            found[entity] = {
                row[0]: codes().full_name(region) if (region := known[row[0]]) else row[2] for row in rows
            }
        else:
            found[entity] = dict(queries.columns_of(connection, entity, _NAMES.get(entity, "name")))
    return found


def _people(connection: "Connection", rows: Sequence[Mapping[str, Any]]) -> Mapping[int, Mapping[str, Any]]:
    return queries.stored(connection, "person", [row["person_id"] for row in rows if "person_id" in row])


def _cell(
    spec: FieldSpec,
    row: Mapping[str, Any],
    names: Mapping[str, Mapping[int, str]],
    people: Mapping[int, Mapping[str, Any]],
) -> Cell:
    if spec.key.startswith("person_") and spec.key != "person_id":
        return _value(
            spec, people.get(row.get("person_id", 0), {}).get(spec.key.removeprefix("person_")), names
        )
    value = row.get(spec.key)
    if value in (None, "") and spec.key in row.get("as_written", {}):
        return str(row["as_written"][spec.key])
    return _value(spec, value, names)


def _value(spec: FieldSpec, value: Any, names: Mapping[str, Mapping[int, str]]) -> Cell:
    if value in (None, ""):
        return None
    if spec.reference:
        return names[spec.reference].get(value, "")
    if spec.choices is not None:
        known = {member.value: bare(member.label) for member in spec.choices}
        picked = value if isinstance(value, list | tuple) else (value,)
        return ", ".join(str(known.get(code, code)) for code in picked)
    if spec.type is FieldType.BOOLEAN:
        return "예" if value else "아니요"
    return value if isinstance(value, date) or spec.type in _NUMBERS else str(value)


def refused(seen: Preview, path: Path) -> int:
    """Write the rows that are not taken, as they stand, each with the reason; return how many.

    Corrected there, the file can be brought in again and is read as the first one was: the unit above the
    table goes along, and days counted from 1904 are counted anew.
    """
    places = seen.places(State.REFUSED, State.DOUBT)
    columns = seen.table.columns
    heads = (*(Head(column.heading or column.name, width=120) for column in columns), Head(CAUSE, width=420))
    cells = [(column, seen.table.cells(column.place)) for column in columns]
    rows = [
        [*(_as_it_stands(seen, place, column, values[place]) for column, values in cells),
         _reasons(seen, place)]
        for place in places
    ]  # fmt: skip
    above = tuple(line for line in seen.table.titles.split("\n") if unit_above(line) > 1)[:1]
    _write(Form(seen.kind.label, heads, rows, has_help=False, above=above), path)
    return len(rows)


def _reasons(seen: Preview, place: int) -> str:
    """Return what is wrong with a row: of which one of the first file, in which field, and why."""
    said = []
    for issue in seen.issues.get(place, ()):
        label = bare(seen.kind.spec(issue.key).label) if issue.key and issue.key != MEMO else ""
        said.append(f"{label}: {issue.cause}" if label else issue.cause)
    return f"({seen.number(place)}행) {' / '.join(said)}"


def _as_it_stands(seen: Preview, place: int, column: Column, cell: Raw) -> Cell:
    key = seen.choices.mapping.get(column.place, "")
    edited = seen.choices.edits.get((seen.table.records[place], key))
    if edited is not None:
        return edited
    if is_resident(column.heading) and cell != "":
        return resident_number.HIDDEN
    if isinstance(cell, int | float | date) and not isinstance(cell, bool):
        if resident_number.holds(as_text(cell)):
            return resident_number.HIDDEN
        return _counted_anew(seen, place, key, cell)
    return resident_number.hidden(text_of(cell))


def _counted_anew(seen: Preview, place: int, key: str, cell: Cell) -> Cell:
    """Return a number as the new file counts it: a day from 1904, a percent that its column told."""
    sheet = seen.table.sheet
    kind = seen.kind.spec(key).type if key not in ("", MEMO) else None
    if isinstance(cell, int | float) and kind is FieldType.DATE and sheet.since_1904:
        return cell + SINCE_1904
    if isinstance(cell, int | float) and kind is FieldType.PERCENT and key in seen.columns:
        read = seen.columns[key][place]
        is_share = read is not None and read != cell and abs(read - 100 * cell) <= _HALF
        return f"{100 * cell:.10g}%" if is_share else cell
    return cell


def _write(form: Form, path: Path) -> None:
    from exports.render import replace_file
    from exports.renderers import import_sheet

    replace_file(path, lambda stream: import_sheet.write(form, stream))
