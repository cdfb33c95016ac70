"""Read a programme's own page: its facts and the tasks it selected, year by year.

A heading such as ``2018년 선정 과제(신규발굴)`` opens a round, a line ending in 분야 opens a field, and
``기관, 제목`` under it is one task.
"""

import re
from dataclasses import dataclass, field

from app.domain.choices import GovernmentLevel
from app.domain.codes import Codes, squeeze
from app.domain.sources.parsed import Doubt, ParsedProject, ParsedSource
from app.domain.sources.text import Line, read_lines, unnumbered
from app.errors import UserError

PROGRAM = "공감e가득"
FACTS = ("수행주체", "수행기간", "사업분류", "추진상황", "관련지역", "키워드")
SECTIONS = {
    "사업배경": "사업배경",
    "사업내용": "사업내용",
    "사업기대효과": "기대효과",
    "기대효과": "기대효과",
}
_ROUND = re.compile(r"^((?:19|20)\d\d)년?\s*선정\s*과제\s*(?:\(([^)]*)\))?$")
_ANNOUNCED = re.compile(r"(\d+)\s*개\s*(?:중점\s*)?과제")
_FIELD = re.compile(r"^(\S.*\S)\s*분야$")
_COMMA = re.compile("[,，、]")
_FACT = re.compile(rf"^({'|'.join(FACTS)})\s*(?::\s*(.*))?$")
_REVIEW = "분야를 정하지 않았습니다. 검토가 필요합니다."


@dataclass
class _Round:
    """The year and name of a selection round, the field being read and what the round announced."""

    year: int
    name: str
    line: int
    field: str = ""
    announced: int | None = None
    found: int = 0


@dataclass
class _Reading:
    """Where the reader stands in the document, and what it has found so far."""

    codes: Codes
    facts: dict[str, list[str]] = field(default_factory=dict)
    fact: str = ""
    rounds: list[_Round] = field(default_factory=list)
    in_round: bool = False
    projects: list[ParsedProject] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_tasks(text: str, codes: Codes) -> ParsedSource:
    """Return the programme's facts and its selected tasks; raises UserError where there is no task."""
    reading = _Reading(codes)
    for line in read_lines(text):
        _read(reading, line)
    if not reading.projects:
        raise UserError(
            "선정 과제를 찾지 못했습니다. '2018년 선정 과제' 같은 제목 아래에 "
            "'기관, 과제명' 줄이 있는지 확인하십시오."
        )
    for part in reading.rounds:
        if part.announced is not None and part.announced != part.found:
            reason = f"과제 {part.announced}개라고 적혀 있으나 {part.found}개를 찾았습니다."
            reading.doubts.append(Doubt(part.line, "title", f"{part.year}년 {part.name}".strip(), reason))
    facts: dict[str, object] = {key: "\n".join(lines) for key, lines in reading.facts.items()}
    facts["rounds"] = [(part.year, part.name, part.found) for part in reading.rounds]
    doubts = tuple(sorted(reading.doubts, key=lambda doubt: doubt.line))
    return ParsedSource("tasks", tuple(reading.projects), doubts, facts)


def _read(reading: _Reading, line: Line) -> None:
    plain = unnumbered(line)
    if _opens(reading, plain):
        return
    if reading.in_round:
        _read_in_round(reading, reading.rounds[-1], plain)
    elif reading.fact:
        reading.facts[reading.fact].append(line.text)
        # The short facts stand on one line each; only the sections run on.
        reading.fact = "" if reading.fact in FACTS else reading.fact


def _opens(reading: _Reading, line: Line) -> bool:
    """Take a heading or the name of a fact, and tell whether ``line`` was one."""
    if match := _ROUND.match(line.text):
        reading.rounds.append(_Round(int(match[1]), match[2] or "", line.number))
        reading.in_round, reading.fact = True, ""
        return True
    if not line.mark and (section := SECTIONS.get(squeeze(line.text).rstrip(":"))):
        reading.in_round, reading.fact = False, section
        reading.facts.setdefault(section, [])
        return True
    if not reading.in_round and (match := _FACT.match(line.text)):
        value = match[2] or ""
        reading.facts[match[1]] = [value] if value else []
        reading.fact = "" if value else match[1]
        return True
    return False


def _read_in_round(reading: _Reading, part: _Round, line: Line) -> None:
    announced = _ANNOUNCED.search(line.text)
    heading = _FIELD.match(line.text)
    if heading and not _COMMA.search(line.text):
        part.field = heading[1]
    elif part.field and line.mark and _COMMA.search(line.text):
        _add_task(reading, part, line)
    elif announced and not part.field:
        part.announced = int(announced[1])
    elif part.field and line.mark:
        reason = "'기관, 과제명'의 꼴이 아니라 과제로 읽지 않았습니다."
        reading.doubts.append(Doubt(line.number, "title", line.text, reason))


def _add_task(reading: _Reading, part: _Round, line: Line) -> None:
    agency, title = (piece.strip() for piece in _COMMA.split(line.text, maxsplit=1))
    region = reading.codes.region(agency, part.year)
    name = reading.codes.full_name(region) if region else None
    service_field = reading.codes.service_field(part.field)
    as_written = {}
    if service_field is None:
        as_written["service_field"] = part.field
        reading.doubts.append(Doubt(line.number, "service_field", part.field, _REVIEW))
    if region is None:
        as_written["lead_agency"] = agency
        reading.doubts.append(Doubt(line.number, "lead_agency", agency, "어느 기관인지 알 수 없습니다."))
    values: dict[str, object] = {
        "title": title,
        "year": part.year,
        "program": PROGRAM,
        "kind": "case",
        "government_level": GovernmentLevel.LOCAL.value,
        "is_foreign": False,
        "service_field": service_field.value if service_field else None,
        "oecd_field": None,
        "lead_agency": name,
        "region": name,
        "region_code": region.code if region else None,
        **dict.fromkeys(("actors", "summary", "background", "purpose", "content", "characteristics")),
        **dict.fromkeys(("achievements", "website", "remarks")),
    }
    tags = tuple(tag for tag in (part.name, part.field) if tag)
    reading.projects.append(ParsedProject(values, as_written, line.number, tags))
    part.found += 1
