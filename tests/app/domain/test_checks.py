"""Values against their specifications: every type of field, and what is stored nowhere."""

import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.domain.checks import LONG_TEXT_LIMIT, TEXT_LIMIT, clean, clean_value
from app.domain.choices import ParticipantKind, ServiceField
from app.domain.entities import ENTITIES
from app.domain.fields import FieldSpec, FieldType
from app.domain.privacy import resident_number
from app.errors import UserError

MOMENT = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)


def _spec(kind: FieldType, key: str = "value", **more: Any) -> FieldSpec:
    choices = {FieldType.CHOICE: ServiceField, FieldType.CHOICES: ParticipantKind}.get(kind)
    return FieldSpec(key, kind, "항목", choices, **more)


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [
        (FieldType.TEXT, "  두\u00a0칸\t띄움\n", "두 칸 띄움"),
        (FieldType.TEXT, None, ""),
        (FieldType.TEXT, "a\x00b", "ab"),
        (FieldType.TEXT, "종\x07소\x1b리\uffff", "종소리"),
        (FieldType.TEXT, unicodedata.normalize("NFD", "가온시 café"), "가온시 café"),
        (FieldType.TEXT, "\uf9b5 가족 👩‍👧‍👦", "\uf9b5 가족 👩‍👧‍👦"),
        (FieldType.TEXT, "=1+1", "=1+1"),
        (FieldType.LONG_TEXT, "첫 줄\r둘째 줄\v", "첫 줄\n둘째 줄"),
        (FieldType.LONG_TEXT, " 첫 줄\r\n둘째  줄 ", "첫 줄\n둘째  줄"),
        (FieldType.INTEGER, "12", 12),
        (FieldType.INTEGER, "", None),
        (FieldType.PERCENT, 0, 0),
        (FieldType.PERCENT, "100", 100),
        (FieldType.BOOLEAN, 1, True),
        (FieldType.BOOLEAN, None, None),
        (FieldType.DATE, "2026. 3. 5.", date(2026, 3, 5)),
        (FieldType.DATE, MOMENT, date(2026, 3, 5)),
        (FieldType.DATE, date(2026, 3, 5), date(2026, 3, 5)),
        (FieldType.DATE, "", None),
        (FieldType.TIMESTAMP, MOMENT, MOMENT),
        (FieldType.CHOICE, "welfare", "welfare"),
        (FieldType.CHOICE, "안전 및 치안", "safety"),
        (FieldType.CHOICE, "", None),
        (FieldType.CHOICES, ["기업", "public", "기업"], ("public", "company")),
        (FieldType.CHOICES, None, ()),
        (FieldType.REFERENCE, "7", 7),
        (FieldType.REFERENCE, "", None),
    ],
)
def test_a_value_is_stored_in_its_one_form(kind: FieldType, given: Any, stored: Any) -> None:
    """Whatever way it is written, the same value is stored the same."""
    assert clean_value(_spec(kind), given) == stored


def test_every_type_of_field_is_covered() -> None:
    """A new type of field comes with its check."""
    for kind in FieldType:
        assert clean_value(_spec(kind), None) in (None, "", ())


@pytest.mark.parametrize(
    ("spec", "given", "words"),
    [
        (_spec(FieldType.TEXT), "가" * (TEXT_LIMIT + 1), "500자"),
        (_spec(FieldType.LONG_TEXT), "가" * (LONG_TEXT_LIMIT + 1), "100,000자"),
        (_spec(FieldType.INTEGER), "열둘", "정수"),
        (_spec(FieldType.INTEGER), 2**60, "너무 큽니다"),
        (_spec(FieldType.INTEGER, "year"), 26, "네 자리 연도"),
        (_spec(FieldType.PERCENT), 101, "0부터 100"),
        (_spec(FieldType.PERCENT), -1, "0부터 100"),
        (_spec(FieldType.DATE), "언젠가", "날짜가 아닙니다"),
        (_spec(FieldType.CHOICE), "사법", "고를 수 있는 값이 아닙니다"),
        (_spec(FieldType.CHOICES), ["기업", "학교"], "고를 수 있는 값이 아닙니다"),
        (_spec(FieldType.TEXT, required=True), "  ", "입력하십시오"),
        (_spec(FieldType.CHOICE, required=True), None, "입력하십시오"),
    ],
)
def test_a_bad_value_is_refused_with_its_field(spec: FieldSpec, given: Any, words: str) -> None:
    """The sentence says what to do, and the form knows where to show it."""
    with pytest.raises(UserError, match=words) as refusal:
        clean_value(spec, given)
    assert refusal.value.field == spec.key


@pytest.mark.parametrize("kind", [FieldType.TEXT, FieldType.LONG_TEXT])
@pytest.mark.parametrize(
    "number",
    [
        "900101-1234567",
        "9001011234567",
        "900101 1234567",
        "이름 051231-4123456 끝",
        "홍길동900101-1234567님",
        "９００１０１－１２３４５６７",
        "900101–1234567",
        "900101 - 1234567",
        "900101\u20111234567",
        "9001\u200b01-1234567",
    ],
)
def test_a_resident_number_is_stored_nowhere(kind: FieldType, number: str) -> None:
    """With or without a dash of any kind, alone or within a text; the sentence does not repeat it."""
    with pytest.raises(UserError, match="주민등록번호로 보이는") as refusal:
        clean_value(_spec(kind), f"참고 {number}")
    assert number not in refusal.value.message


@pytest.mark.parametrize(
    "text", ["010-0000-1234", "901301-1234567", "900132-1234567", "12345678901234", "2026-01-01"]
)
def test_other_numbers_are_no_resident_numbers(text: str) -> None:
    """A month 13, a day 32, a telephone or a longer number may be written."""
    resident_number.refuse(text, "메모")


def test_required_fields_are_asked_of_new_records_only() -> None:
    """An edit looks at what it is given."""
    fields = ENTITIES["output"].fields
    with pytest.raises(UserError, match="종류를 입력") as refusal:
        clean(fields, {"title": "보고서"})
    assert refusal.value.field == "kind"
    assert clean(fields, {"title": "보고서"}, partial=True) == {"title": "보고서"}


@pytest.mark.parametrize("key", ["state", "colour"])
def test_unknown_and_derived_fields_are_a_bug(key: str) -> None:
    """No caller may write what is computed or does not exist."""
    with pytest.raises(KeyError, match=key):
        clean(ENTITIES["project"].fields, {key: "x"}, partial=True)
