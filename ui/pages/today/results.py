"""다시 잴 성과 and 예산 확인: what to measure again and which money to look at, each with its button."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.services import budgets, indicators
from app.services.budgets import Concern
from app.services.indicators import DueProject
from ui import theme
from ui.context import Context
from ui.formats import list_date
from ui.pages.today.rows import Tile
from ui.widgets.badges import Badge, DDay
from ui.widgets.controls import button
from ui.widgets.open_row import RowFrame
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import ElidedLabel

TABLES = ("indicator", "measurement", "stage", "budget_line", "spending")
SHOWN = 4


class ResultsPanel(Panel):
    """Rows that a reading fills; hidden while there is none."""

    def __init__(self, context: Context, title: str, key: str, read: Callable[..., Sequence[Any]]) -> None:
        """Make an empty panel; ``read(ws)`` finds what it shows."""
        super().__init__(title)
        self._context, self._key, self._read = context, key, read
        self.rows = Rows(self._row)
        self.body.addWidget(self.rows)
        self.hide()

    def refresh(self) -> None:
        """Read again."""
        self._context.tasks.read(self, self._read, self.show_found, key=self._key)

    def show_found(self, found: Sequence[Any]) -> None:
        """Show the first of what was found, and how much there is."""
        self.rows.set_items(list(found[:SHOWN]))
        more = f" · 먼저 {SHOWN}건" if len(found) > SHOWN else ""
        self.set_meta(f"{len(found):,}건{more}" if found else "")
        self.setVisible(bool(found))

    def _row(self, item: Any) -> QWidget:
        raise NotImplementedError


class AgainPanel(ResultsPanel):
    """Projects whose indicators are to be measured again 3, 6 or 12 months after 집행."""

    def __init__(self, context: Context) -> None:
        """Make an empty panel."""
        super().__init__(context, "다시 잴 성과", "again", indicators.due_projects)

    def _row(self, item: DueProject) -> QWidget:
        def opens() -> None:
            self._context.navigate(
                "project", project_id=item.project_id, tab="outcomes", indicator_id=item.indicator_id
            )

        today = self._context.workspace.today
        more = f" 외 {len(item.indicators) - 1}개" if len(item.indicators) > 1 else ""
        what = f"집행 {item.months}개월 뒤 · {item.indicators[0]}{more}"
        said = f"{item.project}, {what}, {list_date(item.due_on)}까지"
        row = RowFrame(f"again-{item.project_id}", said, theme.TWO_LINE_ROW, opens)
        row.box.addWidget(Tile("chart-column", late=item.due_on <= today))
        row.add_words(item.project, "", ElidedLabel(what, 13, tone="text2"))
        row.box.addWidget(DDay(item.due_on, today))
        row.box.addWidget(_action("측정값 추가", item.project, f"do-again-{item.project_id}", opens))
        return row


class MoneyPanel(ResultsPanel):
    """Lines of money over plan, or with much left near the end of their year."""

    def __init__(self, context: Context) -> None:
        """Make an empty panel."""
        super().__init__(context, "예산 확인", "money", budgets.recent_concerns)

    def _row(self, item: Concern) -> QWidget:
        line, over = item.line, item.kind == "over"

        def opens() -> None:
            self._context.navigate("project", project_id=line.project_id, tab="budget", line_id=line.id)

        said = f"{line.project}, {line.label}: {item.sentence}"
        row = RowFrame(f"money-{line.id}", said, theme.TWO_LINE_ROW, opens)
        row.box.addWidget(Tile("wallet", late=over))
        row.add_words(f"{line.label} · {line.project}", "", ElidedLabel(item.sentence, 13, tone="text2"))
        row.box.addWidget(Badge("계획 초과", "overdue") if over else Badge("많이 남음", "warning"))
        row.box.addWidget(_action("예산 열기", f"{line.project} {line.label}", f"do-money-{line.id}", opens))
        return row


def _action(words: str, what: str, name: str, run: Callable[[], object]) -> QWidget:
    made = button(words, run=run, compact=True)
    made.setAccessibleName(f"{what}: {words}")
    made.setObjectName(name)
    return made
