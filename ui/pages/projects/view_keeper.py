"""Saving, renaming and deleting filters of the 과제 page."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.fields import FieldSpec, FieldType
from app.domain.hangul import josa
from ui.context import Context
from ui.dialogs.ask import AskDialog
from ui.saved_views import NAME_LIMIT, Filters, SavedViews, View

NAME = FieldSpec("name", FieldType.TEXT, "이름", required=True)


class ViewKeeper:
    """The saved filters of one data file and the questions about them; ``changed`` follows every change."""

    def __init__(self, owner: QWidget, context: Context, changed: Callable[[], object]) -> None:
        """Ask over ``owner``."""
        self.owner, self.context, self._changed = owner, context, changed
        self.saved = SavedViews(context.state, context.workspace.paths.file.name)
        self.dialog: Any = None

    def ask_save(self, words: str, filters: Filters, text: str) -> None:
        """Ask for the name under which to keep the filters that read as ``words``."""

        def save(name: str) -> None:
            self.saved.save(name, filters, text)
            self._changed()

        self._ask(
            "거르기 저장", f"‘{words}’ 거르기를 이름 붙여 저장합니다.", "저장", words[:NAME_LIMIT], save
        )

    def ask_rename(self, view: View) -> None:
        """Ask for another name of a saved filter."""

        def rename(name: str) -> None:
            self.saved.rename(view, name)
            self._changed()

        self._ask("이름 바꾸기", "저장한 거르기의 이름을 바꿉니다.", "바꾸기", view.name, rename)

    def delete(self, view: View) -> None:
        """Forget a saved filter; its projects stay, and the notice brings it back."""

        def restore() -> None:
            self.saved.save(view.name, view.filters, view.text)
            self._changed()

        self.saved.delete(view)
        self._changed()
        self.context.notify(
            f"저장한 거르기 {josa(f'‘{view.name}’', '을/를')} 지웠습니다.", "되살리기", restore
        )

    def _ask(self, title: str, text: str, action: str, name: str, take: Callable[[Any], object]) -> None:
        self.dialog = AskDialog(self.owner, title, text, NAME, action, take, "bookmark-plus")
        self.dialog.field.editor.set_value(name)
        self.dialog.open()
