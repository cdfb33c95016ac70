"""Filters that were kept: what they name is still known, goes by another name, or is gone and told."""

from typing import Any

from app.domain.dashboard.figures import Names, Records
from app.domain.dashboard.kept import settle
from app.domain.dashboard.tiles import Province

TILES = (Province("가온", ("가온특별자치도", "가온도"), 0, 0), Province("나래", ("나래시",), 1, 0))


def _settled(**filters: tuple[Any, ...]) -> tuple[Any, str]:
    projects = {"id": (1, 2), "province": ("가온특별자치도", None)}
    records = Records(projects, {}, (), 0, Names({7: "국민디자인단"}, {}))
    return settle(records, filters, TILES)


def test_what_is_known_stays() -> None:
    """A 시·도 without projects, a year without any and 없음 find what they say: nothing is told."""
    filters = {"province": ("나래시", None), "year": (1999,), "program_id": (7, None)}
    assert _settled(**filters) == (filters, "")


def test_an_old_name_goes_by_the_new_one() -> None:
    """Who filtered by the name that a 시·도 had before sees its projects, once."""
    assert _settled(province=("가온도", "가온특별자치도")) == ({"province": ("가온특별자치도",)}, "")


def test_what_is_gone_is_left_out_and_told() -> None:
    """A name of no 시·도 and a deleted programme filter nothing any more, and a sentence names them."""
    assert _settled(province=("다솜도",), program_id=(7, 8), lead_agency_id=(3,)) == (
        {"program_id": (7,)},
        "이제 없는 지역 ‘다솜도’, 사업, 기관은 거르기에서 뺐습니다.",
    )
