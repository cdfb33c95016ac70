"""The right side of 보고서: how it is to look, what to check, the files saved last, and saving."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.context import Context
from ui.dialogs.files import open_file
from ui.pages.reports.checks import ChecksPanel
from ui.pages.reports.options import OptionsPanel
from ui.widgets.controls import button, tool_button
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import ElidedLabel, IconLabel, WordLabel, label, line

WIDTH = 292
FORMATS = {
    "pdf": ("PDF로 내보내기", "file-output"),
    "hwpx": ("HWPX", "file-text"),
    "xlsx": ("Excel", "file-spreadsheet"),
    "json": ("JSON", "database"),
}
TITLES = {
    "pdf": "PDF로 내보내기",
    "hwpx": "HWPX로 내보내기",
    "xlsx": "Excel로 내보내기",
    "json": "JSON으로 내보내기",
}


@dataclass(frozen=True, slots=True)
class Actions:
    """What the buttons do; ``save`` takes the format."""

    save: Callable[[str], object]
    share: Callable[[], object]
    all_formats: Callable[[], object]
    several: Callable[[], object]
    presets: Callable[[], object]


class SidePanel(QFrame):
    """Options and checks above, a button for each format below."""

    def __init__(self, context: Context, actions: Actions) -> None:
        """Make the panel without a report."""
        super().__init__()
        self.setProperty("role", "surface")
        self.setFixedWidth(WIDTH)
        self.options = OptionsPanel()
        self.checks = ChecksPanel(context)
        self.save_buttons: dict[str, QPushButton] = {}
        self.reason = WordLabel("", 13, 500, "warning")
        self.reason.hide()
        self.folder = ElidedLabel("", 13, tone="text2")
        self._folder_icon = IconLabel("folder-open", "text3")
        self.presets = button("저장한 설정", "bookmark", "ghost", actions.presets, compact=True)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(scroll_area(self._fields()), 1)
        box.addWidget(line())
        self.checks.setContentsMargins(16, 10, 16, 0)
        box.addWidget(self.checks)
        box.addLayout(self._foot(actions))
        self._enable(False)  # nothing is chosen yet

    def _fields(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("role", "surface")
        fields = QVBoxLayout(inner)
        fields.setContentsMargins(16, 8, 16, 14)
        fields.setSpacing(14)
        fields.addWidget(self.presets, 0, Qt.AlignmentFlag.AlignLeft)
        fields.addWidget(self.options)
        fields.addLayout(self._recent)
        fields.addStretch(1)
        return inner

    def _foot(self, actions: Actions) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.reason)
        for kind, (words, icon) in FORMATS.items():
            look = {"pdf": "primary", "json": "link"}.get(kind, "")
            small = look == "link"
            made = button(words, "" if small else icon, look, partial(actions.save, kind), compact=small)
            made.setAccessibleName(TITLES[kind])
            self.save_buttons[kind] = made
        foot.addWidget(self.save_buttons["pdf"])
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save_buttons["hwpx"], 1)
        row.addWidget(self.save_buttons["xlsx"], 1)
        foot.addLayout(row)
        foot.addLayout(self._more(actions))
        place = QHBoxLayout()
        place.setSpacing(6)
        place.addWidget(self._folder_icon)
        place.addWidget(self.folder, 1)
        foot.addLayout(place)
        return foot

    def _more(self, actions: Actions) -> QHBoxLayout:
        """Return what is wanted less often, as words."""
        self.all_button = button("모든 형식", kind="link", run=actions.all_formats, compact=True)
        self.all_button.setToolTip("모든 형식을 한 폴더에 이름 규칙대로 저장합니다")
        self.several_button = button("여러 과제", kind="link", run=actions.several, compact=True)
        self.several_button.setToolTip("사업의 과제마다 만들거나 보고서 한 벌을 한 번에 만듭니다")
        self.share_button = button("안전 공유", kind="link", run=actions.share, compact=True)
        self.share_button.setToolTip("이름과 번호를 가명으로 바꾸어 저장합니다")
        row = QHBoxLayout()
        row.setSpacing(0)
        for made in (self.all_button, self.several_button, self.share_button, self.save_buttons["json"]):
            row.addWidget(made)
        row.addStretch(1)
        return row

    def show_folder(self, path: Path) -> None:
        """Say where a file would go."""
        self.folder.setText(str(path))
        self.folder.setToolTip(str(path))

    def show_formats(self, formats: Sequence[str]) -> None:
        """Offer only the formats that the report has."""
        for kind, made in self.save_buttons.items():
            made.setVisible(kind in formats)

    def refuse(self, why: str) -> None:
        """Say why nothing can be saved yet; with the empty text everything can."""
        self.reason.setText(why)
        self.reason.setVisible(bool(why))
        self._enable(not why)

    def _enable(self, on: bool) -> None:
        for made in (*self.save_buttons.values(), self.share_button, self.all_button):
            made.setEnabled(on)
        for part in (self._folder_icon, self.folder):
            part.setVisible(on)  # without a file it has no place to go

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
