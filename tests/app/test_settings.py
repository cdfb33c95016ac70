"""A person's settings and the places of the program: declared once, never lost by a bad file."""

import json
from pathlib import Path

import pytest

from app import settings
from app.paths import DataPaths, default_data_file, settings_file


def test_settings_come_back_as_saved(tmp_path: Path) -> None:
    """Whole, in a folder that need not exist yet, with nothing left over."""
    path = tmp_path / "새 폴더" / "settings.json"
    chosen = settings.defaults().with_values(
        user_name="홍길동", theme="dark", stalled_days=30, ui={"page": "today"}
    )
    settings.save(path, chosen)
    assert settings.load(path) == chosen
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    """The first start has settings too."""
    assert settings.load(tmp_path / "settings.json") == settings.defaults()


@pytest.mark.parametrize(
    "stored",
    [
        {"theme": "pink"},
        {"stalled_days": "20"},
        {"mask_personal": False},  # known once
        {"unknown": 1},
        {"user_name": None},
    ],
)
def test_a_value_that_does_not_fit_falls_back_alone(tmp_path: Path, stored: dict[str, object]) -> None:
    """One bad value costs that value, not the others."""
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"department": "시민소통과", **stored}), "utf-8")
    assert settings.load(path) == settings.defaults().with_values(department="시민소통과")


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"[]", b"null", b'"x"'])
def test_an_unreadable_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    """Nothing of a person's is overwritten because it could not be read."""
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert settings.load(path) == settings.defaults()
    assert not path.exists()
    assert path.with_name("settings.json.unreadable").read_bytes() == content


def test_what_belongs_to_a_data_file_stands_beside_it() -> None:
    """Files and backups carry the data file's name."""
    paths = DataPaths(Path("자료") / "가온시.hamkke")
    assert paths.attachments == Path("자료") / "가온시.hamkke.files"
    assert paths.backups == Path("자료") / "가온시.hamkke.backups"


def test_the_environment_names_other_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """HAMKKE_DB names the data file, HAMKKE_CONFIG the folder of settings."""
    assert default_data_file().name == "함께설계.hamkke"
    monkeypatch.setenv("HAMKKE_DB", str(tmp_path / "다른.hamkke"))
    assert default_data_file() == tmp_path / "다른.hamkke"
    monkeypatch.setenv("HAMKKE_CONFIG", str(tmp_path))
    assert settings_file() == tmp_path / "settings.json"
