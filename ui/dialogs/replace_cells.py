"""The cells of 찾아 바꾸기: what is exchanged is marked where it stands, before and after."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.dialogs.finder_rows import Spans, paint_marked

MARKS = Qt.ItemDataRole.UserRole + 1


class MarkedCells(QStyledItemDelegate):
    """Paints the marked places of a cell; one without any is painted as ever."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground, then the text with its marks."""
        spans: Spans = index.data(MARKS) or ()
        if not spans:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        text, option.text = str(index.data()), ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        paint_marked(painter, option.rect.adjusted(6, 0, -4, 0), text, spans, "text", 13, 400)
        painter.restore()


def places_of(text: str, words: str, *, exact: bool) -> Spans:
    """Return where ``words`` stand in ``text``; in any case unless ``exact``."""
    if not exact and len(text.lower()) == len(text):
        text, words = text.lower(), words.lower()
    return tuple(_places(text, words))


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))
