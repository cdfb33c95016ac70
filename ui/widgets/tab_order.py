"""Tab goes as one reads: through a window's layouts in their order, whenever its widgets were made."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QSplitter, QWidget


def follow_layout(root: QWidget) -> None:
    """Let Tab go through ``root`` as its layouts stand: rows from above, within a row from the left."""
    for before, after in pairwise(_stops(root)):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield what takes the focus in ``widget``, itself where it is one."""
    if _takes_focus(widget):
        yield widget
        return
    for part in _parts(widget):
        yield from _stops(part)


def _takes_focus(widget: QWidget) -> bool:
    if isinstance(widget, QScrollArea):
        return False  # it is there for what stands in it
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _parts(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield inner
        return
    if isinstance(widget, QSplitter):
        yield from filter(None, (widget.widget(at) for at in range(widget.count())))
        return
    layout = widget.layout()
    if layout is not None:
        yield from _held(layout)


def _held(layout: QLayout) -> Iterator[QWidget]:
    for at in _places(layout):
        item = layout.itemAt(at)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _held(inner)


def _places(layout: QLayout) -> list[int]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        # Qt's stub calls the four figures an object
        where: dict[int, Any] = {at: layout.getItemPosition(at) for at in places}
        places.sort(key=lambda at: where[at][:2])
    return places
