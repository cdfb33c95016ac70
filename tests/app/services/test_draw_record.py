"""추첨 기록 as a report: recomputed from its JSON by a stranger, readable, without a name."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.drawing import Quota
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import draws
from app.services.reports import papers
from app.services.workspace import Workspace
from tests import factories
from tests.conftest import TESTS


@pytest.fixture
def project_id(workspace: Workspace) -> int:
    """Give a project with one draw among twelve applicants."""
    project_id = factories.project(workspace).id
    ids = [
        factories.person(workspace, f"하늘{number}", gender=("female", "male")[number % 2]).id
        for number in range(12)
    ]
    draws.apply(workspace, project_id, ids)
    draws.carry_out(
        workspace, project_id, "국민 위원 추첨", [Quota("gender", "female", 2, 3)], 4, 2, "가온-7"
    )
    return project_id


def test_the_report_as_json_recomputes(workspace: Workspace, project_id: int, tmp_path: Path) -> None:
    """The independent script reads what the program exports."""
    path = tmp_path / "추첨.json"
    papers.export(workspace, "draw-record", "json", path, ReportOptions(project_id=project_id))
    command = [sys.executable, "-I", str(TESTS / "recompute_draw.py"), str(path)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    content = json.loads(path.read_text("utf-8"))
    assert "하늘" not in json.dumps(content, ensure_ascii=False)
    assert len(content["tables"][2]["rows"]) == 12


def test_the_report_tells_how_to_draw_by_hand(workspace: Workspace, project_id: int) -> None:
    """Seed, the text to be digested, the pool's first line and the rule stand in it in words."""
    found = json.loads(papers.as_json(workspace, "draw-record", ReportOptions(project_id=project_id)))
    words = " ".join(found["texts"])
    assert "가온-7|1|1" in words and "1|actor_kind=citizen|gender=female" in words
    assert found["tables"][0]["rows"][0]["칸"] == "성별 여성"
    assert found["tables"][0]["rows"][0]["신청"] == 6


def test_a_project_without_a_draw_says_so(workspace: Workspace) -> None:
    """Nothing is made up."""
    project = factories.project(workspace)
    with pytest.raises(UserError, match="추첨 기록이 없습니다"):
        papers.build(workspace, "draw-record", ReportOptions(project_id=project.id))
