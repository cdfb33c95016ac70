"""A chart says its figures in words and as a table; what is missing stays missing in both."""

from datetime import date

from app.domain.chart import (
    Bar,
    BarChart,
    Mark,
    RadarChart,
    RadarLine,
    Series,
    Tile,
    TileMap,
    figure,
)
from app.domain.line_chart import LineChart, Point


def test_a_missing_figure_is_a_dash_and_an_empty_cell_never_zero() -> None:
    """None is told as – and stands as None in the table."""
    chart = BarChart("만족도", (Bar("2025", None), Bar("2026", 4.2, "n=31")), "점")
    assert figure(None) == "–"
    assert chart.said == "만족도: 2025 –, 2026 4.2점 n=31"
    assert chart.grid == (("구분", "점수", "비고"), (("2025", None, ""), ("2026", 4.2, "n=31")))
    assert chart.length(chart.bars[0]) is None


def test_stacked_bars_reach_as_far_as_their_parts_together() -> None:
    """Parts side by side reach as far as the longest; stacked, as their sum; a missing part adds nothing."""
    series = (Series("기획"), Series("설계"), Series("집행"))
    bars = (Bar("복지", 7, parts=(3, 4, None)), Bar("교육", None, parts=(None, None, None)))
    beside = BarChart("과제", bars, "건", series)
    stacked = BarChart("과제", bars, "건", series, stacked=True)
    assert (beside.length(bars[0]), stacked.length(bars[0])) == (4, 7)
    assert stacked.length(bars[1]) is None
    assert stacked.said == ("과제: 복지 7건 (기획 3건 · 설계 4건 · 집행 –), 교육 기획 – · 설계 – · 집행 –")
    assert stacked.grid[0] == ("구분", "기획", "설계", "집행", "합계")
    assert stacked.grid[1][0] == ("복지", 3, 4, None, 7)


def test_marks_are_within_the_reach_of_the_chart_and_said() -> None:
    """The threshold may stand beyond every bar and is still drawn and told."""
    chart = BarChart(
        "국민 비율", (Bar("가", 20.0),), "%", threshold=Mark(40, "기준"), average=Mark(20, "평균")
    )
    assert chart.top == 40
    assert chart.said == "국민 비율: 가 20%, 평균 20%, 기준 40%"


def test_a_chart_of_nothing_says_so() -> None:
    """No kind of chart is silent when it is empty."""
    assert BarChart("가", ()).said == "가: 값 없음"
    assert RadarChart("가", (), ()).said == "가: 값 없음"
    assert TileMap("가", ()).said == "가: 값 없음"
    assert (BarChart("가", ()).top, TileMap("가", ()).size) == (0.0, (0, 0))


def test_every_kind_of_chart_is_a_table_too() -> None:
    """Radar, line and map give head and rows of one length."""
    radar = RadarChart("비교", ("가", "나", "다"), (RadarLine("평균", (0.5, None, 1.0)),))
    line = LineChart("만족도", (Point(date(2026, 3, 5), 3.5, "n=12"),), baseline=3.0, target=4.0, unit="점")
    tiles = TileMap(
        "과제", (Tile("서울", 3, 1, 0), Tile("제주", None, 0, 6)), "건", "해외 1건은 밖에 있습니다."
    )
    assert radar.grid == (("축", "평균(%)"), (("가", 50.0), ("나", None), ("다", 100.0)))
    assert line.grid[1][-1] == ("2026. 3. 5.", 3.5, "n=12")
    assert tiles.grid[1] == (("서울", 3), ("제주", None))
    assert tiles.size == (2, 7)
    for head, rows in (radar.grid, line.grid, tiles.grid):
        assert all(len(row) == len(head) for row in rows)
