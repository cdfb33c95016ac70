"""What a person can do, named once: one command is a shortcut, a menu entry and a line of Ctrl+K."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui import icons

F = TypeVar("F", bound=Callable[..., Any])
_MARK = "_command"


class Named(NamedTuple):
    """How a command is called and reached."""

    name: str
    label: str
    shortcut: str = ""
    icon: str = ""
    group: str = ""


class Command(NamedTuple):
    """A named command and the function that does it."""

    named: Named
    run: Callable[[], Any]

    @property
    def label(self) -> str:
        """Return what people read."""
        return self.named.label

    def action(self, parent: QObject) -> QAction:
        """Return the command as an action of ``parent``; its tooltip names the shortcut."""
        named = self.named
        action = QAction(named.label, parent)
        action.setObjectName(named.name)
        if named.icon:
            action.setIcon(icons.icon(named.icon))
        if named.shortcut:
            action.setShortcut(QKeySequence(named.shortcut))
            action.setToolTip(f"{named.label} ({named.shortcut})")
        action.triggered.connect(lambda _checked=False: self.run())
        return action


def command(name: str, label: str, shortcut: str = "", icon: str = "", group: str = "") -> Callable[[F], F]:
    """Name a method as a command; it is called without arguments."""

    def mark(method: F) -> F:
        setattr(method, _MARK, Named(name, label, shortcut, icon, group))
        return method

    return mark


def collect(owner: object) -> list[Command]:
    """Return the commands of ``owner`` in the order in which its class declares them, bases first."""
    found: dict[str, Command] = {}
    for kind in reversed(type(owner).__mro__):
        for attribute, member in vars(kind).items():
            named = getattr(member, _MARK, None)
            if isinstance(named, Named):
                found[named.name] = Command(named, getattr(owner, attribute))
    return list(found.values())


class Commands(QObject):
    """The commands of one window: its own and those of the page in front.

    One can be used where its owner has enabled it, nothing is suspended and ``refusal(name)`` has no
    sentence against it; such a sentence is its tooltip.
    """

    def __init__(self, window: QWidget, refusal: Callable[[str], str] = lambda _name: "") -> None:
        """Begin without commands."""
        super().__init__(window)
        self._window, self._refusal = window, refusal
        self._wanted: dict[str, tuple[bool, str]] = {}
        self._suspended = False
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}

    def add(self, owner: object) -> None:
        """Add the commands of ``owner`` and put their shortcuts in force."""
        self.extend(collect(owner))

    def extend(self, commands: Iterable[Command]) -> None:
        """Add commands made elsewhere (a page's entry, a saved filter)."""
        for item in commands:
            self.drop(item.named.name)
            self._commands[item.named.name] = item
            action = item.action(self._window)
            self._actions[item.named.name] = action
            self._window.addAction(action)
            self.enable(item.named.name, True)

    def enable(self, name: str, on: bool, tip: str = "") -> None:
        """Let a command be used or not, with another tooltip where given."""
        action = self._actions[name]
        tip = tip or self._wanted.get(name, (on, action.toolTip()))[1]
        self._wanted[name] = (on, tip)
        refusal = self._refusal(name)
        action.setEnabled(on and not refusal and not self._suspended)
        action.setToolTip(refusal or tip)

    def regard(self) -> None:
        """Ask again what speaks against each command."""
        for name in self._actions:
            self.enable(name, self._wanted[name][0])

    def suspend(self) -> None:
        """Let no command be used until ``resume``."""
        self._suspended = True
        self.regard()

    def resume(self) -> None:
        """Let the commands be used again as before."""
        self._suspended = False
        self.regard()

    def remove(self, owner: object) -> None:
        """Take the commands of ``owner`` away."""
        for item in collect(owner):
            self.drop(item.named.name)

    def drop(self, name: str) -> None:
        """Take one command away, if there."""
        self._commands.pop(name, None)
        self._wanted.pop(name, None)
        action = self._actions.pop(name, None)
        if action is not None:
            self._window.removeAction(action)
            action.deleteLater()

    def action(self, name: str) -> QAction:
        """Return the action of the command ``name``."""
        return self._actions[name]

    def known(self) -> list[Command]:
        """Return every command, also those that cannot be used now."""
        return list(self._commands.values())

    def all(self) -> list[Command]:
        """Return every command that can be used now."""
        return [item for name, item in self._commands.items() if self._actions[name].isEnabled()]

    def find(self, text: str) -> list[Command]:
        """Return the commands whose label has ``text``, also by first consonants."""
        from app.domain.hangul import matches

        return [item for item in self.all() if matches(item.label, text)]
