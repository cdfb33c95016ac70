"""What every test stands on: no screen, no settings of the machine, a data file of its own."""

import os
import shutil

# before the first import of Qt, or it looks for a screen
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from app.services.workspace import Workspace

TESTS = Path(__file__).resolve().parent
SEEDS = TESTS.parent.parent / "shared" / "seeds"


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the data, settings or logs of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("HAMKKE_CONFIG", str(home / "config"))  # Windows does not ask the variables above
    monkeypatch.delenv("HAMKKE_DB", raising=False)
    return home


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    """Where a test may make its data file; the name is Korean because those of the users are."""
    return tmp_path / "시험.hamkke"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Give the folder of real texts, which is not shipped: tests that need it say so when they skip."""
    if not SEEDS.is_dir():
        pytest.skip("실제 사례 본문(../shared/seeds)이 없어 건너뜁니다.")
    return SEEDS


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a new data file once: its schema costs ten times what a copy costs."""
    from app.services.workspace import Workspace

    path = tmp_path_factory.mktemp("new") / "new.hamkke"
    Workspace(path).close()
    return path


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill the example data once: that takes ten seconds; nobody may change it, who would takes a copy."""
    from app.services import demo
    from app.services.workspace import Workspace
    from app.settings import Settings

    path = tmp_path_factory.mktemp("example") / "예시.hamkke"
    ws = Workspace(path, Settings(user_name="홍길동"))
    demo.fill(ws)
    ws.close()
    return path


@pytest.fixture
def workspace(data_file: Path, new_file: Path) -> Iterator["Workspace"]:
    """Give an open, new data file, with the shipped regions and programmes in it."""
    from app.services.workspace import Workspace
    from app.settings import Settings

    shutil.copyfile(new_file, data_file)
    opened = Workspace(data_file, Settings(user_name="홍시험"))
    yield opened
    opened.close()
