"""투표: the ballots at the left; one with its options, tallies, warnings and bars at the right."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.ballot import BallotResult, read_options
from app.domain.desk_role import Duty
from app.domain.fields import FieldSpec, FieldType
from app.domain.proposal import BALLOT_FIELDS, Ballot
from app.services import ballots
from ui import theme
from ui.autosave import Autosave
from ui.context import Context
from ui.dialogs.confirm import tell
from ui.dialogs.record import RecordDialog
from ui.proposals.shelf import Shelf, column_of_panels
from ui.proposals.tally_table import TallyModel, TallyTable
from ui.roles import Roles
from ui.widgets.charts.bar_chart import BarChartView
from ui.widgets.controls import button
from ui.widgets.form import RecordForm
from ui.widgets.panels import Panel
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import WordLabel

LIST = 240
OPTIONS = FieldSpec(
    "options",
    FieldType.LONG_TEXT,
    "후보",
    help="한 줄에 하나씩 적거나 엑셀에서 복사해 붙여넣습니다. 뒤 칸의 수는 종이·현장·온라인 표로 읽습니다.",
)
NEW = (*(spec for spec in BALLOT_FIELDS if spec.key in ("title", "choices_per_voter")), OPTIONS)


class BallotsView(Shelf):
    """Ballots of a project, or all."""

    def __init__(self, context: Context) -> None:
        """Make an empty view."""
        super().__init__(context)
        self._wanted: int | None = None
        self.result: BallotResult | None = None
        self.names = QListWidget()
        self.names.setAccessibleName("투표 목록")
        self.names.setFrameShape(QFrame.Shape.NoFrame)
        self.names.setFont(theme.font(14, 500))
        self.names.currentItemChanged.connect(lambda _now, _before: self._read_current())
        self.form = RecordForm(tuple(spec for spec in BALLOT_FIELDS if spec.key != "note"), columns=4)
        self.form.guard(partial(Roles(context).may, Duty.EDIT_SESSIONS))
        self.saving = Autosave(
            self.form, context.tasks, "투표 수정", lambda ws, record, values: ballots.edit(ws, record, values)
        )
        self.saving.settled.connect(self._read_current)
        self.model = TallyModel()
        self.table = TallyTable(self.model)
        self.chart = BarChartView()
        self.warnings = WordLabel("", 13, 500, "warning")
        self._build()
        self.model.votesEntered.connect(self._enter_votes)
        self.model.votersEntered.connect(self._enter_voters)
        self.model.renamed.connect(self._rename)
        self.model.refused.connect(lambda words: tell(self, "집계", words, "triangle-alert", "warning.icon"))

    def _build(self) -> None:
        left = QWidget()
        left.setProperty("role", "surface")
        left.setFixedWidth(LIST)
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 12, 8, 12)
        column.addWidget(self.names)
        actions = (
            button("후보 추가", "plus", "ghost", self.add_options, compact=True),
            button("후보 삭제", "x", "ghost", self.remove_option, compact=True),
            button("엑셀로 복사", "copy", "ghost", self._copy, compact=True),
            button("투표 삭제", "trash-2", "ghost", self.remove, compact=True),
        )
        self.about = Panel("투표", padding=16)
        self.about.body.addWidget(self.form)
        self.counted = Panel("집계", "", actions)
        self.counted.body.addWidget(self.warnings)
        self.warnings.setContentsMargins(16, 8, 16, 8)
        self.counted.body.addWidget(self.table)
        self.bars = Panel("결과", padding=16)
        self.bars.body.addWidget(self.chart)
        inner, stack = column_of_panels()
        for panel in (self.about, self.counted, self.bars):
            stack.addWidget(panel)
        stack.addStretch(1)
        area = scroll_area(inner)
        row = QHBoxLayout(self.full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(area, 1)
        words = (
            "아직 투표가 없습니다. 후보를 적거나 제안에서 골라 만들고, 종이·현장·온라인 표를 나란히 넣습니다."
        )
        self.shelve(words, "투표 만들기", self.add, "list-checks")

    # -- reading

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.form.flush()

    def refresh(self) -> None:
        """Read the ballots again."""
        project = self._project
        self.context.tasks.read(self, lambda ws: ballots.of(ws, project), self._show, key="ballots")

    def _show(self, found: list[Ballot]) -> None:
        wanted = self._wanted or self.current()
        self._wanted = None
        self.names.blockSignals(True)
        self.names.clear()
        for row in found:
            item = QListWidgetItem(row.title)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setToolTip(row.title)
            self.names.addItem(item)
            if row.id == wanted:
                self.names.setCurrentItem(item)
        if found and self.names.currentRow() < 0:
            self.names.setCurrentRow(0)
        self.names.blockSignals(False)
        self.show_any(bool(found))
        self._read_current()

    def current(self) -> int | None:
        """Return the ballot chosen."""
        item = self.names.currentItem()
        return None if item is None else int(item.data(Qt.ItemDataRole.UserRole))

    def _read_current(self) -> None:
        ballot, stamp = self.current(), self.saving.stamp()
        if ballot is not None:
            self.context.tasks.read(
                self,
                lambda ws: ballots.read(ws, ballot),
                lambda result: self._show_result(result, stamp),
                key="ballot",
                failed=lambda _gone: None,
            )

    def _show_result(self, result: BallotResult, stamp: int | None) -> None:
        other = self.result is None or self.result.ballot.id != result.ballot.id
        self.result = result
        if self.saving.fresh(stamp) or other:
            self.form.set_record(result.ballot)
        at = self.table.currentIndex()
        place = (at.row(), at.column()) if at.isValid() and not other else None
        self.model.set_result(result)
        if place is not None and place[0] < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(*place))
        self.chart.set_chart(result.chart())
        self.bars.setVisible(result.votes is not None)
        self.warnings.setText("\n".join(result.warnings))
        self.warnings.setVisible(bool(result.warnings))
        voters = "" if result.voters is None else f" · 투표한 사람 {result.voters:,}명"
        votes = "아직 집계 없음" if result.votes is None else f"{result.votes:,}표"
        self.counted.set_meta(f"후보 {len(result.options)} · {votes}{voters}")

    # -- doing

    def _write(self, words: str, work: Any) -> None:
        self.write(words, work, again=self._read_current)

    def add(self, proposals: Sequence[int] = ()) -> None:
        """Ask for a new ballot; options from ``proposals`` come first."""
        text = f"고른 제안 {len(proposals)}건이 후보가 됩니다. 더 적을 수 있습니다." if proposals else ""
        dialog = RecordDialog("투표 만들기", text, NEW, "만들기", self.window(), {"choices_per_voter": 1})
        project = self._project

        def make(ws: Any, given: dict[str, Any]) -> int:
            options = read_options(given["options"] or "")
            values = {key: value for key, value in given.items() if key != "options"}
            return ballots.create(ws, values, options, project_id=project, proposals=proposals)

        dialog.store_by(self.context.tasks, "투표 만들기", make, self._added)

    def _added(self, ballot: int) -> None:
        self._wanted = ballot
        self.refresh()

    def add_options(self) -> None:
        """Ask for more options, one a line."""
        ballot = self.current()
        if ballot is None:
            return
        dialog = RecordDialog("후보 추가", "", (OPTIONS,), "추가", self.window())

        dialog.store_by(
            self.context.tasks, "후보 추가",
            lambda ws, given: ballots.add_options(ws, ballot, read_options(given["options"] or "")),
        )  # fmt: skip

    def remove_option(self) -> None:
        """Take the option of the current row away."""
        row = self.table.currentIndex().row()
        if self.result is None or not 0 <= row < self.model.options():
            self.context.notify("표에서 지울 후보를 고르십시오.")
            return
        option = self.result.options[row]
        self._write("후보 삭제", lambda ws: ballots.remove_options(ws, [option.id]))

    def remove(self) -> None:
        """Ask, then delete the ballot."""
        result = self.result
        if result is None or self.current() is None:
            return
        self.ask_removal(
            "투표 삭제",
            f"‘{result.ballot.title}’ 투표와 집계를 지웁니다.",
            lambda: self._write("투표 삭제", lambda ws: ballots.delete(ws, result.ballot.id)),
        )

    def _copy(self) -> None:
        self.table.copy()
        self.context.notify("집계를 복사했습니다. 엑셀에 붙여넣으십시오.")

    def _enter_votes(self, votes: Any) -> None:
        ballot = self.current()
        if ballot is not None:
            self._write("집계", lambda ws: ballots.set_tallies(ws, ballot, votes))

    def _enter_voters(self, way: str, voters: int | None) -> None:
        ballot = self.current()
        if ballot is not None:
            self._write("투표한 사람", lambda ws: ballots.set_voters(ws, ballot, way, voters))

    def _rename(self, option: int, text: str) -> None:
        self._write("후보 수정", lambda ws: ballots.edit_option(ws, option, text))
