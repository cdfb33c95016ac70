"""One agency: its scores over the years as a chart and a list, and what it was awarded by year."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.choices import Disclosure
from app.domain.evaluation.agency_history import AgencyRow, History, lines_of
from app.services.evaluation.awards import AgencyYear
from ui.formats import EMPTY
from ui.pages.evaluation.agency_model import most_decimals
from ui.widgets.charts.year_chart import YearChart
from ui.widgets.open_row import quiet_row
from ui.widgets.panels import Panel
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.text import WordLabel, label

SCORES = (("연도", 56), ("점수", 60), ("공개 구분", 80), ("출처", 100))
AWARDS = (("연도", 56), ("상격", 50), ("상금(원)", 100), ("특별교부세(원)", 110))


class AgencyPanel(Panel):
    """The agency in front."""

    def __init__(self) -> None:
        """Begin without an agency."""
        super().__init__("기관")
        self.about = WordLabel("", 13, tone="text2")
        self.about.setContentsMargins(16, 8, 16, 0)
        self.chart = YearChart()
        self.scores = PlainTable("연도별 점수", SCORES, -1)
        self.awards = PlainTable("연도별 상격", AWARDS, -1)
        self.none = quiet_row("이 기관의 상격 기록이 없습니다.")
        self.quiet = quiet_row("기관을 고르면 해마다의 점수를 봅니다.")
        title = label("상격", 14, 600)
        title.setContentsMargins(16, 10, 16, 4)
        self._parts: tuple[QWidget, ...] = (self.about, self.chart, self.scores, title)
        for part in self._parts:
            self.body.addWidget(part, 1 if part is self.scores else 0)
        self.body.addWidget(self.awards, 1)
        self.body.addWidget(self.none)
        self.body.addWidget(self.quiet)
        self.body.addStretch(0)

    def show_agency(self, found: History, row: AgencyRow | None, awarded: Sequence[AgencyYear]) -> None:
        """Show ``row`` of a table; None where no agency is chosen."""
        for part in self._parts:
            part.setVisible(row is not None)
        self.quiet.setVisible(row is None)
        mine = [one for one in awarded if row is not None and one.agency_id == row.id]
        self.awards.setVisible(bool(mine))
        self.none.setVisible(row is not None and not mine)
        self.title.setText(row.name if row is not None else "기관")
        if row is None:
            return
        places = most_decimals(found.rows)
        self.about.setText(_words(found, row, places))
        self.chart.set_lines(lines_of(found, row))
        self.scores.set_rows([
            (str(year), f"{one.score:.{places}f}" if one.score is not None else EMPTY,
             Disclosure(one.disclosure).label, one.source or EMPTY)
            for year, one in sorted(row.scores.items(), reverse=True)
        ])  # fmt: skip
        self.awards.set_rows([
            (str(one.year or EMPTY), f"{one.awards}건", f"{one.amount:,}", f"{one.grant:,}")
            for one in sorted(mine, key=lambda one: -(one.year or 0))
        ])  # fmt: skip


def _words(found: History, row: AgencyRow, places: int) -> str:
    known = row.known
    if not known:
        return "점수가 없습니다."
    year, score = known[-1]
    words = f"{year}년 {score:.{places}f}점"
    if row.change is not None:
        words += f", 앞선 점수({known[-2][0]}년)보다 {row.change:+.4g}점"
    scored = {one for one, _score in known}
    missing = [f"{one}년" for one in found.years if one not in scored and known[0][0] < one < year]
    return words + (f". 점수가 없는 해: {', '.join(missing)}" if missing else "")
