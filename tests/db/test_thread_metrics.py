"""Gate metrics of the facilitator's records: each is counted from what is stored, by kind."""

import pytest

from app.services import stages
from app.services.workspace import Workspace
from tests import factories


def _value(ws: Workspace, project_id: int, metric: str, detail: str = "") -> int | None:
    """Return what a counted criterion of the first gate counts."""
    stage = stages.of_project(ws, project_id)[0]
    with ws.unit_of_work("기준") as work:
        values = {"position": 9, "kind": "counted", "label": metric, "metric": metric, "detail": detail}
        work.insert("criterion", {"project_id": project_id, "stage_id": stage.id, **values})
    return stages.of_project(ws, project_id)[0].criteria[-1].value


@pytest.fixture
def project_id(workspace: Workspace) -> int:
    """A project with sessions, cards, a vote and proposals, beside another that must not be counted."""
    wanted, other = factories.project(workspace).id, factories.project(workspace).id
    with workspace.unit_of_work("기록") as work:
        for project, closed in ((wanted, "closed"), (wanted, "draft"), (other, "closed")):
            values = {"kind": "interview", "topic": "인터뷰", "status": closed}
            work.insert("session", {"project_id": project, **values})
        work.insert(
            "session", {"project_id": wanted, "kind": "workshop", "topic": "모임", "status": "closed"}
        )
        voice = work.insert("finding", {"project_id": wanted, "kind": "voice", "text": "어디에 물어요?"})
        ideas = [
            work.insert("finding", {"project_id": wanted, "kind": "idea", "text": f"{n}"}) for n in "가나다"
        ]
        link = {"child_finding_id": ideas[0], "parent_finding_id": voice}
        work.insert("link", {"project_id": wanted, **link})
        for state, idea in (("ended", ideas[0]), ("ended", ideas[0]), ("open", ideas[1])):
            turn = {"title": "판", "state": state, "started_at": workspace.clock()}
            turn_id = work.insert("vote_round", {"project_id": wanted, **turn})
            work.insert(
                "vote", {"project_id": wanted, "vote_round_id": turn_id, "finding_id": idea, "dots": 2}
            )
        for number, decision in (("2026-901", "adopted"), ("2026-902", "reviewing")):
            values = {"number": number, "title": "제안", "channel": "field", "decision": decision}
            work.insert("proposal", {"project_id": wanted, **values})
    return wanted


@pytest.mark.parametrize(
    ("metric", "detail", "counted"),
    [
        ("sessions_closed", "", 2),
        ("sessions_closed", "interview", 1),
        ("sessions_closed", "forum", 0),
        ("findings", "", 4),
        ("findings", "idea", 3),
        ("ideas_voted", "", 1),
        ("proposals_decided", "", 1),
        ("links_complete", "", 33),
    ],
)
def test_metrics_count_the_records(
    workspace: Workspace, project_id: int, metric: str, detail: str, counted: int
) -> None:
    """Closed sessions, cards of a kind, ideas with dots of an ended round, decisions, rooted ideas."""
    assert _value(workspace, project_id, metric, detail) == counted


def test_the_share_of_rooted_ideas_needs_ideas(workspace: Workspace) -> None:
    """A project without ideas has no share, and so a criterion on it is not met."""
    assert _value(workspace, factories.project(workspace).id, "links_complete") is None
