"""A file with marked values, keys that are derived fast, and no credential store of this machine."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.listing import ListQuery
from app.services import listing, outputs, projects
from app.services.data_file import backup, copies, credentials
from app.services.workspace import Workspace
from tests import factories
from tests.app.services.data_file.protection.support import MARKS, Store


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys fast: that the real rounds are SQLCipher's is tested with the keys."""
    monkeypatch.setattr("db.keys.ROUNDS", 10)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give this machine a credential store."""
    made = Store()
    monkeypatch.setattr(credentials, "_found", [made])
    return made


@pytest.fixture(autouse=True)
def no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test asks the credential store of the person who runs it."""
    monkeypatch.setattr(credentials, "_found", [None])


@pytest.fixture
def marked(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Give a file with marked values in records, journal, search index, attached files and backups."""
    row = factories.project(workspace, title=MARKS[0], summary="처음")
    factories.person(workspace, MARKS[1])
    source = factories.file(tmp_path / "밖", f"{MARKS[3]}.txt", MARKS[2] * 100)
    factories.output(workspace, row.id, files=[source])
    backup.daily(workspace)
    projects.edit(workspace, [row.id], {"summary": MARKS[2]})
    shutil.rmtree(tmp_path / "밖")
    return workspace


@pytest.fixture
def opened_copy(marked: Workspace) -> Iterator[Path]:
    """Give the copy that the system's program shows."""
    (project,) = listing.all_rows(marked, "project", ListQuery())
    (file,) = outputs.files(marked, project.id)
    yield copies.open_copy(marked, file)
