"""찾기: the attached files whose words cannot be found and why, and the index made anew."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem

from app.domain.search.file_text import UnreadFile
from app.services.data_file import check
from app.services.search import file_texts
from ui.context import Context
from ui.widgets.controls import button
from ui.widgets.panels import Panel
from ui.widgets.text import WordLabel

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WORDS = (
    "붙인 파일 안의 글도 Ctrl+K로 찾습니다(docx, xlsx, pptx, pdf, hwpx, txt, 20 MB까지). "
    "아래 파일은 이름으로만 찾습니다."
)
ROWS = 6


class SearchPanel(Panel):
    """What Ctrl+K cannot read, and what mends it."""

    def __init__(self, context: Context) -> None:
        """Make the panel; ``refresh`` fills it."""
        super().__init__("찾기", padding=16)
        self._context = context
        self.list = QListWidget()
        self.list.setAccessibleName("읽지 못한 첨부 파일")
        self.list.setMaximumHeight(34 * ROWS)
        self.list.itemActivated.connect(self._open)
        self.told = WordLabel("", 13, tone="text2")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button("다시 읽기", "refresh-cw", run=self.read_again))
        row.addWidget(button("찾기 색인 다시 만들기", "database", run=self.rebuild))
        row.addStretch(1)
        self.body.setSpacing(10)
        self.body.addWidget(WordLabel(WORDS, 13, tone="meta"))
        self.body.addWidget(self.list)
        self.body.addWidget(self.told)
        self.body.addLayout(row)

    def refresh(self) -> None:
        """Read which files could not be read."""
        self._context.tasks.read(self, file_texts.unread, self._show, key="unread")

    def _show(self, files: list[UnreadFile]) -> None:
        self.set_meta(f"읽지 못한 첨부 {len(files)}개" if files else "")
        self.list.clear()
        for file in files:
            item = QListWidgetItem(f"{file.name}  ·  {file.reason}")
            item.setData(Qt.ItemDataRole.UserRole, file.project_id)
            item.setToolTip(f"{file.project}\n더블클릭하면 그 과제를 엽니다.")
            self.list.addItem(item)
        self.list.setVisible(bool(files))
        self.told.setText("" if files else "읽지 못한 첨부 파일이 없습니다.")

    def _open(self, item: QListWidgetItem) -> None:
        self._context.navigate("project", project_id=item.data(Qt.ItemDataRole.UserRole), tab="outputs")

    def read_again(self) -> None:
        """Read the files again that could not be read."""
        self.told.setText("첨부 파일을 다시 읽고 있습니다…")
        self._context.tasks.write(self, "첨부 파일 다시 읽기", _again, lambda _none: self.refresh())

    def rebuild(self) -> None:
        """Make the index anew."""
        self.told.setText("찾기 색인을 다시 만들고 있습니다…")
        self._context.tasks.write(
            self, "찾기 색인 다시 만들기", check.rebuild_search, self._rebuilt, progress=True
        )

    def _rebuilt(self, count: int) -> None:
        self.told.setText(f"기록 {count:,}건의 찾기 색인을 다시 만들었습니다.")


def _again(ws: "Workspace") -> None:
    file_texts.try_again(ws)
    file_texts.read_all(ws)
