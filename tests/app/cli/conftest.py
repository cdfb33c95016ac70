"""Commands run in this process, on a data file of their own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.main import main
from tests.app.services.test_imports import CASES


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return the standard output as data."""
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def run(data_file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs one command on the test's data file."""

    def command(*arguments: object) -> Outcome:
        code = main(["--db", str(data_file), *map(str, arguments)])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return command


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Give a small collection of cases."""
    path = tmp_path / "사례.txt"
    path.write_text(CASES, encoding="utf-8")
    return path


def added(run: Run, title: str = "함께 걷는 길", **flags: str) -> Any:
    """Register a project and return what was printed of it."""
    words = [part for key, value in flags.items() for part in (f"--{key.replace('_', '-')}", value)]
    outcome = run("projects", "add", "--title", title, *words, "--json")
    assert outcome.code == 0, outcome.err
    return outcome.json


def refused(outcome: Outcome, words: str) -> bool:
    """Tell whether a command was refused with these words on standard error and nothing printed."""
    return outcome.code == 1 and words in outcome.err and outcome.out == "" and "Traceback" not in outcome.err
