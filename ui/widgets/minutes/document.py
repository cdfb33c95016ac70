"""Minutes in a text document: from Markdown into blocks and back, and the kinds a block can be given."""

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
)

from app.domain.minutes import LineKind, lines, prefix, written
from ui import theme

_SIZES = {0: 14, 1: 18, 2: 16, 3: 14}
_MARKERS = {
    LineKind.OPEN: QTextBlockFormat.MarkerType.Unchecked,
    LineKind.DONE: QTextBlockFormat.MarkerType.Checked,
}
_LISTED = (LineKind.BULLET, LineKind.OPEN, LineKind.DONE)


def kind_of(block: QTextBlock) -> tuple[LineKind, int]:
    """Return what a block is, and the level of a heading."""
    made = block.blockFormat()
    if made.headingLevel():
        return LineKind.HEADING, made.headingLevel()
    if block.textList() is not None:
        return next((kind for kind, mark in _MARKERS.items() if mark == made.marker()), LineKind.BULLET), 0
    if made.intProperty(QTextFormat.Property.BlockQuoteLevel):
        return LineKind.QUOTE, 0
    return LineKind.PLAIN, 0


def set_kind(cursor: QTextCursor, kind: LineKind, level: int = 2) -> None:
    """Make the block at ``cursor`` one of ``kind``; its words stay."""
    cursor.beginEditBlock()
    block = cursor.block()
    bold = (
        [(at, end) for at, end, heavy in _spans(block) if heavy]
        if LineKind.HEADING not in (kind, kind_of(block)[0])
        else []
    )
    listed = block.textList()
    if listed is not None and kind not in _LISTED:
        listed.remove(block)
    cursor.setBlockFormat(_block_format(kind, level))
    if kind in _LISTED:
        _list_format(cursor)
        after = cursor.blockFormat()
        after.setMarker(_MARKERS.get(kind, QTextBlockFormat.MarkerType.NoMarker))
        cursor.setBlockFormat(after)
    whole = QTextCursor(cursor.block())
    whole.select(QTextCursor.SelectionType.BlockUnderCursor)
    whole.setPosition(cursor.block().position())
    whole.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    whole.setCharFormat(char_format(kind, level))
    whole.setBlockCharFormat(char_format(kind, level))
    for at, end in bold:
        whole.setPosition(at)
        whole.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        whole.setCharFormat(char_format(kind, level, True))
    cursor.endEditBlock()


def _list_format(cursor: QTextCursor) -> None:
    made = QTextListFormat()
    made.setStyle(QTextListFormat.Style.ListDisc)
    made.setIndent(1)
    before = cursor.block().previous()
    listed = before.textList() if before.isValid() else None
    if listed is not None:
        listed.add(cursor.block())
    else:
        cursor.createList(made)


def _block_format(kind: LineKind, level: int) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(145.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setBottomMargin(2)
    if kind is LineKind.HEADING:
        made.setHeadingLevel(level)
        made.setTopMargin(6)
    if kind is LineKind.QUOTE:
        made.setProperty(QTextFormat.Property.BlockQuoteLevel, 1)
        made.setLeftMargin(16)
    return made


def char_format(kind: LineKind, level: int = 0, bold: bool = False) -> QTextCharFormat:
    """Return how words of a line of ``kind`` look."""
    made = QTextCharFormat()
    heading = kind is LineKind.HEADING
    font = theme.font(_SIZES.get(level, 14) if heading else 14, 700 if heading or bold else 400)
    made.setFont(font)
    if kind is LineKind.QUOTE:
        made.setForeground(theme.color("text2"))
    return made


def fill(document: QTextDocument, markdown: str) -> None:
    """Replace what ``document`` holds by ``markdown``; its undo begins anew."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    insert(cursor, markdown)
    document.setUndoRedoEnabled(True)
    document.setModified(False)


def insert(cursor: QTextCursor, markdown: str) -> None:
    """Put ``markdown`` in at ``cursor``: the first line goes on with the block where it is plain."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for number, line in enumerate(lines(markdown)):
        if number:
            listed = cursor.block().textList() is not None
            cursor.insertBlock(_block_format(LineKind.PLAIN, 0), char_format(LineKind.PLAIN))
            if listed and cursor.block().textList() is not None:
                cursor.block().textList().remove(cursor.block())
        fresh = not cursor.block().text()
        kind, level = (line.kind, line.level) if number or fresh else kind_of(cursor.block())
        if number or fresh:
            set_kind(cursor, kind, level)
        for text, bold in line.runs:
            cursor.insertText(text, char_format(kind, level, bold))
    cursor.endEditBlock()


def markdown_of(document: QTextDocument) -> str:
    """Return what ``document`` holds as Markdown; a syllable still being composed is not part of it."""
    written_lines = []
    block = document.begin()
    while block.isValid():
        kind, level = kind_of(block)
        runs = [(block.text()[at - block.position() : end - block.position()], heavy)
                for at, end, heavy in _spans(block)]  # fmt: skip
        if kind is LineKind.HEADING:
            runs = [(text, False) for text, _heavy in runs]
        written_lines.append(prefix(kind, level) + written(_merged(runs)))
        block = block.next()
    return "\n".join(written_lines).replace("\u2028", "\n").replace("\u00a0", " ").strip("\n")


def _spans(block: QTextBlock) -> list[tuple[int, int, bool]]:
    spans = []
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        heavy = fragment.charFormat().fontWeight() >= QFont.Weight.DemiBold
        spans.append((fragment.position(), fragment.position() + fragment.length(), heavy))
        part += 1
    return spans


def _merged(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    merged: list[tuple[str, bool]] = []
    for text, heavy in runs:
        if merged and merged[-1][1] == heavy:
            merged[-1] = (merged[-1][0] + text, heavy)
        else:
            merged.append((text, heavy))
    return merged
