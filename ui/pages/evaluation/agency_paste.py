"""A table of agencies copied from Excel, looked at before it is stored: what is new, changed and refused."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.domain.evaluation.agency_history import Pasted
from app.services.evaluation import agency_scores
from app.services.evaluation.agency_scores import PastePreview
from ui.context import Context
from ui.dialogs.confirm import MessageDialog
from ui.formats import EMPTY
from ui.widgets.controls import button
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.text import label

WIDE, TALL = 820, 380
HEADS = (("줄", 44), ("기관", 150), ("연도", 60), ("지표", 150), ("점수", 60), ("결과", 240))
TEXT = (
    "머리글에 기관과 연도가 있는 표(기관, 2023, 2024…)나 기관·연도·점수 항목이 있는 목록을 읽습니다. "
    "빈 칸은 점수로 넣지 않습니다."
)


class PasteDialog(MessageDialog):
    """Every score of the table with what becomes of it; nothing is stored before the button."""

    def __init__(
        self,
        owner: QWidget,
        context: Context,
        cells: Sequence[Sequence[str]],
        indicator: str,
        done: Callable[[str], object],
    ) -> None:
        """Judge ``cells``; ``done(indicator)`` hears of which indicator scores were stored."""
        super().__init__(owner.window(), "기관 점수 붙여넣기", TEXT, "table-2", "primary")
        self.setFixedWidth(WIDE)
        self._context, self._cells, self._done = context, cells, done
        self._preview: PastePreview | None = None
        self.indicator = QLineEdit(indicator)
        self.indicator.setAccessibleName("지표")
        self.indicator.setPlaceholderText("지표 이름 (표에 지표 항목이 없을 때)")
        self.indicator.editingFinished.connect(self._judge)
        self.only = QCheckBox("거절한 것만 보기")
        self.only.toggled.connect(lambda _on: self._fill())
        self.said = label("", 14, 500)
        self.table = PlainTable("붙여넣을 점수", HEADS, -1)
        self.table.setFixedHeight(min(TALL, owner.window().height() - 320))
        for part in (self.indicator, self.said, self.table, self.only):
            self.content.addWidget(part)
        self._buttons.addWidget(button("취소", run=self.reject))
        self.take = self.add_button("넣기", self._store, "primary")
        self._judge()
        self.open()

    def _judge(self) -> None:
        name = self.indicator.text().strip()
        self.take.setEnabled(False)
        self._context.tasks.read(
            self, lambda ws: agency_scores.preview(ws, self._cells, name), self._show, key="preview"
        )

    def _show(self, found: PastePreview) -> None:
        self._preview = found
        taken, wrong = found.taken, len(found.rows) - len(found.taken)
        words = f"점수 {len(taken)}개를 넣습니다(고침 {found.changed}개). 거절 {wrong}개."
        if found.new:
            words += f" 새 기관 {len(found.new)}곳: {', '.join(found.new[:3])}" + (
                " …" if len(found.new) > 3 else ""
            )
        self.said.setText(words)
        self.only.setVisible(bool(wrong))
        self.take.setEnabled(bool(taken))
        self.take.setText(f"점수 {len(taken)}개 넣기")
        self._fill()

    def _fill(self) -> None:
        rows = self._preview.rows if self._preview else ()
        self.table.set_rows([_texts(one) for one in rows if one.problem or not self.only.isChecked()])

    def _store(self) -> None:
        found = self._preview
        if found is None or not found.taken:
            return
        first = found.taken[0].indicator

        def stored(count: int) -> None:
            self._context.notify(f"기관 점수 {count}개를 넣었습니다.")
            self._done(first)

        self._context.tasks.write(
            self._context_owner(), "기관 점수 붙여넣기", lambda ws: agency_scores.accept(ws, found), stored
        )

    def _context_owner(self) -> QWidget:
        """Return what outlives this dialog, which closes with its button."""
        owner = self.parentWidget()
        return owner if owner is not None else self


def _texts(one: Pasted) -> Sequence[str]:
    result = f"거절: {one.problem}" if one.problem else "넣음"
    year = str(one.year) if one.year else EMPTY
    return (str(one.row), one.agency or EMPTY, year, one.indicator or EMPTY, one.text or EMPTY, result)
