"""Cells as values of a field: what a person meant is read; what cannot be is refused with cause and fix."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite

from app.domain.checks import clean_value
from app.domain.fields import FieldSpec, FieldType
from app.domain.hangul import fold, josa, quoted
from app.domain.koreandate import parse_time
from app.domain.rounding import half_up
from app.domain.tabular.amounts import number_of, spoken_number
from app.domain.tabular.choice_words import code_of
from app.domain.tabular.days import read_day
from app.domain.tabular.reading import NOTHING, Context, Reading, cleaned, empty
from app.domain.tabular.sheet import Raw, text_of, visible
from app.errors import UserError

ERROR_TEXTS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
BLANKS = frozenset({"", "-", "–", "—"})
_TRUE = frozenset({"예", "o", "y", "yes", "true", "1", "○", "해외", "국외", "외국", "v", "√"})
_FALSE = frozenset({"아니요", "아니오", "x", "n", "no", "false", "0", "×", "국내", ""})
_PARTS = re.compile(r"[,/;·ㆍ\n]+")
_YEAR = re.compile(r"['’]?(\d{4}|\d{2})\s*년?\s*(?:도|생)?|(\d{4}|\d{2})\D{1,3}\d{1,2}\D{1,3}\d{1,2}\D*")
_TIMES = frozenset({"starts_at", "ends_at"})
_DAY_MINUTES = 1440
KEPT = "적힌 대로 두고 검토 필요로 표시합니다."


def reader(spec: FieldSpec, context: Context) -> Callable[[Raw], Reading]:
    """Return what reads the cells of a column as values of ``spec``."""
    shaped = _SHAPED.get(spec.key.removeprefix("person_"))
    made = shaped or _READERS[spec.type]

    def read(cell: Raw) -> Reading:
        if isinstance(cell, str):
            cell = visible(cell)
            if cell.strip().upper() in ERROR_TEXTS:
                return Reading(problem=f"엑셀의 오류 값({cell.strip()})입니다.", fix="")
            if cell.strip() in BLANKS:
                return Reading(empty(spec))
        try:
            return made(spec, cell, context)
        except UserError as error:
            return Reading(problem=error.message)

    return read


def _text(spec: FieldSpec, cell: Raw, _context: Context) -> Reading:
    return Reading(cleaned(spec, text_of(cell)))


def _phone(spec: FieldSpec, cell: Raw, _context: Context) -> Reading:
    return Reading("" if fold(text_of(cell)) in NOTHING else cleaned(spec, phone_of(cell)))


def phone_of(cell: Raw) -> str:
    """Return a phone number as it is dialled and written here; a number that lost its 0 gets it back."""
    text = unicodedata.normalize("NFKC", text_of(cell)).strip()
    figures = "".join(sign for sign in text if sign.isdigit())
    if re.search(r"[^\d\s().+-]", text) or not 8 <= len(figures) <= 13:
        return text
    if figures.startswith("82") and len(figures) > 10:
        figures = "0" + figures[2:].removeprefix("0")
    return _hyphened("0" + figures if _has_lost(text, figures) else figures) or text


def _has_lost(text: str, figures: str) -> bool:
    """Tell whether a number lost the 0 at its front, as Excel takes it from figures."""
    if len(figures) == 8:
        return figures[0] == "2" and text == figures  # 02-123-4567; 2123-4567 is one without its area
    if len(figures) not in (9, 10) or figures.startswith(("15", "16", "18")):
        return False
    return figures[0] in "123456" or figures.startswith(("70", "80"))


def _hyphened(figures: str) -> str:
    if figures.startswith("02") and len(figures) in (9, 10):
        return f"02-{figures[2:-4]}-{figures[-4:]}"
    if figures.startswith("0") and len(figures) in (10, 11):
        return f"{figures[:3]}-{figures[3:-4]}-{figures[-4:]}"
    return f"{figures[:4]}-{figures[4:]}" if len(figures) == 8 and figures[0] == "1" else ""


def _email(spec: FieldSpec, cell: Raw, _context: Context) -> Reading:
    text = unicodedata.normalize("NFKC", text_of(cell)).strip().removeprefix("mailto:")
    text = re.sub(r"^(.+?)\s*<([^<>]+@[^<>]+)>$", r"\2", text)
    value = cleaned(spec, text)
    if value and not re.fullmatch(r"[^@\s,;]+@[^@\s,;]+", value):
        return Reading(problem=f"{josa(spec.label, '이/가')} 주소의 꼴이 아닙니다. 예: ho@example.kr")
    return Reading(value)


def _clock(spec: FieldSpec, cell: Raw, _context: Context) -> Reading:
    if isinstance(cell, datetime | time):
        return Reading(f"{cell:%H:%M}")
    if isinstance(cell, timedelta):
        cell = cell.total_seconds() / 86_400
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell < 1:
        minutes = round(cell * _DAY_MINUTES)
        return Reading(f"{minutes // 60 % 24:02d}:{minutes % 60:02d}")
    text = unicodedata.normalize("NFKC", text_of(cell)).strip()
    if re.fullmatch(r"\d{3,4}", text):
        text = f"{text[:-2]}:{text[-2:]}"
    return Reading(f"{parse_time(text):%H:%M}")


def _integer(spec: FieldSpec, cell: Raw, context: Context) -> Reading:
    if isinstance(cell, date):
        if spec.key in ("year", "birth_year"):
            return Reading(cell.year)
        return Reading(problem=_no_number(spec, cell))
    number = _number_in(spec, cell, context)
    if isinstance(number, Reading):
        return number
    if number != int(number):
        whole = str(half_up(number))
        return Reading(problem=f"{josa(spec.label, '은/는')} 정수여야 합니다.", fix=whole)
    return Reading(cleaned(spec, int(number)))


def _number(spec: FieldSpec, cell: Raw, context: Context) -> Reading:
    number = _number_in(spec, cell, context)
    return number if isinstance(number, Reading) else Reading(cleaned(spec, number))


def _number_in(spec: FieldSpec, cell: Raw, context: Context) -> float | Reading:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _finite(spec, cell, cell * context.unit)
    text = text_of(cell).strip()
    if fold(text) in NOTHING:
        return Reading()
    number = number_of(text)
    if number is None and spec.key in ("year", "birth_year"):
        number = _year_in(text, context.year if spec.key == "birth_year" else None)
    if number is None:
        spoken = spoken_number(text)
        return Reading(problem=_no_number(spec, cell), fix=None if spoken is None else str(spoken))
    # A unit in the cell itself (3천만원) speaks for that cell alone.
    own = re.search(r"[억만천백]", text) is not None
    return _finite(spec, cell, number if own else number * context.unit)


def _finite(spec: FieldSpec, cell: Raw, number: float) -> float | Reading:
    """Return a number that can be stored; programs write NaN, and 400 figures come to no number either."""
    return number if isfinite(number) else Reading(problem=_no_number(spec, cell))


def _year_in(text: str, latest: int | None) -> float | None:
    """Return the year that a text says: 2026년, '26, 2026. 3. 5.; of two figures none after ``latest``."""
    found = _YEAR.fullmatch(text)
    figures = (found[1] or found[2]) if found else ""
    if len(figures) != 2:
        return float(figures) if figures else None
    year = 2000 + int(figures)
    return float(year - 100 if latest is not None and year > latest else year)


def _no_number(spec: FieldSpec, cell: Raw) -> str:
    return f"숫자가 아닙니다. {josa(spec.label, '을/를')} 숫자로 적으십시오."


def _percent(spec: FieldSpec, cell: Raw, context: Context) -> Reading:
    number = _number_in(spec, cell, context)
    if isinstance(number, Reading):
        return number
    whole = half_up(number)
    if 0 < number <= 1 and not isinstance(cell, str):
        # As a part of one, as Excel keeps percents, or as it stands: the column did not tell which.
        cause = f"{text_of(cell)}이 {half_up(number * 100)}%인지 {text_of(cell)}%인지 알 수 없습니다."
        return Reading(cleaned(spec, whole), doubt=cause, fix=str(half_up(number * 100)))
    if whole != number:
        cause = f"{josa(spec.label, '은/는')} 정수로 적습니다. 반올림하면 {whole}입니다."
        return Reading(cleaned(spec, whole), doubt=cause, fix=str(whole))
    return Reading(cleaned(spec, whole))


def _boolean(spec: FieldSpec, cell: Raw, _context: Context) -> Reading:
    word = fold(unicodedata.normalize("NFKC", text_of(cell)))
    if word in _TRUE or word in _FALSE:
        return Reading(word in _TRUE)
    return Reading(problem=f"{josa(spec.label, '은/는')} 예나 아니요로 적으십시오.")


def _choice(spec: FieldSpec, cell: Raw, context: Context) -> Reading:
    text = text_of(cell).strip()
    code = code_of(context.words, text)
    if code is not None:
        return Reading(code)
    near = context.nearest(text)
    cause = f"{spec.label}에 없는 값입니다."
    if context.kept:
        count = len(list(spec.choices or ()))
        return Reading(None, "", f"{count}개 {spec.label}에 없는 값입니다. {KEPT}", near)
    if near is None:
        cause += f" 고를 수 있는 값: {', '.join(member.label for member in spec.choices or ())}"
    return Reading(problem=cause, fix=near)


def _choices(spec: FieldSpec, cell: Raw, context: Context) -> Reading:
    codes = []
    for part in filter(None, map(str.strip, _PARTS.split(text_of(cell)))):
        found = _choice(spec, part, context)
        if found.problem:
            return Reading(problem=f"{quoted(part, '은/는')} {found.problem}", fix=found.fix)
        codes.append(found.value)
    return Reading(cleaned(spec, tuple(codes)) if codes else ())


def _name(spec: FieldSpec, cell: Raw, _context: Context) -> Reading:
    """Return the name by which a reference is looked for."""
    named = FieldSpec(spec.key, FieldType.TEXT, spec.label)
    return Reading(clean_value(named, text_of(cell)))


_READERS: Mapping[FieldType, Callable[[FieldSpec, Raw, Context], Reading]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.INTEGER: _integer,
    FieldType.NUMBER: _number,
    FieldType.PERCENT: _percent,
    FieldType.BOOLEAN: _boolean,
    FieldType.DATE: read_day,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.REFERENCE: _name,
}
_SHAPED: Mapping[str, Callable[[FieldSpec, Raw, Context], Reading]] = {
    "phone": _phone,
    "email": _email,
    **dict.fromkeys(_TIMES, _clock),
}
