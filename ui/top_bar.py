"""The top bar: where one is, finding anything, undo and redo by name, the page's main button."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ui import icons, theme
from ui.pages.base import Crumb, Page, Primary
from ui.widgets.controls import button, tool_button
from ui.widgets.text import ElidedLabel, label, line, set_tone

FIND_WIDTH = 300
TITLE = 20


class TopBar(QWidget):
    """Shows the page in front; ``crumbChosen(page_key)`` asks for one above it."""

    crumbChosen = Signal(str)

    def __init__(self, find: Callable[[], object], undo: QAction, redo: QAction) -> None:
        """Make the bar; ``find`` opens Ctrl+K, the actions name the steps they would take."""
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.TOP_BAR)
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(6)
        self.title = ElidedLabel("", TITLE, 700)
        self.subtitle = label("", 14, tone="text2")
        self._tools = QHBoxLayout()
        self._tools.setSpacing(4)
        self.find_button = self._find_button(find)
        self.undo, self.redo = self._step_button(undo), self._step_button(redo)
        self._bar = line(vertical=True, height=20)
        self._bar.hide()
        self.primary = button("", kind="primary")
        self.primary.hide()
        self._run: Callable[[], object] | None = None
        self.primary.clicked.connect(lambda _checked=False: self._run() if self._run else None)
        self.reason = label("", 13, tone="text2")
        self._lay_out()

    def _find_button(self, find: Callable[[], object]) -> QPushButton:
        made = button("찾기 (Ctrl+K)", "search", "field", find)
        made.setFont(theme.font(14))
        made.setMinimumWidth(160)
        made.setMaximumWidth(FIND_WIDTH)
        made.setFixedWidth(FIND_WIDTH)
        made.setAccessibleName("과제, 참여자, 명령 찾기 (Ctrl+K)")
        return made

    def _step_button(self, action: QAction) -> QToolButton:
        made = tool_button("undo-2", action.text())
        made.setDefaultAction(action)
        made.setIconSize(QSize(18, 18))
        return made

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(10)
        row.addLayout(self._crumbs)
        row.addWidget(self.title, 1000)
        row.addWidget(self.subtitle)
        row.addStretch(1)
        row.addLayout(self._tools)
        row.addWidget(self.find_button)
        row.addWidget(line(vertical=True, height=20))
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(self._bar)
        row.addWidget(self.reason)
        row.addWidget(self.primary)

    def set_compact(self, compact: bool) -> None:
        """Give the title more room in a narrow window."""
        self.find_button.setFixedWidth(220 if compact else FIND_WIDTH)

    def expect(self, title: str) -> None:
        """Show where one will be."""
        self.title.setText(title)
        self.title.setMaximumWidth(self.title.sizeHint().width())

    def show_page(self, page: Page, refusal: str = "") -> None:
        """Show title, crumbs, tools and main button of ``page``; ``refusal`` tells why not to use it."""
        self._show_crumbs(page.breadcrumb())
        self.expect(page.title)
        self.subtitle.setText(page.subtitle())
        self._show_tools(page.toolbar_actions())
        self._show_primary(page.primary_action(), refusal)

    def hold(self) -> None:
        """Let the main button do nothing until a page is shown again."""
        self._run = None

    def _show_crumbs(self, crumbs: tuple[Crumb, ...]) -> None:
        _clear(self._crumbs)
        for crumb in crumbs:
            link = button(crumb.label, kind="link")
            link.setFont(theme.font(16, 500))
            link.clicked.connect(lambda _checked=False, page=crumb.page: self.crumbChosen.emit(page))
            self._crumbs.addWidget(link)
            mark = QLabel("›")
            mark.setFont(theme.font(16))
            self._crumbs.addWidget(mark)

    def _show_tools(self, actions: list[QAction]) -> None:
        _clear(self._tools)
        for action in actions:
            made = tool_button("ellipsis", action.text())
            made.setDefaultAction(action)
            self._tools.addWidget(made)

    def _show_primary(self, primary: Primary | None, refusal: str) -> None:
        self.primary.setVisible(primary is not None)
        self._bar.setVisible(primary is not None)
        self.reason.setVisible(primary is not None and not primary.enabled and bool(primary.reason))
        self._run = primary.run if primary else None
        if primary is None:
            return
        self.primary.setText(primary.label)
        self.primary.setAccessibleName(primary.label)
        self.primary.setIcon(icons.icon(primary.icon, "text2" if primary.quiet else "on_primary"))
        set_tone(self.primary, "" if primary.quiet else "primary", "kind")
        self.primary.setEnabled(primary.enabled and not refusal)
        self.primary.setToolTip(refusal)
        self.reason.setText(primary.reason)


def _clear(row: QHBoxLayout) -> None:
    while (item := row.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
