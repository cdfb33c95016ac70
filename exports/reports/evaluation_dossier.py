"""평가 종합보고서: what was evaluated, by whom and how, scores, ranks, comments, awards, the evidence."""

from collections.abc import Sequence

from app.domain.choices import ApprovalState, Disclosure, OutputKind, StageKind
from app.domain.evaluation.rounds import Award, Panel, PanelMember
from exports.blocks import (
    SUM,
    Align,
    ApprovalBox,
    Block,
    Bullet,
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Value,
)
from exports.reports.evaluation_data import EvaluationData, Judged, mean_of, plain
from exports.reports.evaluation_papers import AGREEMENT, PROVISIONAL, agreement, excluded, long, means, ranks
from exports.reports.evaluation_sheets import state_of

_WHOLE = 'SUM({all[1]})*SUM({own})/SUMPRODUCT(({own}<>"")*{all[1]})'
"""A panel's score: criteria that nobody has scored yet leave their weight to the others."""


def dossier(data: EvaluationData) -> Document:
    """Return 평가 종합보고서: the round as a whole, then every project on a page of its own."""
    blocks: list[Block] = [ApprovalBox()] if data.approval_box else []
    blocks += [KeyValues(data.facts), Heading("1. 평가 대상"), _judged(data)]
    blocks += [Heading("2. 평가표"), _rubric(data), Heading("3. 평가단"), _members(data)]
    if data.exclusions:
        blocks += [Heading("제척", 2), excluded(data)]
    blocks += [Heading("4. 순위"), ranks(data), Heading("5. 과제별 기준 평균")]
    blocks += [means(data, panel) for panel in data.panels]
    blocks += [Heading("6. 기준별 편차와 일치도"), agreement(data), Note(AGREEMENT)]
    blocks += [Heading("7. 상격"), _awards(data.awards)]
    if any(data.standing.results[key].missing for key, _title in data.projects):
        blocks.append(Note(PROVISIONAL))
    blocks.append(Heading("8. 과제별 평가 내용"))
    for number, (key, title) in enumerate(data.ranked):
        blocks += [PageBreak()] if number else []
        blocks += _project(data, key, title)
    return Document(
        f"{data.title} 종합보고서", data.as_of, tuple(blocks), landscape=True,
        data=(_whole_list(data), long(data), _remarks(data), _outputs_data(data)),
    )  # fmt: skip


# -- the round


def _judged(data: EvaluationData) -> Block:
    if not data.judged:
        return Paragraph("평가할 과제가 없습니다.")
    columns = (
        Column("연번", Kind.INTEGER, 0.5, Align.CENTER), Column("과제", weight=2.4),
        Column("기관", weight=1.2), Column("사업", weight=1.1), Column("연도", Kind.YEAR, 0.6),
        Column("내용", weight=4),
    )  # fmt: skip
    rows = [
        (number, one.title, one.agency, one.program, one.year, one.summary)
        for number, one in enumerate(data.judged, 1)
    ]
    return Table(columns, rows, name="judged", label="평가 대상")


def _rubric(data: EvaluationData) -> Table:
    columns = (
        Column("기준", weight=1.8), Column("가중치(%)", Kind.INTEGER, 0.8, closing=SUM),
        Column("척도", weight=0.8, align=Align.CENTER), Column("설명", weight=4),
        Column("의견", weight=0.7, align=Align.CENTER),
    )  # fmt: skip
    rows = [
        (one.label, one.weight, f"{one.lowest}~{one.highest}점", one.description,
         "필수" if one.comment_required else "")
        for one in data.criteria
    ]  # fmt: skip
    total = ("합계", sum(one.weight for one in data.criteria), "", "", "")
    return Table(columns, rows, name="rubric", label="평가표", total=total)


def _members(data: EvaluationData) -> Block:
    if not data.members:
        return Paragraph("위원이 없습니다.")
    columns = (
        Column("평가단", weight=1.2), Column("위원", weight=1), Column("분야", weight=1.4),
        Column("마친 채점표", Kind.COUNT, 0.8, closing=SUM),
        Column("맡은 채점표", Kind.COUNT, 0.8, closing=SUM),
    )  # fmt: skip
    rows: list[tuple[str, str, str, int, int]] = []
    for panel in data.panels:
        for member in (one for one in data.members if one.panel_id == panel.id):
            mine = [k for k, _t in data.projects if (member.id, k) not in data.standing.excluded]
            done = sum(data.finished(member, key) for key in mine)
            name = f"{panel.name} {panel.weight}%"
            rows.append((name, data.names[member.id], member.field, done, len(mine)))
    sums = (sum(done for *_head, done, _mine in rows), sum(mine for *_head, mine in rows))
    return Table(
        columns, rows, name="members", label="평가단", row_headers=1, total=("합계", None, None, *sums)
    )


def _awards(found: Sequence[Award]) -> Block:
    if not found:
        return Paragraph("이 평가로 준 상격이 없습니다.")
    columns = (
        Column("상격", weight=1.2), Column("과제", weight=2.6),
        Column("상금(원)", Kind.MONEY, 1, closing=SUM),
        Column("특별교부세(원)", Kind.MONEY, 1.1, closing=SUM), Column("비고", weight=1.6),
    )  # fmt: skip
    rows = [(one.grade, one.project, one.amount, one.grant, one.note) for one in found]
    sums = (sum(one.amount or 0 for one in found), sum(one.grant or 0 for one in found))
    return Table(columns, rows, name="awards", label="상격", total=("합계", "", *sums, ""))


# -- a project


def _project(data: EvaluationData, key: int, title: str) -> list[Block]:
    rank, found = data.standing.ranks()[key], data.standing.results[key]
    said = next((one for one in data.judged if one.id == key), None)
    blocks: list[Block] = [Heading(title, 2), KeyValues(_facts(rank, found.score, said))]
    for panel in data.panels:
        if data.judges(panel, key):
            blocks.append(_grid(data, panel, key))
    blocks += [Heading("의견", 3), _comments(data, key)]
    blocks += [Heading("증빙 자료", 3), _evidence(data, key)]
    return blocks


def _facts(rank: int | None, score: float | None, said: Judged | None) -> tuple[tuple[str, Value], ...]:
    return (
        ("순위", f"{rank}위" if rank else "점수 없음"),
        ("가중 점수", "–" if score is None else f"{score:.2f}점"),
        ("기관", said.agency if said else ""),
        ("사업", said.program if said else ""),
    )


def _grid(data: EvaluationData, panel: Panel, key: int) -> Table:
    judges, results = data.judges(panel, key), data.results(panel, key)
    last = 1 + len(judges)
    spread = f"MAX({{2}}:{{{last}}})-MIN({{2}}:{{{last}}})"
    adds = f"{{1}}*{{{last + 1}}}/{{{last + 3}}}"
    columns = (
        Column("기준", weight=2.2),
        Column("가중치(%)", Kind.INTEGER, 0.8, closing=SUM),
        *(Column(data.names[one.id], weight=0.8, align=Align.CENTER) for one in judges),
        Column("평균", Kind.SCORE, 0.8, formula=mean_of(2, last, data.standing.drop_extremes)),
        Column("편차", weight=0.7, align=Align.CENTER, formula=spread),
        Column("만점", Kind.INTEGER, 0.6),
        Column("가중 점수", Kind.SCORE, 0.9, formula=adds, closing=_WHOLE),
    )
    rows: list[Row] = []
    for place, (one, found) in enumerate(zip(data.criteria, results, strict=True)):
        given = [data.scores(member, key)[place] for member in judges]
        share = None if found.mean is None else one.weight * found.mean / one.highest
        rows.append((one.label, one.weight, *given, found.mean, plain(found.spread), one.highest, share))
    states = [state_of(data, one, key) for one in judges]
    full = sum(one.weight for one in data.criteria)
    total: Row = ("합계", full, *states, None, None, None, data.panel_score(panel, key))
    name, caption = f"grid-{key}-{panel.position}", f"{panel.name} ({panel.weight}%)"
    return Table(columns, rows, name=name, label="점수", caption=caption, total=total)


def _comments(data: EvaluationData, key: int) -> Block:
    items = []
    for member in data.members:
        said = _said(data, member, key)
        if said:
            items.append(Bullet(f"{data.names[member.id]} 위원", 1))
            items += [Bullet(words, 2) for words in said]
    return Bullets(tuple(items)) if items else Paragraph("적은 의견이 없습니다.")


def _said(data: EvaluationData, member: PanelMember, key: int) -> list[str]:
    found = [
        f"{one.label}: {words}"
        for one in data.criteria
        if (words := data.comments.get((member.id, key, one.id), ""))
    ]
    whole = data.remark(member, key)
    return [*found, f"총평: {whole}"] if whole else found


def _evidence(data: EvaluationData, key: int) -> Block:
    found = [one for one in data.outputs if one.project_id == key]
    if not found:
        return Paragraph("등록한 산출물이 없습니다.")
    columns = (
        Column("단계", weight=0.7, align=Align.CENTER), Column("산출물", weight=3),
        Column("종류", weight=1.3),
        Column("판", weight=0.6, align=Align.CENTER), Column("작성일", Kind.DATE, 1.1),
        Column("승인", weight=0.8, align=Align.CENTER), Column("공개 구분", weight=0.8, align=Align.CENTER),
        Column("파일", Kind.COUNT, 0.6),
    )  # fmt: skip
    rows = [
        (StageKind(one.stage).label if one.stage else "", one.title, OutputKind(one.kind).label, one.version,
         one.produced_on, ApprovalState(one.approval).label, Disclosure(one.disclosure).label, one.file_count)
        for one in found
    ]  # fmt: skip
    return Table(columns, rows, name=f"evidence-{key}", label="증빙 자료")


# -- for further work


def _whole_list(data: EvaluationData) -> Table:
    said = {one.id: one for one in data.judged}
    awards: dict[int, list[str]] = {}
    for each in data.awards:
        awards.setdefault(each.project_id, []).append(each.grade)
    columns = (
        Column("순위", Kind.INTEGER), Column("과제", weight=3), Column("기관", weight=1.5),
        Column("사업", weight=1.5), Column("연도", Kind.YEAR), Column("가중 점수", Kind.SCORE),
        Column("기다리는 점수", Kind.INTEGER), Column("상격", weight=1.5),
    )  # fmt: skip
    places, rows = data.standing.ranks(), []
    for key, title in data.ranked:
        one, found = said.get(key), data.standing.results[key]
        facts = (one.agency, one.program, one.year) if one else ("", "", None)
        grades = ", ".join(awards.get(key, ()))
        rows.append((places[key], title, *facts, found.score, found.missing, grades))
    return Table(columns, rows, name="projects", label="과제")


def _remarks(data: EvaluationData) -> Table:
    columns = (Column("과제", weight=3), Column("위원"), Column("구분", weight=2), Column("의견", weight=5))
    rows: list[Row] = []
    for key, title in data.ranked:
        for member in data.members:
            name = data.names[member.id]
            rows += [
                (title, name, one.label, words)
                for one in data.criteria
                if (words := data.comments.get((member.id, key, one.id), ""))
            ]
            whole = data.remark(member, key)
            rows += [(title, name, "총평", whole)] if whole else []
    return Table(columns, rows, name="remarks", label="의견")


def _outputs_data(data: EvaluationData) -> Table:
    columns = (
        Column("과제", weight=3), Column("단계"), Column("산출물", weight=3), Column("종류"), Column("판"),
        Column("작성일", Kind.DATE), Column("승인"), Column("공개 구분"), Column("파일", Kind.INTEGER),
    )  # fmt: skip
    titles = dict(data.projects)
    rows = [
        (titles[one.project_id], StageKind(one.stage).label if one.stage else "", one.title,
         OutputKind(one.kind).label, one.version, one.produced_on, ApprovalState(one.approval).label,
         Disclosure(one.disclosure).label, one.file_count)
        for one in data.outputs
    ]  # fmt: skip
    return Table(columns, rows, name="evidence", label="증빙 자료")
