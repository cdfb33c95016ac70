"""A table of records: headings, check boxes, a framed current row, the whole keyboard, copying to Excel."""

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QTableView, QWidget

from app.domain.fields import FieldType
from ui import theme
from ui.delegates.base import CellDelegate
from ui.delegates.cells import CheckDelegate
from ui.formats import text_of
from ui.models.records import CHECK, Index, RecordTableModel
from ui.state import UiState
from ui.widgets.table_header import CHECK_WIDTH, TableHeader

SPANS = 3000
SAVE_AFTER_MS = 400
# Columns of words may shrink to this share of their width, and the first column to so many pixels.
LEAST, FIRST = 0.75, 190
_SOFT = frozenset(
    {FieldType.TEXT, FieldType.LONG_TEXT, FieldType.REFERENCE, FieldType.CHOICE, FieldType.CHOICES}
)


class RecordTable(QTableView):
    """Shows a ``RecordTableModel``.

    Space checks the current record, Shift with arrows or a click checks a stretch, Ctrl+A all, Esc none;
    Enter or a double click opens; Ctrl+C copies the checked (else the current) records.
    """

    opened = Signal(int)
    currentRecordChanged = Signal(object)
    menuRequested = Signal(object, QPoint)
    sortsChanged = Signal(object)
    """The whole order as ((key, descending), …): a click orders by one field, with Shift by one more."""

    def __init__(
        self, model: RecordTableModel, name: str, state: UiState | None = None, parent: QWidget | None = None
    ) -> None:
        """Show ``model``; ``name`` is what the table is called, and where its columns are remembered."""
        super().__init__(parent)
        self._state, self._state_key = state, f"table/{name}"
        self._hover = -1
        self._anchor = -1
        self._fitting = False
        self._own_widths = False
        self._delegates: list[QStyledItemDelegate] = []
        self.setAccessibleName(name)
        self._set_up_view()
        self.setModel(model)
        self.head = TableHeader(self)
        self.setHorizontalHeader(self.head)
        self.set_default_delegate(CellDelegate())
        self._set_up_columns(model)
        model.layoutReset.connect(self._lay_out_rows)
        model.dataChanged.connect(lambda: self.viewport().update())
        model.headerDataChanged.connect(lambda: self.head.viewport().update())
        self.head.sectionClicked.connect(self._sort_by)
        self.head.layoutEdited.connect(self._layout_edited)
        self._save = QTimer(self, interval=SAVE_AFTER_MS, singleShot=True)
        self._save.timeout.connect(self._save_columns)
        self._lay_out_rows()

    def _set_up_view(self) -> None:
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

    def _set_up_columns(self, model: RecordTableModel) -> None:
        self.setItemDelegateForColumn(CHECK, self._keep(CheckDelegate()))
        self.setColumnWidth(CHECK, CHECK_WIDTH)
        self.head.setSectionResizeMode(CHECK, self.head.ResizeMode.Fixed)
        kept = self._state.get(self._state_key, {}) if self._state else {}
        kept = kept if isinstance(kept, dict) else {}
        widths, hidden, order = kept.get("widths", {}), kept.get("hidden"), kept.get("order", [])
        self._own_widths = bool(widths)
        for column, spec in enumerate(model.specs, 1):
            self.setColumnWidth(column, int(widths.get(spec.key, spec.width)))
            gone = spec.key in hidden if isinstance(hidden, list) else not spec.shown
            self.setColumnHidden(column, gone and column != CHECK + 1)
        for place, key in enumerate(order, 1):
            column = model.column_of(key)
            if column > CHECK and place < self.head.count():
                self.head.moveSection(self.head.visualIndex(column), place)
        if column := model.column_of(model.specs[0].key):
            self.setItemDelegateForColumn(column, self._keep(CellDelegate(14, 500, "text")))

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
            if getattr(delegate, "begins_left", False):
                self.records().begin_left.add(key)

    def set_checkable(self, on: bool) -> None:
        """Show or hide the check boxes."""
        self.setColumnHidden(CHECK, not on)

    def hide_minor(self, keys: tuple[str, ...], hide: bool) -> None:
        """Hide the columns ``keys`` in a narrow window, without remembering it."""
        self.head.blockSignals(True)
        for key in keys:
            column = self.records().column_of(key)
            if column > CHECK:
                self.setColumnHidden(column, hide)
        self.head.blockSignals(False)
        self.updateGeometries()
        self.fit_columns()

    def set_sort(self, key: str, descending: bool = False) -> None:
        """Show by which field the list is ordered."""
        self.head.set_sort(key, descending)

    def shown_keys(self) -> list[str]:
        """Return the fields shown, in the order of the columns."""
        columns = sorted(range(1, self.head.count()), key=self.head.visualIndex)
        return [self.records().specs[c - 1].key for c in columns if not self.isColumnHidden(c)]

    def set_columns(self, keys: Sequence[str]) -> None:
        """Show the fields ``keys`` in their order, the first field always; remembered."""
        first = self.records().specs[0].key
        self._fitting = True
        for column, spec in enumerate(self.records().specs, 1):
            self.setColumnHidden(column, spec.key not in (first, *keys))
        for place, key in enumerate(keys, 1):
            self.head.moveSection(self.head.visualIndex(self.records().column_of(key)), place)
        self._fitting = False
        self.fit_columns()
        self._save.start()

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

    def _lay_out_rows(self) -> None:
        self.clearSpans()
        headings = self.records().heading_rows()
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(rows.defaultSectionSize())
        for row in headings[:SPANS]:
            self.setSpan(row, 0, 1, self.records().columnCount())
            rows.resizeSection(row, theme.GROUP_ROW)

    def row_state(self, row: int) -> str:
        """Return ``checked``, ``hover`` or nothing, for the delegates."""
        if self.records().is_checked(self.records().id_at(row)):
            return "checked"
        return "hover" if row == self._hover else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then the frame of the current row."""
        super().paintEvent(event)
        current = self.currentIndex()
        if not current.isValid():
            return
        top, height = self.rowViewportPosition(current.row()), self.rowHeight(current.row())
        painter = QPainter(self.viewport())
        pen = QPen(theme.color("primary" if self.hasFocus() else "line2"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(QRect(1, top, self.viewport().width() - 2, height - 1))

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
            self._check_stretch(self._anchor if self._anchor >= 0 else before, index.row())
        elif index.column() == CHECK or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._toggle(index.row())

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
            self._toggle(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(row)
        elif event.key() == Qt.Key.Key_Escape and self.records().checked_count():
            self.records().clear_checks()
        elif shift and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._stretch(row, 1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _enter(self, row: int) -> None:
        record = self.records().id_at(row)
        if record is not None:
            self.opened.emit(record)
        elif row >= 0:
            self.records().fold(row)
            self.setCurrentIndex(self.records().index(row, CHECK))

    def _toggle(self, row: int) -> None:
        record = self.records().id_at(row)
        if record is not None:
            self._anchor = row
            self.records().set_checked([record], not self.records().is_checked(record))
        elif row >= 0 and (group := self.records().group_at(row)) is not None:
            whole = all(self.records().is_checked(i) for i in group.ids)
            self.records().set_checked(group.ids, not whole)

    def _stretch(self, row: int, step: int) -> None:
        to = row + step
        if 0 <= to < self.records().rowCount():
            self._check_stretch(row, to)
            self.setCurrentIndex(self.records().index(to, self._first_column()))

    def _check_stretch(self, first: int, last: int) -> None:
        rows = range(min(first, last), max(first, last) + 1)
        found = (self.records().id_at(row) for row in rows if row >= 0)
        self.records().set_checked([record for record in found if record is not None])

    # -- copying

    def copy(self) -> None:
        """Put the checked (else the current) records on the clipboard, as text and as a table for Excel."""
        current = self.current_id()
        ids = self.records().checked() or ([current] if current is not None else [])
        if not ids:
            return
        rows = [self._head_texts(), *(self._texts(record) for record in self.records().records_of(ids))]
        mime = QMimeData()
        mime.setText("\n".join("\t".join(cell.replace("\t", " ") for cell in row) for row in rows))
        mime.setHtml(_html(rows))
        QGuiApplication.clipboard().setMimeData(mime)

    def _shown_columns(self) -> list[int]:
        return [self.records().column_of(key) for key in self.shown_keys()]

    def _head_texts(self) -> list[str]:
        return [self.records().specs[column - 1].label for column in self._shown_columns()]

    def _texts(self, record: Any) -> list[str]:
        return [text_of(self.records().specs[column - 1], record) for column in self._shown_columns()]

    # -- what is remembered

    def _sort_by(self, section: int) -> None:
        if section > CHECK:
            key = self.records().specs[section - 1].key
            add = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.head.set_sorts(self.head.sorted_by(key, add))
            self.records().sortRequested.emit(key, dict(self.head.sorts)[key])
            self.sortsChanged.emit(self.head.sorts)

    def _layout_edited(self) -> None:
        if self._fitting:
            return
        self._own_widths = True
        self._save.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the new width, until somebody sets widths of their own."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give the first field what the others leave; words give way first, figures and dates never."""
        if self._own_widths:
            return
        specs = self.records().specs
        shown = [(c, s) for c, s in enumerate(specs, 1) if not self.isColumnHidden(c)]
        others = shown[1:]
        soft = sum(s.width for _c, s in others if s.type in _SOFT)
        hard = sum(s.width for _c, s in others if s.type not in _SOFT)
        room = self.viewport().width() - (0 if self.isColumnHidden(CHECK) else CHECK_WIDTH) - hard
        ratio = min(1.0, max(LEAST, (room - FIRST) / soft)) if soft else 1.0
        self._fitting = True
        for column, spec in others:
            self.setColumnWidth(column, round(spec.width * ratio) if spec.type in _SOFT else spec.width)
        if shown:
            self.setColumnWidth(shown[0][0], max(FIRST, room - round(soft * ratio) - 1))
        self._fitting = False

    def _save_columns(self) -> None:
        if self._state is None:
            return
        specs = self.records().specs
        kept: dict[str, Any] = {
            "widths": {
                s.key: self.columnWidth(c) for c, s in enumerate(specs, 1) if not self.isColumnHidden(c)
            },
            "hidden": [s.key for c, s in enumerate(specs, 1) if self.isColumnHidden(c)],
            "order": [specs[self.head.logicalIndex(v) - 1].key for v in range(1, self.head.count())],
        }
        self._state.set(self._state_key, kept)


def _html(rows: list[list[str]]) -> str:
    """Return the rows as an HTML table whose cells stay text in Excel, also 010 and =1."""
    cell = "<td style=\"mso-number-format:'\\@'\">{}</td>"
    lines = ("<tr>" + "".join(cell.format(escape(text)) for text in row) + "</tr>" for row in rows)
    return "<table>" + "".join(lines) + "</table>"
