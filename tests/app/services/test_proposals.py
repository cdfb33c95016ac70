"""제안 from receipt to what became of it: numbers, due days, decisions, the funnel and the 반영 장부."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.channel import ChannelRule, due
from app.domain.proposal import Channel, Proposal
from app.errors import UserError
from app.services import proposals, records, threads, undo
from app.services.workspace import Workspace
from tests import factories

DAY = date(2026, 6, 10)


def proposal(ws: Workspace, **values: Any) -> Proposal:
    """Receive a proposal."""
    return proposals.create(
        ws, {"title": "골목 쉼터 등 켜기", "channel": "dialogue", "received_on": DAY, **values}
    )


def test_numbers_run_within_the_year_of_receipt(workspace: Workspace) -> None:
    """A number is the year of the receipt and the next running number of that year, past 999 too."""
    assert [proposal(workspace).number, proposal(workspace).number] == ["2026-001", "2026-002"]
    assert proposal(workspace, received_on=date(2025, 12, 31)).number == "2025-001"
    with workspace.unit_of_work("번호") as work:
        work.update("proposal", 2, {"number": "2026-999"})
    assert [proposal(workspace).number, proposal(workspace).number] == ["2026-1000", "2026-1001"]


def test_the_first_day_is_not_counted(workspace: Workspace) -> None:
    """An answer within 30 days of 6. 10. is due on 7. 10., and the proposal can say why."""
    row = proposal(workspace)
    assert row.answer_due == date(2026, 7, 10)
    assert "2026. 6. 10. 접수한 날부터 30일" in proposals.why_due(workspace, row).why


def test_a_petition_is_due_only_once_it_has_its_supporters(workspace: Workspace) -> None:
    """Below the threshold nothing is due; with it the days count from the end of the period."""
    row = proposal(workspace, channel="petition", supporter_target=300, supporters=299)
    assert row.answer_due is None
    assert "300명이 모이면" in proposals.why_due(workspace, row).why
    proposals.edit(workspace, [row.id], {"supporters": 300})
    after = proposals.get(workspace, row.id)
    assert after.answer_due == DAY + timedelta(30) + timedelta(30)


def test_unknown_supporters_are_not_taken_for_none_or_enough(workspace: Workspace) -> None:
    """A petition without a count of supporters has no due day, and says that the count is missing."""
    row = proposal(workspace, channel="petition")
    assert row.answer_due is None
    assert "알 수 없습니다" in proposals.why_due(workspace, row).why


def test_a_day_set_by_hand_stays(workspace: Workspace) -> None:
    """A rule moves only the day that the rule had set."""
    row = proposal(workspace, answer_due=date(2026, 6, 30))
    proposals.edit(workspace, [row.id], {"received_on": date(2026, 6, 1)})
    assert proposals.get(workspace, row.id).answer_due == date(2026, 6, 30)
    counted = proposal(workspace)
    proposals.edit(workspace, [counted.id], {"received_on": date(2026, 6, 1)})
    assert proposals.get(workspace, counted.id).answer_due == date(2026, 7, 1)


def test_the_period_of_a_proposal_goes_before_its_channel() -> None:
    """The end of the period as written on the proposal is counted from, not the rule's length."""
    rule = ChannelRule(Channel.CONTEST, 20, "period_end", None, 30, "공고")
    found = due(rule, {"received_on": DAY, "period_to": date(2026, 9, 1)})
    assert found.day == date(2026, 9, 21)
    assert due(rule, {}).day is None


@pytest.mark.parametrize("decision", ["adopted", "partly", "rejected"])
def test_a_decision_needs_a_reason(workspace: Workspace, decision: str) -> None:
    """No decision is stored without the words that the citizen will read."""
    row = proposal(workspace)
    with pytest.raises(UserError, match="사유") as refused:
        proposals.decide(workspace, row.id, decision, "  ")
    assert refused.value.field == "decision_reason"
    with pytest.raises(UserError, match="사유"):
        proposals.edit(workspace, [row.id], {"decision": decision})
    assert proposals.get(workspace, row.id).decision == "reviewing"


def test_a_decision_is_dated_followed_up_and_undone(workspace: Workspace) -> None:
    """Deciding notes the day and ends the countdown; undo takes all of it back in one step."""
    row = proposal(workspace)
    proposals.decide(workspace, row.id, "partly", "올해는 세 곳만 켭니다.", follow_up="budget")
    after = proposals.get(workspace, row.id)
    assert (after.decided_on, after.days_left, after.follow_up) == (workspace.today, None, "budget")
    undo.undo(workspace)
    back = proposals.get(workspace, row.id)
    assert (back.decision, back.decided_on, back.follow_up) == ("reviewing", None, "undecided")


def test_what_is_refused_is_not_followed_up(workspace: Workspace) -> None:
    """미반영 empties the follow-up; 시행 needs something taken up; a changed mind starts over."""
    row = proposal(workspace)
    with pytest.raises(UserError, match="먼저 반영"):
        proposals.edit(workspace, [row.id], {"follow_up": "done"})
    proposals.decide(workspace, row.id, "rejected", "도로법에 맞지 않습니다.")
    assert proposals.get(workspace, row.id).follow_up == "none"
    with pytest.raises(UserError, match="미반영으로 결정한"):
        proposals.edit(workspace, [row.id], {"follow_up": "budget"})
    proposals.decide(workspace, row.id, "adopted", "조례가 바뀌어 다시 살폈습니다.")
    assert proposals.get(workspace, row.id).follow_up == "undecided"


def test_a_proposal_keeps_the_cards_it_came_from(workspace: Workspace) -> None:
    """Parents become its thread; without a project there is nowhere to keep one."""
    project = factories.project(workspace)
    with workspace.unit_of_work("카드") as work:
        card = records.insert(
            work, "finding", {"kind": "voice", "text": "밤길이 어두워요"}, project_id=project.id, position=1
        )
    row = proposals.create(
        workspace, {"title": "등 켜기", "channel": "field", "project_id": project.id}, [("finding", card)]
    )
    assert row.parents == 1
    assert threads.of_record(workspace, "proposal", row.id).nodes[0].subkind == "voice"
    with pytest.raises(UserError, match="과제를"):
        proposals.create(workspace, {"title": "등", "channel": "field"}, [("finding", card)])
    assert len(proposals.of_project(workspace, project.id)) == 1


def test_the_funnel_counts_each_step_in_those_before(workspace: Workspace) -> None:
    """접수 counts all, 검토 those with a department or decided, 결정 and 이행 what the records say."""
    today = workspace.today
    proposal(workspace, answer_due=today - timedelta(1))
    proposal(workspace, department="도시과", answer_due=today)
    for decision in ("adopted", "partly", "rejected"):
        row = proposal(workspace, answer_due=today - timedelta(9))
        proposals.decide(workspace, row.id, decision, "까닭")
    proposals.edit(workspace, [3], {"follow_up": "done"})
    seen = proposals.funnel(workspace)
    assert (seen.received, seen.reviewed, seen.decided, seen.carried_out) == (5, 4, 3, 1)
    assert (seen.adopted, seen.partly, seen.rejected, seen.overdue) == (1, 1, 1, 1)
    assert (seen.taken_up, seen.rate) == (2, 67)
    assert proposals.funnel(workspace, 99).rate is None


def test_the_ledger_adds_up_and_leaves_officials_out(workspace: Workspace) -> None:
    """Each project has a line, the lines add up to the total, and what an official handed in is apart."""
    project = factories.project(workspace)
    official = factories.person(workspace, actor_kind="official")
    first = proposal(workspace, project_id=project.id)
    second = proposal(workspace)
    proposal(workspace, proposer_id=official.id)
    proposals.decide(workspace, first.id, "adopted", "내년 예산에 넣었습니다.")
    proposals.decide(workspace, second.id, "rejected", "땅이 시의 것이 아닙니다.")
    seen = proposals.ledger(workspace)
    assert [(row.project, row.total, row.adopted, row.rejected) for row in seen.rows] == [
        (project.title, 1, 1, 0),
        ("과제 없음", 1, 0, 1),
    ]
    assert (seen.total.total, seen.total.adopted, seen.total.rejected, seen.left_out) == (2, 1, 1, 1)
    assert [reason.reason for reason in seen.reasons] == [
        "내년 예산에 넣었습니다.",
        "땅이 시의 것이 아닙니다.",
    ]
    assert proposals.ledger(workspace, project.id).total.total == 1


def test_what_follows_a_decision_can_be_emptied(workspace: Workspace) -> None:
    """None empties what follows; what is not named stays; an emptied follow-up is 미정 again."""
    row = proposal(workspace)
    first = {"follow_up": "budget", "follow_up_note": "2027 예산", "follow_up_on": date(2026, 7, 1)}
    proposals.decide(workspace, row.id, "adopted", "올해 합니다.", **first)
    proposals.decide(workspace, row.id, "adopted", "올해 합니다.", follow_up=None, follow_up_on=None)
    after = proposals.get(workspace, row.id)
    assert (after.follow_up, after.follow_up_on, after.follow_up_note) == ("undecided", None, "2027 예산")
    with pytest.raises(TypeError):
        proposals.decide(workspace, row.id, "adopted", "올해 합니다.", folow_up="budget")


@pytest.mark.parametrize("words", ["2026. 3.", "2026년 3월", "2026-03", "’26. 3.", "2026년 하반기", "2027년"])
def test_a_month_of_carrying_out_stays_in_its_words(workspace: Workspace, words: str) -> None:
    """No day is made up for a month; the words stay as written until a day takes their place."""
    row = proposal(workspace)
    proposals.decide(workspace, row.id, "adopted", "합니다.", follow_up_on=words)
    after = proposals.get(workspace, row.id)
    assert (after.follow_up_on, after.follow_up_when) == (None, words)
    assert [one.follow_up_when for one in proposals.ledger(workspace).reasons] == [words]
    proposals.decide(workspace, row.id, "adopted", "곧 합니다.")
    assert proposals.get(workspace, row.id).follow_up_when == words
    proposals.edit(workspace, [row.id], {"follow_up_on": date(2026, 3, 5)})
    after = proposals.get(workspace, row.id)
    assert (after.follow_up_when, after.as_written) == ("2026. 3. 5.", {})


@pytest.mark.parametrize("words", ["2026. 13.", "봄", "45961x", "2026. 2. 30."])
def test_words_that_are_no_time_are_refused(workspace: Workspace, words: str) -> None:
    """The field at fault is named, and nothing is stored."""
    row = proposal(workspace)
    with pytest.raises(UserError, match="이행일") as refused:
        proposals.decide(workspace, row.id, "adopted", "합니다.", follow_up_on=words)
    assert refused.value.field == "follow_up_on"
    assert proposals.get(workspace, row.id).decision == "reviewing"
