"""사례 카드 and 사례집: cases as they are told: 분류, 개요, 추진주체, 주요성과, 관련사이트."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.choices import GovernmentLevel, ServiceField
from app.domain.project import Project
from exports.blocks import (
    Block,
    Column,
    Contents,
    Cover,
    Document,
    Heading,
    KeyValues,
    Kind,
    Note,
    Numbering,
    PageBreak,
    Paragraph,
    Running,
    Table,
    Value,
)
from exports.values import date_text

REVIEW = "검토 필요"
_UNKNOWN = "미분류"
_ALONE = -1  # every part of the form has a line of its own, however short it is
_FORM = (("개요", "summary"), ("추진주체", "actors"), ("주요성과", "achievements"), ("관련사이트", "website"))
_MORE = (
    ("배경", "background"),
    ("목적", "purpose"),
    ("사업내용", "content"),
    ("특성·의의", "characteristics"),
)


@dataclass(frozen=True, slots=True)
class CaseData:
    """The cases to tell, in the order in which a group shall have them; ``condition`` says which they are."""

    cases: tuple[Project, ...]
    as_of: date
    condition: str = ""


def card(data: CaseData) -> Document:
    """Return one case on a card."""
    case = data.cases[0]
    blocks: tuple[Block, ...] = (KeyValues(tuple(_form(case)), short=_ALONE), *_doubts(case))
    return Document(
        case.title,
        data.as_of,
        blocks,
        subject="사례 카드",
        keywords=("사례",),
        data=(_list(data.cases),),
    )


def book(data: CaseData) -> Document:
    """Return 사례집: cover and contents, then the cases by 관 and 분야."""
    count = f"사례 {len(data.cases):,}건"
    blocks: list[Block] = [
        Cover(
            "공동생산 사례집",
            subtitle=" · ".join(part for part in (data.condition, count) if part),
            day=date_text(data.as_of),
        ),
        Contents(),
    ]
    for level, cases in _by_level(data.cases):
        blocks += [PageBreak(), Heading(f"{level} ({len(cases):,}건)")]
        for case in cases:
            blocks += [Heading(case.title, 2), KeyValues(tuple(_form(case)), short=_ALONE), *_doubts(case)]
    if not data.cases:
        blocks += [PageBreak(), Paragraph("조건에 맞는 사례가 없습니다.")]
    return Document(
        "공동생산 사례집",
        data.as_of,
        tuple(blocks),
        subtitle=data.condition,
        subject="사례집",
        keywords=("사례집", "공동생산"),
        numbering=Numbering.CHAPTERS,
        running=Running(left="공동생산 사례집"),
        data=(_list(data.cases),),
    )


def _by_level(cases: Sequence[Project]) -> Iterator[tuple[str, list[Project]]]:
    """Yield the cases by 관 and 국내·해외, within it by 분야; what is in doubt stands at the end."""
    sure = [case for case in cases if case.government_level and case.is_foreign is not None]
    for foreign in (False, True):
        for level in GovernmentLevel:
            found = [one for one in sure if one.government_level == level and one.is_foreign is foreign]
            if found:
                yield f"{level.label}({'해외' if foreign else '국내'})", sorted(found, key=_field_place)
    doubtful = [case for case in cases if case not in sure]
    if doubtful:
        yield REVIEW, sorted(doubtful, key=_field_place)


def _field_place(case: Project) -> int:
    fields = list(ServiceField)
    return fields.index(ServiceField(case.service_field)) if case.service_field else len(fields)


def classified(case: Project) -> str:
    """Return 분류 as it is told: 지자체 / 사회복지; what nobody settled as it was written."""
    level = GovernmentLevel(case.government_level).label if case.government_level else ""
    field = ServiceField(case.service_field).label if case.service_field else ""
    written = case.as_written
    return " / ".join(
        (level or _written(written.get("government_level")), field or _written(written.get("service_field")))
    )


def _written(text: str | None) -> str:
    return f"{text}({REVIEW})" if text else _UNKNOWN


def _where(case: Project) -> str:
    year = f"{case.year}년" if case.year else ""
    return " · ".join(part for part in (year, case.program or "", case.lead_agency or "") if part)


def _form(case: Project) -> Iterator[tuple[str, Value]]:
    """Yield the parts of the form and what else is told of the case; what nobody told is left out."""
    yield "분류", classified(case)
    where = _where(case)
    if where:
        yield "사업", where
    told = (_FORM[0], *_MORE, *_FORM[1:])
    yield from ((label, text) for label, key in told if (text := getattr(case, key).strip()))


def _doubts(case: Project) -> Iterator[Block]:
    if case.needs_review:
        told = ", ".join(f"‘{text}’" for text in case.as_written.values() if text)
        yield Note(f"분류를 검토해야 하는 사례입니다.{f' 적힌 대로: {told}' if told else ''}")


def _list(cases: Sequence[Project]) -> Table:
    columns = (
        Column("연번", Kind.INTEGER, 0.5, key="number"),
        Column("사례명", weight=2, key="title"),
        Column("관", key="government_level"),
        Column("국내·해외", key="is_foreign"),
        Column("분야", key="service_field"),
        Column("연도", Kind.YEAR, key="year"),
        Column("사업", key="program"),
        Column("기관", key="lead_agency"),
        Column("개요", weight=3, key="summary"),
        Column("추진주체", weight=2, key="actors"),
        Column("주요성과", weight=3, key="achievements"),
        Column("관련사이트", weight=2, key="website"),
    )
    rows = [
        (
            number,
            one.title,
            GovernmentLevel(one.government_level).label if one.government_level else None,
            {True: "해외", False: "국내", None: None}[one.is_foreign],
            ServiceField(one.service_field).label if one.service_field else None,
            one.year,
            one.program,
            one.lead_agency,
            one.summary or None,
            one.actors or None,
            one.achievements or None,
            one.website or None,
        )
        for number, one in enumerate(cases, 1)
    ]
    return Table(columns, rows, name="cases", label="사례")
