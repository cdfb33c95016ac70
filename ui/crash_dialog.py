"""One dialog for bugs, with a report that can be copied and holds no personal data.

The report names the kind of error and the places in the code, never a message or a value: either may
carry what somebody typed.
"""

import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

ROOT = Path(__file__).resolve().parent.parent


def report(error: BaseException) -> str:
    """Return what a developer needs: kinds of errors, ``file:line function`` frames, versions; no values."""
    lines = [
        f"함께설계 {_version()}",
        f"Python {platform.python_version()} · Qt {qVersion()} · {platform.system()}",
        "",
    ]
    link: BaseException | None = error
    seen: set[int] = set()
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in _frames(link)]
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(lines)


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    return list(traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False))


def _place(filename: str) -> str:
    """Shorten a path so that no folder of the person's shows."""
    path = Path(filename)
    try:
        return path.resolve().relative_to(ROOT).as_posix()
    except (ValueError, OSError):
        return path.name


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("hamkke")
    except PackageNotFoundError:
        return "개발판"


def show_crash(error: BaseException, owner: QWidget | None = None) -> QWidget:
    """Show the crash dialog for ``error``; what was saved stays saved and the program goes on."""
    from ui.dialogs.confirm import MessageDialog

    text = (
        "프로그램 오류로 이 동작을 마치지 못했습니다. 그 전까지 저장한 내용은 그대로 있습니다. "
        "계속 쓰시거나, 아래 보고서를 복사해 담당자에게 보내 주십시오. 보고서에는 개인정보가 없습니다."
    )
    dialog = MessageDialog(owner, "예기치 않은 오류", text, "octagon-alert", "danger.icon")
    body = QPlainTextEdit(report(error))
    body.setReadOnly(True)
    body.setFixedHeight(160)
    body.setAccessibleName("오류 보고서")
    dialog.content.addWidget(body)
    copy = dialog.add_button("보고서 복사", icon="copy")
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(body.toPlainText()))
    dialog.add_button("계속", kind="primary")
    dialog.open()
    return dialog


class _Hook(QObject):
    """Brings errors of any thread to the UI thread, one dialog at a time."""

    caught = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._open: QWidget | None = None
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def _show(self, error: BaseException) -> None:
        if self._open is not None:
            return
        self._open = show_crash(error, QApplication.activeWindow())
        self._open.destroyed.connect(self._closed)

    def _closed(self) -> None:
        self._open = None


def install(app: QApplication, log: Any = None) -> None:
    """Show every uncaught error of any thread in the crash dialog; ``log(report)`` also writes it down."""
    hook = _Hook(app)

    def take(kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            return
        if log is not None:
            log(report(error))
        hook.caught.emit(error)

    sys.excepthook = take
    threading.excepthook = lambda args: take(args.exc_type, args.exc_value, args.exc_traceback)
