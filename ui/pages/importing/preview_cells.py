"""The cells of a preview: framed where something is wrong, written anew or chosen anew in their place."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.domain.tabular.preview import State
from ui import icons, theme
from ui.delegates.base import CELL_PADDING, CellDelegate
from ui.pages.importing.preview_model import FIRST, STATE, PreviewModel
from ui.widgets.badges import Kind, paint_badge
from ui.widgets.combo import Combo

Index = QModelIndex | QPersistentModelIndex
_LOOKS = {
    State.NEW: Kind("plus", "success.text", "success.icon", "success.fill"),
    State.CHANGED: Kind("refresh-cw", "information.text", "information.icon", "information.fill"),
    State.SAME: Kind("check", "text2", "text2", "neutral"),
    State.DOUBT: Kind("triangle-alert", "warning.text", "warning.icon", "warning.fill"),
    State.REFUSED: Kind("circle-x", "danger.text", "danger.icon", "danger.fill"),
    State.LEFT_OUT: Kind("minus", "text2", "text2", "neutral"),
}


class _Words(Combo):
    """The words of a closed list in the place of a cell, open at once."""

    def __init__(self, parent: QWidget, words: Sequence[str]) -> None:
        super().__init__()
        self.setParent(parent)
        self.addItems(words)
        QTimer.singleShot(0, self, self.showPopup)


class PreviewCells(CellDelegate):
    """Paints records; the lines below them are painted by the view, across all columns."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell of a record."""
        model = index.model()
        if isinstance(model, PreviewModel) and not model.is_record(index.row()):
            return
        super().paint(painter, option, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Let a word of a closed list be chosen, all else be written."""
        model = index.model()
        words = model.choices_of(index) if isinstance(model, PreviewModel) else ()
        if not words:
            return super().createEditor(parent, option, index)
        made = _Words(parent, words)
        made.activated.connect(lambda _row: self.commitData.emit(made))
        made.activated.connect(lambda _row: self.closeEditor.emit(made))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what is there; a word that is none of the list stands for nothing in it."""
        if isinstance(editor, _Words):
            editor.setCurrentIndex(editor.findText(str(index.data(Qt.ItemDataRole.EditRole))))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was chosen or written; nothing chosen leaves the cell as it is."""
        if not isinstance(editor, _Words):
            super().setModelData(editor, model, index)
        elif editor.currentIndex() >= 0:
            model.setData(index, editor.currentText(), Qt.ItemDataRole.EditRole)

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint what becomes of the row, or the text of a cell; one at fault is framed."""
        model = index.model()
        assert isinstance(model, PreviewModel)  # noqa: S101 - the one model of this view
        if index.column() == STATE:
            state = model.state(index.row())
            paint_badge(painter, rect, model.text(index), _LOOKS[state])
            return
        issue = model.issue_of_cell(index)
        align = model.headerData(index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        assert isinstance(align, Qt.AlignmentFlag)  # noqa: S101 - as the model returns it
        if issue is None:
            out = model.state(index.row()) is State.LEFT_OUT
            color = (
                "link"
                if model.is_changed(index)
                else "text3"
                if out
                else "text"
                if index.column() == FIRST
                else ""
            )
            self.paint_text(painter, rect, model.text(index), align, color)
            return
        tone = "warning" if issue.doubtful else "danger"
        box = rect.adjusted(-CELL_PADDING + 1, 0, CELL_PADDING - 1, 0)
        painter.fillRect(box, theme.color(f"{tone}.fill"))
        painter.setPen(theme.color(f"{tone}.icon"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        icon = "triangle-alert" if issue.doubtful else "circle-x"
        icons.paint(painter, QRect(rect.left(), rect.top(), 14, rect.height()), icon, f"{tone}.icon")
        self.paint_text(painter, rect.adjusted(20, 0, 0, 0), model.text(index) or "(빈 칸)", align, tone)
