"""Ctrl+K finds records by part of their name."""

import pytest

from app.domain.privacy.sight import SightItem
from app.domain.search.found import Found
from app.domain.search.query import parse
from app.services import directory, findings, proposals
from app.services.privacy import sight
from app.services.search import find as service
from app.services.session import sessions
from app.services.workspace import Workspace
from db.queries import find as queries
from tests import factories


@pytest.fixture
def filled(ws: Workspace) -> Workspace:
    """Give a file with an own project, a case and a person."""
    factories.project(ws, title="가온시 야간 돌봄 안내", year=2026)
    factories.case(ws, title="나래군 돌봄 마을", year=2016)
    factories.person(ws, "하늘봄", affiliation="가온시 주민자치회")
    return ws


def find(ws: Workspace, text: str, limit: int = service.LIMIT) -> list[Found]:
    """Return all that is found while ``text`` is typed, under whatever heading."""
    return [found for group in service.find(ws, parse(text, typing=True), limit) for found in group.hits]


def labels(found: list[Found]) -> list[tuple[str, str]]:
    """Return kinds and labels."""
    return [(item.kind, item.label) for item in found]


@pytest.mark.parametrize("text", ["야간", "야간돌봄", "ㅇㄱㄷㅂ", "돌봄 안", "야가"])
def test_a_project_is_found_by_part_of_its_title(filled: Workspace, text: str) -> None:
    """Text, text without blanks, first consonants and half-typed syllables all find it."""
    assert ("project", "가온시 야간 돌봄 안내") in labels(find(filled, text))


@pytest.mark.parametrize("text", ["ㅍㅇㅅㄱ", "ㅇㅅ", "돌봄 ㅍㅇㅅㄱ", "폐업상"])
def test_a_project_is_found_by_the_first_consonants_of_a_tag(filled: Workspace, text: str) -> None:
    """A tag is a name too, whatever else the project is called; it is shown where the consonants stand."""
    directory.tag(filled, 1, "폐업상가")
    (found,) = [found for found in find(filled, text) if found.kind == "project"]
    assert found.label == "가온시 야간 돌봄 안내" and found.excerpt.place == "태그"
    assert not [found for found in find(filled, "-ㅍㅇㅅㄱ 가온") if found.kind == "project"]


def test_own_projects_come_before_cases(filled: Workspace) -> None:
    """Where both have the word, the office's own project is first."""
    assert [item.kind for item in find(filled, "돌봄")] == ["project", "case"]


def test_a_beginning_comes_before_a_middle(filled: Workspace) -> None:
    """A title that begins with the words stands before one that has them later."""
    factories.case(filled, title="돌봄 식당")
    factories.case(filled, title="새봄군 돌봄 지도")
    cases = [found.label for found in find(filled, "돌봄") if found.kind == "case"]
    assert cases == ["돌봄 식당", "새봄군 돌봄 지도", "나래군 돌봄 마을"]


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


@pytest.fixture
def thread(filled: Workspace) -> Workspace:
    """Give a session with minutes, cards and a proposal as well."""
    made = sessions.create(filled, 1, "workshop", {"topic": "둘째 모임", "held_on": "2025-03-02"})
    sessions.edit(filled, made, {"minutes": "저녁마다 가로등이 꺼져\n돌봄 가는 길이 어둡다."})
    findings.add(filled, 1, "idea", "돌봄 길에 가로등을 더 놓자")
    findings.add(filled, 1, "pain", "가로등 신고가 어렵다")
    proposals.create(filled, {"title": "가로등 신고를 쉽게", "channel": "dialogue", "project_id": 1})
    return filled


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("가로등", {"session", "finding", "proposal"}),
        ("가로등 -신고", {"session", "finding"}),
        ("가로등 종류:아이디어", {"finding"}),
        ("가로등 종류:활동", {"session"}),
        ("가로등 연도:2025", {"session"}),
        ("가로등 연도:2026 종류:발견", {"finding"}),
        ("가로등 기관:가온", {"session", "finding", "proposal"}),
        ("가로등 기관:나래", set()),
        ("가로등 상태:검토중", {"proposal"}),
        ("가로등 과제:야간 종류:페인", {"finding"}),
        ('"꺼져 돌봄"', {"session"}),
        ('"돌봄 꺼져"', set()),
        ("상태:진행", {"project"}),
        ("가로등 종류:아이디어 상태:진행", {"finding"}),
        ("가로등 종류:아이디어 상태:정체", set()),
        ("가로등 종류:제안 상태:검토중", {"proposal"}),
        ("가로등 종류:제안 종류:아이디어 상태:진행", {"proposal", "finding"}),
        ("가로등 기관:나래 기관:가온", {"session", "finding", "proposal"}),
        ("가로등 연도:2024~2025", {"session"}),
        ("가로등 연도:2016,2025", {"session"}),
    ],
)
def test_filters_in_words_narrow_what_is_found(thread: Workspace, text: str, kinds: set[str]) -> None:
    """Kind, year, agency, state and project narrow; phrases stand as written; a minus leaves out."""
    assert {found.kind for found in find(thread, text)} == kinds


def test_the_place_is_shown_with_the_words_marked(thread: Workspace) -> None:
    """Of the minutes an excerpt is shown, on one line, with every word marked where it stands."""
    (found,) = find(thread, "가로등 어둡 종류:활동")
    assert found.excerpt.place == "회의록"
    assert [found.excerpt.words[a:b] for a, b in found.excerpt.marks] == ["가로등", "어둡"]
    assert found.owner == {"project_id": 1, "session_id": 1}


def test_counts_tell_of_more_than_is_shown(thread: Workspace) -> None:
    """A heading counts all its hits, however few are shown."""
    groups = service.find(thread, parse("가로등"), limit=1)
    assert [(group.kind, len(group.hits), group.count) for group in groups] == [
        ("session", 1, 1), ("finding", 1, 2), ("proposal", 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["종류:엉뚱", "연도:올해", "연도:25", "분야:없는것", "단계:우주", "종류:아이디어 상태:반영"]
)
def test_a_value_that_is_none_is_told(thread: Workspace, text: str) -> None:
    """A filter with a value it does not know leaves all, and says so."""
    assert len(service.notes(parse(text))) == 1
    assert ("finding", "돌봄 길에 가로등을 더 놓자") in labels(find(thread, f"가로등 {text}"))


def test_a_filter_offers_values_near_to_what_was_meant() -> None:
    """Of the values that there are those are named which look like it."""
    assert service.notes(parse("분야:복지")) == ("‘복지’는 없는 분야입니다. 예: 사회복지",)


def test_a_filter_stays_while_the_words_go_on(filled: Workspace) -> None:
    """The same filter narrows every word that is typed after it, and another year is another filter."""
    factories.case(filled, title="새봄군 돌봄 지도", year=2017)
    assert labels(find(filled, "연도:2016 돌봄")) == [("case", "나래군 돌봄 마을")]
    assert labels(find(filled, "연도:2016 지도")) == []
    assert labels(find(filled, "연도:2017 지도")) == [("case", "새봄군 돌봄 지도")]


def test_what_a_filter_was_asked_in_words_is_not_kept(filled: Workspace) -> None:
    """Statements of years and codes are kept for the next key, those with somebody's own words are not."""
    queries.kept_statement.cache_clear()
    find(filled, "연도:2016 돌봄")
    kept = queries.kept_statement.cache_info().currsize
    assert labels(find(filled, "과제:마을 돌봄")) == [("case", "나래군 돌봄 마을")]
    assert queries.kept_statement.cache_info().currsize == kept
    find(filled, "연도:2016 단계:설계 돌봄")
    assert queries.kept_statement.cache_info().currsize > kept
