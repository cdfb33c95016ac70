"""예산 집행 현황: planned, spent and left by source, year, programme and project, and every line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.budget import BudgetLine, BudgetSource, Spending, rate_of
from app.domain.koreandate import format_money
from exports.blocks import (
    SUM,
    Block,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    Linked,
    Note,
    Paragraph,
    Table,
    Value,
)

RULE = "집행에는 돌려받은 돈을 뺀 금액을 적고, 집행률은 계획에 견준 백분율을 반올림합니다."


@dataclass(frozen=True, slots=True)
class Sum:
    """Sums under one heading, in won, as the database made them."""

    label: str
    lines: int
    planned: int
    spent: int


@dataclass(frozen=True, slots=True)
class BudgetData:
    """The sums by heading, every line with what to look at, and of one project its spendings.

    ``spendings`` stand beside the label of their line.
    """

    title: str
    condition: str
    as_of: date
    groups: tuple[tuple[str, tuple[Sum, ...]], ...]
    total: Sum
    lines: tuple[tuple[BudgetLine, str], ...]
    spendings: tuple[tuple[str, Spending], ...] = ()


def build(data: BudgetData) -> Document:
    """Return 예산 집행 현황."""
    if not data.lines:
        return Document(
            data.title, data.as_of, (Paragraph("예산 항목이 없습니다."),), subtitle=data.condition
        )
    total = data.total
    left = total.planned - total.spent
    blocks: list[Block] = [
        KeyValues((
            ("계획", format_money(total.planned)), ("집행", format_money(total.spent)),
            ("남은 돈", f"{left:,}원"), ("집행률", _percent(total.planned, total.spent)),
        ))
    ]  # fmt: skip
    for number, (heading, sums) in enumerate(data.groups, 1):
        blocks += [Heading(f"{heading}별"), _sums(heading, sums, total, f"by-{number}")]
    blocks += [Heading("항목별"), _lines(data.lines, total)]
    if data.spendings:
        blocks += [Heading("집행 내역"), _spendings(data.spendings)]
    blocks.append(Note(RULE))
    return Document(data.title, data.as_of, tuple(blocks), subtitle=data.condition, landscape=True)


def _sums(heading: str, sums: Sequence[Sum], total: Sum, name: str) -> Table:
    columns = (
        Column(heading, weight=2.4), Column("항목 수", Kind.COUNT, 0.7, closing=SUM), *_money_columns(2),
    )  # fmt: skip
    rows = [(one.label, Linked(one.lines, "lines"), *_money(one.planned, one.spent)) for one in sums]
    closing = ("합계", total.lines, *_money(total.planned, total.spent))
    return Table(columns, rows, name=name, label=f"{heading}별", total=closing)


def _money_columns(first: int) -> tuple[Column, ...]:
    """Return the columns of money from column ``first`` on; what is left and the rate are formulas."""
    planned, spent = f"{{{first}}}", f"{{{first + 1}}}"
    left, rate = f"{planned}-{spent}", f"ROUND(100*{spent}/{planned},0)"
    return (
        Column("계획(원)", Kind.MONEY, 1.3, closing=SUM), Column("집행(원)", Kind.MONEY, 1.3, closing=SUM),
        Column("남은 돈(원)", Kind.MONEY, 1.3, formula=left, closing=SUM),
        Column("집행률", Kind.PERCENT, 0.8, formula=rate, closing=rate),
    )  # fmt: skip


def _money(planned: int, spent: int) -> tuple[Value, ...]:
    return planned, spent, planned - spent, rate_of(spent, planned)


def _percent(planned: int, spent: int) -> str:
    rate = rate_of(spent, planned)
    return "–" if rate is None else f"{rate}%"


def _lines(lines: Sequence[tuple[BudgetLine, str]], total: Sum) -> Table:
    columns = (
        Column("과제", weight=2), Column("연도", Kind.YEAR, 0.6), Column("재원", weight=1.2),
        Column("항목", weight=1.5), *_money_columns(4), Column("마지막 집행일", Kind.DATE, 1.1),
        Column("비고", weight=2),
    )  # fmt: skip
    rows = [
        (line.project, line.year, BudgetSource(line.source).label, line.label,
         *_money(line.planned, line.spent), line.last_spent_on, words)
        for line, words in lines
    ]  # fmt: skip
    closing = ("합계", None, "", "", *_money(total.planned, total.spent), None, "")
    return Table(columns, rows, name="lines", label="항목별", total=closing, anchor="lines")


def _spendings(found: Sequence[tuple[str, Spending]]) -> Table:
    columns = (
        Column("항목", weight=1.6), Column("집행일", Kind.DATE, 1),
        Column("금액(원)", Kind.MONEY, 1.2, closing=SUM), Column("적요", weight=3),
    )  # fmt: skip
    rows = [(name, one.spent_on, one.amount, one.note) for name, one in found]
    closing = ("합계", None, sum(one.amount for _name, one in found), "")
    return Table(columns, rows, name="spendings", label="집행 내역", total=closing)
