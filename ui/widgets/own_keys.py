"""Keys that are a widget's own while it has the focus, whatever the window means by them elsewhere."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

Keys = Qt.Key | QKeySequence.StandardKey | str
_PRESSED = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class OwnKeys(QObject):
    """Runs what a key of a widget asks for.

    No ``QShortcut``: beside one of the window by the same key, such as F2, Qt takes neither.
    """

    def __init__(self, widget: QWidget, runs: Mapping[Keys, Callable[[], object]]) -> None:
        """Give ``widget`` the keys of ``runs``."""
        super().__init__(widget)
        self._runs = {name: run for keys, run in runs.items() for name in _names(keys)}
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep the keys from the window, then run what was pressed; held down, a key runs it once."""
        if event.type() not in _PRESSED or not isinstance(event, QKeyEvent):
            return False
        run = self._runs.get(_name(event))
        if run is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            run()
        return True


def _names(keys: Keys) -> list[str]:
    if isinstance(keys, QKeySequence.StandardKey):
        return [sequence.toString() for sequence in QKeySequence.keyBindings(keys)]
    return [QKeySequence(keys).toString()]


def _name(event: QKeyEvent) -> str:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(held, Qt.Key(event.key()))).toString()
