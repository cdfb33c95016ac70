"""No entry of the rail leads to an empty room, and what Ctrl+K finds opens its page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.workspace import Workspace
from tests import factories
from tests.ui.desk import Desk
from ui.dialogs.finder import Hit
from ui.finding import finder
from ui.page_entries import PageEntry
from ui.pages import registry
from ui.pages.base import Page


@pytest.fixture
def desk(light: object, data_file: Path) -> Iterator[Desk]:
    """Give the services of a window on a new data file."""
    workspace = Workspace(data_file)
    made = Desk(workspace)
    yield made
    made.close()
    workspace.close()


@pytest.mark.parametrize("entry", registry.PAGES, ids=lambda entry: entry.key)
def test_every_entry_makes_its_page(desk: Desk, entry: PageEntry) -> None:
    """The page has the key of its entry and reads an empty file without trouble."""
    page = entry.factory(desk.context)
    assert page.key == entry.key
    desk.show(page)
    page.close()


@pytest.mark.parametrize("entry", registry.PAGES, ids=lambda entry: entry.key)
def test_no_page_takes_the_place_of_what_every_page_does(desk: Desk, entry: PageEntry) -> None:
    """What a page names for itself alone has no name that ``Page`` calls by itself, as when one leaves it."""
    page = entry.factory(desk.context)
    classes = type(page).__mro__
    own = {name for each in classes[: classes.index(Page)] for name in vars(each)}
    shared = {name for name in vars(Page) if name.startswith("_") and not name.startswith("__")}
    page.close()
    assert own & shared == set()


def test_a_page_outside_the_rail_marks_one_inside(desk: Desk) -> None:
    """The project room belongs to 과제; every parent is an entry of the rail."""
    entries = {entry.key: entry for entry in registry.PAGES}
    assert all(entries[entry.parent].in_rail for entry in entries.values() if not entry.in_rail)


def test_a_hit_opens_its_page(desk: Desk) -> None:
    """A project, a case and a person each lead to their page with their id."""
    project, case = (
        factories.project(desk.workspace, title="돌봄 가"),
        factories.case(desk.workspace, title="돌봄 나"),
    )
    person = factories.person(desk.workspace, "돌봄이")
    hits = finder(desk.context)(desk.workspace, "돌봄")
    assert all(isinstance(hit, Hit) for hit in hits)
    for hit in hits:
        hit.open()
    assert desk.went == [
        ("project", {"project_id": project.id}),
        ("matrix", {"case_id": case.id}),
        ("people", {"person_id": person.id}),
    ]
