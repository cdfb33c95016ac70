"""The head of a record table: a box to check all, sorting, moving, and a menu of columns."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from ui import icons, theme
from ui.delegates.base import CELL_PADDING, first_inset
from ui.delegates.cells import paint_box
from ui.models.records import CHECK, RecordTableModel
from ui.widgets.tables.own_viewport import own_viewport

CHECK_WIDTH = 40


class TableHeader(QHeaderView):
    """Labels in the field's words; the sorted column carries an arrow."""

    layoutEdited = Signal()

    def __init__(self, view: QTableView) -> None:
        """Make the head of ``view``."""
        super().__init__(Qt.Orientation.Horizontal, view)
        own_viewport(self)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(False)
        self.setFixedHeight(theme.TABLE_HEAD)
        self.setMinimumSectionSize(32)
        self.setFont(theme.font(13, 600))
        self.setAccessibleName("표 머리글")
        self.sorts: tuple[tuple[str, bool], ...] = ()
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(self._moved)

    def records(self) -> RecordTableModel:
        """Return the model of the table."""
        model = self.model()
        assert isinstance(model, RecordTableModel)  # noqa: S101 - set by RecordTable
        return model

    def set_sorts(self, sorts: tuple[tuple[str, bool], ...]) -> None:
        """Show by which fields the list is ordered, as (key, descending)."""
        self.sorts = sorts
        self.viewport().update()

    def sorted_by(self, key: str, add: bool) -> tuple[tuple[str, bool], ...]:
        """Return the order after a click on ``key``: alone, or after the others with ``add``."""
        turned = next((not descending for name, descending in self.sorts if name == key), False)
        kept = self.sorts if add else tuple(pair for pair in self.sorts if pair[0] == key)
        if any(name == key for name, _ in kept):
            return tuple((name, turned if name == key else down) for name, down in kept)
        return (*kept, (key, False))

    def _resized(self, _section: int, _old: int, _new: int) -> None:
        # fitting and hiding resize too; only a hand on the mouse means that somebody wants this width
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self.layoutEdited.emit()

    def _moved(self, _logical: int, _old: int, _new: int) -> None:
        if self.visualIndex(CHECK) != 0:
            self.moveSection(self.visualIndex(CHECK), 0)
        self.layoutEdited.emit()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint the label, or the box that checks all."""
        painter.save()
        painter.fillRect(rect, theme.color("surface2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line2"))
        if section == CHECK:
            paint_box(painter, rect.adjusted(2 * CELL_PADDING, 0, 0, 0), self.records().all_state())
        else:
            left = CELL_PADDING + first_inset(self.parent(), section)
            self._paint_label(painter, rect.adjusted(left, 0, -CELL_PADDING, 0), section)
        painter.restore()

    def _paint_label(self, painter: QPainter, rect: QRect, section: int) -> None:
        spec = self.records().specs[section - 1]
        role = Qt.ItemDataRole.TextAlignmentRole
        align = Qt.AlignmentFlag(self.records().headerData(section, Qt.Orientation.Horizontal, role))
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.color("text2"))
        descending = dict(self.sorts).get(spec.key)
        is_sorted = descending is not None
        room = rect.width() - (18 if is_sorted else 0)
        text = painter.fontMetrics().elidedText(spec.label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(
            rect.adjusted(0, 0, -18 if is_sorted and align & Qt.AlignmentFlag.AlignRight else 0, 0),
            align,
            text,
        )
        if is_sorted:
            end = rect.right() - 15
            if not align & Qt.AlignmentFlag.AlignRight:
                end = min(end, rect.x() + painter.fontMetrics().horizontalAdvance(text) + 4)
            box = QRect(end, rect.y() + (rect.height() - 14) // 2, 14, 14)
            icons.paint(painter, box, "arrow-down" if descending else "arrow-up", "text2")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Check all, or ask for another order, where a click ends that moved nothing."""
        section = self.logicalIndexAt(event.position().toPoint())
        if section == CHECK and event.button() == Qt.MouseButton.LeftButton:
            self.toggle_all()
        super().mouseReleaseEvent(event)

    def toggle_all(self) -> None:
        """Check every record, or none where all are."""
        model = self.records()
        if model.all_state() == Qt.CheckState.Checked:
            model.clear_checks()
        else:
            model.check_all()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the choice of columns."""
        self.open_column_menu(event.globalPos())

    def open_column_menu(self, at: QPoint) -> QMenu:
        """Show the menu that chooses columns at the global point ``at``."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.column_actions(menu):
            menu.addAction(action)
        menu.popup(at)
        return menu

    def column_actions(self, menu: QMenu) -> list[QAction]:
        """Return one checkable action per column, in the fields' order; the first column always stays."""
        actions = []
        for column, spec in enumerate(self.records().specs, 1):
            action = QAction(spec.label, menu, checkable=True)
            action.setChecked(not self.isSectionHidden(column))
            action.setEnabled(column != CHECK + 1)
            action.toggled.connect(lambda on, column=column: self._show(column, on))
            actions.append(action)
        return actions

    def _show(self, column: int, on: bool) -> None:
        self.setSectionHidden(column, not on)
        if on and self.sectionSize(column) < self.minimumSectionSize():
            self.resizeSection(column, self.records().specs[column - 1].width)
        self.layoutEdited.emit()
