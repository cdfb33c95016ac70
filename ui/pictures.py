"""What is on the screen as a file: made of it, written whole, and told where that cannot be."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from app.errors import EnvironmentProblem, UserError
from app.services import pictures
from ui.dialogs.problems import show_problem


def png(picture: QImage | QPixmap) -> bytes:
    """Return a picture as the bytes of a PNG; ``UserError`` where there is none or it is too large."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # the stubs ask for bytes where the library takes a text
    if picture.isNull() or not picture.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise UserError("그림이 너무 커서 만들지 못했습니다. 거르거나 접어 줄이거나 PDF로 저장하십시오.")
    return bytes(buffer.data().data())


def save(owner: QWidget, path: Path, content: Callable[[], bytes]) -> bool:
    """Write what ``content`` makes to ``path`` and return whether it is there; else a sentence was shown."""
    try:
        pictures.save(path, content())
    except (UserError, EnvironmentProblem) as error:
        show_problem(owner, error)
        return False
    return True
