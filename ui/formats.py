"""How values read on the screen, by the type of their field."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from app.domain.fields import FieldSpec, FieldType
from app.domain.koreandate import format_date, format_short

RIGHT = frozenset({FieldType.INTEGER, FieldType.NUMBER, FieldType.PERCENT})
EMPTY = "–"


def list_date(day: date, today: date | None = None) -> str:
    """Return ``6. 18. (목)`` for a day of this year, else ``2025. 6. 18.``."""
    return format_short(day) if day.year == (today or date.today()).year else format_date(day)


def moment(at: datetime) -> str:
    """Return ``2026. 6. 18. 14:03`` in local time."""
    local = at.astimezone() if at.tzinfo else at
    return f"{format_date(local.date())} {local:%H:%M}"


def text_of(spec: FieldSpec, row: Any, today: date | None = None) -> str:
    """Return what a list shows of ``row`` for ``spec``; an empty value is an empty text."""
    if spec.type is FieldType.REFERENCE:
        return str(getattr(row, spec.key.removesuffix("_id"), None) or "")
    return format_value(spec, value_of(spec, row), today)


def value_of(spec: FieldSpec, row: Any) -> Any:
    """Return the value of a field; of a partial date that is no whole day, its words."""
    value = getattr(row, spec.key, None)
    return row.as_written.get(spec.key) if spec.partial and value is None else value


def format_value(spec: FieldSpec, value: Any, today: date | None = None) -> str:
    """Return ``value`` of a field in the words of people."""
    if value is None or value == "":
        return ""
    formatter = _FORMATS.get(spec.type)
    if formatter is not None:
        return formatter(spec, value)
    if spec.type is FieldType.DATE:
        return list_date(value, today) if isinstance(value, date) else str(value)
    return str(value).replace("\n", " ")


def choice_label(spec: FieldSpec, code: Any) -> str:
    """Return the label of a stored code; a code outside the list reads as it was written."""
    try:
        return spec.choices(code).label if spec.choices else str(code)
    except ValueError:
        return str(code)


def _labels(spec: FieldSpec, codes: Iterable[Any]) -> str:
    return ", ".join(choice_label(spec, code) for code in codes)


_FORMATS: dict[FieldType, Callable[[FieldSpec, Any], str]] = {
    FieldType.PERCENT: lambda _spec, value: f"{value:.0f}%",
    FieldType.BOOLEAN: lambda _spec, value: "예" if value else "",
    FieldType.TIMESTAMP: lambda _spec, value: moment(value) if isinstance(value, datetime) else str(value),
    FieldType.CHOICE: choice_label,
    FieldType.CHOICES: _labels,
    # a year is a number without thousands separators; counts of this program stay below a thousand or so
    FieldType.NUMBER: lambda _spec, value: f"{value:,.6g}",
    FieldType.INTEGER: lambda spec, value: str(value) if spec.key in ("year", "birth_year") else f"{value:,}",
}
