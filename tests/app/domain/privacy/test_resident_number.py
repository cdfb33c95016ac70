"""주민등록번호: none is missed however it is written, no other figures are refused."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.privacy import resident_number
from app.errors import UserError

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_JOINTS = ("", "-", " ", ".", " - ", "–", "−", "－", "\t", "_", "~", "·", "\u200b-", "-\u200d", "\ufeff")
_AROUND = st.sampled_from(
    ["", "홍길동", "번호: ", "(", "님", " ", "\n", "a", "가.", "-", "사진_", ")끝", ",", "/"]
)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Make a number that somebody may have: a birth from 1900 to 2099, of any sex and nationality."""
    day = draw(st.dates(date(1900, 1, 1), date(2026, 12, 31)))
    century = draw(st.sampled_from("1256" if day.year < 2000 else "3478"))
    rest = draw(st.from_regex(r"[0-9]{6}", fullmatch=True))
    joint = draw(st.sampled_from(_JOINTS))
    written = f"{day:%y%m%d}{joint}{century}{rest}"
    return written.translate(_WIDE) if draw(st.booleans()) else written


@given(numbers(), _AROUND, _AROUND)
def test_none_is_missed(number: str, before: str, after: str) -> None:
    """With any joint, in full width, with unseen signs, within Korean text: it is found at its place."""
    text = f"{before}{number}{after}"
    (place,) = resident_number.places(text)
    assert text[place[0] : place[1]] == number.strip("\u200b\u200d\ufeff") or number in text[slice(*place)]
    with pytest.raises(UserError) as refused:
        resident_number.refuse(text, "메모")
    assert number not in refused.value.message


@given(numbers(), st.integers(0, 40))
def test_unseen_signs_hide_nothing(number: str, at: int) -> None:
    """A zero-width sign anywhere within it makes no difference."""
    at %= len(number) + 1
    assert resident_number.holds(f"이름 {number[:at]}\u200b{number[at:]}")


@given(numbers(), numbers(), st.text(alphabet="가나다 \n", max_size=12))
def test_hidden_leaves_none(one: str, two: str, between: str) -> None:
    """Every number of a text goes, what stands around stays."""
    shown = resident_number.hidden(f"앞 {one} {between} {two} 뒤")
    assert not resident_number.holds(shown)
    assert shown.startswith("앞 ") and shown.endswith(" 뒤") and between.strip() in shown


@given(st.from_regex(r"[0-9]{13}", fullmatch=True))
def test_ordinary_figures_are_taken(figures: str) -> None:
    """Thirteen figures that begin with no day of a calendar are an order, a parcel, an account."""
    month, day = int(figures[2:4]), int(figures[4:6])
    assume(not (1 <= month <= 12 and 1 <= day <= 31))
    assert not resident_number.holds(figures)
    assert not resident_number.holds(f"접수 {figures[:6]}-{figures[6:]}")
    resident_number.refuse_in({"text": figures, "number": int(figures)}, {})


def test_figures_of_another_script_are_figures() -> None:
    """A number is found whatever its figures look like, and what is none does not stop the look."""
    assert resident_number.holds("900101-١234567")
    assert not resident_number.holds("000000٣000000")


@given(st.from_regex(r"[0-9]{14,20}|[0-9]{1,12}", fullmatch=True))
def test_longer_and_shorter_figures_are_taken(figures: str) -> None:
    """A number is thirteen figures, neither more nor fewer in one go."""
    assert not resident_number.holds(figures)


@pytest.mark.parametrize(
    "text",
    ["010-1234-5678", "2026. 11. 22. 14:30", "302-1234-5678-91", "900229-1234567", "제900101호 1234567건"],
)
def test_what_is_about_something_else_is_taken(text: str) -> None:
    """Phones, moments, accounts, the 29th of a February that was none, two numbers of their own."""
    assert not resident_number.holds(text)


def test_the_line_is_told() -> None:
    """A long paste is refused with the line in which it stands."""
    assert resident_number.line_of("하나\n둘\n셋 900101-1234567\n넷") == 3
    assert resident_number.line_of("없음") is None


def test_a_digest_is_no_such_number() -> None:
    """The digest of a file may be stored whatever its figures are; the same figures among words may not."""
    digest = "623ea5b1294d97d31a6c601a36f3e610875e2f1eceffa0902117823048f1e504"
    assert resident_number.holds(digest)
    resident_number.refuse_in({"evidence": [{"digest": digest}]}, {})
    for text in (digest[:-1], f"{digest} 확인"):
        with pytest.raises(UserError):
            resident_number.refuse_in({"note": text}, {})
