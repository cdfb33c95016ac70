"""The files of one output: open, save a copy, take off; files let go over the list are attached."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.output import Attachment
from ui.dialogs.files import choose_files
from ui.pages.project_room.actions import Actions
from ui.roles import ANY, spoken_against
from ui.widgets.controls import button, tool_button
from ui.widgets.drop import DropFrame
from ui.widgets.menus import Entry, Looks, menu_of, place_of, popup
from ui.widgets.rows import FocusRow, Rows
from ui.widgets.text import ElidedLabel, IconLabel, WordLabel, label

_STEP = 1024


def size_words(size: int) -> str:
    """Return a size as people read it: 812B, 14KB, 3.2MB, 1.1GB."""
    if size < _STEP:
        return f"{size}B"
    value, units = float(size), ("KB", "MB", "GB")
    for unit in units:
        value /= _STEP
        if value < _STEP or unit == units[-1]:
            break
    return f"{value:.0f}{unit}" if unit == "KB" else f"{value:.1f}{unit}"


class FileList(DropFrame):
    """The files of an output; ``filesAdded`` hands over those chosen or dropped."""

    filesAdded = Signal(object)

    def __init__(self, actions: Actions) -> None:
        """Make an empty list."""
        super().__init__()
        self._actions = actions
        self._files: tuple[Attachment, ...] = ()
        self.setAccessibleName("파일 목록")
        self.count = label("파일 0개", 13, 500, "text2")
        self.save_all = button("모두 저장", "download", "ghost", self._save_all, compact=True)
        self.empty = WordLabel("파일을 이곳에 끌어다 놓거나 ‘파일 붙이기’로 고르십시오.", 13, 400, "text2")
        self.rows = Rows(self._make_row)
        head = QHBoxLayout()
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.save_all)
        head.addWidget(button("파일 붙이기", "paperclip", run=self.choose, compact=True))
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 12)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.empty)
        box.addWidget(self.rows)
        self.dropped.connect(self.filesAdded)

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Show ``files``."""
        self._files = tuple(files)
        self.count.setText(f"파일 {len(files)}개")
        self.save_all.setVisible(len(files) > 1)
        self.empty.setVisible(not files)
        self.rows.set_items(files)

    def choose(self) -> None:
        """Ask for files to attach."""
        choose_files(self, "붙일 파일 고르기", self._chosen)

    def _chosen(self, files: list[Path]) -> None:
        self.filesAdded.emit(files)

    def _save_all(self) -> None:
        self._actions.save_copies(self._files)

    def _make_row(self, file: Attachment) -> "FileRow":
        return FileRow(file, self._actions)


class FileRow(FocusRow):
    """One file; Enter or a double click opens it."""

    def __init__(self, file: Attachment, actions: Actions, removable: bool = True) -> None:
        """Show ``file``; one that is not ``removable`` stays where it is."""
        super().__init__()
        self.file, self._actions, self._removable = file, actions, removable
        self.setObjectName(f"file-{file.id}")
        self.setAccessibleName(f"{file.name} {size_words(file.size)}")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 0, 2)
        row.setSpacing(6)
        row.addWidget(IconLabel("file-text"))
        row.addWidget(ElidedLabel(file.name, 14), 1)
        row.addWidget(label(size_words(file.size), 13, 400, "text2"))
        row.addWidget(
            tool_button("external-link", f"{file.name} 열기", lambda: actions.open_file(file), True)
        )
        row.addWidget(
            tool_button("download", f"{file.name} 사본 저장", lambda: actions.save_copies([file]), True)
        )
        if removable:
            row.addWidget(tool_button("x", f"{file.name} 떼기", lambda: actions.remove_files([file]), True))

    def mouseDoubleClickEvent(self, _event: object) -> None:
        """Open the file."""
        self._actions.open_file(self.file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, take off by Delete."""
        if not self.hasFocus():
            super().keyPressEvent(event)  # it was meant for a button of the row
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._actions.open_file(self.file)
        elif event.key() == Qt.Key.Key_Delete and self._removable:
            self._actions.remove_files([self.file])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the file."""
        entries: list[Entry] = [
            ("external-link", "열기\tEnter", Looks(partial(self._actions.open_file, self.file))),
            ("download", "사본 저장", Looks(partial(self._actions.save_copies, [self.file]))),
        ]
        if self._removable:
            entries.append(("x", "떼기\tDel", partial(self._actions.remove_files, [self.file])))
        popup(menu_of(self, entries, spoken_against(self, *ANY)), place_of(event, self))
