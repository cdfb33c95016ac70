"""평가 결과표: ranks, means, agreement, who was excluded; in a workbook sums and ranks are formulas."""

from app.domain.evaluation.rounds import Panel
from app.domain.evaluation.scoring import mean
from exports.blocks import (
    Align,
    ApprovalBox,
    Block,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    Note,
    Row,
    Table,
    Value,
)
from exports.reports.evaluation_data import EvaluationData, over_panels, plain, rank_of, weighted

PROVISIONAL = "잠정: 아직 들어오지 않은 점수는 0점으로 세지 않고 빼고 셈했습니다."
AGREEMENT = (
    "표준편차는 과제마다 위원 점수의 표준편차를 낸 뒤 평균한 값, 일치도는 크리펜도르프 알파(등간)입니다. "
    "1이면 모두 같고 0이면 우연과 같습니다."
)
MEAN = "AVERAGE({own})"


def result(data: EvaluationData) -> Document:
    """Return 평가 결과표: ranks, means by criterion, how far the reviewers agree, what is missing."""
    blocks: list[Block] = [ApprovalBox()] if data.approval_box else []
    blocks += [KeyValues(data.facts), Heading("순위"), ranks(data), Heading("과제별 기준 평균")]
    blocks += [means(data, panel) for panel in data.panels]
    blocks += [Heading("기준별 편차와 일치도"), agreement(data), Note(AGREEMENT)]
    if data.exclusions:
        blocks += [Heading("제척"), excluded(data)]
    if any(data.standing.results[key].missing for key, _title in data.projects):
        blocks.append(Note(PROVISIONAL))
    return Document(
        f"{data.title} 결과표",
        data.as_of,
        tuple(blocks),
        landscape=True,
        data=(_result_data(data), long(data)),
    )


def ranks(data: EvaluationData) -> Table:
    """Return the projects by rank with the scores of the panels."""
    several = len(data.panels) > 1
    panels = data.panels if several else ()
    end = 2 + len(panels)
    total = over_panels([(one.weight, 2 + n) for n, one in enumerate(panels)]) if several else ""
    columns = (
        Column("순위", Kind.INTEGER, 0.6, Align.CENTER, formula=rank_of(end)),
        Column("과제", weight=3.4),
        *(Column(f"{one.name} {one.weight}%", Kind.SCORE, 1) for one in panels),
        Column("가중 점수", Kind.SCORE, 1, formula=total),
        Column("채점표", weight=0.9, align=Align.CENTER),
        Column("비고", weight=0.8, align=Align.CENTER),
    )
    places, rows = data.standing.ranks(), []
    for key, title in data.ranked:
        found = data.standing.results[key]
        judges = [member for panel in data.panels for member in data.judges(panel, key)]
        done = sum(data.finished(one, key) for one in judges)
        scores = [data.panel_score(panel, key) for panel in panels]
        note = "잠정" if found.provisional else ""
        rows.append((places[key], title, *scores, found.score, f"{done} / {len(judges)}", note))
    return Table(columns, rows, name="ranks", label="순위")


def means(data: EvaluationData, panel: Panel) -> Table:
    """Return the means by criterion of every project in one panel, their own means below."""
    columns = (
        Column("과제", weight=2.6),
        *(
            Column(f"{one.label} {one.weight}%", Kind.SCORE, 1, Align.CENTER, closing=MEAN)
            for one in data.criteria
        ),
        Column("점수", Kind.SCORE, 0.9, formula=weighted(1, data.criteria), closing=MEAN),
    )
    rows = [
        (title, *(found.mean for found in data.results(panel, key)), data.panel_score(panel, key))
        for key, title in data.ranked
    ]
    middle = [mean([value for row in rows if (value := row[n]) is not None]) for n in range(1, len(columns))]  # type: ignore[misc]
    caption = f"{panel.name} ({panel.weight}%)" if len(data.panels) > 1 else ""
    return Table(
        columns, rows, name=f"means-{panel.position}", label=f"기준 평균 {panel.name}", caption=caption,
        total=("평균", *middle),
    )  # fmt: skip


def agreement(data: EvaluationData) -> Table:
    """Return how far the reviewers of each panel lie apart on each criterion."""
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
            found = [data.results(panel, key)[number] for key, _title in data.projects]
            deviation = mean([each.deviation for each in found if each.deviation is not None])
            middle = mean([each.mean for each in found if each.mean is not None])
            alpha = data.standing.agreement(panel.id, one.id)
            rows.append((panel.name, one.label, one.weight, middle, deviation, alpha))
    return Table(columns, rows, name="agreement", label="일치도", row_headers=1)


def excluded(data: EvaluationData) -> Table:
    """Return who was kept from judging what, and why."""
    titles = dict(data.projects)
    columns = (Column("위원", weight=0.8), Column("과제", weight=2), Column("사유", weight=3))
    rows = [
        (data.names[one.member_id], titles.get(one.project_id, ""), one.reason) for one in data.exclusions
    ]
    return Table(columns, rows, name="exclusions", label="제척")


# -- the flat tables, whose sums an office can check


def _result_data(data: EvaluationData) -> Table:
    """Return 순위 with the means it rests on: scores and ranks are formulas over them."""
    width = len(data.criteria) + 1
    places = [(panel.weight, 2 + n * width + len(data.criteria)) for n, panel in enumerate(data.panels)]
    end = 2 + len(data.panels) * width
    columns = [Column("순위", Kind.INTEGER, formula=rank_of(end)), Column("과제", weight=3)]
    for number, panel in enumerate(data.panels):
        columns += [Column(f"{panel.name} {one.label}", Kind.SCORE) for one in data.criteria]
        score = weighted(2 + number * width, data.criteria)
        columns.append(Column(f"{panel.name} 점수", Kind.SCORE, formula=score))
    columns.append(Column("가중 점수", Kind.SCORE, formula=over_panels(places) if places else ""))
    places_of = data.standing.ranks()
    rows: list[Row] = []
    for key, title in data.ranked:
        cells: list[Value] = [places_of[key], title]
        for panel in data.panels:
            cells += [found.mean for found in data.results(panel, key)]
            cells.append(data.panel_score(panel, key))
        rows.append([*cells, data.standing.results[key].score])
    return Table(tuple(columns), rows, name="result", label="결과")


def long(data: EvaluationData) -> Table:
    """Return every score with what it adds, a row each."""
    columns = (
        Column("과제", weight=3), Column("평가단", weight=1.2), Column("위원"), Column("기준", weight=2),
        Column("가중치", Kind.INTEGER), Column("만점", Kind.INTEGER), Column("점수"),
        Column("더하는 점수", Kind.SCORE, formula="{4}*{6}/{5}"), Column("의견", weight=3),
    )  # fmt: skip
    rows: list[Row] = []
    for key, title in data.ranked:
        for panel in data.panels:
            for member in data.judges(panel, key):
                for one in data.criteria:
                    value = data.standing.given(key, panel.id, one.id).get(member.id)
                    adds = None if value is None else one.weight * value / one.highest
                    words = data.comments.get((member.id, key, one.id), "")
                    rows.append((title, panel.name, data.names[member.id], one.label, one.weight, one.highest,
                                 plain(value), adds, words))  # fmt: skip
    return Table(columns, rows, name="scores", label="채점")
