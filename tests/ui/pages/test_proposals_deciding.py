"""Deciding on a proposal beside the list: what is stored, what waits, and which proposal it is told of."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services import proposals, undo
from tests.ui.desk import Desk
from ui.pages.proposals.page import ProposalsPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ProposalsPage:
    """Show two proposals that wait and one that is decided."""
    for title in ("늦은 답", "곧 답", "끝난 답"):
        proposals.create(desk.workspace, {"title": title, "channel": "dialogue"})
    proposals.decide(desk.workspace, 3, "adopted", "올해 합니다.")
    made = ProposalsPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    return made


def test_a_decision_without_a_reason_is_refused_beside_it(desk: Desk, page: ProposalsPage) -> None:
    """The sentence stands at the reason, nothing is stored, and the draft waits."""
    form = page.desk.list.panel.decision
    form.cards["partly"].click()
    form.save()
    desk.settle()
    assert "사유가 필요합니다" in form.form.fields["decision_reason"].error_label.accessibleName()
    assert proposals.get(desk.workspace, 1).decision == "reviewing"
    assert not form.draft_note.isHidden()


def test_deciding_stores_all_of_it_in_one_step(desk: Desk, page: ProposalsPage) -> None:
    """Card, reason and follow-up are one step that undo takes back."""
    form = page.desk.list.panel.decision
    form.cards["partly"].click()
    form.form.fields["decision_reason"].editor.setPlainText("세 곳만 먼저 켭니다.")
    form.form.fields["follow_up"].editor.set_value("budget")
    form.save()
    desk.settle()
    row = proposals.get(desk.workspace, 1)
    assert (row.decision, row.decision_reason, row.follow_up) == ("partly", "세 곳만 먼저 켭니다.", "budget")
    assert form.draft_note.isHidden()
    undo.undo(desk.workspace)
    desk.settle()
    assert proposals.get(desk.workspace, 1).decision == "reviewing"


def test_what_was_typed_waits_for_its_proposal(desk: Desk, page: ProposalsPage) -> None:
    """Going to another proposal and back keeps a decision that was not stored."""
    table, form = page.desk.list.table, page.desk.list.panel.decision
    form.cards["rejected"].click()
    form.form.fields["decision_reason"].editor.setPlainText("도로가 아닙니다.")
    table.set_current_id(2)
    desk.settle()
    assert form.decision() == ""
    assert form.form.fields["decision_reason"].editor.value() == ""
    table.set_current_id(1)
    desk.settle()
    assert (form.decision(), form.form.fields["decision_reason"].editor.value()) == (
        "rejected",
        "도로가 아닙니다.",
    )
    assert proposals.get(desk.workspace, 1).decision == "reviewing"


def test_what_is_typed_stays_where_the_proposal_changes_elsewhere(
    desk: Desk, page: ProposalsPage, qtbot: QtBot
) -> None:
    """Neither the words of a decision nor the cursor in them move when another field gets a new value."""
    page.desk.list.table.set_current_id(1)
    form = page.desk.list.panel.decision
    editor = form.form.fields["decision_reason"].editor
    editor.setFocus()
    QTest.keyClicks(editor, "abc")
    qtbot.waitUntil(lambda: not form.form.pending())
    QTest.keyClicks(editor, "de")
    QTest.keyClick(editor, Qt.Key.Key_Left)
    proposals.edit(desk.workspace, [1], {"title": "다른 이름"})
    desk.settle()
    assert page.desk.list.panel.title.accessibleName() == "다른 이름"
    assert (editor.value(), editor.textCursor().position()) == ("abcde", 4)
    qtbot.waitUntil(lambda: not form.form.pending())
    proposals.edit(desk.workspace, [1], {"title": "또 다른 이름"})
    desk.settle()
    assert (editor.value(), editor.textCursor().position()) == ("abcde", 4)


def test_a_decision_is_told_of_the_proposal_it_was_made_on(desk: Desk, page: ProposalsPage) -> None:
    """Also where somebody has gone on to the next one before it was stored."""
    table, form = page.desk.list.table, page.desk.list.panel.decision
    table.set_current_id(1)
    form.cards["rejected"].click()
    form.form.fields["decision_reason"].editor.setPlainText("도로가 아닙니다.")
    form.save()
    table.set_current_id(2)
    form.cards["adopted"].click()
    desk.settle()
    assert desk.said[-1] == "2026-001 제안을 ‘미반영’으로 결정했습니다."
    table.set_current_id(1)
    assert not form.draft_note.isVisible()


def test_a_refusal_is_told_of_the_proposal_it_is_about(desk: Desk, page: ProposalsPage) -> None:
    """Not beside the reason of the next one, which lacks nothing."""
    table, form = page.desk.list.table, page.desk.list.panel.decision
    table.set_current_id(1)
    form.cards["rejected"].click()
    form.save()
    table.set_current_id(2)
    desk.settle()
    assert not form.form.fields["decision_reason"].editor.property("invalid")
    (error,) = desk.errors
    assert str(error).startswith("2026-001 제안의 결정을 저장하지 못했습니다. ")
    desk.errors.clear()
    table.set_current_id(1)
    assert form.decision() == "rejected"


def test_a_decision_is_taken_back(desk: Desk, page: ProposalsPage) -> None:
    """검토중으로 되돌리기 keeps the reason and takes the day away."""
    page.desk.list.table.set_current_id(3)
    desk.settle()
    page.desk.list.panel.decision.reopen()
    desk.settle()
    row = proposals.get(desk.workspace, 3)
    assert (row.decision, row.decided_on, row.decision_reason) == ("reviewing", None, "올해 합니다.")
