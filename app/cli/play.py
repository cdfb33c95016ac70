"""시연: the example data in a data file of its own, its reports and the pictures of its pages."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.domain.report import ReportOptions
from app.errors import EnvironmentProblem
from app.services import demo
from app.services.reports import batch
from app.services.workspace import Workspace
from app.settings import defaults


def play(folder: Path) -> list[Path]:
    """Leave the reports and the pictures of every page in ``folder`` and return their paths."""
    batch.make_folder(folder)
    written = _reports(folder)
    # Pictures need no screen, and nothing should flash up on one.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.play import run

    return [*written, *(run(folder) or ())]


def _reports(folder: Path) -> list[Path]:
    with tempfile.TemporaryDirectory(prefix="hamkke-") as place:
        ws = Workspace(Path(place) / "시연.hamkke", defaults())
        try:
            demo.fill(ws)
            return write_reports(ws, folder)
        finally:
            ws.close()


def write_reports(ws: Workspace, folder: Path, formats: Sequence[str] = ()) -> list[Path]:
    """Write the whole set in ``formats`` (every one where empty) into ``folder`` and return the paths.

    What fails ends the play.
    """
    jobs, _without = batch.plan_set(ws, folder, ReportOptions(), formats, "{보고서}")
    summary = batch.run(ws, jobs, folder)
    if summary.failed or summary.skipped:
        raise EnvironmentProblem(" ".join(summary.lines))
    return summary.written
