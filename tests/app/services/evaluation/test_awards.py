"""상격 on a data file: given to several projects in one step, summed by agency and year, told in papers."""

import pytest

from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import directory, projects, undo
from app.services.evaluation import awards, rubrics
from app.services.reports import papers
from app.services.workspace import Workspace
from tests import factories


@pytest.fixture
def ids(workspace: Workspace) -> list[int]:
    """Give three projects: two of one agency, one of another."""
    made = [factories.project(workspace, title=title, year=2025).id for title in ("골목", "나래", "다솜")]
    for name, few in (("가온시", made[:2]), ("나래군", made[2:])):
        agency = directory.add(workspace, "agency", name)
        projects.edit(workspace, few, {"lead_agency_id": agency})
    return made


def test_several_projects_get_an_award_in_one_step(workspace: Workspace, ids: list[int]) -> None:
    """Each has its own record with its own sums; one undo takes all of them back."""
    assert awards.give(workspace, ids[:2], {"grade": "우수상", "year": 2026, "grant": 30_000_000}) == 2
    assert [(one.grade, one.grant, one.agency) for one in awards.of_project(workspace, ids[0])] == [
        ("우수상", 30_000_000, "가온시")
    ]
    assert undo.undo(workspace) == "상격 ‘우수상’ 2건 부여"
    assert awards.every(workspace) == []


def test_a_round_gives_the_same_award_once(workspace: Workspace, ids: list[int]) -> None:
    """The year is the round's; giving it again leaves the project as it is."""
    rubric_id = rubrics.create(workspace, "서면", "paper")
    round_id = factories.evaluation_round(workspace, ids, year=2024, rubric_id=rubric_id)
    assert awards.give(workspace, ids[:1], {"grade": "대상"}, round_id) == 1
    assert awards.give(workspace, ids[:2], {"grade": "대상"}, round_id) == 1
    found = awards.of_round(workspace, round_id)
    assert [(one.project_id, one.year, one.round) for one in found] == [
        (ids[0], 2024, "상반기"),
        (ids[1], 2024, "상반기"),
    ]


def test_sums_by_agency_and_year_are_those_of_the_awards(workspace: Workspace, ids: list[int]) -> None:
    """가온시: 2 in 2025 with 3,000,000 + 500,000; 나래군: 1 in 2024 with a grant."""
    awards.give(workspace, ids[:1], {"grade": "대상", "year": 2025, "amount": 3_000_000})
    awards.give(workspace, ids[1:2], {"grade": "장려상", "year": 2025, "amount": 500_000})
    awards.give(workspace, ids[2:], {"grade": "선정", "year": 2024, "grant": 20_000_000})
    found = [(one.agency, one.year, one.awards, one.amount, one.grant) for one in awards.by_agency(workspace)]
    assert found == [("가온시", 2025, 2, 3_500_000, 0), ("나래군", 2024, 1, 0, 20_000_000)]
    document = papers.build(workspace, "award-list", ReportOptions(year=2025))
    assert document.tables[0].total == ("합계", 2, 3_500_000, 0)
    assert len(document.tables[1].rows) == 2


def test_what_cannot_be_is_refused_in_a_sentence(workspace: Workspace, ids: list[int]) -> None:
    """No grade, a negative sum, no project."""
    with pytest.raises(UserError, match="상격"):
        awards.give(workspace, ids[:1], {"grade": "  "})
    with pytest.raises(UserError, match="0원 이상"):
        awards.give(workspace, ids[:1], {"grade": "대상", "amount": -1})
    with pytest.raises(UserError, match="과제를 고르"):
        awards.give(workspace, [], {"grade": "대상"})
