"""명단 붙여넣기: what was copied from a spreadsheet, looked at before it is stored."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.fields import specs_by_key
from app.domain.person import PERSON_FIELDS
from app.services import roster
from app.services.roster import RosterPlan
from ui.context import Context
from ui.formats import format_value
from ui.widgets.controls import button
from ui.widgets.plain_table import PlainTable
from ui.widgets.text import WordLabel, label

_BY_KEY = specs_by_key(PERSON_FIELDS)
COLUMNS = ("name", "actor_kind", "affiliation", "phone", "email", "birth_year", "gender")
HEADS = (("이름", 90), ("구분", 90), ("소속", 140), ("전화", 120), ("전자우편", 150), ("출생연도", 80),
         ("성별", 60))  # fmt: skip


class PasteDialog(QDialog):
    """Shows the persons that would be added, how many are known already and which lines are refused."""

    def __init__(
        self, owner: QWidget, context: Context, rows: Sequence[Mapping[str, str]], done: Callable[[int], Any]
    ) -> None:
        """Make the dialog for ``rows``; ``done(count)`` hears how many were added."""
        super().__init__(owner.window())
        self._context, self._rows, self._done = context, list(rows), done
        self.setWindowTitle("명단 붙여넣기")
        self.setAccessibleName("명단 붙여넣기")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 480)
        self.said = label("읽고 있습니다…", 14, tone="text2")
        self.refused = WordLabel("", 13, tone="danger")
        self.refused.hide()
        self.table = PlainTable("더할 참여자", HEADS)
        self.go = button("추가", "user-plus", "primary", self.add)
        self.go.setEnabled(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("취소", run=self.reject))
        foot.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(12)
        box.addWidget(label("명단 붙여넣기", 16, 600))
        box.addWidget(self.said)
        box.addWidget(self.table, 1)
        box.addWidget(self.refused)
        box.addLayout(foot)
        context.tasks.read(self, lambda ws: roster.plan(ws, self._rows), self._show)
        self.open()

    def _show(self, plan: RosterPlan) -> None:
        self.table.set_rows([_texts(values) for values in plan.new])
        known = f" 이미 있는 {plan.known}명은 그대로 둡니다." if plan.known else ""
        self.said.setText(
            f"{len(plan.new)}명을 추가합니다.{known}" if plan.new else f"추가할 사람이 없습니다.{known}"
        )
        self.refused.setText("\n".join(f"{number}번째 사람: {reason}" for number, reason in plan.refused[:5]))
        self.refused.setVisible(bool(plan.refused))
        self.go.setEnabled(bool(plan.new))
        if plan.new:
            self.go.setFocus()

    def add(self) -> None:
        """Store the new persons as one step."""
        self.go.setEnabled(False)

        def stored(count: int) -> None:
            self.accept()
            self._done(count)

        self._context.tasks.write(self, "명단 붙여넣기", lambda ws: roster.add(ws, self._rows), stored)


def _texts(values: Mapping[str, Any]) -> list[str]:
    return [format_value(_BY_KEY[key], values.get(key)) for key in COLUMNS]
