"""What a page is given: the open workspace and the few services of its window."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, cast

from app.changes import INDEX, LOG
from ui.bus import Bus
from ui.state import UiState
from ui.tasks import Progress, Tasks

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.changes import Changes
    from app.domain.privacy.sight import Sight
    from app.services.workspace import Workspace

LATER = "그 뒤에 다른 것이 바뀌었습니다. Ctrl+Z를 눌러 차례로 되돌려 주십시오."


class UndoLabels(Protocol):
    """The names of the steps that undo and redo would take; None where there is none."""

    @property
    def undo_label(self) -> str | None:
        """The step that undo takes back."""

    @property
    def redo_label(self) -> str | None:
        """The step that redo makes again."""


class History(Protocol):
    """Undo and redo by name; ``app.services.undo`` as a module is one."""

    def state(self, workspace: "Workspace", /) -> UndoLabels:
        """Return the names of the next steps."""

    def undo(self, workspace: "Workspace", progress: Progress = ..., /) -> str | None:
        """Take the last step back and return its name."""

    def redo(self, workspace: "Workspace", progress: Progress = ..., /) -> str | None:
        """Make the last step taken back again and return its name."""


def _nowhere(_page: str, **_args: Any) -> None:
    """Go nowhere: no window yet."""


def _nothing() -> None:
    """Do nothing: no window yet."""


def _unseen(_text: str, _action: str = "", _run: object = None, _more: object = ()) -> None:
    """Show nothing: no window yet."""


class Context:
    """One window's workspace and services; the window sets ``navigate`` and ``notify`` when it is made.

    ``navigate(page_key, **args)`` opens a page; ``notify(text, action_label, run, more)`` shows a short
    notice at the foot of the window; ``more`` are further actions as (label, run).
    """

    def __init__(
        self,
        workspace: "Workspace | None",
        tasks: Tasks,
        bus: Bus,
        state: UiState,
        history: History | None = None,
    ) -> None:
        """Hold the services; ``workspace`` is None only until the file is open."""
        self.workspace = cast("Workspace", workspace)
        self.tasks, self.bus, self.state, self.history = tasks, bus, state, history
        self.opening = False
        """Whether the data file is still being opened: a first screen may show, but nothing is asked for."""
        self.navigate: Callable[..., None] = _nowhere
        self.protection_changed: Callable[[], object] = _nothing
        """To be called after the open file was protected, changed its passphrase or was made plain."""
        self.notify: Callable[..., None] = _unseen
        self._steps = 0
        bus.changed.connect(self._count_step)

    @property
    def sight(self) -> "Sight":
        """Return what may be seen unmasked now: whatever the screen shows of persons passes it."""
        return self.workspace.sight

    def at_rest(self) -> bool:
        """Tell whether the file is open and unlocked, and nothing is read or written just now."""
        ws = self.workspace
        return not self.opening and ws is not None and not ws.locked and self.tasks.idle()

    def _count_step(self, changes: "Changes") -> None:
        self._steps += changes.initiator not in (INDEX, LOG)

    def tell_done(self, owner: "QWidget", words: str) -> None:
        """Say what ``owner`` has done, with a button that takes it back while it is the last thing done."""
        self.notify(words, "실행 취소", partial(self._take_back, owner, self._steps))

    def _take_back(self, owner: "QWidget", steps: int) -> None:
        if steps != self._steps or self.tasks.writing():
            self.notify(LATER)
        else:
            self.undo(owner)

    def undo(self, owner: "QWidget") -> None:
        """Take the last step back, off the UI thread."""
        if self.history is not None:
            self.tasks.write(owner, "실행 취소", self.history.undo, progress=True)
