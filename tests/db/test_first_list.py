"""The first screen read without SQLAlchemy is what SQLAlchemy reads."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from app.domain.listing import Group, ListQuery
from app.domain.project import Project
from app.services import listing
from app.services.workspace import Workspace
from db import first_list_text
from db.driver import connect
from db.first_list import FILE, FirstList, own_projects, read
from tests import factories
from tests.bench.register import fill
from ui.pages.projects.selection import GROUPS

STALLED, DAY = 20, date(2026, 6, 18)


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Give a file with own projects of every look and a case that is not among them."""
    fill(workspace, 40)
    factories.project(workspace, participant_kinds=("public", "company"), starts_on="2026-03-02")
    made = factories.project(workspace, title="멈춘 과제", lead_agency="", year=None)
    with workspace.unit_of_work("오래됨") as work:
        work.update("project", made.id, {"status": "stopped", "as_written": {"year": "2026년쯤"}})
    factories.case(workspace)
    return workspace


def test_the_text_is_what_is_generated() -> None:
    """The statements kept as text are those of db.queries; `python -m db.first_list_text` mends them."""
    assert FILE.read_text(encoding="utf-8") == first_list_text.text()


@pytest.mark.parametrize("group", [key for key, _label in GROUPS])
def test_ids_and_rows_are_those_of_the_list(filled: Workspace, group: str) -> None:
    """Under every heading that the page offers, headings, order and every value of the rows agree."""
    query = own_projects(group)

    def reads(first: FirstList) -> tuple[list[Group], list[Project]]:
        found = first.groups(query)
        return found, first.rows([record for group in found for record in group.ids])

    groups, rows = read(filled.paths.file, STALLED, filled.today, reads, filled.key) or ([], [])
    ids = [record for group in groups for record in group.ids]
    assert groups == listing.groups(filled, "project", query)
    assert rows == listing.rows(filled, "project", ids)
    assert len(rows) == 42 and any(row.as_written for row in rows)


def test_another_query_is_refused(filled: Workspace) -> None:
    """A filter, words or an order of one's own are not kept as text."""
    path, own = filled.paths.file, {"kind": ("own",)}
    assert read(path, STALLED, DAY, lambda first: first.groups(own_projects("")), filled.key)
    for query in (ListQuery(group="stage"), ListQuery(filters=own, sort=(("year", True),))):
        assert read(path, STALLED, DAY, partial(FirstList.groups, query=query), filled.key) is None


def test_a_file_that_needs_more_than_reading_is_left_alone(tmp_path: Path, filled: Workspace) -> None:
    """A missing file is not made; a damaged one and one of another schema are not read."""
    missing, damaged = tmp_path / "없음.hamkke", tmp_path / "깨짐.hamkke"
    damaged.write_bytes(b"nonsense" * 1000)
    other = connect(filled.paths.file, filled.key)
    other.execute("UPDATE alembic_version SET version_num = '0001'")
    other.close()
    for path in (missing, damaged, filled.paths.file):
        assert read(path, STALLED, DAY, lambda first: first.groups(own_projects("")), filled.key) is None
    assert not missing.exists()


def test_a_protected_file_is_read_by_its_key_alone(tmp_path: Path) -> None:
    """Without the key there is nothing to show before the file is opened, with it what the list shows."""
    path, key = tmp_path / "보호.hamkke", "7e" * 48
    ws = Workspace(path, key=key)
    row = factories.project(ws, title="지킬 과제")
    ws.close()
    assert read(path, STALLED, DAY, lambda first: first.rows([row.id])) is None
    found = read(path, STALLED, DAY, lambda first: first.rows([row.id]), key)
    assert [project.title for project in found or ()] == ["지킬 과제"]
