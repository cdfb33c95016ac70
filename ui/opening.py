"""What can be done when a data file does not open: another file, a backup, another try, or the end."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.errors import EnvironmentProblem, ProblemKind
from app.paths import SUFFIX, DataPaths
from ui.dialogs.confirm import MessageDialog
from ui.dialogs.problems import TITLES

Chosen = Callable[[Path], object]
_FILTER = f"함께설계 자료 (*{SUFFIX})"
_RESTORABLE = {ProblemKind.CORRUPT, ProblemKind.MISSING}


def ask(
    owner: QWidget,
    problem: EnvironmentProblem,
    data_file: Path,
    open_other: Chosen,
    restore: Chosen,
    retry: Callable[[], object],
    leave: Callable[[], object],
) -> MessageDialog:
    """Say why ``data_file`` does not open and offer the ways on; Esc ends the program."""
    text = f"{problem.message}\n{data_file}"
    dialog = MessageDialog(owner, TITLES[problem.kind], text, "triangle-alert", "danger.icon")
    dialog.rejected.connect(lambda: leave())
    dialog.add_button("끝내기", leave)
    dialog.add_button(
        "다른 파일 열기",
        lambda: choose_data_file(owner, data_file.parent, open_other, leave),
        icon="folder-open",
    )
    if problem.kind in _RESTORABLE:
        folder = DataPaths(data_file).backups
        dialog.add_button(
            "백업에서 되살리기",
            lambda: choose_data_file(owner, folder, restore, leave),
            "primary",
            "rotate-ccw",
        )
    else:
        dialog.add_button("다시 시도", retry, "primary", "refresh-cw")
    dialog.open()
    return dialog


def choose_data_file(owner: QWidget, folder: Path, chosen: Chosen, leave: Callable[[], object]) -> QDialog:
    """Let the person name a file; leaving the dialog without one ends the program."""
    dialog = QFileDialog(owner, "자료 파일 고르기", str(folder), _FILTER)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setObjectName("choose-data-file")
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.rejected.connect(lambda: leave())
    dialog.open()
    return dialog
