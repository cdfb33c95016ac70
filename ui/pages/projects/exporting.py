"""과제 목록 as a file: where to, progress with 취소, then the way to the file."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.listing import ListQuery
from ui.context import Context
from ui.dialogs.files import choose_save, open_file


def export_list(
    owner: QWidget, context: Context, query: ListQuery, columns: Sequence[str], file_format: str
) -> QFileDialog:
    """Ask where to write the projects of ``query`` with the fields ``columns``, then write them."""
    name = f"과제목록_{date.today():%Y%m%d}.{file_format}"
    proposed = Path(context.workspace.settings.export_folder) / name
    write = partial(write_list, owner, context, query, columns, file_format)
    return choose_save(owner, "과제 목록 내보내기", proposed, write)


def write_list(
    owner: QWidget, context: Context, query: ListQuery, columns: Sequence[str], file_format: str, path: Path
) -> None:
    """Write the list to ``path`` off the UI thread, with progress that can be cancelled."""

    def work(ws: Any, progress: Any) -> list[str]:
        # reading the renderers takes longer than opening this page
        from app.domain.report import ReportOptions
        from app.services import reports

        options = ReportOptions(query=query, columns=tuple(columns))
        return reports.export(ws, "project-list", file_format, path, options, progress)

    context.tasks.write(owner, "과제 목록 내보내기", work, partial(_tell, context, path), progress=True)


def _tell(context: Context, path: Path, warnings: Sequence[str]) -> None:
    more = f" 살펴볼 것 {len(warnings)}건: {warnings[0]}" if warnings else ""
    actions = (("폴더 열기", partial(open_file, path.parent)),)
    context.notify(f"파일을 저장했습니다: {path.name}{more}", "열기", partial(open_file, path), actions)
