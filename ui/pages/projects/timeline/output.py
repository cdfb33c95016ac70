"""Saving what the timeline shows as PDF or PNG, and copying it as a picture; painted off the UI thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.timeline import Span, TimelineRow
from app.services import pictures, timeline
from ui.context import Context
from ui.dialogs.files import choose_save, open_file
from ui.dialogs.save_report import proposed, remember
from ui.pages.projects.timeline import paper
from ui.pictures import png

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from ui.pages.projects.timeline.area import TimelineArea

TITLE = "과제 타임라인"
PICTURE_ROWS = 300
_PART = 100
Progress = Callable[[int, int], None]


class Output:
    """Saves and copies for one timeline."""

    def __init__(self, owner: QWidget, context: Context, area: "TimelineArea") -> None:
        """Ask over ``owner``."""
        self._owner, self._context, self._area = owner, context, area
        self.dialog: Any = None

    def run(self, kind: str) -> None:
        """Save as ``pdf`` or ``png``, or ``copy``."""
        if kind == "copy":
            self.copy()
        elif kind == "pdf" or self._fits():
            place = proposed(self._context, TITLE, kind)
            self.dialog = choose_save(self._owner, "타임라인 저장", place, partial(self.save, kind))

    def shown(self) -> paper.Shown:
        """Return what is on the screen: every row, folded groups folded, over the days in sight."""
        view, model = self._area.view, self._area.model
        entries: list[paper.Entry] = []
        for at in range(model.rowCount()):
            group = model.group_at(at)
            record = model.id_at(at)
            if group is not None:
                entries.append(paper.Heading(group.label, f"{len(group.ids):,}건", model.folded(group)))
            elif record is not None:
                entries.append(record)
        part = view.shown()
        return paper.Shown(TITLE, self._area.words(), Span(part.first, part.last), view.today, tuple(entries))

    def _fits(self) -> bool:
        count = sum(isinstance(entry, int) for entry in self.shown().entries)
        if count > PICTURE_ROWS:
            self._context.notify(
                f"그림 한 장에는 과제 {PICTURE_ROWS}건까지 담습니다(지금 {count:,}건). "
                "거르거나 묶음을 접거나 PDF로 저장하십시오."
            )
        return count <= PICTURE_ROWS

    def save(self, kind: str, path: Path) -> None:
        """Write what is shown to ``path``; the folder is remembered."""
        shown, width = self.shown(), self._area.view.viewport().width()

        def work(ws: "Workspace", progress: Progress) -> None:
            rows = _rows(ws, shown, progress)
            if kind == "pdf":
                content = paper.pdf(shown, rows, progress)
            else:
                content = png(paper.picture(shown, rows, width))
            pictures.save(path, content)

        def saved(_none: None) -> None:
            remember(self._context, path)
            folder = (("폴더 열기", partial(open_file, path.parent)),)
            self._context.notify(
                f"파일을 저장했습니다: {path.name}", "열기", partial(open_file, path), folder
            )

        self._context.tasks.write(self._owner, "타임라인 저장", work, saved, progress=True)

    def copy(self) -> None:
        """Put what is shown on the clipboard as a picture."""
        if not self._fits():
            return
        shown, width = self.shown(), self._area.view.viewport().width()

        def work(ws: "Workspace") -> QImage:
            return paper.picture(shown, _rows(ws, shown, lambda done, total: None), width)

        def copied(image: QImage) -> None:
            QApplication.clipboard().setImage(image)
            self._context.notify("타임라인을 그림으로 복사했습니다. 문서에 붙여 넣으십시오.")

        self._context.tasks.read(self._owner, work, copied, key="picture")


def _rows(ws: "Workspace", shown: paper.Shown, progress: Progress) -> dict[int, TimelineRow]:
    ids = [entry for entry in shown.entries if isinstance(entry, int)]
    found: dict[int, TimelineRow] = {}
    for start in range(0, len(ids), _PART):
        progress(start, 2 * len(ids))
        found.update((row.id, row) for row in timeline.rows(ws, ids[start : start + _PART]))
    return found
