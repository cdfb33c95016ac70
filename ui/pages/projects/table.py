"""The table of projects: what its cells paint beyond their fields."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.domain.choices import ProjectState
from app.domain.project import PROJECT_FIELDS
from ui.context import Context
from ui.delegates.base import CellDelegate, Index
from ui.delegates.cells import BadgeDelegate, PercentDelegate, StageDelegate
from ui.formats import list_date
from ui.models.records import ROW, RecordTableModel
from ui.widgets.tables.record_table import RecordTable

# narrower than the fields ask for, so that the usual columns fit beside the facets at 1440
WIDTHS = {"stage_progress": 176, "state": 98, "citizen_ratio": 80, "next_due": 96}
COLUMNS = tuple(
    replace(spec, width=WIDTHS.get(spec.key, spec.width)) for spec in PROJECT_FIELDS if spec.key != "kind"
)
_OVER = (ProjectState.DONE.value, ProjectState.STOPPED.value)


MINOR = ("program_id", "service_field", "next_title")


class NextDelegate(CellDelegate):
    """What comes next; without anything it says so, and a finished project reads 종료."""

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the words."""
        row = index.model().data(index, ROW)
        if row is None:
            return
        words, token = next_words(row)
        self.paint_text(painter, rect, words, Qt.AlignmentFlag.AlignLeft, token)


class DueDelegate(CellDelegate):
    """The due date, red once it has passed."""

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the date at the right."""
        row = index.model().data(index, ROW)
        if row is None or row.next_due is None:
            return
        late = row.next_due < date.today() and row.state not in _OVER
        words = list_date(row.next_due)
        self.paint_text(painter, rect, words, Qt.AlignmentFlag.AlignLeft, "danger" if late else "text2")


def next_words(row: Any) -> tuple[str, str]:
    """Return what comes next in a project and the token it is painted in."""
    if row.state in _OVER:
        return "종료", "text3"
    return (row.next_title, "text2") if row.next_title else ("일정 없음", "text3")


class ProjectTable(RecordTable):
    """Own projects; rows are fetched for what is seen."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make an empty table whose columns are remembered."""
        model = RecordTableModel(COLUMNS, lambda ids: _rows(context, ids))
        super().__init__(model, "과제", context.state, parent)
        model.setParent(self)
        self.set_delegate("stage_progress", StageDelegate())
        self.set_delegate("state", BadgeDelegate())
        self.set_delegate("citizen_ratio", PercentDelegate(lambda row: row.citizen_goal))
        self.set_delegate("next_title", NextDelegate())
        self.set_delegate("next_due", DueDelegate())
        self.columns.give_way(MINOR)


def _rows(context: Context, ids: Sequence[int]) -> Sequence[Any]:
    """Return rows beyond the first screen; none while the file is still being opened."""
    if context.opening:
        return ()
    from app.services import listing

    return listing.rows(context.workspace, "project", ids)
