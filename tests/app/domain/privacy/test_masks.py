"""Masks of personal information."""

from dataclasses import dataclass

import pytest

from app.domain.privacy.masks import mask_email, mask_name, mask_phone, masked, shown_name


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("홍길동", "홍*동"),
        ("홍길", "홍*"),
        ("남궁민수", "남**수"),
        ("홍", "*"),
        ("", ""),
        ("Kim Min", "K** **n"),
    ],
)
def test_names_show_the_first_and_the_last_letter(name: str, masked: str) -> None:
    """Names of two letters keep the first only; blanks stay."""
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("010-1234-5678", "010-****-5678"), ("01012345678", "010****5678"), ("123-4567", "***-**67")],
)
def test_phones_hide_the_middle(phone: str, masked: str) -> None:
    """The first three and the last four digits stay, of a short number the last two; separators stay."""
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("address", "masked"), [("hong@example.kr", "ho***@example.kr"), ("ab@example.kr", "a***@example.kr")]
)
def test_addresses_hide_who(address: str, masked: str) -> None:
    """Two letters of the name and the host stay."""
    assert mask_email(address) == masked


@pytest.mark.parametrize("kind", ["citizen", "designer", "expert", "stakeholder", None])
def test_an_official_is_named_and_nobody_else(kind: str | None) -> None:
    """An official's name stands in full, everybody else's is masked, and nobody's where nothing is hidden."""
    assert shown_name("홍길동", "official", True) == "홍길동"
    assert shown_name("홍길동", kind, True) == "홍*동"
    assert shown_name("홍길동", kind, False) == "홍길동"


def test_contact_details_are_masked_for_officials_too() -> None:
    """Of an official's row the name stays, phone and address do not."""

    @dataclass(frozen=True)
    class Row:
        name: str
        actor_kind: str
        phone: str

    assert masked(Row("홍길동", "official", "010-1234-5678")) == Row("홍길동", "official", "010-****-5678")
    assert masked(Row("홍길동", "citizen", "010-1234-5678")).name == "홍*동"
