"""A wiki-like collection becomes cases: sections, labels, years, doubts."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes import Codes
from app.domain.sources.cases import read_cases
from app.domain.sources.parsed import ParsedProject, ParsedSource
from app.domain.sources.text import decode
from app.errors import UserError


@pytest.fixture(scope="module")
def source(wiki: str, codes: Codes) -> ParsedSource:
    """Read the small collection once."""
    return read_cases(wiki, codes)


def case(source: ParsedSource, beginning: str) -> ParsedProject:
    """Return the one case whose title begins so."""
    (found,) = [p for p in source.projects if str(p.values["title"]).startswith(beginning)]
    return found


def values(source: ParsedSource, beginning: str) -> Mapping[str, object]:
    """Return the values of the one case whose title begins so."""
    return case(source, beginning).values


def test_a_heading_with_a_classification_is_one_case(source: ParsedSource) -> None:
    """Sections without a 분류 line are no cases; the facts count 국내 and 해외."""
    assert source.facts == {"cases": 6, "domestic": 3, "foreign": 3}


def test_sections_give_the_programme(source: ParsedSource) -> None:
    """The programme is that of the section above, and 해외 사례 below the foreign section."""
    programs = [project.values["program"] for project in source.projects]
    assert programs == ["해외 사례"] * 3 + ["국민디자인단"] * 2 + ["민원서비스 개선"]


@pytest.mark.parametrize(
    ("beginning", "title", "year"),
    [
        ("버스", "버스 정류장 다시 보기", 2015),
        ("마을 지도", "마을 지도 함께 그리기 (Map Together), 덴마크", 2011),
        ("찾아가는", "찾아가는 상담 창구", None),  # neither the section's range nor 기타 is its year
    ],
)
def test_the_year_leaves_the_title(
    source: ParsedSource, beginning: str, title: str, year: int | None
) -> None:
    """Only a year at the end of the title is the year of the case, and it is cut off."""
    found = values(source, beginning)
    assert (found["title"], found["year"]) == (title, year)


def test_bullets_below_a_label_are_its_text(source: ParsedSource) -> None:
    """Lines below a label join to its text, an unknown ``X : y`` among them included."""
    found = values(source, "마을 지도")
    assert found["summary"] == "주민이 위험한 길을 지도에 표시\n표시한 곳을 시청이 고침"
    assert found["content"] == "(수도 기준)\n접수의 방법 : 앱과 전화\n지도 공개"
    assert found["achievements"] == "신고 12% 감소\n-3% 이상 줄어든 곳도 있음"


def test_a_bullet_with_a_colon_below_an_empty_label_is_text(source: ParsedSource) -> None:
    """Below ``주요내용`` alone, ``접수와 안내 : …`` on the same level is text and no label."""
    assert values(source, "찾아가는")["content"] == "접수와 안내 : 매주 화요일 운영"


def test_references_and_pictures_stay(source: ParsedSource) -> None:
    """A reference mark stays in the website text and a picture goes to the remarks."""
    found = values(source, "마을 지도")
    assert (found["website"], found["remarks"]) == ("[3]", "파일:map.png")


def test_an_unknown_label_goes_to_the_remarks_with_its_name(source: ParsedSource) -> None:
    """What stands behind an unknown label is kept with the label, and noted with its line."""
    assert values(source, "찾아가는")["remarks"] == "2015년 상담 우수사례\n담당부서 : 민원과"
    assert any(doubt.key == "remarks" and doubt.written == "담당부서 : 민원과" for doubt in source.doubts)


def test_a_label_glued_to_the_line_before_is_split_off(source: ParsedSource) -> None:
    """``…향상* 관련사이트 :`` is the end of the achievements and an empty website."""
    found = values(source, "버스")
    assert (found["achievements"], found["website"]) == ("안내판 만족도 향상", None)


def test_a_label_without_its_colon_is_read_and_noted(source: ParsedSource, wiki: str) -> None:
    """``• 개요 산책길…`` is the summary, with a doubt that names the line."""
    assert values(source, "강변")["summary"] == "산책길 쉼터를 주민이 설계"
    (doubt,) = [doubt for doubt in source.doubts if doubt.key == "summary"]
    assert "개요 산책길" in wiki.split("\n")[doubt.line - 1]


@pytest.mark.parametrize(
    ("beginning", "level", "field", "as_written"),
    [
        ("마을 지도", "local", "safety", {}),
        ("세계 제안", None, "administration", {"government_level": "중앙정부/지자체"}),
        ("청소년", "local", None, {"service_field": "사법"}),
        ("버스", "central", "living", {}),
        ("찾아가는", "local", "administration", {"lead_agency": "군"}),
    ],
)
def test_classification_is_sure_or_kept_as_written(
    source: ParsedSource, beginning: str, level: str | None, field: str | None, as_written: dict[str, str]
) -> None:
    """Aliases are resolved; two values at once and unknown words give None and keep their text."""
    found = case(source, beginning)
    assert (found.values["government_level"], found.values["service_field"]) == (level, field)
    assert as_written.items() <= found.as_written.items()


def test_every_value_kept_as_written_has_a_doubt_on_a_line_of_its_case(source: ParsedSource) -> None:
    """Each text kept as written is told to the person, with a line at or below the heading."""
    for project in source.projects:
        for key, written in project.as_written.items():
            assert any(
                (doubt.key, doubt.written) == (key, written) and doubt.line >= project.line
                for doubt in source.doubts
            )


def test_the_leading_body_is_named_in_full(source: ParsedSource) -> None:
    """Abbreviations are resolved, a region takes the name of its year, 주민 behind a name is dropped."""
    assert values(source, "버스")["lead_agency"] == "국토교통부"
    found = values(source, "강변")
    assert (found["lead_agency"], found["region"]) == ("전라북도 남원시", "전라북도 남원시")


def test_other_headings_are_taken(codes: Codes) -> None:
    """``== … ==`` and ``# …`` open sections and cases as ``[편집]`` does."""
    sections = "== 국내 사례 ==\n=== 협업 우수사례 ===\n"
    text = f"{sections}# 둘이 하는 일 (2016년)\n분류: 공공기관/문화\n개요: 함께함"
    (project,) = read_cases(text, codes).projects
    expected = {"title": "둘이 하는 일", "year": 2016, "program": "협업", "government_level": "institution"}
    assert expected.items() <= project.values.items()


def test_a_case_without_its_classification_is_noted_and_is_no_section(codes: Codes) -> None:
    """A heading with the other labels of a case is told by its line; the next case keeps its programme."""
    text = (
        "국민디자인단[편집]\n가게 앞 의자[편집]\n• 개요 : 쉼\n• 추진주체 : 남원시\n"
        "책 나눔[편집]\n• 분류 : 지자체/문화\n• 개요 : 나눔\n"
    )
    source = read_cases(text, codes)
    assert [(one.values["title"], one.values["program"]) for one in source.projects] == [
        ("책 나눔", "국민디자인단")
    ]
    assert [(doubt.line, doubt.written) for doubt in source.doubts] == [(2, "가게 앞 의자")]


@pytest.mark.parametrize("number", ["1. ", "①", "1) ", "가. ", "※ "])
def test_a_numbered_label_is_a_label(codes: Codes, number: str) -> None:
    """What numbers a line stands before a label as a bullet does."""
    source = read_cases(f"책 나눔[편집]\n{number}분류 : 지자체/문화\n{number}개요 : 나눔\n", codes)
    assert [(one.values["service_field"], one.values["summary"]) for one in source.projects] == [
        ("culture", "나눔")
    ]


def test_the_same_title_twice_is_kept_and_noted(codes: Codes) -> None:
    """A repeated case stays, and the doubt names the line of the first."""
    text = "가(2015)[편집]\n분류 : 지자체/문화\n가(2015)[편집]\n분류 : 지자체/문화\n"
    source = read_cases(text, codes)
    assert len(source.projects) == 2
    assert [(d.line, "1번째" in d.reason) for d in source.doubts if d.key == "title"] == [(3, True)]


def test_a_text_without_a_case_is_refused(codes: Codes) -> None:
    """Where no heading has a 분류 line the text is refused, and the sentence says what is sought."""
    with pytest.raises(UserError, match="분류"):
        read_cases("머리말[편집]\n아무 사례도 없는 글\n", codes)


@given(
    encoding=st.sampled_from(["utf-8-sig", "utf-16", "cp949"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    bullet=st.sampled_from("•●○◦▪■□∙*·"),
    blank=st.sampled_from([" ", "\u3000"]),
    colon=st.sampled_from([" : ", ": ", " ： "]),
)
def test_the_shape_of_the_file_makes_no_difference(
    wiki: str, codes: Codes, encoding: str, line_end: str, bullet: str, blank: str, colon: str
) -> None:
    """Encoding, line ends, bullets, blanks and colons of the labels change no value and no doubt."""
    lines = [
        line.replace("•", bullet).replace("  ", blank * 2).replace(" : ", colon, 1) if "•" in line else line
        for line in wiki.split("\n")
    ]
    data = line_end.join(lines).encode(encoding, errors="ignore")
    found, expected = read_cases(decode(data), codes), read_cases(wiki, codes)
    changed = {"content", "remarks"} if colon != " : " else set()  # the colon is part of these texts
    for one, other in zip(found.projects, expected.projects, strict=True):
        assert {k: v for k, v in one.values.items() if k not in changed} == {
            k: v for k, v in other.values.items() if k not in changed
        }
        assert one.line == other.line


@given(
    st.lists(
        st.sampled_from(
            [
                "가[편집]",
                "== 나 ==",
                "# 다",
                "분류 : 지자체",
                "• 분류:",
                "/",
                "개요",
                "• 성과 :",
                "* 기타 : ㄱ",
                "(",
            ]
        )
    )
)
def test_any_order_of_lines_is_read_or_refused(codes: Codes, lines: list[str]) -> None:
    """However broken the text, the reader gives cases or a sentence, never another error."""
    try:
        source = read_cases("\n".join(lines), codes)
    except UserError:
        assert not any("분류" in line for line in lines) or not _heading_before_label(lines)
    else:
        assert len(source.projects) <= len(lines)


def _heading_before_label(lines: list[str]) -> bool:
    headings = [n for n, line in enumerate(lines) if line[0] in "가=#"]
    return bool(headings) and any("분류" in line for line in lines[headings[0] :])
