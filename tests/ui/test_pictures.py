"""Pictures of the screen: written whole, or told in a sentence with the earlier file untouched."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.errors import UserError
from ui import pictures


def _image() -> QImage:
    made = QImage(20, 10, QImage.Format.Format_RGB32)
    made.fill(0x2B6BF0)
    return made


def test_a_picture_takes_the_place_of_the_old(qtbot: QtBot, tmp_path: Path) -> None:
    """Image and pixmap alike; nothing else stays in the folder."""
    owner = QWidget()
    qtbot.addWidget(owner)
    path = tmp_path / "그림.png"
    path.write_text("이전")
    assert pictures.save(owner, path, lambda: pictures.png(_image()))
    assert QImage(str(path)).width() == 20
    assert pictures.save(owner, path, lambda: pictures.png(QPixmap.fromImage(_image())))
    assert [one.name for one in tmp_path.iterdir()] == ["그림.png"]


@pytest.mark.parametrize(("place", "made"), [("그림.png", QImage()), ("없음/그림.png", _image())])
def test_what_cannot_be_is_told_and_leaves_the_old(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, made: QImage
) -> None:
    """A picture too large to be made, a folder that is gone: one dialog, no half file."""
    told: list[Any] = []
    monkeypatch.setattr(pictures, "show_problem", lambda _owner, error: told.append(error))
    owner = QWidget()
    qtbot.addWidget(owner)
    (tmp_path / "그림.png").write_text("이전")
    assert not pictures.save(owner, tmp_path / place, lambda: pictures.png(made))
    assert len(told) == 1 and isinstance(told[0], UserError)
    assert (tmp_path / "그림.png").read_text() == "이전"
