"""A closed round: no way to write passes its lock by; it opens again by a step of its own."""

from collections.abc import Callable
from typing import Any

import pytest

from app.errors import UserError
from app.services import records, undo
from app.services.evaluation import rounds, rubrics, scores
from app.services.evaluation.scores import Cell
from app.services.workspace import Workspace
from db.queries import evaluation as queries
from tests import factories


@pytest.fixture
def closed(workspace: Workspace) -> int:
    """Give the id of a round that is closed: one project, two reviewers, one sheet."""
    rubric_id = rubrics.create(workspace, "서면심사", "expert")
    project = factories.project(workspace, title="골목 책방").id
    panels = {"서면": (100, ["가나다", "라마바"])}
    round_id = factories.evaluation_round(workspace, [project], panels, rubric_id=rubric_id)
    rounds.open_round(workspace, round_id)
    found = rounds.parts(workspace, round_id)
    factories.scored(workspace, found, found.members[0], project, {one.id: 7 for one in found.criteria})
    rounds.close_round(workspace, round_id)
    return round_id


def _refused(attempt: Callable[[], Any]) -> None:
    with pytest.raises(UserError, match="다시 여십시오"):
        attempt()


def _ids(ws: Workspace, round_id: int) -> tuple[int, int]:
    """Return the first sheet and one of its scores."""
    found = rounds.parts(ws, round_id)
    member = found.members[0].id
    with ws.reading() as connection:
        sheet = queries.sheets(connection, round_id, [member])[(member, found.projects[0][0])]
        score = next(iter(queries.score_ids(connection, round_id, [member]).values()))
    return sheet, score


def test_no_generic_verb_changes_a_score(workspace: Workspace, closed: int) -> None:
    """Neither edit nor delete of scores, sheets, members, panels or of the round itself."""
    sheet, score = _ids(workspace, closed)
    found = rounds.parts(workspace, closed)
    _refused(lambda: records.edit(workspace, "score", [score], {"value": 9}))
    _refused(lambda: records.delete(workspace, "score", [score]))
    _refused(lambda: records.edit(workspace, "score_sheet", [sheet], {"comment": "다시 보니"}))
    _refused(lambda: records.delete(workspace, "score_sheet", [sheet]))
    _refused(lambda: records.edit(workspace, "panel", [found.panels[0].id], {"weight": 50}))
    _refused(lambda: records.delete(workspace, "panel_member", [found.members[1].id]))
    _refused(lambda: records.edit(workspace, "evaluation_round", [closed], {"drop_extremes": True}))
    _refused(lambda: records.delete(workspace, "evaluation_round", [closed]))
    assert rounds.parts(workspace, closed).standing.scores() == found.standing.scores()


def test_no_bare_write_adds_to_it(workspace: Workspace, closed: int) -> None:
    """A score, an exclusion or a project does not enter, whatever step brings it."""
    found = rounds.parts(workspace, closed)
    other = factories.project(workspace, title="나래 정류장").id

    def attempt(table: str, values: dict[str, Any]) -> None:
        with workspace.unit_of_work("넣기") as work:
            work.insert(table, values)

    member = found.members[1].id
    _refused(lambda: attempt("round_project", {"round_id": closed, "project_id": other}))
    keys = {"round_id": closed, "member_id": member, "project_id": found.projects[0][0]}
    _refused(lambda: attempt("exclusion", {**keys, "reason": "늦게 알림"}))
    _refused(lambda: attempt("score_sheet", keys))


def test_undo_does_not_pass_the_lock(workspace: Workspace, closed: int) -> None:
    """Undo takes the closing back first; what was entered before is undone only then."""
    before = rounds.parts(workspace, closed).standing.scores()
    undo.undo(workspace)
    assert rounds.get(workspace, closed).state == "open"
    assert rounds.parts(workspace, closed).standing.scores() == before
    undo.redo(workspace)
    assert rounds.get(workspace, closed).state == "closed"


def test_reopened_it_takes_scores_again(workspace: Workspace, closed: int) -> None:
    """Closed once more it is locked once more."""
    rounds.reopen(workspace, closed)
    found = rounds.parts(workspace, closed)
    cell = Cell(found.members[0].id, found.projects[0][0], found.criteria[0].id)
    scores.enter(workspace, found, {cell: 9})
    rounds.close_round(workspace, closed)
    _sheet, score = _ids(workspace, closed)
    _refused(lambda: records.edit(workspace, "score", [score], {"value": 3}))


def test_a_project_goes_with_its_scores_and_comes_back(workspace: Workspace, closed: int) -> None:
    """Deleting a project is no change of the round; undo brings project, sheets and scores back."""
    before = rounds.parts(workspace, closed)
    records.delete(workspace, "project", [before.projects[0][0]])
    assert rounds.parts(workspace, closed).projects == ()
    undo.undo(workspace)
    assert rounds.parts(workspace, closed).standing.scores() == before.standing.scores()
