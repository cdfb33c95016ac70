"""The right side of 보고서: what the report is about, the files saved last, and saving."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.dialogs.files import open_file
from ui.pages.reports.options import OptionsPanel
from ui.widgets.controls import button, tool_button
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import ElidedLabel, WordLabel, label, line

WIDTH = 280
FORMATS = {
    "pdf": ("PDF로 저장", "file-output"),
    "xlsx": ("Excel로 저장", "file-spreadsheet"),
    "json": ("JSON으로 저장", "file-text"),
}


class SidePanel(QFrame):
    """Options above, a button for each format below; ``save(format)`` is called by them."""

    def __init__(self, save: Callable[[str], object], share: Callable[[], object]) -> None:
        """Make the panel without a report."""
        super().__init__()
        self.setProperty("role", "surface")
        self.setFixedWidth(WIDTH)
        self.options = OptionsPanel()
        self.save_buttons: dict[str, QPushButton] = {}
        self.reason = WordLabel("", 13, 500, "warning")
        self.reason.hide()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(scroll_area(self._fields()), 1)
        box.addWidget(line())
        box.addLayout(self._foot(save))
        self.share_button = button("안전 공유…", "shield-check", "", share)
        self.share_button.setToolTip("이름과 번호를 가명으로 바꾸어 저장합니다")
        self._saving.addWidget(self.share_button)

    def _fields(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("role", "surface")
        fields = QVBoxLayout(inner)
        fields.setContentsMargins(16, 14, 16, 14)
        fields.setSpacing(16)
        fields.addWidget(self.options)
        fields.addLayout(self._recent)
        fields.addStretch(1)
        return inner

    def _foot(self, save: Callable[[str], object]) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 14)
        foot.setSpacing(8)
        foot.addWidget(self.reason)
        self._saving = foot
        for number, (kind, (words, icon)) in enumerate(FORMATS.items()):
            made = button(words, icon, "primary" if number == 0 else "", partial(save, kind))
            self.save_buttons[kind] = made
            foot.addWidget(made)
        return foot

    def show_formats(self, formats: Sequence[str]) -> None:
        """Offer only the formats that the report has."""
        for kind, made in self.save_buttons.items():
            made.setVisible(kind in formats)

    def refuse(self, why: str) -> None:
        """Say why nothing can be saved yet; with the empty text everything can."""
        self.reason.setText(why)
        self.reason.setVisible(bool(why))
        for made in (*self.save_buttons.values(), self.share_button):
            made.setEnabled(not why)

    def show_recent(self, paths: Iterable[Path]) -> None:
        """List the files saved last; those that are gone cannot be opened."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        rows = [_recent_row(path) for path in paths]
        if rows:
            self._recent.addWidget(label("최근에 저장한 파일", 13, 600))
        for row in rows:
            self._recent.addWidget(row)


def _recent_row(path: Path) -> QWidget:
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    name = ElidedLabel(path.name, 13)
    name.setToolTip(str(path))
    box.addWidget(name, 1)
    box.addWidget(tool_button("external-link", f"{path.name} 열기", partial(open_file, path), compact=True))
    box.addWidget(
        tool_button("folder-open", f"{path.name} 폴더 열기", partial(open_file, path.parent), compact=True)
    )
    row.setEnabled(path.is_file())
    return row
