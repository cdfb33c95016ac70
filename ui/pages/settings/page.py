"""설정: settings take effect as they are made; the data file is looked after beside them."""

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import UserError
from app.settings import Settings
from ui import theme
from ui.commands import command
from ui.context import Context
from ui.dialogs.files import choose_folder
from ui.pages.base import Page
from ui.pages.settings.data_panels import BackupPanel, Copy, FilePanel, ShortcutPanel, column, read_copies
from ui.pages.settings.fields import setting_specs
from ui.pages.settings.search_panel import SearchPanel
from ui.widgets.controls import button
from ui.widgets.form import RecordForm
from ui.widgets.panels import Panel

LEAST_DAYS = ("stalled_days", "due_soon_days", "retention_days")


class SettingsPage(Page):
    """What a person can set, and the care of the data file."""

    key: ClassVar[str] = "settings"
    title = "설정"
    icon: ClassVar[str] = "settings"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page; it reads when first shown."""
        super().__init__(context, parent)
        self.form = RecordForm(setting_specs())
        self.form.edited.connect(self.change)
        self.person = Panel("나와 화면", padding=16)
        self.person.set_meta("바꾸는 대로 적용됩니다")
        self.person.meta.setFont(theme.font(13))
        self.person.body.addWidget(self.form)
        self.person.body.addSpacing(8)
        choose = button("내보낼 폴더 고르기", "folder-open", run=self.choose_folder, compact=True)
        self.person.body.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.file, self.backups, self.shortcuts = FilePanel(context), BackupPanel(context), ShortcutPanel()
        self.search = SearchPanel(context)
        inner = QWidget()
        inner.setProperty("role", "plain")
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(20, theme.PADDING, 20, theme.PADDING)
        columns.setSpacing(theme.GAP)
        columns.addLayout(column(self.person), 5)
        columns.addLayout(column(self.file, self.backups, self.search, self.shortcuts), 6)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what stands in it takes the focus
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def take_focus(self) -> None:
        """Begin in the first setting."""
        next(iter(self.form.fields.values())).editor.setFocus()

    def open_with(self, **args: Any) -> None:
        """Go to the ``setting`` that is named."""
        field = self.form.fields.get(str(args.get("setting", "")))
        if field is not None:
            QTimer.singleShot(0, field.editor, field.editor.setFocus)

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.form.flush()

    def on_changes(self, changes: Any) -> None:
        """Read again after a backup was put back."""
        if changes.everything:
            self.mark_stale()

    def refresh(self) -> None:
        """Show the settings, the file and its backups."""
        self.form.set_record(self.settings())
        self.search.refresh()
        self.file.show_file(self.context.workspace.paths.file)
        commands = getattr(self.window(), "commands", None)
        self.shortcuts.show_commands(commands.known() if commands is not None else ())
        self.context.tasks.read(self, read_copies, self._show_copies, key="backups")
        self.backups.read_locked()

    def _show_copies(self, copies: list[Copy]) -> None:
        self.backups.show_copies(copies)

    def settings(self) -> Settings:
        """Return the settings in force."""
        found: Settings = self.context.workspace.settings
        return found

    def change(self, key: str, value: Any) -> None:
        """Put a setting in force and keep it."""
        if key == "idle_minutes" and value < 0:
            self.form.fail(UserError("0이나 그보다 큰 수를 적어 주십시오. 0은 잠그지 않음입니다.", key))
            return
        if key in LEAST_DAYS and value < 1:
            self.form.fail(UserError("1 이상의 수를 적어 주십시오.", key))
            return
        if key == "export_folder" and value and not Path(value).is_dir():
            self.form.fail(UserError("그 폴더가 없습니다. 있는 폴더를 적거나 비워 두십시오.", key))
            return
        keep = getattr(self.context.state, "change", None)
        if keep is not None:
            keep(**{key: value})
        self.context.workspace.settings = self.settings().with_values(**{key: value})

    def choose_folder(self) -> None:
        """Choose where exports are proposed to go."""
        choose_folder(self, "내보낼 폴더 고르기", self._folder_chosen)

    def _folder_chosen(self, folder: Path) -> None:
        self.change("export_folder", str(folder))
        self.form.set_record(self.settings())

    @command("settings.protection", "자료 보호", "", "shield-check", "자료")
    def protection(self) -> None:
        """Look after the passphrase of the data file."""
        self.context.navigate("protection")

    @command("settings.backup", "백업 만들기", "", "archive", "자료")
    def back_up(self) -> None:
        """Write a whole backup to a file."""
        self.backups.ask_save()

    @command("settings.check", "자료 점검", "", "search-check", "자료")
    def check(self) -> None:
        """Examine the data file."""
        self.file.check()
