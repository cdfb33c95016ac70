"""Saving a report: a name proposed, the folder remembered, progress with 취소, the way to the file."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.filenames import fitting
from app.domain.report import ReportOptions
from ui.context import Context
from ui.dialogs.files import choose_save, open_file

if TYPE_CHECKING:
    from app.services.workspace import Workspace

RECENT, FOLDER, KEPT = "reports/recent", "reports/folder", 6


def proposed(context: Context, name: str, kind: str) -> Path:
    """Return where a report called ``name`` may go: a name that every system takes, with the day."""
    fit = fitting(name, "보고서")
    folder = context.state.get(FOLDER) or context.workspace.settings.export_folder
    return Path(str(folder or "")) / f"{fit}_{context.workspace.today:%Y%m%d}.{kind}"


def choose_and_save(
    owner: QWidget, context: Context, report: str, name: str, kind: str, options: ReportOptions
) -> QFileDialog:
    """Ask where to save the report, then write it."""
    write = partial(write_report, owner, context, report, kind, options)
    return choose_save(owner, "보고서 저장", proposed(context, name, kind), write)


def write_report(
    owner: QWidget,
    context: Context,
    report: str,
    kind: str,
    options: ReportOptions,
    path: Path,
    done: Callable[[], object] | None = None,
) -> None:
    """Write a report to ``path`` off the UI thread; the folder and the file are remembered."""

    def work(ws: "Workspace", progress: Any) -> list[str]:
        # reading the renderers takes longer than opening a page
        from app.services.reports import papers

        return papers.export(ws, report, kind, path, options, progress)

    def saved(warnings: Sequence[str]) -> None:
        remember(context, path)
        if done is not None:
            done()
        more = f" 살펴볼 것 {len(warnings)}건: {warnings[0]}" if warnings else ""
        folder = (("폴더 열기", partial(open_file, path.parent)),)
        context.notify(f"파일을 저장했습니다: {path.name}{more}", "열기", partial(open_file, path), folder)

    context.tasks.write(owner, "보고서 저장", work, saved, progress=True)


def recent(context: Context) -> list[Path]:
    """Return the files saved last, the newest first."""
    return [Path(str(name)) for name in context.state.get(RECENT, []) or []]


def remember(context: Context, path: Path) -> None:
    """Remember a file that was saved, and its folder."""
    context.state.set(FOLDER, str(path.parent))
    kept = [str(name) for name in recent(context) if name != path]
    context.state.set(RECENT, [str(path), *kept][:KEPT])
