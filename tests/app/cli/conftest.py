"""Commands run in this process, on a data file of their own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.main import main


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
