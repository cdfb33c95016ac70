"""예산: lines by source with what is planned, and what was spent when."""

from dataclasses import dataclass
from datetime import date

from app.domain.choices import Choice
from app.domain.fields import FieldSpec, FieldType


class BudgetSource(Choice):
    """재원."""

    STATE = "state", "국비(특별교부세)"
    PROVINCE = "province", "시도비"
    MUNICIPALITY = "municipality", "시군구비"
    PRIVATE = "private", "민간"


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """예산 항목 of a project in a year, in won, with what has been spent of it."""

    id: int
    uid: str
    project_id: int
    project: str
    year: int
    source: str
    label: str
    planned: int
    note: str
    spent: int
    last_spent_on: date | None


@dataclass(frozen=True, slots=True)
class Spending:
    """집행: money spent of a line on a day, in won; a return is negative."""

    id: int
    uid: str
    project_id: int
    budget_line_id: int
    amount: int
    spent_on: date
    note: str


def rate_of(spent: int, planned: int) -> int | None:
    """Return the share spent in whole percent, halves up as Excel rounds them; None without a plan."""
    if planned <= 0:
        return None
    rounded = (200 * abs(spent) + planned) // (2 * planned)
    return rounded if spent >= 0 else -rounded


_T = FieldType

BUDGET_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec(
        "year",
        _T.INTEGER,
        "연도",
        required=True,
        width=70,
        filterable=True,
        aliases=("회계연도", "년도"),
    ),
    FieldSpec(
        "source",
        _T.CHOICE,
        "재원",
        BudgetSource,
        required=True,
        width=140,
        filterable=True,
        aliases=("재원구분", "예산구분"),
    ),
    FieldSpec(
        "label", _T.TEXT, "항목", required=True, width=200, aliases=("예산항목", "내역", "세부항목", "비목")
    ),
    FieldSpec(
        "planned",
        _T.INTEGER,
        "계획(원)",
        required=True,
        width=120,
        aliases=("예산액", "계획액", "예산", "금액", "사업비"),
    ),
    FieldSpec("spent", _T.INTEGER, "집행(원)", derived=True, width=120),
    FieldSpec("last_spent_on", _T.DATE, "마지막 집행일", derived=True, width=110),
    FieldSpec("note", _T.LONG_TEXT, "비고", shown=False),
    FieldSpec(
        "project_id",
        _T.REFERENCE,
        "과제",
        reference="project",
        shown=False,
        width=220,
        aliases=("과제명", "사업명"),
    ),
)

SPENDING_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("spent_on", _T.DATE, "집행일", required=True, width=104),
    FieldSpec("amount", _T.INTEGER, "금액(원)", required=True, signed=True, width=120),
    FieldSpec("note", _T.TEXT, "적요", width=220),
)
