"""A programme's page becomes its facts and its selected tasks."""

import pytest

from app.domain.codes import Codes
from app.domain.sources.parsed import ParsedSource
from app.domain.sources.tasks import read_tasks
from app.errors import UserError

PAGE = """\
- 수행주체
- 행정안전부
- 수행기간 : 2018년~
- 키워드
- 주민마을
사업배경
○ 마을의 문제를 스스로 풂
○ 도움이 필요함
2018년 선정 과제(신규발굴)
– 2개 분야 3개 과제를 선정함
돌봄 분야
- 충청남도 당진시, 함께 돌보는 “우리 마을, 우리 손”
- 경기도 광주시, 밤길 등불
안전 분야
- 광주 남구, 골목 신호
|
선정 과제 보러가기
2019년 선정 과제(확산지원)
안전 분야
- 어디인지 모를 곳, 되풀이
- 제목만 있는 줄
기대효과
○ 만족도가 높아짐
"""


@pytest.fixture(scope="module")
def source(codes: Codes) -> ParsedSource:
    """Read the page once."""
    return read_tasks(PAGE, codes)


def test_facts_are_read_in_both_shapes(source: ParsedSource) -> None:
    """A fact stands on the line after its name or behind a colon; sections keep all their lines."""
    assert source.facts["수행주체"] == "행정안전부"
    assert source.facts["수행기간"] == "2018년~"
    assert source.facts["사업배경"] == "마을의 문제를 스스로 풂\n도움이 필요함"
    assert source.facts["기대효과"] == "만족도가 높아짐"


def test_the_agency_ends_at_the_first_comma(source: ParsedSource) -> None:
    """Commas and quotation marks in the title stay in the title."""
    first = source.projects[0].values
    assert (first["lead_agency"], first["title"]) == ("충청남도 당진시", "함께 돌보는 “우리 마을, 우리 손”")


def test_rounds_give_year_and_tags(source: ParsedSource) -> None:
    """Each task has the year of its round, and the round and the programme's field as tags."""
    found = [(p.values["year"], p.tags) for p in source.projects]
    assert found == [
        (2018, ("신규발굴", "돌봄")),
        (2018, ("신규발굴", "돌봄")),
        (2018, ("신규발굴", "안전")),
        (2019, ("확산지원", "안전")),
    ]


def test_the_field_is_set_only_where_it_is_certain(source: ParsedSource) -> None:
    """A field that is an alias of a 분야 sets it; any other is kept as written for review."""
    care, safety = source.projects[0], source.projects[2]
    assert (care.values["service_field"], care.as_written) == (None, {"service_field": "돌봄"})
    assert (safety.values["service_field"], safety.as_written) == ("safety", {})


def test_places_with_one_name_are_told_apart(source: ParsedSource) -> None:
    """경기도 광주시 and 광주 남구 are two places."""
    assert [p.values["region"] for p in source.projects[1:3]] == ["경기도 광주시", "광주광역시 남구"]


def test_an_unknown_place_and_a_line_without_agency_are_noted(source: ParsedSource) -> None:
    """What is no place keeps its text; a line without a comma is no task; both are told with their line."""
    assert source.projects[3].as_written["lead_agency"] == "어디인지 모를 곳"
    lines = {doubt.line: doubt.written for doubt in source.doubts if doubt.key != "service_field"}
    assert lines == {20: "어디인지 모를 곳", 21: "제목만 있는 줄"}


def test_a_count_that_differs_from_the_announced_one_is_noted(codes: Codes) -> None:
    """When the page announces four tasks and names three, the doubt says so."""
    source = read_tasks(PAGE.replace("3개 과제", "4개 과제"), codes)
    (doubt,) = [doubt for doubt in source.doubts if "4개" in doubt.reason]
    assert (doubt.line, "3개를 찾았습니다" in doubt.reason) == (9, True)


def test_a_page_without_a_task_is_refused(codes: Codes) -> None:
    """Without a task the page is refused, and the sentence says what is sought."""
    with pytest.raises(UserError, match="선정 과제"):
        read_tasks("- 수행주체\n- 행정안전부\n", codes)


@pytest.mark.parametrize(("mark", "comma"), [("ㅇ ", ","), ("1) ", ","), ("+ ", "，"), ("‐ ", ", ")])
def test_other_marks_and_commas_are_read_the_same(
    codes: Codes, source: ParsedSource, mark: str, comma: str
) -> None:
    """A task is found under every mark before it and comma in it."""
    page = PAGE.replace("\n- ", f"\n{mark}").replace(", ", comma)
    read = read_tasks(page, codes)
    assert [one.values["lead_agency"] for one in read.projects] == [
        one.values["lead_agency"] for one in source.projects
    ]
