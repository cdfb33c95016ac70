"""채점표 files: given out into a folder, read back through a preview in which every refused row says why."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from app.domain.evaluation.score_form import Judged, refused
from app.services.evaluation.score_forms import Preview
from ui.dialogs.confirm import MessageDialog
from ui.dialogs.files import choose_files, choose_folder, open_file
from ui.formats import EMPTY
from ui.widgets.controls import button
from ui.widgets.tables.plain_table import PlainTable

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from ui.pages.evaluation.page import EvaluationPage

WIDE, TALL = 940, 420
HEADS = (("파일", 170), ("줄", 48), ("위원", 70), ("과제", 190), ("기준", 150), ("점수", 52), ("결과", 220))


class PreviewDialog(MessageDialog):
    """Every row of the files with what becomes of it; nothing is stored before the button."""

    def __init__(self, page: "EvaluationPage", preview: Preview) -> None:
        """Show ``preview``."""
        wrong, count = refused(preview.rows), len(preview.entries)
        words = len(preview.comments) + len(preview.overall)
        text = f"넣거나 고칠 점수 {count}개, 의견과 총평 {words}개, 거절한 줄 {wrong}개입니다."
        super().__init__(page.window(), "받은 채점표", text, "file-spreadsheet", "primary")
        self.setFixedWidth(WIDE)
        self._page, self._preview = page, preview
        self.table = PlainTable("받은 채점표", HEADS, -1)
        self.table.setFixedHeight(min(TALL, page.window().height() - 260))
        self.only = QCheckBox("거절한 줄만 보기")
        self.only.toggled.connect(lambda _on: self._fill())
        self.only.setChecked(bool(wrong))
        row = QHBoxLayout()
        row.addWidget(self.only)
        row.addStretch(1)
        self.content.addLayout(row)
        self.content.addWidget(self.table)
        self._fill()
        self._buttons.addWidget(button("취소", run=self.reject))
        self.take = self.add_button(f"점수 {count}개 넣기", self._store, "primary")
        self.take.setEnabled(bool(preview.entries or words))
        self.take.setToolTip("" if self.take.isEnabled() else "넣을 점수가 없습니다.")

    def _fill(self) -> None:
        rows = [one for one in self._preview.rows if one.problem or not self.only.isChecked()]
        self.table.set_rows([_texts(one) for one in rows])

    def _store(self) -> None:
        from app.services.evaluation import score_forms

        page, preview = self._page, self._preview

        def done(count: int) -> None:
            page.context.tell_done(page, f"점수 {count}개를 넣었습니다.")

        act = lambda ws: score_forms.accept(ws, preview)  # noqa: E731
        page.context.tasks.write(page, "채점표 넣기", act, done)


def _texts(one: Judged) -> Sequence[str]:
    row = str(one.row) if one.row else EMPTY
    return (one.file, row, one.member, one.project, one.criterion, one.score, one.words)


class Sheets:
    """Giving sheets out and taking them in, for one page."""

    def __init__(self, page: "EvaluationPage") -> None:
        """Serve ``page``."""
        self._page = page

    def give_out(self) -> None:
        """Ask for a folder, then write a sheet for every reviewer into it."""
        if self._page.found is not None:
            choose_folder(self._page, "채점표를 둘 폴더", self.write)

    def write(self, folder: Path) -> None:
        """Write a sheet for every reviewer into ``folder``."""
        page = self._page
        if page.found is None:
            return
        round_id = page.found.round.id

        def work(ws: "Workspace", progress: Any) -> list[Path]:
            # the renderers take longer to load than the page to open
            from app.services.evaluation import score_forms

            return score_forms.give_out(ws, round_id, folder, progress)

        def done(paths: list[Path]) -> None:
            page.context.notify(
                f"채점표 {len(paths)}장을 만들었습니다.", "폴더 열기", partial(open_file, folder)
            )

        page.context.tasks.write(page, "채점표 만들기", work, done, progress=True)

    def take_in(self) -> None:
        """Ask for the files that came back, then show what they hold."""
        if self._page.found is not None:
            choose_files(self._page, "받은 채점표", self.preview)

    def preview(self, paths: Sequence[Path]) -> None:
        """Show what the files hold."""
        page = self._page
        if page.found is None:
            return
        round_id = page.found.round.id

        def read(ws: "Workspace") -> Preview:
            from app.services.evaluation import score_forms

            return score_forms.read_back(ws, round_id, paths)

        def show(preview: Preview) -> None:
            PreviewDialog(page, preview).open()

        page.context.tasks.read(page, read, show, key="sheets")
