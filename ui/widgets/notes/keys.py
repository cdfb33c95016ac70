"""The keys of the note board, in one table so that what each does can be read at a glance."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from ui.widgets.notes.board import NoteBoard

Key = Qt.Key
_ARROWS = {Key.Key_Up: (0, -1), Key.Key_Down: (0, 1), Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0)}
# F2 would rename the project, and N would be nothing
_OWN = (Key.Key_N, Key.Key_F2)


def wants(event: QKeyEvent) -> bool:
    """Tell whether a key is the board's before any shortcut of the window."""
    alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
    plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
    return (alt and Key(event.key()) in _ARROWS) or (plain and Key(event.key()) in _OWN)


def press(board: "NoteBoard", event: QKeyEvent) -> bool:
    """Do what a key asks for; False where it is none of the board's."""
    key = Key(event.key())
    return (
        _standard(board, event)
        or (key in _ARROWS and _arrow(board, event, _ARROWS[key]))
        or _paging(board, key)
        or _single(board, key)
    )


def _standard(board: "NoteBoard", event: QKeyEvent) -> bool:
    standard = QKeySequence.StandardKey
    if event.matches(standard.SelectAll):
        board.selection.all()
        board.tell_selection()
    elif event.matches(standard.Copy):
        board.copyAsked.emit()
    elif event.matches(standard.Paste):
        board.pasteAsked.emit()
    elif event.matches(standard.Delete):
        board.deleteAsked.emit()
    else:
        return False
    return True


def _single(board: "NoteBoard", key: Qt.Key) -> bool:
    current = board.current_id()
    if key == Key.Key_Escape:
        if not (board.pointer.dragging or len(board.selection.chosen) > 1):
            return False
        board.pointer.let_go()
        board.set_current(current)
    elif key == Key.Key_N:
        place = board.geometry_.place(current) if current is not None else None
        columns = board.geometry_.columns
        board.newAsked.emit(columns[place[0] if place else 0].key if columns else None)
    elif current is None:
        return False
    elif key in (Key.Key_Return, Key.Key_Enter):
        board.opened.emit(current)
    elif key == Key.Key_F2:
        board.editAsked.emit(current)
    elif board.voting and key in (Key.Key_Space, Key.Key_Backspace):
        board.dotAsked.emit(current, 1 if key == Key.Key_Space else -1)
    else:
        return False
    return True


def _arrow(board: "NoteBoard", event: QKeyEvent, step: tuple[int, int]) -> bool:
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        _move(board, *step)
        return True
    target = _beside(board, *step)
    if target is None:
        return True
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        board.selection.stretch(target)
        board.reveal(target)
        board.tell_selection()
    else:
        board.set_current(target)
    return True


def _beside(board: "NoteBoard", across: int, down: int) -> int | None:
    layout, current = board.geometry_, board.current_id()
    place = layout.place(current) if current is not None else None
    if place is None:
        return next(iter(layout.order()), None)
    if down:
        return layout.card_at(place[0], place[1] + down)
    at = place[0] + across
    while 0 <= at < len(layout.columns):
        if layout.columns[at].ids:
            return layout.card_at(at, min(place[1], len(layout.columns[at].ids) - 1))
        at += across
    return None


def _move(board: "NoteBoard", across: int, down: int) -> None:
    layout, cards = board.geometry_, board.selected()
    places = [place for card in cards if (place := layout.place(card)) is not None]
    if not places:
        return
    at, row = places[0] if down <= 0 else max(places)
    if down:
        row += 2 if down > 0 else -1
    target = at + across
    if 0 <= target < len(layout.columns) and row >= 0:
        board.ask_move(cards, target, min(row, len(layout.columns[target].ids)))


def _paging(board: "NoteBoard", key: Qt.Key) -> bool:
    layout, current = board.geometry_, board.current_id()
    place = layout.place(current) if current is not None else None
    if place is None or key not in (Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown):
        return False
    last = len(layout.columns[place[0]].ids) - 1
    page = max(1, board.viewport().height() // 106 - 1)
    rows = {Key.Key_Home: 0, Key.Key_End: last, Key.Key_PageUp: place[1] - page,
            Key.Key_PageDown: place[1] + page}  # fmt: skip
    board.set_current(layout.card_at(place[0], max(0, min(last, rows[key]))))
    return True
