"""Ctrl+K finds records by part of their name."""

import pytest

from app.domain.found import Found
from app.domain.sight import SightItem
from app.services import sight
from app.services.find import find
from app.services.workspace import Workspace
from tests import factories


@pytest.fixture
def filled(ws: Workspace) -> Workspace:
    """Give a file with an own project, a case and a person."""
    factories.project(ws, title="가온시 야간 돌봄 안내", year=2026)
    factories.case(ws, title="나래군 돌봄 마을", year=2016)
    factories.person(ws, "하늘봄", affiliation="가온시 주민자치회")
    return ws


def labels(found: list[Found]) -> list[tuple[str, str]]:
    """Return kinds and labels."""
    return [(item.kind, item.label) for item in found]


@pytest.mark.parametrize("text", ["야간", "야간돌봄", "ㅇㄱㄷㅂ", "돌봄 안", "야가"])
def test_a_project_is_found_by_part_of_its_title(filled: Workspace, text: str) -> None:
    """Text, text without blanks, first consonants and half-typed syllables all find it."""
    assert ("project", "가온시 야간 돌봄 안내") in labels(find(filled, text))


def test_own_projects_come_before_cases(filled: Workspace) -> None:
    """Where both have the word, the office's own project is first."""
    assert [item.kind for item in find(filled, "돌봄")] == ["project", "case"]


def test_a_beginning_comes_before_a_middle(filled: Workspace) -> None:
    """A title that begins with the words stands before one that has them later."""
    factories.case(filled, title="돌봄 식당")
    assert find(filled, "돌봄")[0].label == "돌봄 식당"


def test_people_are_found_whole_and_shown_as_they_may_be_seen(filled: Workspace) -> None:
    """A name is looked for unmasked; what is shown is masked unless a logged purpose lets it be seen."""
    assert labels(find(filled, "ㅎㄴㅂ")) == [("person", "하*봄")]
    (person,) = [found.id for found in find(filled, "ㅎㄴㅂ")]
    sight.unmask(filled, [person], SightItem, "contact", "참석 여부를 전화로 확인합니다")
    assert labels(find(filled, "하늘봄")) == [("person", "하늘봄")]


@pytest.mark.parametrize("text", ["", "  ", "없는 이름"])
def test_nothing_is_found_for_nothing(filled: Workspace, text: str) -> None:
    """Blanks and unknown names find nothing."""
    assert find(filled, text) == []


def test_the_number_of_hits_is_limited(filled: Workspace) -> None:
    """At most the asked number of projects comes back."""
    for number in range(5):
        factories.case(filled, title=f"사례 {number}")
    assert len(find(filled, "사례", limit=3)) == 3
