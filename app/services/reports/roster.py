"""참여자 내보내기: chosen columns of chosen persons, masked unless a purpose is logged.

What is not asked for is not in the file at all; who may not be kept any more is left out, and counted.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app.domain.fields import FieldSpec, FieldType
from app.domain.koreandate import format_date
from app.domain.listing import ListQuery
from app.domain.participant import is_exempt
from app.domain.person import PERSON_FIELDS
from app.domain.privacy.access import AccessPurpose
from app.domain.privacy.masks import HIDDEN, masked
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import listing
from app.services.privacy import disclosure
from exports.blocks import Column, Kind
from exports.reports.roster import RosterData

if TYPE_CHECKING:
    from app.services.workspace import Workspace

REPORT = "roster"
DESTROY_AFTER = timedelta(days=30)
USUAL = ("name", "actor_kind", "affiliation", "phone")
SPECS = {spec.key: spec for spec in PERSON_FIELDS if not spec.derived or spec.key == "project_count"}
_KINDS = {FieldType.INTEGER: Kind.INTEGER, FieldType.DATE: Kind.DATE}
ONLY_IN_FULL = ("birth_year", "accessibility", "memo")
"""Fields that no mask makes harmless: a file without a purpose does not have them."""


def chosen(options: ReportOptions) -> tuple[FieldSpec, ...]:
    """Return the columns asked for, in the order of the form; a ``UserError`` for one that does not exist."""
    wanted = options.columns or USUAL
    unknown = [key for key in wanted if key not in SPECS]
    if unknown:
        raise UserError(
            f"참여자에 ‘{unknown[0]}’ 항목이 없습니다. 고를 수 있는 항목: {', '.join(SPECS)}", "columns"
        )
    return tuple(spec for key, spec in SPECS.items() if key in wanted)


def items(options: ReportOptions) -> tuple[str, ...]:
    """Return the labels of the columns, as the log names them."""
    return tuple(spec.label for spec in chosen(options))


def data(ws: "Workspace", options: ReportOptions) -> RosterData:
    """Return the roster of ``person_ids`` or of a ``query``, else of everybody whose data are kept."""
    specs = chosen(options)
    rows = [row for row in _persons(ws, options) if row.destroyed_on is None]
    found = disclosure.allowed(ws, [row.id for row in rows])
    kept = [row for row in rows if row.id not in found.withheld]
    if isinstance(ws, disclosure.InFull):
        ws.named |= {row.id for row in kept}  # contacts of officials are masked too, but for a purpose
    told: list[str] = []
    if found.masking:
        gone = [spec.label for spec in specs if spec.key in ONLY_IN_FULL]
        specs = tuple(spec for spec in specs if spec.key not in ONLY_IN_FULL)
        kept = [_masked(ws, row) for row in kept]
        told += [f"가린 명단에는 넣지 않은 항목: {', '.join(gone)}"] if gone else []
    if found.withheld:
        told.append(f"동의를 철회했거나 보유 기간이 지난 {len(found.withheld)}명은 넣지 않았습니다.")
    if found.unrecorded:
        told.append(f"동의 기록 없음: {len(found.unrecorded)}명")
    return RosterData(
        tuple(
            Column(spec.label, _KINDS.get(spec.type, Kind.TEXT), spec.width / 100, key=spec.key)
            for spec in specs
        ),
        [tuple(_cell(row, spec) for spec in specs) for row in kept],
        _facts(ws, options, len(kept), found.masking),
        tuple(told),
        ws.today,
    )


def _masked(ws: "Workspace", row: Any) -> Any:
    hidden = ws.settings.mask_affiliation and row.affiliation and not is_exempt(row.actor_kind)
    return replace(masked(row), affiliation=HIDDEN) if hidden else masked(row)


def _persons(ws: "Workspace", options: ReportOptions) -> Sequence[Any]:
    if options.person_ids:
        return listing.rows(ws, "person", options.person_ids)
    return listing.all_rows(ws, "person", options.query or ListQuery(sort=(("name", False),)))


def _facts(ws: "Workspace", options: ReportOptions, count: int, masking: bool) -> tuple[tuple[str, str], ...]:
    now = ws.clock().astimezone()
    who = " · ".join(part for part in (ws.actor, ws.settings.department) if part)
    purpose = AccessPurpose(options.purpose).label if options.purpose in list(AccessPurpose) else ""
    day = options.destroy_on or ws.today + DESTROY_AFTER
    return (
        ("내보낸 사람", who),
        ("내보낸 때", f"{format_date(now.date())} {now:%H:%M}"),
        ("목적", "가린 명단" if masking else f"{purpose}: {options.reason.strip()}"),
        ("파기 예정일", format_date(day)),
        ("인원", f"{count:,}명"),
        ("개인정보", "가림" if masking else "가리지 않음"),
    )


def _cell(row: Any, spec: FieldSpec) -> Any:
    value = getattr(row, spec.key.removesuffix("_id") if spec.type is FieldType.REFERENCE else spec.key)
    if spec.choices and value:
        return spec.choices(value).label
    return value if value not in ("", None) else None
