"""Read a wiki-like collection of cases: headings, a ``분류`` line and labelled text under each.

A heading with a ``분류`` line is one case; a heading without one is a section that gives the programme and
whether the cases below are 국내 or 해외, but for one with the other labels of a case, which is doubted.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.codes import Codes
from app.domain.sources.classify import Classified, classify
from app.domain.sources.labels import (
    CLASSIFICATION,
    REMARKS,
    WEBSITE,
    find_label,
    is_picture,
    is_strange_label,
    unglue,
)
from app.domain.sources.parsed import Doubt, ParsedProject, ParsedSource
from app.domain.sources.text import Line, read_lines
from app.errors import UserError

FOREIGN_PROGRAM = "해외 사례"
TEXT_KEYS = (
    "actors",
    "summary",
    "background",
    "purpose",
    "content",
    "characteristics",
    "achievements",
    WEBSITE,
    REMARKS,
)
_HEADINGS = (
    re.compile(r"^(?P<title>.*?\S)\s*\[(?:편집|edit)[^\]]*\]$"),
    re.compile(r"^(?P<marks>={1,6})\s*(?P<title>[^=].*?)\s*(?P=marks)$"),
    re.compile(r"^#{1,6}\s+(?P<title>.+?)\s*#*$"),
)
_LONGEST_HEADING = 400
_YEAR = r"((?:19|20)\d\d)"
_TITLE_YEAR = re.compile(rf"\s*[(（]\s*{_YEAR}\s*년?\s*[)）]$|\s*,\s*{_YEAR}\s*년?$")
_ANY_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
# A section may have a 개요 of its own; these together tell of a case.
_TOLD_OF_A_CASE = {"summary", "actors"}
_PLAIN_SECTION = re.compile(r"^(주요|우수|대표|\s)*(사례|목록|사례집)?$")


@dataclass
class _Block:
    """A heading and the lines below it."""

    title: str
    line: int
    lines: list[Line] = field(default_factory=list)


@dataclass
class _Section:
    """What the section headings so far say of the cases below them."""

    title: str = ""
    is_foreign: bool = False
    program: str | None = None
    year: int | None = None


@dataclass
class _Fields:
    """The labelled text of one case, with the line on which each label stood."""

    texts: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[str, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def text(self, key: str) -> str | None:
        """Return the text of a field, its lines joined, or None where it is empty."""
        return "\n".join(self.texts[key]) or None


def read_cases(text: str, codes: Codes) -> ParsedSource:
    """Return the cases of ``text`` in their order; raises UserError where it holds none."""
    blocks = list(_blocks(read_lines(text)))
    latest = max((year for block in blocks for year in _years(block.title)), default=None)
    section, doubts, projects = _Section(), [], []
    # Let go of one by one: ten thousand freed at once would stop every other thread.
    blocks.reverse()
    while blocks:
        block = blocks.pop()
        fields = _read_fields(block.lines)
        if CLASSIFICATION not in fields.lines:
            if fields.lines.keys() >= _TOLD_OF_A_CASE:
                reason = "'분류 :' 줄이 없어 사례로 읽지 않았습니다."
                doubts.append(Doubt(block.line, CLASSIFICATION, block.title[:80], reason))
            else:
                _enter(section, block.title, codes)
            continue
        project, found = _project(block, fields, section, latest, codes)
        projects.append(project)
        doubts += found
    if not projects:
        raise UserError(
            "사례를 찾지 못했습니다. 제목 줄 아래에 '분류 :' 줄이 있는 사례 문서인지 확인하십시오."
        )
    doubts += _repeated(projects)
    return ParsedSource("cases", tuple(projects), tuple(sorted(doubts, key=_by_line)), _facts(projects))


def _by_line(doubt: Doubt) -> int:
    return doubt.line


def _blocks(lines: list[Line]) -> Iterator[_Block]:
    block = _Block("", 0)
    for line in lines:
        title = None if line.mark else _heading(line.text)
        if title is None:
            block.lines.append(line)
            continue
        yield block
        block = _Block(title, line.number)
    yield block


def _heading(text: str) -> str | None:
    # No title is that long, and a pattern that looks for the end of one would read it over and over.
    if len(text) > _LONGEST_HEADING:
        return None
    for pattern in _HEADINGS:
        if match := pattern.match(text):
            return match["title"]
    return None


def _years(text: str) -> list[int]:
    return [int(year) for year in _ANY_YEAR.findall(text)]


def _enter(section: _Section, title: str, codes: Codes) -> None:
    """Take from a section heading what it says; what it does not say stays as it was."""
    section.title = title
    section.year = max(_years(title), default=None)
    if "해외" in title or "국외" in title:
        section.is_foreign, section.program = True, FOREIGN_PROGRAM
    elif "국내" in title:
        section.is_foreign, section.program = False, None
    elif not section.is_foreign:
        section.program = codes.program(title)


def _read_fields(lines: list[Line]) -> _Fields:
    fields, current, open_below = _Fields(), REMARKS, False
    for line in (part for written in lines for part in unglue(written)):
        label = None if is_picture(line) else find_label(line, frozenset(fields.lines))
        if label is not None:
            current, open_below = label.key, not label.value
            fields.lines.setdefault(current, line.number)
            fields.texts[current] += [label.value] if label.value else []
            if not label.colon:
                reason = "이름표 뒤에 쌍점(:)이 없어 이름표와 내용을 나누어 읽었습니다."
                fields.doubts.append(Doubt(line.number, current, line.text[:80], reason))
        elif is_picture(line):
            fields.texts[REMARKS].append(line.text)
        else:
            # Below a label without text of its own every line is that text, even one with a colon in it.
            if is_strange_label(line) and (not open_below or current == WEBSITE):
                current, open_below = REMARKS, False
                fields.doubts.append(
                    Doubt(line.number, REMARKS, line.text[:80], "모르는 이름표라 기타에 두었습니다.")
                )
            fields.texts[current if current != CLASSIFICATION or open_below else REMARKS].append(line.text)
    return fields


def _split_year(title: str) -> tuple[str, int | None]:
    match = _TITLE_YEAR.search(title)
    if match is None:
        return title, None
    return title[: match.start()].rstrip(), int(match[1] or match[2])


def _project(
    block: _Block, fields: _Fields, section: _Section, latest: int | None, codes: Codes
) -> tuple[ParsedProject, list[Doubt]]:
    title, year = _split_year(block.title)
    # Names of places are looked up as of the year that the text suggests; the project's own year stays open.
    hints = [year, *_years(fields.text(REMARKS) or ""), section.year, latest]
    asof = next((hint for hint in hints if hint is not None), None)
    found = classify(
        "/".join(fields.texts[CLASSIFICATION]), fields.text("actors") or "", section.is_foreign, asof, codes
    )
    values: dict[str, object] = {
        "title": title,
        "year": year,
        "program": section.program,
        "kind": "case",
        "is_foreign": section.is_foreign,
        "oecd_field": None,
        **found.values,
        **{key: fields.text(key) for key in TEXT_KEYS},
    }
    as_written = dict(found.as_written)
    doubts = fields.doubts + _classification_doubts(found, block, fields)
    if section.program is None and section.title and not _says_no_program(section.title):
        as_written["program"] = section.title
        doubts.append(Doubt(block.line, "program", section.title, "절 제목에서 사업을 알 수 없습니다."))
    doubts += _website_doubts(block, fields)
    return ParsedProject(values, as_written, block.line), doubts


def _says_no_program(title: str) -> bool:
    return "국내" in title or "그 외" in title or bool(_PLAIN_SECTION.match(title))


def _classification_doubts(found: Classified, block: _Block, fields: _Fields) -> list[Doubt]:
    rows = []
    for key, written, reason in found.doubts:
        label = CLASSIFICATION if key in ("government_level", "service_field") else "actors"
        rows.append(Doubt(fields.lines.get(label, block.line), key, written, reason))
    return rows


def _website_doubts(block: _Block, fields: _Fields) -> list[Doubt]:
    website = fields.text(WEBSITE)
    if website is None or re.search(r"\[\d+\]|https?:|www\.|\w\.\w", website):
        return []
    line = fields.lines.get(WEBSITE, block.line)
    return [Doubt(line, WEBSITE, website[:80], "주소로 보이지 않습니다. 적힌 그대로 두었습니다.")]


def _repeated(projects: list[ParsedProject]) -> list[Doubt]:
    first: dict[tuple[object, object], int] = {}
    doubts = []
    for project in projects:
        key = (project.values["title"], project.values["year"])
        if first.setdefault(key, project.line) != project.line:
            reason = f"{first[key]}번째 줄에 같은 제목의 사례가 있습니다. 둘 다 두었습니다."
            doubts.append(Doubt(project.line, "title", str(project.values["title"]), reason))
    return doubts


def _facts(projects: list[ParsedProject]) -> dict[str, object]:
    foreign = sum(1 for project in projects if project.values["is_foreign"])
    return {"cases": len(projects), "domestic": len(projects) - foreign, "foreign": foreign}
