"""A table of records: headings, check boxes, a framed current row, the whole keyboard, copying to Excel."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QTableView, QWidget

from ui import theme
from ui.delegates.base import CellDelegate
from ui.delegates.cells import CheckDelegate
from ui.formats import text_of
from ui.models.records import CHECK, Index, RecordTableModel
from ui.state import UiState
from ui.widgets.tables.columns import TableColumns
from ui.widgets.tables.header import TableHeader
from ui.widgets.tables.own_viewport import own_viewport
from ui.widgets.tables.row_checks import RowChecks
from ui.widgets.tables.row_frame import frame_first_row
from ui.widgets.tables.row_pictures import RowPictures

SPANS = 3000


class RecordTable(QTableView):
    """Shows a ``RecordTableModel``.

    Space checks the current record, Shift with arrows or a click checks a stretch, Ctrl+A all, Esc none;
    Enter or a double click opens; Ctrl+C copies and Delete asks to remove the checked (else the current)
    records.
    """

    opened = Signal(int)
    currentRecordChanged = Signal(object)
    menuRequested = Signal(object, QPoint)
    removeRequested = Signal(list)
    sortsChanged = Signal(object)
    """The whole order as ((key, descending), …): a click orders by one field, with Shift by one more."""

    def __init__(
        self, model: RecordTableModel, name: str, state: UiState | None = None, parent: QWidget | None = None
    ) -> None:
        """Show ``model``; ``name`` is what the table is called, and where its columns are remembered."""
        super().__init__(parent)
        self._hover = -1
        self.before_copy: Callable[[Sequence[int], Callable[[], object]], None] | None = None
        """Is told which records are to be copied, and what copies them once that may be."""
        self.not_copied: frozenset[str] = frozenset()
        """The columns that say nothing in words."""
        self._delegates: list[QStyledItemDelegate] = []
        self.setAccessibleName(name)
        self._set_up_view()
        self.setModel(model)
        self.checks = RowChecks(model)
        self.rows = RowPictures(self, model)
        self.head = TableHeader(self)
        self.setHorizontalHeader(self.head)
        self.set_default_delegate(CellDelegate())
        self.columns = TableColumns(self, self.head, model, name)
        self.columns.restore(state)
        self.head.setSectionResizeMode(CHECK, TableHeader.ResizeMode.Fixed)
        self.setItemDelegateForColumn(CHECK, self._keep(CheckDelegate()))
        if model.specs:
            self.setItemDelegateForColumn(CHECK + 1, self._keep(CellDelegate(14, 500, "text")))
        model.layoutReset.connect(self._lay_out_rows)
        model.dataChanged.connect(lambda: self.viewport().update())
        model.headerDataChanged.connect(lambda: self.head.viewport().update())
        self.head.sectionClicked.connect(self._sort_by)
        self._lay_out_rows()

    def _set_up_view(self) -> None:
        own_viewport(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setMinimumSectionSize(20)
        rows.setDefaultSectionSize(theme.TABLE_ROW)

    def _keep(self, delegate: QStyledItemDelegate) -> QStyledItemDelegate:
        self._delegates.append(delegate)
        delegate.setParent(self)
        return delegate

    # -- set up by pages

    def records(self) -> RecordTableModel:
        """Return the model."""
        model = self.model()
        assert isinstance(model, RecordTableModel)  # noqa: S101 - given at the start
        return model

    def set_default_delegate(self, delegate: QStyledItemDelegate) -> None:
        """Paint every column without a delegate of its own by ``delegate``."""
        self.setItemDelegate(self._keep(delegate))

    def set_delegate(self, key: str, delegate: QStyledItemDelegate) -> None:
        """Paint the column of the field ``key`` by ``delegate``."""
        column = self.records().column_of(key)
        if column > CHECK:
            self.setItemDelegateForColumn(column, self._keep(delegate))
            self.rows.pictures.forget()
            if getattr(delegate, "begins_left", False):
                self.records().begin_left.add(key)

    def set_checkable(self, on: bool) -> None:
        """Show or hide the check boxes."""
        self.setColumnHidden(CHECK, not on)

    def set_sorts(self, sorts: Sequence[tuple[str, bool]]) -> None:
        """Show by which fields the list is ordered, as (key, descending)."""
        self.head.set_sorts(tuple(sorts))

    def sorts(self) -> tuple[tuple[str, bool], ...]:
        """Return by which fields the list is ordered; by none as long as nobody has asked."""
        return self.head.sorts

    def sort_by(self, sorts: Sequence[tuple[str, bool]]) -> None:
        """Ask for another order."""
        self.set_sorts(sorts)
        self.sortsChanged.emit(self.sorts())

    def shown_keys(self) -> list[str]:
        """Return the fields chosen to be shown, in their order; also those that a narrow window hides."""
        columns = sorted(range(1, self.head.count()), key=self.head.visualIndex)
        shown = [(self.records().specs[c - 1].key, self.isColumnHidden(c)) for c in columns]
        return [key for key, hidden in shown if not hidden or key in self.columns.gone]

    def set_columns(self, keys: Sequence[str]) -> None:
        """Show the fields ``keys`` in their order, the first field always; remembered."""
        self.columns.choose(keys)

    def hide_minor(self, keys: tuple[str, ...], hide: bool) -> None:
        """Hide the columns ``keys`` in a narrow window, without remembering it."""
        self.columns.hide_minor(keys, hide)

    # -- the current record

    def current_id(self) -> int | None:
        """Return the id of the framed record."""
        return self.records().id_at(self.currentIndex().row())

    def set_current_id(self, record: int | None) -> None:
        """Frame ``record`` and bring it into view; nothing is framed where it is not shown."""
        row = self.records().row_of(record) if record is not None else -1
        if row < 0:
            self.setCurrentIndex(QModelIndex())
            return
        self.setCurrentIndex(self.records().index(row, self._first_column()))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which record is framed now."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.currentRecordChanged.emit(self.records().id_at(current.row()))

    def _first_column(self) -> int:
        return self.head.logicalIndex(1) if self.isColumnHidden(CHECK) else CHECK

    # -- rows

    def rows_in_sight(self) -> int:
        """Return how many rows fill the view."""
        return -(-self.viewport().height() // self.verticalHeader().defaultSectionSize()) + 1

    def _lay_out_rows(self) -> None:
        self.clearSpans()
        headings = self.records().heading_rows()
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(rows.defaultSectionSize())
        for row in headings[:SPANS]:
            self.setSpan(row, 0, 1, self.records().columnCount())
            rows.resizeSection(row, theme.GROUP_ROW)

    def row_state(self, row: int) -> str:
        """Return ``checked``, ``current``, ``hover`` or nothing, for the delegates."""
        if self.records().is_checked(self.records().id_at(row)):
            return "checked"
        if row == self.currentIndex().row() and row >= 0:
            return "current"
        return "hover" if row == self._hover else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the frame of the current one."""
        painter = QPainter(self.viewport())
        self.rows.paint(painter, event.rect())
        current = self.currentIndex()
        if not current.isValid():
            return
        top, height = self.rowViewportPosition(current.row()), self.rowHeight(current.row())
        pen = QPen(theme.color("primary" if self.hasFocus() else "line2"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(QRect(1, top, self.viewport().width() - 2, height - 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where one is as soon as the keyboard comes here."""
        super().focusInEvent(event)
        frame_first_row(self, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the painted rows: out of sight those of ten tables would be 50 MB."""
        super().hideEvent(event)
        self.rows.pictures.forget()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row under the pointer."""
        super().leaveEvent(event)
        self._set_hover(-1)

    def _set_hover(self, row: int) -> None:
        if row != self._hover:
            self._hover = row
            self.viewport().update()

    # -- pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the pointer; dragging selects nothing."""
        self._set_hover(self.rowAt(int(event.position().y())))
        if not event.buttons():
            super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Check by the box, fold by a heading, stretch with Shift."""
        index = self.indexAt(event.position().toPoint())
        before = self.currentIndex().row()
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self.records().group_at(index.row()) is not None:
            self.records().fold(index.row())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.checks.to(index.row(), before)
        elif index.column() == CHECK or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.checks.toggle(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the record, unless its box was meant."""
        index = self.indexAt(event.position().toPoint())
        record = self.records().id_at(index.row())
        if index.column() == CHECK:
            self.mousePressEvent(event)
        elif record is not None:
            self.opened.emit(record)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu on the record under the pointer, or on the current one from the keyboard."""
        at = event.globalPos()
        row = self.rowAt(event.pos().y())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.currentIndex().row()
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        record = self.records().id_at(row)
        if record is not None:
            self.set_current_id(record)
            self.menuRequested.emit(record, at)

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the record; arrows and pages move."""
        row, shift = self.currentIndex().row(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.records().check_all()
        elif event.key() == Qt.Key.Key_Space:
            self.checks.toggle(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(row)
        elif event.key() == Qt.Key.Key_Delete and (targets := self.targets()):
            self.removeRequested.emit(targets)
        elif event.key() == Qt.Key.Key_Escape and self.records().checked_count():
            self.records().clear_checks()
        elif shift and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            to = self.checks.stretch(row, 1 if event.key() == Qt.Key.Key_Down else -1)
            self.setCurrentIndex(self.records().index(to, self._first_column()))
        else:
            super().keyPressEvent(event)

    def _enter(self, row: int) -> None:
        record = self.records().id_at(row)
        if record is not None:
            self.opened.emit(record)
        elif row >= 0:
            self.records().fold(row)
            self.setCurrentIndex(self.records().index(row, CHECK))

    def targets(self) -> list[int]:
        """Return the records that a verb acts on: the checked ones, else the current one."""
        return self.checks.targets(self.current_id())

    # -- copying

    def copy(self) -> None:
        """Put the checked (else the current) records on the clipboard, as text and as a table for Excel."""
        self.copy_records(self.targets())

    def copy_records(self, ids: Sequence[int]) -> None:
        """Put the records ``ids`` on the clipboard under the headings shown."""
        if not ids:
            return
        if self.before_copy is not None:
            self.before_copy(ids, lambda: self._put(ids))
        else:
            self._put(ids)

    def _put(self, ids: Sequence[int]) -> None:
        from ui.widgets.tables.copying import clipboard_rows

        keys = [key for key in self.shown_keys() if key not in self.not_copied]
        specs = [self.records().specs[self.records().column_of(key) - 1] for key in keys]
        found = self.records().records_of(ids)
        rows = [[spec.label for spec in specs], *([text_of(spec, row) for spec in specs] for row in found)]
        QGuiApplication.clipboard().setMimeData(clipboard_rows(rows))

    # -- what is remembered

    def _sort_by(self, section: int) -> None:
        if section > CHECK:
            key = self.records().specs[section - 1].key
            add = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.sort_by(self.head.sorted_by(key, add))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the new width, until somebody sets widths of their own."""
        super().resizeEvent(event)
        self.columns.fit()
