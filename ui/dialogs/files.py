"""Choosing files and folders without blocking the event loop."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def speak_korean(dialog: QFileDialog) -> None:
    """Give the dialog that Qt draws itself, where the desktop has none, the words its translation lacks."""
    for part, words in (
        (QFileDialog.DialogLabel.LookIn, "위치:"),
        (QFileDialog.DialogLabel.FileName, "파일 이름:"),
        (QFileDialog.DialogLabel.FileType, "파일 형식:"),
    ):
        dialog.setLabelText(part, words)


def choose_files(owner: QWidget, title: str, done: Callable[[list[Path]], object]) -> QFileDialog:
    """Ask for one or several files, then call ``done`` with them."""
    dialog = _made(owner, title, "", QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: done([Path(name) for name in names]))
    dialog.open()
    return dialog


def choose_one(
    owner: QWidget, title: str, folder: str, kinds: str, done: Callable[[Path], object]
) -> QFileDialog:
    """Ask for one file of ``kinds`` (a name filter), beginning in ``folder``, then call ``done`` with it."""
    dialog = _made(owner, title, folder, QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([kinds, "모든 파일 (*)"])
    return _open_for(dialog, done)


def choose_folder(owner: QWidget, title: str, done: Callable[[Path], object]) -> QFileDialog:
    """Ask for a folder, then call ``done`` with it."""
    dialog = _made(owner, title, "", QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _open_for(dialog, done)


def choose_save(owner: QWidget, title: str, proposed: Path, done: Callable[[Path], object]) -> QFileDialog:
    """Ask where to write a file, ``proposed`` first; an existing one is replaced only when confirmed."""
    folder = str(proposed.parent) if proposed.is_absolute() else ""
    dialog = _made(owner, title, folder, QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposed.suffix.removeprefix("."))
    dialog.setNameFilter(f"*{proposed.suffix}")
    dialog.selectFile(proposed.name)
    speak_korean(dialog)  # the labels of saving are other ones
    return _open_for(dialog, done)


def _made(owner: QWidget, title: str, folder: str, mode: QFileDialog.FileMode) -> QFileDialog:
    dialog = QFileDialog(owner, title, folder or _documents())
    dialog.setFileMode(mode)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    speak_korean(dialog)
    return dialog


def _open_for(dialog: QFileDialog, done: Callable[[Path], object]) -> QFileDialog:
    dialog.fileSelected.connect(lambda name: done(Path(name)))
    dialog.open()
    return dialog


def open_file(path: Path) -> None:
    """Open a file or a folder with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
