"""One group side by side: entries as columns, fields as rows, a choice where they differ; what moves."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from app.domain.duplicates import Duplicate
from app.domain.fields import FieldSpec
from app.domain.person import PERSON_FIELDS, Person
from app.services import merging
from app.services.merging import Merge
from ui.context import Context
from ui.formats import EMPTY, text_of
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import WordLabel, keep_words, label, line

SPECS = tuple(spec for spec in PERSON_FIELDS if not spec.derived)
HEAD, LEFT = 92, 28
HIDDEN_ALIKE = "가린 모양은 같지만 내용이 다릅니다"


class MergeView(QWidget):
    """Shows one group at a time; ``keep`` and ``values()`` are what the person chose."""

    def __init__(self, context: Context) -> None:
        """Show no group yet."""
        super().__init__()
        self._context = context
        self.rows: tuple[Person, ...] = ()
        self.keep = 0
        self.fields: dict[str, QButtonGroup] = {}
        self._touched: set[str] = set()
        self.why = label("", 13, 600, "text2")
        self.plan = WordLabel("", 13, tone="text2")
        self.dropped = WordLabel("", 13, 500, "warning")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(20, 14, 20, 14)
        self._box.setSpacing(10)
        self._box.addWidget(self.why)
        self._grid_holder = QWidget()
        self._area = scroll_area(QWidget())
        self._box.addWidget(self._area, 1)
        self._box.addWidget(self.plan)
        self._box.addWidget(self.dropped)

    def show_group(self, group: Duplicate, rows: Sequence[Person]) -> None:
        """Show the entries of a group, the one in most projects to be kept."""
        self.rows = tuple(rows)
        self.keep = max(self.rows, key=lambda row: (row.project_count, -row.id)).id
        self._touched = set()
        self.why.setText(group.reason)
        self._build()
        self._preselect()
        self._read_plan()

    def values(self) -> dict[str, Any]:
        """Return the fields of the merged person as chosen."""
        return {spec.key: getattr(self._chosen(spec), spec.key) for spec in SPECS}

    # -- the table

    def _build(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "plain")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, HEAD)
        self.fields = {}
        shown = [self._context.sight.row(row) for row in self.rows]
        self._keep_row(grid, inner)
        at = 2
        for spec in SPECS:
            if any(getattr(row, spec.key) not in (None, "") for row in self.rows):
                self._field_row(grid, inner, at, spec, shown)
                at += 1
        for column in range(1, len(self.rows) + 1):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(at, 1)
        self._area.setWidget(inner)

    def _keep_row(self, grid: QGridLayout, inner: QWidget) -> None:
        grid.addWidget(label("남길 항목", 13, 600, "text2"), 0, 0)
        self.kept = QButtonGroup(inner)
        for column, row in enumerate(self.rows, 1):
            made = QRadioButton(f"{column}번째 · 과제 {row.project_count}건")
            made.setAccessibleName(f"{column}번째 항목을 남김, 과제 {row.project_count}건")
            made.setChecked(row.id == self.keep)
            made.clicked.connect(partial(self._keep, row.id))
            self.kept.addButton(made, column - 1)
            grid.addWidget(made, 0, column)
        grid.addWidget(line(), 1, 0, 1, len(self.rows) + 1)

    def _field_row(
        self, grid: QGridLayout, inner: QWidget, at: int, spec: FieldSpec, shown: Sequence[Person]
    ) -> None:
        grid.addWidget(label(spec.label, 13, 500, "text2"), at, 0)
        values = [getattr(row, spec.key) for row in self.rows]
        texts = [text_of(spec, row) or EMPTY for row in shown]
        if len(set(values)) == 1:
            same = label(texts[0], 13)
            same.setContentsMargins(LEFT, 4, 0, 4)
            grid.addWidget(same, at, 1, 1, len(self.rows))
            return
        hidden_alike = len(set(texts)) < len({*values})
        choices = self.fields[spec.key] = QButtonGroup(inner)
        for column, text in enumerate(texts, 1):
            made = QRadioButton(_short(text))
            made.setAccessibleName(f"{spec.label}: {column}번째 항목의 {text}")
            made.setToolTip(f"{text}\n{HIDDEN_ALIKE}" if hidden_alike else text)
            made.clicked.connect(partial(self._touched.add, spec.key))
            choices.addButton(made, column - 1)
            grid.addWidget(made, at, column)
        if hidden_alike:
            grid.addWidget(self._remark(), at, len(self.rows) + 1)

    @staticmethod
    def _remark() -> QLabel:
        made = label("다름", 12, 500, "warning")
        made.setToolTip(HIDDEN_ALIKE)
        return made

    # -- choosing

    def _keep(self, person: int, _on: bool = True) -> None:
        self.keep = person
        self._preselect()
        self._read_plan()

    def _ordered(self) -> list[Person]:
        return sorted(self.rows, key=lambda row: row.id != self.keep)

    def _preselect(self) -> None:
        """Choose what the rule suggests, where the person has not chosen."""
        suggested = merging.suggestion(self._ordered())
        values = {key: [getattr(row, key) for row in self.rows] for key in self.fields}
        kept = next(place for place, row in enumerate(self.rows) if row.id == self.keep)
        for key, choices in self.fields.items():
            if key not in self._touched:
                same = [place for place, value in enumerate(values[key]) if value == suggested[key]]
                choices.button(kept if kept in same else same[0]).setChecked(True)

    def _chosen(self, spec: FieldSpec) -> Person:
        choices = self.fields.get(spec.key)
        return self.rows[choices.checkedId() if choices is not None else 0]

    # -- what it would do

    def _read_plan(self) -> None:
        keep = self.keep
        others = [row.id for row in self.rows if row.id != keep]
        self.plan.setText("옮길 기록을 세고 있습니다…")
        self.dropped.hide()
        self._context.tasks.read(self, lambda ws: merging.plan(ws, keep, others), self._show_plan, key="plan")

    def _show_plan(self, plan: Merge) -> None:
        moved = _counts(plan.moved)
        self.plan.setText(
            f"남길 항목으로 옮기는 기록: {moved}" if moved else "다른 항목에 딸린 기록이 없습니다."
        )
        dropped = _counts(plan.dropped)
        self.dropped.setText(f"이미 같은 자리에 있어 버리는 기록: {dropped}")
        self.dropped.setVisible(bool(dropped))


def _counts(pairs: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count:,}건" for name, count in pairs)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return keep_words(flat if len(flat) <= 28 else f"{flat[:27]}…")
