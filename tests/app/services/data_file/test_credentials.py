"""The system's credential store: named, not searched for, and loaded without what nobody asks of it."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from app.errors import EnvironmentProblem
from app.services.data_file import credentials


class Broken:
    """A store that refuses everything, as one that is locked does."""

    def __getattr__(self, name: str) -> object:
        """Refuse."""
        raise RuntimeError("locked")


@pytest.fixture(params=[None, Broken()], ids=["none", "locked"])
def without(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give a machine whose store is missing or does not answer."""
    monkeypatch.setattr(credentials, "_found", [request.param])
    yield


def test_what_does_not_answer_remembers_nothing(without: None) -> None:
    """Asking and forgetting go on without a word; keeping says why it cannot."""
    assert credentials.recall("소금") == ""
    credentials.drop("소금")
    with pytest.raises(EnvironmentProblem, match="기억하지 못"):
        credentials.keep("소금", "열쇠")


def test_loading_leaves_out_what_is_not_used_and_brings_it_when_asked() -> None:
    """No library of downloads is loaded for it, and who imports one afterwards gets the real one."""
    run = (
        "import sys; from app.services.data_file import credentials; credentials.load();"
        "assert 'http.client' not in sys.modules and 'keyring.backend' in sys.modules;"
        "import urllib.request; from importlib_metadata import version;"
        "assert urllib.request.Request('file:///x').type == 'file' and version('keyring');"
        "assert sys.modules['urllib.request'].Request is urllib.request.Request"
    )
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
