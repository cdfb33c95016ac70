"""An index that has grown for long becomes like a new one, step by step and beside the journal."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.search.query import parse
from app.errors import EnvironmentProblem
from app.services.data_file import check
from app.services.privacy import destruction, destruction_plan
from app.services.search import find, indexing
from app.services.workspace import Workspace
from db import blocks, full_text
from db.driver import prepared
from db.journal import driver_of
from tests import factories

NAME = "남궁별하"
PAGES = 2


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few pages be worth merging."""
    monkeypatch.setattr(blocks, "LITTLE", 1)


@pytest.fixture(scope="module", params=["", "ab" * 48], ids=["plain", "protected"])
def made(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[Path, str]:
    """Make a file whose cards have come one after the other."""
    path, key = tmp_path_factory.mktemp("grown") / "시험.hamkke", request.param
    ws = Workspace(path, key=key)
    factories.project(ws, title="골목 쉼터")
    factories.person(ws, NAME)
    for number in range(9):
        _write(ws, f"{number}번째 골목 이야기 " + "".join(map(chr, range(0xAC00 + number, 0xD000, 9))))
    ws.close()
    return path, key


@pytest.fixture
def grown(made: tuple[Path, str], data_file: Path) -> Iterator[Workspace]:
    """Give a copy of it."""
    shutil.copyfile(made[0], data_file)
    ws = Workspace(data_file, key=made[1])
    yield ws
    ws.close()


def _write(ws: Workspace, text: str) -> None:
    with ws.unit_of_work("카드 쓰기") as work:
        work.insert("finding", {"project_id": 1, "kind": "citizen_need", "text": text})
    indexing.catch_up(ws)


def _blocks(ws: Workspace) -> list[int]:
    with ws.reading() as connection:
        record = driver_of(connection).execute("SELECT block FROM search_finding_data WHERE id = 10")
        return [pages for level in blocks.levels(record.fetchone()[0]) for pages in level.pages]


def _changes(ws: Workspace) -> int:
    with ws.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM journal_change").scalar_one())


def _is_sound(ws: Workspace) -> bool:
    hits = [group.count for group in find.find(ws, parse("골목 이야기"))]
    return hits == [9] and check.check(ws).findings == ()


def _merge(ws: Workspace) -> int:
    """Merge to the end and return in how many steps."""
    steps = 1
    while indexing.merge_some(ws, PAGES):
        steps += 1
        assert steps < 500, "it does not end"
    return steps


def test_it_becomes_like_a_new_one(grown: Workspace) -> None:
    """All its blocks become one in several steps; all is found, and the journal knows nothing of it."""
    before, journal = _blocks(grown), _changes(grown)
    assert _merge(grown) > sum(before) / PAGES / 2
    assert len(before) > blocks.FEW and len(_blocks(grown)) == 1
    assert _changes(grown) == journal and _is_sound(grown)


def test_what_is_merged_is_not_written_again(grown: Workspace) -> None:
    """Once nothing is left, neither this program nor the next one writes."""
    _merge(grown)
    other = prepared(grown.paths.file, grown.key)
    (version,) = other.execute("PRAGMA data_version").fetchone()
    assert not indexing.merge_some(grown, PAGES)
    assert other.execute("PRAGMA data_version").fetchone() == (version,)
    other.close()


def test_an_edit_afterwards_is_worth_nothing(grown: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """What little comes after it is merged with its like, and the large block stays as it is."""
    _merge(grown)
    monkeypatch.setattr(blocks, "LITTLE", 64)
    _write(grown, "새 글")
    assert _merge(grown) == 1 and len(_blocks(grown)) == 2
    for number in range(blocks.FEW):
        _write(grown, f"새 글 {number}")
    largest = max(_blocks(grown))
    _merge(grown)
    assert len(_blocks(grown)) <= blocks.FEW and max(_blocks(grown)) == largest


def test_the_next_program_goes_on_after_one_that_was_killed(grown: Workspace, tmp_path: Path) -> None:
    """What a step has merged stays merged, what it had not finished counts for nothing."""
    for _step in range(3):
        assert indexing.merge_some(grown, PAGES)
    with pytest.raises(ZeroDivisionError), grown.beside_journal() as connection:
        full_text.merge_some(driver_of(connection), PAGES)
        raise ZeroDivisionError
    left = tmp_path / "left.hamkke"
    for ending in ("", "-wal"):
        shutil.copyfile(f"{grown.paths.file}{ending}", f"{left}{ending}")
    again = Workspace(left, key=grown.key)
    assert len(_blocks(again)) > 1 and _is_sound(again)
    _write(again, "사이에 쓴 골목")
    _merge(again)
    assert len(_blocks(again)) == 2  # the card of in between has one of its own
    assert [group.count for group in find.find(again, parse("골목"))][-1] == 10
    again.close()


def test_it_steps_aside_while_another_writes(grown: Workspace) -> None:
    """Whoever writes is not waited for, and nothing is done."""
    before = _blocks(grown)
    other = prepared(grown.paths.file, grown.key)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(EnvironmentProblem):
        indexing.merge_some(grown, PAGES)
    other.execute("ROLLBACK")
    other.close()
    assert _blocks(grown) == before


def test_a_destroyed_name_does_not_stay_in_half_merged_blocks(grown: Workspace) -> None:
    """A destruction while blocks are being merged leaves one block, without the name."""
    for _step in range(3):
        indexing.merge_some(grown, PAGES)
    plan = destruction_plan.plan(grown, [1])
    destruction.carry_out(grown, plan, approved_by="과장", reason="보유 기간이 끝나 승인받음", files={})
    assert len(_blocks(grown)) == 1 and not indexing.merge_some(grown, PAGES)
    if not grown.key:
        written = grown.paths.file.read_bytes()
        assert not any(pair.encode() in written for pair in ("남궁", "궁별", "별하"))
