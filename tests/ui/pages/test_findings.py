"""The tab 발견·아이디어: what is done on the board is stored, undone, traced and voted on."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QPixmap, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.finding import FindingKind
from app.domain.listing import ListQuery
from app.errors import UserError
from app.services import findings, listing, proposals, threads, undo, votes
from tests import factories
from tests.ui.desk import Desk
from ui.dialogs.ask import AskDialog
from ui.dialogs.confirm import MessageDialog
from ui.dialogs.linking import LinkDialog
from ui.pages.project_room.findings.dialogs import CardDialog, HallDialog, PersonaDialog
from ui.pages.project_room.findings.tab import FindingsTab
from ui.pages.project_room.findings.vote_bar import RankingDialog
from ui.pages.project_room.page import ProjectRoom
from ui.widgets.notes.editor import NoteEditor


class Stand:
    """The room of a project at its findings, with three cards in two clusters."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        """Make and show it."""
        self.desk, self.ws = desk, desk.workspace
        self.project = factories.project(self.ws).id
        self.team = factories.team(self.ws, self.project, 2, 1, 0)
        self.first = findings.add_cluster(self.ws, self.project, "찾기 어렵다")
        self.second = findings.add_cluster(self.ws, self.project, "알릴 곳이 없다")
        self.voice = findings.add(self.ws, self.project, "voice", "지쳐서 물어봤어요", speaker="참여자 07",
                                  cluster_id=self.first)  # fmt: skip
        self.pain = findings.add(self.ws, self.project, "pain", "정보가 흩어짐", cluster_id=self.first,
                                 parents=[("finding", self.voice)])  # fmt: skip
        self.idea = findings.add(self.ws, self.project, "idea", "한곳에 모으기", cluster_id=self.second)
        self.page = ProjectRoom(desk.context)
        qtbot.addWidget(self.page)
        self.page.open_with(project_id=self.project, tab="findings")
        desk.show(self.page)

    @property
    def tab(self) -> FindingsTab:
        """Return the tab."""
        return self.page.parts.findings.tab

    def card(self, card: int) -> Any:
        """Return a card as it is stored."""
        return listing.rows(self.ws, "finding", [card])[0]

    def dialog(self, kind: type[Any]) -> Any:
        """Return the open dialog of a kind."""
        self.desk.settle()
        return next(one for one in self.page.findChildren(kind) if one.isVisible())

    def count(self) -> int:
        """Return how many cards are stored."""
        return listing.count(self.ws, "finding", ListQuery())


@pytest.fixture
def stand(desk: Desk, qtbot: QtBot) -> Stand:
    """Show the findings of a project."""
    return Stand(desk, qtbot)


def test_the_board_shows_clusters_and_counts(stand: Stand) -> None:
    """Columns are the clusters in their order, the tab counts the cards, the chips the kinds."""
    assert [c.title for c in stand.tab.board.geometry_.columns] == ["찾기 어렵다", "알릴 곳이 없다"]
    assert stand.page.tabs.tabText(4) == "발견·아이디어  3"
    assert stand.tab.chips.chips["pain"].count == 1
    assert stand.tab.chips.chips["persona"].isHidden()


def test_a_chip_leaves_only_its_kind(stand: Stand) -> None:
    """A pressed chip filters the board and the list."""
    stand.tab.chips.chips["idea"].click()
    assert stand.tab.board.geometry_.order() == [stand.idea]
    stand.tab.set_mode("list")
    assert stand.tab.model.rowCount() == 1


def test_words_leave_only_the_cards_that_have_them(stand: Stand) -> None:
    """Every word is looked for in text, speaker and cluster, also half typed; none left is said."""
    search, order = stand.tab.bar.search, stand.tab.board.geometry_.order
    for words, found in (("흩ㅇ", [stand.pain]), ("참여자 찾기", [stand.voice]), ("없는말", [])):
        search.setText(words)
        QTest.keyClick(search, Qt.Key.Key_Return)
        assert order() == found
    assert stand.tab.cards.currentWidget() is stand.tab.cards.nothing
    stand.tab.cards.nothing.button.click()
    assert len(order()) == 3


def test_a_kind_that_leaves_nothing_is_said(stand: Stand) -> None:
    """Words that only cards of another kind have are not said to be nowhere; one press shows all cards."""
    search, nothing = stand.tab.bar.search, stand.tab.cards.nothing
    search.setText("흩어짐")
    stand.tab.chips.chips["idea"].click()
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert stand.tab.cards.currentWidget() is nothing and nothing.words.text().count("종\u2060류")
    nothing.button.click()
    assert len(stand.tab.board.geometry_.order()) == 3
    assert search.text() == "" and stand.tab.chips.chosen() == ()


def test_the_order_of_the_list_is_kept_while_words_are_looked_for(stand: Stand) -> None:
    """What was sorted by a heading stays so when other words are looked for."""
    stand.tab.set_mode("list")
    stand.tab.table.sort_by((("text", True),))
    ordered = [stand.idea, stand.voice, stand.pain]
    assert stand.tab.model.ids() == ordered
    for words in ("참여자", ""):
        stand.tab.bar.search.setText(words)
        QTest.keyClick(stand.tab.bar.search, Qt.Key.Key_Return)
    assert stand.tab.model.ids() == ordered


def test_a_card_to_be_framed_is_shown_whatever_narrows(stand: Stand) -> None:
    """Words and kinds are let go of where they leave out the card that is opened."""
    stand.tab.bar.search.setText("흩어짐")
    stand.tab.chips.chips["pain"].click()
    stand.tab.frame(stand.idea)
    assert stand.tab.current_id() == stand.idea
    assert stand.tab.bar.search.text() == "" and stand.tab.chips.chosen() == ()


def test_a_card_is_written_by_the_keyboard(stand: Stand) -> None:
    """N asks, Ctrl+Enter stores in the cluster of the framed card, and the new card is framed."""
    stand.tab.frame(stand.pain)
    QTest.keyClick(stand.tab.board, Qt.Key.Key_N)
    dialog = stand.dialog(CardDialog)
    dialog.form.fields["text"].editor.setPlainText("회신이 없다")
    dialog.accept()
    stand.desk.settle()
    made = stand.card(stand.tab.board.current_id() or 0)
    assert (made.text, made.cluster_id, made.kind) == ("회신이 없다", stand.first, "pain")


def test_an_empty_card_keeps_the_dialog(stand: Stand) -> None:
    """A card without words is not stored; the field says so."""
    stand.tab.add()
    dialog = stand.dialog(CardDialog)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.form.fields["text"].error_label.text()
    assert stand.count() == 3


def test_moving_by_the_keyboard_is_one_step(stand: Stand) -> None:
    """Alt+→ puts the card into the next cluster; undo brings it back."""
    stand.tab.frame(stand.pain)
    QTest.keyClick(stand.tab.board, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    stand.desk.settle()
    assert stand.card(stand.pain).cluster_id == stand.second
    assert stand.tab.current_id() == stand.pain
    undo.undo(stand.ws)
    assert stand.card(stand.pain).cluster_id == stand.first


def test_moving_between_kinds_changes_the_kind(stand: Stand) -> None:
    """On the board by kind a card dropped in another column becomes of that kind."""
    stand.tab.set_mode("kind")
    stand.tab.board.moved.emit([stand.pain], "idea", None)
    stand.desk.settle()
    assert stand.card(stand.pain).kind == "idea"


def test_merging_from_the_menu(stand: Stand) -> None:
    """Two selected cards become one, framed, with the links of both."""
    menu = stand.tab.menu([stand.pain, stand.idea])
    next(action for action in menu.actions() if "합치기" in action.text()).trigger()
    stand.desk.settle()
    assert stand.count() == 2
    assert stand.card(stand.pain).text == "정보가 흩어짐\n한곳에 모으기"


def test_splitting_asks_for_lines(stand: Stand) -> None:
    """One line is refused beside the field; two lines make two cards."""
    stand.tab.verbs.split(stand.card(stand.pain))
    dialog = stand.dialog(AskDialog)
    dialog.accept()
    assert "두 줄" in dialog.field.error_label.text()
    dialog.field.editor.setPlainText("정보가 많다\n정보가 흩어짐")
    dialog.accept()
    stand.desk.settle()
    assert stand.count() == 4


def test_cards_are_copied_and_pasted_as_lines(stand: Stand) -> None:
    """Ctrl+C gives kind, words and source a line; Ctrl+V makes a card of every line, the kind kept."""
    stand.tab.board.selection.all()
    stand.tab.board.copyAsked.emit()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "목소리\t지쳐서 물어봤어요\t참여자 07"
    QGuiApplication.clipboard().setText("국민요구\t한 번에 알고 싶다\n\n그냥 적은 말")
    stand.tab.frame(stand.idea)
    stand.tab.board.pasteAsked.emit()
    stand.desk.settle()
    made = sorted(findings.of_project(stand.ws, stand.project), key=lambda card: card.id)[-2:]
    assert [(card.kind, card.text) for card in made] == [
        ("citizen_need", "한 번에 알고 싶다"), ("idea", "그냥 적은 말"),
    ]  # fmt: skip


def test_deleting_asks_first(stand: Stand) -> None:
    """Delete asks; only then the card goes."""
    stand.tab.frame(stand.idea)
    QTest.keyClick(stand.tab.board, Qt.Key.Key_Delete)
    dialog = stand.dialog(MessageDialog)
    assert stand.count() == 3
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "지우기").click()
    stand.desk.settle()
    assert stand.count() == 2


def test_the_thread_of_the_framed_card(stand: Stand) -> None:
    """The panel shows the chain with the framed card marked; a click goes to another card."""
    stand.tab.frame(stand.pain)
    stand.desk.settle()
    rows = stand.tab.trace.rows
    assert [(row.place.kind, row.place.here) for row in rows] == [("voice", False), ("pain", True)]
    rows[0].click()
    stand.desk.settle()
    assert stand.tab.current_id() == stand.voice


def test_what_stands_on_nothing_says_so(stand: Stand) -> None:
    """An idea without a citizen's words is marked on its card and in its thread."""
    assert stand.tab.board.notes[stand.idea].bare
    assert not stand.tab.board.notes[stand.pain].bare
    stand.tab.frame(stand.idea)
    stand.desk.settle()
    assert not stand.tab.trace.missing.isHidden()


def test_linking_and_a_refused_loop(stand: Stand) -> None:
    """Origins are picked by search; one that would loop is refused in the dialog, which stays."""
    stand.tab.frame(stand.idea)
    stand.tab.verbs.link(stand.card(stand.idea))
    dialog = stand.dialog(LinkDialog)
    dialog.search.setText("흩어")
    shown = [row for row in range(dialog.list.count()) if not dialog.list.item(row).isHidden()]
    dialog.list.setCurrentRow(shown[0])
    dialog.accept()
    stand.desk.settle()
    assert stand.card(stand.idea).parents == 1
    assert not stand.tab.board.notes[stand.idea].bare
    stand.tab.verbs.link(stand.card(stand.voice))
    dialog = stand.dialog(LinkDialog)
    rows = range(dialog.list.count())
    dialog.list.setCurrentRow(next(r for r in rows if "한곳에" in dialog.list.item(r).text()))
    dialog.accept()
    stand.desk.settle()
    assert dialog.isVisible()
    assert "돌아오게" in dialog.wrong.accessibleName()


def test_a_card_becomes_a_proposal(stand: Stand) -> None:
    """제안으로 만들기 makes a proposal that came from the card; 반영 is still undecided in the thread."""
    stand.tab.verbs.propose(stand.card(stand.idea))
    stand.desk.settle()
    made = listing.all_rows(stand.ws, "proposal", ListQuery())[0]
    ends = {(edge.child, edge.parent) for edge in threads.of_project(stand.ws, stand.project).edges}
    assert (("proposal", made.id), ("finding", stand.idea)) in ends
    stand.tab.frame(stand.idea)
    stand.desk.settle()
    assert [(row.place.kind, row.place.open) for row in stand.tab.trace.rows][-1] == ("decision", True)


def test_a_persona_has_its_own_form(stand: Stand) -> None:
    """A persona asks for its own fields; its card says who it is."""
    stand.tab.verbs.add("persona", stand.first)
    dialog = stand.dialog(PersonaDialog)
    dialog.accept()
    assert dialog.isVisible()
    dialog.form.fields["name"].editor.setText("해늘")
    dialog.form.fields["age_band"].editor.setText("30대")
    dialog.accept()
    stand.desk.settle()
    persona = next(card for card in findings.of_project(stand.ws, stand.project) if card.kind == "persona")
    assert (persona.text, persona.persona["age_band"]) == ("해늘, 30대", "30대")


def test_a_persona_keeps_its_picture(stand: Stand, tmp_path: Path) -> None:
    """A picture chosen in the form is kept among the files of the project and shown again."""
    drawing = QPixmap(40, 40)
    drawing.fill(Qt.GlobalColor.blue)
    assert drawing.save(str(tmp_path / "해늘.png"))
    persona = findings.add(stand.ws, stand.project, "persona", "", persona={"name": "해늘"})
    stand.desk.settle()
    stand.tab.verbs.open(stand.card(persona))
    dialog = stand.dialog(PersonaDialog)
    dialog.take([tmp_path / "해늘.png"])
    dialog.accept()
    stand.desk.settle()
    kept = stand.card(persona).persona["picture"]
    assert stand.ws.blobs.path(kept).read_bytes() == (tmp_path / "해늘.png").read_bytes()
    stand.tab.verbs.open(stand.card(persona))
    assert stand.dialog(PersonaDialog).chosen.pixmap().height() == 96


def test_clusters_are_renamed_and_dissolved(stand: Stand) -> None:
    """The menu of a heading renames and removes the cluster; its cards stay."""
    menu = stand.tab.head_menu(stand.first)
    next(action for action in menu.actions() if "이름" in action.text()).trigger()
    dialog = stand.dialog(AskDialog)
    dialog.field.editor.setText("찾을 곳이 없다")
    dialog.accept()
    stand.desk.settle()
    assert stand.tab.board.geometry_.columns[0].title == "찾을 곳이 없다"
    next(a for a in stand.tab.head_menu(stand.first).actions() if "없애기" in a.text()).trigger()
    stand.desk.settle()
    assert [c.title for c in stand.tab.board.geometry_.columns] == ["알릴 곳이 없다", "묶지 않은 카드"]
    assert stand.count() == 3


def begin(stand: Stand, per_person: int = 2) -> int:
    """Open a vote for every kind and let the first of the team vote."""
    one = votes.start(stand.ws, stand.project, "1차 투표", per_person)
    stand.desk.settle()
    stand.tab.vote_bar.voter.set_value(str(stand.team[0]))
    stand.tab.vote_bar.voter.edited.emit()
    stand.desk.settle()
    return one


def test_dots_by_the_keyboard_and_no_more_than_one_has(stand: Stand) -> None:
    """Space on a card gives a dot of the chosen voter; the dot too many is refused with a sentence."""
    one = begin(stand)
    stand.tab.frame(stand.idea)
    for _turn in range(3):
        QTest.keyClick(stand.tab.board, Qt.Key.Key_Space)
        stand.desk.settle()
    assert votes.mine(stand.ws, one, stand.team[0]) == {stand.idea: 2}
    assert "2개까지" in stand.desk.said[-1]
    assert stand.tab.board.notes[stand.idea].own == 2


def test_nobody_elses_dots_are_seen(stand: Stand) -> None:
    """While a vote is open cards show the voter's own dots only, and headings no totals."""
    one = begin(stand)
    votes.cast(stand.ws, one, stand.team[1], stand.pain, 2)
    stand.desk.settle()
    assert all(note.dots == 0 for note in stand.tab.board.notes.values())
    assert stand.tab.board.notes[stand.pain].own == 0
    assert not any("표" in column.meta for column in stand.tab.board.geometry_.columns)
    assert "1명 마침" in stand.tab.vote_bar.state.text()


def test_a_dot_needs_a_voter(stand: Stand) -> None:
    """Without a voter chosen a dot is not given to anybody."""
    votes.start(stand.ws, stand.project, "1차")
    stand.desk.settle()
    stand.tab.board.dotAsked.emit(stand.idea, 1)
    stand.desk.settle()
    assert "사람을 고르십시오" in stand.desk.said[-1]


def test_the_hall_is_entered_in_a_table(stand: Stand) -> None:
    """Too many dots for the heads are refused in the dialog; then all are stored at once."""
    one = begin(stand)
    stand.tab.vote_bar.hallAsked.emit()
    dialog = stand.dialog(HallDialog)
    dialog.table.item(0, 1).setText("5")
    dialog.heads.setValue(2)
    dialog.accept()
    stand.desk.settle()
    assert "4개인데 5개" in dialog.wrong.accessibleName()
    dialog.heads.setValue(3)
    dialog.accept()
    stand.desk.settle()
    assert sum(votes.mine(stand.ws, one, None).values()) == 5


def test_ending_shows_the_ranking_with_ties(stand: Stand) -> None:
    """The end is asked for, then places are shown, cards with as many dots sharing one."""
    one = begin(stand)
    for card in (stand.idea, stand.pain):
        votes.cast(stand.ws, one, stand.team[0], card, 1)
    stand.tab.vote_bar.endAsked.emit()
    asked = stand.dialog(MessageDialog)
    next(button for button in asked.findChildren(QPushButton) if button.text() == "끝내기").click()
    ranking = stand.dialog(RankingDialog)
    assert [row[0] for row in ranking.table.rows()] == ["공동 1위", "공동 1위"]
    assert stand.tab.vote_bar.isHidden()
    assert stand.tab.board.notes[stand.idea].dots == 1


def test_the_whole_thread_and_back(stand: Stand) -> None:
    """실타래 opens with the framed card chosen; Enter on a card goes back to it on the board."""
    stand.tab.frame(stand.pain)
    stand.tab.threadAsked.emit()
    stand.desk.settle()
    graph = stand.page.parts.findings.graph
    assert graph is not None
    assert graph.canvas.picture.current == ("finding", stand.pain)
    QTest.keyClick(graph.canvas, Qt.Key.Key_Left)
    QTest.keyClick(graph.canvas, Qt.Key.Key_Return)
    assert stand.tab.isVisible()
    assert stand.tab.current_id() == stand.voice


def test_an_output_without_origin_is_marked_beside_its_remedy(stand: Stand) -> None:
    """산출물 says 근거 없음 and offers 근거 잇기; linked to a citizen's words the mark goes."""
    made = factories.output(stand.ws, stand.project)
    stand.page.show_tab("outputs")
    stand.desk.settle()
    outputs = stand.page.parts.outputs
    assert "근거 없음 1건" in outputs.listed.meta.text()
    outputs.origin.button.click()
    dialog = stand.dialog(LinkDialog)
    rows = range(dialog.list.count())
    dialog.list.setCurrentRow(next(r for r in rows if "흩어짐" in dialog.list.item(r).text()))
    dialog.accept()
    stand.desk.settle()
    assert ("output", made.id) not in findings.without_origin(stand.ws, stand.project)
    assert outputs.origin.isHidden()


def test_a_card_is_linked_to_a_proposal_that_is_there(stand: Stand) -> None:
    """있는 제안에 잇기 offers the proposals of the project; the chain leads to the one chosen."""
    made = proposals.create(stand.ws, {"title": "안내판", "channel": "field", "project_id": stand.project})
    stand.tab.verbs.link_proposal(stand.card(stand.idea))
    dialog = stand.dialog(LinkDialog)
    assert dialog.list.count() == 1
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    stand.desk.settle()
    edges = threads.of_project(stand.ws, stand.project).edges
    assert (("proposal", made.id), ("finding", stand.idea)) in {(edge.child, edge.parent) for edge in edges}


def test_an_empty_project_offers_the_first_card(desk: Desk, qtbot: QtBot) -> None:
    """Without cards there is one sentence and one button."""
    page = ProjectRoom(desk.context)
    qtbot.addWidget(page)
    page.open_with(project_id=factories.project(desk.workspace).id, tab="findings")
    desk.show(page)
    assert page.parts.findings.tab.cards.empty.isVisible()


# -- writing on a card where it lies


def _write(stand: Stand, card: int, text: str, *, by_key: bool = True) -> NoteEditor:
    """Frame a card, ask to write on it and put ``text`` in place of what it says."""
    board = stand.tab.board
    board.set_current(card)
    board.setFocus()
    if by_key:
        QTest.keyClick(board, Qt.Key.Key_F2)
    else:
        place = board.geometry_.place(card)
        assert place is not None
        at = board.geometry_.rect(*place).center() - board.offset()
        QTest.mouseDClick(board.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert board.editor.card == card
    board.editor.field.setPlainText(text)
    return board.editor


@pytest.mark.parametrize("by_key", [True, False])
def test_a_card_is_written_on_in_place(stand: Stand, by_key: bool) -> None:
    """F2 or a double click, words, Enter: one step that undo takes back; no dialog opens."""
    editor = _write(stand, stand.pain, "정보가 세 곳에 흩어짐", by_key=by_key)
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    stand.desk.settle()
    assert stand.card(stand.pain).text == "정보가 세 곳에 흩어짐"
    assert editor.isHidden()
    assert stand.tab.board.current_id() == stand.pain
    undo.undo(stand.ws)
    assert stand.card(stand.pain).text == "정보가 흩어짐"


def test_esc_leaves_a_card_as_it_was(stand: Stand) -> None:
    """What was typed goes; the board has the keys again, and Enter without a change stores nothing."""
    editor = _write(stand, stand.pain, "잘못 쓴 말")
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    stand.desk.settle()
    assert stand.card(stand.pain).text == "정보가 흩어짐"
    before = undo.state(stand.ws)
    QTest.keyClick(_write(stand, stand.pain, "정보가 흩어짐").field, Qt.Key.Key_Return)
    stand.desk.settle()
    assert undo.state(stand.ws) == before


def test_shift_enter_breaks_the_line_and_leaving_stores(stand: Stand) -> None:
    """Two lines are one card; going to another card, or leaving the tab, hands it over."""
    editor = _write(stand, stand.pain, "첫 줄")
    editor.field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor.field, "two")
    stand.tab.flush()
    stand.desk.settle()
    assert stand.card(stand.pain).text == "첫 줄\ntwo"
    assert stand.count() == 3


def test_the_syllable_being_composed_is_neither_lost_nor_doubled(stand: Stand) -> None:
    """Composing, then Enter: the words have every syllable once."""
    editor = _write(stand, stand.pain, "")
    QApplication.sendEvent(editor.field, QInputMethodEvent("하", []))
    QApplication.sendEvent(editor.field, QInputMethodEvent("한", []))
    ended = QInputMethodEvent("", [])
    ended.setCommitString("한")
    QApplication.sendEvent(editor.field, ended)
    QApplication.sendEvent(editor.field, QInputMethodEvent("곳", []))
    ended = QInputMethodEvent("", [])
    ended.setCommitString("곳")
    QApplication.sendEvent(editor.field, ended)
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    stand.desk.settle()
    assert stand.card(stand.pain).text == "한곳"


def test_a_refused_text_stays_on_the_card_with_its_sentence(stand: Stand) -> None:
    """A number shaped like a 주민등록번호 is stored nowhere; what was typed can be mended at once."""
    editor = _write(stand, stand.pain, "담당 900101-1234567")
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    stand.desk.settle()
    assert stand.card(stand.pain).text == "정보가 흩어짐"
    assert editor.card == stand.pain
    assert "주민등록번호" in editor.wrong.accessibleName()
    assert editor.field.value() == "담당 900101-1234567"
    editor.field.setPlainText("")
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    assert "Esc" in editor.wrong.accessibleName()
    editor.field.setPlainText("담당에게 묻기")
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    stand.desk.settle()
    assert stand.card(stand.pain).text == "담당에게 묻기"


def test_a_card_deleted_while_it_is_written_on(stand: Stand) -> None:
    """The field goes with the card, the sentence says so, and the words are on the clipboard."""
    editor = _write(stand, stand.pain, "아직 쓰는 말")
    findings.delete(stand.ws, [stand.pain])
    stand.desk.settle()
    assert editor.isHidden()
    assert "지워졌습니다" in stand.desk.said[-1]
    assert QGuiApplication.clipboard().text() == "아직 쓰는 말"
    with pytest.raises(UserError, match="이미 지워졌습니다"):
        findings.edit(stand.ws, [stand.pain], {"text": "늦은 말"})


def test_a_refused_paste_says_so_and_stores_none(stand: Stand) -> None:
    """One line with a number that may not be kept refuses all, and nothing claims that it was pasted."""
    QGuiApplication.clipboard().setText("하나\n담당 900101-1234567\n셋")
    stand.tab.verbs.paste("pain", None)
    stand.desk.settle()
    assert stand.count() == 3
    assert not any("붙여넣었습니다" in words for words in stand.desk.said)
    assert [type(error) for error in stand.desk.errors] == [UserError]
    stand.desk.errors.clear()
    QGuiApplication.clipboard().setText("가\n" * 2_001)
    stand.tab.verbs.paste("pain", None)
    stand.desk.settle()
    assert "2,001줄" in stand.desk.said[-1]
    assert stand.count() == 3


def test_the_kinds_keep_their_words_and_the_panel_lists_what_has_no_origin(stand: Stand) -> None:
    """All kinds together take a strip of their own; without a framed card the bare ones are listed."""
    for kind in FindingKind:
        findings.add(stand.ws, stand.project, kind.value, f"{kind.label} 카드")
    stand.desk.settle()
    bar, chips = stand.tab.bar, stand.tab.chips
    assert not bar.strip.isHidden() and chips.parentWidget() is bar.strip
    assert all(chip.text_().startswith(FindingKind(kind).label[:2]) for kind, chip in chips.chips.items())
    inside = [chips.rect().contains(chip.geometry()) for chip in chips.chips.values()]
    assert all(inside)
    stand.tab.trace.show_nothing()
    stand.tab._trace(None)
    bare = [row.place.detail for row in stand.tab.trace.rows]
    assert bare and set(bare) == {"근거 없음"}


def test_a_project_without_cards_has_no_empty_panel(desk: Desk, qtbot: QtBot) -> None:
    """The 300 pixels of the thread are given to the board until there is a card."""
    project = factories.project(desk.workspace).id
    page = ProjectRoom(desk.context)
    qtbot.addWidget(page)
    page.open_with(project_id=project, tab="findings")
    desk.show(page)
    assert page.parts.findings.tab.trace.isHidden()
    findings.add(desk.workspace, project, "voice", "첫 말")
    desk.settle()
    assert not page.parts.findings.tab.trace.isHidden()
