"""A viewport of our own making."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def own_viewport(view: QAbstractScrollArea) -> None:
    """Give ``view`` a viewport that Python knows.

    One made by Qt is looked for among all classes of widgets whenever it is asked for, and the first time
    each of them is made known to Python: a tenth of a bare start.
    """
    made = QWidget(view)
    made.setObjectName("qt_scrollarea_viewport")
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setAutoFillBackground(True)
    view.setViewport(made)
