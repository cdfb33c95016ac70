"""The hits of 안전 공유 as a tree: whom or what, below it every place with the words around it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.domain.privacy.redaction import Hit
from ui import theme

if TYPE_CHECKING:
    from app.services.reports.redaction import Preview

HEADS = ("찾은 말", "바꿀 말", "종류", "앞뒤 글")
WIDTHS = (210, 170, 100)
NUMBER = Qt.ItemDataRole.UserRole
OFFICIAL, DOUBTFUL = "공무원", "확인"


class HitTree(QTreeWidget):
    """Ticked hits are replaced; ``counted(chosen, all)`` tells after each change."""

    counted = Signal(int, int)

    def __init__(self, seen: "Preview") -> None:
        """Show the hits by what they stand for, in their order."""
        super().__init__()
        self._seen = seen
        self._leaves: dict[int, QTreeWidgetItem] = {}
        self.setAccessibleName("찾은 이름과 번호")
        self.setHeaderLabels(list(HEADS))
        self.setFont(theme.font(13))
        self.header().setFont(theme.font(13, 600))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.header().setSectionResizeMode(len(HEADS) - 1, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, width)
        self._fill()
        self.itemChanged.connect(lambda _item, column: self.tell() if column == 0 else None)

    def _fill(self) -> None:
        subjects: dict[tuple[str, str], QTreeWidgetItem] = {}
        names = self._seen.redaction(range(len(self._seen.hits))).pseudonyms()
        for number, hit in enumerate(self._seen.hits):
            key = (hit.kind.value, hit.subject)
            parent = subjects.get(key)
            if parent is None:
                parent = subjects[key] = self._subject(hit, names[key])
            self._leaves[number] = self._place(parent, number, hit)
        for parent in subjects.values():
            parent.setText(3, f"{parent.childCount():,}곳")
            parent.setExpanded(len(subjects) <= 12)

    def _subject(self, hit: Hit, pseudonym: str) -> QTreeWidgetItem:
        words = hit.subject if hit.kind.value == "name" else hit.words
        kind = f"{hit.kind.label} · {OFFICIAL}" if hit.official else hit.kind.label
        item = QTreeWidgetItem(self, [words, pseudonym, kind, ""])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
        for column in range(2):
            item.setFont(column, theme.font(13, 600))
        return item

    def _place(self, parent: QTreeWidgetItem, number: int, hit: Hit) -> QTreeWidgetItem:
        around = f"…{hit.before}[{hit.words}]{hit.after}…"
        item = QTreeWidgetItem(parent, [hit.words, "", DOUBTFUL if hit.doubtful else "", around])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Checked if hit.proposed else Qt.CheckState.Unchecked)
        item.setData(0, NUMBER, number)
        item.setToolTip(3, around)
        color = theme.color("warning.text" if hit.doubtful else "text2")
        for column in (2, 3):
            item.setForeground(column, color)
        return item

    def chosen(self) -> frozenset[int]:
        """Return the hits that are ticked."""
        ticked = Qt.CheckState.Checked
        return frozenset(number for number, leaf in self._leaves.items() if leaf.checkState(0) == ticked)

    def tick(self, number: int, on: bool) -> None:
        """Tick or untick one hit."""
        self._leaves[number].setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def tell(self) -> None:
        """Say how many are ticked."""
        self.counted.emit(len(self.chosen()), len(self._leaves))
