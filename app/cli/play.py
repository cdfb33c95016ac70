"""시연: the example data in a data file of its own, its reports and the pictures of its pages."""

import os
import tempfile
from pathlib import Path

from app.domain.listing import ListQuery
from app.domain.report import ReportOptions
from app.domain.session import Session
from app.errors import EnvironmentProblem, ProblemKind
from app.services import demo, listing, reports
from app.services.workspace import Workspace
from app.settings import defaults


def play(folder: Path) -> list[Path]:
    """Leave the reports and the pictures of every page in ``folder`` and return their paths."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            f"‘{folder}’ 폴더를 만들 수 없습니다. 다른 폴더를 고르십시오.", ProblemKind.READ_ONLY
        ) from error
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


def _fullest(ws: Workspace) -> Session:
    """Return the session from which most cards came."""
    rows: list[Session] = listing.all_rows(ws, "session", ListQuery())
    return max(rows, key=lambda row: (row.finding_count, row.attended))


def _about(ws: Workspace) -> ReportOptions:
    """Return what every report is about: the fullest session with its project, the newest round and draw."""
    session = _fullest(ws)
    newest = {
        entity: max(row.id for row in listing.all_rows(ws, entity, ListQuery()))
        for entity in ("evaluation_round", "draw")
    }
    return ReportOptions(
        project_id=session.project_id,
        session_id=session.id,
        round_id=newest["evaluation_round"],
        draw_id=newest["draw"],
    )


def write_reports(ws: Workspace, folder: Path) -> list[Path]:
    """Write every report in every format of its own into ``folder`` and return the paths."""
    about = _about(ws)
    paths = []
    for info in reports.available():
        for format in info.formats:
            path = folder / f"{info.label}.{format}"
            reports.export(ws, info.id, format, path, about)
            paths.append(path)
    return paths
