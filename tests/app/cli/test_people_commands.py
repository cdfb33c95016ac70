"""참여자와 파기 without a window: masked lists, filters, a dry run that changes nothing, and the deed."""

import json
from pathlib import Path

import pytest

from app.services import outputs, people, records
from app.services.privacy import consents
from app.services.workspace import Workspace
from app.settings import Settings
from tests import factories
from tests.app.cli.conftest import Run

NAME, REASON = "남궁별하", "보유 기간이 끝나 승인받아 파기함"


@pytest.fixture
def roster(data_file: Path, tmp_path: Path) -> dict[str, int]:
    """Give a file with a citizen who took consent back, an official, and a file that names the citizen."""
    ws = Workspace(data_file, Settings(user_name="담당자"))
    citizen = factories.person(ws, NAME, phone="010-7316-4409", affiliation="별빛모임")
    official = factories.person(ws, "이담당", actor_kind="official")
    consents.give(ws, [citizen.id], {"collection": "refused"}, {})
    project = factories.project(ws)
    factories.output(ws, project.id, files=[factories.file(tmp_path, f"{NAME}.png", b"\x89PNG")])
    gone = factories.person(ws, "황보나래")
    records.delete(ws, "person", [gone.id])
    ws.close()
    return {"citizen": citizen.id, "official": official.id, "project": project.id}


def test_lists_are_masked_and_narrowed(run: Run, roster: dict[str, int]) -> None:
    """Names and phones are masked but for officials; text and 구분 narrow the list and the roster report."""
    told = json.loads(run("people", "list", "--json").out)
    assert [(row["name"], row["phone"]) for row in told] == [("남**하", "010-****-4409"), ("이담당", None)]
    assert [row["id"] for row in json.loads(run("people", "list", "--text", "별빛", "--json").out)] == [
        roster["citizen"]
    ]
    only = run("export", "roster", "--actor-kind", "공무원", "--out", "-")
    assert "이담당" in only.out and "남**하" not in only.out
    assert run("export", "roster", "--text", "없는사람", "--out", "-").code == 1
    assert NAME not in run("people", "list").out


def test_a_dry_run_says_what_would_go_and_changes_nothing(
    run: Run, roster: dict[str, int], data_file: Path
) -> None:
    """Places and files stand there masked, what has to be decided is said, and nobody is destroyed."""
    outcome = run("destroy", "--person", roster["citizen"], "--dry-run")
    assert outcome.code == 0 and "파기할 사람 1명" in outcome.out and "정해야 함" in outcome.out
    assert NAME not in outcome.out
    plan = json.loads(run("destroy", "--person", roster["citizen"], "--dry-run", "--json").out)
    assert plan["people"][0]["alias"] == "파기된 참여자 1" and len(plan["files"]) == 1
    ws = Workspace(data_file)
    assert people.get(ws, roster["citizen"]).name == NAME
    ws.close()


def test_it_is_carried_out_once_all_is_said(run: Run, roster: dict[str, int], data_file: Path) -> None:
    """Without approval, reason or a file's decision it ends with 1; else all are gone."""
    named = ("destroy", "--person", roster["citizen"], "--deleted", "all")
    assert run("destroy", "--dry-run").code == 1
    assert run(*named).code == 1
    approved = (*named, "--approved-by", "과장 이승인", "--reason", REASON)
    refused = run(*approved)
    assert refused.code == 1 and "정하십시오" in refused.err
    plan = json.loads(run(*named, "--dry-run", "--json").out)
    (file,) = plan["files"]
    done = run(*approved, "--file", f"{file['sha256'][:12]}=keep", "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["people"] == 2
    assert json.loads(run("people", "deleted", "--json").out) == []
    ws = Workspace(data_file)
    assert people.get(ws, roster["citizen"]).name.startswith("파기된 참여자")
    assert [row.name for row in outputs.files(ws, roster["project"])] == ["[파기].png"]
    ws.close()
    assert NAME.encode() not in data_file.read_bytes()
