"""현황: clicks open the lists that were counted, filters work together and are remembered."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services import dashboard, projects, proposals
from tests import factories
from tests.ui.desk import Desk
from ui.pages.dashboard.page import DashboardPage
from ui.pages.projects.page import ProjectsPage
from ui.pages.proposals.page import ProposalsPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[DashboardPage]:
    """Show three projects of two years, one proposal of one of them."""
    ws = desk.workspace
    first = factories.project(ws, title="하나", year=2025)
    factories.project(ws, title="둘", year=2026, service_field="safety")
    factories.project(ws, title="셋", year=2026)
    proposals.create(ws, {"title": "벤치", "channel": "field", "project_id": first.id})
    made = DashboardPage(desk.context)
    qtbot.addWidget(made)
    yield desk.show(made)


def test_a_page_half_made_ahead_is_finished_when_opened(
    page: DashboardPage, desk: Desk, qtbot: QtBot
) -> None:
    """Each chart is there once and opens its list once, however many columns were made before."""
    made = DashboardPage(desk.context)
    qtbot.addWidget(made)
    steps = made.ahead()
    for _column in range(2):
        next(steps)()
    desk.show(made)
    assert list(made.panels) == list(page.panels)
    assert [one.view.spots() != [] for one in made.panels.values()] == [
        one.view.spots() != [] for one in page.panels.values()
    ]
    _click(made, qtbot, "year", "2026")
    assert [where for where, _args in desk.went] == ["projects"]
    assert list(steps)[1:] == []


def test_figures_of_former_records_do_not_come_after_newer_ones(
    page: DashboardPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A filter that is still worked out when records change has nothing to say once they are read again."""
    view, go_on, begun = dashboard.view, Event(), Event()

    def slow(*args: Any) -> Any:
        found = view(*args)
        if not begun.is_set():
            begun.set()
            assert go_on.wait(10)
        return found

    monkeypatch.setattr(dashboard, "view", slow)
    page.accept("year", (2026,))
    assert begun.wait(10)
    factories.project(desk.workspace, title="넷", year=2026)
    qtbot.waitUntil(lambda: page.subtitle() == "과제 4건 가운데 3건")
    go_on.set()
    desk.settle()
    assert page.subtitle() == "과제 4건 가운데 3건"


def _click(page: DashboardPage, qtbot: QtBot, chart: str, label: str, ctrl: bool = False) -> None:
    view = page.panels[chart].view
    spot = next(one for one in view.spots() if one.said.startswith(label))
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, held, spot.rect.center().toPoint())


def test_a_bar_opens_its_list(page: DashboardPage, desk: Desk, qtbot: QtBot) -> None:
    """The list of projects is asked for with the bar's filter, and shows as many as the bar counts."""
    _click(page, qtbot, "year", "2026")
    (where, args) = desk.went[-1]
    assert (where, args["filters"]) == ("projects", {"year": (2026,)})
    listed = ProjectsPage(desk.context)
    qtbot.addWidget(listed)
    listed.open_with(**args)
    desk.show(listed)
    assert len(listed.area.table.records().ids()) == 2


def test_a_step_of_the_funnel_opens_its_proposals(page: DashboardPage, desk: Desk, qtbot: QtBot) -> None:
    """Under a filter the proposals of those projects are listed; a chip tells so and takes it away."""
    page.accept("year", (2025,))
    desk.settle()
    _click(page, qtbot, "funnel", "접수")
    (where, args) = desk.went[-1]
    assert where == "proposals"
    listed = ProposalsPage(desk.context)
    qtbot.addWidget(listed)
    listed.open_with(**args)
    desk.show(listed)
    rows = listed.desk.list
    assert len(rows.model.ids()) == 1 and rows.bar.origin.isVisible()
    page.accept("year", (2026,))
    desk.settle()
    assert page.view is not None
    rows.show_filtered(page.view.charts["funnel"].doors["received"].filters)
    desk.settle()
    assert rows.model.ids() == []
    rows.bar.origin.click()
    desk.settle()
    assert len(rows.model.ids()) == 1 and not rows.bar.origin.isVisible()


def test_ctrl_click_filters_everything_else(page: DashboardPage, desk: Desk, qtbot: QtBot) -> None:
    """The chart of years keeps its years, all other figures are of that year; again lets it go."""
    _click(page, qtbot, "year", "2026", ctrl=True)
    desk.settle()
    assert page.filters == {"year": (2026,)}
    assert page.subtitle() == "과제 3건 가운데 2건"
    assert page.headlines.figures["projects"].figure.text() == "2"
    assert [bar.label for bar in page.panels["year"].view.chart.bars] == ["2025", "2026"]  # type: ignore[union-attr]
    _click(page, qtbot, "service_field", "안전", ctrl=True)
    desk.settle()
    assert page.headlines.figures["projects"].figure.text() == "1"
    assert page.bar.menus["service_field"].text() == "분야: 안전 및 치안"
    _click(page, qtbot, "year", "2026", ctrl=True)
    desk.settle()
    assert page.filters == {"service_field": ("safety",)}
    page.clear()
    desk.settle()
    assert page.subtitle() == "과제 3건"


def test_filters_are_remembered(page: DashboardPage, desk: Desk, qtbot: QtBot) -> None:
    """The page comes back as it was left, also what a click does."""
    page.accept("year", (2025, None))
    page.bar.click.set_value("filter")
    page.bar.clickChosen.emit("filter")
    again = DashboardPage(desk.context)
    qtbot.addWidget(again)
    desk.show(again)
    assert again.filters == {"year": (2025, None)}
    assert again.panels["stage"].view.filtering


def test_a_kept_filter_that_names_nothing_any_more_is_told_and_let_go(desk: Desk, qtbot: QtBot) -> None:
    """Instead of figures of nothing the page shows all, says which name is gone, and keeps it no longer."""
    factories.project(desk.workspace)
    for _time in range(2):
        made = DashboardPage(desk.context)
        qtbot.addWidget(made)
        made.open_with(filters={"province": ["옛도"], "year": [2026]}) if not desk.said else None
        desk.show(made)
        assert made.filters == {"year": (2026,)}
    assert desk.said == ["이제 없는 지역 ‘옛도’는 거르기에서 뺐습니다."]


def test_sentences_lead_to_what_is_off(page: DashboardPage, desk: Desk, qtbot: QtBot) -> None:
    """A project without a field is named in a sentence; its button opens exactly that list."""
    projects.edit(desk.workspace, [1], {"service_field": None})
    desk.settle()
    assert page.advice.shown is not None
    assert [one.sentence for one in page.advice.shown] == ["관이나 분야가 비어 있는 과제 1건"]
    made: Any = page.advice.buttons["doubtful"]
    made.click()
    assert desk.went[-1] == ("projects", {"filters": {"needs_review": (True,)}})


def test_a_mean_opens_what_it_is_made_of(page: DashboardPage, desk: Desk, qtbot: QtBot) -> None:
    """Behind a share stand its projects; Enter opens one."""
    factories.team(desk.workspace, 1, citizens=1, officials=1, experts=0)
    desk.settle()
    figure = page.headlines.figures["ratio"]
    figure.setFocus()
    qtbot.keyClick(figure, Qt.Key.Key_Return)
    desk.settle()
    dialog: Any = page.dialog
    assert [row[:4] for row in dialog.table.rows()] == [["하나", "2", "1", "50%"]]
    dialog.table.activated.emit(dialog.table.model().index(0, 0))
    assert desk.went[-1] == ("project", {"project_id": 1})


def test_the_whole_page_is_saved_as_a_picture(page: DashboardPage, desk: Desk, tmp_path: Path) -> None:
    """Also what is scrolled away is in the picture; a folder that is gone is told in a sentence."""
    page.save_picture(tmp_path / "현황.png")
    assert QImage(str(tmp_path / "현황.png")).height() == page.inner.height() > page.height()
    page.save_picture(tmp_path / "없음" / "현황.png")
    told = [
        one for one in QApplication.topLevelWidgets() if one.isVisible() and "확인해" in one.windowTitle()
    ]
    assert len(told) == 1
    told[0].close()


def test_an_empty_file_says_where_to_begin(desk: Desk, qtbot: QtBot) -> None:
    """Without projects one sentence and one button stand in place of the charts."""
    made = DashboardPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    assert made.empty.isVisible()


def test_gates_may_come_before_what_a_filter_leaves(
    page: DashboardPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A filter chosen while a left page is read again is in force, whichever reading is done first."""
    page._left.setInterval(0)
    page.hide()
    qtbot.waitUntil(lambda: page.records is None)
    view, go_on = dashboard.view, Event()

    def slow(*args: Any) -> Any:
        if args[2]:
            assert go_on.wait(10)
        return view(*args)

    monkeypatch.setattr(dashboard, "view", slow)
    page.show()
    page.accept("year", (2026,))
    shown = page._show_gates

    def show_gates(gates: frozenset[int]) -> None:
        shown(gates)
        go_on.set()

    monkeypatch.setattr(page, "_show_gates", show_gates)
    desk.settle()
    assert page.subtitle() == "과제 3건 가운데 2건"
