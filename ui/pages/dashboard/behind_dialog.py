"""The list behind a mean or a sum: how it is made in a sentence, then the projects it is made of."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from app.services.dashboard import Behind
from ui.dialogs.confirm import MessageDialog
from ui.widgets.tables.plain_table import ROW, PlainTable

WIDE, MOST_ROWS, HEAD, CELL, WORDS = 720, 12, 36, 88, 220


class BehindDialog(MessageDialog):
    """Lists the rows; a double click or Enter opens the project of one."""

    def __init__(self, owner: QWidget, found: Behind, opens: Callable[[int], object]) -> None:
        """Show ``found``; ``opens(project_id)`` is called for the row chosen."""
        super().__init__(owner.window(), found.title, found.sentence, "list", "primary")
        self.setFixedWidth(WIDE)
        self._found, self._opens = found, opens
        heads = [(head, WORDS if head in ("과제", "문항·지표") else CELL) for head in found.heads]
        self.table = PlainTable(found.title, heads, 0)
        self.table.set_rows(found.rows or [("아직 없습니다.", *([""] * (len(heads) - 1)))])
        self.table.setFixedHeight(HEAD + max(min(len(found.rows), MOST_ROWS), 1) * ROW)
        self.table.activated.connect(self._open)
        self.content.addWidget(self.table)
        self.add_button("닫기", kind="primary")
        self.open()
        self.table.setFocus()

    def _open(self, index: QModelIndex) -> None:
        if index.row() < len(self._found.project_ids):
            self.accept()
            self._opens(self._found.project_ids[index.row()])
