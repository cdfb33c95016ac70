"""회신 기한 규칙: the office's own in place of the shipped, and the due days that move with them."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.channel import RULE_KEYS
from app.domain.proposal import Channel
from app.errors import UserError
from app.services import channel_rules, history, proposals, undo
from app.services.workspace import Workspace

DAY = date(2026, 6, 10)


def proposal(ws: Workspace, **values: Any) -> int:
    """Receive a proposal of a 대화모임."""
    return proposals.create(ws, {"title": "등", "channel": "dialogue", "received_on": DAY, **values}).id


def due(ws: Workspace, proposal_id: int) -> date | None:
    """Return the day its answer is due."""
    return proposals.get(ws, proposal_id).answer_due


def test_the_office_s_own_rule_counts_from_then_on(workspace: Workspace) -> None:
    """A new proposal is counted by it, and says why in the office's words."""
    channel_rules.change(workspace, "dialogue", {"answer_days": 14, "basis": "가온시 운영 지침 제7조"})
    made = proposal(workspace)
    assert due(workspace, made) == DAY + timedelta(14)
    assert "14일 (가온시 운영 지침 제7조)" in proposals.why_due(workspace, proposals.get(workspace, made)).why
    assert channel_rules.own(workspace) == {"dialogue"}
    assert channel_rules.rules(workspace)["contest"] == channel_rules.shipped("contest")


def test_days_that_the_rule_had_set_move_with_it(workspace: Workspace) -> None:
    """Under review and set by the rule: moved; set by hand or decided: not.  One undo takes it back."""
    follows, by_hand, decided = (proposal(workspace, **v) for v in ({}, {"answer_due": date(2026, 8, 1)}, {}))
    proposals.decide(workspace, decided, "adopted", "합니다.")
    before = [due(workspace, one) for one in (follows, by_hand, decided)]
    assert channel_rules.change(workspace, "dialogue", {"answer_days": 14}) == 1
    assert [due(workspace, one) for one in (follows, by_hand, decided)] == [DAY + timedelta(14), *before[1:]]
    assert history.steps(workspace)[0].label == "대화모임 회신 기한 규칙 변경"
    undo.undo(workspace)
    assert [due(workspace, one) for one in (follows, by_hand, decided)] == before
    assert channel_rules.own(workspace) == frozenset()


def test_going_back_to_what_the_program_begins_with(workspace: Workspace) -> None:
    """기본값으로, or typing the shipped values again, leaves no rule of the office."""
    made = proposal(workspace)
    usual = due(workspace, made)
    channel_rules.change(workspace, "dialogue", {"answer_days": None})
    assert due(workspace, made) is None
    assert channel_rules.restore(workspace, "dialogue") == 1
    assert (due(workspace, made), channel_rules.own(workspace)) == (usual, frozenset())
    channel_rules.change(workspace, "dialogue", {"answer_days": 5})
    channel_rules.change(
        workspace, "dialogue", {"answer_days": channel_rules.shipped("dialogue").answer_days}
    )
    assert channel_rules.own(workspace) == frozenset()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"answer_days": 0}, "answer_days"),
        ({"answer_days": 9999}, "answer_days"),
        ({"period_days": -1}, "period_days"),
        ({"supporters": 0}, "supporters"),
        ({"counts_from": None}, "counts_from"),
        ({"basis": "담당 900101-1234567"}, "basis"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(workspace: Workspace, values: dict[str, Any], field: str) -> None:
    """The sentence names the field, and the rule stays."""
    with pytest.raises(UserError) as refused:
        channel_rules.change(workspace, "dialogue", values)
    assert refused.value.field == field
    assert channel_rules.own(workspace) == frozenset()


def test_every_channel_has_a_rule_whose_origin_is_told() -> None:
    """A shipped rule either names its law or says that the office settles it."""
    for channel in Channel:
        rule = channel_rules.shipped(channel.value)
        assert rule.answer_days is not None
        assert rule.source or "기관이 정함" in rule.basis
        assert all(hasattr(rule, key) for key in RULE_KEYS)
