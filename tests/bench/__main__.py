"""`make bench`: the table of ratios, each figure beside the floor measured in the same run."""

import platform
import sys
from collections.abc import Callable

from tests.bench import (
    board_bench,
    capture_bench,
    dashboard_bench,
    evaluation_bench,
    exports_bench,
    filter_bench,
    import_bench,
    papers_bench,
    people_bench,
    protection_bench,
    redaction_bench,
    reports_bench,
    scale_bench,
    search_bench,
    session_bench,
    storage_bench,
    timeline_bench,
    window_bench,
)
from tests.bench.table import Row, count_processor_time, show

SUITES = {
    "window": window_bench,
    "storage": storage_bench,
    "exports": exports_bench,
    "papers": papers_bench,
    "reports": reports_bench,
    "import": import_bench,
    "capture": capture_bench,
    "board": board_bench,
    "redaction": redaction_bench,
    "people": people_bench,
    "protection": protection_bench,
    "session": session_bench,
    "evaluation": evaluation_bench,
    "timeline": timeline_bench,
    "dashboard": dashboard_bench,
    "search": search_bench,
    "filter": filter_bench,
    "scale": scale_bench,
}


def main(names: list[str]) -> None:
    """Run the suites named, or all of them, and print their table; with ``--cpu`` by processor time.

    A suite that can leave things out is told what to measure after a colon: ``scale:오늘,일정``.
    """
    if "--cpu" in names:
        names.remove("--cpu")
        count_processor_time()
    rows = [row for name in names or SUITES for row in _run(name)]
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(show(rows))


def _run(name: str) -> list[Row]:
    suite, _, only = name.partition(":")
    run: Callable[..., list[Row]] = SUITES[suite].run
    return run(*filter(None, only.split(",")))


if __name__ == "__main__":
    main(sys.argv[1:])
