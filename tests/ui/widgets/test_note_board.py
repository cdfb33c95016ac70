"""The board of cards: keyboard, selection, dragging, and that only what is seen is painted."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.notes import paint
from ui.widgets.notes.board import NoteBoard
from ui.widgets.notes.layout import Column, Note, NoteLayout

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def board(qtbot: QtBot) -> Iterator[NoteBoard]:
    """Three columns: cards 1-4, none, 5-6."""
    made = NoteBoard("시험")
    qtbot.addWidget(made)
    made.resize(900, 560)
    fill(made, (1, 2, 3, 4), (), (5, 6))
    made.show()
    made.setFocus()
    yield made


def fill(board: NoteBoard, *columns: tuple[int, ...]) -> None:
    """Show cards in columns a, b, c."""
    notes = {n: Note(n, "pain", f"카드 {n}") for column in columns for n in column}
    board.set_notes([Column(key, key, "", ids) for key, ids in zip("abc", columns, strict=True)], notes)


def middle(board: NoteBoard, card: int) -> QPoint:
    """Return the middle of a card on the viewport."""
    place = board.geometry_.place(card)
    assert place is not None
    return board.geometry_.rect(*place).center() - board.offset()


def pointer(board: NoteBoard, kind: QEvent.Type, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    """Send a pointer event with the left button."""
    left = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
    point = QPointF(at)
    event = QMouseEvent(kind, point, board.viewport().mapToGlobal(point), left, held, keys)
    QApplication.sendEvent(board.viewport(), event)


def drag(board: NoteBoard, start: QPoint, end: QPoint) -> None:
    """Press at one point, move to another and let go."""
    pointer(board, QEvent.Type.MouseButtonPress, start)
    pointer(board, QEvent.Type.MouseMove, start + QPoint(12, 12))
    pointer(board, QEvent.Type.MouseMove, end)
    pointer(board, QEvent.Type.MouseButtonRelease, end)


def test_arrows_go_from_card_to_card(board: NoteBoard) -> None:
    """Down and up walk a column, left and right leap over an empty one and keep the height."""
    board.set_current(1)
    for key, card in ((Key.Key_Down, 2), (Key.Key_Right, 6), (Key.Key_Up, 5), (Key.Key_Left, 1),
                      (Key.Key_End, 4), (Key.Key_Right, 6), (Key.Key_Home, 5)):  # fmt: skip
        QTest.keyClick(board, key)
        assert board.current_id() == card


def test_several_are_selected_by_keys_and_pointer(board: NoteBoard) -> None:
    """Shift stretches, Ctrl adds and takes off, Ctrl+A takes all, Esc leaves the framed one."""
    board.set_current(1)
    QTest.keyClick(board, Key.Key_Down, Shift)
    QTest.keyClick(board, Key.Key_Down, Shift)
    assert board.selected() == [1, 2, 3]
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, Ctrl, middle(board, 5))
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, Ctrl, middle(board, 2))
    assert board.selected() == [1, 3, 5]
    QTest.keyClick(board, Key.Key_A, Ctrl)
    assert board.selected() == [1, 2, 3, 4, 5, 6]
    QTest.keyClick(board, Key.Key_Escape)
    assert board.selected() == [2]


def test_a_frame_selects_what_it_holds(board: NoteBoard) -> None:
    """Drawing on the ground selects the cards that the frame meets."""
    first, second = middle(board, 1), middle(board, 2)
    left = board.geometry_.left(0) + 2
    drag(board, QPoint(left, first.y()), QPoint(first.x(), second.y()))
    assert board.selected() == [1, 2]


def test_dropping_asks_to_move(board: NoteBoard, qtbot: QtBot) -> None:
    """Cards dropped on another column go before the card below the pointer, in the order of the board."""
    board.set_current(2)
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, Ctrl, middle(board, 1))
    with qtbot.waitSignal(board.moved) as asked:
        drag(board, middle(board, 1), middle(board, 6) - QPoint(0, 30))
    assert asked.args == [[1, 2], "c", 6]
    assert board.pointer.dragging == ()


def test_dropping_where_a_card_stands_asks_nothing(board: NoteBoard, qtbot: QtBot) -> None:
    """A card put back at its own place is no step."""
    with qtbot.assertNotEmitted(board.moved):
        drag(board, middle(board, 2), middle(board, 2) + QPoint(30, 5))


def test_escape_lets_go(board: NoteBoard, qtbot: QtBot) -> None:
    """Esc while dragging leaves all as it is."""
    with qtbot.assertNotEmitted(board.moved):
        pointer(board, QEvent.Type.MouseButtonPress, middle(board, 1))
        pointer(board, QEvent.Type.MouseMove, middle(board, 5))
        QTest.keyClick(board, Key.Key_Escape)
        pointer(board, QEvent.Type.MouseButtonRelease, middle(board, 5))


@pytest.mark.parametrize(
    ("card", "key", "asked"),
    [
        (2, Key.Key_Up, [[2], "a", 1]),
        (2, Key.Key_Down, [[2], "a", 4]),
        (2, Key.Key_Right, [[2], "b", None]),
        (3, Key.Key_Down, [[3], "a", None]),
    ],
)
def test_alt_and_an_arrow_moves(
    board: NoteBoard, qtbot: QtBot, card: int, key: Qt.Key, asked: list[object]
) -> None:
    """Alt with an arrow moves the selected card one place, also into an empty column."""
    board.set_current(card)
    with qtbot.waitSignal(board.moved) as signal:
        QTest.keyClick(board, key, Alt)
    assert signal.args == asked


def test_keys_ask_for_the_rest(board: NoteBoard, qtbot: QtBot) -> None:
    """Enter opens, Delete, copy and paste ask, N asks for a card in the column."""
    board.set_current(5)
    for key, keys, signal in (
        (Key.Key_Return, NONE, board.opened),
        (Key.Key_Delete, NONE, board.deleteAsked),
        (Key.Key_C, Ctrl, board.copyAsked),
        (Key.Key_V, Ctrl, board.pasteAsked),
        (Key.Key_N, NONE, board.newAsked),
    ):
        with qtbot.waitSignal(signal) as asked:
            QTest.keyClick(board, key, keys)
        if key == Key.Key_N:
            assert asked.args == ["c"]


def test_dots_are_given_only_while_voting(board: NoteBoard, qtbot: QtBot) -> None:
    """Space gives a dot and Backspace takes one back while a vote is under way, else they do nothing."""
    board.set_current(5)
    with qtbot.assertNotEmitted(board.dotAsked):
        QTest.keyClick(board, Key.Key_Space)
    board.voting = True
    with qtbot.waitSignal(board.dotAsked) as asked:
        QTest.keyClick(board, Key.Key_Backspace)
    assert asked.args == [5, -1]


def test_a_refresh_keeps_what_is_selected(board: NoteBoard) -> None:
    """Cards still there stay selected; those gone are forgotten."""
    board.set_current(1)
    QTest.keyClick(board, Key.Key_Down, Shift)
    fill(board, (2, 3), (4,), (5, 6))
    assert board.selected() == [2]


def test_only_what_is_seen_is_painted(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 2,000 cards those in the viewport are laid out, each once however often it is shown."""
    painted: list[int] = []
    paint_note = paint.paint_note

    def counted(painter: QPainter, rect: QRect, note: Note) -> None:
        painted.append(note.id)
        paint_note(painter, rect, note)

    monkeypatch.setattr(paint, "paint_note", counted)
    made = NoteBoard("시험")
    qtbot.addWidget(made)
    made.resize(900, 560)
    fill(made, tuple(range(1, 1001)), tuple(range(1001, 2001)), ())
    target = QPixmap(900, 560)
    made.viewport().render(target)
    assert 0 < len(painted) <= 12
    made.viewport().render(target)
    assert len(painted) == len(set(painted))
    made.verticalScrollBar().setValue(made.verticalScrollBar().maximum())
    made.viewport().render(target)
    assert {1000, 2000} <= set(painted)
    assert len(painted) <= 26


def test_every_card_stands_where_it_is_found() -> None:
    """The point in the middle of a card finds the card, and gaps between cards find none."""
    layout = NoteLayout()
    layout.set_columns([Column(n, "", "", tuple(range(n * 10, n * 10 + 5))) for n in range(4)])
    layout.fit(1000)
    for card in layout.order():
        place = layout.place(card)
        assert place is not None
        assert layout.hit(layout.rect(*place).center()) == card
        assert layout.hit(layout.rect(*place).bottomLeft() + QPoint(0, 4)) is None
    assert {card for card, _at, _row in layout.seen(QRect(QPoint(0, 0), layout.size()))} == set(
        layout.order()
    )
