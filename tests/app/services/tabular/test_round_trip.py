"""Export, edit in Excel, import: nothing changes but the cells that were edited."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.domain.choices import ServiceField
from app.domain.fields import FieldSpec, FieldType
from app.domain.listing import ListQuery
from app.domain.tabular.kinds import KINDS, ImportKind
from app.domain.tabular.preview import State
from app.errors import UserError
from app.services import listing, records
from app.services.tabular import sheets
from app.services.workspace import Workspace
from db.uid import new_uid
from tests import factories
from tests.app.services.tabular.desk import seen

_SIGNS = st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="0123456789")
_WORDS = st.text(_SIGNS, max_size=40).map(lambda text: text.strip())
_TITLES = _WORDS.filter(lambda text: any(sign.isalpha() for sign in text))
_PROJECTS = st.fixed_dictionaries(
    {"title": _TITLES},
    optional={
        "year": st.integers(1990, 2040),
        "summary": st.text(st.sampled_from("가나 다\n=+-@#/A,\"'·😀１ "), max_size=60),
        "department": _WORDS,
        "service_field": st.sampled_from([one.value for one in ServiceField]),
        "starts_on": st.dates(min_value=date(2000, 1, 1),
                              max_value=date(2040, 1, 1)),
        "is_foreign": st.booleans(),
        "citizen_goal": st.integers(0, 100),
        "participant_kinds": st.sampled_from([(), ("public",), ("stakeholder", "company")]),
        "website": st.sampled_from(
            ["", "=1+1", "https://example.kr/가?나=1", "-1", "2026-01-01", "#N/A", "00123"]
        ),
    },
)  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Open one data file for all examples; each stores records of its own."""
    ws = Workspace(tmp_path_factory.mktemp("office") / "시험.hamkke")
    yield ws
    ws.close()


_KINDS = [key for key in KINDS if key != "projects"]


def _value_of(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Return values that a field may hold."""
    if spec.choices is not None:
        codes = [member.value for member in spec.choices]
        many = st.lists(st.sampled_from(codes), max_size=2, unique=True).map(tuple)
        return many if spec.type is FieldType.CHOICES else st.sampled_from(codes)
    if spec.key in _SHAPED:
        return st.sampled_from(_SHAPED[spec.key])
    return {
        FieldType.TEXT: _WORDS,
        FieldType.LONG_TEXT: st.text(st.sampled_from("가나 다\n=+-@#/A,\"'·😀１ "), max_size=40),
        FieldType.INTEGER: st.integers(1990, 2030),
        FieldType.NUMBER: st.sampled_from([0.0, 1.0, 62.5, 1234.25, -3.0]),
        FieldType.PERCENT: st.integers(0, 100),
        FieldType.DATE: st.dates(date(2000, 1, 1), date(2040, 1, 1)),
        FieldType.BOOLEAN: st.booleans(),
    }[spec.type]


_SHAPED: dict[str, list[str]] = {
    "phone": ["", "010-1111-2222", "02-123-4567", "1588-1234"],
    "email": ["", "ga@example.kr"],
    "starts_at": ["", "09:30"],
    "ends_at": ["", "18:00"],
}


def _row_of(kind: ImportKind) -> st.SearchStrategy[dict[str, Any]]:
    own = [spec for spec in kind.fields if not spec.reference]
    must = {spec.key: _value_of(spec).filter(lambda value: value not in ("", None)) for spec in own
            if spec.required}  # fmt: skip
    may = {spec.key: _value_of(spec) for spec in own if not spec.required and not spec.not_before}
    return st.fixed_dictionaries(must, optional=may)


@pytest.mark.parametrize("key", _KINDS)
def test_no_kind_comes_back_changed(office: Workspace, key: str) -> None:
    """Whatever is stored of a kind, its export brought in again is found to be the same."""
    kind = KINDS[key]

    @settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(_row_of(kind))
    def comes_back(row: dict[str, Any]) -> None:
        row_id = _stored(office, kind, row)
        if row_id is None:
            return  # what a form would refuse is no record
        path = office.paths.file.with_name("나간 것.xlsx")
        sheets.records(office, key, path, [row_id], purpose="check", reason="명단 대조를 위해 저장")
        after = seen(office, path, key, erase=True)
        assert list(after.states) == [State.SAME], (after.issues, after.changes)

    comes_back()


def _stored(ws: Workspace, kind: ImportKind, row: dict[str, Any]) -> int | None:
    """Store a record of a project, a person and a session of its own; None where it may not be."""
    name = new_uid()
    with ws.unit_of_work("자료") as work:
        project = records.insert(work, "project", {"kind": "case", "title": f"과제 {name}"})
        person = records.insert(work, "person", {"name": f"사람 {name}", "actor_kind": "citizen"})
        session = records.insert(
            work, "session", {"topic": f"모임 {name}", "kind": "workshop"}, project_id=project
        )
        links = {"project_id": project, "person_id": person, "session_id": session}
        needed: dict[str, Any] = {
            spec.key: links[spec.key] for spec in kind.fields if spec.required and spec.key in links
        }
        if kind.entity == "proposal":
            needed["number"] = name
        try:
            return records.insert(work, kind.entity, row, **needed)
        except UserError:
            return None


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_PROJECTS, min_size=1, max_size=6))
def test_an_export_imported_changes_nothing(office: Workspace, projects: list[dict[str, Any]]) -> None:
    """Whatever is stored, every row of its export is found to be the same."""
    with office.unit_of_work("자료") as work:
        try:
            ids = [records.insert(work, "project", {"kind": "case", **one}) for one in projects]
        except UserError:
            return  # what a form would refuse is no record
    path = office.paths.file.with_name("나간 것.xlsx")
    sheets.records(office, "projects", path, ids)
    before = seen(office, path, "projects", erase=True)
    assert list(before.states) == [State.SAME] * len(ids), (before.issues, before.changes)


def test_exactly_the_edited_cells_are_changes(workspace: Workspace, tmp_path: Path) -> None:
    """A title, a day and a choice written anew in Excel are three changes, found by the management number."""
    for title in ("등불", "극장"):
        factories.project(workspace, title=title, year=2026)
    path = tmp_path / "과제.xlsx"
    assert sheets.records(workspace, "projects", path) == 2
    book = load_workbook(path)
    sheet: Any = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, places["과제명*"], "밤길 등불")
    sheet.cell(2, places["시작일"], "2026. 3. 5.")
    sheet.cell(3, places["분야"], "문화")
    book.save(path)
    after = seen(workspace, path, "projects")
    changed = {(place, one.key) for place, found in after.changes.items() for one in found}
    assert changed == {(0, "title"), (0, "starts_on"), (1, "service_field")}


def test_people_go_out_for_a_purpose_and_come_back_the_same(workspace: Workspace, tmp_path: Path) -> None:
    """Without a purpose no file is written; with one it is logged first, and every row is the same."""
    factories.person(workspace, "가온별", phone="01011112222", birth_year=1985, memo="=휠체어\n- 저녁에만")
    path = tmp_path / "명단.xlsx"
    with pytest.raises(UserError, match="목적"):
        sheets.records(workspace, "people", path)
    assert not path.exists()
    sheets.records(workspace, "people", path, purpose="check", reason="명단 대조를 위해 저장")
    after = seen(workspace, path, "people", erase=True)
    assert list(after.states) == [State.SAME], after.changes
    assert len(listing.all_rows(workspace, "person", ListQuery())) == 1
