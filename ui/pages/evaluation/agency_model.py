"""Agencies by years as a table model: a score a cell, missing years empty, typed and pasted into."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.domain.choices import Disclosure
from app.domain.evaluation.agency_history import AgencyRow, History, check_score, read_score
from app.domain.evaluation.rounds import AgencyScore
from app.domain.hangul import quoted
from app.services.evaluation.agency_scores import FULL_SCORE, Place
from ui.formats import EMPTY

Index = QModelIndex | QPersistentModelIndex
NAME, FIRST = 0, 1

_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _PLAIN | Qt.ItemFlag.ItemIsEditable


class AgencyModel(QAbstractTableModel):
    """The scores under one indicator; ``entered`` hands over what was typed or pasted."""

    entered = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.found = History("", (), (), None)
        self.rows: list[AgencyRow] = []
        self._decimals = 0
        self._sort: tuple[int, bool] = (NAME, False)

    def show(self, found: History, rows: Sequence[AgencyRow]) -> None:
        """Show ``rows`` of a table, in the order that was asked for last."""
        self.beginResetModel()
        self.found, self.rows = found, list(rows)
        self._decimals = most_decimals(rows)
        self._order()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; missing scores stay at the end."""
        self.layoutAboutToBeChanged.emit()
        self._sort = (column, order == Qt.SortOrder.DescendingOrder)
        self._order()
        self.layoutChanged.emit()

    def _order(self) -> None:
        column, descending = self._sort
        if column == NAME or column > self.columnCount() - 1:
            self.rows.sort(key=lambda row: row.name, reverse=descending)
            return

        def figure(row: AgencyRow) -> float | None:
            if column == self.columnCount() - 1:
                return row.change
            one = row.scores.get(self.found.years[column - FIRST])
            return one.score if one else None

        known = [(value, row) for row in self.rows if (value := figure(row)) is not None]
        known.sort(key=lambda pair: pair[0], reverse=descending)
        self.rows = [row for _value, row in known] + [row for row in self.rows if figure(row) is None]

    # -- shape

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the agencies and the means below them."""
        return len(self.rows) + 1 if self.rows and not (parent is not None and parent.isValid()) else 0

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the name, the years and the change."""
        return 0 if parent is not None and parent.isValid() else FIRST + len(self.found.years) + 1

    def year_at(self, column: int) -> int | None:
        """Return the year of a column."""
        place = column - FIRST
        return self.found.years[place] if 0 <= place < len(self.found.years) else None

    def row_at(self, row: int) -> AgencyRow | None:
        """Return the agency of a row; none below the last."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def score_at(self, row: int, column: int) -> AgencyScore | None:
        """Return the record of a cell."""
        agency, year = self.row_at(row), self.year_at(column)
        return agency.scores.get(year) if agency is not None and year is not None else None

    # -- reading

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == NAME else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        year = self.year_at(section)
        return "기관" if section == NAME else "앞 점수와 차이" if year is None else f"{year}년"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, reads out or hands to its editor."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.EditRole:
            one = self.score_at(row, column)
            return f"{one.score:g}" if one is not None and one.score is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.headerData(column, Qt.Orientation.Horizontal)
            return f"{self.text(row, NAME)} {head} {self.text(row, column)} {self._disclosure(row, column)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column == NAME else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _disclosure(self, row: int, column: int) -> str:
        one = self.score_at(row, column)
        return Disclosure(one.disclosure).label if one is not None else ""

    def _hint(self, row: int, column: int) -> str | None:
        one = self.score_at(row, column)
        if one is None:
            return "점수가 없는 해입니다. 0점으로 세지 않습니다." if self.year_at(column) else None
        scale = f" / {one.scale:g}점" if one.scale is not None else ""
        source = f"\n출처: {one.source}" if one.source else ""
        return f"{one.score:g}{scale} · {Disclosure(one.disclosure).label}{source}"

    def text(self, row: int, column: int) -> str:
        """Return the words of a cell."""
        agency, year = self.row_at(row), self.year_at(column)
        if agency is None:
            return self._mean(column)
        if column == NAME:
            return agency.name
        if year is None:
            change = agency.change
            return EMPTY if change is None else f"{change:+.4g}"
        one = agency.scores.get(year)
        return EMPTY if one is None or one.score is None else f"{one.score:.{self._decimals}f}"

    def _mean(self, column: int) -> str:
        year = self.year_at(column)
        if column == NAME:
            return "평균"
        mean = self.found.mean(year) if year is not None else None
        return EMPTY if mean is None and year is not None else "" if mean is None else f"{mean:.2f}"

    # -- writing

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let scores be typed."""
        here = self.row_at(index.row()) is not None and self.year_at(index.column()) is not None
        return _TYPED if here else _PLAIN

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand over what was typed."""
        return role == Qt.ItemDataRole.EditRole and self.enter(index.row(), index.column(), [[str(value)]])

    def enter(self, row: int, column: int, block: Sequence[Sequence[str]]) -> bool:
        """Enter a block of scores, its corner at a cell; refused whole with the sentence."""
        entries: dict[Place, float | None] = {}
        for down, cells in enumerate(block):
            for right, text in enumerate(cells):
                agency, year = self.row_at(row + down), self.year_at(column + right)
                if agency is None or year is None:
                    continue
                value = self._read(text)
                if isinstance(value, str):
                    self.refused.emit(value)
                    return False
                one = agency.scores.get(year)
                if value != (one.score if one else None):
                    entries[Place(agency.id, year)] = value
        self.refused.emit("")
        if entries:
            self.entered.emit(entries)
        return True

    def _read(self, text: str) -> float | str | None:
        try:
            value = read_score(text)
        except ValueError:
            return f"{quoted(text.strip(), '은/는')} 점수가 아닙니다. 숫자를 넣으십시오."
        if value is None:
            return None
        return check_score(value, self.found.scale or FULL_SCORE) or value


def most_decimals(rows: Sequence[AgencyRow]) -> int:
    """Return with how many decimals every score of ``rows`` is written."""
    return max((decimals(one.score) for row in rows for one in row.scores.values()), default=0)


def decimals(score: float | None) -> int:
    """Return how many decimals a score was given with, two at most: a column shows as many in every row."""
    _whole, _point, part = f"{score or 0:.2f}".rstrip("0").partition(".")
    return len(part)
