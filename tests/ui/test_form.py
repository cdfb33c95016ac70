"""The derived form: saving as one types, composed Hangul, errors beside their field, undo of typing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.choices import ParticipantKind, ServiceField
from app.domain.directory import Entry, Option, Register, offered
from app.domain.fields import FieldSpec, FieldType
from app.errors import UserError
from ui.widgets.form import RecordForm
from ui.widgets.text import WordLabel

SPECS = (
    FieldSpec("title", FieldType.TEXT, "과제명", required=True),
    FieldSpec("service_field", FieldType.CHOICE, "분야", ServiceField),
    FieldSpec("starts_on", FieldType.DATE, "시작일"),
    FieldSpec("goal", FieldType.PERCENT, "기준"),
    FieldSpec("kinds", FieldType.CHOICES, "참여 주체", ParticipantKind),
    FieldSpec("agency_id", FieldType.REFERENCE, "기관", reference="agency"),
    FieldSpec("summary", FieldType.LONG_TEXT, "개요"),
    FieldSpec("state", FieldType.TEXT, "상태", derived=True),
)


@dataclass(frozen=True)
class Row:
    """A record."""

    id: int = 1
    title: str = "골목 쉼터"
    service_field: str | None = "culture"
    starts_on: date | None = date(2026, 3, 2)
    goal: int | None = 40
    kinds: tuple[str, ...] = ("public",)
    agency_id: int | None = 7
    agency: str | None = "가온시"
    summary: str = ""


@pytest.fixture
def form(qtbot: QtBot, light: QApplication) -> Iterator[RecordForm]:
    """Show a form of one record, with a second widget to take the focus."""
    window = QWidget()
    made = RecordForm(SPECS)
    other = QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    other.setObjectName("elsewhere")
    box = QVBoxLayout(window)
    box.addWidget(made)
    box.addWidget(other)
    qtbot.addWidget(window)
    made.set_options("agency_id", [(7, "가온시"), (8, "나래군")])
    made.set_record(Row())
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield made


def sent_by(form: RecordForm) -> list[tuple[str, Any]]:
    """Collect what the form hands over."""
    found: list[tuple[str, Any]] = []
    form.edited.connect(lambda key, value: found.append((key, value)))
    return found


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    """Type Korean as an input method does."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def test_derived_fields_have_no_editor(form: RecordForm) -> None:
    """What is computed from records is not edited."""
    assert "state" not in form.fields and set(form.fields) == {s.key for s in SPECS if not s.derived}


def test_showing_a_record_hands_nothing_over(form: RecordForm, qtbot: QtBot) -> None:
    """Only a person's edit is an edit."""
    sent = sent_by(form)
    form.set_record(Row(id=2, title="다른 과제"))
    form.flush()
    assert sent == [] and form.fields["title"].editor.text() == "다른 과제"


def test_typing_is_saved_after_half_a_second(form: RecordForm, qtbot: QtBot) -> None:
    """One hand-over for a burst of keys, without leaving the field."""
    sent = sent_by(form)
    editor = form.fields["title"].editor
    editor.setFocus()
    editor.selectAll()
    with qtbot.waitSignal(form.edited, timeout=2000):
        qtbot.keyClicks(editor, "abc")
        assert sent == []
    assert sent == [("title", "abc")]


def test_a_syllable_being_composed_waits(form: RecordForm, qtbot: QtBot) -> None:
    """Nothing is handed over while a syllable is open; it is, whole, once the syllable is closed."""
    sent = sent_by(form)
    editor = form.fields["title"].editor
    editor.setFocus()
    editor.selectAll()
    compose(editor, "", "한")
    compose(editor, "그")
    form._autosave()
    assert sent == [] and form.pending()
    with qtbot.waitSignal(form.edited, timeout=2000):
        compose(editor, "", "글")
    assert sent == [("title", "한글")]


def test_leaving_a_field_hands_it_over_at_once(form: RecordForm, qtbot: QtBot) -> None:
    """Focus-out flushes without waiting."""
    editor = form.fields["summary"].editor
    editor.setFocus()
    compose(editor, "", "동네 이야기")
    with qtbot.waitSignal(form.edited, timeout=300) as told:
        form.window().findChildren(QWidget, "elsewhere")[0].setFocus()
    assert told.args == ["summary", "동네 이야기"]


def test_hiding_hands_over(form: RecordForm, qtbot: QtBot) -> None:
    """A form that goes keeps nothing back."""
    sent = sent_by(form)
    qtbot.keyClicks(form.fields["title"].editor, "x")
    form.hide()
    assert sent == [("title", "xx")] or sent == [("title", "x골목 쉼터")] or sent == [("title", "골목 쉼터x")]


def test_another_record_gets_no_edit_of_the_first(form: RecordForm, qtbot: QtBot) -> None:
    """Edits are handed over under the id of the record they were typed into."""
    ids: list[int | None] = []
    form.edited.connect(lambda _key, _value: ids.append(form.record_id))
    qtbot.keyClicks(form.fields["title"].editor, "x")
    form.set_record(Row(id=2, title="다른 과제"))
    assert ids == [1] and form.record_id == 2


@pytest.mark.parametrize("written", ["2026-11-21", "'26. 11. 21.", "2026년 11월 21일", "2026. 11. 21. (토)"])
def test_dates_are_taken_as_offices_write_them(form: RecordForm, written: str) -> None:
    """Every Korean form of a date is the same day."""
    sent = sent_by(form)
    editor = form.fields["starts_on"].editor
    editor.setText(written)
    editor.edited.emit()
    form.flush()
    assert sent == [("starts_on", date(2026, 11, 21))]


@pytest.mark.parametrize(("key", "written"), [("title", ""), ("starts_on", "내일쯤"), ("goal", "140")])
def test_what_cannot_be_taken_stays_beside_its_field(form: RecordForm, key: str, written: str) -> None:
    """A wrong value is not handed over and its field says why, for assistive technology as well."""
    sent = sent_by(form)
    field = form.fields[key]
    field.editor.setText(written)
    field.editor.edited.emit()
    form.flush()
    assert sent == [] and field.error_label.isVisibleTo(form)
    assert field.editor.accessibleDescription() == field.error_label.accessibleName() != ""


def test_choices_and_references_hand_over_codes(form: RecordForm) -> None:
    """Lists hand over the stored code or id, never the label."""
    sent = sent_by(form)
    choice, reference = form.fields["service_field"].editor, form.fields["agency_id"].editor
    choice.setCurrentText("교육")
    choice.activated.emit(choice.currentIndex())
    reference.lineEdit().setText("나래군")
    reference.edited.emit()
    form.fields["kinds"].editor._boxes["company"].click()
    form.flush()
    assert sent == [("service_field", "education"), ("agency_id", 8), ("kinds", ("public", "company"))]


def test_a_refusal_of_the_record_shows_at_its_field(form: RecordForm) -> None:
    """``fail`` says it beside the field that the error names; the same value may be sent again."""
    sent = sent_by(form)
    editor = form.fields["title"].editor
    for _ in range(2):
        editor.setText("같은 이름")
        editor.edited.emit()
        form.flush()
        form.fail(UserError("이미 있는 과제입니다.", "title"))
    assert form.fields["title"].error_label.accessibleName() == "이미 있는 과제입니다."
    assert sent == [("title", "같은 이름")] * 2


def test_a_field_undoes_its_own_typing_first(form: RecordForm, qtbot: QtBot) -> None:
    """Ctrl+Z belongs to the field while it has typing to undo, then to the window."""
    from PySide6.QtGui import QAction

    asked: list[bool] = []
    action = QAction(form.window())
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: asked.append(True))
    form.window().addAction(action)
    editor = form.fields["title"].editor
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == "골목 쉼터" and not asked
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert asked == [True]


def test_a_refresh_leaves_what_is_being_typed(form: RecordForm, qtbot: QtBot) -> None:
    """A commit elsewhere refreshes the other fields, not the one with typing in it."""
    editor = form.fields["title"].editor
    editor.setFocus()
    qtbot.keyClicks(editor, "x")
    typed = editor.text()
    form.set_record(replace(Row(), title="밖에서 고침", summary="새 개요"))
    assert editor.text() == typed and form.fields["summary"].editor.toPlainText() == "새 개요"
    form.flush()


def test_words_are_handed_over_while_somebody_types_on(qtbot: QtBot) -> None:
    """Half a second after the first key words go out, without a syllable being composed; figures wait."""
    specs = (FieldSpec("title", FieldType.TEXT, "과제명"), FieldSpec("year", FieldType.INTEGER, "연도"))
    form = RecordForm(specs)
    qtbot.addWidget(form)
    form.show()
    sent: list[tuple[str, object]] = []
    form.edited.connect(lambda key, value: sent.append((key, value)))
    editor = form.fields["title"].editor
    editor.setFocus()
    qtbot.keyClicks(editor, "ab")
    first = form._meanwhile.remainingTime()
    qtbot.keyClicks(editor, "c")
    assert 0 < form._meanwhile.remainingTime() <= first
    QApplication.sendEvent(editor, QInputMethodEvent("하", []))
    qtbot.keyClicks(form.fields["year"].editor, "20")
    form._meanwhile.timeout.emit()
    assert sent == [("title", "abc")]


def test_a_masked_person_is_found_by_the_name_in_full(form: RecordForm, qtbot: QtBot) -> None:
    """The list shows 홍*동 · 소속; the whole name, a part or its first consonants find it."""
    options = offered(
        [
            Entry(1, "홍*동", "가온시 주민자치회", "홍길동"),
            Entry(2, "홍*동", "나래마을", "홍판동"),
            Entry(3, "김담당", "가온시", "김담당"),
        ]
    )
    form.set_options("agency_id", options)
    editor = form.fields["agency_id"].editor
    editor.set_value(None)
    line = editor.lineEdit()
    line.setText("홍판동")
    assert editor.value() == 2
    line.editingFinished.emit()
    assert line.text() == "홍*동 · 나래마을" and editor.value() == 2
    for typed in ("길동", "ㅎㄱㄷ", "주민자치"):
        line.textEdited.emit(typed)
        assert editor.completer().model().stringList() == ["홍*동 · 가온시 주민자치회"]
    line.setText("김담당")
    assert editor.value() == 3


def test_a_name_that_several_have_is_to_be_chosen(form: RecordForm) -> None:
    """Two persons of one name and no affiliation are told apart by a number; the bare name is refused."""
    form.set_options("agency_id", offered([Entry(1, "홍*동", "", "홍길동"), Entry(2, "홍*동", "", "홍길동")]))
    editor = form.fields["agency_id"].editor
    editor.lineEdit().setText("홍길동")
    with pytest.raises(UserError, match="여럿"):
        editor.value()
    editor.lineEdit().setText("홍*동 #2")
    assert editor.value() == 2


def test_of_a_long_register_what_is_typed_is_asked_for(form: RecordForm) -> None:
    """A few are offered; others are found by typing, shown by their id, and called by their whole name."""
    everybody = [Option(n, f"주민{n} (가온시 {n})", f"주민{n}") for n in range(1, 2001)]

    def called(name: str) -> list[Option]:
        return [one for one in everybody if one.name == name]

    register = Register(
        first=everybody[:3],
        found=lambda text, most: [one for one in everybody if text in one.name][:most],
        called=called,
        of=lambda key: everybody[key - 1] if key <= len(everybody) else None,
    )
    form.set_options("agency_id", register)
    editor = form.fields["agency_id"].editor
    assert editor.count() < 6
    editor.lineEdit().textEdited.emit("주민199")
    assert editor.completer().model().stringList()[0] == "주민199 (가온시 199)"
    editor.set_value(1500)
    assert editor.lineEdit().text() == "주민1500 (가온시 1500)" and editor.value() == 1500
    editor.lineEdit().setText("주민7")
    assert editor.value() == 7
    editor.lineEdit().setText("모르는 사람")
    with pytest.raises(UserError, match="없습니다"):
        editor.value()


def test_the_words_of_two_who_read_alike_are_no_ones(form: RecordForm) -> None:
    """In a long register: name and 소속 typed whole are refused where another has both, also unheld."""
    everybody = [Option(n, "김민수 (가온시)", "김민수") for n in (1, 2)]
    everybody.append(Option(3, "김민수 (나래군)", "김민수"))
    register = Register(
        first=everybody[:1],
        found=lambda text, _most: [one for one in everybody if text in one.name],
        called=lambda name: [one for one in everybody if one.name == name],
        of=lambda key: next((one for one in everybody if one.id == key), None),
    )
    form.set_options("agency_id", register)
    editor = form.fields["agency_id"].editor
    for typed, meant in (("김민수 (나래군)", 3), ("김민수 (가온시) #2", 2)):
        editor.lineEdit().setText("김민수")
        assert len(editor._list.called("김민수")) == 3
        editor.lineEdit().setText(typed)
        assert editor.value() == meant
    editor.lineEdit().setText("김민수 (가온시)")
    with pytest.raises(UserError, match="여럿"):
        editor.value()


def test_of_two_who_read_alike_the_one_picked_is_saved(form: RecordForm) -> None:
    """In a long register: by the line that was picked; a name that others have too is refused when typed."""
    everybody = [Option(1, "김민수", "김민수"), Option(2, "강*희 · 가온시", "강민희")]
    everybody += [Option(3, "김민수", "김민수"), Option(4, "강*희 · 가온시", "강산희")]
    register = Register(
        first=everybody[:2],
        found=lambda text, _most: [one for one in everybody if text in one.name],
        called=lambda name: [one for one in everybody if one.name == name],
        of=lambda key: next((one for one in everybody if one.id == key), None),
    )
    form.set_options("agency_id", register)
    editor = form.fields["agency_id"].editor
    line, completer = editor.lineEdit(), editor.completer()
    for typed, place, record in (("강", 1, 4), ("강", 0, 2), ("김", 0, 1), ("김", 1, 3)):
        line.setText(typed)
        line.textEdited.emit(typed)
        index = completer.completionModel().index(place, 0)
        completer.activated[QModelIndex].emit(index)
        line.editingFinished.emit()
        assert editor.value() == record
        form.set_options("agency_id", register)
        assert editor.value() == record
    editor.set_value(None)
    line.setText("김민수")
    line.editingFinished.emit()
    with pytest.raises(UserError, match="여럿"):
        editor.value()


def test_a_form_for_later_shows_what_it_was_given_before(qtbot: QtBot, light: QApplication) -> None:
    """It has no editors until it is made; record, offers and who may change it are as ever then."""
    form = RecordForm(SPECS, later=True)
    qtbot.addWidget(form)
    form.guard(lambda: "보기만 할 수 있습니다.")
    form.set_options("agency_id", [(7, "가온시"), (8, "나래군")])
    form.set_record(Row(title="앞"))
    form.set_record(Row())
    form.flush()
    assert not form.findChildren(QLineEdit) and not form.pending()
    form.make()
    assert form.fields["title"].editor.value() == "골목 쉼터" and form.fields["agency_id"].editor.value() == 7
    assert not form.fields["title"].isEnabled() and not form.fields["title"].findChildren(WordLabel)
