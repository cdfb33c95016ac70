"""기관 현황: scores of agencies by year under an indicator, who may see them, a chart, awards by year."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedLayout, QWidget

from app.domain.choices import AgencyKind, Disclosure
from app.domain.desk_role import Duty
from app.domain.evaluation.agency_history import AgencyRow, History
from app.domain.evaluation.rounds import AGENCY_SCORE_FIELDS, AgencyScore
from app.errors import UserError
from app.services import directory
from app.services.evaluation import agency_scores, awards
from app.services.evaluation.agency_scores import Place
from app.services.evaluation.awards import AgencyYear
from ui import theme
from ui.context import Context
from ui.dialogs.confirm import tell
from ui.dialogs.record import RecordDialog
from ui.pages.base import Primary
from ui.pages.evaluation.agency_model import AgencyModel
from ui.pages.evaluation.agency_panel import AgencyPanel
from ui.pages.evaluation.agency_paste import PasteDialog
from ui.pages.evaluation.agency_table import AgencyTable
from ui.roles import asking, spoken_against
from ui.turns import Turns
from ui.widgets.combo import Combo
from ui.widgets.controls import EmptyState, SearchField, button
from ui.widgets.filter_menu import ChoiceMenu
from ui.widgets.menus import Entry, Looks, menu_of, popup
from ui.widgets.panels import Panel
from ui.widgets.tables.copying import cells_of
from ui.widgets.text import label, set_tone

if TYPE_CHECKING:
    from app.services.workspace import Workspace

SIDE, SIDE_COMPACT = 372, 320
INDICATOR = "evaluation/indicator"
HINT = "빈 칸(–)은 점수가 없는 해입니다. 자물쇠는 비공개, 가린 눈은 부분공개입니다."
EDITED = tuple(spec for spec in AGENCY_SCORE_FIELDS if spec.key not in ("agency_id", "year", "indicator"))


@dataclass(frozen=True, slots=True)
class Read:
    """What the view reads: the indicators, the table of one, awards by agency and year, the agencies."""

    indicators: tuple[str, ...]
    found: History
    awarded: tuple[AgencyYear, ...]
    agencies: tuple[tuple[int, str], ...]


def _read(ws: "Workspace", wanted: str) -> Read:
    names = agency_scores.indicators(ws)
    chosen = wanted if wanted in names else next(iter(names), "")
    found = agency_scores.of_indicator(ws, chosen)
    if found.years:  # up to this year, so that its scores can be typed
        found = replace(found, years=tuple(range(found.years[0], max(found.years[-1], ws.today.year) + 1)))
    agencies = tuple((entry.id, entry.label) for entry in directory.entries(ws, "agency"))
    return Read(tuple(names), found, tuple(awards.by_agency(ws)), agencies)


class AgenciesView(QWidget):
    """The scores of agencies over years; ``bar`` stands in the bar of the page."""

    def __init__(self, context: Context) -> None:
        """Make the parts, still empty."""
        super().__init__()
        self._context = context
        self.found: Read | None = None
        self._turns = Turns(self)
        self._wanted: str = context.state.get(INDICATOR) or ""
        self.indicator = Combo()
        self.indicator.setAccessibleName("지표")
        self.indicator.setProperty("dense", True)
        self.indicator.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.indicator.activated.connect(lambda _place: self._choose(self.indicator.currentText()))
        self.kind = ChoiceMenu("종류", [("", "모든 기관"), *((one.value, one.label) for one in AgencyKind)])
        self.seen = ChoiceMenu("공개", [("", "모두"), *((one.value, one.label) for one in Disclosure)])
        self.search = SearchField("기관 찾기")
        self.search.answer_find()
        self.search.setMaximumWidth(200)
        for changed in (self.kind.chosen, self.seen.chosen, self.search.searched):
            changed.connect(lambda _value: self._fill())
        self.pasting = button("엑셀에서 붙여넣기", "table-2", "ghost", self.paste, compact=True)
        asking(self.pasting, Duty.EVALUATE)
        self.paper = button("기관 현황 보고서", "file-spreadsheet", "ghost", self.open_report, compact=True)
        self.bar = self._bar()
        self.model = AgencyModel()
        self.model.setParent(self)
        self.table = AgencyTable(self.model)
        self.hint = label(HINT, 13, tone="text2")
        self.listed = Panel("기관 현황")
        self.listed.body.addWidget(self.table, 1)
        self.listed.add_foot().addWidget(self.hint)
        self.side = AgencyPanel()
        self._lay_out()
        self._connect()

    def _bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(8)
        for each in (self.indicator, self.kind, self.seen, self.search):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.pasting)
        row.addWidget(self.paper)
        return bar

    def _lay_out(self) -> None:
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(16, theme.GAP, 16, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self.listed, 1)
        row.addWidget(self.side)
        self.side.setFixedWidth(SIDE)
        self.empty = EmptyState(
            "기관의 점수가 없습니다. 엑셀의 표(기관, 연도별 점수)를 복사해 붙여넣거나 하나씩 적습니다.",
            "엑셀에서 붙여넣기", self.paste, "landmark",
        )  # fmt: skip
        asking(self.empty.button, Duty.EVALUATE)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)

    def _connect(self) -> None:
        self.model.entered.connect(self.enter)
        self.model.refused.connect(self.say)
        self.table.rowChosen.connect(lambda _row: self._turns.begin(self._show_row))
        self.table.menuWanted.connect(self._open_menu)
        self.table.tablePasted.connect(self.look_at)

    # -- reading

    def refresh(self) -> None:
        """Read the scores again."""
        wanted = self._wanted
        self._context.tasks.read(self, lambda ws: _read(ws, wanted), self._show, key="agencies")

    def _choose(self, indicator: str) -> None:
        self._wanted = indicator
        self._context.state.set(INDICATOR, indicator)
        self.refresh()

    def _show(self, found: Read) -> None:
        self.found = found
        self._stack.setCurrentIndex(0 if found.indicators else 1)
        self.indicator.clear()
        self.indicator.addItems(list(found.indicators))
        self.indicator.setCurrentText(found.found.indicator)
        for each in (self.indicator, self.kind, self.seen, self.search):
            each.setVisible(bool(found.indicators))
        self.listed.title.setText(found.found.indicator or "기관 현황")
        self._fill()

    def _fill(self) -> None:
        if self.found is None:
            return
        at = self.table.currentIndex()
        before = self.model.row_at(at.row())
        rows = [row for row in self.found.found.rows if self._matches(row)]
        self.model.show(self.found.found, rows)
        scale = self.found.found.scale
        words = f"{len(rows)}곳" + (f" · {scale:g}점 만점" if scale is not None else "")
        self.listed.set_meta(words if rows else "맞는 기관이 없습니다.")
        places = [n for n, row in enumerate(self.model.rows) if before is not None and row.id == before.id]
        if rows:
            self.table.setCurrentIndex(self.model.index(next(iter(places), 0), max(at.column(), 0)))
        # once the list is painted
        self._turns.begin(self._show_row)

    def _matches(self, row: AgencyRow) -> bool:
        kind, seen, text = self.kind.value(), self.seen.value(), self.search.text().strip()
        shown = any(one.disclosure == seen for one in row.scores.values()) if seen else True
        return shown and (not kind or row.kind == kind) and text in row.name

    def _show_row(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if self.found is not None:
            self.side.show_agency(self.found.found, row, self.found.awarded)

    # -- the page

    def primary(self) -> Primary:
        """Return 점수 추가."""
        return Primary("점수 추가", "plus", self.add)

    def take_focus(self) -> None:
        """Begin in the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self.side.setFixedWidth(SIDE_COMPACT if compact else SIDE)
        self.pasting.setText("붙여넣기" if compact else "엑셀에서 붙여넣기")
        self.paper.setText("보고서" if compact else "기관 현황 보고서")
        self.search.setMaximumWidth(130 if compact else 200)

    # -- doing

    def say(self, sentence: str) -> None:
        """Say what was refused in the place of the hint; an empty sentence takes it away."""
        self.hint.setText(sentence or HINT)
        set_tone(self.hint, "danger" if sentence else "text2")

    def enter(self, entries: Mapping[Place, float | None]) -> None:
        """Store what was typed or pasted into cells in one step."""
        name = self.model.found.indicator
        self._context.tasks.write(
            self, "기관 점수 입력", lambda ws: agency_scores.enter(ws, name, entries),
            failed=lambda error: self.say(error.message),
        )  # fmt: skip

    def add(self) -> RecordDialog:
        """Ask for one score of an agency."""
        known = {"indicator": self.model.found.indicator, "year": self._context.workspace.today.year,
                 "disclosure": Disclosure.CLOSED.value, "scale": self.model.found.scale}  # fmt: skip
        dialog = RecordDialog("기관 점수 추가", "", AGENCY_SCORE_FIELDS, "추가", self, known, 2)
        dialog.form.set_options("agency_id", self.found.agencies if self.found else ())
        dialog.form.fields["agency_id"].editor.free = True
        dialog.store_by(self._context.tasks, "기관 점수 추가", agency_scores.add)
        return dialog

    def edit(self, one: AgencyScore) -> RecordDialog:
        """Ask what a score is to say: figure, scale, 공개 구분, source."""
        values = {spec.key: getattr(one, spec.key) for spec in EDITED}
        title = f"{one.agency} {one.year}년"
        dialog = RecordDialog(title, one.indicator, EDITED, "저장", self, values, 2)
        dialog.store_by(
            self._context.tasks, "기관 점수 고치기", lambda ws, given: agency_scores.edit(ws, one, given)
        )
        return dialog

    def paste(self) -> None:
        """Look at the table on the clipboard."""
        self.look_at(QGuiApplication.clipboard().text())

    def look_at(self, text: str) -> None:
        """Show what a pasted table holds before it is stored."""
        if not text.strip():
            words = (
                "복사한 표가 없습니다. 엑셀에서 기관과 연도별 점수를 머리글까지 골라 복사한 뒤 누르십시오."
            )
            tell(self, "붙여넣을 것이 없습니다", words, "info", "primary")
            return
        PasteDialog(self, self._context, cells_of(text), self.model.found.indicator, self._choose)

    def disclose(self, disclosure: Disclosure) -> None:
        """Say of the chosen scores whether they are public."""
        ids = self.table.chosen_scores()
        if ids:
            self._context.tasks.write(
                self, "공개 구분", lambda ws: agency_scores.disclose(ws, ids, disclosure), failed=self._failed
            )

    def _failed(self, error: UserError) -> None:
        self.say(error.message)

    def open_report(self) -> None:
        """Show 기관 현황 as a paper."""
        self._context.navigate("reports", report="agency-history")

    def _open_menu(self, row: int, column: int, at: QPoint) -> None:
        popup(menu_of(self, self.entries(row, column), spoken_against(self, Duty.EVALUATE)), at)

    def entries(self, row: int, column: int) -> list[Entry]:
        """Return what can be done with a cell."""
        found: list[Entry] = []
        one = self.model.score_at(row, column)
        if one is not None:
            choices: Any = [("", each.label, partial(self.disclose, each)) for each in Disclosure]
            found += [
                ("pencil", "점수·만점·출처 고치기…", partial(self.edit, one)),
                ("eye", "공개 구분", choices),
                ("x", "점수 지우기\tDel", self.table.clear_chosen),
            ]
        found.append(("copy", "복사\tCtrl+C", Looks(self.table.copy)))
        found.append(("table-2", "붙여넣기\tCtrl+V", lambda: self.table.paste(_clipboard())))
        return found


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()
