"""A day is the day on the wall of the office, not that of UTC."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from app.services import people, projects, proposals, records, stages
from app.services.workspace import Workspace
from tests import factories


@pytest.fixture
def early_in_seoul(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """Give a file at half past seven on 2026. 3. 5. in Seoul, when UTC still has 3. 4."""
    if not hasattr(time, "tzset"):
        pytest.skip("이 운영체제에서는 시간대를 바꾸어 시험할 수 없습니다.")
    monkeypatch.setenv("TZ", "Asia/Seoul")
    time.tzset()
    workspace.clock = lambda: datetime(2026, 3, 4, 22, 30, tzinfo=UTC)
    yield workspace
    monkeypatch.undo()
    time.tzset()


def test_days_noted_in_the_morning_are_those_of_the_office(early_in_seoul: Workspace) -> None:
    """Start of a project, end of a stage, start of the next and joining a team fall on the same local day."""
    ws, day = early_in_seoul, date(2026, 3, 5)
    row = factories.project(ws)
    assert row.starts_on == day
    factories.team(ws, row.id, citizens=1, officials=0, experts=0)
    assert people.members(ws, row.id)[0].from_on == day
    factories.pass_gate(ws, row.id)
    planning, design = stages.of_project(ws, row.id)[:2]
    assert (planning.actual_end, design.actual_start) == (day, day)


def test_days_are_counted_from_the_clock_of_the_file(early_in_seoul: Workspace) -> None:
    """Days without a change, days left for an answer and who is on the team follow it, not SQLite."""
    ws = early_in_seoul
    row = factories.project(ws)
    member = factories.team(ws, row.id, citizens=1, officials=0, experts=0)[0]
    asked = proposals.create(ws, {"title": "등 달기", "channel": "e_people", "received_on": date(2026, 3, 5)})
    due = asked.answer_due
    assert due is not None and asked.days_left == (due - date(2026, 3, 5)).days
    (membership,) = people.members(ws, row.id)
    records.edit(ws, "membership", [membership.id], {"to_on": date(2026, 3, 6)})
    ws.clock = lambda: datetime(2026, 3, 6, 22, 30, tzinfo=UTC)  # 3. 7. 07:30 in Seoul
    assert projects.get(ws, row.id).idle_days == 2
    assert proposals.get(ws, asked.id).days_left == (due - date(2026, 3, 7)).days
    assert (projects.get(ws, row.id).team_size, people.get(ws, member).project_count) == (0, 0)
