"""From the words of a case to its classification: 관, 분야, the leading body and its region.

A word outside the lists, or two at once, gives None; the text stays beside it as written.
"""

import re
from dataclasses import dataclass, field

from app.domain.choices import AgencyKind, GovernmentLevel
from app.domain.codes import Codes, RegionCode

_INSTITUTION = re.compile(
    r"^\S+(공단|공사|진흥원|연구원|개발원|평가원|정보원|위원회|교육지원청|교육청|진흥회|재단|대학교|협회|"
    r"연합회|소방서|소방본부|경찰서|보건소|국립공원)$"
)
_UNKNOWN = "목록에 없는 말입니다. 확인이 필요합니다."
_SEVERAL = "두 가지가 함께 적혀 있습니다. 하나를 고르십시오."


@dataclass
class Classified:
    """The values that are sure, the texts of those that are not, and why: (key, written, reason)."""

    values: dict[str, object] = field(default_factory=dict)
    as_written: dict[str, str] = field(default_factory=dict)
    doubts: list[tuple[str, str, str]] = field(default_factory=list)

    def doubt(self, key: str, written: str, reason: str) -> None:
        """Keep ``written`` in place of a value, with the reason."""
        self.as_written[key] = written
        self.doubts.append((key, written, reason))


def classify(written: str, actors: str, is_foreign: bool, year: int | None, codes: Codes) -> Classified:
    """Return the classification of a case from its ``분류`` text and its 추진주체 text.

    Names of regions are those in force in ``year``.
    """
    found = Classified()
    levels, fields = _split(written, codes)
    _choose(found, "government_level", levels, codes)
    _choose(found, "service_field", fields, codes)
    _lead(found, actors, is_foreign, year, codes)
    return found


def _split(written: str, codes: Codes) -> tuple[list[str], list[str]]:
    """Divide ``관 / 분야`` by the words known to each; an unknown first word stands for the 관."""
    parts = written.split("/")
    count = 0
    while count < len(parts) and codes.government_level(parts[count]):
        count += 1
    if count == 0 and not codes.service_field(parts[0]):
        count = 1
    return parts[:count], parts[count:]


def _choose(found: Classified, key: str, parts: list[str], codes: Codes) -> None:
    look_up = codes.government_level if key == "government_level" else codes.service_field
    written = "/".join(parts).strip()
    # A written form may hold the slash itself (안전/치안): the whole is tried before its parts.
    value = look_up(written) or (look_up(written.replace("/", "")) if len(parts) > 1 else None)
    found.values[key] = value.value if value else None
    if value is None:
        several = len(parts) > 1 and all(look_up(part) for part in parts)
        reason = "적혀 있지 않습니다." if not written else _SEVERAL if several else _UNKNOWN
        found.doubt(key, written, reason)


def split_actors(actors: str) -> list[str]:
    """Return the bodies named in ``actors``, cut at commas, full stops and lines outside brackets."""
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(actors):
        depth += (sign in "(（") - (sign in ")）")
        if depth <= 0 and (sign in ",，、\n" or (sign == "." and actors[place + 1 : place + 2] == " ")):
            parts.append(actors[start:place])
            start = place + 1
    parts.append(actors[start:])
    return [part.strip() for part in parts if part.strip()]


def _lead(found: Classified, actors: str, is_foreign: bool, year: int | None, codes: Codes) -> None:
    found.values |= {"lead_agency": None, "region": None, "region_code": None}
    parts = split_actors(actors)
    if not parts:
        return
    name = _bare_name(parts[0], codes)
    region = None if is_foreign else codes.region(name, year)
    agency = codes.agency(name, year)
    if region is not None:
        _set_region(found, region, codes)
    elif agency is not None:
        found.values["lead_agency"] = agency.name
    elif not codes.is_generic_body(name) and _INSTITUTION.match(name):
        found.values["lead_agency"] = name
    else:
        found.doubt("lead_agency", parts[0], "어느 기관인지 알 수 없습니다.")
    if not is_foreign:
        _check_level(found, parts[0], region, agency is not None and agency.kind is AgencyKind.CENTRAL)
        _check_places(found, parts, region, year, codes)


def _bare_name(part: str, codes: Codes) -> str:
    """Return a body's name without its bracketed remark and without 주민, 전문가 … run on behind it."""
    words = re.sub(r"[(（].*$", "", part).split()
    while len(words) > 1 and codes.is_generic_body(words[-1]):
        words.pop()
    return " ".join(words)


def _set_region(found: Classified, region: RegionCode, codes: Codes) -> None:
    name = codes.full_name(region)
    found.values["lead_agency"] = name
    if found.values["government_level"] == GovernmentLevel.LOCAL.value:
        found.values |= {"region": name, "region_code": region.code}


def _check_level(found: Classified, written: str, region: RegionCode | None, is_central: bool) -> None:
    level = found.values["government_level"]
    if level == GovernmentLevel.LOCAL.value and is_central:
        reason = "관은 지자체인데 첫 추진주체는 중앙행정기관입니다. 적힌 그대로 두었습니다."
    elif level == GovernmentLevel.CENTRAL.value and region is not None:
        reason = "관은 중앙정부인데 첫 추진주체는 지자체입니다. 적힌 그대로 두었습니다."
    else:
        return
    found.doubts.append(("lead_agency", written, reason))


def _check_places(
    found: Classified, parts: list[str], region: RegionCode | None, year: int | None, codes: Codes
) -> None:
    if region is None:
        return
    homes = {region.parent_code or region.code}
    others = [codes.region(part, year) for part in parts[1:]]
    homes |= {other.parent_code or other.code for other in others if other is not None}
    if len(homes) > 1:
        reason = "서로 다른 시·도의 기관이 함께 적혀 있습니다. 첫 기관의 지역으로 두었습니다."
        found.doubts.append(("region", ", ".join(parts), reason))
