"""From the words that people write to the values of the closed lists, regions, programmes and templates."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.choices import Choice
from app.domain.codes import squeeze
from app.domain.entities import ENTITIES
from app.domain.fields import FieldSpec
from app.domain.hangul import composed, quoted
from app.errors import UserError
from app.services import directory
from app.services.codes import codes, templates
from db.queries import directory as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_BY_ALIAS: dict[str, Any] = {
    "government_level": lambda written: codes().government_level(written),
    "service_field": lambda written: codes().service_field(written),
}


def choice(spec: FieldSpec, written: str) -> str:
    """Return the code that ``written`` means, by label, code or alias; else a ``UserError`` with the list."""
    choices: type[Choice] = spec.choices or Choice
    word = squeeze(written)
    found = next((one for one in choices if word in (squeeze(one.label), one.value)), None)
    found = found or (_BY_ALIAS[spec.key](written) if spec.key in _BY_ALIAS else None)
    if found is None:
        labels = ", ".join(one.label for one in choices)
        raise UserError(
            f"{spec.label}의 {quoted(written, '은/는')} 고를 수 있는 값이 아닙니다. "
            f"고를 수 있는 값: {labels}",
            spec.key,
        )
    return str(found.value)


def program_name(written: str) -> str:
    """Return the name of the programme of which ``written`` is an alias, else ``written`` itself."""
    known = codes().aliases.get("program", {}).get(squeeze(written), ())
    return known[0] if len(known) == 1 else written


def program_id(ws: "Workspace", written: str) -> int:
    """Return the programme called ``written``; a ``UserError`` with the list where there is none."""
    name = program_name(written)
    entries = directory.entries(ws, "program")
    found = next((entry.id for entry in entries if squeeze(entry.label) == squeeze(name)), None)
    if found is None:
        labels = ", ".join(entry.label for entry in entries)
        raise UserError(f"‘{written}’ 사업이 없습니다. 있는 사업: {labels}", "program")
    return found


def unheard_of(ws: "Workspace", values: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each programme and agency that is new and in no list: perhaps mistyped."""
    said = []
    for entity, key, known in (
        ("program", "program", lambda name: False),
        ("agency", "lead_agency", lambda name: codes().agency(name) or codes().region(name)),
    ):
        name = values.get(key)
        there = {squeeze(entry.label) for entry in directory.entries(ws, entity)}
        if name and squeeze(name) not in there and not known(name):
            label = ENTITIES[entity].label
            said.append(
                f"{label} {quoted(name, '이/가')} 목록에 없어 새로 만들었습니다. 잘못 적었으면 고치십시오."
            )
    return said


def region_id(ws: "Workspace", written: str, year: int | None) -> int:
    """Return the region that ``written`` names in ``year``; a ``UserError`` where none or several fit."""
    region = codes().region(composed(written), year)
    if region is not None:
        with ws.reading() as connection:
            found = queries.region_by_code(connection, region.code)
        if found is not None:
            return found
    raise UserError(
        f"{quoted(written, '이/가')} 어느 지역인지 알 수 없습니다. 시·도부터 적으십시오. 예: 경기도 수원시",
        "region",
    )


def region_of_agency(ws: "Workspace", agency: str, year: Any) -> int | None:
    """Return the region that an agency's own name tells; None for a ministry or where several fit."""
    try:
        return region_id(ws, agency, int(year) if str(year).isdigit() else None)
    except UserError:
        return None


def template_key(written: str | None, program: str | None) -> str | None:
    """Return the template called ``written``, or that of the programme; None where neither tells."""
    found = templates()
    if written is None:
        return next((key for key, each in found.items() if program and each.program == program), None)
    word = squeeze(written)
    for key, each in found.items():
        if word in (key, squeeze(each.label)):
            return key
    labels = ", ".join(f"{each.label}({key})" for key, each in found.items())
    raise UserError(f"과정 틀 {quoted(written, '이/가')} 없습니다. 고를 수 있는 틀: {labels}", "template")
