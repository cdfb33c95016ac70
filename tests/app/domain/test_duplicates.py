"""Which entries are taken for one person, and which are not."""

import pytest

from app.domain.duplicates import Certainty, Contact, find, name_key, phone_key


def _contact(number: int, name: str, phone: str = "", email: str = "", **more: object) -> Contact:
    return Contact(number, name, phone, email, str(more.get("affiliation", "")), more.get("birth_year"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [("류하늘", "유하늘"), ("이 슬기", "리슬기"), ("정재희", "정제희"), ("림보라", "임보라"),
     ("Kim Ha", "kim ha"), ("하늘\u200b봄", "하늘봄"), ("최혜린", "최해린"), ("노을", "로을")],
)  # fmt: skip
def test_names_that_sound_alike_have_one_key(one: str, other: str) -> None:
    """두음 법칙, vowels that sound alike, blanks, case and unseen signs make no difference."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("김하늘", "김하는"), ("박솔", "박설"), ("이나라", "이나리")])
def test_other_names_have_another_key(one: str, other: str) -> None:
    """A letter that sounds otherwise makes another name."""
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    "phone",
    ["010-0000-1234", "010 0000 1234", "+82 10-0000-1234", "０１０００００１２３４", "+82 (0)10.0000.1234"],
)
def test_a_phone_is_one_whatever_way_it_is_written(phone: str) -> None:
    """Dashes, blanks, the country's code and full-width figures make no difference."""
    assert phone_key(phone) == "01000001234"


def test_one_name_and_one_phone_is_certain() -> None:
    """Spelling of the name does not matter then."""
    [found] = find([_contact(1, "류하늘", "010-0000-1111"), _contact(2, "유하늘", "01000001111")])
    assert (found.ids, found.certainty) == ((1, 2), Certainty.CERTAIN)


def test_certain_entries_of_one_person_are_told_together() -> None:
    """Three entries that hang together by phone and by address are one finding."""
    people = [
        _contact(1, "하늘봄", "010-0000-1111"),
        _contact(2, "하늘봄", "010-0000-1111", "a@example.kr"),
        _contact(3, "하늘봄", "", "A@example.kr"),
    ]
    assert [found.ids for found in find(people)] == [(1, 2, 3)]


def test_a_family_that_shares_a_phone_is_no_duplicate() -> None:
    """Wholly different names on one phone tell nothing."""
    assert find([_contact(1, "하늘봄", "010-0000-1111"), _contact(2, "이도담", "010-0000-1111")]) == []


def test_a_slip_of_one_letter_on_one_phone_is_likely() -> None:
    """It is shown, and left to be judged."""
    [found] = find([_contact(1, "김하늘", "010-0000-1111"), _contact(2, "김하는", "010-0000-1111")])
    assert found.certainty is Certainty.LIKELY
    assert found.reason == "전화가 같고 이름의 한 글자가 다름"


def test_one_name_of_one_organisation_is_possible_unless_something_differs() -> None:
    """A missing phone leaves it open, another phone decides against it."""
    one = _contact(1, "하늘봄", "010-0000-1111", affiliation="가온상인회")
    [found] = find([one, _contact(2, "하늘봄", affiliation="가온 상인회")])
    assert found.certainty is Certainty.POSSIBLE
    assert find([one, _contact(3, "하늘봄", "010-0000-2222", affiliation="가온상인회")]) == []


def test_a_common_name_alone_is_no_duplicate() -> None:
    """Two of one name without anything else alike are two people."""
    assert find([_contact(1, "하늘봄"), _contact(2, "하늘봄")]) == []
