"""What one can do in the room of a project; every verb is one named step that undo takes back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.domain.hangul import quoted
from app.domain.output import Attachment
from app.domain.stage import Criterion, Evidence, Stage
from app.errors import UserError
from app.services import outputs, records, stages
from app.services.data_file import copies
from ui.context import Context
from ui.dialogs.confirm import confirm
from ui.dialogs.files import choose_files, choose_folder
from ui.dialogs.sign_off import ReasonDialog, SignOffDialog

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class Actions:
    """The verbs of the gates and files of one page."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        """Act for the page ``owner``."""
        self.context, self.owner = context, owner

    def write(
        self,
        label: str,
        fn: Callable[..., Any],
        done: Callable[[Any], None] | None = None,
        progress: bool = False,
        give_back: Callable[[], object] | None = None,
    ) -> None:
        """Run a step of work; a refusal is said in a message, and ``give_back`` puts back what was typed."""

        def refused(error: UserError) -> None:
            if give_back is not None:
                give_back()
            self.context.tasks.report(self.owner, error)

        self.context.tasks.write(self.owner, label, fn, done, refused, progress=progress)

    # -- gates

    def confirm_criterion(self, criterion: Criterion) -> ReasonDialog:
        """Ask for a remark, then confirm an attested criterion."""
        text = f"{quoted(criterion.label, '을/를')} 확인한 것으로 남깁니다. 확인한 사람과 때가 함께 남습니다."
        dialog = ReasonDialog("관문 기준 확인", text, "확인 내용", self.owner, "확인", required=False)
        dialog.store_by(
            self.context.tasks, "관문 기준 확인", lambda ws: stages.confirm(ws, criterion, dialog.result())
        )
        return dialog

    def withdraw(self, criterion: Criterion) -> None:
        """Take a confirmation back."""
        self.write("관문 기준 확인 취소", lambda ws: stages.withdraw(ws, criterion))

    def choose_evidence(self, criterion: Criterion) -> None:
        """Ask for files and attach them to a criterion."""
        choose_files(
            self.owner, f"‘{criterion.label}’ 증빙 고르기", lambda files: self.attach(criterion, files)
        )

    def attach(self, criterion: Criterion, files: Sequence[Path]) -> None:
        """Attach files to a criterion as evidence."""
        self.write(
            "증빙 붙이기",
            lambda ws, advance: outputs.attach_evidence(ws, criterion, files, advance),
            progress=True,
        )

    def add_criterion(self, stage: Stage, label: str, give_back: Callable[[], object]) -> None:
        """Add a criterion of one's own to a gate."""
        self.write("관문 기준 추가", lambda ws: stages.add_criterion(ws, stage, label), give_back=give_back)

    def remove_criterion(self, criterion: Criterion) -> None:
        """Take a criterion off its gate."""
        self.write("관문 기준 삭제", lambda ws: records.delete(ws, "criterion", [criterion.id]))

    def sign_off(self, stage: Stage) -> SignOffDialog:
        """Ask for remark or exception, then let the stage pass its gate."""
        dialog = SignOffDialog(stage, self.owner)

        def pass_gate(ws: "Workspace") -> None:
            remark, exception = dialog.result()
            stages.sign_off(ws, stage, remark=remark, exception=exception)

        dialog.store_by(
            self.context.tasks,
            f"{stage.kind_label} 관문 통과",
            pass_gate,
            lambda _done: self.context.notify(f"{stage.kind_label} 관문을 통과했습니다."),
        )
        return dialog

    def reopen(self, stage: Stage) -> ReasonDialog:
        """Ask why, then open a passed gate again."""
        text = "통과 기록은 지우지 않고, 다시 연 사람과 때와 사유를 함께 남깁니다."
        dialog = ReasonDialog(
            f"{stage.kind_label} 관문 다시 열기", text, "다시 여는 사유", self.owner, "다시 열기"
        )
        dialog.store_by(
            self.context.tasks, "관문 다시 열기", lambda ws: stages.reopen(ws, stage, dialog.result())
        )
        return dialog

    # -- files

    def open_file(self, file: Attachment | Evidence) -> None:
        """Open a copy of a file in the program of the machine; the stored one stays as it is."""
        self.context.tasks.read(self.owner, lambda ws: copies.open_copy(ws, file), _open)

    def save_copies(self, files: Sequence[Attachment | Evidence]) -> None:
        """Ask for a folder and write copies of files into it."""

        def copy(folder: Path) -> None:
            self.context.tasks.read(
                self.owner,
                lambda ws: [outputs.save_copy(ws, file, folder) for file in files],
                lambda paths: self.context.notify(
                    f"파일 {len(paths)}개를 {folder.name} 폴더에 저장했습니다."
                ),
            )

        choose_folder(self.owner, "사본을 저장할 폴더", copy)

    def remove_files(self, files: Sequence[Attachment | Evidence]) -> None:
        """Ask, then take files off; undo brings them back."""
        ids = [file.id for file in files]
        label = f"첨부 ‘{files[0].name}’{f' 외 {len(ids) - 1}개' if len(ids) > 1 else ''} 떼기"
        confirm(
            self.owner, "첨부 떼기", f"파일 {len(ids)}개를 뗍니다. 실행 취소로 되돌릴 수 있습니다.", "떼기",
            lambda: self.write(label, lambda ws: records.delete(ws, "attachment", ids, label)), danger=True,
        )  # fmt: skip


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
