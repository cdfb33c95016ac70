"""A sheet that the program gives out to come back: headings with help and checks, and perhaps rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.fields import FieldSpec, FieldType
from app.domain.tabular.choice_words import bare
from app.domain.tabular.kinds import UID, ImportKind

CAUSE = "오류 사유"
HELP = "※"
"""With this sign begins every cell of the row of help, by which it is known when the sheet comes back."""
Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its heading, help below it, what may be chosen, and which check Excel makes."""

    label: str
    help: str = ""
    choices: tuple[str, ...] = ()
    type: FieldType = FieldType.TEXT
    width: int = 120
    required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet of a workbook; the lines ``above`` stand over its headings."""

    title: str
    heads: tuple[Head, ...]
    rows: Sequence[Sequence[Cell]] = ()
    has_help: bool = True
    above: tuple[str, ...] = ()


def heads_of(kind: ImportKind, fields: Sequence[FieldSpec], programs: Sequence[str] = ()) -> tuple[Head, ...]:
    """Return the columns of a form for ``fields``; programmes are offered by their names."""
    return tuple(_head(kind, spec, programs) for spec in fields)


def _head(kind: ImportKind, spec: FieldSpec, programs: Sequence[str]) -> Head:
    choices = tuple(bare(member.label) for member in spec.choices or ())
    if spec.reference == "program":
        choices = tuple(programs)
    if spec.type is FieldType.BOOLEAN:
        choices = ("예", "아니요")
    required = spec in kind.required
    listed = choices if spec.type is not FieldType.CHOICES else ()
    return Head(spec.label, _help(kind, spec, choices, required), listed, spec.type, spec.width, required)


def _help(kind: ImportKind, spec: FieldSpec, choices: Sequence[str], required: bool) -> str:
    said = {
        FieldType.DATE: "예: 2026-11-21",
        FieldType.PERCENT: "0부터 100까지의 수",
        FieldType.INTEGER: "숫자만",
        FieldType.NUMBER: "숫자만",
        FieldType.CHOICES: f"여럿이면 쉼표로: {', '.join(choices)}",
        FieldType.CHOICE: "목록에서 고름",
        FieldType.BOOLEAN: "예 또는 아니요",
    }.get(spec.type, "")
    if spec.reference == "project":
        said = "과제명이나 관리번호"
    if spec.key in kind.kept:
        said = "목록에서 고름. 없는 값은 적은 대로 두고 검토 필요로 표시"
    words = [spec.help if spec.key == UID else "", "필수" if required else "", said, _example(spec)]
    return f"{HELP} " + ". ".join(filter(None, words)) if any(words) else HELP


def _example(spec: FieldSpec) -> str:
    examples = {"phone": "예: 010-1234-5678", "email": "예: ho@example.kr", "starts_at": "예: 14:30",
                "ends_at": "예: 16:00", "year": "예: 2026", "birth_year": "예: 1985"}  # fmt: skip
    return examples.get(spec.key.removeprefix("person_"), "")
