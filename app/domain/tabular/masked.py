"""가린 값: what a mask of this program left of a personal value says nothing new and is never stored.

The program's own masked lists come back as tables.  A masked value stands for the one that is stored; where
none is stored it is refused.
"""

from app.domain.fields import FieldSpec
from app.domain.privacy.masks import is_masked, masked_text

MASKED = "가린 값입니다. 가리기 전의 값을 적거나, 가리지 않고 내보낸 파일을 가져오십시오."
"""Why a cell with a masked value cannot be stored."""


def is_person(spec: FieldSpec) -> bool:
    """Tell whether a field tells of a person and is masked."""
    return spec.personal or spec.reference == "person"


def mask_key(spec: FieldSpec) -> str:
    """Return by which mask the values of a field are masked."""
    return "name" if spec.reference == "person" else spec.key.removeprefix("person_")


def told(spec: FieldSpec, text: str) -> str:
    """Return the text of a field as it may be told: masked where it tells of a person."""
    return masked_text(mask_key(spec), text) if text and is_person(spec) else text


def holds_mask(spec: FieldSpec, text: str) -> bool:
    """Tell whether ``text`` is what the mask of a field that tells of a person leaves."""
    return is_person(spec) and is_masked(mask_key(spec), text)


def stands_for(spec: FieldSpec, stored: str, written: str, *, pseudonym: bool = False) -> bool:
    """Tell whether ``written`` is the mask of what is ``stored``; a ``pseudonym`` may hide any letters."""
    if pseudonym:
        hidden = "*" in written and len(written) == len(stored)
        return hidden and all(sign in ("*", own) for own, sign in zip(stored, written, strict=True))
    if not stored or not written or not is_person(spec):
        return False
    key = mask_key(spec)
    return is_masked(key, written) and masked_text(key, stored) == written
