"""Own projects with a box before each, found by any part of the title."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from app.domain.hangul import fold, sought
from ui import theme
from ui.widgets.controls import SearchField, button
from ui.widgets.text import label

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class ProjectModel(QAbstractListModel):
    """The projects that have what is looked for; which are ticked is kept for all of them.

    A list whose items are hidden one by one stood still for seconds at ten years' 10,000 projects.
    """

    def __init__(self, projects: Sequence[tuple[int, str]], chosen: Sequence[int]) -> None:
        """Show all ``projects`` as (id, title), the ``chosen`` ticked."""
        super().__init__()
        self._projects, self._chosen = tuple(projects), set(chosen)
        self._folded = [fold(title) for _id, title in self._projects]
        self._shown = list(range(len(self._projects)))

    def rowCount(self, _parent: Index = _NONE) -> int:
        """Return how many projects are shown."""
        return len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, or whether the project is ticked."""
        key, title = self._projects[self._shown[index.row()]]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return title
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if key in self._chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.SizeHintRole:
            # rows of one height are measured once, before the style of the window makes them higher
            return QSize(0, theme.TABLE_ROW)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let a project be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a project, or take its tick away."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        key = self._projects[self._shown[index.row()]][0]
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._chosen.add(key)
        else:
            self._chosen.discard(key)
        self.dataChanged.emit(index, index, [role])
        return True

    def find(self, text: str) -> None:
        """Show the projects that have ``text`` in their title."""
        pattern = sought(text)
        self.beginResetModel()
        self._shown = [place for place, folded in enumerate(self._folded) if pattern.search(folded)]
        self.endResetModel()

    def tick_shown(self) -> None:
        """Tick all that are shown."""
        self._chosen |= {self._projects[place][0] for place in self._shown}
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def chosen(self) -> tuple[int, ...]:
        """Return the projects ticked, in the order of the list, shown or not."""
        return tuple(key for key, _title in self._projects if key in self._chosen)


class ProjectChooser(QWidget):
    """The list with its search; Space ticks the project in the frame."""

    def __init__(self, projects: Sequence[tuple[int, str]], chosen: Sequence[int]) -> None:
        """Offer ``projects``, the ``chosen`` ticked."""
        super().__init__()
        self.search = SearchField("과제명 일부로 찾기")
        self.model = ProjectModel(projects, chosen)
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("평가할 과제")
        self.list.setProperty("lined", True)
        self.list.setModel(self.model)
        self.count = label("", 13, tone="text2")
        self.search.searched.connect(self.model.find)
        self.model.dataChanged.connect(lambda *_where: self._tell())
        head = QHBoxLayout()
        head.addWidget(label("과제", 14, 600))
        head.addWidget(self.count, 1)
        head.addWidget(button("보이는 것 모두", kind="link", run=self.model.tick_shown, compact=True))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        self._tell()

    def _tell(self) -> None:
        self.count.setText(f"{len(self.chosen())}건 고름")

    def chosen(self) -> tuple[int, ...]:
        """Return the projects ticked."""
        return self.model.chosen()
