"""Values against their specifications: what may be stored, and the sentence that refuses the rest."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.hangul import composed, josa, quoted
from app.domain.privacy import resident_number
from app.errors import UserError

TEXT_LIMIT = 500
LONG_TEXT_LIMIT = 100_000
EMPTY: tuple[Any, ...] = (None, "", ())
"""What a field holds that holds nothing: no value, no text, no choices."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
# What no document, workbook or data file can carry: control characters, half characters, non-characters.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[\s\u00a0\u3000]+")


def clean(
    specs: tuple[FieldSpec, ...], values: Mapping[str, Any], *, partial: bool = False
) -> dict[str, Any]:
    """Return ``values`` as they are stored; unknown and derived keys are a bug, bad values a ``UserError``.

    With ``partial`` only the keys given are looked at (an edit); otherwise required fields must be there.
    """
    by_key = specs_by_key(specs)
    cleaned = {}
    for key, value in values.items():
        spec = by_key.get(key)
        if spec is None or spec.derived:
            raise KeyError(f"no such field to store: {key}")
        cleaned[key] = clean_value(spec, value)
    if not partial:
        for spec in specs:
            if spec.required and spec.key not in cleaned:
                raise _required(spec)
    return cleaned


def clean_value(spec: FieldSpec, value: Any) -> Any:
    """Return one value as it is stored, or raise ``UserError`` naming the field."""
    checked = _CLEANERS[spec.type](spec, value)
    if spec.required and checked in (None, ""):
        raise _required(spec)
    return checked


def with_words(
    specs: tuple[FieldSpec, ...], values: Mapping[str, Any], kept: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return ``values`` without the partial dates among them, and ``kept`` with the words of those.

    A whole day, or none, takes the place of words that stood there before.
    """
    given, words = dict(values), dict(kept)
    for spec in specs:
        if spec.partial and spec.key in given:
            written = _period(spec, given[spec.key])
            words.pop(spec.key, None)
            if written:
                given[spec.key], words[spec.key] = None, written
    return given, words


def _period(spec: FieldSpec, value: Any) -> str | None:
    from app.domain.koreandate import read_period

    try:
        return read_period(value) if isinstance(value, str) else None
    except UserError as error:
        raise UserError(f"{spec.label}: {error.message}", spec.key) from error


def pairs_of(specs: tuple[FieldSpec, ...]) -> set[str]:
    """Return the keys of the fields that are the beginning or the end of something."""
    return {key for spec in specs if spec.not_before for key in (spec.key, spec.not_before)}


def refuse_reversed(specs: tuple[FieldSpec, ...], values: Mapping[str, Any]) -> None:
    """Refuse an end that lies before its beginning, whichever of the two was changed."""
    labels = {spec.key: spec.label for spec in specs}
    for spec in specs:
        begins, ends = values.get(spec.not_before), values.get(spec.key)
        if spec.not_before and begins and ends and ends < begins:
            first = labels[spec.not_before]
            word = "날짜" if spec.type is FieldType.DATE else "시각"
            raise UserError(
                f"{josa(spec.label, '이/가')} {first}보다 앞섭니다. 두 {josa(word, '을/를')} 확인하십시오.",
                spec.key,
            )


def _required(spec: FieldSpec) -> UserError:
    return UserError(f"{josa(spec.label, '을/를')} 입력하십시오.", spec.key)


def _text(spec: FieldSpec, value: Any) -> str:
    return clean_text(value, spec.label, spec.key, long=spec.type is FieldType.LONG_TEXT)


def clean_text(value: Any, label: str, key: str = "", *, long: bool = False) -> str:
    """Return a text as it is stored: whole syllables, no control characters, one line unless ``long``.

    Raises ``UserError`` for one that is too long, cannot be stored or holds a 주민등록번호.
    """
    text = "" if value is None else composed(_CONTROL.sub("", str(value)))
    if _HALVES.search(text):
        raise UserError(f"{label}에 읽을 수 없는 글자가 있습니다. 그 글자를 지우십시오.", key)
    text = re.sub("\r\n?", "\n", text).strip() if long else _BLANKS.sub(" ", text).strip()
    limit = LONG_TEXT_LIMIT if long else TEXT_LIMIT
    if len(text) > limit:
        subject = josa(label, "은/는")
        raise UserError(f"{subject} {limit:,}자까지 쓸 수 있습니다. 지금 {len(text):,}자입니다.", key)
    resident_number.refuse(text, label, key)
    return text


def _whole(spec: FieldSpec, value: Any) -> int | None:
    if value is None or value == "":
        return None
    try:
        return int(value)
    except (TypeError, ValueError):
        raise UserError(f"{spec.label}에는 정수를 넣으십시오.", spec.key) from None


def _integer(spec: FieldSpec, value: Any) -> int | None:
    number = _whole(spec, value)
    if number is None:
        return None
    if spec.key in ("year", "birth_year") and not FIRST_YEAR <= number <= LAST_YEAR:
        raise UserError(f"{spec.label}에는 네 자리 연도를 넣으십시오. 예: 2026", spec.key)
    if number < 0 and not spec.signed:
        raise UserError(f"{spec.label}에는 0 이상의 수를 넣으십시오.", spec.key)
    if abs(number) > 2**53:
        raise UserError(f"{spec.label}의 수가 너무 큽니다.", spec.key)
    return number


def _number(spec: FieldSpec, value: Any) -> float | None:
    if value is None or value == "":
        return None
    try:
        number = float(str(value).replace(",", ""))
    except ValueError:
        raise UserError(f"{spec.label}에는 숫자를 넣으십시오. 예: 72.5", spec.key) from None
    if not abs(number) <= 2**53:
        raise UserError(f"{spec.label}의 수가 너무 큽니다.", spec.key)
    return number


def _percent(spec: FieldSpec, value: Any) -> int | None:
    number = _whole(spec, value)
    if number is not None and not 0 <= number <= 100:
        raise UserError(f"{spec.label}에는 0부터 100까지의 수를 넣으십시오.", spec.key)
    return number


def _boolean(spec: FieldSpec, value: Any) -> bool | None:
    return None if value is None else bool(value)


def _date(spec: FieldSpec, value: Any) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return _within(spec, value.date() if isinstance(value, datetime) else value)
    from app.domain.koreandate import parse_date

    try:
        parsed = parse_date(str(value))
    except UserError as error:
        raise UserError(f"{spec.label}: {error.message}", spec.key) from error
    if not isinstance(parsed, date):
        raise UserError(f"{spec.label}의 날짜를 읽을 수 없습니다. 예: 2026. 11. 21.", spec.key)
    return _within(spec, parsed)


def _within(spec: FieldSpec, day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UserError(f"{spec.label}의 연도가 {day.year}년입니다. 연도를 확인하십시오. 예: 2026", spec.key)
    return day


def _timestamp(spec: FieldSpec, value: Any) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    raise TypeError(f"{spec.key} takes a moment")


def _choice(spec: FieldSpec, value: Any) -> str | None:
    if value is None or value == "":
        return None
    members = list(spec.choices or ())
    member = next((m for m in members if value in (m.value, m.label)), None)
    if not member:
        words = ", ".join(m.label for m in members)
        raise UserError(
            f"{spec.label}의 {quoted(value, '은/는')} 고를 수 있는 값이 아닙니다. 고를 수 있는 값: {words}",
            spec.key,
        )
    return member.value


def _choices(spec: FieldSpec, value: Any) -> tuple[str, ...]:
    picked = [_choice(spec, part) for part in (value or ())]
    return tuple(member.value for member in spec.choices or () if member.value in picked)


def _reference(spec: FieldSpec, value: Any) -> int | None:
    return None if value in (None, "") else int(value)


_CLEANERS = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.INTEGER: _integer,
    FieldType.NUMBER: _number,
    FieldType.PERCENT: _percent,
    FieldType.BOOLEAN: _boolean,
    FieldType.DATE: _date,
    FieldType.TIMESTAMP: _timestamp,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.REFERENCE: _reference,
}
