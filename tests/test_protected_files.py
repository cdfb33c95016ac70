"""What is done on plain files is done on protected ones: tests of the main flows, run again with a key."""

import subprocess
import sys

import pytest

from tests.conftest import TESTS

FLOWS = (
    "db/test_undo.py",
    "db/test_backup.py",
    "db/test_blobs.py",
    "app/services/test_imports.py",
    "app/services/data_file/test_watch.py",
)
# These look at bytes on the disk, or open the file themselves, as only a plain file lets them.
PLAIN = (
    "db/test_backup.py::test_a_backup_holds_what_was_written_beside_an_open_file",
    "db/test_backup.py::test_a_half_copied_or_altered_file_is_made_whole",
)


@pytest.mark.parametrize("part", [0, 1])
def test_the_main_flows_work_on_a_protected_file(part: int) -> None:
    """Import, undo, history, backup and restore, attached files, watch and check, each unchanged."""
    deselected = [f"--deselect=tests/{name}" for name in PLAIN]
    command = [
        sys.executable, "-m", "pytest", "-q", "-p", "tests.protected", "-p", "no:cacheprovider", *deselected,
        *(f"tests/{name}" for name in FLOWS[part::2]),
    ]  # fmt: skip
    run = subprocess.run(command, cwd=TESTS.parent, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert " passed" in run.stdout
