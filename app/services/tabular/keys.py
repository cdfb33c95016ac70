"""By what records are known again: values as they are compared, and the numbers that offices give."""

import re
from typing import Any
from unicodedata import is_normalized, normalize

from app.domain.codes import squeeze
from app.domain.duplicates import email_key, phone_key
from app.domain.hangul import fold
from app.domain.tabular.sheet import visible

_PHONE = re.compile(r"0\d{1,2}-\d{3,4}-\d{4}")


def folded(name: str, value: Any) -> Any:
    """Return a value as it is compared: words without blanks, case and unseen signs, phones by figures."""
    if not isinstance(value, str):
        return value
    value = visible(value)
    if name == "phone":
        return value.replace("-", "") if _PHONE.fullmatch(value) else phone_key(value) or fold(value)
    if name == "email":
        return value.casefold() if value.isascii() and " " not in value else email_key(value)
    return fold(value if is_normalized("NFKC", value) else normalize("NFKC", value))


def management_key(number: str) -> str:
    """Return by what a project is known again whose office gave it a number of its own."""
    return f"관리번호:{squeeze(number)}"[:64]


def number_key(number: str) -> str:
    """Return a management number as it is compared: N-1, n-1 and Ｎ－１ are one."""
    return fold(normalize("NFKC", visible(number)))
