"""A roster out of a spreadsheet: which cell is what."""

import pytest

from app.domain.person import Person
from app.domain.privacy.masks import masked
from app.domain.roster import read_roster


def test_a_heading_tells_the_columns() -> None:
    """Field names and their usual other names are known; columns that are no field are left out."""
    text = "연번\t휴대전화\t성명\t이메일\n1\t010-1234-5678\t하늘봄\thb@example.kr\n"
    assert read_roster(text) == [{"phone": "010-1234-5678", "name": "하늘봄", "email": "hb@example.kr"}]


@pytest.mark.parametrize(
    "line",
    ["하늘봄\t가온시\t010-1234-5678\thb@example.kr", "3\t하늘봄\t가온시\thb@example.kr\t010-1234-5678"],
)
def test_without_a_heading_the_looks_tell(line: str) -> None:
    """@ makes an address, digits a phone; a running number in front is left out."""
    want = {"name": "하늘봄", "affiliation": "가온시", "phone": "010-1234-5678", "email": "hb@example.kr"}
    assert read_roster(line) == [want]


@pytest.mark.parametrize("born", ["1985.03.02", "1985-03-02", "19850302", "85.03.02", "1985년 3월 2일"])
def test_a_day_is_no_phone(born: str) -> None:
    """A day of birth beside the name is left out and stands in the place of nothing."""
    assert read_roster(f"하늘봄\t{born}\t가온시") == [{"name": "하늘봄", "affiliation": "가온시"}]


def test_commas_part_cells_where_no_tab_stands() -> None:
    """Text typed by hand is taken too; lines without a name are not."""
    assert read_roster("하늘봄, 가온시\r\n\r\n, \r\n") == [{"name": "하늘봄", "affiliation": "가온시"}]


def test_a_row_is_masked_and_keeps_the_rest() -> None:
    """Masking touches name, phone and address alone, and leaves empty ones empty."""
    row = Person(
        id=1, uid="u", name="홍길동", actor_kind="citizen", affiliation="가온시", department="",
        phone="010-1234-5678", email="", region_id=None, region=None, birth_year=None, age_band=None,
        gender=None, interests="", accessibility="", memo="", destroyed_on=None, project_count=2,
    )  # fmt: skip
    hidden = masked(row)
    assert (hidden.name, hidden.phone, hidden.email) == ("홍*동", "010-****-5678", "")
    assert (hidden.affiliation, hidden.project_count) == ("가온시", 2)
