"""평가 on a data file: frozen rubrics, scores within their scale, missing sheets, exclusion, results."""

import pytest

from app.domain.evaluation.rounds import PanelMember, SheetState
from app.errors import UserError
from app.services import undo
from app.services.evaluation import rounds, rubrics
from app.services.evaluation.rounds import RoundParts
from app.services.workspace import Workspace
from tests import factories


def _round(ws: Workspace, members: int = 3, **values: object) -> int:
    rubric_id = rubrics.create(ws, "서면심사 2026", "paper")
    ids = [factories.project(ws, title=title).id for title in ("골목 책방", "나래 정류장")]
    panels = {"서면": (100, [f"위원{number}" for number in range(1, members + 1)])}
    return factories.evaluation_round(ws, ids, panels, year=2026, rubric_id=rubric_id, **values)


@pytest.fixture
def opened(workspace: Workspace) -> int:
    """Give a round that takes scores: two projects, three reviewers, the shipped rubric."""
    round_id = _round(workspace)
    rounds.open_round(workspace, round_id)
    return round_id


def _fill(ws: Workspace, round_id: int, member: PanelMember, project_id: int, value: float) -> None:
    found = rounds.parts(ws, round_id)
    factories.scored(ws, found, member, project_id, {one.id: value for one in found.criteria})


def _parts(ws: Workspace, round_id: int) -> RoundParts:
    return rounds.parts(ws, round_id)


def test_every_shipped_rubric_adds_up_to_a_hundred() -> None:
    """Weights of 100 make a full score of 100."""
    for one in rubrics.shipped().values():
        assert sum(criterion.weight for criterion in one.criteria) == 100


def test_an_open_round_freezes_its_rubric(workspace: Workspace, opened: int) -> None:
    """Its criteria are changed in a new version only, which is open again."""
    rubric_id = rounds.get(workspace, opened).rubric_id
    [first, *_] = rubrics.criteria(workspace, rubric_id)
    with pytest.raises(UserError, match="새 판"):
        rubrics.edit_criterion(workspace, first, {"weight": 20})
    copy = rubrics.new_version(workspace, rubric_id)
    assert rubrics.get(workspace, copy).version == 2
    rubrics.edit_criterion(workspace, rubrics.criteria(workspace, copy)[0], {"weight": 20})
    assert rubrics.criteria(workspace, rubric_id)[0].weight == 10


def test_weights_that_do_not_add_up_open_no_round(workspace: Workspace) -> None:
    """The sentence tells the sum."""
    round_id = _round(workspace)
    rubric_id = rounds.get(workspace, round_id).rubric_id
    rubrics.edit_criterion(workspace, rubrics.criteria(workspace, rubric_id)[0], {"weight": 20})
    with pytest.raises(UserError, match="110%"):
        rounds.open_round(workspace, round_id)


def test_results_follow_the_sheets_and_missing_ones_are_pending(workspace: Workspace, opened: int) -> None:
    """One reviewer gave 8, one 6, one nothing: 70 of 100, provisional, four sheets to wait for."""
    found = _parts(workspace, opened)
    first, second, _third = found.members
    project_id = found.projects[0][0]
    _fill(workspace, opened, first, project_id, 8)
    _fill(workspace, opened, second, project_id, 6)
    found = _parts(workspace, opened)
    result = found.standing.results[project_id]
    assert result.score == pytest.approx(70)
    assert result.provisional
    assert found.standing.ranks() == {project_id: 1, found.projects[1][0]: None}
    assert len(found.pending()) == 4


def test_a_sheet_half_filled_says_so(workspace: Workspace, opened: int) -> None:
    """One criterion entered is 입력 중, all of them 마침."""
    found = _parts(workspace, opened)
    member, project_id = found.members[0], found.projects[0][0]
    factories.scored(workspace, found, member, project_id, {found.criteria[0].id: 7})
    assert _parts(workspace, opened).state_of(member, project_id) is SheetState.PARTIAL
    _fill(workspace, opened, member, project_id, 7)
    assert _parts(workspace, opened).state_of(member, project_id) is SheetState.DONE


def test_a_score_outside_its_scale_is_refused_whole(workspace: Workspace, opened: int) -> None:
    """Nothing of the entry is stored, and the sentence names criterion, scale and value."""
    found = _parts(workspace, opened)
    entries = {found.criteria[0].id: 7.0, found.criteria[1].id: 11.0}
    with pytest.raises(UserError, match=r"1점부터 10점까지.*11"):
        factories.scored(workspace, found, found.members[0], found.projects[0][0], entries)
    assert len(_parts(workspace, opened).pending()) == 6


def test_an_excluded_member_scores_nothing_and_is_not_waited_for(workspace: Workspace, opened: int) -> None:
    """제척 needs a reason; the sheet is neither accepted nor pending."""
    found = _parts(workspace, opened)
    member, project_id = found.members[0], found.projects[0][0]
    with pytest.raises(UserError, match="사유"):
        rounds.exclude(workspace, member, project_id, " ")
    rounds.exclude(workspace, member, project_id, "과제 자문을 맡음")
    found = _parts(workspace, opened)
    assert found.state_of(member, project_id) is SheetState.EXCLUDED
    assert len(found.pending()) == 5
    with pytest.raises(UserError, match="제척"):
        _fill(workspace, opened, member, project_id, 8)


def test_a_closed_round_takes_no_more_scores(workspace: Workspace, opened: int) -> None:
    """Its figures are final."""
    found = _parts(workspace, opened)
    rounds.close_round(workspace, opened)
    with pytest.raises(UserError, match="마감한 평가"):
        _fill(workspace, opened, found.members[0], found.projects[0][0], 8)


def test_a_round_in_preparation_takes_no_scores(workspace: Workspace) -> None:
    """It is opened first, which freezes the rubric."""
    round_id = _round(workspace)
    found = _parts(workspace, round_id)
    with pytest.raises(UserError, match="먼저 시작"):
        _fill(workspace, round_id, found.members[0], found.projects[0][0], 8)


def test_extremes_are_dropped_from_five_reviewers_on(workspace: Workspace) -> None:
    """Of 10, 9, 7, 6 and 1 the mean of 9, 7 and 6 counts: 73.33 of 100."""
    round_id = _round(workspace, members=5, drop_extremes=True)
    rounds.open_round(workspace, round_id)
    found = _parts(workspace, round_id)
    for member, value in zip(found.members, (10, 9, 7, 6, 1), strict=True):
        _fill(workspace, round_id, member, found.projects[0][0], value)
    result = _parts(workspace, round_id).standing.results[found.projects[0][0]]
    assert result.score == pytest.approx(100 * 22 / 30)


def test_a_sheet_is_undone_in_one_step(workspace: Workspace, opened: int) -> None:
    """All scores of one entry go together."""
    found = _parts(workspace, opened)
    _fill(workspace, opened, found.members[0], found.projects[0][0], 8)
    assert undo.undo(workspace) == "점수 입력"
    assert len(_parts(workspace, opened).pending()) == 6
