"""A program killed while it writes loses nothing that it has acknowledged."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from app.domain.listing import ListQuery
from app.services import listing, stages
from app.services.data_file import check
from app.services.workspace import Workspace
from tests.conftest import TESTS

KILLS, FILES = 50, 2


def _killed(path: Path, seed: int) -> list[list[tuple[str, int, str]]]:
    """Let writers be killed; return what each of them acknowledged."""
    command = [sys.executable, "-m", "tests.db.kill_child", str(path), str(seed), str(KILLS // FILES)]
    run = subprocess.run(command, cwd=TESTS.parent, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_fifty_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    """After 50 kills during writing every acknowledged record and edit is there and the check is clean."""
    paths = [tmp_path / f"{number}.hamkke" for number in range(FILES)]
    with ThreadPoolExecutor(FILES) as pool:
        acknowledged = list(pool.map(_killed, paths, range(FILES)))
    for path, runs in zip(paths, acknowledged, strict=True):
        assert len(runs) == KILLS // FILES
        said = list(chain.from_iterable(runs))
        ws = Workspace(path)
        try:
            rows = {row.id: row for row in listing.all_rows(ws, "project", ListQuery())}
            for kind, row_id, title in said:
                assert rows[row_id].title == title
                if kind == "edit":
                    assert rows[row_id].summary == f"{title} 개요"
            # What was not acknowledged is there whole or not at all.
            assert all(len(row.progress) == 4 for row in rows.values())
            newest = max(rows)
            # What the index had not taken in is found all the same.
            assert {row.id for row in listing.all_rows(ws, "project", ListQuery(text="개요"))} == {
                row.id for row in rows.values() if row.summary
            }
            assert all(stage.criteria for stage in stages.of_project(ws, newest))
            assert check.check(ws).findings == ()
        finally:
            ws.close()
