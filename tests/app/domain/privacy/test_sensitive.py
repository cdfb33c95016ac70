"""Cards, accounts, phones, mail and street addresses in free text: found, told of quietly, masked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.privacy.sensitive import SensitiveKind, all_masked, luhn, masked, notice, sightings

K = SensitiveKind


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("카드 4111-1111-1111-1111 로 결제", K.CARD, "4111-1111-1111-1111"),
        ("5500 0000 0000 0004", K.CARD, "5500 0000 0000 0004"),
        ("농협 302-1234-5678-91 홍", K.ACCOUNT, "302-1234-5678-91"),
        ("입금 계좌 12345678901234", K.ACCOUNT, "12345678901234"),
        ("전화 010-1234-5678로", K.PHONE, "010-1234-5678"),
        ("01012345678", K.PHONE, "01012345678"),
        ("063-620-1234", K.PHONE, "063-620-1234"),
        ("메일은 ho.ng@example.kr로", K.EMAIL, "ho.ng@example.kr"),
        ("서울특별시 중구 세종대로 110에서", K.ADDRESS, "서울특별시 중구 세종대로 110"),
        ("남원시 시청로 60, 3층", K.ADDRESS, "남원시 시청로 60, 3층"),
        ("가온길 12-3 101동 202호", K.ADDRESS, "가온길 12-3 101동 202호"),
        ("남원시 도통동 123-4번지", K.ADDRESS, "남원시 도통동 123-4번지"),
        ("향교동 512번지", K.ADDRESS, "향교동 512번지"),
    ],
)
def test_it_is_found(text: str, kind: SensitiveKind, words: str) -> None:
    """Each is found whole, and nothing else with it."""
    assert [(one.kind, text[one.start : one.end]) for one in sightings(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    ["4111 1111 1111 1112", "2026-11-22 회의", "123-45-67890", "앞으로 3명", "버스로 10분", "활동 3-1",
     "그대로 2-3", "프로그램으로 2026", "1588-1234", "제2026-001호", "15,000원", "남원시 3회", "14:30",
     "도보로 5-10분", "참여자 12명"],
)  # fmt: skip
def test_ordinary_figures_are_left_alone(text: str) -> None:
    """Counts, days, orders and figures that fail the card's sum are nobody's secret."""
    assert sightings(text) == []


def test_masking_hides_what_tells() -> None:
    """Four figures of a card stay, two of an account, the road without its number."""
    text = "4111-1111-1111-1111, 농협 302-1234-5678-91, 세종대로 110, 010-1234-5678, hong@example.kr"
    assert all_masked(text) == (
        "****-****-****-1111, 농협 ***-****-****-91, 세종대로 ***, 010-****-5678, ho***@example.kr"
    )


def test_masked_text_is_quiet() -> None:
    """What was masked is not pointed out again."""
    text = "농협 302-1234-5678-91로 입금, 남원시 시청로 60, 카드 4111-1111-1111-1111"
    assert sightings(all_masked(text)) == []


def test_the_notice_says_what_it_looks_like() -> None:
    """One sentence, with the right particle."""
    assert notice(sightings("농협 302-1234-5678-91")) == "계좌번호로 보이는 숫자가 있습니다"
    assert notice(sightings("세종대로 110, 010-1234-5678")) == "전화번호·주소로 보이는 부분이 있습니다"
    assert notice(sightings("없음")) == ""


@given(st.from_regex(r"[0-9]{15}", fullmatch=True))
def test_the_sum_of_a_card_lets_one_figure_of_ten_pass(figures: str) -> None:
    """Of the ten last figures exactly one checks the others."""
    assert sum(luhn(f"{figures}{last}") for last in range(10)) == 1


@given(st.text(alphabet="0123456789-. 가나로길동@a.kr농협계좌()", max_size=80))
def test_sightings_are_in_order_apart_and_can_be_masked(text: str) -> None:
    """Whatever the text, what is seen does not overlap and masking keeps its length but for mail."""
    found = sightings(text)
    assert all(one.end <= two.start for one, two in pairwise(found))
    for one in found:
        if one.kind is not K.EMAIL:
            assert len(masked(text, one)) == one.end - one.start
