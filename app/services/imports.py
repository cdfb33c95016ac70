"""불러오기: documents of collected cases and selected tasks become records of kind 사례.

A record is found again by its ``source_key``, so importing the same document twice changes nothing.  A
field that a person has edited since is never overwritten; the difference is reported.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.collection import let_go
from app.domain.checks import EMPTY, clean
from app.domain.choices import ProjectStatus
from app.domain.fields import specs_by_key
from app.domain.importing import IMPORT_KINDS, Difference, ImportPreview, ImportResult, Refusal, Sample
from app.domain.privacy import resident_number
from app.domain.project import PROJECT_FIELDS
from app.domain.sources.parsed import Doubt, ParsedProject, ParsedSource
from app.domain.sources.tasks import PROGRAM as TASK_PROGRAM
from app.errors import UserError
from app.services import directory
from app.services.source_files import read_source
from db.queries import imports as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

Progress = Callable[[int, int], None]

INITIATOR = "import"
SAMPLES = 20
_CHUNK = 500
_SPECS = specs_by_key(PROJECT_FIELDS)
# What a document names and a record refers to: the field of the specification behind each.
_REFERENCES = {"program": "program_id", "lead_agency": "lead_agency_id", "region_code": "region_id"}
_OWN_WORDS = {"as_written": "적힌 그대로"}
_LEFT_OUT = {"region", *_REFERENCES}
_HIDDEN = "(주민등록번호로 보이는 숫자가 있는 줄)"


@dataclass(frozen=True, slots=True)
class _Record:
    """One project of the document as it would be stored, references still by name."""

    source: ParsedProject
    key: str
    values: Mapping[str, Any]
    names: Mapping[str, str | None]

    @property
    def title(self) -> str:
        return str(self.values["title"])


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written, beside the preview that tells of it."""

    preview: ImportPreview
    new: list[_Record]
    updates: list[tuple[int, _Record, tuple[str, ...]]]
    facts: str


def preview(ws: "Workspace", path: Path, kind: str, samples: int | None = SAMPLES) -> ImportPreview:
    """Return what importing the document would do, so many changes one by one; nothing is changed."""
    return _plan(ws, read_source(path, kind), None, samples).preview


def run(ws: "Workspace", path: Path, kind: str, progress: Progress | None = None) -> ImportResult:
    """Import the document as one step that undo takes back; all of it or, when cancelled, nothing."""
    plan = _plan(ws, read_source(path, kind), progress)
    if plan.preview.changes_nothing:
        return ImportResult(plan.preview, None)
    changed = plan.preview.new + plan.preview.updated
    label = f"{IMPORT_KINDS[kind]} {changed}건 불러오기"
    with ws.unit_of_work(label, initiator=INITIATOR) as work:
        _write(work, plan, progress)
    let_go(plan.new)
    let_go(plan.updates)
    return ImportResult(plan.preview, label)


def _plan(
    ws: "Workspace", source: ParsedSource, progress: Progress | None, samples: int | None = SAMPLES
) -> _Plan:
    records, refused = _records(source, progress)
    with ws.reading() as connection:
        stored = queries.by_source_key(connection, (record.key for record in records))
        edited = queries.edited_fields(connection, (row["id"] for row in stored.values()))
        facts = _facts_text(source)
        known = queries.program_facts(connection, TASK_PROGRAM) if facts else None
    new = [record for record in records if record.key not in stored]
    updates, differences = _compared(records, stored, edited)
    touched = {project_id for project_id, _, _ in updates}
    kept = {difference.project_id for difference in differences}
    seen = ImportPreview(
        kind=source.kind,
        total=len(source.projects),
        new=len(new),
        unchanged=len(stored) - len(touched | kept),
        updated=len(touched),
        differing=len(kept),
        doubts=tuple(map(_discreet, source.doubts)),
        differences=tuple(differences),
        refused=tuple(refused),
        samples=tuple(islice(_samples(new, updates), samples)),
        facts=source.facts,
        facts_change=bool(facts) and (known is None or not known[1]),
    )
    done_with = [*records, *source.projects, *stored.values()]
    del source, records
    stored.clear()
    let_go(done_with)
    return _Plan(seen, new, updates, facts)


def _records(source: ParsedSource, progress: Progress | None) -> tuple[list[_Record], list[Refusal]]:
    records: list[_Record] = []
    refused: list[Refusal] = []
    seen: Counter[tuple[object, ...]] = Counter()
    for place, project in enumerate(source.projects):
        if progress and place % _CHUNK == 0:
            progress(place, 2 * len(source.projects))
        identity = (source.kind, *(project.values.get(key) for key in ("title", "year", "program")))
        seen[identity] += 1
        try:
            records.append(_record(project, _source_key(identity, seen[identity])))
        except UserError as error:
            title = str(project.values.get("title") or "")
            refused.append(Refusal(project.line, _without_secrets(title), error.message))
    return records, refused


def _source_key(identity: tuple[object, ...], occurrence: int) -> str:
    words = "|".join("" if part is None else str(part) for part in (*identity, occurrence))
    return hashlib.sha256(words.encode()).hexdigest()


def _record(project: ParsedProject, key: str) -> _Record:
    values = {name: value for name, value in project.values.items() if name not in _LEFT_OUT}
    cleaned = clean(PROJECT_FIELDS, values)
    for name, text in project.as_written.items():
        resident_number.refuse(text, _label(name), name)
    names = {name: _named(project.values.get(name)) for name in _REFERENCES}
    cleaned["as_written"] = dict(project.as_written)
    return _Record(project, key, cleaned, names)


def _named(value: object) -> str | None:
    if not value:
        return None
    resident_number.refuse(str(value), "기관 이름")
    return " ".join(str(value).split())


def _label(key: str) -> str:
    spec = _SPECS.get(_REFERENCES.get(key, key)) or _SPECS.get(f"{key}_id")
    return spec.label if spec else _OWN_WORDS.get(key, key)


def _discreet(doubt: Doubt) -> Doubt:
    return replace(doubt, written=_without_secrets(doubt.written))


def _without_secrets(text: str) -> str:
    try:
        resident_number.refuse(text, "")
    except UserError:
        return _HIDDEN
    return text


def _compared(
    records: list[_Record], stored: Mapping[str, Mapping[str, Any]], edited: Mapping[int, set[str]]
) -> tuple[list[tuple[int, _Record, tuple[str, ...]]], list[Difference]]:
    """Divide what differs from the stored records: corrections of the document, and edits of people."""
    updates, differences = [], []
    for record in records:
        row = stored.get(record.key)
        if row is None:
            continue
        by_people = edited.get(row["id"], set())
        found = list(_differing(record, row))
        mending = tuple(name for name in found if _may_mend(name, record, row, by_people))
        if mending:
            updates.append((row["id"], record, mending))
        differences += [
            _difference(record, row, name) for name in found if name not in mending and name != "as_written"
        ]
    return updates, differences


def _may_mend(name: str, record: _Record, row: Mapping[str, Any], by_people: set[str]) -> bool:
    # An agency with another name may have been renamed by a person: only an empty reference is filled.  And
    # a document that lacks what an earlier one had was perhaps read worse: nothing is emptied by it.
    column = _REFERENCES.get(name, name)
    if name in _REFERENCES:
        return column not in by_people and row[column] is None
    if name == "as_written":
        return not any(row.get(key) for key in record.source.as_written)
    return column not in by_people and (record.values[name] not in EMPTY or row[name] in EMPTY)


def _differing(record: _Record, row: Mapping[str, Any]) -> Iterator[str]:
    for name, value in record.values.items():
        if row[name] != value:
            yield name
    for name, written in record.names.items():
        if row[name] != written:
            yield name


def _difference(record: _Record, row: Mapping[str, Any], name: str) -> Difference:
    written = record.names[name] if name in record.names else record.values[name]
    stored, said = _shown(name, row[name]), _shown(name, written)
    return Difference(record.source.line, row["id"], row["title"], _label(name), stored, said)


def _shown(name: str, value: Any) -> str:
    spec = _SPECS.get(name)
    if value is None or value == "" or value == ():
        return "없음"
    if spec and spec.choices:
        codes = value if isinstance(value, tuple) else (value,)
        return ", ".join(spec.choices(code).label for code in codes)
    return {True: "예", False: "아니요"}[value] if isinstance(value, bool) else str(value)


def _samples(new: list[_Record], updates: list[tuple[int, _Record, tuple[str, ...]]]) -> Iterator[Sample]:
    changed = ((record, ", ".join(map(_label, names))) for _, record, names in updates)
    for record, change in chain(((record, "새로 등록") for record in new), changed):
        values = record.values
        yield Sample(
            record.source.line,
            record.title,
            values["year"],
            record.names["program"],
            _shown("government_level", values["government_level"]),
            _shown("service_field", values["service_field"]),
            record.names["lead_agency"],
            change,
        )


def _facts_text(source: ParsedSource) -> str:
    """Return the facts of a programme as people read them; nothing for a collection of cases."""
    if source.kind != "tasks":
        return ""
    lines = []
    for key, value in source.facts.items():
        if key == "rounds" and isinstance(value, list):
            said = ", ".join(f"{year}년 {name} {count}건".replace("  ", " ") for year, name, count in value)
            lines.append(f"선정: {said}")
        else:
            lines.append(f"{key}: {value}")
    return _without_secrets("\n".join(lines))


def _write(work: "UnitOfWork", plan: _Plan, progress: Progress | None) -> None:
    references = _References(work)
    if plan.preview.facts_change:
        work.update_many("program", [references.programme(TASK_PROGRAM)], {"facts": plan.facts})
    for start in range(0, len(plan.new), _CHUNK):
        chunk = plan.new[start : start + _CHUNK]
        work.insert_many("project", [_row(record, references) for record in chunk])
        if progress:
            progress(len(plan.new) + start, 2 * len(plan.new))
    _tag(work, plan.new)
    for project_id, record, names in plan.updates:
        row = _row(record, references)
        work.update(
            "project",
            project_id,
            {_REFERENCES.get(name, name): row[_REFERENCES.get(name, name)] for name in names},
        )
    if progress:
        progress(1, 1)


def _row(record: _Record, references: "_References") -> dict[str, Any]:
    values = record.values
    return {
        **values,
        # What is collected is over; a running case would be called 정체 before long.
        "status": ProjectStatus.DONE.value,
        "source_key": record.key,
        "program_id": references.programme(name) if (name := record.names["program"]) else None,
        "lead_agency_id": references.agency(
            record.names["lead_agency"], values["government_level"], values["is_foreign"]
        ),
        "region_id": references.regions.get(record.names["region_code"] or ""),
    }


def _tag(work: "UnitOfWork", records: list[_Record]) -> None:
    tagged = [record for record in records if record.source.tags]
    if not tagged:
        return
    names = queries.ids_by_name(work.connection, "tag")
    for name in dict.fromkeys(name for record in tagged for name in record.source.tags):
        if name not in names:
            names[name] = directory.ensure(work, "tag", name)
    ids = queries.ids_by_source_key(work.connection, (record.key for record in tagged))
    pairs = dict.fromkeys((ids[record.key], names[name]) for record in tagged for name in record.source.tags)
    work.insert_many("project_tag", [{"project_id": project, "tag_id": tag} for project, tag in pairs])


class _References:
    """Agencies, programmes and regions by name, read once and added where they are missing."""

    def __init__(self, work: "UnitOfWork") -> None:
        self._work = work
        self._programs = queries.ids_by_name(work.connection, "program")
        self._agencies = queries.ids_by_name(work.connection, "agency")
        self.regions = queries.region_ids(work.connection)

    def programme(self, name: str) -> int:
        """Return the id of a programme, added where it is missing."""
        if name not in self._programs:
            self._programs[name] = directory.ensure(self._work, "program", name)
        return self._programs[name]

    def agency(self, name: str | None, level: str | None, is_foreign: bool | None) -> int | None:
        """Return the id of an agency, added where it is missing; None for no name."""
        if name and name not in self._agencies:
            self._agencies[name] = directory.ensure_agency(self._work, name, level, is_foreign)
        return self._agencies.get(name or "")
