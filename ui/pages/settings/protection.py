"""자료 보호: whether the file is protected, its passphrase, what this PC remembers, what is covered by it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.services.data_file import backup, protection
from ui import theme
from ui.context import Context
from ui.pages.base import Crumb, Page
from ui.pages.settings.data_panels import column
from ui.protection import changing
from ui.roles import Roles
from ui.widgets.badges import Badge, badge_kind
from ui.widgets.controls import button
from ui.widgets.panels import Panel
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import IconLabel, WordLabel

if TYPE_CHECKING:
    from app.services.workspace import Workspace

ON = (
    "자료 파일과 검색 색인, 이력, 붙인 파일, 옆의 자동 백업이 암호화되어 있습니다(SQLCipher 4, AES-256). "
    "암호와 복구 키를 모두 잃으면 아무도 열 수 없습니다."
)
OFF = "파일을 가진 사람은 누구나 시민의 이름과 연락처를 읽을 수 있습니다. 암호를 거는 것이 좋습니다."
IDLE = (
    "쓰지 않으면 저절로 잠그는 시간은 설정의 ‘자동 잠금(분)’에서 정합니다. 진행 화면이 열려 있는 동안에는 "
    "잠그지 않습니다."
)
PLAIN_IDLE = "보호하지 않은 자료는 화면만 가리며, 저절로 잠그지 않습니다."
SAFE = (
    "자료 파일의 모든 기록: 참여자, 동의, 활동, 발견, 제안, 이력, 접속기록",
    "검색 색인과 쓰는 동안 생기는 임시 파일",
    "붙인 파일(산출물, 사진, 동의서 스캔)과 그 이름",
    "자료 옆의 자동 백업",
    "진행 화면에서 반쯤 적은 줄, 저장한 거르기, 최근에 저장한 보고서 목록",
)
UNSAFE = (
    "내보낸 문서(엑셀, PDF)와 인쇄한 종이. 필요하면 내보낼 때 암호를 거십시오.",
    "다른 프로그램으로 연 첨부 파일: 여는 동안 사본이 있고, 잠그거나 끝낼 때 지웁니다.",
    "다른 곳에 따로 저장해 둔 백업. 만들 때의 암호로 열립니다.",
    "자료 파일의 이름과 놓인 곳, 창의 크기 같은 화면 설정",
    "자료를 열어 둔 채 자리를 비운 PC. 자리를 뜰 때 잠그십시오(Ctrl+Shift+L).",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the file is protected, and what this PC can do."""

    protected: bool
    remembered: bool
    can_remember: bool
    backups: int


def read_standing(ws: "Workspace") -> Standing:
    """Return how the open file is protected."""
    return Standing(
        bool(ws.key), protection.is_remembered(ws), protection.can_remember(), len(backup.available(ws))
    )


class ProtectionPage(Page):
    """The protection of the open file."""

    key: ClassVar[str] = "protection"
    title = "자료 보호"
    icon: ClassVar[str] = "shield-check"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page; it reads when first shown."""
        super().__init__(context, parent)
        self.badge = Badge()
        self.words = WordLabel("", 14)
        self.backups = WordLabel("", 13, tone="text2")
        self.refused = WordLabel("", 13, tone="warning")
        self.protect = button("암호 걸기", "lock", "primary", self._run(changing.protect))
        self.change = button("암호 바꾸기", "pencil", run=self._run(changing.change))
        self.unprotect = button("암호 풀기", "lock-open", "danger", self._run(changing.unprotect))
        self.remember = QCheckBox("이 PC에 기억: 이 PC에 로그인한 사람은 암호 없이 엽니다")
        self.remember.clicked.connect(self._remember)
        self.no_store = WordLabel(
            "이 PC에는 암호를 맡길 자격 증명 저장소가 없어 열 때마다 암호를 넣습니다.", 13, tone="meta"
        )
        self.idle = WordLabel("", 13, tone="text2")
        inner = QWidget()
        inner.setProperty("role", "plain")
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(20, theme.PADDING, 20, theme.PADDING)
        columns.setSpacing(theme.GAP)
        columns.addLayout(column(self._state_panel(), self._lock_panel()), 5)
        columns.addLayout(
            column(_list("보호되는 것", "circle-check", "success.icon", SAFE),
                   _list("보호되지 않는 것", "circle-alert", "warning.icon", UNSAFE)), 6)  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_area(inner))

    def _state_panel(self) -> Panel:
        panel = Panel("암호", "", (self.badge,), padding=16)
        panel.body.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self.protect, self.change, self.unprotect):
            row.addWidget(made)
        row.addStretch(1)
        panel.body.addWidget(self.words)
        panel.body.addWidget(self.backups)
        panel.body.addLayout(row)
        panel.body.addWidget(self.refused)
        panel.body.addWidget(self.remember)
        panel.body.addWidget(self.no_store)
        for widget in (self.refused, self.remember, self.no_store, self.protect, self.change, self.unprotect):
            widget.hide()
        return panel

    def _lock_panel(self) -> Panel:
        panel = Panel("화면 잠그기", "", padding=16)
        panel.body.setSpacing(10)
        panel.body.addWidget(self.idle)
        lock = button("지금 잠그기 (Ctrl+Shift+L)", "lock", run=self._lock)
        panel.body.addWidget(lock, 0, Qt.AlignmentFlag.AlignLeft)
        return panel

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """Return 설정, which this page belongs to."""
        return (Crumb("설정", "settings"),)

    def take_focus(self) -> None:
        """Begin with the first thing that can be done."""
        shown = [made for made in self._deeds() if made.isVisible() and made.isEnabled()]
        (shown[0] if shown else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read how the file is protected."""
        self.context.tasks.read(self, read_standing, self.show_standing, key="standing")

    def _deeds(self) -> Sequence[QPushButton]:
        return (self.protect, self.change, self.unprotect)

    def show_standing(self, found: Standing) -> None:
        """Show what can be done with a file that is protected, or not."""
        self.badge.set_badge(
            "보호됨" if found.protected else "보호하지 않음",
            badge_kind("closed" if found.protected else "warning"),
        )
        self.words.setText(ON if found.protected else OFF)
        kind = "암호화된 백업" if found.protected else "암호 없는 백업"
        self.backups.setText(f"자료 옆에 {kind} {found.backups}개가 있습니다." if found.backups else "")
        self.backups.setVisible(bool(found.backups))
        self.idle.setText(IDLE if found.protected else PLAIN_IDLE)
        self.protect.setVisible(not found.protected)
        self.change.setVisible(found.protected)
        self.unprotect.setVisible(found.protected)
        self.remember.setVisible(found.protected and found.can_remember)
        self.remember.setChecked(found.remembered)
        self.no_store.setVisible(found.protected and not found.can_remember)
        refusal = Roles(self.context).may(Duty.PROTECT)
        for made in (*self._deeds(), self.remember):
            made.setEnabled(not refusal)
            made.setToolTip(refusal)
        self.refused.setText(refusal)
        self.refused.setVisible(bool(refusal))

    def _run(self, ask: Callable[[Page, Context], Any]) -> Callable[[], None]:
        def run() -> None:
            ask(self, self.context)

        return run

    def on_changes(self, changes: Any) -> None:
        """Look again after each change of the protection: the log of access tells it."""
        if changes.everything or changes.touches("access_log"):
            self.mark_stale()

    def _remember(self, on: bool) -> None:
        def work(ws: "Workspace") -> None:
            if on:
                protection.remember(ws)
            else:
                protection.forget(ws)

        self.context.tasks.write(self, "열쇠 기억", work, lambda _none: self.mark_stale())

    def _lock(self) -> None:
        lock = getattr(self.window(), "lock", None)
        if lock is not None:
            lock()


def _list(title: str, icon: str, color: str, lines: Sequence[str]) -> Panel:
    panel = Panel(title, padding=16)
    panel.body.setSpacing(8)
    for words in lines:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel(icon, color, 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(WordLabel(words, 14), 1)
        panel.body.addLayout(row)
    return panel
