"""기관, 지역, 사업, 태그: the short lists that projects refer to."""

from dataclasses import dataclass

from app.domain.choices import AgencyKind
from app.domain.fields import FieldSpec, FieldType


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a short list as a choice: its id, the text people read and a hint."""

    id: int
    label: str
    hint: str = ""


_T = FieldType

AGENCY_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("name", _T.TEXT, "기관명", required=True, width=180),
    FieldSpec("kind", _T.CHOICE, "종류", AgencyKind),
    FieldSpec("region_id", _T.REFERENCE, "지역", reference="region"),
    FieldSpec("valid_from", _T.DATE, "시작", shown=False),
    FieldSpec("valid_to", _T.DATE, "끝", shown=False, not_before="valid_from"),
)

REGION_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("name", _T.TEXT, "지역명", required=True),
    FieldSpec("code", _T.TEXT, "코드", required=True),
    FieldSpec("parent_code", _T.TEXT, "상위 지역 코드"),
    FieldSpec("valid_from", _T.DATE, "시작"),
    FieldSpec("valid_to", _T.DATE, "끝", not_before="valid_from"),
)

PROGRAM_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("name", _T.TEXT, "사업명", required=True, width=180),
    FieldSpec("description", _T.LONG_TEXT, "설명", shown=False),
    FieldSpec("facts", _T.LONG_TEXT, "사업 개요", shown=False),
)

TAG_FIELDS: tuple[FieldSpec, ...] = (FieldSpec("name", _T.TEXT, "태그", required=True),)
