"""Masks of personal information: one rule for the whole program (개인정보 보호법, 가림 처리).

Names of citizens and of everybody else who takes part are masked; officials are named in full, for the name
and post of an official who does the duty are no private matter (정보공개법 제9조 제1항 제6호 라목).  A
project's 담당 and who is to do a 할 일 act in office at this desk and are named in full on the screen; a
report, which leaves the desk, names them by what they are.  Phone numbers and addresses are masked for all.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import TypeVar

from app.domain.choices import ActorKind

T = TypeVar("T")


def mask_name(name: str) -> str:
    """Hide all letters of a name but the first and the last: 홍*동, 홍*, 남**수; spaces stay."""
    letters = name.strip()
    if len(letters) <= 1:
        return "*" * len(letters)
    kept = 1 if len(letters) == 2 else 2
    middle = letters[1:] if kept == 1 else letters[1:-1]
    hidden = "".join(" " if letter == " " else "*" for letter in middle)
    return letters[0] + hidden + (letters[-1] if kept == 2 else "")


LEFT_OUT = "–"
"""What stands in the place of a name that may not be told at all."""


class Told(str):
    """A name already in the form in which a paper may tell it (참여자 07): no mask touches it again."""

    __slots__ = ()


def shown_name(name: str, actor_kind: str | None, masking: bool) -> str:
    """Return a name as others may read it: masked where ``masking``, but never an official's."""
    plain = not masking or actor_kind == ActorKind.OFFICIAL or name == LEFT_OUT or isinstance(name, Told)
    return name if plain else mask_name(name)


def mask_phone(phone: str) -> str:
    """Hide the digits between the first three and the last four: 010-****-1234."""
    places = [place for place, letter in enumerate(phone) if letter.isdigit()]
    hidden = set(places[3:-4] if len(places) > 7 else places[:-2])
    return "".join("*" if place in hidden else letter for place, letter in enumerate(phone))


def mask_email(address: str) -> str:
    """Hide the name before @ but its first two letters: ho***@example.kr."""
    name, at, host = address.partition("@")
    return f"{name[:2] if len(name) > 2 else name[:1]}***{at}{host}"


_MASKS: Mapping[str, Callable[[str], str]] = {
    "name": mask_name,
    "person": mask_name,
    "phone": mask_phone,
    "email": mask_email,
}


HIDDEN = "가림"
"""What stands in the place of a personal text that has no mask of its own."""


def masked_text(key: str, text: str) -> str:
    """Return the text of a personal field as it may be told."""
    mask = _MASKS.get(key)
    return mask(text) if mask else HIDDEN


def is_masked(key: str, text: str) -> bool:
    """Tell whether ``text`` reads as the mask of a personal field leaves it: 홍*동, 010-****-1234, 가림."""
    written = text.strip()
    if key in ("name", "person"):
        return "*" in written and mask_name(written) == written
    if key == "phone":
        return "**" in written and set(written) <= set("0123456789*-+() ")
    return "***@" in written if key == "email" else written == HIDDEN


def masked(row: T) -> T:
    """Return a row (a dataclass) with phone, address and, but for officials, name masked."""
    official = getattr(row, "actor_kind", None) == ActorKind.OFFICIAL
    present = {part.name for part in fields(row)}  # type: ignore[arg-type]
    hidden = {
        key: mask(getattr(row, key))
        for key, mask in _MASKS.items()
        if key in present and getattr(row, key) and not (official and mask is mask_name)
    }
    return replace(row, **hidden)  # type: ignore[type-var]
