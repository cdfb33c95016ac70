"""평가표: criteria with weight, scale, description and whether a comment is asked for; versions."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.checks import clean
from app.domain.desk_role import Duty
from app.domain.evaluation.rounds import RUBRIC_CRITERION_FIELDS, Rubric, RubricCriterion
from app.domain.fields import FieldSpec, FieldType
from app.errors import UserError
from app.services.evaluation import rubrics
from ui import theme
from ui.context import Context
from ui.dialogs.ask import AskDialog
from ui.dialogs.base import Dialog
from ui.roles import asking
from ui.widgets.badges import Badge
from ui.widgets.combo import Combo
from ui.widgets.controls import button, tool_button
from ui.widgets.menus import menu_of, popup
from ui.widgets.text import WordLabel, label, set_tone

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WIDE, TALL, MARGIN = 900, 600, 60
COLUMNS = RUBRIC_CRITERION_FIELDS
WIDTHS = {"weight": 76, "lowest": 70, "highest": 70, "description": 280, "comment_required": 84}
NAME = FieldSpec("name", FieldType.TEXT, "평가표 이름", required=True)
FROZEN = "쓰고 있는 평가표라 고치지 않습니다. 새 판을 만들어 고치십시오."
Read = tuple[list[Rubric], int | None, list[RubricCriterion]]


class RubricDialog(Dialog):
    """Rubrics and their criteria; every change is stored at once and can be undone."""

    def __init__(self, owner: QWidget, context: Context, rubric_id: int | None) -> None:
        """Show the rubric ``rubric_id``, else the first."""
        super().__init__(owner.window(), "평가표")
        self.context, self._chosen = context, rubric_id
        self._criteria: list[RubricCriterion] = []
        self._rubrics: list[Rubric] = []
        self._filling = False
        self.rubrics = Combo()
        self.rubrics.setAccessibleName("평가표")
        self.rubrics.setMinimumWidth(280)
        self.rubrics.activated.connect(lambda place: self._choose(self.rubrics.itemData(place)))
        self.frozen = Badge("사용 중", "closed")
        self.sum = label("", 14, 600)
        self.wrong = WordLabel("", 13, 400, "danger")
        self.table = QTableWidget(0, len(COLUMNS))
        self._lay_out()
        context.bus.changed.connect(self._on_changes)
        room = (self.parentWidget() or self).height() - MARGIN
        self.resize(WIDE, min(TALL, max(room, 360)))
        self.refresh()
        self.open()

    def _lay_out(self) -> None:
        self._dress_table()
        self.version = button("새 판 만들기", "copy", run=self.new_version, compact=True)
        self.new = button("새 평가표", "plus", run=self._open_new, compact=True)
        for made in (self.version, self.new):
            asking(made, Duty.EVALUATE)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("평가표", 16, 600))
        head.addSpacing(8)
        for each in (self.rubrics, self.frozen):
            head.addWidget(each)
        head.addStretch(1)
        head.addWidget(self.version)
        head.addWidget(self.new)
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        for tool in (
            button("기준 추가", "plus", "link", self.add, compact=True),
            tool_button("arrow-up", "위로 옮기기", partial(self.move_row, -1), compact=True),
            tool_button("arrow-down", "아래로 옮기기", partial(self.move_row, 1), compact=True),
            tool_button("trash-2", "고른 기준 지우기", self.delete, compact=True),
        ):
            row.addWidget(asking(tool, Duty.EVALUATE))
        below = QHBoxLayout()
        below.addWidget(self.tools)
        below.addStretch(1)
        below.addWidget(self.sum)
        foot = QHBoxLayout()
        foot.addWidget(self.wrong, 1)
        close = button("닫기", kind="primary", run=self.accept)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        box.addLayout(below)
        box.addLayout(foot)

    def _dress_table(self) -> None:
        self.table.setHorizontalHeaderLabels([spec.label for spec in COLUMNS])
        self.table.setAccessibleName("평가 기준")
        self.table.verticalHeader().setVisible(False)
        self.table.verticalHeader().setDefaultSectionSize(theme.TABLE_ROW)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setStyleSheet("QTableWidget::item { padding: 0 8px; }")
        self.table.horizontalHeader().setFixedHeight(theme.TABLE_HEAD)
        self.table.horizontalHeader().setHighlightSections(False)
        for column, spec in enumerate(COLUMNS):
            if spec.key in WIDTHS:
                self.table.setColumnWidth(column, WIDTHS[spec.key])
        self.table.horizontalHeader().setSectionResizeMode(
            0, self.table.horizontalHeader().ResizeMode.Stretch
        )
        self.table.itemChanged.connect(self._edited)

    # -- reading

    def _on_changes(self, changes: Any) -> None:
        if changes.touches("rubric", "rubric_criterion", "evaluation_round"):
            self.refresh()

    def refresh(self) -> None:
        """Read rubrics and criteria again."""
        wanted = self._chosen

        def read(ws: "Workspace") -> Read:
            every = rubrics.every(ws)
            ids = [one.id for one in every]
            chosen = wanted if wanted in ids else next(iter(ids), None)
            return every, chosen, rubrics.criteria(ws, chosen) if chosen is not None else []

        self.context.tasks.read(self, read, self._show, key="rubrics")

    def _show(self, read: Read) -> None:
        self._rubrics, self._chosen, self._criteria = read
        self._filling = True
        self.rubrics.clear()
        for one in self._rubrics:
            self.rubrics.addItem(f"{one.name} {one.version}판", one.id)
        self.rubrics.setCurrentIndex(self.rubrics.findData(self._chosen))
        frozen = self._is_frozen()
        self.frozen.setVisible(frozen)
        self.tools.setVisible(self._chosen is not None and not frozen)
        self.version.setVisible(frozen)
        self.wrong.setText(FROZEN if frozen else "")
        set_tone(self.wrong, "text2" if frozen else "danger")
        row = self.table.currentRow()
        self.table.setRowCount(len(self._criteria))
        for number, criterion in enumerate(self._criteria):
            self._fill_row(number, criterion, frozen)
        self.table.setCurrentCell(min(row, len(self._criteria) - 1), max(self.table.currentColumn(), 0))
        whole = sum(one.weight for one in self._criteria)
        self.sum.setText(
            f"가중치 합 {whole}%" + ("" if whole == rubrics.FULL_WEIGHT else " · 100%가 되어야 합니다")
        )
        self._filling = False

    def _is_frozen(self) -> bool:
        return any(one.id == self._chosen and one.frozen_at is not None for one in self._rubrics)

    def _fill_row(self, number: int, one: RubricCriterion, frozen: bool) -> None:
        for column, spec in enumerate(COLUMNS):
            value = getattr(one, spec.key)
            item = QTableWidgetItem(_words(spec, value))
            plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if spec.type is FieldType.BOOLEAN:
                item.setCheckState(Qt.CheckState.Checked if value else Qt.CheckState.Unchecked)
                item.setFlags(plain if frozen else plain | Qt.ItemFlag.ItemIsUserCheckable)
            else:
                item.setFlags(plain if frozen else plain | Qt.ItemFlag.ItemIsEditable)
            if spec.type in (FieldType.PERCENT, FieldType.INTEGER):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(number, column, item)

    # -- doing

    def _choose(self, rubric_id: int) -> None:
        self._chosen = rubric_id
        self.refresh()

    def _write(
        self, words: str, fn: "Callable[[Workspace], Any]", done: Callable[[Any], None] | None = None
    ) -> None:
        self.wrong.setText("")
        self.context.tasks.write(self, words, fn, done, self._refused)

    def _refused(self, error: UserError) -> None:
        self._show((self._rubrics, self._chosen, self._criteria))
        set_tone(self.wrong, "danger")
        self.wrong.setText(error.message)

    def _edited(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        one, spec = self._criteria[item.row()], COLUMNS[item.column()]
        value: Any = item.text().strip().removesuffix("%")
        if spec.type is FieldType.BOOLEAN:
            value = item.checkState() == Qt.CheckState.Checked
        try:
            changes = clean(COLUMNS, {spec.key: value}, partial=True)
        except UserError as error:
            self._refused(error)
            return
        self._write("평가 기준 고치기", lambda ws: rubrics.edit_criterion(ws, one, changes))

    def add(self) -> None:
        """Add a criterion with the weight that is left."""
        rubric_id = self._chosen
        if rubric_id is None:
            return
        left = max(rubrics.FULL_WEIGHT - sum(one.weight for one in self._criteria), 0)
        values = {"label": f"기준 {len(self._criteria) + 1}", "weight": left}
        self._write("평가 기준 추가", lambda ws: rubrics.add_criterion(ws, rubric_id, values))

    def delete(self) -> None:
        """Take the chosen criteria out."""
        rubric_id = self._chosen
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        ids = [self._criteria[row].id for row in sorted(rows)]
        if ids and rubric_id is not None:
            self._write("평가 기준 지우기", lambda ws: rubrics.delete_criteria(ws, rubric_id, ids))

    def move_row(self, by: int) -> None:
        """Move the current criterion up or down."""
        rubric_id, row = self._chosen, self.table.currentRow()
        if rubric_id is None or not 0 <= row + by < len(self._criteria) or row < 0:
            return
        ids = [one.id for one in self._criteria]
        ids[row], ids[row + by] = ids[row + by], ids[row]
        self.table.setCurrentCell(row + by, self.table.currentColumn())
        self._write("평가 기준 순서 바꾸기", lambda ws: rubrics.arrange(ws, rubric_id, ids))

    def new_version(self) -> None:
        """Copy the rubric as its next version, which can be changed."""
        rubric_id = self._chosen
        if rubric_id is not None:
            self._write("평가표 새 판", lambda ws: rubrics.new_version(ws, rubric_id), self._choose)

    def _open_new(self) -> None:
        entries = [
            ("", f"{one.name} 틀로", partial(self._make, key, one.name))
            for key, one in rubrics.shipped().items()
        ]
        menu = menu_of(self, [*entries, None, ("plus", "빈 평가표", partial(self._make, "", "평가표"))])
        popup(menu, self.new.mapToGlobal(self.new.rect().bottomLeft()))

    def _make(self, template: str, name: str) -> None:
        def take(value: str) -> None:
            self._write("평가표 만들기", lambda ws: rubrics.create(ws, value, template), self._choose)

        dialog = AskDialog(self, "새 평가표", "", NAME, "만들기", take, "list-checks")
        dialog.field.editor.set_value(name)
        dialog.open()


def _words(spec: FieldSpec, value: Any) -> str:
    if spec.type is FieldType.BOOLEAN:
        return ""
    return f"{value}%" if spec.type is FieldType.PERCENT else str(value)
