"""Runs tests on protected data files: ``pytest -p tests.protected tests/…``.

Every data file that is not there yet is made with a key, and one that is protected is opened with it, as if
each test had been written for protected files.
"""

from pathlib import Path
from typing import Any

import pytest

from app.services.workspace import Workspace
from db.keys import is_protected
from tests.db import support

KEY = "7e" * 32 + "3b" * 16


OF_PROTECTION = (
    "tests/app/services/data_file/protection/",
    "tests/db/test_protection_kills.py",
    "tests/app/services/reports/test_certificates.py::test_the_command_line",
)
"""These protect files themselves, or run a command, which asks for a passphrase before it opens one."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests that make protected files themselves."""
    items[:] = [item for item in items if not item.nodeid.startswith(OF_PROTECTION)]


def pytest_configure() -> None:
    """Give the key to whatever opens a data file without one."""
    opening, looking = Workspace.__init__, support.connecting

    def opened(self: Workspace, path: Path, *given: Any, key: str = "", **named: Any) -> None:
        opening(self, path, *given, key=key or _key(path), **named)

    def connected(name: str, **named: Any) -> Any:
        connection = looking(name, **named)
        if is_protected(Path(name)):
            connection.execute(f"PRAGMA key=\"x'{KEY}'\"")
        return connection

    Workspace.__init__ = opened  # type: ignore[method-assign]
    support.connecting = connected


def _key(path: Path) -> str:
    return KEY if is_protected(path) or not path.exists() else ""
