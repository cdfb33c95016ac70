"""실행 취소 and 다시 실행 of one window: named by the step that they would take."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ui.commands import Commands, command
from ui.context import Context, UndoLabels

if TYPE_CHECKING:
    from app.changes import Changes
    from ui.pages.base import OwnSteps


class UndoSteps:
    """Takes steps back and makes them again; both commands say which step, or that there is none."""

    def __init__(
        self, window: QWidget, context: Context, commands: Commands, flush: Callable[[], object],
        own: "Callable[[], OwnSteps | None]",
    ) -> None:  # fmt: skip
        """Add the two commands; ``flush`` hands over what is being typed, ``own`` are steps of the page."""
        self._window, self._context, self._commands, self._flush = window, context, commands, flush
        self._own = own
        self._stored: UndoLabels | None = None
        commands.add(self)
        commands.action("redo").setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.show()
        context.bus.changed.connect(self._on_changes)

    @command("undo", "실행 취소", "Ctrl+Z", "undo-2", "편집")
    def undo(self) -> None:
        """Take the last step back, what is being typed handed over first."""
        self._step("실행 취소", "undo")

    @command("redo", "다시 실행", "Ctrl+Y", "redo-2", "편집")
    def redo(self) -> None:
        """Make the step taken back again."""
        self._step("다시 실행", "redo")

    def _step(self, label: str, name: str) -> None:
        history = self._context.history
        self._flush()
        own = self._own()
        if own is not None:
            own.take(name)
        elif history is not None:
            self._context.tasks.write(
                self._window, label, getattr(history, name), lambda _changes: self.read(), progress=True
            )

    def read(self) -> None:
        """Read again which steps undo and redo would take."""
        history = self._context.history
        if history is not None:
            self._context.tasks.read(self._window, history.state, self._show, key="steps")

    def _on_changes(self, _changes: "Changes") -> None:
        self.read()

    def _show(self, steps: UndoLabels | None) -> None:
        self._stored = steps
        self.show()

    def show(self) -> None:
        """Name the steps: those of the page in front where it has some, else the stored ones."""
        own = self._own()
        for name, verb in (("undo", "실행 취소"), ("redo", "다시 실행")):
            stored: str | None = getattr(self._stored, f"{name}_label", None)
            label = own.label(name) if own is not None else stored
            action = self._commands.action(name)
            keys = action.shortcut().toString()
            tip = f"{verb}: {label} ({keys})" if label else f"{verb}할 것이 없습니다"
            self._commands.enable(name, label is not None, tip)
            action.setText(f"{verb}: {label}" if label else verb)
