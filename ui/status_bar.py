"""The status bar: file, whether all is saved and since when, last backup, where it is kept, who."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui import theme
from ui.widgets.text import IconLabel, label, line, set_tone


class _Piece(QWidget):
    """An icon and a word or two."""

    def __init__(self, icon: str, text: str = "") -> None:
        super().__init__()
        self.icon = IconLabel(icon, "text2", 14)
        self.words: QLabel = label(text, 12, tone="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self.icon)
        row.addWidget(self.words)

    def say(self, text: str, icon: str = "", tone: str = "text2") -> None:
        """Show other words."""
        self.words.setText(text)
        self.setAccessibleName(text)
        set_tone(self.words, tone)
        if icon:
            self.icon.set_icon(icon, f"{tone}.icon" if tone in ("success", "danger", "warning") else tone)


class StatusBar(QWidget):
    """Never blinks: a write is shown as saved in the same place where it was shown as running."""

    def __init__(self) -> None:
        """Make an empty bar."""
        super().__init__()
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("상태 표시줄")
        self.setFixedHeight(theme.STATUS_BAR)
        self.file, self.save = _Piece("database"), _Piece("check")
        self.backup = _Piece("archive")
        self.indexing = _Piece("search")
        self.local, self.user = _Piece("wifi-off", "이 PC에만 저장"), _Piece("circle-user")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        for piece in (self.file, self.save, self.backup):
            row.addWidget(piece)
            if piece is not self.backup:
                row.addWidget(line(vertical=True, height=16))
        row.addStretch(1)
        row.addWidget(self.indexing)
        row.addWidget(self.local)
        row.addWidget(line(vertical=True, height=16))
        row.addWidget(self.user)
        self.set_backup(None)
        self.set_indexing("")

    def set_file(self, name: str) -> None:
        """Name the data file."""
        self.file.say(name)

    def set_user(self, name: str, department: str = "", role: str = "") -> None:
        """Name who works, where and as what."""
        self.user.say(" · ".join(part for part in (name, department, role) if part))

    def set_backup(self, at: datetime | None) -> None:
        """Say when the last backup was taken."""
        if at is None:
            self.backup.say("백업 없음")
            return
        from ui.formats import moment

        self.backup.say(f"마지막 백업 {moment(at)}")

    def set_indexing(self, text: str) -> None:
        """Say how far what came last can be found; nothing where all of it can."""
        self.indexing.say(text)
        self.indexing.setVisible(bool(text))

    def show_saved(self, at: datetime | None = None) -> None:
        """Say that all is saved, since ``at``."""
        self.save.say(f"모든 변경이 저장됨{f' {at:%H:%M}' if at else ''}", "check", "success")

    def show_saving(self) -> None:
        """Say that a write runs."""
        self.save.say("저장 중…", "refresh-cw", "text2")

    def show_failed(self, label: str) -> None:
        """Say which step was not saved."""
        self.save.say(f"저장하지 못함: {label}", "circle-alert", "danger")
