"""What 성과 보고서 and 예산 집행 현황 say: of one project, or of the own projects of a year or programme."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.indicator import Comparison
from app.domain.listing import ListQuery
from app.domain.report import ReportOptions
from app.services import budgets, directory, indicators, listing, projects
from app.services.budgets import Total
from exports.reports.budget_papers import BudgetData, Sum
from exports.reports.outcome_papers import MeasuredIndicator, OutcomeData, ProjectOutcomes

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def outcome_data(ws: "Workspace", options: ReportOptions) -> OutcomeData:
    """Return the outcomes of a project, else of every own project that has any."""
    titles = chosen_projects(ws, options, by_year=True)
    found = _outcomes(ws, titles)
    kept = tuple(one for one in found if one.indicators or one.pairs or one.experiments)
    if options.project_id is not None:
        return OutcomeData(tuple(found), "", ws.today, single=True)
    return OutcomeData(kept, condition_of(ws, options), ws.today)


def _outcomes(ws: "Workspace", titles: Mapping[int, str]) -> list[ProjectOutcomes]:
    ids = list(titles)
    courses = indicators.courses_of(ws, ids)
    pairs = indicators.comparisons_of(ws, ids)
    trials = listing.all_rows(ws, "experiment", ListQuery(filters={"project_id": tuple(ids)}))
    evidence = {pair.output_id for pair in pairs if pair.output_id}
    outputs = {row.id: row.title for row in listing.rows(ws, "output", sorted(evidence))}
    return [
        ProjectOutcomes(
            title,
            tuple(
                MeasuredIndicator(one.line, one.indicator, one.measured)
                for one in courses
                if one.indicator.project_id == key
            ),
            tuple((pair, _evidence(pair, outputs)) for pair in pairs if pair.project_id == key),
            tuple(one for one in trials if one.project_id == key),
        )
        for key, title in titles.items()
    ]


def _evidence(pair: Comparison, outputs: Mapping[int, str]) -> str:
    return " · ".join(part for part in (pair.evidence, outputs.get(pair.output_id or 0, "")) if part)


def budget_data(ws: "Workspace", options: ReportOptions) -> BudgetData:
    """Return the sums and lines of a project, else of every own project; the year is that of the lines."""
    titles, year = chosen_projects(ws, options, by_year=False), options.year
    ids = list(titles)
    filters: dict[str, tuple[Any, ...]] = {"project_id": tuple(ids), "year": (year,) if year else ()}
    lines = listing.all_rows(ws, "budget_line", ListQuery(filters=filters)) if ids else []
    told = [(line, budgets.concern_of(line, ws.today)) for line in lines]
    headings = ("source", "year") if options.project_id else ("source", "year", "program", "project")
    groups = tuple((budgets.HEADINGS[key], _sums(budgets.totals(ws, key, ids, year))) for key in headings)
    one = options.project_id is not None
    return BudgetData(
        title=f"{titles[ids[0]]} 예산 집행 현황" if one else "예산 집행 현황",
        condition="" if one else condition_of(ws, options),
        as_of=ws.today,
        groups=groups,
        total=_whole(groups[0][1]),
        lines=tuple((line, concern.sentence if concern else line.note) for line, concern in told),
        spendings=tuple((line.label, spent) for line in lines for spent in budgets.spendings(ws, line.id))
        if one
        else (),
    )


def _sums(found: Sequence[Total]) -> tuple[Sum, ...]:
    return tuple(Sum(one.label, one.lines, one.planned, one.spent) for one in found)


def _whole(sums: Sequence[Sum]) -> Sum:
    planned, spent = sum(one.planned for one in sums), sum(one.spent for one in sums)
    return Sum("합계", sum(one.lines for one in sums), planned, spent)


def chosen_projects(ws: "Workspace", options: ReportOptions, by_year: bool) -> dict[int, str]:
    """Return the titles of the projects that a report is about, by their ids."""
    if options.project_id is not None:
        project = projects.get(ws, options.project_id)
        return {project.id: project.title}
    filters: dict[str, tuple[Any, ...]] = {"kind": ("own",)}
    if options.year is not None and by_year:
        filters["year"] = (options.year,)
    if options.program_id is not None:
        filters["program_id"] = (options.program_id,)
    return {row.id: row.title for row in listing.all_rows(ws, "project", ListQuery(filters=filters))}


def condition_of(ws: "Workspace", options: ReportOptions) -> str:
    """Return in words which projects a report is limited to."""
    parts = [f"{options.year}년"] if options.year is not None else []
    if options.program_id is not None:
        names = {entry.id: entry.label for entry in directory.entries(ws, "program")}
        parts.append(f"사업 {names.get(options.program_id, '')}")
    return " · ".join(parts) or "전체"
