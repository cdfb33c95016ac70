"""회의록 편집: Hangul is stored exactly once, marks round-trip, pasted text is clean."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTabWidget
from pytestqt.qtbot import QtBot

from app.domain.minutes import LineKind
from ui.widgets.minutes.editor import MinutesEditor


@pytest.fixture
def editor(light: QApplication, qtbot: QtBot) -> MinutesEditor:
    """An editor of an empty record, seen and focused."""
    made = MinutesEditor()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_record(1, "")
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def compose(editor: MinutesEditor, preedit: str) -> None:
    """The input method shows a syllable that is not committed."""
    QApplication.sendEvent(editor, QInputMethodEvent(preedit, []))


def commit(editor: MinutesEditor, text: str, preedit: str = "") -> None:
    """The input method delivers a syllable and may begin the next."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def handed_over(editor: MinutesEditor) -> list[str]:
    """Collect what the editor hands over."""
    texts: list[str] = []
    editor.edited.connect(lambda _key, text: texts.append(text))
    return texts


def test_typing_word_by_word(editor: MinutesEditor) -> None:
    """Syllables delivered one by one stand once each, in order."""
    for done, begun in (("", "ㅎ"), ("", "하"), ("", "한"), ("한", "ㄱ"), ("", "그"), ("", "글"), ("글", "")):
        commit(editor, done, begun)
    assert editor.markdown() == "한글"


def test_half_a_syllable_is_not_saved(editor: MinutesEditor) -> None:
    """While a syllable is composed the autosave waits."""
    texts = handed_over(editor)
    commit(editor, "회", "의")
    editor._autosave()
    assert texts == []
    commit(editor, "의")
    editor._autosave()
    assert texts == ["회의"]


def test_leaving_while_composing(editor: MinutesEditor, qtbot: QtBot) -> None:
    """The syllable on the screen is stored when another field is focused, and a late delivery is dropped."""
    other = QLineEdit()
    qtbot.addWidget(other)
    texts = handed_over(editor)
    commit(editor, "회", "의")
    editor.clearFocus()
    commit(editor, "의")  # some input methods deliver after the focus has gone
    editor.flush()
    assert (editor.markdown(), texts[-1]) == ("회의", "회의")


def test_clicking_elsewhere_in_the_text_while_composing(editor: MinutesEditor) -> None:
    """The syllable stays where it was composed, and only there."""
    commit(editor, "가나다")
    compose(editor, "라")
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(14, 24))
    commit(editor, "라")
    assert editor.markdown() == "가나다라"


def test_the_same_syllable_typed_on_purpose_is_kept(editor: MinutesEditor) -> None:
    """Only a delivery of the settled syllable is dropped: typing it anew after a key counts."""
    compose(editor, "하")
    editor.settle()
    compose(editor, "하")
    commit(editor, "하")
    assert editor.markdown() == "하하"


def test_switching_the_tab_while_composing(light: QApplication, qtbot: QtBot) -> None:
    """A tab that goes takes nothing with it."""
    tabs, editor = QTabWidget(), MinutesEditor()
    qtbot.addWidget(tabs)
    tabs.addTab(editor, "활동")
    tabs.addTab(QLineEdit(), "팀")
    tabs.show()
    editor.show_record(1, "")
    texts = handed_over(editor)
    commit(editor, "", "끝")
    tabs.setCurrentIndex(1)
    assert texts == ["끝"]


def test_closing_while_composing(light: QApplication, qtbot: QtBot) -> None:
    """A window that closes stores the syllable first."""
    editor = MinutesEditor()
    qtbot.addWidget(editor)
    editor.show_record(1, "")
    editor.show()
    texts = handed_over(editor)
    commit(editor, "마지", "막")
    editor.close()
    assert texts == ["마지막"]


def test_another_record_while_composing(editor: MinutesEditor) -> None:
    """The syllable goes to the record it was typed into."""
    owners: list[tuple[int | None, object]] = []
    editor.edited.connect(lambda _key, text: owners.append((editor.record_id, text)))
    compose(editor, "앞")
    editor.show_record(2, "둘째 기록")
    assert owners == [(1, "앞")]
    assert editor.markdown() == "둘째 기록"


def test_older_text_does_not_overwrite_typing(editor: MinutesEditor) -> None:
    """What is read again while one types leaves the typing alone."""
    commit(editor, "새 글")
    editor.show_record(1, "옛 글")
    assert editor.markdown() == "새 글"


FULL = "## 모둠 1\n의견 **많음** 끝\n- 하나\n- 둘\n\n- [ ] 할 일\n- [x] 한 일\n> 들은 말\n보통"


def test_marks_round_trip(editor: MinutesEditor) -> None:
    """What is stored is shown and given back letter by letter, and showing it is no edit."""
    texts = handed_over(editor)
    editor.show_record(2, FULL)
    editor.flush()
    assert (editor.markdown(), texts) == (FULL, [])


@pytest.mark.parametrize(
    ("keys", "stored"),
    [("## 가", "## 가"), ("- 가", "- 가"), ("[] 가", "- [ ] 가"), ("> 가", "> 가"), ("1. 가", "1. 가")],
)
def test_marks_typed_at_the_start_of_a_line(editor: MinutesEditor, keys: str, stored: str) -> None:
    """A mark and a blank give the line its kind."""
    QTest.keyClicks(editor, keys[:-1])
    commit(editor, keys[-1])
    assert editor.markdown() == stored


def test_lists_go_on_and_end(editor: MinutesEditor) -> None:
    """Enter goes on with a list, Enter in an empty line ends it; a heading is one line."""
    QTest.keyClicks(editor, "- a")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "b")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "## c")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "d")
    assert editor.markdown() == "- a\n- b\n## c\nd"


def test_backspace_takes_the_kind_first(editor: MinutesEditor) -> None:
    """At the start of a list line Backspace makes it plain and keeps its words."""
    editor.show_record(2, "가\n- 나")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.moveCursor(QTextCursor.MoveOperation.StartOfBlock)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.markdown() == "가\n나"


@pytest.mark.parametrize(
    ("verb", "stored"),
    [("heading", "## 가\n## 나"), ("bullet", "- 가\n- 나"), ("open", "- [ ] 가\n- [ ] 나"),
     ("quote", "> 가\n> 나"), ("bold", "**가**\n**나**")],
)  # fmt: skip
def test_formatting_what_is_chosen(editor: MinutesEditor, verb: str, stored: str) -> None:
    """Each verb marks all chosen lines, and given again takes the mark away; typing's undo knows it."""
    editor.show_record(2, "가\n나")
    editor.selectAll()
    editor.format(verb)
    assert editor.markdown() == stored
    editor.selectAll()
    editor.format(verb)
    assert editor.markdown() == "가\n나"
    editor.undo()
    assert editor.markdown() == stored


def test_shortcuts(editor: MinutesEditor) -> None:
    """Ctrl+B makes what follows bold, Ctrl+Alt+1 a heading."""
    QTest.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "a")
    assert editor.markdown() == "**a**"
    QTest.keyClick(
        editor, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    assert editor.kind() is LineKind.HEADING


def test_pasting_html(editor: MinutesEditor) -> None:
    """What is pasted into a line goes on there, its structure kept."""
    editor.show_record(2, "앞 ")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    mime = QMimeData()
    mime.setHtml("<p>첫 <b>말</b></p><ul><li style='color:red'>목록</li></ul><img src='x.png'>")
    editor.insertFromMimeData(mime)
    assert editor.markdown() == "앞 첫 **말**\n- 목록"
    editor.undo()
    assert editor.markdown().strip() == "앞"


def test_the_place_of_what_is_chosen(editor: MinutesEditor) -> None:
    """Chosen words come with their place in the stored text, behind marks."""
    editor.show_record(2, "## 제목\n- 회신이 늦다")
    cursor = editor.document().find("회신이")
    editor.setTextCursor(cursor)
    found = editor.selection()
    assert found == ("회신이", 8, 11)
    assert editor.markdown()[found[1] : found[2]] == "회신이"


def test_places_of_findings_are_marked(editor: MinutesEditor) -> None:
    """Every quotation that still stands is marked; one that is gone is not."""
    editor.show_record(2, "가나 다라 가나")
    editor.quotes.show([("다라", 3), ("없음", 0), ("가나", 6)])
    places = [(mark.cursor.selectionStart(), mark.cursor.selectedText()) for mark in editor.extraSelections()]
    assert places == [(3, "다라"), (6, "가나")]


def test_a_locked_record_is_not_changed(editor: MinutesEditor) -> None:
    """Read-only minutes can be chosen from but not formatted."""
    editor.show_record(2, "가")
    editor.setReadOnly(True)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    editor.format("heading")
    assert editor.markdown() == "가"


def test_what_was_found_stays_in_sight_while_the_page_is_laid_out(
    editor: MinutesEditor, qtbot: QtBot
) -> None:
    """The place is gone to again as the editor gets its size; whoever scrolls is followed no longer."""
    editor.resize(500, 4000)
    editor.show_record(1, "\n\n".join(f"{number}번째 말" for number in range(60)))
    at = editor.toPlainText().index("50번째")
    editor.quotes.find(((at, at + 4),))
    editor.resize(500, 120)
    qtbot.waitUntil(lambda: 0 <= editor.cursorRect().top() < editor.viewport().height())
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    editor.verticalScrollBar().setValue(0)
    editor.resize(500, 140)
    QApplication.processEvents()
    assert editor.verticalScrollBar().value() == 0
