"""The data file on the disk: where it is, whether it is sound, its backups and the way back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.errors import EnvironmentProblem, ProblemKind
from app.paths import SUFFIX
from app.services.data_file import backup, locked_files
from app.services.data_file.check import CheckResult
from app.services.data_file.check import check as check_file
from ui.context import Context
from ui.dialogs.confirm import confirm
from ui.dialogs.files import choose_save, open_file
from ui.formats import moment
from ui.roles import Roles
from ui.widgets.banner import Banner
from ui.widgets.controls import button
from ui.widgets.panels import Panel
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.text import WordLabel, label, set_tone

if TYPE_CHECKING:
    from app.services.workspace import Workspace

T = TypeVar("T")
HEADS = (("때", 170), ("까닭", 150), ("크기", 90))


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup: where, when and how large."""

    path: Path
    at: datetime
    size: int

    @property
    def reason(self) -> str:
        """Return why it was taken, by its name."""
        words = self.path.stem.split(" ", 2)
        return words[2] if len(words) == 3 else "날마다"


def read_copies(ws: "Workspace") -> list[Copy]:
    """Return the backups, newest first."""
    found = []
    for path in backup.available(ws):
        seen = path.stat()
        found.append(Copy(path, datetime.fromtimestamp(seen.st_mtime), seen.st_size))
    return found


class FilePanel(Panel):
    """Where the data file is, and its check."""

    def __init__(self, context: Context) -> None:
        """Make the panel; ``show_file`` fills it."""
        super().__init__("자료 파일", padding=16)
        self._context = context
        self.path = WordLabel("", 14)
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.result = WordLabel("", 13, tone="text2")
        self.result.hide()
        self.check_button = button("점검", "search-check", run=self.check)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button("폴더 열기", "folder-open", run=self._open_folder))
        row.addWidget(self.check_button)
        row.addWidget(button("자료 보호", "shield-check", run=lambda: context.navigate("protection")))
        row.addStretch(1)
        words = "점검은 이력의 사슬과 첨부 파일을 하나씩 확인하고, 쓰지 않는 첨부를 치웁니다."
        self.body.setSpacing(10)
        self.body.addWidget(self.path)
        self.body.addLayout(row)
        self.body.addWidget(WordLabel(words, 13, tone="meta"))
        self.body.addWidget(self.result)

    def show_file(self, path: Path) -> None:
        """Name the data file."""
        self.path.setText(str(path))

    def _open_folder(self) -> None:
        open_file(self._context.workspace.paths.file.parent)

    def check(self) -> None:
        """Examine the data file and say what was found."""
        self.check_button.setEnabled(False)
        self.say("점검하고 있습니다…", "text2")
        self._context.tasks.write(self, "점검", check_file, self._show_result)

    def _show_result(self, found: CheckResult) -> None:
        self.check_button.setEnabled(True)
        cleared = f" 쓰지 않는 첨부 {found.collected}개를 치웠습니다." if found.collected else ""
        if found.findings:
            lines = "\n".join(found.findings[:8])
            self.say(f"이상 {len(found.findings)}건을 찾았습니다.{cleared}\n{lines}", "danger")
        else:
            self.say(f"이상이 없습니다.{cleared}", "success")

    def say(self, words: str, tone: str) -> None:
        """Show a sentence below the buttons."""
        self.result.setText(words)
        set_tone(self.result, tone)
        self.result.show()


class BackupPanel(Panel):
    """The backups beside the data file: made by hand, and put back after a question."""

    def __init__(self, context: Context) -> None:
        """Make the panel; ``show_copies`` fills it."""
        super().__init__("백업")
        self._context = context
        self.copies: Sequence[Copy] = ()
        self.table = PlainTable("백업 목록", HEADS)
        self.table.setFixedHeight(180)
        self.none = label("아직 백업이 없습니다. 하루에 한 번 저절로 만듭니다.", 13, tone="text2")
        self.none.setContentsMargins(16, 12, 16, 12)
        self.other_button = button("다른 백업 파일…", "folder-open", "ghost", self._choose_other)
        self.restore_button = button("되살리기", "rotate-ccw", run=self.ask_restore)
        self.locked = Banner("", "lock", "warning")
        self.unlock_button = button("잠긴 파일 열기…", kind="link", run=self._choose_key, compact=True)
        self.locked.add(self.unlock_button)
        self.locked.hide()
        self.body.addWidget(self.locked)
        self.body.addWidget(self.table)
        self.body.addWidget(self.none)
        foot = self.add_foot()
        foot.addWidget(button("백업 만들기", "archive", run=self.ask_save))
        foot.addStretch(1)
        foot.addWidget(self.other_button)
        foot.addWidget(self.restore_button)
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._allow())

    def show_copies(self, copies: Sequence[Copy]) -> None:
        """List ``copies``."""
        self.copies = copies
        self.table.set_rows([(moment(copy.at), copy.reason, _size(copy.size)) for copy in copies])
        self.table.setVisible(bool(copies))
        self.none.setVisible(not copies)
        self.set_meta(f"{len(copies)}개" if copies else "")
        self._allow()

    def read_locked(self) -> None:
        """Look whether attached files are locked, and say how they may be opened."""
        self._context.tasks.read(self, locked_files.warning, self._show_locked, key="locked")

    def _show_locked(self, words: str) -> None:
        self.locked.say(words, "lock")
        self.locked.setVisible(bool(words))

    def _chosen(self) -> Path | None:
        rows = self.table.selectionModel().selectedRows()
        return self.copies[rows[0].row()].path if rows else None

    def _allow(self) -> None:
        refusal = Roles(self._context).may(Duty.PROTECT)
        self.restore_button.setEnabled(self._chosen() is not None and not refusal)
        self.restore_button.setToolTip(refusal or ("" if self._chosen() else "목록에서 백업을 고르십시오."))
        for made in (self.other_button, self.unlock_button):
            made.setEnabled(not refusal)
        self.unlock_button.setToolTip(refusal)
        self.other_button.setToolTip(refusal)

    def ask_save(self) -> None:
        """Ask where to put a whole backup, then write it."""
        name = f"{self._context.workspace.paths.file.stem} 백업 {datetime.now():%Y-%m-%d}{SUFFIX}"
        choose_save(self, "백업 만들기", Path(name), self.save)

    def save(self, path: Path) -> None:
        """Write records and attached files to ``path``."""

        def done(_path: Path) -> None:
            words = f"백업을 만들었습니다: {path.name}"
            self._context.notify(words, "폴더 열기", partial(open_file, path.parent))

        self._context.tasks.write(self, "백업 만들기", lambda ws: backup.save(ws, path), done)

    def _choose_other(self) -> None:
        self._choose("되살릴 백업 고르기", self.ask)

    def _choose_key(self) -> None:
        self._choose("보호하고 있던 때의 백업 고르기", self.unlock)

    def _choose(self, title: str, run: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self, title, str(self._context.workspace.paths.backups))
        dialog.setNameFilter(f"함께설계 자료 (*{SUFFIX})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: run(Path(name)))
        dialog.open()

    def ask_restore(self) -> None:
        """Ask before the chosen backup takes the place of the present records."""
        path = self._chosen()
        if path is not None:
            self.ask(path)

    def ask(self, path: Path) -> None:
        """Say what putting ``path`` back does, and do it when confirmed."""
        text = (
            f"‘{path.stem}’ 백업의 내용이 지금 자료를 대신합니다. 그 뒤에 적은 것은 보이지 않게 됩니다. "
            "지금 자료는 먼저 ‘되살리기 전’ 백업으로 남겨 두므로 다시 돌아올 수 있습니다."
        )
        confirm(self, "백업에서 되살리기", text, "되살리기", lambda: self.restore(path), danger=True)

    def restore(self, path: Path, passphrase: str = "") -> None:
        """Put a backup in the place of the present records; one under another passphrase asks for it."""

        def done(kept: Path) -> None:
            self._context.notify(f"되살렸습니다. 앞의 자료는 ‘{kept.stem}’에 있습니다.")

        self._with_passphrase(
            "백업에서 되살리기", path, lambda ws: backup.restore(ws, path, passphrase), done, self.restore,
            bool(passphrase),
        )  # fmt: skip

    def unlock(self, path: Path, passphrase: str = "") -> None:
        """Open locked files with what the backup ``path`` knows; it may ask for its own passphrase."""

        def done(count: int) -> None:
            self._context.notify(f"잠긴 파일 {count}개를 열었습니다.")
            self.read_locked()

        self._with_passphrase(
            "잠긴 파일 열기", path, lambda ws: locked_files.unlock(ws, path, passphrase), done, self.unlock,
            bool(passphrase),
        )  # fmt: skip

    def _with_passphrase(
        self, words: str, path: Path, act: Callable[["Workspace"], T], done: Callable[[T], object],
        again: Callable[[Path, str], object], given: bool,
    ) -> None:  # fmt: skip
        """Do ``act``; where the backup is under another passphrase, ask for it and do ``again``."""

        def work(ws: "Workspace") -> T | EnvironmentProblem:
            try:
                return act(ws)
            except EnvironmentProblem as problem:
                if problem.kind is ProblemKind.PASSPHRASE:
                    return problem
                raise

        def ended(found: T | EnvironmentProblem) -> None:
            if isinstance(found, EnvironmentProblem):
                from ui.protection.backup_passphrase import BackupPassphrase

                wrong = found.message if given else ""
                BackupPassphrase(self.window(), path, wrong, lambda typed: again(path, typed)).open()
            else:
                done(found)

        self._context.tasks.write(self, words, work, ended)


class ShortcutPanel(Panel):
    """Every command that has keys."""

    def __init__(self) -> None:
        """Make the panel; ``show_commands`` fills it."""
        super().__init__("단축키")
        self.table = PlainTable("단축키", (("하는 일", 220), ("묶음", 110), ("글쇠", 140)))
        self.table.setMinimumHeight(260)
        self.body.addWidget(self.table)

    def show_commands(self, commands: Sequence[Any]) -> None:
        """List the commands that have keys."""
        named = (item.named for item in commands)
        self.table.set_rows([(n.label.split(":")[0], n.group, n.shortcut) for n in named if n.shortcut])


def _size(count: int) -> str:
    return f"{count / 1_048_576:.1f} MB" if count >= 1_048_576 else f"{max(1, count // 1024):,} KB"


def column(*panels: QWidget) -> QVBoxLayout:
    """Return panels one below the other."""
    box = QVBoxLayout()
    box.setSpacing(12)
    for panel in panels:
        box.addWidget(panel)
    box.addStretch(1)
    return box
