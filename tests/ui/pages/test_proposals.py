"""제안: the list and its funnel, deciding beside it, ballots, the ledger, and what 오늘 says of answers."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.choices import StageKind
from app.domain.proposal import CoproductionLevel, Proposal
from app.services import ballots, contributions, findings, proposals, surveys, threads, undo
from app.services.workspace import Workspace
from tests import factories
from tests.ui.desk import Desk
from ui.dialogs.confirm import MessageDialog
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.linking import LinkDialog
from ui.dialogs.record import RecordDialog
from ui.pages.project_room.giving_panel import Giving
from ui.pages.project_room.page import ProjectRoom
from ui.pages.proposals.page import ProposalsPage
from ui.pages.today.page import TodayPage
from ui.proposals import rows
from ui.proposals.desk import ProposalDesk
from ui.proposals.proposal_list import ProposalList
from ui.proposals.surveys import SurveyDialog


def proposal(ws: Workspace, title: str = "골목 쉼터 등", days: int | None = 5, **values: Any) -> Proposal:
    """Receive a proposal due in ``days``."""
    due = None if days is None else ws.today + timedelta(days)
    return proposals.create(ws, {"title": title, "channel": "dialogue", "answer_due": due, **values})


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ProposalsPage:
    """Show an overdue proposal, one that is due, and one that is decided."""
    ws = desk.workspace
    project = factories.project(ws)
    proposal(ws, "늦은 답", -2, department="도시과")
    proposal(ws, "곧 답", 4, project_id=project.id)
    proposals.decide(ws, proposal(ws, "끝난 답").id, "adopted", "올해 합니다.")
    made = ProposalsPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    return made


def dialog(kind: type[Any]) -> Any:
    """Return the open dialog of a kind."""
    return next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
    )


def test_open_ones_come_by_their_due_day(page: ProposalsPage) -> None:
    """검토중 stands above 결정함, the longest overdue first, and the heading counts what is overdue."""
    groups = page.desk.list.model
    assert [row.title for row in groups.records_of(groups.ids())] == ["늦은 답", "곧 답", "끝난 답"]
    assert page.desk.list.strip.steps[0].figure.text() == "3"
    heading = groups.group_at(0)
    assert heading is not None
    assert groups.meta(heading) == "2건 · 기한 지남 1건"


def test_another_project_begins_without_what_narrowed_the_one_before(desk: Desk, qtbot: QtBot) -> None:
    """In a room that is left for another project the field and the half say again what is listed."""
    ws = desk.workspace
    first, second = factories.project(ws), factories.project(ws, title="책방")
    for project, title in ((first, "버스 늘리기"), (second, "책방 열기")):
        proposal(ws, title, project_id=project.id)
    room = ProjectRoom(desk.context)
    qtbot.addWidget(room)
    room.open_with(project_id=first.id, tab="proposals")
    desk.show(room)
    listed = room.parts.proposals.desk.list
    listed.bar.search.setText("버스")
    QTest.keyClick(listed.bar.search, Qt.Key.Key_Return)
    listed.bar.half.findChildren(QPushButton)[1].click()
    desk.settle()
    assert [one.title for one in _rows(listed)] == ["버스 늘리기"]
    room.open_with(project_id=second.id, tab="proposals")
    desk.settle()
    assert (listed.bar.search.text(), listed.bar.half.value()) == ("", "all")
    assert [one.title for one in _rows(listed)] == ["책방 열기"]


def test_the_order_of_the_head_is_that_of_the_list(desk: Desk, page: ProposalsPage) -> None:
    """By two fields at once, and also once all filters are let go of."""
    for title, channel in (("가", "petition"), ("나", "dialogue")):
        proposal(desk.workspace, title, 4, channel=channel)
    desk.settle()
    listed = page.desk.list
    listed.table.sort_by((("channel", True), ("title", True)))
    desk.settle()
    ordered = [one.title for one in _rows(listed)]
    assert ordered == ["가", "늦은 답", "나", "곧 답", "끝난 답"]
    listed.show_filtered({})
    desk.settle()
    assert [one.title for one in _rows(listed)] == ordered


def test_a_long_list_begins_with_its_open_half(
    desk: Desk, page: ProposalsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where open ones fill the screen the decided ones come after them; what is checked there stays so."""
    monkeypatch.setattr(rows, "FIRST_ROWS", 2)
    listed = page.desk.list
    listed.model.set_checked([3])
    listed.table.sort_by((("title", False),))
    qtbot.waitUntil(lambda: [one.title for one in _rows(listed)] == ["곧 답", "늦은 답"])
    assert not listed.bar.copy_button.isEnabled()
    qtbot.waitUntil(lambda: [one.title for one in _rows(listed)] == ["곧 답", "늦은 답", "끝난 답"])
    assert listed.bar.copy_button.isEnabled() and listed.model.checked() == [3]


def test_the_row_clicked_meanwhile_stays_framed(
    desk: Desk, page: ProposalsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who goes to another proposal before the whole list is read is not taken back from it."""
    monkeypatch.setattr(rows, "FIRST_ROWS", 2)
    listed = page.desk.list
    assert listed.table.current_id() == 1
    listed.table.sort_by((("title", False),))
    qtbot.waitUntil(lambda: len(_rows(listed)) == 2)
    listed.table.set_current_id(2)
    qtbot.waitUntil(lambda: len(_rows(listed)) == 3)
    assert listed.table.current_id() == 2 and listed.panel.row is not None and listed.panel.row.id == 2


def test_words_leave_both_halves_at_once(desk: Desk, page: ProposalsPage) -> None:
    """Of a list that is kept a key leaves open and decided ones with their counts, in the same order."""
    listed = page.desk.list
    listed.bar.search.setText("난")
    QTest.keyClick(listed.bar.search, Qt.Key.Key_Return)
    desk.settle()
    assert [one.title for one in _rows(listed)] == ["끝난 답"]
    assert [one.text() for one in listed.bar.half.findChildren(QPushButton)] == [
        "모두 1",
        "검토중 0",
        "결정함 1",
    ]
    listed.bar.search.setText("없는말")
    QTest.keyClick(listed.bar.search, Qt.Key.Key_Return)
    desk.settle()
    assert listed.nothing.isVisible() and not listed.bar.copy_button.isEnabled()
    listed.nothing.button.click()
    desk.settle()
    assert [one.title for one in _rows(listed)] == ["늦은 답", "곧 답", "끝난 답"]
    assert listed.table.isVisible() and listed.bar.copy_button.isEnabled() and not listed.bar.search.text()


def _rows(listed: ProposalList) -> list[Proposal]:
    return listed.model.records_of(listed.model.ids())


def test_the_rail_counts_overdue_answers(desk: Desk, page: ProposalsPage, qtbot: QtBot) -> None:
    """A decision takes an overdue answer off the count."""
    counts: list[tuple[int, bool]] = []
    page.counted.connect(lambda count, urgent: counts.append((count, urgent)))
    page.mark_stale()
    desk.settle()
    proposals.decide(desk.workspace, 1, "rejected", "땅이 없습니다.")
    desk.settle()
    assert counts == [(1, True), (0, False)]


def test_the_halves_and_filters_narrow_the_list(desk: Desk, page: ProposalsPage) -> None:
    """검토중 shows the open ones, 소관 부서 those of a department; words are looked for in titles."""
    view = page.desk.list
    view.bar.half.chosen.emit("open")
    desk.settle()
    assert view.model.ids() == [1, 2]
    view.bar.menus["department"].chosen.emit(("도시과",))
    desk.settle()
    assert view.model.ids() == [1]
    view.bar.menus["department"].chosen.emit(())
    view.bar.search.searched.emit("곧")
    desk.settle()
    assert view.model.ids() == [2]


def test_the_values_of_a_filter_are_counted_when_it_is_opened(desk: Desk, page: ProposalsPage) -> None:
    """A menu that filters nothing is empty until somebody looks; one that filters names its value at once."""
    menu = page.desk.list.bar.menus["department"]
    assert menu.entries() == ["세는 중…"]
    desk.settle()
    assert "도시과  1" in menu.entries()
    menu.chosen.emit(("도시과",))
    desk.settle()
    assert menu.text() == "소관 부서: 도시과"


def test_the_list_is_copied_for_excel(page: ProposalsPage) -> None:
    """Copying takes every row shown, under its headings."""
    page.desk.list.verbs.copy_all()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 4
    assert lines[0].startswith("번호\t제안")
    assert "올해 합니다." in lines[3]


def test_enter_begins_deciding_and_esc_closes(desk: Desk, page: ProposalsPage, qtbot: QtBot) -> None:
    """The keyboard opens the panel at the decision and comes back to the list."""
    view = page.desk.list
    page.set_compact(True)
    assert view.panel.isHidden()
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert not view.panel.isHidden()
    qtbot.keyClick(view.panel, Qt.Key.Key_Escape)
    assert view.panel.isHidden()


def test_an_empty_list_offers_the_first_proposal(desk: Desk, qtbot: QtBot) -> None:
    """One sentence and one button stand where nothing is."""
    made = ProposalsPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    assert made.desk.list.empty.isVisible()


def test_the_line_of_origins_opens_the_card(desk: Desk, qtbot: QtBot) -> None:
    """Voices, pains and ideas above a proposal are counted; a click goes to the card in its room."""
    ws = desk.workspace
    project = factories.project(ws).id
    voices = [findings.add(ws, project, "voice", text) for text in ("어두워요", "무서워요")]
    pain = findings.add(ws, project, "pain", "밤길", parents=[("finding", voice) for voice in voices])
    proposals.create(ws, {"title": "등", "channel": "field", "project_id": project}, [("finding", pain)])
    made = ProposalsPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    line = made.desk.list.panel.thread_line
    assert [button.text() for button in line.buttons] == ["목소리 2", "페인포인트 1"]
    line.buttons[1].click()
    assert desk.went == [("project", {"project_id": project, "tab": "findings", "finding_id": pain})]


def test_votes_are_typed_and_pasted(desk: Desk, page: ProposalsPage) -> None:
    """A cell takes a count, a block from Excel several, an empty cell takes a count away."""
    ws = desk.workspace
    made = ballots.create(ws, {"title": "고르기", "choices_per_voter": 2}, ["가", "나"])
    page.desk.turn_to("ballots")
    desk.settle()
    view = page.desk.ballots
    view.model.enter(0, 2, [["12", "", "3"], ["1,004", "–"]])
    desk.settle()
    seen = ballots.read(ws, made)
    assert [dict(option.tallies) for option in seen.options] == [{"paper": 12, "web": 3}, {"paper": 1004}]
    view.model.enter(0, 2, [[""]])
    view.model.enter(3, 2, [["100"]])
    desk.settle()
    seen = ballots.read(ws, made)
    assert (seen.options[0].total, seen.ways[0].voters) == (3, 100)
    assert view.warnings.isVisible()
    view.model.enter(0, 2, [["여럿"]])
    assert "수가 아닙니다" in dialog(MessageDialog).accessibleDescription()


def test_a_ballot_is_made_of_chosen_proposals(desk: Desk, page: ProposalsPage) -> None:
    """Checked proposals become options, lines typed below them too."""
    page.desk.list.ballotRequested.emit([1, 2])
    asked = dialog(RecordDialog)
    asked.form.set_values({"title": "먼저 할 일", "options": "다른 것\t5"})
    asked.accept()
    desk.settle()
    made = ballots.of(desk.workspace)[0]
    seen = ballots.read(desk.workspace, made.id)
    assert [option.text for option in seen.options] == ["늦은 답", "곧 답", "다른 것"]
    assert seen.votes == 5


def test_the_ledger_says_why(desk: Desk, page: ProposalsPage) -> None:
    """Sums by project and every reason stand on one view."""
    page.desk.turn_to("ledger")
    desk.settle()
    ledger = page.desk.ledger
    assert ledger.sums.rows()[-1][:3] == ["모든 과제", "3", "1"]
    assert ledger.why.rows()[0][4] == "올해 합니다."
    assert page.primary_action() is None


def test_a_survey_is_looked_at_before_it_is_kept(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """The sheet is shown with its types; kept, it is summed up, and free answers become cards."""
    project = factories.project(desk.workspace).id
    path = tmp_path / "만족도.csv"
    path.write_text("만족도,바라는 점\n4,밤에도\n5,크게\n3,더 가까이\n", encoding="utf-8")
    room = ProposalDesk(desk.context, in_room=True)
    qtbot.addWidget(room)
    room.set_project(project)
    room.turn_to("surveys")
    desk.show(room)
    room.surveys.read(path)
    desk.settle()
    dialog(SurveyDialog).accept()
    desk.settle()
    room.refresh()
    desk.settle()
    assert [one.title for one in surveys.of_project(desk.workspace, project)] == ["만족도"]
    assert room.surveys.which.currentText() == "만족도"


def test_today_shows_answers_and_tells_the_rail(desk: Desk, page: ProposalsPage, qtbot: QtBot) -> None:
    """An answer due soon stands in 오늘, opens its proposal, and the rail counts the overdue one."""
    made = TodayPage(desk.context)
    qtbot.addWidget(made)
    told: list[tuple[str, int, bool]] = []
    made.countedFor.connect(lambda key, count, late: told.append((key, count, late)))
    desk.show(made)
    row = made.findChild(QWidget, "answer-1")
    assert row is not None
    assert told == [("proposals", 1, True)]
    button = made.findChild(QWidget, "do-answer-1")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.went == [("proposals", {"proposal_id": 1})]


def test_the_fingerprint_is_declared_by_a_click(desk: Desk, qtbot: QtBot) -> None:
    """A cell toggles what the office declares; what is given can be deleted."""
    ws = desk.workspace
    project = factories.project(ws).id
    contributions.add(ws, project, {"giver": "부녀회", "kind": "goods", "text": "김밥"})
    made = Giving(desk.context)
    qtbot.addWidget(made)
    made.show_project(project)
    desk.show(made)
    made.prints.cells[CoproductionLevel.GROUP, StageKind.DESIGN].click()
    desk.settle()
    cell = contributions.fingerprint(ws, project).cell(CoproductionLevel.GROUP, StageKind.DESIGN)
    assert cell.declared
    gone = made.findChild(QWidget, "given-1")
    assert gone is not None
    qtbot.mouseClick(gone, Qt.MouseButton.LeftButton)
    desk.settle()
    assert contributions.of_project(ws, project).given == ()
    assert "‘부녀회’" in desk.said[-1]
    offer = desk.offers[-1]
    assert offer is not None
    offer()
    desk.settle()
    assert [row.giver for row in contributions.of_project(ws, project).given] == ["부녀회"]


def test_what_was_given_is_edited_in_its_dialog(desk: Desk, qtbot: QtBot) -> None:
    """A refused edit stays in the dialog with its sentence; a right one is stored and can be undone."""
    ws = desk.workspace
    project = factories.project(ws).id
    contributions.add(ws, project, {"giver": "부녀회", "kind": "goods", "text": "김밥"})
    made = Giving(desk.context)
    qtbot.addWidget(made)
    made.show_project(project)
    desk.show(made)
    edit = made.findChild(QWidget, "given-edit-1")
    assert edit is not None
    qtbot.mouseClick(edit, Qt.MouseButton.LeftButton)
    desk.settle()
    form = dialog(FormDialog).form
    form.fields["kind"].editor.set_value("money")
    store = next(one for one in dialog(FormDialog).findChildren(QPushButton) if one.text() == "저장")
    store.click()
    desk.settle()
    assert "금액" in form.fields["amount"].error_label.accessibleName()
    form.fields["amount"].editor.setText("300000")
    store.click()
    desk.settle()
    given = contributions.of_project(ws, project).given[0]
    assert (given.kind, given.amount, given.text) == ("money", 300_000, "김밥")


def test_the_room_frames_the_proposal_that_was_asked_for(desk: Desk, qtbot: QtBot) -> None:
    """Coming to the room for a proposal, or a card, finds it framed in its tab."""
    ws = desk.workspace
    project = factories.project(ws).id
    first, second = (proposal(ws, title, project_id=project) for title in ("먼저", "나중"))
    cards = [findings.add(ws, project, "voice", text) for text in ("가", "나")]
    made = ProjectRoom(desk.context)
    qtbot.addWidget(made)
    made.open_with(project_id=project, tab="proposals", proposal_id=second.id)
    desk.show(made)
    assert made.parts.proposals.desk.list.table.current_id() == second.id
    made.open_with(project_id=project, tab="findings", finding_id=cards[1])
    desk.settle()
    assert made.parts.findings.tab.current_id() == cards[1]
    made.open_with(project_id=project, tab="proposals", proposal_id=first.id)
    desk.settle()
    assert made.parts.proposals.desk.list.table.current_id() == first.id


def test_a_letter_is_offered_to_a_participant_only(desk: Desk, qtbot: QtBot) -> None:
    """회신문 미리보기 opens the 환류 통지 of the project where the proposer is a participant."""
    ws = desk.workspace
    project = factories.project(ws).id
    who = factories.person(ws).id
    proposal(ws, "이름 있음", 1, project_id=project, proposer_id=who)
    proposal(ws, "역할만", 2, project_id=project, proposer="주민")
    made = ProposalsPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    panel = made.desk.list.panel
    panel.letter_button.click()
    assert desk.went == [("reports", {"report": "feedback-notice", "project_id": project})]
    made.desk.list.table.set_current_id(2)
    desk.settle()
    assert panel.letter_button.isHidden()


def test_people_of_the_same_masked_name_are_told_apart(desk: Desk, page: ProposalsPage) -> None:
    """A name is masked in the choices, and two that read alike never stand for one another."""
    ws = desk.workspace
    first, second = (factories.person(ws, name) for name in ("김하수", "김도수"))
    page.desk.forget_options()
    page.mark_stale()
    desk.settle()
    form = page.desk.list.panel.decision
    form.form.fields["responsible_id"].editor.set_value(second.id)
    assert form.form.fields["responsible_id"].editor.currentText() == f"김*수 #{second.id}"
    form.cards["adopted"].click()
    form.form.fields["decision_reason"].editor.setPlainText("합니다.")
    form.save()
    desk.settle()
    assert proposals.get(ws, 1).responsible_id == second.id != first.id


def test_a_room_registers_into_its_own_project(desk: Desk, qtbot: QtBot) -> None:
    """Two projects of one title: a proposal made in the room of the second belongs to the second."""
    ws = desk.workspace
    _first, second = (factories.project(ws, title="같은 이름") for _number in range(2))
    room = ProposalDesk(desk.context, in_room=True)
    qtbot.addWidget(room)
    room.set_project(second.id)
    desk.show(room)
    room.list.verbs.add()
    desk.settle()
    asked = dialog(FormDialog)
    asked.form.set_values({"title": "새 제안"})
    store = next(one for one in asked.findChildren(QPushButton) if one.text() == "등록")
    store.click()
    desk.settle()
    assert proposals.get(ws, 1).project_id == second.id


def test_delete_asks_and_undo_brings_back(desk: Desk, page: ProposalsPage, qtbot: QtBot) -> None:
    """Del names the proposal, deletes it once confirmed, and the step can be undone."""
    qtbot.keyClick(page.desk.list.table, Qt.Key.Key_Delete)
    asked = dialog(MessageDialog)
    assert "늦은 답" in asked.accessibleDescription()
    next(one for one in asked.findChildren(QPushButton) if one.text() == "삭제").click()
    desk.settle()
    assert page.desk.list.model.ids() == [2, 3]
    undo.undo(desk.workspace)
    desk.settle()
    assert page.desk.list.model.ids() == [1, 2, 3]


def test_a_month_of_carrying_out_is_typed_and_shown_again(desk: Desk, page: ProposalsPage) -> None:
    """이행일 takes 2026. 3. as written, shows it when the proposal comes again, and can be emptied."""
    form = page.desk.list.panel.decision
    field = form.form.fields["follow_up_on"].editor
    form.cards["adopted"].click()
    form.form.fields["decision_reason"].editor.setPlainText("내년 봄에 합니다.")
    field.setText("2027. 3.")
    field.textEdited.emit("2027. 3.")
    form.save()
    desk.settle()
    assert proposals.get(desk.workspace, 1).follow_up_when == "2027. 3."
    page.desk.list.open_proposal(2)
    desk.settle()
    assert field.text() == ""
    page.desk.list.open_proposal(1)
    desk.settle()
    assert field.text() == "2027. 3."
    field.clear()
    form.save()
    desk.settle()
    assert proposals.get(desk.workspace, 1).follow_up_when == ""


def test_a_proposal_is_linked_to_cards_by_keys_alone(desk: Desk, page: ProposalsPage) -> None:
    """Ctrl+L, part of a card's words, arrow, Space, Enter; what is linked is checked and can be let go."""
    ws = desk.workspace
    project = proposals.get(ws, 2).project_id
    assert project is not None
    cards = [findings.add(ws, project, "voice", words) for words in ("밤길이 어두워요", "등이 꺼져 있어요")]
    page.desk.list.open_proposal(2)
    desk.settle()
    table = page.desk.list.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    asked = dialog(LinkDialog)
    asked.search.setText("꺼져")
    QTest.keyClick(asked.search, Qt.Key.Key_Return)
    desk.settle()
    assert _origins(ws, 2) == {cards[1]}
    page.desk.list.panel.thread_line.link.click()
    desk.settle()
    asked = dialog(LinkDialog)
    QTest.keyClick(asked.search, Qt.Key.Key_Down)
    assert asked.list.currentItem().checkState() == Qt.CheckState.Checked
    QTest.keyClick(asked.list, Qt.Key.Key_Space)
    QTest.keyClick(asked.list, Qt.Key.Key_Down)
    QTest.keyClick(asked.list, Qt.Key.Key_Space)
    QTest.keyClick(asked.list, Qt.Key.Key_Return)
    desk.settle()
    assert _origins(ws, 2) == {cards[0]}
    undo.undo(ws)
    assert _origins(ws, 2) == {cards[1]}


def _origins(ws: Workspace, proposal_id: int) -> set[int]:
    edges = threads.of_record(ws, "proposal", proposal_id).edges
    return {edge.parent[1] for edge in edges if edge.child == ("proposal", proposal_id)}


def test_linking_a_proposal_without_a_project_says_what_to_do(desk: Desk, page: ProposalsPage) -> None:
    """Cards belong to a project, so the field 과제 is shown and a sentence says why."""
    page.desk.list.open_proposal(1)
    desk.settle()
    page.desk.list.panel.link()
    desk.settle()
    assert "과제를 정하십시오" in desk.said[-1]
    assert not page.desk.list.panel.form.isHidden()


def test_the_ledger_is_opened_as_a_paper(desk: Desk, page: ProposalsPage) -> None:
    """The button of the page leads to the report, of the project where there is one."""
    page.desk.report.click()
    assert desk.went[-1] == ("reports", {"report": "influence-ledger"})
    page.desk.set_project(1)
    page.desk.report.click()
    assert desk.went[-1] == ("reports", {"report": "influence-ledger", "project_id": 1})
