"""Names are found while they are being typed, and sentences carry the right 조사."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hangul import choseong, josa, matches, quoted

SYLLABLES = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=12)


def test_choseong_takes_first_consonants_and_leaves_the_rest() -> None:
    """Syllables give their first consonant, other signs stay, blanks go."""
    assert choseong("국민 디자인단 2기") == "ㄱㅁㄷㅈㅇㄷ2ㄱ"


@pytest.mark.parametrize(
    "query",
    ["", "국민", "디자", "민디", "국민디", "ㄱㅁ", "ㄷㅈㅇㄷ", "국ㅁ", "국미", "국민딪", "국민 디자이", "it"],
)
def test_a_name_is_found_by_any_part_of_it(query: str) -> None:
    """Parts, first consonants and a syllable still being typed find the name."""
    assert matches("IT 국민 디자인단", query)


@pytest.mark.parametrize("query", ["국ㄷ", "ㅁㄱ", "국미디", "디저", "단장", "국민디자인단입니다"])
def test_what_is_not_in_the_name_does_not_find_it(query: str) -> None:
    """Other consonants, an unfinished syllable in the middle and longer texts do not match."""
    assert not matches("국민디자인단", query)


@given(SYLLABLES, st.data())
def test_every_step_of_typing_a_name_finds_it(name: str, data: st.DataObject) -> None:
    """Each beginning of a name and its first consonants match it."""
    end = data.draw(st.integers(0, len(name)))
    assert matches(name, name[:end])
    assert matches(name, choseong(name[:end]))


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("과제", "을/를", "과제를"),
        ("사업", "을/를", "사업을"),
        ("서울", "으로/로", "서울로"),
        ("부산", "으로/로", "부산으로"),
        ("대구", "으로/로", "대구로"),
        ("과제(신규)", "이/가", "과제(신규)가"),
        ("‘사업’", "은/는", "‘사업’은"),
        ("2016", "과/와", "2016과"),
        ("2015", "과/와", "2015와"),
        ("URL", "을/를", "URL을"),
        ("SNS", "이/가", "SNS가"),
        ("App", "이/가", "App이(가)"),
        ("♡", "을/를", "♡을(를)"),
        ("", "을/를", "을(를)"),
    ],
)
def test_josa_follows_the_last_sound(word: str, pair: str, expected: str) -> None:
    """The last sound that is heard decides; where it is unknown both are written."""
    assert josa(word, pair) == expected


def test_a_quoted_word_has_its_particle_behind_the_mark() -> None:
    """The quotation mark is not heard: what stands in it decides."""
    assert (quoted("과제", "을/를"), quoted("사업", "이/가")) == ("‘과제’를", "‘사업’이")
