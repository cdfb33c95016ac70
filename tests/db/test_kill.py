"""A program killed while it writes loses nothing that it has acknowledged."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.domain.listing import ListQuery
from app.services import listing, stages
from app.services.data_file import check
from app.services.workspace import Workspace
from tests.db.kill_child import write
from tests.killed import Killed

KILLS, FILES = 50, 2


def _kill_one(path: Path, run: str, moment: float) -> list[tuple[str, int, str]]:
    """Let a program write, kill it ``moment`` seconds after its first word; return what it acknowledged."""
    writer = Killed(write, path, run)
    first = writer.hear()
    assert not writer.wait(moment)
    return [first, *writer.kill()]


def _kill_loop(path: Path, seed: int) -> list[tuple[str, int, str]]:
    rng = random.Random(seed)
    acknowledged: list[tuple[str, int, str]] = []
    for number in range(KILLS // FILES):
        acknowledged += _kill_one(path, f"{seed}호{number}", rng.uniform(0.02, 0.2))
    return acknowledged


def test_fifty_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    """After 50 kills during writing every acknowledged record and edit is there and the check is clean."""
    paths = [tmp_path / f"{number}.hamkke" for number in range(FILES)]
    with ThreadPoolExecutor(FILES) as pool:
        acknowledged = list(pool.map(_kill_loop, paths, range(FILES)))
    for path, said in zip(paths, acknowledged, strict=True):
        assert len({title.split("-")[0] for _, _, title in said}) == KILLS // FILES
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
