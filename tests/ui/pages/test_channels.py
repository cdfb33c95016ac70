"""회신 기한: the office's days for each channel, typed in place, with the way back to the shipped ones."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.proposal import Channel
from app.services import channel_rules, proposals, undo
from tests.ui.desk import Desk
from ui.pages.settings.channels import ChannelsPage, RulePanel, origin

DIALOGUE = list(Channel).index(Channel.DIALOGUE)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ChannelsPage:
    """Show the rules."""
    made = ChannelsPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    return made


def _panel(page: ChannelsPage) -> RulePanel:
    return page.panels[DIALOGUE]


def _type(desk: Desk, page: ChannelsPage, key: str, text: str) -> None:
    editor = _panel(page).form.fields[key].editor
    editor.setText(text)
    editor.textEdited.emit(text)
    page.flush()
    desk.settle()


def test_every_default_says_where_it_comes_from(page: ChannelsPage) -> None:
    """A law is named; what no law settles is called 기관이 정함."""
    assert "제10조를 따른 값입니다. 시행 중인 조문을 확인" in origin(channel_rules.shipped("e_people"))
    assert "기관이 정함" in origin(channel_rules.shipped("idea_portal"))
    assert "기관이 정함" in origin(channel_rules.shipped("field"))
    for place, panel in enumerate(page.panels):
        shown = [label.accessibleName() or label.text() for label in panel.findChildren(QLabel)]
        assert any(text.startswith("기본값") for text in shown), list(Channel)[place]


def test_days_are_stored_as_they_are_typed(desk: Desk, page: ChannelsPage) -> None:
    """The badge says whose value it is; an open proposal of the channel is due on the new day."""
    ws = desk.workspace
    row = proposals.create(ws, {"title": "등", "channel": "dialogue"})
    _type(desk, page, "answer_days", "14")
    assert channel_rules.rules(ws)["dialogue"].answer_days == 14
    assert proposals.get(ws, row.id).answer_due == ws.today + timedelta(14)
    assert not _panel(page).back.isHidden()
    _panel(page).back.click()
    desk.settle()
    assert channel_rules.own(ws) == frozenset()
    assert _panel(page).back.isHidden()
    assert _panel(page).form.fields["answer_days"].editor.text() == "30"
    assert "검토 중인 제안 1건" in desk.said[-1]
    undo.undo(ws)
    desk.settle()
    assert _panel(page).form.fields["answer_days"].editor.text() == "14"


def test_a_wrong_number_is_refused_beside_it(desk: Desk, page: ChannelsPage) -> None:
    """Nought days and words that are no number stay in the field with their sentence."""
    for text in ("0", "한 달"):
        _type(desk, page, "answer_days", text)
        assert _panel(page).form.fields["answer_days"].error_label.accessibleName()
        assert channel_rules.own(desk.workspace) == frozenset()
