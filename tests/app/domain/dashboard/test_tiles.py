"""The tile map shows the 시·도 of its day and counts every other name where it belongs."""

from datetime import date

import pytest

from app.domain.dashboard.tiles import Province, day_of, load_places, provinces
from app.services.codes import codes
from resources import resource_path


def on(year: int, month: int = 12, day: int = 31) -> dict[str, Province]:
    """Return the tiles of a day by the official name of each."""
    places = load_places(resource_path("codes"))
    found = provinces(codes().regions, places, date(year, month, day))
    return {one.names[0]: one for one in found}


def test_2010_has_sixteen_and_no_sejong() -> None:
    """Before July 2012 there is no 세종; 강원도, 전라북도, 광주 and 전남 bear their old names."""
    found = on(2010)
    assert len(found) == 16
    assert {"강원도", "전라북도", "광주광역시", "전라남도", "제주특별자치도"} <= found.keys()
    assert not {"세종특별자치시", "강원특별자치도", "전북특별자치도", "전남광주통합특별시"} & found.keys()


def test_2024_has_seventeen_with_the_two_special_ones() -> None:
    """At the end of 2024 강원 and 전북 are 특별자치도; 광주 and 전남 are still two."""
    found = on(2024)
    assert len(found) == 17
    assert {"강원특별자치도", "전북특별자치도", "세종특별자치시", "광주광역시", "전라남도"} <= found.keys()
    assert found["전북특별자치도"].names == ("전북특별자치도", "전라북도")


def test_2026_joins_gwangju_and_jeonnam() -> None:
    """From July 2026 one 시·도 stands for both, and counts what bears the old names."""
    found = on(2026)
    assert len(found) == 16
    assert set(found["전남광주통합특별시"].names) == {"전남광주통합특별시", "광주광역시", "전라남도"}
    assert not {"광주광역시", "전라남도"} & found.keys()
    assert {"광주광역시", "전라남도"} <= on(2026, 6, 30).keys()


def test_a_later_name_is_counted_in_the_one_it_came_from_if_it_is_one() -> None:
    """강원특별자치도 of a case of 2010 is 강원도; 전남광주통합특별시 is neither 광주 nor 전남."""
    found = on(2010)
    assert "강원특별자치도" in found["강원도"].names
    assert not any("전남광주통합특별시" in one.names for one in found.values())


@pytest.mark.parametrize("year", [2005, 2010, 2013, 2023, 2024, 2026])
def test_no_two_tiles_stand_on_one_place(year: int) -> None:
    """Whatever the day, tiles do not cover each other, and no name is counted twice."""
    found = on(year).values()
    assert len({(one.column, one.row) for one in found}) == len(found)
    names = [name for one in found for name in one.names]
    assert len(names) == len(set(names))


def test_the_day_is_the_end_of_the_one_year_chosen() -> None:
    """Several years, none, or this year mean today."""
    today = date(2026, 6, 18)
    assert day_of((2024,), today) == date(2024, 12, 31)
    assert day_of((2026,), today) == day_of((), today) == day_of((2023, 2024), today) == today
    assert day_of((None,), today) == today
