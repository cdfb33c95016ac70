"""순위: the projects of a round by their scores, with bars, provisional ones marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.evaluation.rounds import SheetState
from app.services.evaluation.rounds import RoundParts
from ui import theme
from ui.pages.evaluation.score_model import points
from ui.widgets.bars import paint_bar
from ui.widgets.panels import Panel
from ui.widgets.tables.copying import clipboard_rows

Index = QModelIndex | QPersistentModelIndex
ROW, DENSE, NUMBER = 54, 46, 24
ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Place:
    """One row of 순위: ``done`` of ``all`` reviewers have finished their sheet."""

    project_id: int
    title: str
    rank: int | None
    score: float | None
    share: float
    done: int
    all: int
    grade: str = ""

    @property
    def words(self) -> str:
        """Return how many sheets the score rests on, behind the award where there is one."""
        return f"{self.grade} · {self.state}" if self.grade else self.state

    @property
    def state(self) -> str:
        """Return how many sheets the score rests on."""
        if self.done == self.all:
            return f"{self.all}명 마침"
        return f"잠정 {self.done} / {self.all}명" if self.score is not None else f"{self.done} / {self.all}명"


def places(found: RoundParts, awarded: Mapping[int, str] | None = None) -> list[Place]:
    """Return the projects by rank with their awards; those without a score follow by their titles."""
    ranks, full = found.standing.ranks(), sum(one.weight for one in found.criteria) or 1
    rows = []
    for project_id, title in found.projects:
        states = [found.state_of(member, project_id) for member in found.members]
        score = found.standing.results[project_id].score
        rows.append(
            Place(
                project_id,
                title,
                ranks[project_id],
                score,
                (score or 0) / full,
                states.count(SheetState.DONE),
                len(states) - states.count(SheetState.EXCLUDED),
                (awarded or {}).get(project_id, ""),
            )
        )
    return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.title, row.project_id))


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Place] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ENTRY:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            rank = f"{row.rank}위" if row.rank else "순위 없음"
            return f"{rank} {row.title} {points(row.score)}점 {row.words}"
        return row.title if role == Qt.ItemDataRole.ToolTipRole else None


class _Painter(QStyledItemDelegate):
    dense = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, DENSE if self.dense else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        assert isinstance(view, QListView)  # noqa: S101 - painted by its own list alone
        row, rect = index.model().data(index, ENTRY), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = index == view.currentIndex()
        if current or option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("select"))
        if current:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.color("primary"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        self._paint_rank(painter, rect, row)
        self._paint_words(painter, rect.adjusted(NUMBER + 22, 0, -14, 0), row)
        if current and view.hasFocus():
            painter.setPen(theme.color("primary"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.restore()

    def _paint_rank(self, painter: QPainter, rect: QRect, row: Place) -> None:
        box = QRect(rect.x() + 10, rect.y() + (rect.height() - NUMBER) // 2, NUMBER, NUMBER)
        top = row.rank is not None and row.rank <= 3
        if top:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("strong"))
            painter.drawRoundedRect(box, theme.RADIUS_BADGE, theme.RADIUS_BADGE)
        painter.setFont(theme.font(13, 700 if top else 500))
        painter.setPen(theme.color("on_primary" if top else "text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(row.rank) if row.rank else "–")

    def _paint_words(self, painter: QPainter, rect: QRect, row: Place) -> None:
        middle = rect.center().y() + 2  # letters stand high in their line
        upper = QRect(rect.x(), middle - 21, rect.width(), 20)
        lower = QRect(rect.x(), middle + 1, rect.width(), 18)
        figure = points(row.score)
        painter.setFont(theme.font(14, 600))
        painter.setPen(theme.color("text"))
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure)
        room = upper.width() - painter.fontMetrics().horizontalAdvance(figure) - 8
        painter.setFont(theme.font(14, 500))
        title = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        whole = row.done == row.all
        painter.setFont(theme.font(12, 400 if whole else 500))
        painter.setPen(theme.color("text2" if whole else "warning"))
        painter.drawText(lower, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.words)
        beside = max(84, painter.fontMetrics().horizontalAdvance(row.words) + 10)
        bar = QRectF(lower.x(), lower.center().y() - 2, max(lower.width() - beside, 24), 6)
        fill = theme.color("primary" if whole else "heat.4")
        paint_bar(painter, bar, row.share, fill, theme.color("track"))


class _List(QListView):
    def __init__(self, rows: _Rows) -> None:
        super().__init__()
        self._model = rows
        self.setModel(rows)
        self.painter_of = _Painter()
        self.painter_of.setParent(self)
        self.setItemDelegate(self.painter_of)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("순위")
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = [
                [str(row.rank or ""), row.title, points(row.score), row.words] for row in self._model.rows
            ]
            QGuiApplication.clipboard().setMimeData(
                clipboard_rows([["순위", "과제", "가중 점수", "상태"], *rows])
            )
        else:
            super().keyPressEvent(event)


class RankingPanel(Panel):
    """The list of ranks; ``chosen`` is the project in front, ``opened`` one that Enter goes into."""

    chosen = Signal(int)
    opened = Signal(int)
    menuWanted = Signal(QPoint)

    def __init__(self) -> None:
        """Begin without a round."""
        super().__init__("순위")
        self.add_head_words("가중 점수")
        self._rows = _Rows()
        self.list = _List(self._rows)
        self.body.addWidget(self.list)
        self.list.selectionModel().currentChanged.connect(self._tell)
        self.list.activated.connect(lambda index: self.opened.emit(self._rows.rows[index.row()].project_id))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(
            lambda at: self.menuWanted.emit(self.list.viewport().mapToGlobal(at))
        )
        self._quiet = False

    def chosen_projects(self) -> list[int]:
        """Return the projects chosen, in the order of their ranks."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return [self._rows.rows[row].project_id for row in rows]

    def add_head_words(self, words: str) -> None:
        """Name the figures at the right of the head."""
        from ui.widgets.text import label

        layout = self.head.layout()
        if layout is not None:
            layout.addWidget(label(words, 13, tone="text2"))

    def set_dense(self, dense: bool) -> None:
        """Draw lower rows, for a small window."""
        self.list.painter_of.dense = dense
        self.list.doItemsLayout()

    def show_places(self, rows: list[Place], project_id: int) -> None:
        """Show ``rows``, ``project_id`` in front."""
        self._quiet = True
        if [row.project_id for row in rows] == [row.project_id for row in self._rows.rows]:
            self._rows.rows = rows
            self._rows.dataChanged.emit(self._rows.index(0), self._rows.index(len(rows) - 1))
        else:
            self._rows.beginResetModel()
            self._rows.rows = rows
            self._rows.endResetModel()
        place = next((n for n, row in enumerate(rows) if row.project_id == project_id), -1)
        if place >= 0:
            self.list.setCurrentIndex(self._rows.index(place))
        self.set_meta(f"{len(rows)}건")
        self._quiet = False

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit(self._rows.rows[current.row()].project_id)
