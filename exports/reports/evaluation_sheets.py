"""위원별 점수표: every reviewer's sheets, a page each, with sums as formulas, comments and 총평."""

from collections.abc import Sequence

from app.domain.evaluation.rounds import PanelMember, RubricCriterion
from exports.blocks import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Kind,
    PageBreak,
    Paragraph,
    Row,
    Table,
)
from exports.reports.evaluation_data import EvaluationData


def reviewers(data: EvaluationData) -> Document:
    """Return 위원별 점수표: every reviewer's sheets, a page each, with the sums."""
    blocks: list[Block] = []
    for number, member in enumerate(data.members):
        if number:
            blocks.append(PageBreak())
        panel = next(one for one in data.panels if one.id == member.panel_id)
        field = f" · {member.field}" if member.field else ""
        blocks.append(Heading(f"{data.names[member.id]} ({panel.name}{field})"))
        blocks.append(_sheet(data, member))
        blocks += _opinions(data, member)
    if not blocks:
        blocks.append(Paragraph("위원이 없습니다."))
    return Document(
        f"{data.title} 위원별 점수표", data.as_of, tuple(blocks), landscape=True, data=(_sheet_data(data),)
    )


def _adds(first: int, criteria: Sequence[RubricCriterion]) -> str:
    return "+".join(f"{{{first + n}}}*{one.weight}/{one.highest}" for n, one in enumerate(criteria))


def _sum(data: EvaluationData, scores: Sequence[float | None]) -> float | None:
    if any(value is None for value in scores):
        return None
    pairs = zip(data.criteria, scores, strict=True)
    return sum(one.weight * value / one.highest for one, value in pairs if value is not None)


def state_of(data: EvaluationData, member: PanelMember, key: int) -> str:
    """Return how far a sheet has come in words; nothing where it is finished."""
    if (member.id, key) in data.standing.excluded:
        return "제척"
    given = data.standing.counts[key].get(member.id, 0)
    if given == len(data.criteria):
        return ""
    return f"{given} / {len(data.criteria)}" if given else "시작 전"


def _sheet(data: EvaluationData, member: PanelMember) -> Table:
    columns = (
        Column("과제", weight=2.6),
        *(Column(f"{one.label} {one.weight}%", weight=1, align=Align.CENTER) for one in data.criteria),
        Column("합계", Kind.SCORE, 0.9, formula=_adds(1, data.criteria)),
        Column("비고", weight=0.7, align=Align.CENTER),
    )
    rows: list[Row] = []
    for key, title in data.projects:
        scores = data.scores(member, key)
        rows.append((title, *scores, _sum(data, scores), state_of(data, member, key)))
    return Table(columns, rows, name=f"sheet-{member.position}", label="채점표")


def _opinions(data: EvaluationData, member: PanelMember) -> list[Block]:
    """Return what a member wrote beside the scores, by project; nothing where that is nothing."""
    rows: list[Row] = []
    for key, title in data.projects:
        comments = ((one.label, data.comments.get((member.id, key, one.id))) for one in data.criteria)
        said = [*comments, ("총평", data.remark(member, key))]
        rows += [(title, label, words) for label, words in said if words]
    columns = (Column("과제", weight=2.2), Column("기준", weight=1.8), Column("의견", weight=5))
    table = Table(columns, rows, name=f"opinions-{member.position}", label="의견", row_headers=1)
    return [Heading("의견", 2), table] if rows else []


def _sheet_data(data: EvaluationData) -> Table:
    columns = (
        Column("위원"), Column("평가단", weight=1.2), Column("과제", weight=3),
        *(Column(one.label, align=Align.RIGHT) for one in data.criteria),
        Column("합계", Kind.SCORE, formula=_adds(3, data.criteria)), Column("총평", weight=4),
    )  # fmt: skip
    panels = {one.id: one.name for one in data.panels}
    rows: list[Row] = []
    for member in data.members:
        for key, title in data.projects:
            scores = data.scores(member, key)
            head = (data.names[member.id], panels[member.panel_id], title)
            rows.append((*head, *scores, _sum(data, scores), data.remark(member, key)))
    return Table(columns, rows, name="sheets", label="위원별")
