"""The quiet line: it names figures that tell too much, masks them at a click, and undo brings them back."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.minutes.editor import MinutesEditor
from ui.widgets.quiet_line import QuietLine
from ui.widgets.text_editors import LongTextEditor

Field = tuple[MinutesEditor | LongTextEditor, QuietLine]
ACCOUNT = "😀 회비는 농협 302-1234-5678-91로"


@pytest.fixture(params=[MinutesEditor, LongTextEditor])
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Field]:
    """Show an editor with its line."""
    holder = QWidget()
    qtbot.addWidget(holder)
    editor = request.param()
    quiet = QuietLine(editor)
    box = QVBoxLayout(holder)
    box.addWidget(editor)
    box.addWidget(quiet)
    holder.show()
    yield editor, quiet


def test_it_points_out_and_masks(field: Field) -> None:
    """An account number is named; one click hides it, and undo of the field shows it again."""
    editor, quiet = field
    editor.insertPlainText(ACCOUNT)
    quiet.look()
    assert quiet.isVisible() and quiet.words.text() == "계좌번호로 보이는 숫자가 있습니다"
    quiet.mask_button.click()
    assert editor.toPlainText() == "😀 회비는 농협 ***-****-****-91로"
    assert not quiet.isVisible()
    editor.undo()
    assert editor.toPlainText() == ACCOUNT


def test_it_is_silent_otherwise(field: Field, qtbot: QtBot) -> None:
    """Ordinary text shows nothing; it looks by itself shortly after the last key."""
    editor, quiet = field
    editor.insertPlainText("3차 모임, 12명")
    quiet.look()
    assert not quiet.isVisible()
    editor.insertPlainText(" 010-7316-4409")
    qtbot.waitUntil(quiet.isVisible, timeout=3000)


def test_pasted_resident_numbers_are_refused_with_their_line(qtbot: QtBot) -> None:
    """Nothing of the paste is taken, and the sentence names the line."""
    from PySide6.QtCore import QMimeData

    editor = MinutesEditor()
    qtbot.addWidget(editor)
    said: list[str] = []
    editor.failed.connect(said.append)
    data = QMimeData()
    data.setText("첫 줄\n홍길동 900101-" + "1234567")
    editor.insertFromMimeData(data)
    assert editor.toPlainText() == "" and "2번째 줄" in said[0]


def test_typed_resident_numbers_are_not_handed_over(qtbot: QtBot) -> None:
    """The line is named, nothing is handed over until it is gone, and no reading replaces what was typed."""
    editor = MinutesEditor()
    qtbot.addWidget(editor)
    said: list[str] = []
    handed: list[object] = []
    editor.failed.connect(said.append)
    editor.edited.connect(lambda _key, text: handed.append(text))
    editor.show_record(1, "")
    editor.insertPlainText("모임\n900101-" + "1234567")
    editor.flush()
    editor.show_record(1, "다른 곳에서 바꿈")
    assert handed == [] and "2번째 줄" in said[0] and "900101" in editor.toPlainText()
    for _ in range(14):
        editor.textCursor().deletePreviousChar()
    editor.flush()
    assert [str(text).strip() for text in handed] == ["모임"]
