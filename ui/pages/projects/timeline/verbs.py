"""What is done on the timeline: each is one step that the notice offers to take back."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.dependency import Course, Outcome
from app.domain.timeline import Node, Span, TimelineRow
from app.errors import UserError
from app.services import timeline
from ui.context import Context
from ui.pages.projects.timeline.drag import Change

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class TimelineVerbs:
    """Writes for one timeline; ``again`` reads everything anew after something was refused."""

    def __init__(self, owner: QWidget, context: Context, again: Callable[[], object]) -> None:
        """Write for ``owner``."""
        self._owner, self._context, self._again = owner, context, again

    def move(self, change: Change, row: TimelineRow) -> None:
        """Write a change that was pulled by hand; ``row`` is how the project stood before."""
        self._place(
            timeline.verb(change.grip, change.by), row, change.node,
            lambda ws: timeline.move(
                ws, change.project, change.node, change.grip, change.by, alone=change.alone
            ),
        )  # fmt: skip

    def place(self, row: TimelineRow, node: Node, span: Span) -> None:
        """Give a stage or 할 일 the days that were written into a dialog."""
        self._place("날짜 바꾸기", row, node, lambda ws: timeline.place(ws, row.id, node, span))

    def _place(
        self, label: str, row: TimelineRow, node: Node, write: Callable[["Workspace"], Outcome]
    ) -> None:
        def done(outcome: Outcome) -> None:
            course = Course(row)
            days = (
                timeline.period(outcome.moves[0].new, self._context.workspace.today) if outcome.moves else ""
            )
            parts = [
                f"‘{row.project.title}’ {course.names[node]}: {days}",
                timeline.pushed(course, outcome),
                timeline.disordered(course, outcome),
            ]
            if outcome.moves:
                self._context.tell_done(self._owner, " ".join(part for part in parts if part))

        self._context.tasks.write(self._owner, label, write, done, self._refused)

    def _refused(self, error: UserError) -> None:
        self._context.notify(error.message)
        self._again()

    def tie(
        self, project: int, before: Node, after: Node,
        done: Callable[[], object] | None = None, failed: Callable[[UserError], None] | None = None,
    ) -> None:  # fmt: skip
        """Let ``after`` wait for ``before``."""
        self._write(
            "선후 관계 잇기",
            lambda ws: timeline.tie(ws, project, before, after),
            "선후 관계를 이었습니다.", done, failed,
        )  # fmt: skip

    def untie(self, tie: int, done: Callable[[], object] | None = None) -> None:
        """Let two things no longer wait for each other."""
        self._write("선후 관계 지우기", lambda ws: timeline.untie(ws, tie), "선후 관계를 지웠습니다.", done)

    def _write(
        self, label: str, write: Callable[["Workspace"], Any], words: str,
        done: Callable[[], object] | None, failed: Callable[[UserError], None] | None = None,
    ) -> None:  # fmt: skip
        def told(_result: object) -> None:
            self._context.tell_done(self._owner, words)
            if done is not None:
                done()

        self._context.tasks.write(self._owner, label, write, told, failed or self._refused)

    def rebase(self, project: int) -> None:
        """Take the plan as it stands for the baseline."""

        def told(changed: bool) -> None:
            if changed:
                self._context.tell_done(self._owner, "지금 계획을 기준으로 삼았습니다.")
            else:
                self._context.notify("지금 계획이 이미 기준입니다.")

        self._context.tasks.write(
            self._owner, "지금 계획을 기준으로 삼기", lambda ws: timeline.rebase(ws, project), told
        )

    def read(self, ids: Sequence[int], done: Callable[[list[TimelineRow]], None]) -> None:
        """Read some projects as they stand now."""
        self._context.tasks.read(self._owner, lambda ws: timeline.rows(ws, ids), done, key="one")
