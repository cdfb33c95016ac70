"""A program killed while it changes the protection leaves the old or the new file whole, and all it had."""

import random
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.domain.listing import ListQuery
from app.services import listing
from app.services.data_file import backup, check, protection
from app.services.workspace import Workspace
from db import keys
from db.protection import kept_in, opens
from tests import factories
from tests.db.protect_child import NEW, OLD, ROUNDS, change
from tests.db.support import contents
from tests.killed import Killed

KINDS = ("protect", "change", "unprotect")
MOMENTS, STEPS = 12, 8
FILES = 6


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys as the child does."""
    monkeypatch.setattr("db.keys.ROUNDS", ROUNDS)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data file with projects, attached files and backups."""
    folder = tmp_path_factory.mktemp("plain")
    ws = Workspace(folder / "자료.hamkke")
    for number in range(40):
        row = factories.project(ws, title=f"표식 과제 {number}", summary="긴 개요 " * 200)
        if number < FILES:
            source = factories.file(folder / "밖", f"{number}.txt", f"표식 내용 {number} " * 5000)
            factories.output(ws, row.id, files=[source])
        if number in (5, 15):
            backup.save(ws, ws.paths.backups / f"{number}.hamkke")
            shutil.rmtree(ws.paths.backups / f"{number}.hamkke.files")
    ws.close()
    shutil.rmtree(folder / "밖")
    return folder


@pytest.fixture(scope="module")
def folders(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the folder in which each kind of change begins."""
    protected = tmp_path_factory.mktemp("protected") / "안"
    shutil.copytree(plain, protected)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("db.keys.ROUNDS", ROUNDS)
        ws = Workspace(protected / "자료.hamkke")
        protection.protect(ws, OLD)
        ws.close()
    return {"protect": plain, "change": protected, "unprotect": protected}


def _key_now(path: Path) -> str:
    """Return the key under which a closed file is now, whichever it is."""
    if not keys.is_protected(path):
        return ""
    return next(key for word in (OLD, NEW) if opens(path, key := keys.derive(word, keys.salt_of(path))))


def _killed(path: Path, kind: str, step: int, seconds: float) -> list[str]:
    """Let the program begin, and kill it after ``seconds`` unless it has ended; return what it said."""
    program = Killed(change, path, kind, _key_now(path), step)
    assert program.hear() == "begin"
    program.wait(seconds)
    return program.kill()


def _assert_whole(path: Path, kind: str, before: dict[str, list[tuple[object, ...]]]) -> None:
    """Old or new file, every attached file readable at once; settled by the next opening."""
    key = _key_now(path)
    store = kept_in(path, key).store(path.with_name(f"{path.name}.files"))
    digests = set(store.digests())
    assert len(digests) == FILES and all(store.intact(digest) for digest in digests)
    ws = Workspace(path, key=key)
    try:
        assert contents(ws) == before
        assert check.check(ws).findings == ()
        assert not ws.secrets.unsettled and len(set(ws.blobs.digests())) == FILES
        assert len(backup.available(ws)) == 2
        assert all(opens(kept, key) for kept in backup.available(ws))
        assert listing.count(ws, "project", ListQuery()) == 40
    finally:
        ws.close()
    left = [each for each in path.parent.rglob("*") if each.is_file()]
    assert not [each.name for each in left if "changing" in each.name]
    if key:
        assert not [each.name for each in left if "표식".encode() in each.read_bytes()], kind


def _each(
    folders: dict[str, Path], tmp_path: Path, kind: str, runs: int, one: Callable[[Path, int], None]
) -> None:
    """Run ``one`` on a copy of the folder for each number, two at a time, and look at what is left."""
    ws = Workspace(folders[kind] / "자료.hamkke", key=_key_now(folders[kind] / "자료.hamkke"))
    before = contents(ws)
    ws.close()

    def run(number: int) -> None:
        folder = tmp_path / str(number)
        shutil.copytree(folders[kind], folder)
        one(folder / "자료.hamkke", number)
        _assert_whole(folder / "자료.hamkke", kind, before)
        shutil.rmtree(folder)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, range(runs)))


@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_any_moment_everything_is_there(
    folders: dict[str, Path], tmp_path: Path, kind: str
) -> None:
    """Twelve kills at random moments: the old or the new file, every record, file and backup."""
    rng = random.Random(KINDS.index(kind))
    moments = [rng.uniform(0.0, 0.6) for _ in range(MOMENTS)]
    said: list[list[str]] = []

    def one(path: Path, number: int) -> None:
        said.append(_killed(path, kind, 0, moments[number]))

    _each(folders, tmp_path, kind, MOMENTS, one)
    assert len([words for words in said if "done" not in words]) >= MOMENTS // 3


@pytest.mark.parametrize("kind", KINDS)
def test_killed_between_any_two_steps_everything_is_there(
    folders: dict[str, Path], tmp_path: Path, kind: str
) -> None:
    """Ended before a rename or removal: of the file itself, in the attached files, in the backups."""
    # 1 is the file's own exchange; each attached file takes three, each backup two.
    steps = [1, 2, *random.Random(KINDS.index(kind)).sample(range(3, 24), STEPS - 2)]

    def one(path: Path, number: int) -> None:
        assert "done" not in _killed(path, kind, steps[number], 60)

    _each(folders, tmp_path, kind, STEPS, one)
