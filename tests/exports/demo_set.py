"""The whole set of reports from the example data of one day, made once for all tests that read it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.domain.report import ReportOptions
from app.services import demo
from app.services.reports import batch
from app.services.reports.batch import Job
from app.services.workspace import Workspace
from app.settings import Settings

NOW = datetime(2026, 6, 18, 3, 0, tzinfo=UTC)
GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class DemoSet:
    """The open example with the jobs of the set; ``folder`` is where their files go."""

    ws: Workspace
    folder: Path
    jobs: tuple[Job, ...]

    def job(self, report: str) -> Job:
        """Return the first job of a report."""
        return next(job for job in self.jobs if job.report == report)


@contextmanager
def opened(folder: Path) -> Iterator[DemoSet]:
    """Fill the example on a day that stays, in Korean time, and plan the set."""
    zone = os.environ.get("TZ")
    _set_zone("Asia/Seoul")
    ws = Workspace(folder / "시연.hamkke", Settings(user_name="홍길동"), clock=lambda: NOW)
    try:
        demo.fill(ws)
        jobs, without = batch.plan_set(ws, folder / "out", ReportOptions(), pattern="{보고서}")
        assert not without
        yield DemoSet(ws, folder / "out", tuple(jobs))
    finally:
        ws.close()
        _set_zone(zone)


def _set_zone(zone: str | None) -> None:
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    if hasattr(time, "tzset"):
        time.tzset()
