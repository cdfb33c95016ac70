"""Write what every report says today as its golden text: ``python -m tests.exports.make_golden``.

Look at the difference before it is kept: it is what offices will read otherwise.
"""

import tempfile
from pathlib import Path

from app.services.reports import papers
from app.services.reports.batch import Job
from exports.plain_text import to_text
from tests.exports.demo_set import GOLDEN, DemoSet, opened

OF_CHANCE = {"draw-record"}
"""What a seed of chance decides is another text every time."""


def texts(found: DemoSet) -> dict[str, str]:
    """Return the text of every report by the name of its golden file."""
    return {
        name_of(job): to_text(papers.build(found.ws, job.report, job.options))
        for job in found.jobs
        if job.report not in OF_CHANCE
    }


def name_of(job: Job) -> str:
    """Return the name of a golden file."""
    return f"{job.report}{f'-{job.options.which}' if job.options.which else ''}.txt"


def main() -> None:
    """Write them all."""
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as found:
        for name, text in texts(found).items():
            (GOLDEN / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
