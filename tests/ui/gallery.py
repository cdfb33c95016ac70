"""Every widget in one window, for looking at: ``python -m tests.ui.gallery OUT_FOLDER`` saves pictures.

Not a test and not shipped.
"""

import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.choices import ProjectState, ServiceField, StageKind
from app.domain.listing import FacetValue, Group
from app.domain.project import PROJECT_FIELDS
from ui import theme
from ui.bus import Bus
from ui.context import Context
from ui.delegates.cells import BadgeDelegate, PercentDelegate, StageDelegate
from ui.main_window import MainWindow
from ui.models.records import RecordTableModel
from ui.page_entries import PageEntry
from ui.pages.base import Crumb, Page, Primary
from ui.state import MemoryState
from ui.tasks import Tasks
from ui.widgets.badges import Badge, DDay
from ui.widgets.bars import Gauge, ThinBar
from ui.widgets.charts.heat import HeatGrid, HeatRow
from ui.widgets.controls import EmptyState, FilterChip, SearchField, Segmented, button
from ui.widgets.facets import FacetPanel
from ui.widgets.form import RecordForm
from ui.widgets.panels import Figure, Panel
from ui.widgets.stepper import StageCard, Stepper
from ui.widgets.tables.record_table import RecordTable

TODAY = date(2026, 6, 18)
SHOWN = (
    "title",
    "program_id",
    "service_field",
    "stage_progress",
    "state",
    "citizen_ratio",
    "next_title",
    "next_due",
    "manager_id",
)


@dataclass
class Row:
    """A made-up project."""

    id: int
    title: str
    program: str
    service_field: str
    stage: str
    stage_progress: int
    state: str
    citizen_ratio: int | None
    next_title: str
    next_due: date | None
    manager: str


def rows(count: int) -> dict[int, Row]:
    """Make ``count`` projects."""
    fields, stages, states = list(ServiceField), list(StageKind), list(ProjectState)
    names = (
        "마을 정류장 쉼터",
        "골목 도서관 밤 운영",
        "늘봄 간식 나눔터",
        "어르신 병원길 동행",
        "빈집 공방 살리기",
    )
    return {
        n: Row(
            n,
            f"{names[n % 5]} {n}",
            "국민디자인단",
            fields[n % 8].value,
            stages[n % 4].value,
            (n * 17) % 100,
            states[n % 6].value,
            None if n % 7 == 0 else 30 + n % 30,
            "현장조사",
            date(2026, 6, 1 + n % 28),
            "홍길동",
        )
        for n in range(1, count + 1)
    }


class TablePage(Page):
    """The table with its facets."""

    key, title = "projects", "과제"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Lay the table out."""
        super().__init__(context, parent)
        found = rows(40)
        specs = tuple(s for s in PROJECT_FIELDS if s.key in SHOWN)
        self.model = RecordTableModel(specs, lambda ids: [found[i] for i in ids], self)
        self.table = RecordTable(self.model, "과제 표", context.state)
        self.table.set_delegate("stage_progress", StageDelegate())
        self.table.set_delegate("state", BadgeDelegate())
        self.table.set_delegate("citizen_ratio", PercentDelegate(lambda _row: 40))
        groups = [
            Group("a", "가온시", tuple(range(1, 7))),
            Group("b", "나래군", (7, 8)),
            Group("c", "다솜군", tuple(range(9, 25))),
        ]
        self.model.set_groups(groups, {"a": "6건 · 국민 비율 평균 44%"})
        self.table.set_sorts((("title", False),))
        self.model.set_checked([3, 7])
        self.table.set_current_id(7)
        self.facets = FacetPanel(
            [("stage", "단계"), ("service_field", "분야"), ("year", "연도")], staged=("stage",)
        )
        stages = [FacetValue(s.value, s.label, 4 - n) for n, s in enumerate(StageKind)]
        fields = [FacetValue(s.value, s.label, 9 - n) for n, s in enumerate(ServiceField)]
        years = [FacetValue(2026, "2026", 14), FacetValue(2025, "2025", 9)]
        self.facets.set_facets({"stage": stages, "service_field": fields, "year": years}, {"year": [2026]})
        bar = QFrame()
        bar.setObjectName("viewbar")
        bar.setFixedHeight(theme.VIEW_BAR)
        tools = QHBoxLayout(bar)
        tools.setContentsMargins(20, 0, 16, 0)
        for n, words in enumerate(("전체 48", "전북 2026 14", "내 담당 3")):
            tab = button(words, kind="tab")
            tab.setCheckable(True)
            tab.setChecked(n == 1)
            tools.addWidget(tab)
        tools.addStretch(1)
        tools.addWidget(button("묶기: 기관", "rows-3", "ghost", compact=True))
        tools.addWidget(button("열", "columns-3", "ghost", compact=True))
        tools.addWidget(Segmented([("t", "표", "table-2"), ("b", "보드", "square-kanban")], "보기"))
        chips = QHBoxLayout()
        chips.setContentsMargins(16, 6, 16, 6)
        chips.addWidget(FilterChip("province", "지역: 전북"))
        chips.addWidget(FilterChip("year", "연도: 2026"))
        chips.addWidget(QLabel("48건 가운데 14건"))
        chips.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(chips)
        right.addWidget(self.table, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.facets)
        middle.addLayout(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addLayout(middle, 1)

    def primary_action(self) -> Primary:
        """Offer a new project."""
        return Primary(
            "새 과제", "plus", lambda: self.context.notify("과제를 지웠습니다", "실행 취소", lambda: None)
        )

    def set_compact(self, compact: bool) -> None:
        """Hide the minor columns."""
        self.facets.setVisible(not compact)


class WidgetsPage(Page):
    """Everything else."""

    key, title = "project", "마을 정류장 쉼터"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Lay the widgets out."""
        super().__init__(context, parent)
        stepper = Stepper()
        stepper.set_cards(
            [
                StageCard(1, "기획", "done", 100, "관문 통과 · 4. 10.", "circle-check", "success"),
                StageCard(2, "설계", "current", 64, "관문 증빙 5 / 7", "circle-dashed", "warning", "진행 중"),
                StageCard(3, "집행", "planned", 0, "9월 시작 예정", "lock"),
                StageCard(4, "환류", "planned", 0, "11월 시작 예정", "lock"),
            ]
        )
        grid = QGridLayout()
        grid.setSpacing(12)
        grid.addWidget(self._badges(), 0, 0)
        grid.addWidget(self._gauge(), 0, 1)
        grid.addWidget(self._heat(), 1, 0, 1, 2)
        grid.addWidget(self._form(), 2, 0)
        grid.addWidget(self._empty(), 2, 1)
        inner = QWidget()
        inner.setProperty("role", "plain")
        box = QVBoxLayout(inner)
        box.setContentsMargins(20, 12, 20, 16)
        box.setSpacing(12)
        box.addWidget(stepper)
        box.addLayout(grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """Stand below the table."""
        return (Crumb("과제", "projects"),)

    def _badges(self) -> Panel:
        panel = Panel("마감·기한", "6건", [Segmented([(1, "내 담당", ""), (2, "전체", "")], "누구")])
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        for kind, words in (
            ("active", "진행 중"),
            ("gate", "관문 대기"),
            ("stalled", "정체"),
            ("done", "완료"),
            ("draft", "초안"),
        ):
            row.addWidget(Badge(words, kind))
        for day in (16, 18, 19, 25):
            row.addWidget(DDay(date(2026, 6, day), TODAY))
        row.addStretch(1)
        panel.body.addLayout(row)
        more = QHBoxLayout()
        more.setContentsMargins(16, 0, 16, 12)
        more.addWidget(ThinBar(5 / 7))
        for made in (
            button("증빙 붙이기", "paperclip", compact=True),
            button("모두 보기", "chevron-right", "link", compact=True, trailing=True),
            button("삭제", "trash-2", "danger", compact=True),
        ):
            more.addWidget(made)
        locked = button("통과 요청", "lock")
        locked.setEnabled(False)
        panel.body.addLayout(more)
        foot = panel.add_foot()
        foot.addWidget(QLabel("증빙 2종을 붙이고 확인하면 통과할 수 있습니다."), 1)
        foot.addWidget(locked)
        return panel

    def _gauge(self) -> Panel:
        panel = Panel("팀 구성", "19명", [Badge("기준 충족", "met")])
        gauge = Gauge("국민 비율", 0.4, "기준 40%")
        gauge.set_share(0.42)
        figure = Figure("folder-kanban", "진행 과제", "건")
        figure.set_figure("13", "기한 지남 2건", "danger", "circle-alert")
        row = QHBoxLayout()
        row.addWidget(gauge)
        row.addWidget(figure)
        panel.body.addLayout(row)
        return panel

    def _heat(self) -> Panel:
        panel = Panel("총괄표", "128건", [SearchField("이 목록에서 찾기")], padding=8)
        heat = HeatGrid()
        columns = [*(f.label for f in ServiceField), "검토 필요"]
        heat.set_matrix(
            columns,
            [
                HeatRow("국내", "중앙정부", (3, 4, 5, 1, 12, 11, 1, 1, 0)),
                HeatRow("국내", "지자체", (17, 15, 10, 9, 3, 7, 7, 7, 0)),
                HeatRow("해외", "중앙정부", (0, 0, 0, 0, 1, 0, 0, 5, 1)),
                HeatRow("", "기관 검토 필요", (0, 0, 0, 0, 0, 0, 0, 1, 0), True),
            ],
            8,
        )
        heat.set_open((1, 1))
        panel.body.addWidget(heat)
        return panel

    def _form(self) -> Panel:
        panel = Panel("기본 정보", "", padding=16)
        keys = (
            "title",
            "year",
            "service_field",
            "lead_agency_id",
            "starts_on",
            "participant_kinds",
            "summary",
        )
        form = RecordForm([s for s in PROJECT_FIELDS if s.key in keys], 2)
        form.fields["title"].set_error("과제명을 적어 주십시오.")
        panel.body.addWidget(form)
        return panel

    def _empty(self) -> Panel:
        panel = Panel("활동")
        panel.body.addWidget(
            EmptyState("아직 산출물이 없습니다. 파일을 끌어 놓거나 단추를 누르십시오.", "산출물 등록")
        )
        return panel


class Steps:
    """A history with one step."""

    undo_label, redo_label = "팀원 추가", None

    def state(self, _workspace: Any) -> "Steps":
        """Return the labels."""
        return self

    def undo(self, _workspace: Any, _progress: Any = None) -> None:
        """Do nothing."""

    redo = undo


def window() -> MainWindow:
    """Make the window of dummy pages."""
    context = Context(None, Tasks(None), Bus(), MemoryState(), Steps())
    plain = [
        ("today", "오늘", "calendar-check"),
        ("people", "참여자", "users"),
        ("matrix", "총괄표·사례", "grid-3x3"),
        ("reports", "보고서", "file-text"),
    ]
    entries = [
        PageEntry(*plain[0], Page),
        PageEntry("projects", "과제", "folder-kanban", TablePage),
        PageEntry("project", "과제 방", "", WidgetsPage, in_rail=False, parent="projects"),
        *(PageEntry(*p, Page) for p in plain[1:]),
        PageEntry("settings", "설정", "settings", Page, bottom=True),
    ]
    made = MainWindow(context, entries)
    made.rail.set_count("today", 6)
    made.rail.set_count("people", 2, urgent=True)
    made.status.set_file("가온시_공동생산_2026.hamkke")
    made.status.set_backup(datetime(2026, 6, 18, 12, 0))
    made.status.set_user("홍길동 · 시민소통실")
    made.status.show_saved(datetime(2026, 6, 18, 14, 3))
    made.steps.read()
    return made


def main() -> None:
    """Save the pictures."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    shots: list[tuple[theme.Mode, int, int]] = [
        ("light", 1440, 900),
        ("dark", 1440, 900),
        ("light", 1366, 768),
    ]
    for mode, width, height in shots:
        theme.apply(app, mode)
        made = window()
        made.resize(width, height)
        made.show()
        for page in ("projects", "project"):
            made.navigate(page)
            made.context.tasks.wait_idle()
            for _ in range(5):
                app.processEvents()
            made.grab().save(str(out / f"{page}-{mode}-{width}.png"))
        made.close()
        made.context.tasks.stop()


if __name__ == "__main__":
    main()
