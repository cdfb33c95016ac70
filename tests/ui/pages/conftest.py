"""What the tests of pages share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.services.workspace import Workspace
from tests.ui.desk import Desk


@pytest.fixture
def desk(light: QApplication, workspace: Workspace) -> Iterator[Desk]:
    """Give a desk on a new data file."""
    made = Desk(workspace)
    yield made
    made.close()
