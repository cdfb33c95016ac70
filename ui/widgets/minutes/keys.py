"""The keys of the minutes: shortcuts that format, marks typed at the start of a line, Enter in a list."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from app.domain.minutes import LineKind
from ui.widgets.minutes import document as doc

if TYPE_CHECKING:
    from ui.widgets.minutes.editor import MinutesEditor

_TYPED = {"#": LineKind.HEADING, "##": LineKind.HEADING, "-": LineKind.BULLET, "[]": LineKind.OPEN,
          "[ ]": LineKind.OPEN, ">": LineKind.QUOTE}  # fmt: skip
_VERBS = {
    "Ctrl+B": "bold", "Ctrl+Alt+1": "heading", "Ctrl+Shift+L": "bullet", "Ctrl+Shift+C": "open",
    "Ctrl+Shift+Q": "quote",
}  # fmt: skip
SHORTCUTS = {verb: keys for keys, verb in _VERBS.items()}


def verb(event: QKeyEvent) -> str | None:
    """Return the format that a key asks for, or None."""
    keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return _VERBS.get(keys)


def entered(editor: "MinutesEditor") -> bool:
    """Go on with a list by Enter, end it in an empty line; False where the line is plain."""
    cursor = editor.textCursor()
    kind, _level = doc.kind_of(cursor.block())
    if kind is LineKind.PLAIN or cursor.hasSelection():
        return False
    if not cursor.block().text():
        doc.set_kind(cursor, LineKind.PLAIN)
        editor.setTextCursor(cursor)
        return True
    cursor.insertBlock()
    following = {LineKind.HEADING: LineKind.PLAIN, LineKind.DONE: LineKind.OPEN}.get(kind, kind)
    if following is not kind:
        doc.set_kind(cursor, following)
    editor.setTextCursor(cursor)
    editor.setCurrentCharFormat(doc.char_format(following))
    editor.ensureCursorVisible()
    return True


def at_start_of_kind(cursor: QTextCursor) -> bool:
    """Tell whether Backspace would make the line plain: nothing is chosen, and it is no plain line."""
    return (
        not cursor.hasSelection()
        and cursor.atBlockStart()
        and doc.kind_of(cursor.block())[0] is not LineKind.PLAIN
    )


def typed_mark(editor: "MinutesEditor") -> bool:
    """Turn a mark such as ``##`` typed at the start of a plain line into the kind it stands for."""
    cursor = editor.textCursor()
    before = cursor.block().text()[: cursor.positionInBlock()]
    if before not in _TYPED or doc.kind_of(cursor.block())[0] is not LineKind.PLAIN:
        return False
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    doc.set_kind(cursor, _TYPED[before], max(before.count("#"), 2))
    editor.setTextCursor(cursor)
    return True


def toggle_bold(editor: "MinutesEditor") -> None:
    """Make the chosen words bold, or no more; a heading is as it is."""
    if editor.kind() is not LineKind.HEADING:
        editor.mergeCurrentCharFormat(doc.char_format(editor.kind(), 0, not editor.bold()))


def toggle_kind(editor: "MinutesEditor", kind: LineKind) -> None:
    """Give the chosen lines a kind as one step of undo; lines that have it become plain."""
    chosen = editor.textCursor()
    wanted = LineKind.PLAIN if editor.kind() is kind else kind
    cursor = QTextCursor(editor.document())
    cursor.beginEditBlock()
    cursor.setPosition(chosen.selectionStart())
    last = editor.document().findBlock(chosen.selectionEnd()).blockNumber()
    while True:
        doc.set_kind(cursor, wanted)
        if cursor.blockNumber() >= last or not cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
            break
    cursor.endEditBlock()
