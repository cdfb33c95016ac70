"""기관 서식: an office's own HWPX is brought in once, told what stands where, and filled from then on.

Persons are masked in a filled form as on every other paper.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.entities import ENTITIES
from app.domain.fields import FieldSpec
from app.domain.form import Fact, OfficeForm, proposed
from app.domain.listing import ListQuery
from app.domain.privacy import resident_number
from app.errors import EnvironmentProblem, ProblemKind, UserError
from app.services import listing, projects
from app.services.privacy.outgoing import told
from app.services.reports.masking import masked_rows
from db.queries import forms as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Lists = dict[str, list[dict[str, str]]]
"""The entries of lists by the names of the lists, each a text by column."""
LISTS = ("session", "membership", "proposal", "output", "milestone", "indicator", "budget_line", "finding")
"""Kinds of record that a form can list, each entry in a row."""
_DAY = Fact("day.today", "오늘 날짜", ("작성일", "기준일", "날짜"))
_NUMBER = "number"


def every(ws: "Workspace") -> list[OfficeForm]:
    """Return the stored forms by name, their places in the order in which they stand in the form."""
    with ws.reading() as connection:
        forms = queries.every(connection)
    return [_in_order(ws, form) for form in forms]


def _in_order(ws: "Workspace", form: OfficeForm) -> OfficeForm:
    from exports.readers.hwpx_form import places

    try:
        names = places(ws.blobs.read(form.sha256)).in_order
    except (UserError, EnvironmentProblem):
        return form  # its file is gone; what was chosen can still be looked at
    order = {name: number for number, name in enumerate(names)}
    known = sorted(form.places.items(), key=lambda pair: order.get(pair[0], len(order)))
    return replace(form, places=dict(known))


def facts() -> list[Fact]:
    """Return everything that can stand in a place of a form."""
    single = [_fact("project", spec) for spec in ENTITIES["project"].fields]
    listed = [
        fact
        for entity in LISTS
        for fact in (
            Fact(
                f"{entity}.{_NUMBER}", f"{ENTITIES[entity].label}.연번", (f"{ENTITIES[entity].label}.번호",)
            ),
            *(_fact(entity, spec) for spec in ENTITIES[entity].fields),
        )
    ]
    return [_DAY, *single, *listed]


def _fact(entity: str, spec: FieldSpec) -> Fact:
    if entity == "project":
        return Fact(f"project.{spec.key}", spec.label, (f"과제 {spec.label}", *spec.aliases))
    label = ENTITIES[entity].label
    return Fact(f"{entity}.{spec.key}", f"{label}.{spec.label}", tuple(f"{label}.{a}" for a in spec.aliases))


def add(ws: "Workspace", path: Path, title: str = "") -> OfficeForm:
    """Bring a form in and propose what stands in its places; return it.

    Raises ``UserError`` for a file that is no HWPX or has no places.
    """
    from exports.readers.hwpx_form import places

    resident_number.refuse(path.name, "파일 이름", "file_name")
    try:
        content = path.read_bytes()
    except OSError as error:
        words = (
            f"‘{path.name}’ 파일을 읽지 못했습니다. 파일이 있는지, 다른 프로그램에서 열려 있는지 보십시오."
        )
        raise EnvironmentProblem(words, ProblemKind.MISSING) from error
    chosen = proposed(places(content).names, facts())
    sha256, size = ws.blobs.add(path)
    values = {"title": title.strip() or path.stem, "file_name": path.name, "sha256": sha256, "size": size}
    with ws.unit_of_work(f"기관 서식 ‘{values['title']}’ 등록") as work:
        number = work.insert("office_form", {**values, "places": chosen})
    return next(form for form in every(ws) if form.id == number)


def choose(ws: "Workspace", form: OfficeForm, places: Mapping[str, str]) -> OfficeForm:
    """Say what stands in the places of a form; a single place takes no column of a list."""
    known = {fact.key: fact for fact in facts()}
    for place, key in places.items():
        if key and (key not in known or known[key].listed != ("." in place)):
            raise UserError(f"‘{place}’ 자리에는 그 항목을 넣을 수 없습니다. 다른 항목을 고르십시오.", place)
    whole = {**form.places, **places}
    with ws.unit_of_work(f"기관 서식 ‘{form.title}’ 자리 정하기") as work:
        work.update_many("office_form", [form.id], {"places": whole})
    return replace(form, places=whole)


def remove(ws: "Workspace", form: OfficeForm) -> None:
    """Take a form away; undo brings it back."""
    with ws.unit_of_work(f"기관 서식 ‘{form.title}’ 삭제") as work:
        work.delete("office_form", [form.id])


def fill(ws: "Workspace", form: OfficeForm, project_id: int, path: Path) -> list[str]:
    """Write the form filled for a project; return a sentence for what stayed empty."""
    from exports.render import replace_file
    from exports.renderers.hwpx_form import fill as fill_places

    content = ws.blobs.read(form.sha256)
    values, lists = _outgoing(ws, *_values(ws, form, project_id))
    empty = replace_file(path, lambda stream: fill_places(content, values, lists, stream))
    named = ", ".join(f"‘{name}’" for name in empty[:5])
    return [f"자료가 없어 비운 자리가 {len(empty)}곳 있습니다: {named}"] if empty else []


def _outgoing(ws: "Workspace", values: dict[str, str], lists: Lists) -> tuple[dict[str, str], Lists]:
    """Return the texts with whoever is on file masked in them: a summary names people, too."""
    cells = [text for entries in lists.values() for entry in entries for text in entry.values()]
    texts = iter(told(ws, [*values.values(), *cells], on_file=True))
    single = {place: next(texts) for place in values}
    return single, {
        group: [{column: next(texts) for column in entry} for entry in entries]
        for group, entries in lists.items()
    }


def _values(ws: "Workspace", form: OfficeForm, project_id: int) -> tuple[dict[str, str], Lists]:
    """Return the texts by the names of single places, and the entries by the names of lists."""
    projects.get(ws, project_id)
    rows = {"project": _rows(ws, "project", project_id)}
    values: dict[str, str] = {}
    lists: Lists = {}
    for place, key in form.places.items():
        entity, _, field = key.partition(".")
        if not key:
            continue
        if entity == "day":
            values[place] = _text(ws.today)
        elif entity == "project":
            values[place] = rows["project"][0].get(field, "")
        else:
            found = rows.setdefault(entity, []) or _rows(ws, entity, project_id)
            rows[entity] = found
            group, _, column = place.partition(".")
            entries = lists.setdefault(group.strip(), [{} for _ in found])
            for entry, row in zip(entries, found, strict=False):
                entry[column.strip()] = row.get(field, "")
    return values, lists


def _rows(ws: "Workspace", entity: str, project_id: int) -> list[dict[str, str]]:
    """Return the records of a project as texts by field, persons masked."""
    if entity == "project":
        query = ListQuery(ids=(project_id,))
    else:
        query = ListQuery(filters={"project_id": (project_id,)})
    found: list[Any] = listing.all_rows(ws, entity, query)
    return [
        {
            _NUMBER: str(number),
            **{spec.key: _text(value) for spec, value in zip(ENTITIES[entity].fields, values, strict=True)},
        }
        for number, values in enumerate(masked_rows(ws, found, entity), 1)
    ]


def _text(value: Any) -> str:
    from exports.values import shown

    return f"{value:,}" if isinstance(value, int) and value >= 10_000 else shown(value)
