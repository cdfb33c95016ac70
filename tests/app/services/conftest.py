"""An open data file with a clock of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.services.workspace import Workspace
from app.settings import Settings

NOW = datetime(2026, 6, 18, 3, 0, tzinfo=UTC)


@pytest.fixture
def ws(data_file: Path) -> Iterator[Workspace]:
    """Open a new data file; it is noon of 18 June 2026 in Seoul."""
    workspace = Workspace(data_file, Settings(user_name="홍길동"), clock=lambda: NOW)
    yield workspace
    workspace.close()
