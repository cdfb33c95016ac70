"""The tallies of a ballot as a table that is typed into and pasted into; an empty cell is not counted yet."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.domain.ballot import BallotResult
from app.domain.hangul import quoted
from app.domain.proposal import TallyWay
from ui import theme
from ui.formats import EMPTY
from ui.widgets.tables.copying import cells_of, clipboard_rows

Index = QModelIndex | QPersistentModelIndex
WAYS = tuple(TallyWay)
PLACE, TEXT, FIRST_WAY = 0, 1, 2
TOTAL = FIRST_WAY + len(WAYS)
HEADS = ("순위", "후보", *(way.label for way in WAYS), "합계")
FOOT = ("표 합계", "투표한 사람")
ROW = 32
Votes = Mapping[tuple[int, str], int | None]


def read_count(text: str) -> int | None:
    """Return the count that a cell holds, None for an empty one or –; ValueError for anything else."""
    digits = text.strip().replace(",", "").removesuffix("표").removesuffix("명").strip()
    if digits in ("", EMPTY, "-"):
        return None
    if not digits.isdigit():
        raise ValueError(text)
    return int(digits)


class TallyModel(QAbstractTableModel):
    """Options in their order, then the sums and the voters of each way."""

    votesEntered = Signal(object)
    votersEntered = Signal(str, object)
    renamed = Signal(int, str)
    refused = Signal(str)

    def __init__(self) -> None:
        """Begin without a ballot."""
        super().__init__()
        self.result: BallotResult | None = None
        self._places: dict[int, int] = {}

    def set_result(self, result: BallotResult | None) -> None:
        """Show a ballot."""
        self.beginResetModel()
        self.result = result
        self._places = {row.id: place for place, row in result.ranked} if result else {}
        self.endResetModel()

    def options(self) -> int:
        """Return how many rows are options."""
        return len(self.result.options) if self.result else 0

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the options and the two rows below them."""
        if self.result is None or (parent is not None and parent.isValid()):
            return 0
        return self.options() + len(FOOT)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._align(section)
        return HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    @staticmethod
    def _align(column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeft if column <= TEXT else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter

    def count(self, row: int, column: int) -> int | None:
        """Return the figure of a cell, None where nobody entered one."""
        assert self.result is not None  # noqa: S101 - rows exist only with a result
        if row < self.options():
            option = self.result.options[row]
            if column == TOTAL:
                return option.total if option.tallies else None
            return option.tallies.get(WAYS[column - FIRST_WAY].value)
        votes = row == self.options()
        if column == TOTAL:
            return self.result.votes if votes else self.result.voters
        way = self.result.ways[column - FIRST_WAY]
        return way.votes if votes else way.voters

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, reads out or hands to its editor."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._align(index.column())
        if role == Qt.ItemDataRole.FontRole:
            strong = index.row() >= self.options() or index.column() == TOTAL
            return theme.font(13, 600 if strong else 400)
        text = self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            return "" if text == EMPTY else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.text(index.row(), TEXT)} {HEADS[index.column()]} {text}"
        return text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def text(self, row: int, column: int) -> str:
        """Return the words of a cell."""
        assert self.result is not None  # noqa: S101 - rows exist only with a result
        below = row - self.options()
        if column == PLACE:
            place = self._places.get(self.result.options[row].id) if below < 0 else None
            return f"{place}위" if place else ""
        if column == TEXT:
            return FOOT[below] if below >= 0 else self.result.options[row].text
        found = self.count(row, column)
        return EMPTY if found is None else f"{found:,}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let options and the counts of each way be typed."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        way = FIRST_WAY <= index.column() < TOTAL and index.row() != self.options()
        named = index.column() == TEXT and index.row() < self.options()
        return plain | Qt.ItemFlag.ItemIsEditable if way or named else plain

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand over what was typed."""
        if role != Qt.ItemDataRole.EditRole or self.result is None:
            return False
        text = str(value).strip()
        if index.column() == TEXT:
            option = self.result.options[index.row()]
            if text and text != option.text:
                self.renamed.emit(option.id, text)
            return True
        self.enter(index.row(), index.column(), [[text]])
        return True

    def enter(self, row: int, column: int, block: list[list[str]]) -> None:
        """Enter a block of counts, its corner at ``row`` and ``column``; what falls outside is left out."""
        assert self.result is not None  # noqa: S101 - rows exist only with a result
        votes: dict[tuple[int, str], int | None] = {}
        for down, cells in enumerate(block):
            for right, cell in enumerate(cells):
                if not FIRST_WAY <= column + right < TOTAL:
                    continue
                try:
                    count = read_count(cell)
                except ValueError:
                    self.refused.emit(f"{quoted(cell, '은/는')} 수가 아닙니다. 0 이상의 수를 넣으십시오.")
                    return
                way = WAYS[column + right - FIRST_WAY].value
                if row + down < self.options():
                    votes[(self.result.options[row + down].id, way)] = count
                elif row + down == self.options() + 1:
                    self.votersEntered.emit(way, count)
        if votes:
            self.votesEntered.emit(votes)


class TallyTable(QTableView):
    """Typed into by F2 or any key, pasted into by Ctrl+V, copied whole by Ctrl+C; Delete empties a cell."""

    def __init__(self, model: TallyModel) -> None:
        """Show ``model``."""
        super().__init__()
        self.tallies = model
        self.setModel(model)
        self.setAccessibleName("투표 집계")
        self.setShowGrid(True)
        self.setGridStyle(Qt.PenStyle.SolidLine)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setStyleSheet(
            "QTableView::item { padding: 0 8px; } QHeaderView::section:first { padding-left: 8px; }"
        )
        self.horizontalHeader().setHighlightSections(False)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setFixedHeight(theme.TABLE_HEAD)
        for column, width in ((PLACE, 56), *((number, 92) for number in range(FIRST_WAY, len(HEADS)))):
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(theme.TABLE_HEAD + self.tallies.rowCount() * ROW + 4)

    def event(self, event: QEvent) -> bool:
        """Keep F2 for the cell in the frame: the window would rename the project by it."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste and empty."""
        at = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste) and at.isValid():
            self.tallies.enter(at.row(), at.column(), cells_of(QGuiApplication.clipboard().text()))
        elif event.key() == Qt.Key.Key_Delete and at.isValid() and at.column() >= FIRST_WAY:
            self.tallies.enter(at.row(), at.column(), [[""]])
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the whole table on the clipboard, for Excel."""
        model = self.tallies
        rows = [[model.text(row, column) for column in range(len(HEADS))] for row in range(model.rowCount())]
        QGuiApplication.clipboard().setMimeData(clipboard_rows([list(HEADS), *rows]))
