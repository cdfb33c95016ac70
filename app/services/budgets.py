"""예산: planned and spent by source, and what to look at: over plan, or much left near the year's end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.budget import BudgetLine, BudgetSource, Spending, rate_of
from app.domain.listing import ListQuery
from app.errors import UserError
from app.services import listing, records
from db.queries import budgets as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

HEADINGS = {"source": "재원", "year": "연도", "project": "과제", "program": "사업"}
YEAR_END_MONTH, YEAR_END_SHARE = 10, 80
"""From October on a line of the year with less than 80 % spent is pointed out (연말 집행 독려)."""
BOOKS_OPEN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Total:
    """Sums under one heading, in won; ``rate`` is spent of planned in percent, None without a plan."""

    key: object
    label: str
    planned: int
    spent: int
    lines: int

    @property
    def left(self) -> int:
        """Return what is left of the plan; negative where more was spent."""
        return self.planned - self.spent

    @property
    def rate(self) -> int | None:
        """Return the share spent, in percent."""
        return rate_of(self.spent, self.planned)


@dataclass(frozen=True, slots=True)
class Concern:
    """A line to look at, with the reason in words."""

    line: BudgetLine
    kind: str
    sentence: str


def lines(ws: "Workspace", project_id: int) -> list[BudgetLine]:
    """Return the budget of a project, the newest year first, in it by source from 국비 on."""
    found = listing.all_rows(ws, "budget_line", ListQuery(filters={"project_id": (project_id,)}))
    return sorted(found, key=lambda line: (-line.year, _place(line.source), line.id))


def _place(source: str) -> int:
    return list(BudgetSource).index(BudgetSource(source))


def add(ws: "Workspace", project_id: int, values: Mapping[str, Any]) -> int:
    """Plan money for something."""
    _refuse_negative(values)
    with ws.unit_of_work(f"예산 항목 ‘{values.get('label', '')}’ 추가") as work:
        return records.insert(work, "budget_line", values, project_id=project_id)


def edit(ws: "Workspace", line: BudgetLine, changes: Mapping[str, Any]) -> None:
    """Change a line."""
    _refuse_negative(changes)
    records.edit(ws, "budget_line", [line.id], changes)


def spendings(ws: "Workspace", line_id: int) -> list[Spending]:
    """Return what was spent of a line, by day."""
    with ws.reading() as connection:
        return queries.spendings(connection, line_id)


def spend(ws: "Workspace", line: BudgetLine, values: Mapping[str, Any]) -> int:
    """Note money spent; a return is a negative amount.  More than planned is taken and warned of."""
    _refuse_nothing(values.get("amount"))
    with ws.unit_of_work(f"‘{line.label}’ 집행 기록") as work:
        links = {"project_id": line.project_id, "budget_line_id": line.id}
        return records.insert(work, "spending", values, **links)


def edit_spending(ws: "Workspace", spent: Spending, changes: Mapping[str, Any]) -> None:
    """Change what was spent."""
    if "amount" in changes:
        _refuse_nothing(changes["amount"])
    records.edit(ws, "spending", [spent.id], changes)


def _refuse_nothing(amount: object) -> None:
    if not amount:
        raise UserError("금액을 넣으십시오. 돌려받은 돈은 -를 붙입니다.", "amount")


def totals(
    ws: "Workspace", heading: str, project_ids: Sequence[int] | None = None, year: int | None = None
) -> list[Total]:
    """Return sums by source, year, project or program; of some projects, of one year."""
    with ws.reading() as connection:
        rows = queries.totals(connection, heading, project_ids, year)
    if heading == "source":
        rows.sort(key=lambda row: _place(row.key))
    return [Total(row.key, _label(heading, row), row.planned, row.spent, row.lines) for row in rows]


def _label(heading: str, row: Any) -> str:
    if heading == "source":
        return BudgetSource(row.label).label
    return "없음" if row.label is None else str(row.label)


def concerns(ws: "Workspace", project_id: int | None = None, since: int | None = None) -> list[Concern]:
    """Return the lines that are over plan, and those with much left near the end of their year or after it.

    ``since`` leaves out the years before it.
    """
    ended = ws.today.year - (ws.today.month < YEAR_END_MONTH)
    with ws.reading() as connection:
        ids = queries.concerning(connection, ended, YEAR_END_SHARE, project_id, since)
    return [found for line in listing.rows(ws, "budget_line", ids) if (found := concern_of(line, ws.today))]


def recent_concerns(ws: "Workspace") -> list[Concern]:
    """Return the concerns of this year, of the year before too until its books close; over plan first."""
    found = concerns(ws, since=(ws.today - BOOKS_OPEN).year)
    return sorted(found, key=lambda one: one.kind != "over")


def concern_of(line: BudgetLine, today: date) -> Concern | None:
    """Return why a line is to be looked at; None where it is not."""
    if line.spent > line.planned:
        over = line.spent - line.planned
        return Concern(line, "over", f"계획보다 {over:,}원 더 집행했습니다.")
    ended = line.year < today.year
    near_end = ended or (line.year == today.year and today.month >= YEAR_END_MONTH)
    if near_end and line.planned and 100 * line.spent < YEAR_END_SHARE * line.planned:
        when = f"{line.year}년이 끝났는데" if ended else "연말이 가까운데"
        rate = 100 * line.spent // line.planned
        left = line.planned - line.spent
        return Concern(line, "left", f"{when} {rate}%만 집행했습니다. 남은 돈 {left:,}원")
    return None


def _refuse_negative(values: Mapping[str, Any]) -> None:
    planned = values.get("planned")
    if isinstance(planned, int) and planned < 0:
        raise UserError("계획 금액은 0원 이상이어야 합니다.", "planned")
