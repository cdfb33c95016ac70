"""이력: what happened to the project, by step of work; each opens to its fields before and after."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from app.domain.entities import ENTITIES
from app.domain.history import HistoryEntry
from app.services import history
from ui import icons, theme
from ui.context import Context
from ui.delegates.base import CellDelegate, Index
from ui.pages.project_room.history_model import STEP, HistoryModel, grouped
from ui.widgets.choice_editors import ChoiceEditor
from ui.widgets.controls import EmptyState, button
from ui.widgets.own_keys import OwnKeys
from ui.widgets.panels import Panel
from ui.widgets.tables.row_frame import frame_first_row, paint_row_frame

ROW = 36


class _Delegate(CellDelegate):
    """Steps in full ink, their lines quieter."""

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint one line of text."""
        step, first = bool(index.data(STEP)), index.column() == 0
        self.pixels, self.weight = (14, 500) if step and first else (13, 400)
        token = "text" if (step and first) or (not step and index.column() == 1) else "text2"
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        self.paint_text(painter, rect, text, Qt.AlignmentFlag.AlignLeft, token)


class _Tree(QTreeView):
    """A tree with the program's own fold marks, its current row framed."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the frame."""
        super().paintEvent(event)
        paint_row_frame(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where one is as soon as the keyboard comes here."""
        super().focusInEvent(event)
        frame_first_row(self, event)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Paint the frame where it is now."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint a fold mark before a step that can be opened."""
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        if index.data(STEP) and self.model().rowCount(index):
            mark = QRect(rect.right() - 20, rect.top() + (rect.height() - 16) // 2, 16, 16)
            icons.paint(painter, mark, "chevron-down" if self.isExpanded(index) else "chevron-right")


class HistoryTab(QWidget):
    """The newest 500 changes of a project, filtered by the kind of record."""

    def __init__(self, context: Context, _actions: object = None) -> None:
        """Make an empty list."""
        super().__init__()
        self._context = context
        self._project = 0
        self._entries: list[HistoryEntry] = []
        self.model = HistoryModel(self)
        self.filter = ChoiceEditor([("", "모든 기록")], required=True)
        self.filter.setAccessibleName("기록의 종류로 거르기")
        self.filter.setProperty("dense", True)
        self.filter.setFixedWidth(150)
        self.filter.edited.connect(self._fill)
        self.tree = self._make_tree()
        self.empty = EmptyState(
            "아직 이력이 없습니다. 무엇을 바꾸면 누가 언제 바꾸었는지 이곳에 남습니다.", icon="history"
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tree)
        self.stack.addWidget(self.empty)
        unfold = button("모두 펼치기", "list", "ghost", self._toggle_all, compact=True)
        self.panel = Panel("이력", "", (unfold, self.filter))
        self.unfold = unfold
        self.panel.body.addWidget(self.stack)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, theme.GAP, 20, theme.PADDING)
        box.addWidget(self.panel)
        OwnKeys(self.tree, {QKeySequence.StandardKey.Copy: self.copy})

    def _make_tree(self) -> QTreeView:
        tree = _Tree()
        tree.setModel(self.model)
        tree.setItemDelegate(_Delegate(13))
        tree.setUniformRowHeights(True)
        tree.setAccessibleName("이력")
        tree.setAlternatingRowColors(False)
        tree.setIndentation(24)
        tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        tree.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        tree.setExpandsOnDoubleClick(True)
        head = tree.header()
        head.setFixedHeight(theme.TABLE_HEAD)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((0, 380), (2, 160), (3, 160)):
            head.resizeSection(column, width)
        return tree

    def show_project(self, project_id: int) -> None:
        """Read the history of a project again and show it."""
        if project_id != self._project:
            self._project, self._entries = project_id, []
            self._fill()
        self._context.tasks.read(
            self, lambda ws: history.of_project(ws, project_id), self._show, key="history"
        )

    def _show(self, entries: list[HistoryEntry]) -> None:
        if entries == self._entries:
            return
        self._entries = entries
        kinds = dict.fromkeys(entry.entity for entry in entries)
        chosen = self.filter.value()
        self.filter.clear()
        self.filter.addItem("모든 기록", "")
        for kind in kinds:
            self.filter.addItem(ENTITIES[kind].label if kind in ENTITIES else kind, kind)
        self.filter.set_value(chosen if chosen in kinds else "")
        self._fill()

    def _fill(self) -> None:
        opened = {
            step.id
            for at, step in enumerate(self.model.steps)
            if self.tree.isExpanded(self.model.index(at, 0))
        }
        steps = grouped(self._entries, self.filter.value() or "")
        self.model.set_steps(steps)
        for at, step in enumerate(steps):
            if step.id in opened:
                self.tree.setExpanded(self.model.index(at, 0), True)
        self.panel.set_meta(f"작업 {len(steps)}건")
        self.stack.setCurrentWidget(self.tree if steps else self.empty)

    def _toggle_all(self) -> None:
        unfold = self.unfold.text() == "모두 펼치기"
        if unfold:
            self.tree.expandAll()
        else:
            self.tree.collapseAll()
        self.unfold.setText("모두 접기" if unfold else "모두 펼치기")

    def copy(self) -> None:
        """Put the current line on the clipboard, its cells parted by tabs."""
        row = self.tree.currentIndex()
        cells = (row.siblingAtColumn(column).data() or "" for column in range(self.model.columnCount()))
        QGuiApplication.clipboard().setText("\t".join(str(cell) for cell in cells))
