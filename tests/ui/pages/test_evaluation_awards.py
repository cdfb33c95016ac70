"""상격 and 기관 현황 in 평가: given from the ranks, typed and pasted into the table, 총평 and requests."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.evaluation.agency_history import AgencyRow, History
from app.domain.evaluation.rounds import AgencyScore
from app.services.evaluation import agency_scores, awards, scores
from tests import factories
from tests.ui.desk import Desk
from tests.ui.pages.test_evaluation import make_round
from ui.dialogs.ask import AskDialog
from ui.dialogs.record import RecordDialog
from ui.pages.evaluation.agencies_view import AgenciesView
from ui.pages.evaluation.agency_panel import AgencyPanel
from ui.pages.evaluation.agency_paste import PasteDialog
from ui.pages.evaluation.behind import BehindDialog
from ui.pages.evaluation.page import EvaluationPage
from ui.pages.evaluation.score_model import FIRST
from ui.pages.evaluation.views import AGENCIES, AWARDS

TABLE = "기관\t2024\t2025\n가온시\t81.5\t\n나래군\t\t101\n다솜구\t70\t71"


def _page(desk: Desk) -> EvaluationPage:
    make_round(desk)
    page: EvaluationPage = desk.show(EvaluationPage(desk.context))
    return page


def test_an_award_is_given_to_the_chosen_ranks_and_shown_there(desk: Desk) -> None:
    """Two projects get it in one step; 순위 and the view of 상격 say so."""
    page = _page(desk)
    page.ranking.list.selectAll()
    page.acts.give_award()
    [dialog] = page.findChildren(RecordDialog)
    dialog.form.set_values({"grade": "우수상", "year": 2026, "grant": 30_000_000})
    dialog.accept()
    desk.settle()
    assert [one.grade for one in awards.every(desk.workspace)] == ["우수상", "우수상"]
    assert {row.words.split(" · ")[0] for row in page.ranking._rows.rows} == {"우수상"}
    page.views.turn_to(AWARDS)
    desk.settle()
    view = page.views.front()
    assert view is not None and not isinstance(view, AgenciesView) and view.found is not None
    assert "60,000,000원" in view.listed.meta.text()
    assert page.primary_action().label == "상격 기록"


def test_a_remark_on_the_whole_is_written_at_the_sum(desk: Desk) -> None:
    """F2 on a reviewer's sum asks for 총평; it stands among the comments."""
    page = _page(desk)
    grid = page.project.grid
    grid.go(len(page.project.model.rows), FIRST)
    QTest.keyClick(grid, Qt.Key.Key_F2)
    [dialog] = page.findChildren(AskDialog)
    dialog.field.editor.set_value("끝까지 함께했습니다.")
    dialog.accept()
    desk.settle()
    assert list(scores.overall(desk.workspace, page.round_id or 0).values()) == ["끝까지 함께했습니다."]
    assert page.project.model.remark_at(len(page.project.model.rows), FIRST) == "끝까지 함께했습니다."


def test_missing_sheets_are_asked_for_by_letter(desk: Desk) -> None:
    """The button is there while sheets are waited for, and leads to the paper of the round."""
    page = _page(desk)
    assert page.area.waiting.request.isVisible()
    page.area.waiting.request.click()
    assert desk.went[-1] == ("reports", {"report": "score-request", "round_id": page.round_id})


def test_agencies_are_pasted_typed_and_refused(desk: Desk) -> None:
    """A table with a heading is looked at first; a cell is typed; out of scale is told beside the table."""
    page: EvaluationPage = desk.show(EvaluationPage(desk.context))
    page.views.turn_to(AGENCIES)
    desk.settle()
    view = page.views.front()
    assert isinstance(view, AgenciesView)
    QGuiApplication.clipboard().setText(TABLE)
    view.paste()
    desk.settle()
    [dialog] = page.findChildren(PasteDialog)
    dialog.indicator.setText("소통 지수")
    dialog.indicator.editingFinished.emit()
    desk.settle()
    assert "점수 3개" in dialog.said.text() and "거절 1개" in dialog.said.text()
    dialog.take.click()
    desk.settle()
    found = agency_scores.of_indicator(desk.workspace, "소통 지수")
    assert [sorted(row.scores) for row in found.rows] == [[2024], [2024, 2025]]
    assert view.model.text(0, 2) == "–" and view.model.text(2, 1) == "75.75"
    view.model.setData(view.model.index(0, 2), "120")
    assert "만점 100점" in view.hint.text()
    view.model.setData(view.model.index(0, 2), "83")
    desk.settle()
    assert agency_scores.of_indicator(desk.workspace, "소통 지수").rows[0].scores[2025].score == 83


def test_years_without_a_score_are_named_beside_the_line(qtbot: QtBot) -> None:
    """The gap is told by its year, not between the last two scores; scores read as in the table."""
    given = {2021: 71.5, 2023: 74.0, 2024: 79.5}
    scored = {
        year: AgencyScore(year, "", 1, "가온시", year, "소통 지수", score, 100, "open", "")
        for year, score in given.items()
    }
    row = AgencyRow(1, "가온시", None, scored)
    panel = AgencyPanel()
    qtbot.addWidget(panel)
    panel.show_agency(History("소통 지수", (2021, 2022, 2023, 2024), (row,), 100), row, ())
    told = panel.about.text().replace("\u2060", "")
    assert told == "2024년 79.5점, 앞선 점수(2023년)보다 +5.5점. 점수가 없는 해: 2022년"
    assert [line[1] for line in panel.scores.rows()] == ["79.5", "74.0", "71.5"]


def test_agreement_opens_the_scores_behind_it(desk: Desk) -> None:
    """Every criterion has its spread and agreement; a double click shows the scores of all projects."""
    page = _page(desk)
    found = page.found
    assert found is not None
    for number, member in enumerate(found.members):
        for key, _title in found.projects:
            entries = {one.id: float(5 + number * 2) for one in found.criteria}
            factories.scored(desk.workspace, found, member, key, entries)
    desk.settle()
    page.project.agreement.click()
    [dialog] = page.findChildren(BehindDialog)
    assert dialog.table.rows()[0][3:5] == ["7.00", "1.63"]
    dialog.table.activated.emit(dialog.table.model().index(0, 0))
    behind = page.findChildren(BehindDialog)[-1]
    assert behind.table.rows()[0] == ["골목 책방", "5, 7, 9", "7.00", "1.63", "4"]
