"""What all dialogs have in common: they never block, go when closed, and are worked by the keyboard alike."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QTextEdit, QWidget

from app.errors import UserError
from ui.tasks import Tasks
from ui.widgets.enter import Enter, is_enter
from ui.widgets.tab_order import follow_layout

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class Dialog(QDialog):
    """A window-modal dialog: Enter presses the button that has the focus, else the default one, else nothing.

    Qt alone would press the first button where none is the default, and on Windows the default one also
    where 취소 has the focus.
    """

    def __init__(self, owner: QWidget | None, title: str, told: str = "") -> None:
        """Make it empty and not yet open; a screen reader says ``told`` where that is more than ``title``."""
        super().__init__(owner)
        self.setWindowTitle(title)
        self.setAccessibleName(told or title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._storing, self._strokes = False, Enter()

    def store_and_close(
        self,
        tasks: Tasks,
        label: str,
        store: Callable[["Workspace"], Any],
        done: Callable[[Any], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Store by ``store(ws)`` in a step called ``label``, then close and call ``done(result)``.

        What is refused goes to ``failed`` while the dialog stays with all that was typed.  A second click or
        a held Enter stores nothing twice.
        """
        if self._storing:
            return

        def stored(result: Any) -> None:
            self.done(QDialog.DialogCode.Accepted)
            if done is not None:
                done(result)

        def refused(error: UserError) -> None:
            self._storing = False
            if failed is not None:
                failed(error)
            else:
                tasks.report(self, error)

        self._storing = True
        tasks.write(self, label, store, stored, refused)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab go as one reads, and no button become the default one by itself."""
        super().showEvent(event)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        follow_layout(self)

    def event(self, event: QEvent) -> bool:
        """See where a stroke of Enter begins."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self._strokes.notice(self, event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press a button by Enter; one that is held down since before the dialog answers nothing."""
        if self._strokes.press(self, event) or (event.key() == Qt.Key.Key_Escape and self._asks_first()):
            return
        if not is_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._press_default()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close by the box of the window as by Esc."""
        if event.spontaneous() and self._asks_first():
            event.ignore()
        else:
            super().closeEvent(event)

    def written(self) -> bool:
        """Tell whether closing would throw a text away that was written here."""
        editors: list[QPlainTextEdit | QTextEdit] = [
            *self.findChildren(QPlainTextEdit),
            *self.findChildren(QTextEdit),
        ]
        return any(
            editor.document().isModified() and not editor.document().isEmpty()
            for editor in editors
            if editor.isVisibleTo(self) and not editor.isReadOnly()
        )

    def _asks_first(self) -> bool:
        """Ask before a stroke that may have been meant for something else throws a text away."""
        if not self.written():
            return False
        from ui.dialogs.confirm import confirm

        confirm(self, "쓰던 글", "쓴 글을 저장하지 않았습니다. 버리고 닫을까요?", "버리기", self.reject, True)
        return True

    def _press_default(self) -> None:
        for button in self.findChildren(QPushButton):
            if button.isDefault() and button.isVisibleTo(self):
                button.click()
                return
