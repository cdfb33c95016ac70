"""The program as a process: exit codes, encodings and pipes as other programs see them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def hamkke(data_file: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program on a data file."""
    environment = {**os.environ, "HAMKKE_DB": str(data_file), **settings}
    command = [sys.executable, "-m", "app.main", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=60)


def test_exit_codes_as_the_shell_sees_them(data_file: Path) -> None:
    """0 done, 1 refused, 2 wrong usage; messages go to standard error alone."""
    done = hamkke(data_file, "projects", "add", "--title", "골목 신호", "--json")
    refused = hamkke(data_file, "projects", "show", "99")
    wrong = hamkke(data_file, "frob")
    assert [part.returncode for part in (done, refused, wrong)] == [0, 1, 2]
    assert json.loads(done.stdout)["title"] == "골목 신호"
    assert (refused.stdout, wrong.stdout) == (b"", b"")
    assert "99번" in refused.stderr.decode()


def test_output_is_utf8_whatever_the_console_says(data_file: Path) -> None:
    """A console of another code page gets UTF-8 all the same."""
    done = hamkke(data_file, "reports", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "총괄표" in done.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="/dev/full이 없는 시스템입니다.")
def test_a_full_disk_at_the_output_ends_with_3(data_file: Path) -> None:
    """Output that cannot be written is told of, without a traceback."""
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "app.main", "reports"],
            cwd=ROOT, env={**os.environ, "HAMKKE_DB": str(data_file)}, stdout=full,
            stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert ended.returncode == 3
    assert b"Traceback" not in ended.stderr


@pytest.mark.skipif(os.name != "posix", reason="POSIX의 파이프를 시험합니다.")
def test_a_reader_that_has_heard_enough_is_no_error(data_file: Path) -> None:
    """A closed pipe ends quietly."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "app.main", "history", "--json"],
            cwd=ROOT, env={**os.environ, "HAMKKE_DB": str(data_file)}, stdout=writing,
            stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_help_loads_no_database() -> None:
    """--help and a wrong usage answer without loading the database."""
    run = "import sys; from app.main import main; main(['--help']); sys.exit('sqlalchemy' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="/dev/full이 없는 시스템입니다.")
def test_a_device_is_written_to_and_never_replaced(data_file: Path) -> None:
    """A full device as target ends with 3 and is still a device; a backup into it is refused."""
    full = Path("/dev/full")
    exported = hamkke(data_file, "export", "matrix", "--format", "json", "--out", str(full))
    assert full.is_char_device()
    assert hamkke(data_file, "backup", str(full)).returncode == 1
    assert full.is_char_device()
    assert exported.returncode == 3
    assert "공간" in exported.stderr.decode()


def test_programs_that_write_at_once_lose_nothing(data_file: Path) -> None:
    """Several programs open a new file and write to it together: every record is there, once."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "app.main", "projects", "add", "--title", f"나란히 {number}"],
            cwd=ROOT, env={**os.environ, "HAMKKE_DB": str(data_file)}, stdout=subprocess.DEVNULL,
        )
        for number in range(6)
    ]  # fmt: skip
    assert [one.wait(timeout=60) for one in started] == [0] * 6
    listed = json.loads(hamkke(data_file, "projects", "list", "--json").stdout)
    assert sorted(row["title"] for row in listed) == [f"나란히 {number}" for number in range(6)]
    labels = [step["label"] for step in json.loads(hamkke(data_file, "history", "--json").stdout)]
    assert labels.count("기본 자료") == 1
    assert hamkke(data_file, "check").returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="파일 크기의 한도는 POSIX에만 있습니다.")
def test_a_file_that_may_not_grow_ends_with_3_and_stays_sound(data_file: Path, tmp_path: Path) -> None:
    """Where the disk refuses more the step fails whole, with a sentence, and goes through later."""
    assert hamkke(data_file, "projects", "add", "--title", "하나").returncode == 0
    import resource

    most = 60_000  # room for the engine's index of its log, not for the log
    refused = subprocess.run(
        [sys.executable, "-m", "app.main", "projects", "add", "--title", "둘", "--summary", "가" * 30_000],
        cwd=ROOT, env={**os.environ, "HAMKKE_DB": str(data_file)}, capture_output=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    assert (refused.returncode, refused.stdout) == (3, b"")
    assert "Traceback" not in refused.stderr.decode()
    assert len(json.loads(hamkke(data_file, "projects", "list", "--json").stdout)) == 1
    assert hamkke(data_file, "check").returncode == 0
    assert hamkke(data_file, "projects", "add", "--title", "둘").returncode == 0
