"""이름 규칙: names that every system takes and that no two files share."""

import pytest

from app.domain.report_names import LONGEST, PATTERN, check, file_name
from app.errors import UserError


def test_words_fill_the_pattern_and_signs_between_empty_ones_go() -> None:
    """A word without a value leaves no sign behind; what a system refuses becomes a blank."""
    words = {"과제": "낮/밤: 쉼터", "보고서": "결과보고서", "날짜": "20260618"}
    assert file_name(PATTERN, words, "pdf", set()) == "낮 밤 쉼터_결과보고서_20260618.pdf"
    assert file_name("{과제}_{보고서}_{날짜}", {"보고서": "총괄표"}, "xlsx", set()) == "총괄표.xlsx"


def test_a_taken_name_gets_a_number() -> None:
    """Names differ also where capitals are not told apart; a long title does not push the report out."""
    taken: set[str] = set()
    words = {"과제": "가" * 90, "보고서": "AB"}
    names = [file_name("{과제}-{보고서}", words, "pdf", taken) for _ in range(2)]
    assert names == [f"{'가' * LONGEST}-AB.pdf", f"{'가' * LONGEST}-AB_2.pdf"]
    assert file_name("{보고서}", {"보고서": "ab"}, "pdf", taken) == "ab.pdf"
    assert file_name("{보고서}", {"보고서": "AB"}, "pdf", taken) == "AB_2.pdf"


@pytest.mark.parametrize(
    ("pattern", "words"), [("{이름}_{보고서}", "{과제}"), ("{과제}", "{보고서}"), (" ", "{보고서}")]
)
def test_a_pattern_that_cannot_be_is_refused(pattern: str, words: str) -> None:
    """Words that there are not, and names that would not tell reports apart."""
    with pytest.raises(UserError, match=words.replace("{", r"\{")):
        check(pattern)
