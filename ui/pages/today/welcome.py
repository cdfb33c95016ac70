"""첫 화면: four doors into an empty data file."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.widgets.controls import button
from ui.widgets.panels import Card
from ui.widgets.text import IconLabel, WordLabel, label

DOOR_WIDTH = 256


class Door(Card):
    """One way to begin: an icon, what it is, what happens, one button."""

    def __init__(self, icon: str, title: str, text: str, action: str, run: Callable[[], object]) -> None:
        """Make the door; none is primary, for the page's own button is."""
        super().__init__(padding=20, spacing=10)
        self.setFixedWidth(DOOR_WIDTH)
        self.setAccessibleName(title)
        self.button = button(action, run=run)
        self.body.addWidget(IconLabel(icon, "primary", 28))
        self.body.addWidget(label(title, 16, 600))
        words = WordLabel(text, 14, tone="text2")
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(words, 1)
        self.body.addWidget(self.button)


class Welcome(QWidget):
    """Shown while the data file holds no project."""

    def __init__(self, context: Context) -> None:
        """Make the four doors."""
        super().__init__()
        self._context = context
        self.setAccessibleName("처음 시작")
        self.doors = (
            Door(
                "folder-plus", "새 과제", "과정 틀을 고르면 네 단계와 관문, 할 일이 함께 만들어집니다.",
                "새 과제 만들기", self.new_project,
            ),
            Door(
                "presentation", "예시 자료로 둘러보기",
                "지어낸 과제 40여 건과 팀, 산출물을 채웁니다. 실제와 무관합니다.",
                "예시 자료 채우기", self.fill_demo,
            ),
            Door(
                "file-spreadsheet", "엑셀에서 가져오기",
                "쓰던 과제 현황표를 그대로 읽습니다. 행마다 확인한 뒤 넣습니다.",
                "엑셀 파일 고르기", self.import_table,
            ),
            Door(
                "upload", "사례 불러오기", "사례집이나 선정 과제 텍스트를 읽어 분류별 총괄표로 봅니다.",
                "파일 고르기", self.import_cases,
            ),
        )  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        for door in self.doors:
            row.addWidget(door)
        row.addStretch(1)
        head = label("함께설계를 시작합니다", 24, 700)
        words = label(
            "자료는 이 PC에만 저장되고, 적는 대로 저장됩니다. 무엇이든 실행 취소로 되돌릴 수 있습니다.",
            14,
            tone="text2",
        )
        box = QVBoxLayout(self)
        box.setSpacing(8)
        box.addStretch(2)
        box.addWidget(head, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(20)
        box.addLayout(row)
        box.addStretch(3)

    def new_project(self) -> None:
        """Register a project and open its room."""
        from ui.dialogs.new_project import NewProjectDialog

        def opened(project: int) -> None:
            self._context.navigate("project", project_id=project)

        NewProjectDialog(self.window(), self._context, opened).open()

    def fill_demo(self) -> None:
        """Fill in the example office, with progress that can be cancelled."""
        from app.services import demo

        self.doors[1].button.setEnabled(False)

        def done(_nothing: None) -> None:
            self.doors[1].button.setEnabled(True)
            self._context.notify("예시 자료를 채웠습니다. 과제와 사람 이름은 모두 지어낸 것입니다.")

        def failed(error: Exception) -> None:
            self.doors[1].button.setEnabled(True)
            self._context.notify(str(error))

        self._context.tasks.write(
            self, "예시 자료 채우기", lambda ws, progress: demo.fill(ws, progress), done, failed, True
        )

    def import_table(self) -> None:
        """Begin to bring in a register kept in Excel."""
        self._context.navigate("import", kind="projects")

    def import_cases(self) -> None:
        """Choose a document of cases."""
        from ui.dialogs.import_cases import ImportDialog

        ImportDialog(self, self._context).start()
