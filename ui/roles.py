"""역할 in the window: the one place that tells what the role at the desk may not do, and where that is said.

The table itself is ``app.domain.desk_role``; services refuse the same, whatever is missed here.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton

from app.domain.desk_role import EDITING, Duty, refusal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context

ANY = tuple(sorted(EDITING))
"""Whoever may change anything at all."""
COMMANDS: Mapping[str, tuple[Duty, ...]] = {
    "undo": ANY,
    "redo": ANY,
    "replace": ANY,
    "today.new": (Duty.EDIT_PROJECTS,),
    "import": ANY,
    "import.take": ANY,
    "projects.new": (Duty.EDIT_PROJECTS,),
    "project.rename": (Duty.EDIT_PROJECTS,),
    "project.output": (Duty.EDIT_PROJECTS,),
    "project.session": (Duty.EDIT_SESSIONS,),
    "project.card": (Duty.EDIT_SESSIONS,),
    "project.member": (Duty.EDIT_PEOPLE,),
    "matrix.import": (Duty.EDIT_PROJECTS,),
    "matrix.add": (Duty.EDIT_PROJECTS,),
    "proposals.add": (Duty.EDIT_SESSIONS,),
    "proposals.ballot": (Duty.EDIT_SESSIONS,),
    "evaluation.add": (Duty.EVALUATE,),
    "evaluation.edit": (Duty.EVALUATE,),
    "evaluation.begin": (Duty.EVALUATE,),
    "evaluation.enter": (Duty.EVALUATE,),
    "evaluation.award": (Duty.EVALUATE,),
    "evaluation.sheets.in": (Duty.EVALUATE,),
    "people.add": (Duty.EDIT_PEOPLE,),
    "people.paste": (Duty.EDIT_PEOPLE,),
    "people.consent": (Duty.EDIT_PEOPLE,),
    "people.withdraw": (Duty.EDIT_PEOPLE,),
    "people.export": (Duty.EXPORT_PEOPLE,),
    "people.destroy": (Duty.DESTROY,),
    "people.deleted": (Duty.DESTROY,),
}
"""What each command that changes something asks for: one of these."""

PRIMARY: Mapping[str, tuple[Duty, ...]] = {
    "today": (Duty.EDIT_PROJECTS,),
    "projects": (Duty.EDIT_PROJECTS,),
    "project": ANY,
    "matrix": (Duty.EDIT_PROJECTS,),
    "people": (Duty.EDIT_PEOPLE,),
    "proposals": (Duty.EDIT_SESSIONS,),
    "evaluation": (Duty.EVALUATE,),
}
"""What the main button of a page asks for; the other pages' change nothing."""


def spoken_against(widget: "QWidget", *duties: Duty) -> str:
    """Return what speaks against ``duties`` where ``widget`` stands: on a page that knows the role."""
    stands: QWidget | None = widget
    while stands is not None:
        context = getattr(stands, "context", None)
        if context is not None:
            return Roles(context).any_of(*duties)
        stands = stands.parentWidget()
    return ""


B = TypeVar("B", bound="QAbstractButton")


def asking(made: B, *duties: Duty) -> B:
    """Return ``made``, a button that is grey and says why while the role has none of ``duties``."""
    _Guard(made, duties)
    return made


class _Guard(QObject):
    """Keeps a button grey against the role; what its view enables meanwhile counts once the role may."""

    def __init__(self, made: QAbstractButton, duties: tuple[Duty, ...]) -> None:
        super().__init__(made)
        self._made, self._duties, self._tip = made, duties, ""
        self._holds = False
        made.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the role when the button is shown, or enabled by somebody."""
        if watched is self._made and event.type() in (QEvent.Type.Show, QEvent.Type.EnabledChange):
            self._regard()
        return False

    def _regard(self) -> None:
        made, refused = self._made, spoken_against(self._made, *self._duties)
        parent = made.parentWidget()
        if refused and parent is not None and made.isEnabledTo(parent):
            if made.toolTip() != refused:
                self._tip = made.toolTip()
            self._holds = True
            made.setEnabled(False)
            made.setToolTip(refused)
        elif self._holds and not refused:
            self._holds = False
            made.setToolTip(self._tip)
            made.setEnabled(True)


class Roles:
    """What the role in force refuses, as a sentence; empty where it does not."""

    def __init__(self, context: "Context") -> None:
        """Ask ``context`` for the role each time: it may be changed in 설정."""
        self._context = context

    def role(self) -> str:
        """Return the role in force."""
        ws = self._context.workspace
        return ws.settings.desk_role if ws is not None else ""

    def command(self, name: str) -> str:
        """Return what speaks against the command ``name``."""
        return self._against(COMMANDS.get(name, ()))

    def primary(self, page: str) -> str:
        """Return what speaks against the main button of a page."""
        return self._against(PRIMARY.get(page, ()))

    def editing(self) -> str:
        """Return what speaks against any change at all."""
        return self._against(ANY)

    def may(self, duty: Duty) -> str:
        """Return what speaks against ``duty``."""
        return self._against((duty,))

    def any_of(self, *duties: Duty) -> str:
        """Return what speaks against all of ``duties``; empty where the role has one of them."""
        return self._against(duties)

    def _against(self, duties: tuple[Duty, ...]) -> str:
        role = self.role()
        return refusal(role, *duties) if role and duties else ""
