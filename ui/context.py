"""What a page is given: the open workspace and the few services of its window."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.changes import Changes
from ui.bus import Bus
from ui.state import UiState
from ui.tasks import Tasks


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

    def state(self, workspace: Any, /) -> UndoLabels:
        """Return the names of the next steps."""

    def undo(self, workspace: Any, /) -> Changes | None:
        """Take the last step back."""

    def redo(self, workspace: Any, /) -> Changes | None:
        """Make the last step taken back again."""


def _nowhere(_page: str, **_args: Any) -> None:
    """Go nowhere: no window yet."""


def _unseen(_text: str, _action: str = "", _run: object = None, _more: object = ()) -> None:
    """Show nothing: no window yet."""


@dataclass(slots=True)
class Context:
    """One window's workspace and services; the window sets ``navigate`` and ``notify`` when it is made.

    ``navigate(page_key, **args)`` opens a page; ``notify(text, action_label, run, more)`` shows a short
    notice at the foot of the window; ``more`` are further actions as (label, run).
    """

    workspace: Any
    tasks: Tasks
    bus: Bus
    state: UiState
    history: History | None = None
    navigate: Callable[..., None] = field(default=_nowhere)
    notify: Callable[..., None] = field(default=_unseen)
