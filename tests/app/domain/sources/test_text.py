"""Bytes become the same lines whatever program wrote them, and what is not text is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sources.text import MAX_LINE, decode, normalise_line, read_line
from app.errors import UserError

TEXT = "제목[편집]\n  ○ 분류 : 지자체/문화\n  ○ 개요 : 함께 만든 마을 책방\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp949"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_text(encoding: str, line_end: str) -> None:
    """The encoding and the line ends of a file leave no trace in its text."""
    assert decode(TEXT.replace("\n", line_end).encode(encoding)) == TEXT


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=2, max_size=40))
def test_every_hangul_syllable_survives_cp949_and_utf8(syllables: str) -> None:
    """All 11,172 syllables read back from CP949 (in two syllables or more) and from UTF-8."""
    text = f"개요 : {syllables}\n"
    assert decode(text.encode("utf-8")) == text
    assert decode(text.encode("cp949")) == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "비어"),
        (b" \r\n\t ", "비어"),
        (b"\xef\xbb\xbf", "비어"),
        (b"PK\x03\x04rest", "엑셀"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x01\x02\x03", "글 파일이 아닙니다"),
        ("가나\x00다".encode(), "글 파일이 아닙니다"),
        (b"\xff\xff\xff\xff", "인코딩"),
        ("가".encode("utf-16")[:-1], "인코딩"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    """Empty files, known other formats, binary bytes and broken encodings are refused, each by name."""
    with pytest.raises(UserError, match=said):
        decode(data)


def test_a_line_of_five_megabytes_is_refused_by_its_number() -> None:
    """A line over the limit is refused, and the sentence says which line it is."""
    with pytest.raises(UserError, match="2번째 줄이 5,000,000자로"):
        decode(b"first\n" + b"a" * 5_000_000 + b"\nlast")


def test_a_line_at_the_limit_is_taken() -> None:
    """The limit itself is allowed."""
    assert len(decode(b"a" * MAX_LINE)) == MAX_LINE


@pytest.mark.parametrize(
    "written",
    [
        "\u00a0 •\u00a0분류\u00a0:\u00a0지자체",
        "분류：지자체".replace("：", " ： "),
        "\u3000○ 분류\u2009:\u200b 지자체",
        "■분류 : 지자체",
        "? 분류 : 지자체",  # a bullet that CP949 does not have
        "ㆍ 분류 : 지자체",
        "- 분류 : 지자체",
        "*분류 : 지자체",
        "▶ 분류 : 지자체\u200b",
        *(f"  {mark} 분류 : 지자체" for mark in "ㅇㅁoO►▸‧⦁✓➤+❍◎◯・⁃‐−▫➢☞✔›»"),
        "분류 : 지자체",  # letters in pieces, as macOS writes them
    ],
)
def test_blanks_colons_and_bullet_marks_make_no_difference(written: str) -> None:
    """The text of a line is the same under every blank, colon and bullet mark."""
    assert read_line(1, written).text == "분류 : 지자체"


@pytest.mark.parametrize("written", ["-3% 감소", "**굵은 글**", "가-나 · 다 • 라", "1. 첫째", "(주) 회사"])
def test_signs_that_belong_to_the_text_stay(written: str) -> None:
    """A minus, bold marks and marks inside the text are text."""
    assert read_line(1, written).text == written


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_more(line: str) -> None:
    """Normalising is done once: a second time finds nothing."""
    assert normalise_line(normalise_line(line)) == normalise_line(line)
