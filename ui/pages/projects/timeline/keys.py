"""The keys of the timeline, in one place so that what each does can be read at a glance."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.domain.dependency import Grip
from app.domain.timeline import Node
from ui.pages.projects.timeline import telling
from ui.pages.projects.timeline.drag import Drag

if TYPE_CHECKING:
    from ui.pages.projects.timeline.view import TimelineView

Key, Mod = Qt.Key, Qt.KeyboardModifier
_DAYS = {Key.Key_Left: -1, Key.Key_Right: 1, Key.Key_Up: -7, Key.Key_Down: 7}
_NEARER = (Key.Key_Plus, Key.Key_Equal)
_OWN = (Key.Key_F2, Key.Key_L)


def wants(view: "TimelineView", event: QKeyEvent) -> bool:
    """Tell whether a key is the timeline's before any shortcut of the window."""
    key, modifiers = Key(event.key()), event.modifiers()
    if modifiers & Mod.ControlModifier:
        return key in (*_NEARER, Key.Key_Minus)
    if modifiers & Mod.AltModifier:
        return key in _DAYS and view.node is not None
    return modifiers == Mod.NoModifier and key in _OWN


def press(view: "TimelineView", event: QKeyEvent) -> bool:
    """Do what a key asks for; False where it is none of the timeline's."""
    key, modifiers = Key(event.key()), event.modifiers()
    if event.matches(QKeySequence.StandardKey.Copy):
        view.copyAsked.emit()
        return True
    if key in _DAYS and modifiers & Mod.AltModifier:
        return _pull(view, _DAYS[key], bool(modifiers & Mod.ShiftModifier))
    return _walk(view, key, modifiers) or _size(view, key) or _act(view, key)


def _pull(view: "TimelineView", days: int, end: bool) -> bool:
    row = view.row(view.current)
    if row is None or view.node is None:
        return False
    grip = Grip.END if end else Grip.WHOLE
    if view.drag is None or (view.drag.by and view.drag.grip is not Drag(row, view.node, grip).grip):
        view.end_drag(write=True)
        view.drag = Drag(row, view.node, grip)
    view.drag.pull(view.drag.by + days)
    if view.drag.refused:
        view.end_drag(write=True)
        return True
    telling.tell_drag(view, telling.foot(view))
    return True


def _walk(view: "TimelineView", key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    page = max(view.verticalScrollBar().pageStep() // 36 - 1, 1)
    last = view.tops.count - 1
    control = bool(modifiers & Mod.ControlModifier)
    steps = {Key.Key_Up: -1, Key.Key_Down: 1, Key.Key_PageUp: -page, Key.Key_PageDown: page}
    if key in steps:
        _go(view, min(max(view.current + steps[key], 0), last))
    elif key == Key.Key_Home and control:
        _go(view, 0)
    elif key == Key.Key_End:
        _go(view, last)
    elif key == Key.Key_Home:
        view.show_today()
    elif key in (Key.Key_Left, Key.Key_Right):
        _sidestep(view, 1 if key == Key.Key_Right else -1)
    else:
        return False
    return True


def _go(view: "TimelineView", row: int) -> None:
    """Go to another row, onto the bar below or above the one left."""
    rect = view.rect_of(view.current, view.node)
    middle = rect.center().x() if rect is not None else None
    near = view.nodes(row)
    node = min(near, key=lambda pair: _off(pair[1], middle))[0] if middle is not None and near else None
    view.stand(row, node)
    view.reveal()


def _off(rect: QRectF, middle: float) -> float:
    return max(rect.left() - middle, middle - rect.right(), 0.0) + abs(rect.center().x() - middle) / 1e6


def _sidestep(view: "TimelineView", by: int) -> None:
    group = view.model_.group_at(view.current)
    if group is not None:
        if view.model_.folded(group) == (by > 0):
            view.fold(view.current)
        return
    nodes: list[Node] = [node for node, _rect in view.nodes(view.current)]
    if not nodes:
        return
    place = nodes.index(view.node) + by if view.node in nodes else (0 if by > 0 else len(nodes) - 1)
    view.stand(view.current, nodes[min(max(place, 0), len(nodes) - 1)])
    view.reveal()


def _size(view: "TimelineView", key: Qt.Key) -> bool:
    if key in _NEARER:
        view.zoom(1)
    elif key == Key.Key_Minus:
        view.zoom(-1)
    else:
        return False
    return True


def _act(view: "TimelineView", key: Qt.Key) -> bool:
    record = view.current_id()
    if key == Key.Key_Escape:
        taken = view.drag is not None or view.pointer.link is not None or view.card.isVisible()
        view.pointer.stop()
        view.end_drag(write=False)
        return taken
    if record is None:
        group = view.model_.group_at(view.current)
        if group is not None and key in (Key.Key_Return, Key.Key_Enter, Key.Key_Space):
            view.fold(view.current)
            return True
        return False
    if key in (Key.Key_Return, Key.Key_Enter):
        view.opened.emit(record)
    elif key == Key.Key_Space:
        telling.tell_current(view)
    elif key == Key.Key_F2:
        view.datesAsked.emit(record, view.node)
    elif key == Key.Key_L:
        view.tiesAsked.emit(record)
    else:
        return False
    return True
