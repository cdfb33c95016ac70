"""시연: what ``make run`` leaves behind where there is no screen."""

import shutil
from pathlib import Path

import pytest

from app.cli.play import write_reports
from app.services.reports import papers
from app.services.workspace import Workspace
from app.settings import Settings


@pytest.fixture
def left(example: Path, tmp_path: Path) -> set[str]:
    """Give the names of the reports that the demonstration wrote."""
    folder = tmp_path / "out"
    folder.mkdir()
    shutil.copytree(example.parent, tmp_path / "자료")
    ws = Workspace(tmp_path / "자료" / example.name, Settings(user_name="홍시험"))
    paths = write_reports(ws, folder, ("json",))
    ws.close()
    assert all(path.stat().st_size for path in paths)
    return {path.name for path in paths}


def test_every_report_is_written(left: set[str]) -> None:
    """A report that the example data cannot be made into would end the demonstration."""
    labels = {one.label for info in papers.available() for one in info.variants or (info,)}
    assert left == {f"{label.replace(' ', '')}.json" for label in labels}
