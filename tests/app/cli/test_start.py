"""What starts the window, what starts a command, and the example data."""

from pathlib import Path

import pytest

from app import main
from tests.app.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--db", "a.hamkke"], True),
        (["--db=a.hamkke"], True),
        (["--db"], False),
        (["--db="], False),
        (["--help"], False),
        (["--db", "a.hamkke", "check"], False),
        (["check"], False),
    ],
)
def test_only_a_file_or_nothing_asks_for_the_window(arguments: list[str], window: bool) -> None:
    """Without a command the window opens; everything else is the command line's."""
    assert main.window_request(arguments)[0] is window


def test_the_named_file_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path means the folder one is in, whatever happens to it later."""
    monkeypatch.chdir(tmp_path)
    assert main.window_request(["--db", "a.hamkke"])[1] == tmp_path / "a.hamkke"


def test_without_a_screen_the_window_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no window can be shown the program says so and ends with 3, instead of dying in Qt."""
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main.main([]) == 3
    assert "화면" in capsys.readouterr().err


def test_the_example_fills_an_empty_file_alone(run: Run) -> None:
    """The example fills a new file with projects and cases, and is refused where there is a project."""
    first = run("demo")
    assert first.code == 0, first.err
    projects = run("projects", "list", "--json").json
    assert {project["kind"] for project in projects} == {"우리 과제", "사례"}
    second = run("demo")
    assert (second.code, second.out) == (1, "")
    assert len(run("projects", "list", "--json").json) == len(projects)
    assert run("check").code == 0
