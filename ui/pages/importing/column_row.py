"""One column of the sheet on its way into a field: its heading, samples, and the list of fields."""

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout

from app.domain.tabular.choice_words import bare
from app.domain.tabular.kinds import ImportKind
from app.domain.tabular.matching import MEMO, NOTHING, Certainty, Match
from ui import theme
from ui.widgets.combo import Combo
from ui.widgets.text import ElidedLabel, IconLabel, set_tone

NOT_TAKEN, TO_MEMO = "빼기", "메모에 제목과 함께"
HEIGHT = 28
_MIME = "application/x-hamkke-column"
_ICONS = {
    Certainty.SURE: ("check", "success.icon", "자동으로 맞춤"),
    Certainty.CHOSEN: ("check", "success.icon", "직접 맞춤"),
    Certainty.GUESS: ("circle-help", "warning.icon", "확인 필요"),
    Certainty.NONE: ("minus", "text3", "가져오지 않음"),
    Certainty.REFUSED: ("circle-x", "danger.icon", "주민등록번호로 보여 읽지 않음"),
}
_HEADING, _MORE, _WIDE = 84, 92, 220


class _Fields(Combo):
    """The fields to choose from; its list is as wide as its longest line, whatever the box has room for."""

    def showPopup(self) -> None:
        """Show the list."""
        room = self.view().verticalScrollBar().sizeHint().width() + 2 * theme.GAP
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + room)
        super().showPopup()


class ColumnRow(QFrame):
    """One column: its heading and samples, an arrow, the field and how sure that is.

    ``chosen(place, key)`` says which field it was given, ``swapped(one, other)`` which two exchange theirs.
    """

    chosen = Signal(int, str)
    swapped = Signal(int, int)

    def __init__(self, match: Match, kind: ImportKind, *, wide: bool) -> None:
        """Make the row of a column; ``wide`` shows samples beside the heading."""
        super().__init__()
        self.place = match.column.place
        self.setAcceptDrops(True)
        self.setFixedHeight(HEIGHT)
        self._begin: QPoint | None = None
        name = ElidedLabel(match.column.name, 13)
        name.setFixedWidth(_HEADING + (_MORE if wide else 0))
        name.setCursor(Qt.CursorShape.OpenHandCursor)
        self.target = _Fields()
        self.target.setProperty("dense", True)
        self.target.setAccessibleName(f"{match.column.name} 열의 항목")
        if wide:
            self.target.setFixedWidth(_WIDE)
        else:
            self.target.setMinimumWidth(60)
        self._fill(kind, match)
        self._mark = IconLabel("minus", "text3", 16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(name)
        if wide:
            row.addWidget(ElidedLabel(" · ".join(match.samples), 13, tone="text2"), 1)
        row.addWidget(IconLabel("arrow-right", "text3", 14))
        row.addWidget(self.target, 0 if wide else 1)
        row.addWidget(self._mark)
        self.target.activated.connect(lambda _row: self.chosen.emit(self.place, self.target.currentData()))

    def _fill(self, kind: ImportKind, match: Match) -> None:
        self.target.addItem(NOT_TAKEN, NOTHING)
        if match.certainty is not Certainty.REFUSED:
            if kind.memo:
                self.target.addItem(TO_MEMO, MEMO)
            for spec in kind.targets:
                self.target.addItem(bare(spec.label), spec.key)
        self._labels = [self.target.itemText(row) for row in range(self.target.count())]

    def show_match(self, match: Match, taken: Mapping[str, str]) -> None:
        """Show the field of the column; of those that other columns have, ``taken`` tells their headings."""
        for row, label in enumerate(self._labels):
            key = self.target.itemData(row)
            other = taken.get(key, "") if key != match.target else ""
            self.target.setItemText(row, f"{label} – 지금은 ‘{other}’ 열" if other else label)
        self.target.setCurrentIndex(max(self.target.findData(match.target), 0))
        is_told = bool(match.target) or match.certainty is Certainty.REFUSED
        icon, color, words = _ICONS[match.certainty if is_told else Certainty.NONE]
        self._mark.set_icon(icon, color)
        self._mark.setToolTip(words)
        self.target.setToolTip(f"{words}. 예: {', '.join(match.samples)}" if match.samples else words)

    # -- dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the column."""
        self._begin = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the column onto another, which takes its field."""
        if self._begin is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        moved = (event.position().toPoint() - self._begin).manhattanLength()
        if moved < QApplication.startDragDistance():
            return
        drag, mime = QDrag(self), QMimeData()
        mime.setData(_MIME, str(self.place).encode())
        drag.setMimeData(mime)
        drag.setPixmap(self.grab())
        self._begin = None
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take another column, and show where it would go."""
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()
            self._show_dropping(_column_in(event.mimeData()) != self.place)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._show_dropping(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Exchange the fields of the two columns."""
        self._show_dropping(False)
        event.acceptProposedAction()
        self.swapped.emit(_column_in(event.mimeData()), self.place)

    def _show_dropping(self, on: bool) -> None:
        set_tone(self, "true" if on else "", "dropping")


def _column_in(mime: QMimeData) -> int:
    return int(bytes(mime.data(_MIME).data()))
