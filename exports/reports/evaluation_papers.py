"""평가 결과표 and 위원별 점수표: ranks, means, agreement, every sheet; in 데이터 the sums are formulas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.evaluation import Exclusion, Panel, PanelMember, RubricCriterion
from app.domain.scoring import CriterionResult, mean
from app.domain.standing import Standing
from exports.blocks import (
    Align,
    ApprovalBox,
    Block,
    Column,
    Computed,
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
from exports.values import date_text

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class EvaluationData:
    """A round with its scores; ``names`` are the reviewers' as they may be shown."""

    title: str
    rubric: str
    opens_on: date | None
    closes_on: date | None
    criteria: tuple[RubricCriterion, ...]
    panels: tuple[Panel, ...]
    members: tuple[PanelMember, ...]
    names: Mapping[int, str]
    projects: tuple[tuple[int, str], ...]
    standing: Standing
    exclusions: tuple[Exclusion, ...]
    comments: Mapping[tuple[int, ...], str]
    as_of: date
    approval_box: bool = False

    @property
    def ranked(self) -> list[tuple[int, str]]:
        """Return the projects by rank, those without a score at the end."""
        ranks = self.standing.ranks()
        return sorted(self.projects, key=lambda one: (ranks[one[0]] is None, ranks[one[0]] or 0, one[1]))


# -- 평가 결과표


def result(data: EvaluationData) -> Document:
    """Return 평가 결과표: ranks, means by criterion, how far the reviewers agree, what is missing."""
    blocks: list[Block] = [ApprovalBox()] if data.approval_box else []
    blocks += [KeyValues(_facts(data)), Heading("순위"), _ranks(data), Heading("과제별 기준 평균")]
    blocks += [_means(data, panel) for panel in data.panels]
    blocks += [Heading("기준별 편차와 일치도"), _agreement(data)]
    blocks.append(
        Note(
            "표준편차는 과제마다 위원 점수의 표준편차를 낸 뒤 평균한 값, "
            "일치도는 크리펜도르프 알파(등간)입니다. "
            "1이면 모두 같고 0이면 우연과 같습니다."
        )
    )
    if data.exclusions:
        blocks += [Heading("제척"), _excluded(data)]
    if any(data.standing.results[key].missing for key, _title in data.projects):
        blocks.append(Note("잠정: 아직 들어오지 않은 점수는 0점으로 세지 않고 빼고 셈했습니다."))
    return Document(
        f"{data.title} 결과표",
        data.as_of,
        tuple(blocks),
        landscape=True,
        data=(_result_data(data), *_long(data)),
    )


def _facts(data: EvaluationData) -> tuple[tuple[str, Value], ...]:
    days = [date_text(day) for day in (data.opens_on, data.closes_on) if day]
    expected = sum(len(_judges(data, panel, key)) for panel in data.panels for key, _title in data.projects)
    finished = sum(
        data.standing.counts[key].get(member.id, 0) == len(data.criteria)
        for key, _title in data.projects
        for member in data.members
        if (member.id, key) not in data.standing.excluded
    )
    dropped = "최고·최저 제외" if data.standing.drop_extremes else "모든 점수"
    return (
        ("평가표", f"{data.rubric} (기준 {len(data.criteria)}개)"),
        ("기간", " ~ ".join(days) or "–"),
        ("과제", f"{len(data.projects)}건"),
        ("위원", f"{len(data.members)}명"),
        ("채점표", f"{finished} / {expected}장"),
        ("셈", dropped),
    )


def _judges(data: EvaluationData, panel: Panel, project_id: int) -> list[PanelMember]:
    excluded = data.standing.excluded
    return [m for m in data.members if m.panel_id == panel.id and (m.id, project_id) not in excluded]


def _ranks(data: EvaluationData) -> Table:
    several = len(data.panels) > 1
    columns = (
        Column("순위", Kind.INTEGER, 0.6, Align.CENTER),
        Column("과제", weight=3.4),
        *(Column(f"{one.name} {one.weight}%", Kind.SCORE, 1) for one in data.panels if several),
        Column("가중 점수", Kind.SCORE, 1),
        Column("채점표", weight=0.9, align=Align.CENTER),
        Column("비고", weight=0.8, align=Align.CENTER),
    )
    ranks, rows = data.standing.ranks(), []
    for key, title in data.ranked:
        found = data.standing.results[key]
        judges = [member for panel in data.panels for member in _judges(data, panel, key)]
        done = sum(data.standing.counts[key].get(one.id, 0) == len(data.criteria) for one in judges)
        panels = [_panel_score(data, panel, key) for panel in data.panels if several]
        note = "잠정" if found.provisional else ""
        rows.append((ranks[key], title, *panels, found.score, f"{done} / {len(judges)}", note))
    return Table(columns, rows, name="ranks", label="순위")


def _results(data: EvaluationData, panel: Panel, project_id: int) -> list[CriterionResult]:
    by = {
        one.criterion_id: one
        for one in data.standing.results[project_id].criteria
        if one.panel_id == panel.id
    }
    return [by[one.id] for one in data.criteria]


def _panel_score(data: EvaluationData, panel: Panel, project_id: int) -> float | None:
    known = [
        (one, found.mean)
        for one, found in zip(data.criteria, _results(data, panel, project_id), strict=True)
        if found.mean is not None
    ]
    weight = sum(one.weight for one, _ in known)
    if not weight:
        return None
    full = sum(one.weight for one in data.criteria)
    return full * sum(one.weight * value / one.highest for one, value in known) / weight


def _means(data: EvaluationData, panel: Panel) -> Table:
    columns = (
        Column("과제", weight=2.6),
        *(Column(f"{one.label} {one.weight}%", Kind.SCORE, 1, Align.CENTER) for one in data.criteria),
        Column("점수", Kind.SCORE, 0.9),
    )
    rows = [
        (title, *(found.mean for found in _results(data, panel, key)), _panel_score(data, panel, key))
        for key, title in data.ranked
    ]
    caption = f"{panel.name} ({panel.weight}%)" if len(data.panels) > 1 else ""
    return Table(
        columns, rows, name=f"means-{panel.position}", label=f"기준 평균 {panel.name}", caption=caption
    )


def _agreement(data: EvaluationData) -> Table:
    columns = (
        Column("평가단", weight=1.2),
        Column("기준", weight=2.2),
        Column("가중치", Kind.PERCENT, 0.7),
        Column("평균", Kind.SCORE, 0.8),
        Column("표준편차", Kind.SCORE, 0.8),
        Column("일치도(알파)", Kind.SCORE, 1),
    )
    rows: list[Row] = []
    for panel in data.panels:
        for number, one in enumerate(data.criteria):
            found = [_results(data, panel, key)[number] for key, _title in data.projects]
            deviation = mean([each.deviation for each in found if each.deviation is not None])
            middle = mean([each.mean for each in found if each.mean is not None])
            rows.append(
                (
                    panel.name,
                    one.label,
                    one.weight,
                    middle,
                    deviation,
                    data.standing.agreement(panel.id, one.id),
                )
            )
    return Table(columns, rows, name="agreement", label="일치도", row_headers=1)


def _excluded(data: EvaluationData) -> Table:
    titles = dict(data.projects)
    columns = (Column("위원", weight=0.8), Column("과제", weight=2), Column("사유", weight=3))
    rows = [
        (data.names[one.member_id], titles.get(one.project_id, ""), one.reason) for one in data.exclusions
    ]
    return Table(columns, rows, name="exclusions", label="제척")


# -- the flat tables, whose sums an office can check


def _letter(number: int) -> str:
    """Return the letters of a column, from 0."""
    return _LETTERS[number] if number < 26 else _letter(number // 26 - 1) + _LETTERS[number % 26]


def _weighted(first: int, criteria: Sequence[RubricCriterion]) -> str:
    """Return the formula of a weighted score from column ``first`` on; empty cells leave their weight."""
    cells = [f"{_letter(first + number)}{{row}}" for number in range(len(criteria))]
    adds = "+".join(
        f"N({cell})*{one.weight}/{one.highest}" for cell, one in zip(cells, criteria, strict=True)
    )
    known = "+".join(f'IF({cell}="",0,{one.weight})' for cell, one in zip(cells, criteria, strict=True))
    return f"{sum(one.weight for one in criteria)}*({adds})/({known})"


def _result_data(data: EvaluationData) -> Table:
    """Return 순위 with the means it rests on: scores and ranks are formulas over them."""
    columns = [Column("순위", Kind.INTEGER), Column("과제", weight=3)]
    panels: list[tuple[Panel, int, int]] = []
    for panel in data.panels:
        first = len(columns)
        columns += [Column(f"{panel.name} {one.label}", Kind.SCORE) for one in data.criteria]
        panels.append((panel, first, len(columns)))
        columns.append(Column(f"{panel.name} 점수", Kind.SCORE))
    columns.append(Column("가중 점수", Kind.SCORE))
    end = _letter(len(columns) - 1)
    ranks = data.standing.ranks()
    rank_formula = f"SUMPRODUCT(--(ROUND({end}$2:{end}${{last}},6)>ROUND({end}{{row}},6)))+1"
    rows: list[Row] = []
    for key, title in data.ranked:
        cells: list[Value] = [_computed(ranks[key], rank_formula), title]
        for panel, first, _place in panels:
            cells += [found.mean for found in _results(data, panel, key)]
            cells.append(_computed(_panel_score(data, panel, key), _weighted(first, data.criteria)))
        cells.append(_computed(data.standing.results[key].score, _over_panels(panels)))
        rows.append(cells)
    return Table(tuple(columns), rows, name="result", label="결과")


def _over_panels(panels: Sequence[tuple[Panel, int, int]]) -> str:
    cells = [(panel.weight, f"{_letter(place)}{{row}}") for panel, _first, place in panels]
    adds = "+".join(f"N({cell})*{weight}" for weight, cell in cells)
    known = "+".join(f'IF({cell}="",0,{weight})' for weight, cell in cells)
    return f"({adds})/({known})"


def _computed(value: float | None, formula: str) -> float | None:
    return None if value is None else Computed(value, formula)


def _long(data: EvaluationData) -> tuple[Table, ...]:
    columns = (
        Column("과제", weight=3), Column("평가단", weight=1.2), Column("위원"), Column("기준", weight=2),
        Column("가중치", Kind.INTEGER), Column("만점", Kind.INTEGER), Column("점수"),
        Column("더하는 점수", Kind.SCORE), Column("의견", weight=3),
    )  # fmt: skip
    rows: list[Row] = []
    for key, title in data.ranked:
        for panel in data.panels:
            for member in _judges(data, panel, key):
                for one in data.criteria:
                    value = data.standing.given(key, panel.id, one.id).get(member.id)
                    adds = (
                        None
                        if value is None
                        else Computed(one.weight * value / one.highest, "E{row}*G{row}/F{row}")
                    )
                    words = data.comments.get((member.id, key, one.id), "")
                    rows.append((title, panel.name, data.names[member.id], one.label, one.weight, one.highest,
                                 _plain(value), adds, words))  # fmt: skip
    return (Table(columns, rows, name="scores", label="채점"),)


# -- 위원별 점수표


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
        blocks += [Note(words) for words in _words(data, member)]
    if not blocks:
        blocks.append(Paragraph("위원이 없습니다."))
    return Document(
        f"{data.title} 위원별 점수표", data.as_of, tuple(blocks), landscape=True, data=(_sheet_data(data),)
    )


def _scores(data: EvaluationData, member: PanelMember, key: int) -> list[float | None]:
    return [_plain(data.standing.given(key, member.panel_id, one.id).get(member.id)) for one in data.criteria]


def _plain(value: float | None) -> float | None:
    return int(value) if value is not None and value.is_integer() else value


def _sum(data: EvaluationData, scores: Sequence[float | None]) -> float | None:
    if any(value is None for value in scores):
        return None
    pairs = zip(data.criteria, scores, strict=True)
    return sum(one.weight * value / one.highest for one, value in pairs if value is not None)


def _sheet(data: EvaluationData, member: PanelMember) -> Table:
    columns = (
        Column("과제", weight=2.6),
        *(Column(f"{one.label} {one.weight}%", weight=1, align=Align.CENTER) for one in data.criteria),
        Column("합계", Kind.SCORE, 0.9),
        Column("비고", weight=0.7, align=Align.CENTER),
    )
    rows: list[Row] = []
    for key, title in data.projects:
        scores = _scores(data, member, key)
        given = sum(value is not None for value in scores)
        note = "" if given == len(scores) else "시작 전" if not given else f"{given} / {len(scores)}"
        if (member.id, key) in data.standing.excluded:
            note = "제척"
        rows.append((title, *scores, _sum(data, scores), note))
    return Table(columns, rows, name=f"sheet-{member.position}", label="채점표")


def _words(data: EvaluationData, member: PanelMember) -> list[str]:
    titles = dict(data.projects)
    return [
        f"{titles[key]} · {one.label}: {data.comments[(member.id, key, one.id)]}"
        for key, _title in data.projects
        for one in data.criteria
        if data.comments.get((member.id, key, one.id))
    ]


def _sheet_data(data: EvaluationData) -> Table:
    columns = (
        Column("위원"), Column("평가단", weight=1.2), Column("과제", weight=3),
        *(Column(one.label, align=Align.RIGHT) for one in data.criteria), Column("합계", Kind.SCORE),
    )  # fmt: skip
    panels = {one.id: one.name for one in data.panels}
    adds = "+".join(
        f"{_letter(3 + number)}{{row}}*{one.weight}/{one.highest}" for number, one in enumerate(data.criteria)
    )
    rows: list[Row] = []
    for member in data.members:
        for key, title in data.projects:
            scores = _scores(data, member, key)
            whole = _computed(_sum(data, scores), adds)
            rows.append((data.names[member.id], panels[member.panel_id], title, *scores, whole))
    return Table(columns, rows, name="sheets", label="위원별")
