"""The shipped code lists: every place under the name of its time, and the words that mean one thing."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app.domain.codes import SIDO, SIGUNGU, Codes, load_codes
from app.errors import EnvironmentProblem

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "codes"


@pytest.fixture(scope="module")
def codes() -> Codes:
    """Read the shipped lists once."""
    return load_codes(FOLDER)


@pytest.mark.parametrize(
    ("day", "sido", "sigungu"),
    [
        (date(2016, 7, 1), 17, 226 + 2),  # 기초자치단체 226, and the two 행정시 of 제주
        (date(2023, 7, 1), 17, 226 + 2),
        (date(2026, 7, 1), 16, 227 + 2),  # 광주 and 전남 are one; 인천 has one 구 more
    ],
)
def test_the_number_of_regions_on_a_day_is_the_official_one(
    codes: Codes, day: date, sido: int, sigungu: int
) -> None:
    """The rows in force on a day are as many as there were regions."""
    levels = Counter(region.level for region in codes.regions if region.span.covers(day))
    assert levels == {SIDO: sido, SIGUNGU: sigungu}


def test_codes_are_unique_and_parents_exist(codes: Codes) -> None:
    """Every code stands once, and every 시·군·구 lies in a 시·도 that is in force for as long."""
    assert len({region.code for region in codes.regions}) == len(codes.regions)
    for region in codes.regions:
        parent = codes.region_by_code(region.parent_code)
        assert (parent is None) == (region.level == SIDO)
        if parent is not None and parent.span.last is not None:
            assert region.span.last is not None
            assert region.span.last <= parent.span.last


@pytest.mark.parametrize(
    ("written", "year", "name"),
    [
        ("전라북도", 2016, "전라북도"),
        ("전북", 2016, "전라북도"),
        ("전북", 2024, "전북특별자치도"),
        ("전라북도", 2025, "전북특별자치도"),
        ("강원도", 2023, "강원도"),
        ("강원특별자치도", 2016, "강원도"),
        ("전남 순천시", 2016, "전라남도 순천시"),
        ("순천시", 2027, "전남광주통합특별시 순천시"),
        ("군위군", 2022, "경상북도 군위군"),
        ("군위군", 2024, "대구광역시 군위군"),
        ("청원군", 2013, "충청북도 청원군"),
        ("인천 남구", 2016, "인천광역시 남구"),
        ("인천광역시 제물포구", 2026, "인천광역시 제물포구"),
        ("서울 중구청", 2016, "서울특별시 중구"),
        ("대구광역시청", 2016, "대구광역시"),
        ("경기 가평", 2016, "경기도 가평군"),
        ("경기도 광주시", 2018, "경기도 광주시"),
        ("전남도", 2016, "전라남도"),
    ],
)
def test_a_place_takes_the_name_of_its_year(codes: Codes, written: str, year: int, name: str) -> None:
    """Short, full and office names all find the record that is in force in the year."""
    region = codes.region(written, year)
    assert region is not None
    assert codes.full_name(region) == name


@pytest.mark.parametrize(
    "written", ["중구", "고성군", "광주시", "", "없는 곳", "서울 순천시", "시흥시 교육지원청"]
)
def test_a_place_that_is_not_one_place_is_none(codes: Codes, written: str) -> None:
    """A name of several places, or of none, finds nothing."""
    assert codes.region(written, 2016) is None


@pytest.mark.parametrize(
    ("written", "level"),
    [("중앙부처", "central"), ("지방 자치단체", "local"), ("공공기관", "institution"), ("사법", None)],
)
def test_levels_are_found_by_label_and_alias(codes: Codes, written: str, level: str | None) -> None:
    """The 관 is found by its label or an alias, blanks aside; an unknown word is None."""
    found = codes.government_level(written)
    assert (found and found.value) == level


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("환경개선", "living"),
        ("생활환경 개선", "living"),
        ("안전치안", "safety"),
        ("안전 및 치안", "safety"),
        ("경제(민원)", "economy"),
        ("일반행정(민원)", "administration"),
        ("기타", None),
    ],
)
def test_fields_are_found_by_label_and_alias(codes: Codes, written: str, field: str | None) -> None:
    """The 분야 is found by its label or an alias; an unknown word is None."""
    found = codes.service_field(written)
    assert (found and found.value) == field


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("문체부", "문화체육관광부"),
        ("해경청", "해양경찰청"),
        ("방재청", "소방방재청"),
        ("금감원", "금융감독원"),
    ],
)
def test_agencies_are_found_by_their_short_names(codes: Codes, written: str, name: str) -> None:
    """An abbreviation finds the office."""
    agency = codes.agency(written, 2014)
    assert agency is not None
    assert agency.name == name


def test_no_word_means_two_offices(codes: Codes) -> None:
    """Names and abbreviations of the offices never collide."""
    words = Counter(word for agency in codes.agencies for word in (agency.name, *agency.aliases))
    assert [word for word, count in words.items() if count > 1] == []


def test_a_missing_folder_is_a_problem_of_the_surroundings(tmp_path: Path) -> None:
    """Without its lists the program says so and what to do."""
    with pytest.raises(EnvironmentProblem, match=r"aliases\.csv"):
        load_codes(tmp_path)


def test_a_word_that_several_places_bear_names_a_body(codes: Codes) -> None:
    """Places, offices by each of their names and sorts of body are bodies, whichever is meant."""
    assert {"고성군", "남원시", "의정부", "행안부", "행정안전부", "구청"} <= codes.bodies
    assert "홍길동" not in codes.bodies
