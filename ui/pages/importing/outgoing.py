"""Files that go out to be filled in or corrected: 서식, the records there are, rows that are not taken."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.privacy.access import AccessAction
from app.domain.tabular.preview import Preview
from app.errors import UserError
from app.services.tabular import layouts, sheets
from ui.context import Context
from ui.dialogs.files import choose_save
from ui.dialogs.purpose import ask_purpose

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.workspace import Workspace


class Outgoing:
    """Saves the files of one page; ``refuse(words)`` says why one could not be saved."""

    def __init__(self, owner: QWidget, context: Context, refuse: "Callable[[str], object]") -> None:
        """Save for ``owner``, over which the dialogs stand."""
        self._owner, self._context, self._refuse = owner, context, refuse

    def _failed(self, error: UserError) -> None:
        self._refuse(error.message)

    def refused(self, seen: Preview, beside: Path) -> None:
        """Save the rows of ``seen`` that are not taken with the reasons, ``beside`` the file they are of."""
        proposed = beside.with_name(f"{beside.stem}_오류 행.xlsx")
        choose_save(self._owner, "오류 행만 내보내기", proposed, partial(self._write_refused, seen))

    def _write_refused(self, seen: Preview, path: Path) -> None:
        def write(ws: "Workspace") -> int:
            # The rows come back under the same headings: they shall be matched as these are.
            layouts.keep(ws, seen)
            return sheets.refused(seen, path)

        self._context.tasks.write(
            self._owner, "오류 행만 내보내기", write,
            lambda count: self._context.notify(f"{count:,}행을 사유와 함께 저장했습니다: {path.name}"),
            self._failed,
        )  # fmt: skip

    def template(self, kind: str) -> None:
        """Save an empty sheet with headings, lists and checks for a kind."""
        label = sheets.kind_of(kind).label
        choose_save(
            self._owner, "서식 내려받기", Path(f"{label}_서식.xlsx"), partial(self._write_template, kind)
        )

    def _write_template(self, kind: str, path: Path) -> None:
        self._context.tasks.write(
            self._owner, "서식 내려받기", lambda ws: sheets.template(ws, kind, path),
            lambda _none: self._context.notify(f"서식을 저장했습니다: {path.name}"), self._failed,
        )  # fmt: skip

    def records(self, kind: str) -> None:
        """Save the records there are, to be corrected in Excel; of persons only for a purpose."""
        of_kind = sheets.kind_of(kind)
        title = f"{of_kind.label} 엑셀"

        def ask(purpose: str, reason: str) -> None:
            write = partial(self._write_records, kind, purpose, reason)
            choose_save(self._owner, title, Path(f"{of_kind.label}_고치기.xlsx"), write)

        if sheets.is_personal(of_kind):
            ask_purpose(
                self._owner, self._context, title, AccessAction.EXPORT, "저장할 곳 고르기…", ask
            )  # fmt: skip
        else:
            ask("", "")

    def _write_records(self, kind: str, purpose: str, reason: str, path: Path) -> None:
        self._context.tasks.write(
            self._owner, "기록 내려받기",
            lambda ws: sheets.records(ws, kind, path, purpose=purpose, reason=reason),
            lambda count: self._context.notify(f"{count:,}건을 저장했습니다. 고친 뒤 다시 가져옵니다."),
            self._failed,
        )  # fmt: skip
