"""A write of another program is noticed, one's own is not mistaken for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.changes import Changes
from app.services import projects, undo
from app.services.data_file import backup
from app.services.data_file.watch import Watch
from app.services.workspace import Workspace
from tests import factories


@pytest.fixture
def watch(ws: Workspace) -> Iterator[Watch]:
    """Watch the open file."""
    watching = Watch(ws)
    yield watching
    watching.close()


@pytest.fixture
def heard(ws: Workspace) -> list[Changes]:
    """Collect what the workspace announces."""
    changes: list[Changes] = []
    ws.on_commit(changes.append)
    return changes


def test_a_quiet_file_is_quiet(watch: Watch) -> None:
    """Nothing written, nothing told."""
    assert [watch.poll(), watch.poll()] == [False, False]


def test_own_steps_are_not_foreign(ws: Workspace, watch: Watch) -> None:
    """Writes, undo and redo of this program are not taken for another's."""
    project = factories.project(ws)
    assert watch.poll() is False
    projects.edit(ws, [project.id], {"summary": "가"})
    undo.undo(ws)
    undo.redo(ws)
    assert watch.poll() is False


def test_a_step_of_another_program_is_told_once(ws: Workspace, watch: Watch, heard: list[Changes]) -> None:
    """Another connection's commit refreshes everything, once; own writes in between change nothing of it."""
    other = Workspace(ws.paths.file)
    factories.project(ws)
    factories.project(other, title="다른 창")
    factories.project(ws, title="또 우리")
    heard.clear()
    assert [watch.poll(), watch.poll()] == [True, False]
    assert [(changes.initiator, changes.everything) for changes in heard] == [("outside", True)]
    other.close()


def test_restoring_is_not_foreign(ws: Workspace, watch: Watch, tmp_path: Path) -> None:
    """Contents that were exchanged here are announced here; later steps of others are still noticed."""
    backup.save(ws, tmp_path / "백업.hamkke")
    factories.project(ws)
    backup.restore(ws, tmp_path / "백업.hamkke")
    assert watch.poll() is False
    other = Workspace(ws.paths.file)
    factories.project(other)
    other.close()
    assert watch.poll() is True
