"""A key in the search field of each list of a province's ten years: until it is painted; the longest stall.

Each list is the page, tab or dialog itself with its readers, resting between the keys until nothing is read
any more, so that what is read after the first rows counts among the stalls too.  These are all fields that
narrow a list while one types; Ctrl+K is measured by ``search``, what is only found on Enter is not.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import quantiles

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from app import collection
from app.services import undo
from app.services.workspace import Workspace
from tests.bench import province, province_lists
from tests.bench.beat import Beat
from tests.bench.table import Row
from tests.bench.waiting import Waiting
from ui import theme
from ui.bus import Bus
from ui.context import Context
from ui.state import MemoryState
from ui.tasks import Tasks
from ui.widgets.controls import SearchField

_KEY_GOAL, _STALL_GOAL, _REST = 0.100, 0.050, 0.25
_PROJECT = 5
# What people type, key by key: common and rare words, two words, half a syllable, what is nowhere.
_WORDS = ("골목길", "도서관", "남원", "골목 예산", "버스정ㄹ", "없는말", "국민디자인", "0")
_AGENCIES = ("남원", "가온", "한빛1", "빛22", "없는 곳")
_NAMES = ("김가온", "박민", "010-12", "p199", "주민회 12", "없는 사람")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list on the screen: the field that narrows it, what paints it, and how one hears of new rows."""

    page: QWidget
    field: SearchField
    view: QAbstractItemView | QWidget
    hear: Callable[[Callable[[], object]], object]
    words: tuple[str, ...] = _WORDS
    owner: QWidget | None = None
    """Of a dialog; it has to live as long."""


def run(*only: str) -> list[Row]:
    """Return the rows of every list; ``only`` names parts of them."""
    return [row for part in only or PARTS for row in PARTS[part]()]


class Desk:
    """One list on the province, and the event loop that sleeps until a key has done its work."""

    def __init__(self, ws: Workspace, make: Callable[[Context], Sheet]) -> None:
        """Show the list and let it read."""
        self.tasks = Tasks(ws)
        self._waiting = Waiting(self.tasks.idle)
        self.tasks.report = self._waiting.report
        bus = Bus()
        bus.attach(ws)
        self.sheet = make(Context(ws, self.tasks, bus, MemoryState(), undo))
        self.sheet.hear(self._waiting.wake)
        self.sheet.page.resize(1366 - 200, 768 - 84)
        self.sheet.page.show()
        self.settle()
        collection.settle()  # as the program does once its first page is read
        self.beat = self._waiting.beat = Beat()

    def settle(self) -> None:
        """Wait until nothing is read any more, nor what a list reads once nobody types on."""
        self._waiting.quiet(_REST)

    def key(self, text: str) -> float:
        """Type so far as ``text``; return the seconds until the list with the first rows is painted."""
        start = time.perf_counter()
        # asleep, not turning: a loop that turns would hold up the reader it waits for
        self._waiting.asleep(lambda: self.sheet.field.setText(text))
        view = self.sheet.view
        (view.viewport() if isinstance(view, QAbstractItemView) else view).repaint()
        took = time.perf_counter() - start
        self.settle()
        return took

    def close(self) -> None:
        """Put the list away."""
        self.beat.stop()
        self.tasks.stop()
        self.sheet.page.close()
        self.sheet.page.deleteLater()
        QCoreApplication.sendPostedEvents(None, 52)  # DeferredDelete


def measured(
    name: str, make: Callable[[Context], Sheet], file: Callable[[], Path] = province.cached
) -> list[Row]:
    """Return what a key costs in one list of ``file``, and for how long it held the window up at most."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    with _opened(file()) as ws:
        desk = Desk(ws, make)
        desk.key(desk.sheet.words[0])
        typed = [text[:end] for text in desk.sheet.words for end in range(1, len(text) + 1)]
        desk.beat.reset()
        # a blank at the end asks for nothing new
        times = [desk.key(text) for text in typed if text == text.strip()]
        worst = desk.beat.worst
        desk.close()
    p95, middle = quantiles(times, n=20)[-1], 1000 * sorted(times)[len(times) // 2]
    label = f"거르기, {name}: 글쇠 하나에서 그려질 때까지 p95 (가운데 {middle:.0f} ms)"
    return [
        Row(label, p95, _KEY_GOAL, p95 / _KEY_GOAL, 1.0),
        Row(f"거르기, {name}: 그동안 UI가 멈춘 가장 긴 시간", worst, _STALL_GOAL, worst / _STALL_GOAL, 1.0),
    ]


@contextmanager
def _opened(file: Path) -> Iterator[Workspace]:
    ws = Workspace(file)
    try:
        yield ws
    finally:
        ws.close()


# -- the lists


def _projects(context: Context) -> Sheet:
    from ui.pages.projects.page import ProjectsPage

    page = ProjectsPage(context)
    table = page.area.table
    return Sheet(page, page.area.line.search, table, table.records().layoutReset.connect)


def _proposals(context: Context) -> Sheet:
    from ui.pages.proposals.page import ProposalsPage

    page = ProposalsPage(context)
    shown = page.desk.list
    return Sheet(page, shown.bar.search, shown.table, shown.model.layoutReset.connect)


def _room_proposals(context: Context) -> Sheet:
    from ui.proposals.proposal_list import ProposalList

    page = ProposalList(context, "과제방 제안")
    page.set_project(_PROJECT)
    page.refresh()
    return Sheet(page, page.bar.search, page.table, page.model.layoutReset.connect)


def _people(context: Context) -> Sheet:
    from ui.pages.people.page import PeoplePage

    page = PeoplePage(context)
    return Sheet(page, page.bar.search, page.table, page.model.layoutReset.connect, _NAMES)


def _cases(context: Context) -> Sheet:
    from ui.pages.matrix.page import MatrixPage

    page = MatrixPage(context)
    shown = page.list
    return Sheet(page, shown.search, shown.table, shown.model.layoutReset.connect)


def _findings(context: Context) -> Sheet:
    from ui.pages.project_room.findings.tab import FindingsTab

    tab = FindingsTab(context)
    tab.show_project(_PROJECT)
    return Sheet(tab, tab.bar.search, tab.board.viewport(), tab.filled.connect)


def _round(context: Context) -> Sheet:
    from ui.pages.evaluation.project_chooser import ProjectChooser
    from ui.pages.evaluation.round_dialog import read_choices

    chooser = ProjectChooser(read_choices(context.workspace).projects, ())
    return Sheet(chooser, chooser.search, chooser.list, chooser.model.modelReset.connect)


def _agencies(context: Context) -> Sheet:
    from ui.pages.evaluation.agencies_view import AgenciesView

    view = AgenciesView(context)
    view.refresh()
    return Sheet(view, view.search, view.table, view.model.modelReset.connect, _AGENCIES)


def _awards(context: Context) -> Sheet:
    from ui.pages.evaluation.awards_view import AwardsView

    view = AwardsView(context)
    view.refresh()
    return Sheet(view, view.search, view.table, view.model.layoutReset.connect)


def _log(context: Context) -> Sheet:
    from ui.pages.people.access_log import AccessLogDialog

    owner = QWidget()
    owner.resize(1366, 768)
    dialog = AccessLogDialog(owner, context)
    shown = dialog.table.model().modelReset
    return Sheet(dialog, dialog.search, dialog.table, shown.connect, _NAMES, owner)


def _team(context: Context) -> Sheet:
    from ui.dialogs.add_members import AddMembersDialog

    dialog = AddMembersDialog(context)
    return Sheet(dialog, dialog.search, dialog.found, dialog.listed.connect, _NAMES)


def _links(context: Context) -> Sheet:
    from app.services import threads
    from ui.dialogs.linking import LinkDialog

    nodes = threads.of_project(context.workspace, _PROJECT).nodes
    owner = QWidget()
    dialog = LinkDialog(owner, "근거 잇기", "", nodes, (), lambda _refs: None)
    shown = dialog.search.textChanged
    return Sheet(dialog, dialog.search, dialog.list, shown.connect, owner=owner)


PARTS: dict[str, Callable[[], list[Row]]] = {
    key: partial(measured, name, make, *file)
    for key, name, make, *file in (
        ("projects", "과제 표", _projects),
        ("proposals", "제안 표", _proposals),
        ("people", "참여자 표", _people),
        ("cases", "총괄표·사례의 목록", _cases),
        ("room", "과제방의 제안", _room_proposals),
        ("findings", "발견 카드", _findings),
        ("round", "평가 회차의 과제 고르기", _round),
        ("agencies", "기관 현황", _agencies, province_lists.cached),
        ("awards", "상격", _awards, province_lists.cached),
        ("log", "접속기록", _log, province_lists.cached),
        ("team", "팀원 추가", _team),
        ("links", "근거 잇기", _links),
    )
}
"""Each list by itself: ``python -m tests.bench filter:proposals``."""
