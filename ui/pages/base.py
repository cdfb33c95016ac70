"""What every page of the main window is: it names its tables, grows stale, and refreshes when seen."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app import heap
from app.domain.desk_role import Duty
from ui import icons
from ui.context import Context

if TYPE_CHECKING:
    from app.changes import Changes
    from app.services.first_list import FirstList

LEFT_MS = 1000
"""So long after a page was left it gives up what is kept for speed alone."""


class Primary(NamedTuple):
    """The one main button of a page, shown at the right of the top bar.

    ``quiet`` outlines it while the page itself offers the main step, for a view has one primary button.
    ``asks`` are the duties of which the role needs one, where they are others than those of the page.
    """

    label: str
    icon: str
    run: Callable[[], object]
    enabled: bool = True
    reason: str = ""
    quiet: bool = False
    asks: tuple[Duty, ...] = ()


class OwnSteps(Protocol):
    """What was done on a page and is stored nowhere yet; ``name`` is undo or redo."""

    def label(self, name: str) -> str | None:
        """Return what ``name`` would take back or do again; None for nothing."""

    def take(self, name: str) -> None:
        """Take the last step back, or do it again."""


class Crumb(NamedTuple):
    """A page above this one, as the top bar links to it."""

    label: str
    page: str


class Page(QWidget):
    """A page that depends on ``tables`` and refreshes at once when seen, else when next shown."""

    key: ClassVar[str] = ""
    title: str = ""
    icon: ClassVar[str] = ""
    tables: ClassVar[tuple[str, ...]] = ()
    chromeChanged = Signal()
    """Title, crumbs, primary button or toolbar are other ones now."""
    counted = Signal(int, bool)
    """So many things wait on this page; True where one of them is overdue."""
    countedFor = Signal(str, int, bool)
    """The same of another page, by its key: one that is not made yet cannot count for itself."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make a stale page; it first reads when it is first shown."""
        super().__init__(parent)
        self.context = context
        self.setObjectName("page")
        self.compact = False
        self.stale = True
        self.begun = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._refresh_now)
        self._left = QTimer(self)
        self._left.setSingleShot(True)
        self._left.setInterval(LEFT_MS)
        self._left.timeout.connect(self._give_up)
        self._gave_up = False
        context.bus.changed.connect(self.on_changes)

    def refresh(self) -> None:
        """Read again what the page shows; called on the UI thread, so it starts ``context.tasks.read``."""

    def ahead(self) -> Iterator[Callable[[], object]]:
        """Yield short steps of what the first opening would wait for; done while hidden, in quiet moments."""
        return iter(())

    def first_screen(self) -> "Callable[[FirstList], Any] | None":
        """Return what reads the first screen of a file that is not open yet; None where nothing can."""
        return None

    def show_first(self, read: Any) -> None:
        """Show what ``first_screen`` has read; the page stays stale and reads again once the file is open."""

    def await_begun(self) -> None:
        """Get ready in the place of ``refresh`` where the reading began before the page was made."""

    def show_begun(self, read: Any) -> None:
        """Show what was read since before the page was made."""

    def open_with(self, **args: Any) -> None:
        """Show what ``navigate`` asked for; called before the page is shown."""

    def own_steps(self) -> OwnSteps | None:
        """Return the steps that undo and redo take on this page in the place of stored ones, if any."""
        return None

    def whereabouts(self, args: dict[str, Any]) -> dict[str, Any]:
        """Return what 뒤로 has to ask for to come back to what is shown now; ``args`` brought one here."""
        return args

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """Return the pages above this one, outermost first."""
        return ()

    def subtitle(self) -> str:
        """Return the short text beside the title."""
        return ""

    def primary_action(self) -> Primary | None:
        """Return the page's main button, or None."""
        return None

    def toolbar_actions(self) -> list[QAction]:
        """Return actions shown before undo in the top bar: 가져오기 where this page has what comes in."""
        return [self._import_action()] if self.import_args() else []

    def import_args(self) -> dict[str, Any]:
        """Return what 가져오기 begins with from here (kind, project); empty where nothing comes in."""
        return {}

    def _import_action(self) -> QAction:
        action = QAction(icons.icon("file-spreadsheet"), "엑셀에서 가져오기", self)
        action.triggered.connect(lambda _on=False: self.context.navigate("import", **self.import_args()))
        return action

    def more_commands(self) -> tuple[object, ...]:
        """Return what holds further commands of this page, beside those of its own class."""
        return ()

    def chosen_records(self) -> dict[str, list[int]]:
        """Return the records that are checked, by their kind; empty where none is."""
        return {}

    def set_compact(self, compact: bool) -> None:
        """Fit a window of 1366 pixels or less: fold side panels, hide minor columns."""
        self.compact = compact

    def take_focus(self) -> None:
        """Give the focus to where work on this page begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Hand over what is being typed; called before undo, before closing and before leaving."""

    def mark_stale(self) -> None:
        """Refresh soon where the page is seen, else when it is next shown."""
        self.stale, self.begun = True, False
        if self.isVisible():
            self._soon.start()

    def on_changes(self, changes: "Changes") -> None:
        """Grow stale where ``changes`` touch the tables of this page."""
        if changes.touches(*self.tables):
            self.mark_stale()

    def let_go(self) -> None:
        """Give up what is kept for speed alone; called some moments after the page was left."""

    def take_up(self) -> None:
        """Have again what was given up; called when the page is shown and was not read again anyhow."""

    def hideEvent(self, event: QHideEvent) -> None:
        """Give up what is kept for speed once nobody comes right back."""
        super().hideEvent(event)
        self._left.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh a stale page as it appears: it is read while it is laid out and painted."""
        super().showEvent(event)
        self._left.stop()
        given_up, self._gave_up = self._gave_up, False
        if given_up and not self.stale:
            self.take_up()
        self._refresh_now()

    def _give_up(self) -> None:
        self._gave_up = True
        self.let_go()
        heap.trim()

    def _refresh_now(self) -> None:
        if self.stale and self.isVisible() and not self.context.opening:
            self.stale = False
            if self.begun:
                self.await_begun()
            else:
                self.refresh()
