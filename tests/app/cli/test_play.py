"""시연: what ``make run`` leaves behind where there is no screen."""

from pathlib import Path

import pytest

from app.cli.play import write_reports
from app.services import demo
from app.services.reports import papers
from app.services.workspace import Workspace


@pytest.fixture
def left(workspace: Workspace, tmp_path: Path) -> set[str]:
    """Give the names of the reports that the demonstration wrote."""
    folder = tmp_path / "out"
    folder.mkdir()
    demo.fill(workspace)
    paths = write_reports(workspace, folder, ("json",))
    assert all(path.stat().st_size for path in paths)
    return {path.name for path in paths}


def test_every_report_is_written(left: set[str]) -> None:
    """A report that the example data cannot be made into would end the demonstration."""
    labels = {one.label for info in papers.available() for one in info.variants or (info,)}
    assert left == {f"{label.replace(' ', '')}.json" for label in labels}
