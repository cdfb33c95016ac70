"""The real texts, where they are at hand: the figures here were counted by hand in the texts."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.choices import ServiceField
from app.domain.codes import Codes
from app.domain.sources.cases import TEXT_KEYS, read_cases
from app.domain.sources.parsed import ParsedSource
from app.domain.sources.tasks import read_tasks
from app.domain.sources.text import decode, normalise_line

FIELDS = [*(field.value for field in ServiceField), None]
# 관 x 국내·해외 (rows) by 분야 (columns, in the order of FIELDS; the last is 검토 필요).
COUNTED = {
    (False, "central"): [3, 4, 4, 1, 11, 10, 1, 1, 0],
    (False, "local"): [17, 15, 10, 9, 4, 7, 7, 7, 0],
    (False, "institution"): [0, 0, 1, 0, 0, 1, 0, 0, 0],
    (True, "central"): [0, 0, 0, 0, 1, 0, 0, 5, 1],
    (True, "local"): [1, 2, 0, 1, 0, 1, 0, 1, 1],
    (True, None): [0, 0, 0, 0, 0, 0, 0, 1, 0],
}


def read(folder: Path, beginning: str) -> str:
    """Return the text of the one file of the folder whose name begins so."""
    (path,) = folder.glob(f"{beginning}_*.txt")
    return decode(path.read_bytes())


@pytest.fixture(scope="module")
def case_text(seeds: Path) -> str:
    """Give the text of the real collection."""
    return read(seeds, "000")


@pytest.fixture(scope="module")
def cases(case_text: str, codes: Codes) -> ParsedSource:
    """Read the real collection once."""
    return read_cases(case_text, codes)


def test_the_collection_holds_128_cases(cases: ParsedSource) -> None:
    """There are 128 cases: 113 of this country and 15 of others."""
    assert cases.facts == {"cases": 128, "domestic": 113, "foreign": 15}


def test_every_cell_of_the_table_has_its_count(cases: ParsedSource) -> None:
    """The count of each 관 x 분야 is the one counted by hand, for 국내 and 해외."""
    keys = ("is_foreign", "government_level", "service_field")
    found = Counter(tuple(p.values[key] for key in keys) for p in cases.projects)
    expected = {
        (*row, field): count
        for row, counts in COUNTED.items()
        for field, count in zip(FIELDS, counts, strict=True)
        if count
    }
    assert dict(found) == expected


def test_programmes_and_years_are_those_of_the_text(cases: ParsedSource) -> None:
    """Sections give the programmes; only titles give years."""
    assert Counter(p.values["program"] for p in cases.projects) == {
        "국민디자인단": 73,
        "민관공동생산": 20,
        "해외 사례": 15,
        "협업": 11,
        "민원서비스 개선": 9,
    }
    years = Counter(p.values["year"] for p in cases.projects)
    assert years == {2014: 29, 2015: 20, 2016: 24, 2003: 1, 2006: 1, None: 53}


def test_three_classifications_are_left_to_a_person(cases: ParsedSource) -> None:
    """Two words outside the list and one double value are kept as written."""
    keys = ("government_level", "service_field")
    kept = [(k, p.as_written[k]) for p in cases.projects for k in keys if k in p.as_written]
    assert kept == [
        ("government_level", "중앙정부/지자체"),
        ("service_field", "사법"),
        ("service_field", "기타"),
    ]


def test_regions_carry_the_names_of_their_time(cases: ParsedSource) -> None:
    """Every domestic local case that names its place has a region, under the name of its year."""
    domestic = [p for p in cases.projects if not p.values["is_foreign"]]
    local = [p for p in domestic if p.values["government_level"] == "local"]
    without = [p for p in local if p.values["region"] is None]
    assert len(without) == 5  # 구, 군, 지자체 (twice), and one led by a central office
    names = {str(p.values["region"]).split()[0] for p in local} - {"None"}
    assert {"전라북도", "강원도", "광주광역시", "전라남도"} <= names
    assert not names & {"전북특별자치도", "강원특별자치도", "전남광주통합특별시"}


def test_nothing_written_below_a_case_is_lost(cases: ParsedSource, case_text: str) -> None:
    """Each line between a case's 분류 line and the next heading is found again in its values."""
    lines = [normalise_line(line) for line in case_text.split("\n")]
    for project in cases.projects:
        kept = "\n".join(str(project.values[key]) for key in TEXT_KEYS)
        number = project.line
        while not lines[number].endswith("[편집]"):
            written = re.sub(r"^\s*[•*-]\s*|\s*\*\s*관련사이트\s*:\s*$", "", lines[number])
            value = re.sub(r"^[^:]{2,12}:\s*|^개요 ", "", written)
            bare = re.sub(r"\s*\(.*$", "", written)
            if "분류" not in written and bare not in _bare_labels():
                assert value.strip() in kept, (number + 1, written)
            number += 1


def _bare_labels() -> set[str]:
    words = "개요 참여주체 사업내용 성과 특성 목적 배경 활동영역 의의 운영방식 주요성과 주요내용 실적"
    longer = {"실적 및 사례", "주요 성과", "참여 주체", "주요 성과 또는 효과", "주요 성과 및 의의"}
    return {*words.split(), *longer}


def test_cp949_and_line_ends_change_nothing(case_text: str, cases: ParsedSource, codes: Codes) -> None:
    """The collection saved by an old Korean program gives the same classification."""
    data = case_text.replace("\n", "\r\n").encode("cp949", errors="replace")
    again = read_cases(decode(data), codes)
    keys = ("year", "program", "is_foreign", "government_level", "service_field", "region", "lead_agency")
    assert [[p.values[k] for k in keys] for p in again.projects] == [
        [p.values[k] for k in keys] for p in cases.projects
    ]


@pytest.mark.parametrize(
    ("written", "encoding"),
    [
        (lambda text: text, "utf-8-sig"),
        (lambda text: text, "utf-16"),
        (lambda text: text.replace("\n", "\r\n"), "utf-8"),
        (lambda text: text.replace("\n", "\r"), "utf-8"),
        (lambda text: text.replace(" ", "\u00a0"), "utf-8"),
        (lambda text: text.replace(" : ", " ： "), "utf-8"),
        (lambda text: text.replace(" : ", ":"), "utf-8"),
        (lambda text: text.replace("•", "○"), "utf-8"),
        (lambda text: text.replace("•", "-"), "utf-8"),
        (lambda text: text.replace("•", "▪"), "utf-8"),
        (lambda text: unicodedata.normalize("NFD", text), "utf-8"),
    ],
    ids=["bom", "utf16", "crlf", "cr", "blanks", "colons", "tight", "circles", "dashes", "squares", "nfd"],
)
def test_the_same_text_in_other_signs_is_the_same(
    case_text: str, cases: ParsedSource, codes: Codes, written: Callable[[str], str], encoding: str
) -> None:
    """Encodings, line ends, blanks, colons, bullets and letters change no value of any case."""
    again = read_cases(decode(written(case_text).encode(encoding)), codes)
    for before, after in zip(cases.projects, again.projects, strict=True):
        assert (after.values, after.as_written) == (before.values, before.as_written)


def test_the_programme_page_holds_30_tasks(seeds: Path, codes: Codes) -> None:
    """20 tasks of 2018 (신규발굴) and 10 of 2019 (확산지원), each with its place."""
    source = read_tasks(read(seeds, "002"), codes)
    rounds = Counter((p.values["year"], p.tags[0]) for p in source.projects)
    assert rounds == {(2018, "신규발굴"): 20, (2019, "확산지원"): 10}
    assert all(p.values["region_code"] for p in source.projects)
    assert len({p.tags[1] for p in source.projects}) == 10
    assert source.facts["수행주체"] == "행정안전부"
