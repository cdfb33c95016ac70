"""기여와 공동생산 지문: what citizens gave to a project, and at which level they take part in which stage."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.choices import Role, StageKind
from app.domain.fields import specs_by_key
from app.domain.giving import Cell, Contributions, Fingerprint, Hours, StageHours
from app.domain.proposal import CONTRIBUTION_FIELDS, Contribution, ContributionKind, CoproductionLevel
from app.services import contributions
from ui import icons, theme
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.widgets.bars import ThinBar
from ui.widgets.controls import button, tool_button
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import ElidedLabel, WordLabel, label

_BY_KEY = specs_by_key(CONTRIBUTION_FIELDS)
GIVEN = tuple(_BY_KEY[key] for key in ("giver", "kind", "stage", "amount", "unit", "text", "given_on"))
CELL = 34
RULE = (
    "마감한 활동에 온 국민으로 봅니다. 한 사람이면 개인, 팀 밖에서 팀보다 적지 않게 오면 공동체, "
    "그 밖에 둘 이상이면 집단입니다. 세 수준과 네 단계는 Nabatchi·Sancino·Sicilia(2017)의 것이지만, 활동을 "
    "어느 수준으로 볼지는 논문이 정하지 않아 이 프로그램이 정한 어림입니다. 표시는 기관이 정합니다."
)

LEGEND = (
    "깃발은 기관이 표시한 칸, 수와 바탕색은 관찰한 활동입니다. 관찰한 수준은 온 사람으로 어림한 것입니다."
)


class PrintCell(QAbstractButton):
    """One level in one stage: filled when seen, ringed when declared; a click or Space declares."""

    def __init__(self, level: CoproductionLevel, stage: StageKind) -> None:
        """Make the cell, neither declared nor seen."""
        super().__init__()
        self.level, self.stage = level, stage
        self.setCheckable(True)
        self.setFixedHeight(CELL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.cell: Cell | None = None

    def show_cell(self, cell: Cell) -> None:
        """Show what was declared and seen."""
        self.cell = cell
        self.setChecked(cell.declared)
        seen = (
            f"관찰: 활동 {cell.sessions}회, 국민 {cell.people}명(연인원), 결정 {cell.decisions}건"
            if cell.observed
            else "관찰: 없음"
        )
        words = (
            f"{cell.level.label} · {cell.stage.label}\n{'표시함' if cell.declared else '표시 안 함'}, {seen}"
        )
        self.setToolTip(words)
        self.setAccessibleName(words.replace("\n", ": "))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a small cell."""
        return QSize(48, CELL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground by what was seen, the ring by what was declared, the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = self.cell is not None and self.cell.observed
        box = self.rect().toRectF().adjusted(1.5, 1.5, -1.5, -1.5)
        pen = QPen(theme.color("primary" if self.isChecked() else "line2"), 2 if self.isChecked() else 1)
        painter.setPen(pen)
        painter.setBrush(theme.color("mark" if seen else "surface"))
        painter.drawRoundedRect(box, theme.RADIUS_BADGE, theme.RADIUS_BADGE)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("text"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 2, 2)
        if self.isChecked():
            icons.paint(painter, QRect(6, (CELL - 12) // 2, 12, 12), "flag", "primary")
        if self.cell is not None and seen:
            painter.setFont(theme.font(13, 600))
            painter.setPen(theme.color("text"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, f"{self.cell.sessions}")


class FingerprintPanel(Panel):
    """공동생산 지문: three levels by four stages, declared beside seen."""

    declared = Signal(str, str, bool)

    def __init__(self) -> None:
        """Make an empty 지문."""
        super().__init__("공동생산 지문", padding=12)
        grid = QGridLayout()
        grid.setSpacing(4)
        for column, stage in enumerate(StageKind, 1):
            grid.addWidget(label(stage.label, 12, tone="text2"), 0, column, Qt.AlignmentFlag.AlignHCenter)
            grid.setColumnStretch(column, 1)
        self.cells: dict[tuple[CoproductionLevel, StageKind], PrintCell] = {}
        for row, level in enumerate(reversed(CoproductionLevel), 1):
            grid.addWidget(label(level.label, 13, tone="text2"), row, 0)
            for column, stage in enumerate(StageKind, 1):
                cell = self.cells[level, stage] = PrintCell(level, stage)
                cell.clicked.connect(self._declare(cell))
                grid.addWidget(cell, row, column)
        self.body.setSpacing(8)
        self.body.addLayout(grid)
        self.body.addWidget(WordLabel(LEGEND, 12, tone="meta"))
        self.setToolTip(RULE)

    def _declare(self, cell: PrintCell) -> Callable[[bool], None]:
        return lambda on: self.declared.emit(cell.level.value, cell.stage.value, on)

    def show_print(self, found: Fingerprint) -> None:
        """Show a project's 지문."""
        for (level, stage), cell in self.cells.items():
            cell.show_cell(found.cell(level, stage))
        both = sum(cell.declared and cell.observed for cell in found.cells)
        declared = sum(cell.declared for cell in found.cells)
        self.set_meta(f"표시 {declared}칸 가운데 {both}칸 관찰" if declared else "")


class GivingPanel(Panel):
    """기여: citizens' share of the hours by stage, hours by role, and what else was given."""

    addRequested = Signal()
    editRequested = Signal(object)
    deleteRequested = Signal(object)

    def __init__(self, context: Context) -> None:
        """Make an empty panel."""
        self._context = context
        add = button("기여 추가", "plus", "ghost", lambda: self.addRequested.emit(), compact=True)
        super().__init__("기여", "", (add,), padding=12)
        self.stages, self.roles = Rows(_stage_row, lines=False), Rows(_role_row, lines=False)
        self.given = Rows(self._given_row)
        self.note = WordLabel("", 12, tone="meta")
        self.body.setSpacing(8)
        for widget in (self.stages, self.roles, self.given, self.note):
            self.body.addWidget(widget)

    def show_contributions(self, found: Contributions) -> None:
        """Show what was given to a project."""
        stages = [row for row in found.stages if row.all.times]
        self.stages.set_items(stages)
        self.roles.set_items(list(found.roles.items()))
        self.given.set_items(list(found.given))
        total = found.total
        self.set_meta(f"국민 {total.citizens.words}" if total.all.times else "")
        if not total.all.times and not found.given:
            self.note.setText("아직 기여가 없습니다. 시간은 활동의 출석에서 셉니다.")
        elif total.all.unmeasured:
            self.note.setText(f"시간을 적지 않은 출석 {total.all.unmeasured}회는 시간에 넣지 않았습니다.")
        else:
            self.note.setText("")
        self.note.setVisible(bool(self.note.text()))

    def _given_row(self, item: Contribution) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 4, 0, 4)
        box.setSpacing(6)
        kind = ContributionKind(item.kind).label
        amount = f" {item.amount:,}{item.unit}" if item.amount is not None else ""
        who = item.giver or self._context.sight.name(item.person_id, item.person)
        words = " · ".join(part for part in (who, kind + amount, item.text) if part)
        box.addWidget(ElidedLabel(words, 13), 1)
        for name, icon, verb, asked in (
            ("given-edit", "pencil", "고치기", self.editRequested),
            ("given", "x", "삭제", self.deleteRequested),
        ):
            made = tool_button(icon, f"{words} {verb}", partial(asked.emit, item), compact=True)
            made.setObjectName(f"{name}-{item.id}")
            box.addWidget(made)
        return row


def _stage_row(item: StageHours) -> QWidget:
    row = QWidget()
    name = StageKind(item.stage).label if item.stage else "단계 없음"
    share = "시간 없음" if item.share is None else f"국민 {item.share}%"
    head = QHBoxLayout()
    head.addWidget(label(name, 13, 500))
    head.addStretch(1)
    head.addWidget(label(f"{share} · {item.citizens.words} / {item.all.words}", 13, tone="text2"))
    box = QVBoxLayout(row)
    box.setContentsMargins(0, 2, 0, 4)
    box.setSpacing(3)
    box.addLayout(head)
    box.addWidget(ThinBar((item.share or 0) / 100, accessible=f"{name} 국민 몫"))
    return row


def _role_row(item: tuple[str | None, Hours]) -> QWidget:
    role, hours = item
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 1, 0, 1)
    box.addWidget(ElidedLabel(Role(role).label if role else "팀 밖", 13, tone="text2"), 1)
    box.addWidget(label(f"{hours.words} · {hours.times}회", 13, tone="text2"))
    return row


class Giving(QWidget):
    """Both panels of one project; they read for themselves and tell by ``shown`` what they read."""

    shown = Signal(object)

    def __init__(self, context: Context) -> None:
        """Make empty panels."""
        super().__init__()
        self._context = context
        self._project = 0
        self.prints, self.given = FingerprintPanel(), GivingPanel(context)
        self.prints.declared.connect(self._declare)
        self.given.addRequested.connect(self.add)
        self.given.editRequested.connect(self.edit)
        self.given.deleteRequested.connect(self._delete)
        context.bus.changed.connect(self._on_changes)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        box.addWidget(self.prints)
        box.addWidget(self.given)

    def show_project(self, project_id: int) -> None:
        """Show another project."""
        self._project = project_id
        self.refresh()

    def _on_changes(self, changes: Any) -> None:
        tables = ("contribution", "fingerprint", "attendance", "session", "session_guest", "session_decision")
        if self._project and self.isVisible() and changes.touches(*tables):
            self.refresh()

    def refresh(self) -> None:
        """Read both panels again."""
        project = self._project

        def read(ws: Any) -> tuple[Contributions, Fingerprint]:
            return contributions.of_project(ws, project), contributions.fingerprint(ws, project)

        self._context.tasks.read(self, read, self._show, key="giving")

    def _show(self, found: tuple[Contributions, Fingerprint]) -> None:
        self.given.show_contributions(found[0])
        self.prints.show_print(found[1])
        self.shown.emit(found[0])

    def _declare(self, level: str, stage: str, on: bool) -> None:
        project = self._project
        self._context.tasks.write(
            self, "공동생산 지문", lambda ws: contributions.declare(ws, project, level, stage, on)
        )

    def add(self) -> None:
        """Ask what was given."""
        project = self._project
        self._ask(
            "기여 추가", "추가", {"kind": ContributionKind.GOODS.value},
            lambda ws, values: contributions.add(ws, project, values),
        )  # fmt: skip

    def edit(self, item: Contribution) -> None:
        """Ask what was given instead."""
        values = {spec.key: getattr(item, spec.key) for spec in GIVEN}
        self._ask("기여 고치기", "저장", values, lambda ws, given: contributions.edit(ws, item.id, given))

    def _ask(
        self, title: str, verb: str, values: dict[str, Any], store: Callable[[Any, dict[str, Any]], Any]
    ) -> None:
        dialog = FormDialog(self, self._context, title, GIVEN)
        dialog.resize(560, 420)
        dialog.note.setText("함께한 시간은 활동의 출석에서 셉니다.")
        done = f"{title.removeprefix('기여 ')}를 마쳤습니다."
        dialog.create_with(verb, values, store, lambda _made: self._say(f"기여 {done}"))

    def _delete(self, item: Contribution) -> None:
        who = item.giver or ContributionKind(item.kind).label
        self._context.tasks.write(
            self, "기여 삭제", lambda ws: contributions.delete(ws, [item.id]),
            lambda _none: self._say(f"‘{who}’의 기여를 지웠습니다."),
        )  # fmt: skip

    def _say(self, words: str) -> None:
        self._context.tell_done(self, words)
