"""Any sequence of writes, undos and redos keeps step with a model that simply remembers states."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import UserError
from app.services import undo
from app.services.data_file import check
from app.services.workspace import Workspace
from app.settings import Settings
from tests.db.support import contents_of, raw

_ACTIONS = ("add", "edit", "delete", "member", "manager", "undo", "redo")
_PLAN = st.lists(st.tuples(st.sampled_from(_ACTIONS), st.integers(0, 30)), min_size=5, max_size=40)


def _pick(state: Any, table: str, number: int) -> int | None:
    rows = state[table]
    return int(rows[number % len(rows)][0]) if rows else None


def _write(ws: Workspace, state: Any, action: str, number: int) -> None:
    project, person = _pick(state, "project", number), _pick(state, "person", number)
    with ws.unit_of_work(f"{action} {number}") as work:
        if action == "add":
            work.insert("project", {"kind": "own", "title": f"과제 {number}"})
            work.insert("person", {"name": f"이름 {number}"})
        elif action == "edit" and project:
            work.update("project", project, {"title": f"고친 {number}", "summary": "개요" * number})
        elif action == "delete":
            work.delete(
                "project" if number % 2 else "person",
                [found] if (found := project if number % 2 else person) else [],
            )
        elif action == "member" and project and person:
            work.insert("membership", {"project_id": project, "person_id": person, "role": "citizen"})
        elif action == "manager" and project:
            work.update("project", project, {"manager_id": person})


class _Model:
    """States before the steps that can be undone, and after those that can be redone."""

    def __init__(self, state: Any) -> None:
        self.state, self.done, self.undone = state, list[Any](), list[Any]()

    def write(self, state: Any) -> None:
        if state != self.state:
            self.done.append(self.state)
            self.state, self.undone = state, []

    def undo(self) -> bool:
        if not self.done:
            return False
        self.undone.append(self.state)
        self.state = self.done.pop()
        return True

    def redo(self) -> bool:
        if not self.undone:
            return False
        self.done.append(self.state)
        self.state = self.undone.pop()
        return True


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(_PLAN)
def test_undo_and_redo_keep_step_with_a_model(new_file: Path, plan: list[tuple[str, int]]) -> None:
    """After every action the records equal the model's state, and the journal verifies at the end."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copyfile(new_file, Path(folder) / "a.hamkke"))
        ws = Workspace(path, Settings(user_name="홍시험"))
        try:
            with raw(path, ws.key) as looking:
                _keep_step(ws, looking, plan)
            assert check.check(ws).findings == ()
        except UserError as error:
            raise AssertionError(error.message) from error
        finally:
            ws.close()


def _keep_step(ws: Workspace, looking: Any, plan: list[tuple[str, int]]) -> None:
    model = _Model(contents_of(looking))
    for action, number in plan:
        if action == "undo":
            assert (undo.undo(ws) is not None) == model.undo()
        elif action == "redo":
            assert (undo.redo(ws) is not None) == model.redo()
        else:
            _write(ws, model.state, action, number)
            model.write(contents_of(looking))
        assert contents_of(looking) == model.state, (action, number)
