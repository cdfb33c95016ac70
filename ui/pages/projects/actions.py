"""What can be done with chosen projects: change a field of all, tag, report, export, delete."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.directory import Offer
from app.domain.fields import FieldSpec, FieldType
from app.domain.hangul import josa
from app.domain.project import Project
from app.services import directory, projects
from ui.context import Context
from ui.dialogs.ask import AskDialog
from ui.dialogs.confirm import confirm
from ui.pages.projects.selection_bar import ACTIONS
from ui.saved_views import SPECS
from ui.widgets.choice_editors import ReferenceEditor

if TYPE_CHECKING:
    from app.services.workspace import Workspace

TAG = FieldSpec("name", FieldType.TEXT, "태그", required=True)
NAMED = 3


class ProjectActions:
    """Acts on projects by their ids; every change is one step, offered for undo in a notice."""

    def __init__(
        self, owner: QWidget, context: Context, export: Callable[[str, Sequence[int]], object]
    ) -> None:
        """Act for the page ``owner``; ``export(format, ids)`` writes a list of projects."""
        self.owner, self.context, self._export = owner, context, export
        self.dialog: Any = None

    def run(self, action: str, ids: Sequence[int]) -> None:
        """Do what the selection bar names ``action`` with ``ids``."""
        if not ids:
            return
        known: dict[str, Callable[[Sequence[int]], object]] = {
            "manager_id": self.ask_manager, "tag": self.ask_tag, "report": self.report,
            "xlsx": partial(self._export, "xlsx"), "delete": self.ask_delete,
        }  # fmt: skip
        known.get(action, partial(self.ask_field, action))(ids)

    def menu_entries(self, ids: Sequence[int]) -> list[tuple[str, Callable[[], object]] | None]:
        """Return the actions on ``ids`` as menu entries; several say how many."""
        several = f" ({len(ids):,}건)" if len(ids) > 1 else ""
        entries: list[tuple[str, Callable[[], object]] | None] = [None]
        for action, words, _icon in ACTIONS:
            if action in ("report", "delete"):
                entries.append(None)
            dots = "" if action == "report" else "…"
            entries.append((f"{words}{dots}{several}", partial(self.run, action, ids)))
        return entries

    # -- fields

    def ask_field(self, key: str, ids: Sequence[int]) -> None:
        """Ask for the value of a closed list and give it to every project."""
        spec = replace(SPECS[key], required=True)
        self._open(
            f"{spec.label} 바꾸기", f"과제 {len(ids):,}건을 함께 바꿉니다.", spec, "바꾸기",
            lambda value: self._edit(ids, key, value),
        )  # fmt: skip

    def ask_manager(self, ids: Sequence[int]) -> None:
        """Ask which person takes the projects over."""
        self.context.tasks.read(
            self.owner,
            lambda ws: directory.options(ws, "person"),
            partial(self._ask_manager, ids),
            key="people",
        )

    def _ask_manager(self, ids: Sequence[int], people: Offer) -> None:
        text = f"과제 {len(ids):,}건의 담당을 함께 바꿉니다. 비우면 담당이 없는 과제가 됩니다."
        dialog = self._open(
            "담당자 바꾸기",
            text,
            SPECS["manager_id"],
            "바꾸기",
            lambda value: self._edit(ids, "manager_id", value),
        )
        editor = dialog.field.editor
        assert isinstance(editor, ReferenceEditor)  # noqa: S101 - a REFERENCE field has this editor
        editor.set_options(people)

    def _edit(self, ids: Sequence[int], key: str, value: Any) -> None:
        words = f"과제 {len(ids):,}건의 {josa(SPECS[key].label, '을/를')} 바꿨습니다."
        self._write("과제 수정", lambda ws: projects.edit(ws, ids, {key: value}), words)

    def ask_tag(self, ids: Sequence[int]) -> None:
        """Ask for a tag and put it on every project."""

        def put(name: str) -> None:
            words = f"태그 {josa(f'‘{name}’', '을/를')} 붙였습니다."
            self._write("태그 붙이기", lambda ws: directory.tag_all(ws, ids, name), words)

        self._open("태그 붙이기", f"과제 {len(ids):,}건에 같은 태그를 붙입니다.", TAG, "붙이기", put)

    # -- leaving and deleting

    def report(self, ids: Sequence[int]) -> None:
        """Open the reports with these projects."""
        self.context.navigate("reports", report="project-list", ids=tuple(ids))

    def ask_delete(self, ids: Sequence[int]) -> None:
        """Ask before deleting; the names say what goes."""
        read = lambda ws: [projects.get(ws, one) for one in ids[:NAMED]]  # noqa: E731
        self.context.tasks.read(self.owner, read, partial(self._ask_delete, ids), key="doomed")

    def _ask_delete(self, ids: Sequence[int], first: Sequence[Project]) -> None:
        names = ", ".join(f"‘{row.title}’" for row in first)
        more = f" 외 {len(ids) - len(first):,}건" if len(ids) > len(first) else ""
        text = (
            f"{josa(names + more, '을/를')} 단계, 팀, 산출물과 함께 지웁니다. 실행 취소로 되살릴 수 있습니다."
        )
        self.dialog = confirm(
            self.owner, f"과제 {len(ids):,}건 삭제", text, "삭제", partial(self._delete, ids), danger=True
        )

    def _delete(self, ids: Sequence[int]) -> None:
        words = f"과제 {len(ids):,}건을 지웠습니다."
        self._write("과제 삭제", lambda ws: projects.delete(ws, ids), words)

    def _write(self, label: str, fn: Callable[["Workspace"], object], words: str) -> None:
        self.context.tasks.write(
            self.owner, label, fn, lambda _done: self.context.tell_done(self.owner, words)
        )

    def _open(
        self, title: str, text: str, spec: FieldSpec, action: str, take: Callable[[Any], object]
    ) -> AskDialog:
        dialog = AskDialog(self.owner, title, text, spec, action, take)
        self.dialog = dialog
        dialog.open()
        return dialog


def open_menu(
    owner: QWidget, at: QPoint, entries: Sequence[tuple[str, Callable[[], object]] | None]
) -> QMenu:
    """Show a menu of (words, what to do) at the global point ``at``; None draws a line."""
    menu = QMenu(owner)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        else:
            menu.addAction(entry[0], entry[1])
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu
