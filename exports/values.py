"""One meaning of a cell for every format: its native value, and the text that people read."""

import re
import unicodedata
from datetime import date, datetime

from exports.blocks import Kind, Value

# What no file format can hold or no font can draw: control characters, lone surrogates, invisible signs.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u00ad"
    "\u200b-\u200f\u2028-\u202e\u2060\ufe0e\ufe0f\ufeff\ufffe\uffff\ud800-\udfff]"
)
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")


def clean(text: str) -> str:
    """Return ``text`` composed (NFC), with plain line ends and without control or invisible characters."""
    if text.isprintable() and "\ufe0e" not in text and "\ufe0f" not in text:
        return unicodedata.normalize("NFC", text)  # the common case, without the search
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNPRINTABLE.sub("", text.replace("\t", " "))
    return unicodedata.normalize("NFC", text)


def native(value: Value, kind: Kind) -> Value:
    """Return the value as a machine should have it: ISO text in a date column is a date, text is clean."""
    if not isinstance(value, str):
        return value
    if kind is Kind.DATE and _ISO_DATE.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return clean(value)


def shown(value: Value, kind: Kind = Kind.TEXT) -> str:
    """Return the text of a cell: `2026. 3. 5.`, `1,234`, `64%`; nothing for None."""
    if value is None:
        return ""
    value = native(value, kind)
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return f"{date_text(value)} {value:%H:%M}"
    if isinstance(value, date):
        return date_text(value)
    return _number_text(value, kind)  # type: ignore[arg-type]


def date_text(value: date) -> str:
    """Return a date as Korean offices print it: `2026. 11. 21.`."""
    return f"{value.year}. {value.month}. {value.day}."


def _number_text(value: int | float, kind: Kind) -> str:
    if kind is Kind.PERCENT:
        return f"{value:g}%"
    if kind is Kind.SCORE:
        return f"{value:.2f}"
    if kind is Kind.DECIMAL:
        return f"{value:,.1f}"
    if kind is Kind.CHANGE:
        return f"{value:+,}" if value else "0"
    if kind is Kind.COUNT and value == 0:
        return "-"
    if kind in (Kind.INTEGER, Kind.COUNT, Kind.MONEY):
        return f"{value:,}"
    return str(value)
