"""The words of a search as people write them."""

import pytest

from app.domain.search.found import excerpt, marks
from app.domain.search.query import Term, parse, unfinished_filter


def test_words_phrases_filters_and_a_minus_are_told_apart() -> None:
    """Each part of a search is read for what it is."""
    query = parse('쉼터 종류:아이디어 연도:2025 기관:"남원시 북구" "그대로 이 말" -제외')
    assert [(term.text, term.excluded) for term in query.terms] == [
        ("쉼터", False), ("그대로 이 말", False), ("제외", True),
    ]  # fmt: skip
    assert query.filters == {"kind": ("아이디어",), "year": ("2025",), "agency": ("남원시 북구",)}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("모임:둘째", ["모임:둘째"]),
        ("14:30", ["14:30"]),
        ("“둥근 따옴표”", ["둥근 따옴표"]),
        ('"닫지 않은', ["닫지 않은"]),
        ("A-1", ["A-1"]),
        ("골목 - · 쉼터, !", ["골목", "쉼터,"]),
        ("·", ["·"]),
        ("골목 😀 30 %", ["골목", "😀", "30", "%"]),
        ('""  " "', []),
        ("", []),
    ],
)
def test_what_is_no_filter_is_a_word(text: str, terms: list[str]) -> None:
    """A colon in a word, signs and quotation marks left open lose nothing."""
    assert [term.text for term in parse(text).terms] == terms


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("국ㅁ", "국민"),
        ("디자이", "디자인"),
        ("국민", "국민디자인"),
        ("ㄱㅁ", "ㄱㅁ"),
        ("Cafe", "CAFE 창구"),
        ("漢字", "漢字"),
    ],
)
def test_what_is_half_typed_is_found(typed: str, text: str) -> None:
    """The last syllable may be unfinished; case makes no difference."""
    assert marks(text, parse(typed, typing=True).wanted)


def test_only_the_last_word_is_unfinished() -> None:
    """What stands before a blank is finished, and without typing everything is."""
    first, last = parse("디자이 디자이", typing=True).terms
    assert (first.unfinished, last.unfinished) == (False, True)
    assert not marks("디자인", parse("디자이").wanted)


def test_a_final_may_become_the_next_initial() -> None:
    """딪 is what 디자 looks like before its vowel is typed."""
    (term,) = parse("국민딪", typing=True).moved.terms
    assert marks("국민디자인", [term])


def test_an_excerpt_begins_near_the_place_and_joins_lines() -> None:
    """The piece is short, on one line, and says with dots where it was cut."""
    text = "앞말 " * 40 + "가로등이\n꺼진다" + " 뒷말" * 40
    found = excerpt([("개요", "없다"), ("회의록", text)], [Term("가로등")])
    assert found.place == "회의록" and found.words.startswith("…") and found.words.endswith("…")
    assert [found.words[a:b] for a, b in found.marks] == ["가로등"] and "\n" not in found.words


@pytest.mark.parametrize(
    ("text", "expected"),
    [("종류:아", ("종류", "아")), ("쉼터 상태:", ("상태", "")), ("종류:아 ", None), ("쉼터:", None)],
)
def test_the_filter_being_written_is_known(text: str, expected: tuple[str, str] | None) -> None:
    """What completes a filter is asked for at the end of the words alone."""
    assert unfinished_filter(text) == expected


def test_a_lone_consonant_at_the_end_is_no_word_yet() -> None:
    """국ㅁ goes on; 국미, first consonants and what is not typed any more may be meant as they stand."""
    (half,) = parse("국ㅁ", typing=True).terms
    assert half.is_no_word_yet
    for text, typing in (("국미", True), ("ㄱㅁ", True), ("국ㅁ", False), ("국민", True)):
        assert not parse(text, typing=typing).terms[0].is_no_word_yet
