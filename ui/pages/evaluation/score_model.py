"""The sheets of one project as a table model: criteria down, reviewers across, then what they come to."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.domain.evaluation.rounds import Panel, PanelMember, SheetState
from app.domain.evaluation.score_table import ScoreRow, member_sum, panel_score, score_rows
from app.domain.hangul import quoted
from app.domain.privacy.masks import mask_name
from app.errors import UserError
from app.services.evaluation.rounds import RoundParts
from app.services.evaluation.scores import Cell, check_cell
from ui.formats import EMPTY

Index = QModelIndex | QPersistentModelIndex
LABEL, WEIGHT, FIRST = 0, 1, 2
MEAN, SPREAD, WEIGHTED = 0, 1, 2
TAIL = ("평균", "편차", "가중 점수")
WHOLE = 0
"""In the place of a criterion: what was said of a project as a whole (총평)."""
Entries = dict[Cell, float | None]


def read_score(text: str) -> float | None:
    """Return the score that a cell holds, None for an empty one or –; ValueError for anything else."""
    digits = text.strip().removesuffix("점").strip().replace(",", ".")
    if digits in ("", EMPTY, "-", "입력 전"):
        return None
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def points(value: float | None, places: int = 1) -> str:
    """Return a figure as it is read: 79.5, or – where there is none."""
    return EMPTY if value is None else f"{value:.{places}f}"


class ScoreModel(QAbstractTableModel):
    """The scores of one project by one panel; ``entered`` hands over what was typed or pasted."""

    entered = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        """Begin without a project."""
        super().__init__()
        self.found: RoundParts | None = None
        self.panel: Panel | None = None
        self.project_id = 0
        self.members: tuple[PanelMember, ...] = ()
        self.states: tuple[SheetState, ...] = ()
        self.rows: list[ScoreRow] = []
        self.comments: Mapping[Cell, str] = {}

    def show(
        self,
        found: RoundParts,
        panel: Panel | None,
        project_id: int,
        comments: Mapping[Cell, str],
    ) -> None:
        """Show a project's sheets of one panel; the table is built anew only where its shape changed."""
        members = tuple(one for one in found.members if panel is not None and one.panel_id == panel.id)
        same = (
            self.found is not None
            and self.rows
            and members == self.members
            and found.criteria == self.found.criteria
        )
        if not same:
            self.beginResetModel()
        self.found, self.panel, self.project_id = found, panel, project_id
        self.members, self.comments = members, comments
        self._work_out()
        if not same:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows), self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, FIRST, FIRST + len(members))

    def _work_out(self) -> None:
        assert self.found is not None  # noqa: S101 - called by show alone
        self.rows = []
        self.states = tuple(self.found.state_of(one, self.project_id) for one in self.members)
        if self.panel is not None and self.project_id in self.found.standing.results:
            ids = [one.id for one in self.members]
            self.rows = score_rows(
                self.found.standing, self.found.criteria, self.panel.id, ids, self.project_id
            )

    # -- shape

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the criteria and the sums below them."""
        return len(self.rows) + 1 if self.rows and not (parent is not None and parent.isValid()) else 0

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else FIRST + len(self.members) + len(TAIL)

    def member_at(self, column: int) -> PanelMember | None:
        """Return the reviewer of a column."""
        place = column - FIRST
        return self.members[place] if 0 <= place < len(self.members) else None

    def tail_at(self, column: int) -> int:
        """Return which of 평균, 편차, 가중 점수 a column is; negative where it is none."""
        return column - FIRST - len(self.members)

    def cell_at(self, row: int, column: int) -> Cell | None:
        """Return the place of a score; None outside of them and where the reviewer is excluded."""
        member = self.member_at(column)
        if member is None or not 0 <= row < len(self.rows):
            return None
        if self.states[column - FIRST] is SheetState.EXCLUDED:
            return None
        return Cell(member.id, self.project_id, self.rows[row].criterion.id)

    def remark_at(self, row: int, column: int) -> str:
        """Return the 총평 of the reviewer whose sum stands in a place."""
        member = self.member_at(column)
        if member is None or row != len(self.rows):
            return ""
        return self.comments.get(Cell(member.id, self.project_id, WHOLE), "")

    def name(self, member: PanelMember) -> str:
        """Return a reviewer's name as it may be shown."""
        return mask_name(member.name)

    # -- reading

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        member = self.member_at(section)
        if member is not None:
            return f"{self.name(member)} {self.state_words(section - FIRST)}"
        return ("기준", "가중치", *TAIL)[section if section < FIRST else FIRST + self.tail_at(section)]

    def state_words(self, place: int) -> str:
        """Return how far a reviewer's sheet has come: 마침, 4 / 7, 시작 전, 제척."""
        state = self.states[place]
        if state is SheetState.PARTIAL:
            given = sum(row.values[place] is not None for row in self.rows)
            return f"{given} / {len(self.rows)}"
        return state.label

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, reads out or hands to its editor."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            text = self.text(index.row(), index.column())
            return text if self.value(index.row(), index.column()) is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{self.text(index.row(), LABEL)} {head} {self.text(index.row(), index.column())}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(index.row(), index.column())
        return None

    def _hint(self, row: int, column: int) -> str | None:
        if column == LABEL and row < len(self.rows):
            one = self.rows[row].criterion
            return f"{one.label} ({one.lowest}–{one.highest}점)\n{one.description}".strip()
        if row == len(self.rows) and self.member_at(column) is not None:
            return self.remark_at(row, column) or "F2로 총평을 적습니다."
        cell = self.cell_at(row, column)
        if cell is None:
            return None
        comment = self.comments.get(cell, "")
        return comment or (
            "의견이 필요한 기준입니다. F2로 적으십시오." if self.lacks_comment(row, column) else None
        )

    def value(self, row: int, column: int) -> float | None:
        """Return the score of a cell."""
        place = column - FIRST
        if not 0 <= row < len(self.rows) or not 0 <= place < len(self.members):
            return None
        return self.rows[row].values[place]

    def lacks_comment(self, row: int, column: int) -> bool:
        """Tell whether a score has no comment although its criterion asks for one."""
        cell = self.cell_at(row, column)
        return (
            cell is not None
            and self.rows[row].criterion.comment_required
            and self.value(row, column) is not None
            and not self.comments.get(cell)
        )

    def text(self, row: int, column: int) -> str:
        """Return the words of a cell."""
        if row == len(self.rows):
            return self._sum(column)
        found = self.rows[row]
        tail = self.tail_at(column)
        if column == LABEL:
            return found.criterion.label
        if column == WEIGHT:
            return f"{found.criterion.weight}%"
        if tail == MEAN:
            return points(found.result.mean)
        if tail == SPREAD:
            return EMPTY if found.result.spread is None else f"{found.result.spread:g}"
        if tail == WEIGHTED:
            return points(found.weighted)
        return self._score(found, column - FIRST)

    def _score(self, found: ScoreRow, place: int) -> str:
        value, state = found.values[place], self.states[place]
        if state is SheetState.EXCLUDED:
            return "제척"
        if value is not None:
            return f"{value:g}"
        return "입력 전" if state is SheetState.PARTIAL else EMPTY

    def _sum(self, column: int) -> str:
        tail = self.tail_at(column)
        if column == LABEL:
            return "합계"
        if column == WEIGHT:
            return f"{sum(row.criterion.weight for row in self.rows)}%"
        if tail >= 0:
            whole = panel_score(self.rows)
            full = sum(row.criterion.weight for row in self.rows)
            top = self.rows[0].criterion.highest
            alike = all(row.criterion.highest == top for row in self.rows)
            mean = whole / full * top if whole is not None and full and alike else None
            return ("" if mean is None else points(mean), "", points(whole))[tail]
        whole, state = member_sum(self.rows, column - FIRST), self.states[column - FIRST]
        return "일부" if whole is None and state is SheetState.PARTIAL else points(whole)

    # -- writing

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let scores be typed."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = self.cell_at(index.row(), index.column()) is not None
        return plain | Qt.ItemFlag.ItemIsEditable if editable else plain

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand over what was typed."""
        return role == Qt.ItemDataRole.EditRole and self.enter(index.row(), index.column(), [[str(value)]])

    def enter(self, row: int, column: int, block: Sequence[Sequence[str]]) -> bool:
        """Enter a block of scores, its corner at ``row`` and ``column``; refused whole with the sentence."""
        entries: Entries = {}
        for down, cells in enumerate(block):
            for right, text in enumerate(cells):
                cell = self.cell_at(row + down, column + right)
                if cell is None:
                    continue
                value = self._read(cell, text)
                if isinstance(value, str):
                    self.refused.emit(value)
                    return False
                if value != self.value(row + down, column + right):
                    entries[cell] = value
        self.hand_over(entries)
        return True

    def hand_over(self, entries: Entries) -> None:
        """Send what changed, unless nothing did."""
        self.refused.emit("")
        if entries:
            self.entered.emit(entries)

    def _read(self, cell: Cell, text: str) -> float | str | None:
        assert self.found is not None  # noqa: S101 - cells exist only with a round
        try:
            value = read_score(text)
            check_cell(self.found, cell, value)
        except UserError as error:
            return error.message
        except ValueError:
            return f"{quoted(text.strip(), '은/는')} 점수가 아닙니다. 숫자를 넣으십시오."
        return value
