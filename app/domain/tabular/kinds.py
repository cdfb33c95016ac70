"""What can be brought in as a table: for each kind of record its fields, and by what one is known again.

The fields are those of the specifications; a kind adds only the columns that tell which record a reference
means (the phone of a person, the day of a session) and the management number that exports carry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.budget import BUDGET_FIELDS
from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.finding import FINDING_FIELDS
from app.domain.indicator import INDICATOR_FIELDS
from app.domain.output import OUTPUT_FIELDS
from app.domain.person import MEMBERSHIP_FIELDS, PERSON_FIELDS
from app.domain.project import PROJECT_FIELDS
from app.domain.proposal import PROPOSAL_FIELDS
from app.domain.session import ATTENDANCE_FIELDS, SESSION_FIELDS

UID = "uid"
_T = FieldType
_PERSON = specs_by_key(PERSON_FIELDS)
_SESSION = specs_by_key(SESSION_FIELDS)
MANAGEMENT = FieldSpec(
    UID, _T.TEXT, "관리번호", width=120, aliases=("관리 번호", "과제번호", "과제코드", "식별번호"),
    help="고치지 마십시오. 이 번호로 같은 기록을 찾습니다. 새로 적는 줄은 비웁니다.",
)  # fmt: skip
_PROJECT = FieldSpec(
    "project_id", _T.REFERENCE, "과제", reference="project", required=True, width=200,
    aliases=("과제명", "사업명"),
)  # fmt: skip
_OF_PERSON = tuple(
    replace(_PERSON[key], key=f"person_{key}", required=False)
    for key in ("phone", "email", "affiliation", "actor_kind")
)
_ATTENDED = FieldSpec(
    "session_id", _T.REFERENCE, "활동", reference="session", required=True, width=220,
    aliases=("활동명", "회의명", "행사명", "모임명"),
)  # fmt: skip
_HELD_ON = replace(_SESSION["held_on"], key="session_held_on")


@dataclass(frozen=True, slots=True)
class ImportKind:
    """One kind of table.

    ``keys`` are tried in their order: the fields by whose values a stored record is known again.
    ``helpers`` tell what a reference means and are not stored with the record.  What the columns without a
    field hold can go to the field ``memo``.  A value of a field in ``kept`` that fits no choice is kept as
    written and marked 검토 필요; of ``defaults`` a new record takes what its row does not say.  The fields in
    ``pseudonyms`` take roles and pseudonyms: names in their columns are masked.
    """

    key: str
    entity: str
    label: str
    fields: tuple[FieldSpec, ...]
    keys: tuple[tuple[str, ...], ...]
    unit: str = "건"
    memo: str = ""
    helpers: tuple[FieldSpec, ...] = ()
    kept: frozenset[str] = frozenset()
    defaults: Mapping[str, object] = field(default_factory=dict)
    pseudonyms: frozenset[str] = frozenset()

    @property
    def targets(self) -> tuple[FieldSpec, ...]:
        """Return every field that a column can be matched with."""
        return (*self.fields, *self.helpers, MANAGEMENT)

    def spec(self, key: str) -> FieldSpec:
        """Return the field of a target."""
        return specs_by_key(self.targets)[key]

    @property
    def required(self) -> tuple[FieldSpec, ...]:
        """Return the fields that a new record cannot be without."""
        return tuple(spec for spec in self.fields if spec.required and spec.key not in self.defaults)


def _fields(specs: tuple[FieldSpec, ...], *left_out: str, project: bool = True) -> tuple[FieldSpec, ...]:
    kept = tuple(
        spec for spec in specs if not spec.derived and spec.key not in left_out and spec.key != "project_id"
    )
    return (_PROJECT, *kept) if project else kept


KINDS: Mapping[str, ImportKind] = {
    kind.key: kind
    for kind in (
        ImportKind(
            "projects", "project", "과제", _fields(PROJECT_FIELDS, project=False),
            (("title", "year", "lead_agency_id"),), memo="remarks",
            kept=frozenset({"service_field", "government_level"}), defaults={"kind": "own"},
        ),
        ImportKind(
            "people", "person", "참여자", _fields(PERSON_FIELDS, project=False),
            (("name", "phone"), ("name", "email"), ("name", "affiliation")), "명", "memo",
        ),
        ImportKind(
            "memberships", "membership", "단원", _fields(MEMBERSHIP_FIELDS),
            (("project_id", "person_id", "role"),), "명", "note", _OF_PERSON,
        ),
        ImportKind(
            "sessions", "session", "활동", _fields(SESSION_FIELDS, "step_id"),
            (("project_id", "topic", "held_on"),), memo="minutes",
        ),
        ImportKind(
            "attendance", "attendance", "출석", (_PROJECT, _ATTENDED, *ATTENDANCE_FIELDS),
            (("session_id", "person_id"),), "명", "", (_HELD_ON, *_OF_PERSON[:2]),
            defaults={"project_id": None},
        ),
        ImportKind(
            "findings", "finding", "발견 카드",
            _fields(FINDING_FIELDS, "agenda_item_id", "source_id", "quote_start", "quote_end", "position"),
            (("project_id", "text", "kind"),), "장", "quote", (_HELD_ON,), pseudonyms=frozenset({"speaker"}),
        ),
        ImportKind(
            "proposals", "proposal", "제안",
            tuple(
                replace(spec, required=spec.required and spec.key != "project_id")
                for spec in (replace(_PROJECT, required=False), *_fields(PROPOSAL_FIELDS, project=False))
            ),
            (("title", "project_id"),), memo="text", pseudonyms=frozenset({"proposer"}),
        ),
        ImportKind(
            "outputs", "output", "산출물", _fields(OUTPUT_FIELDS), (("project_id", "title"),),
            memo="summary", defaults={"kind": "other"},
        ),
        ImportKind(
            "indicators", "indicator", "성과지표", _fields(INDICATOR_FIELDS), (("project_id", "label"),),
            memo="note",
        ),
        ImportKind(
            "budget", "budget_line", "예산 항목", _fields(BUDGET_FIELDS),
            (("project_id", "year", "source", "label"),), memo="note",
        ),
    )
}  # fmt: skip
SURVEY = "survey"
KIND_LABELS: Mapping[str, str] = {
    **{key: kind.label for key, kind in KINDS.items()},
    SURVEY: "설문 결과",
}
