"""A frozen rubric: no way to write passes its lock by, and it thaws only with the round that froze it."""

from collections.abc import Callable
from typing import Any

import pytest

from app.errors import UserError
from app.services import records, undo
from app.services.evaluation import rounds, rubrics
from app.services.workspace import Workspace
from tests import factories


@pytest.fixture
def opened(workspace: Workspace) -> int:
    """Give the id of a round that has begun."""
    rubric_id = rubrics.create(workspace, "서면심사", "paper")
    project = factories.project(workspace, title="골목 책방").id
    panels = {"서면": (100, ["가나다"])}
    round_id = factories.evaluation_round(workspace, [project], panels, rubric_id=rubric_id)
    rounds.open_round(workspace, round_id)
    return round_id


def _refused(attempt: Callable[[], Any], words: str = "새 판") -> None:
    with pytest.raises(UserError, match=words):
        attempt()


def test_no_generic_verb_changes_a_frozen_rubric(workspace: Workspace, opened: int) -> None:
    """Name, weight, criteria and the rubric itself stay, whichever verb tries."""
    found = rounds.parts(workspace, opened)
    rubric, first = found.round.rubric_id, found.criteria[0].id
    _refused(lambda: records.edit(workspace, "rubric", [rubric], {"name": "다른 이름"}))
    _refused(lambda: records.edit(workspace, "rubric_criterion", [first], {"weight": 50}))
    _refused(lambda: records.delete(workspace, "rubric_criterion", [first]))
    _refused(lambda: records.delete(workspace, "rubric", [rubric]))
    assert rounds.parts(workspace, opened).criteria == found.criteria


def test_a_criterion_does_not_enter_a_frozen_rubric(workspace: Workspace, opened: int) -> None:
    """A bare insert is refused too."""
    rubric = rounds.get(workspace, opened).rubric_id

    def attempt() -> None:
        with workspace.unit_of_work("기준 추가") as work:
            records.insert(
                work, "rubric_criterion", {"label": "하나", "weight": 1}, rubric_id=rubric, position=9
            )

    _refused(attempt)


def test_a_bare_write_thaws_nothing(workspace: Workspace, opened: int) -> None:
    """The mark of freezing is not taken off while a begun round uses the rubric."""
    rubric = rounds.get(workspace, opened).rubric_id

    def attempt() -> None:
        with workspace.unit_of_work("풀기") as work:
            work.update("rubric", rubric, {"frozen_at": None})

    _refused(attempt)


def test_undo_of_the_beginning_thaws_and_then_goes_on(workspace: Workspace, opened: int) -> None:
    """The step that froze it is taken back whole; redo freezes it again."""
    rubric = rounds.get(workspace, opened).rubric_id
    undo.undo(workspace)
    assert rubrics.get(workspace, rubric).frozen_at is None
    undo.redo(workspace)
    assert rubrics.get(workspace, rubric).frozen_at is not None


def test_a_begun_round_keeps_its_rubric(workspace: Workspace, opened: int) -> None:
    """Scores never come to stand under other criteria."""
    other = rubrics.create(workspace, "다른 평가표", "citizen")
    _refused(lambda: records.edit(workspace, "evaluation_round", [opened], {"rubric_id": other}), "바꾸지 않")
