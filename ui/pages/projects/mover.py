"""Carrying a move out: the gate asks for a remark or a reason, then one step is written."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.choices import StageKind
from app.domain.stage import Stage
from app.services import projects, stages
from ui.context import Context
from ui.dialogs.sign_off import ReasonDialog, SignOffDialog, WrittenDialog
from ui.pages.projects.moves import DONE, Move, MoveKind, plan, standing

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class Mover:
    """Moves projects for one widget; ``dialog`` is the question open at the moment."""

    def __init__(self, owner: QWidget, context: Context) -> None:
        """Ask over ``owner``."""
        self.owner, self.context = owner, context
        self.dialog: Any = None

    def step(self, project: int, by: int) -> None:
        """Ask to move ``project`` one stage on (1) or back (-1)."""
        self._read(project, lambda found: standing(found) + by)

    def move(self, project: int, target: int) -> None:
        """Ask to move ``project`` to the stage ``target``."""
        self._read(project, lambda _found: target)

    def _read(self, project: int, target_of: Callable[[Sequence[Stage]], int]) -> None:
        def read(ws: "Workspace") -> tuple[str, list[Stage]]:
            return projects.get(ws, project).title, stages.of_project(ws, project)

        def ask(found: tuple[str, list[Stage]]) -> None:
            self._ask(found[0], found[1], target_of(found[1]))

        self.context.tasks.read(self.owner, read, ask, key="move")

    def _ask(self, title: str, found: Sequence[Stage], target: int) -> None:
        if not 1 <= target <= DONE:
            edge = "기획이 첫 단계입니다." if target < 1 else "이미 환류까지 마친 과제입니다."
            self.context.notify(edge)
            return
        move = plan(found, target)
        if move is None:
            return
        if move.kind is MoveKind.REFUSED:
            self.context.notify(move.detail)
        elif move.kind is MoveKind.REOPEN:
            self._ask_reason(title, move)
        else:
            self._ask_sign_off(title, move)

    def _ask_sign_off(self, title: str, move: Move) -> None:
        dialog = SignOffDialog(move.stage, self.owner)
        self.dialog = dialog
        stage = move.stage

        def sign_off(ws: "Workspace") -> None:
            remark, exception = dialog.result()
            stages.sign_off(ws, stage, remark=remark, exception=exception)

        last = stage.position == len(StageKind)
        where = (
            "모든 단계를 마쳤습니다" if last else f"{list(StageKind)[stage.position].label} 단계로 옮겼습니다"
        )
        self._store(dialog, f"{stage.kind_label} 관문 통과", sign_off, f"‘{title}’ 과제: {where}.")

    def _ask_reason(self, title: str, move: Move) -> None:
        text = f"‘{title}’ 과제를 {move.stage.kind_label} 단계로 되돌립니다. 사유는 이력에 남습니다."
        dialog = ReasonDialog(
            f"{move.stage.kind_label} 관문 다시 열기", text, "사유", self.owner, "다시 열기"
        )
        self.dialog = dialog
        self._store(
            dialog,
            f"{move.stage.kind_label} 관문 다시 열기",
            lambda ws: stages.reopen(ws, move.stage, dialog.result()),
            f"‘{title}’ 과제: {move.stage.kind_label} 단계로 되돌렸습니다.",
        )

    def _store(
        self, dialog: WrittenDialog, label: str, fn: Callable[["Workspace"], object], words: str
    ) -> None:
        dialog.store_by(
            self.context.tasks, label, fn, lambda _done: self.context.tell_done(self.owner, words)
        )
