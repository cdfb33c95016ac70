"""What to show for an error that no page handles beside its own field."""

from PySide6.QtWidgets import QWidget

from app.errors import EnvironmentProblem, ProblemKind, UserError

TITLES = {
    ProblemKind.LOCKED: "다른 곳에서 쓰고 있습니다",
    ProblemKind.FULL: "저장할 자리가 모자랍니다",
    ProblemKind.READ_ONLY: "쓸 수 없는 파일입니다",
    ProblemKind.CORRUPT: "파일이 손상되었습니다",
    ProblemKind.NEWER: "더 새 판에서 만든 파일입니다",
    ProblemKind.MISSING: "파일을 찾을 수 없습니다",
    ProblemKind.PASSPHRASE: "암호가 필요합니다",
    ProblemKind.OTHER: "진행할 수 없습니다",
}


def show_problem(owner: QWidget | None, error: BaseException) -> None:
    """Show a refused input, a trouble of the machine, or a bug, each in its own way."""
    from ui.crash_dialog import show_crash
    from ui.dialogs.confirm import tell
    from ui.tasks import NotDone

    if isinstance(error, NotDone):
        return  # told already
    if isinstance(error, UserError):
        tell(owner, "확인해 주십시오", error.message, "triangle-alert", "warning.icon")
    elif isinstance(error, EnvironmentProblem):
        tell(owner, TITLES[error.kind], error.message, "triangle-alert", "danger.icon")
    else:
        show_crash(error, owner)
