"""A day is the day on the wall of the office, not that of UTC."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from app.services import people, stages
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
