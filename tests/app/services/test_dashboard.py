"""현황: each figure worked by hand on a few projects, and every bar opens exactly what it counts."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.chart import BarChart, TileMap
from app.domain.choices import Role
from app.domain.dashboard.charts import charts, headlines
from app.domain.dashboard.doors import Door, Shown
from app.domain.dashboard.figures import Filters, Narrowed, Records, narrowed
from app.domain.dashboard.sides import TITLES
from app.domain.listing import ListQuery
from app.domain.report import ReportOptions
from app.services import dashboard, indicators, listing, people, proposals, undo
from app.services.reports import papers
from app.services.workspace import Workspace
from app.settings import Settings
from exports.blocks import Table
from tests import factories
from tests.app.services.test_contributions import session

WELFARE, SAFETY = "welfare", "safety"


def _region(ws: Workspace, name: str) -> int:
    with ws.reading() as connection:
        found = connection.exec_driver_sql("SELECT id FROM region WHERE name = ? ORDER BY code DESC", (name,))
        return int(found.scalars().first() or 0)


def _survey(ws: Workspace, project_id: int, question: str, answers: list[str]) -> None:
    with ws.unit_of_work("설문") as work:
        links = {"project_id": project_id}
        made = work.insert("survey", {"title": "설문", **links})
        row = {"survey_id": made, "position": 1, "text": question, "type": "scale", **links}
        asked = work.insert("survey_question", row)
        rows = [{"survey_question_id": asked, "respondent": n, "value": one, **links}
                for n, one in enumerate(answers, 1)]  # fmt: skip
        work.insert_many("survey_answer", rows)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, new_file: Path) -> Iterator[Workspace]:
    """Give, once, four projects of three years, five proposals, two surveys, an indicator, some hours."""
    path = tmp_path_factory.mktemp("현황") / "현황.hamkke"
    shutil.copyfile(new_file, path)
    opened = Workspace(path, Settings(user_name="홍시험"))
    _fill(opened)
    yield opened
    opened.close()


def _fill(ws: Workspace) -> None:
    with ws.unit_of_work("사업") as work:
        program = work.insert("program", {"name": "모두 함께"})
    first = factories.project(ws, title="하나", year=2024, region_id=_region(ws, "전라북도"), citizen_goal=40)
    second = factories.project(ws, title="둘", year=2026, region_id=_region(ws, "춘천시"), program_id=program,
                               citizen_goal=40)  # fmt: skip
    third = factories.project(ws, title="셋", year=2026, service_field=SAFETY, citizen_goal=40)
    factories.project(ws, title="넷", year=None, service_field=None, citizen_goal=None)
    factories.case(ws)
    factories.team(ws, first.id, citizens=1, officials=2, experts=1)
    factories.team(ws, second.id, citizens=3, officials=1, experts=0)
    made = [
        proposals.create(ws, {"title": f"제안 {n}", "channel": "field", "project_id": owner})
        for n, owner in enumerate((first.id, first.id, second.id, third.id, None))
    ]
    decide(ws, made[0].id, "adopted", follow_up="done")
    decide(ws, made[1].id, "rejected")
    decide(ws, made[2].id, "partly")
    with ws.unit_of_work("기한") as work:
        work.update("proposal", made[3].id, {"department": "안전과", "answer_due": ws.today - timedelta(1)})
    _survey(ws, first.id, "얼마나 만족하십니까?", ["4", "5점", "3"])
    _survey(ws, third.id, "전반적 만족도", ["9", "7"])
    indicators.add_indicator(ws, second.id, {"label": "이용 만족도", "unit": "점"})
    gauge = indicators.courses(ws, second.id)[0].indicator
    indicators.measure(ws, gauge, {"value": 4.5, "measured_on": date(2026, 5, 1), "size": 1})
    citizen = factories.person(ws, "봄하늘").id
    session(ws, second.id, {citizen: ("present", 90)})
    session(ws, third.id, {citizen: ("present", None)})


def decide(ws: Workspace, proposal_id: int, decision: str, **values: object) -> None:
    """Store a decision as it stands, whatever else the form would ask for."""
    with ws.unit_of_work("결정") as work:
        work.update("proposal", proposal_id, {"decision": decision, "decided_on": ws.today, **values})


def _found(ws: Workspace, **filters: tuple[object, ...]) -> tuple[Records, Narrowed]:
    records = dashboard.read(ws)
    return records, narrowed(records.projects, filters)


def _charts(ws: Workspace, filters: Filters) -> dict[str, Shown]:
    records = dashboard.read(ws)
    return charts(records, narrowed(records.projects, filters), dashboard.tiles(ws, filters))


def _bars(shown: Shown) -> dict[str, float | None]:
    assert isinstance(shown.chart, BarChart)
    return {bar.label: bar.value for bar in shown.chart.bars}


def test_the_figures_above_are_those_worked_by_hand(office: Workspace) -> None:
    """Four projects; teams of 25 and 75 percent; two of three decisions taken up; 4.125 of four answers."""
    records, found = _found(office)
    seen = {key: (one.value, one.words) for key, one in headlines(records, found).items()}
    assert seen == {
        "projects": ("4", "진행 4건"),
        "ratio": ("50", "팀 2개 평균"),
        "proposals": ("67", "반영·일부반영 2 / 결정 3"),
        "satisfaction": ("4.1", "응답 4개"),
        "hours": ("2", "국민 출석 2회 · 시간 없음 1회"),
    }
    assert records.other_scales == 1


def test_what_is_missing_is_missing(office: Workspace) -> None:
    """Of a project without team, survey, decision and attendance nothing is told as zero."""
    records, found = _found(office, year=(None,))
    seen = {key: one.value for key, one in headlines(records, found).items()}
    assert seen == {"projects": "1", "ratio": "–", "proposals": "–", "satisfaction": "–", "hours": "–"}
    made = _charts(office, {})
    assert _bars(made["satisfaction"]) == {"2024": 4.0, "2025": None, "2026": 4.5}
    assert _bars(made["hours"]) == {"사회복지": 1.5, "안전 및 치안": None, "없음": None}
    assert _bars(made["ratio"]) == {"사회복지": 50, "안전 및 치안": None, "없음": None}


def test_the_charts_are_those_worked_by_hand(office: Workspace) -> None:
    """Projects by each side, the funnel and the decisions by field."""
    made = _charts(office, {})
    assert _bars(made["stage"]) == {"1 기획": 4, "2 설계": 0, "3 집행": 0, "4 환류": 0}
    assert _bars(made["service_field"]) == {"사회복지": 2, "안전 및 치안": 1, "없음": 1}
    assert _bars(made["year"]) == {"2024": 1, "2026": 2, "없음": 1}
    assert _bars(made["program_id"]) == {"국민디자인단": 3, "모두 함께": 1}
    assert _bars(made["funnel"]) == {"접수": 5, "검토": 4, "결정": 3, "이행": 1}
    parts = {bar.label: bar.parts for bar in made["decisions"].chart.bars}  # type: ignore[union-attr]
    assert parts == {"사회복지": (1, 1, 1, 0), "안전 및 치안": (0, 0, 0, 1), "과제 없음": (0, 0, 0, 1)}


def test_filters_combine_and_a_chart_keeps_its_own_side(office: Workspace) -> None:
    """Two filters narrow together; the chart of years still offers every year of that field."""
    made = _charts(office, {"year": (2026,), "service_field": (WELFARE,)})
    assert _bars(made["stage"])["1 기획"] == 1
    assert _bars(made["year"]) == {"2024": 1, "2026": 1}
    assert _bars(made["service_field"]) == {"사회복지": 1, "안전 및 치안": 1}
    assert _bars(made["funnel"]) == {"접수": 1, "검토": 1, "결정": 1, "이행": 0}
    assert [bar.label for bar in made["year"].chart.bars if bar.strong] == ["2026"]  # type: ignore[union-attr]


def test_the_map_counts_old_names_where_they_belong(office: Workspace) -> None:
    """Of 2024 the map has 전북, which counts 전라북도; what has no region stands outside and is told."""
    made = _charts(office, {"year": (2024,)})["province"]
    assert isinstance(made.chart, TileMap)
    counts = {tile.label: tile.value for tile in made.chart.tiles}
    assert (counts["전북"], counts["강원"], len(counts)) == (1, 0, 17)
    today = _charts(office, {})["province"]
    assert today.note == "지역을 적지 않은 과제 2건"


def test_a_tile_without_projects_leads_nowhere(office: Workspace) -> None:
    """Only tiles with projects open a list, and the one that is filtered by: it can be let go there."""
    cases: tuple[tuple[Filters, set[str]], ...] = (
        ({"year": (2024,)}, {"전북"}),
        ({"year": (2024,), "province": ("제주특별자치도",)}, {"전북", "제주"}),
    )
    for filters, leading in cases:
        made = _charts(office, filters)["province"].chart
        assert isinstance(made, TileMap)
        assert {tile.label for tile in made.tiles if tile.key} == leading


def _opened(ws: Workspace, door: Door) -> int:
    if door.page == "projects":
        return listing.count(ws, "project", ListQuery(filters={"kind": ("own",), **door.filters}))
    return listing.count(ws, "proposal", ListQuery(filters=door.filters))


COUNTED = (
    "stage",
    "service_field",
    "program_id",
    "year",
    "lead_agency_id",
    "province",
    "funnel",
    "decisions",
)


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"year": (2026,)},
        {"year": (2024, 2026), "service_field": (WELFARE,)},
        {"service_field": (None,)},
        {"province": ("전라북도", "강원특별자치도"), "stage": ("planning",)},
    ],
)
def test_every_bar_opens_exactly_what_it_counts(office: Workspace, filters: Filters) -> None:
    """Whatever is filtered, the list behind a bar, a part of it or a tile is as long as it says."""
    opened = 0
    for name, shown in _charts(office, filters).items():
        if name not in COUNTED:
            continue
        chart = shown.chart
        marks = chart.tiles if isinstance(chart, TileMap) else chart.bars
        for mark in marks:
            found = _opened(office, shown.doors[mark.key]) if mark.key else 0  # no door where nothing is
            assert found == mark.value, (name, mark)
            opened += 1
        if isinstance(chart, TileMap):
            continue
        for bar in chart.bars:
            for series, count in zip(chart.series, bar.parts, strict=True):
                assert _opened(office, shown.doors[f"{bar.key}/{series.key}"]) == count, (name, bar, series)
    assert opened > 20


@pytest.mark.parametrize("filters", [{}, {"year": (2026,)}, {"service_field": (SAFETY,)}])
def test_every_advice_opens_exactly_what_it_counts(office: Workspace, filters: Filters) -> None:
    """The number in a sentence is the length of the list behind its button."""
    records = dashboard.read(office)
    gates = dashboard.gates_waiting(office)
    found = dashboard.advice(records, narrowed(records.projects, filters), 0, gates)
    for one in found:
        if one.door.page != "hours":
            assert f"{_opened(office, one.door)}" in one.sentence, one
    assert found


def test_advice_says_what_is_off(office: Workspace) -> None:
    """One answer is late, one team has too few citizens, one project has no field, one visit no length."""
    records, found = _found(office)
    sentences = [one.sentence for one in dashboard.advice(records, found, 20)]
    assert sentences == [
        "회신 기한 지난 제안 1건",
        "국민 비율이 기준에 못 미치는 팀 1개",
        "관이나 분야가 비어 있는 과제 1건",
        "머문 시간을 적지 않은 국민 출석 1회",
    ]


def test_members_who_left_are_not_counted(office: Workspace) -> None:
    """The share is that of today's team."""
    first = next(fact for fact in narrowed(dashboard.read(office).projects, {}).inside if fact.year == 2024)
    gone = next(row for row in people.members(office, first.id) if row.role == Role.CITIZEN)
    with office.unit_of_work("떠남") as work:
        left = office.today - timedelta(1)
        work.update("membership", gone.id, {"from_on": left, "to_on": left})
    again = next(fact for fact in narrowed(dashboard.read(office).projects, {}).inside if fact.year == 2024)
    assert (again.team, again.citizens, again.short) == (3, 0, True)
    undo.undo(office)


def test_the_report_has_the_figures_of_the_page(office: Workspace, tmp_path: Path) -> None:
    """현황 as a paper: the same filters and figures, empty places left out; every format can be written."""
    options = ReportOptions(query=ListQuery(filters={"year": (2026,)}))
    document = papers.build(office, "dashboard", options)
    assert document.subtitle == "연도: 2026"
    tables = {block.label: block for block in document.blocks if isinstance(block, Table)}
    made = _charts(office, {"year": (2026,)})
    for key, shown in made.items():
        rows = [tuple(row) for row in tables[TITLES[key]].rows]
        shown_rows = [tuple(row) for row in shown.chart.grid[1]]
        assert rows == ([row for row in shown_rows if row[1]] if key == "province" else shown_rows), key
    for format in ("xlsx", "pdf", "hwpx", "json"):
        target = tmp_path / f"현황.{format}"
        papers.export(office, "dashboard", format, target, options)
        assert target.stat().st_size > 500
