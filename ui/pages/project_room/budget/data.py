"""What the tab 예산 shows, read in one go; every sum is made by the database."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.budget import BudgetLine, rate_of
from app.services import budgets
from app.services.budgets import Concern, Total

if TYPE_CHECKING:
    from app.services.workspace import Workspace

TABLES = ("budget_line", "spending")


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One line as the table shows it."""

    line: BudgetLine
    concern: Concern | None

    @property
    def id(self) -> int:
        """Return the id of the line."""
        return self.line.id

    @property
    def year(self) -> int:
        """Return the year."""
        return self.line.year

    @property
    def source(self) -> str:
        """Return where the money comes from."""
        return self.line.source

    @property
    def label(self) -> str:
        """Return what it is for."""
        return self.line.label

    @property
    def planned(self) -> int:
        """Return what is planned, in won."""
        return self.line.planned

    @property
    def spent(self) -> int:
        """Return what is spent, in won."""
        return self.line.spent

    @property
    def left(self) -> int:
        """Return what is left of the plan; negative where more was spent."""
        return self.line.planned - self.line.spent

    @property
    def rate(self) -> int | None:
        """Return the share spent in percent; None without a plan."""
        return rate_of(self.spent, self.planned)

    @property
    def tone(self) -> str:
        """Return the state: danger over plan, warning where much is left, else nothing."""
        return {"over": "danger", "left": "warning"}.get(self.concern.kind, "") if self.concern else ""


@dataclass(frozen=True, slots=True)
class Money:
    """The budget of one project, of all years or of one."""

    project_id: int
    year: int | None
    years: tuple[int, ...]
    rows: tuple[MoneyRow, ...]
    sources: tuple[Total, ...]
    total: Total | None


def load(ws: "Workspace", project_id: int, year: int | None) -> Money:
    """Read the budget of a project; of ``year`` only where it has lines in it."""
    every = budgets.lines(ws, project_id)
    years = tuple(sorted({line.year for line in every}, reverse=True))
    kept = year if year in years else None
    rows = tuple(
        MoneyRow(line, budgets.concern_of(line, ws.today)) for line in every if kept in (None, line.year)
    )
    return Money(
        project_id, kept, years, rows,
        tuple(budgets.totals(ws, "source", [project_id], kept)),
        next(iter(budgets.totals(ws, "project", [project_id], kept)), None),
    )  # fmt: skip
