"""Marks of a person in texts: every way in which a name, phone or address is written, and no other word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.privacy.personal_marks import PLACEHOLDER, MarkKind, Marks

MARKS = Marks.of(["남궁별하", "이수", "Jane Doe"], ["010-7316-4409"], ["Ho.Ng@example.kr"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("오늘 남궁별하씨가 왔다", f"오늘 {PLACEHOLDER}씨가 왔다"),
        ("남 궁 별 하", PLACEHOLDER),
        (unicodedata.normalize("NFD", "남궁별하") + " 사진.png", f"{PLACEHOLDER} 사진.png"),
        ("이수가 말하고 이수님도", f"{PLACEHOLDER}가 말하고 {PLACEHOLDER}님도"),
        ("jane doe와", f"{PLACEHOLDER}와"),
        ("01073164409, 010 7316 4409, +82-10-7316-4409", f"{PLACEHOLDER}, {PLACEHOLDER}, {PLACEHOLDER}"),
        ("０１０-７３１６-４４０９", PLACEHOLDER),
        ("메일은 HO.NG@example.kr로", f"메일은 {PLACEHOLDER}로"),
    ],
)
def test_it_is_taken_out(text: str, left: str) -> None:
    """With particles, blanks, separate letters, other separators, in full width and any case."""
    assert MARKS.holds(text)
    assert MARKS.removed(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "교육을 이수했습니다",
        "재이수",
        "이수율",
        "010-7316-44099",
        "xho.ng@example.kr",
        "ho.ng@example.krx",
        "",
    ],
)
def test_other_words_stay(text: str) -> None:
    """A part of a word, of a longer number or of another address is nobody."""
    assert not MARKS.holds(text)
    assert MARKS.removed(text) == text


def test_nothing_is_looked_for_without_values() -> None:
    """Names of one letter, short figures and empty addresses would be found everywhere."""
    empty = Marks.of(["김", ""], ["119", ""], ["", "없음"])
    assert empty == Marks() and not empty.holds("김 119 없음")


def test_hits_tell_what_they_are() -> None:
    """Each place is told with its kind, in order."""
    kinds = [hit.kind for hit in MARKS.find("남궁별하 010-7316-4409 ho.ng@example.kr")]
    assert kinds == [MarkKind.NAME, MarkKind.PHONE, MarkKind.EMAIL]


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_was_taken_out_is_not_found_again(before: str, after: str) -> None:
    """Whatever stands around it, one pass leaves nothing."""
    assert not MARKS.holds(MARKS.removed(f"{before} 남궁별하 {after} 010-7316-4409"))
