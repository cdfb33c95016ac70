"""사례 불러오기: choose a document, see what it would change and what is doubtful, then take it in."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.domain.importing import ImportPreview, ImportResult
from app.errors import UserError
from app.services import imports
from app.services.source_files import document_kind
from ui import theme
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.files import choose_one
from ui.tasks import NotDone
from ui.widgets.controls import EmptyState, Segmented, button
from ui.widgets.drop import local_files, refusal
from ui.widgets.panels import Card, Figure
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.text import ElidedLabel, WordLabel, label, line

if TYPE_CHECKING:
    from app.services.workspace import Workspace

KINDS = (("cases", "사례집 텍스트", "list"), ("tasks", "선정 과제 텍스트", "list-checks"))
FIGURES = (
    ("new", "file-plus", "새로 등록"),
    ("updated", "pencil", "고침"),
    ("unchanged", "check", "그대로"),
    ("differing", "git-compare-arrows", "지금 값 유지"),
    ("doubts", "triangle-alert", "확인할 줄"),
    ("refused", "circle-x", "등록 못 함"),
)
LINE, REASON = ("줄", 60), ("이유", 320)
TABLES = (
    (
        "samples",
        "견본",
        (LINE, ("사례", 260), ("연도", 56), ("사업", 110), ("관", 80), ("분야", 110), ("하는 일", 160)),
    ),
    ("doubts", "확인할 줄", (LINE, ("적힌 내용", 330), REASON)),
    (
        "differences",
        "지금 값 유지",
        (LINE, ("사례", 230), ("항목", 90), ("지금 값", 140), ("문서의 값", 140)),
    ),
    ("refused", "등록 못 함", (LINE, ("사례", 280), REASON)),
)
FOLDER = "import/folder"


class ImportDialog(Dialog):
    """A preview first; 가져오기 stores all of it as one step, or nothing when cancelled."""

    def __init__(self, owner: QWidget, context: Context) -> None:
        """Make the dialog; ``start`` opens it."""
        super().__init__(owner.window(), "사례 불러오기")
        self._owner, self._context = owner, context
        self.path: Path | None = None
        self.seen: ImportPreview | None = None
        self.setAcceptDrops(True)
        self.resize(900, 620)
        self._build()

    def _build(self) -> None:
        self.file = ElidedLabel("고른 파일이 없습니다", 14, tone="text2")
        self.choose = button("파일 고르기", "folder-open", run=self.ask)
        self.kind = Segmented(KINDS, "문서 종류")
        self.kind.chosen.connect(lambda _kind: self._read())
        self.problem = WordLabel("", 13, 500, "danger")
        self.problem.hide()
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.choose, self.kind):
            top.addWidget(widget)
        top.addWidget(self.file, 1)
        empty = EmptyState(
            "파일을 고르거나 이 창에 끌어다 놓으십시오. 무엇이 바뀌는지 먼저 보여 드립니다.", icon="upload"
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(empty)
        self.stack.addWidget(self._result())
        self.go = button("가져오기", "download", "primary", self.take)
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.reason = label("", 13, tone="text2")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.reason, 1)
        foot.addWidget(button("취소", run=self.reject))
        foot.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(12)
        box.addWidget(label("사례 불러오기", 16, 600))
        box.addLayout(top)
        box.addWidget(self.problem)
        box.addWidget(self.stack, 1)
        box.addLayout(foot)

    def _result(self) -> QWidget:
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        strip = Card(padding=0, spacing=0)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.figures: dict[str, Figure] = {}
        for key, icon, name in FIGURES:
            if self.figures:
                row.addWidget(line(vertical=True))
            self.figures[key] = Figure(icon, name, "건")
            row.addWidget(self.figures[key], 1)
        strip.body.addLayout(row)
        self.tabs = QTabBar()
        self.tabs.setFont(theme.font(14, 500))
        self.tabs.setDrawBase(False)
        self.pages = QStackedWidget()
        self.tables: dict[str, PlainTable] = {}
        card = Card(padding=1, spacing=0)
        for key, name, heads in TABLES:
            self.tables[key] = PlainTable(name, heads)
            self.pages.addWidget(self.tables[key])
            self.tabs.addTab(name)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        card.body.addWidget(self.tabs)
        card.body.addWidget(line())
        card.body.addWidget(self.pages, 1)
        box.addWidget(strip)
        box.addWidget(card, 1)
        return whole

    # -- choosing

    def start(self, path: Path | None = None) -> None:
        """Open the dialog; without ``path`` it asks for the file first."""
        self.open()
        if path is None:
            self.choose.setFocus()
            self.ask()
        else:
            self.take_file(path)

    def ask(self) -> None:
        """Ask for a file; the folder is remembered."""
        folder = str(self._context.state.get(FOLDER, "") or "")
        choose_one(self, "사례 불러오기", folder, "텍스트 (*.txt *.md *.wiki *.csv)", self.take_file)

    def take_file(self, path: Path) -> None:
        """Look at ``path``."""
        self.path = path
        self._context.state.set(FOLDER, str(path.parent))
        self.file.setText(path.name)
        self._read()

    def _read(self) -> None:
        if self.path is None:
            return
        path, kind = self.path, self.kind.value()
        self.seen = None
        self._allow("", False)
        self.reason.setText("읽고 있습니다…")
        self._context.tasks.read(self, lambda ws: _look(ws, path, kind), self._show, "preview", self._refused)

    def _refused(self, error: UserError) -> None:
        self.problem.setText(error.message)
        self.problem.show()
        self.stack.setCurrentIndex(0)
        self._allow("", False)

    def _show(self, seen: ImportPreview) -> None:
        self.seen = seen
        self.kind.set_value(seen.kind)
        self.problem.hide()
        self.stack.setCurrentIndex(1)
        for key, _icon, _name in FIGURES:
            self._figure(key, seen)
        rows = _rows(seen)
        for tab, (key, name, _heads) in enumerate(TABLES):
            self.tables[key].set_rows(rows[key])
            self.tabs.setTabText(tab, f"{name} {len(rows[key]):,}" if key != "samples" else name)
            self.tabs.setTabEnabled(tab, bool(rows[key]) or key == "samples")
        self._allow(
            "이미 모두 들어 있어 바뀌는 것이 없습니다." if seen.changes_nothing else "",
            not seen.changes_nothing,
        )

    def _figure(self, key: str, seen: ImportPreview) -> None:
        value = getattr(seen, key)
        count = value if isinstance(value, int) else len(value)
        self.figures[key].set_figure(f"{count:,}", "")
        self.figures[key].support.hide()

    def _allow(self, reason: str, on: bool) -> None:
        self.reason.setText(reason)
        self.go.setEnabled(on)
        if on:
            self.go.setFocus()

    # -- taking in

    def take(self) -> None:
        """Store all of the document as one step; the notice takes it back."""
        if self.path is None or self.seen is None:
            return
        path, kind = self.path, self.kind.value()
        self.go.setEnabled(False)
        context = self._context

        def done(result: ImportResult) -> None:
            self.accept()
            if result.label:
                context.tell_done(self._owner, _words(result))
            else:
                context.notify(_words(result))

        context.tasks.write(
            self,
            "사례 가져오기",
            lambda ws, progress: imports.run(ws, path, kind, progress),
            done,
            self._not_taken,
            True,
        )

    def _not_taken(self, error: UserError) -> None:
        """Leave the preview where the disk or a person stood in the way: 가져오기 tries again."""
        if isinstance(error, NotDone):
            self._allow(error.message, True)
        else:
            self._refused(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dropped on the dialog."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the dropped file."""
        files = local_files(event.mimeData())
        if files:
            self.take_file(files[0])
        else:
            self._refused(UserError(refusal(event.mimeData())))


def _look(ws: "Workspace", path: Path, kind: str) -> ImportPreview:
    """Look at a document as what was asked for; where it is none of that, as what it is."""
    try:
        return imports.preview(ws, path, kind)
    except UserError:
        other = document_kind(path)
        if not other:
            raise
        return imports.preview(ws, path, other)


def _rows(seen: ImportPreview) -> dict[str, list[tuple[str, ...]]]:
    return {
        "samples": [
            (
                str(s.line),
                s.title,
                str(s.year or ""),
                s.program or "",
                s.government_level or "",
                s.service_field or "",
                s.change,
            )
            for s in seen.samples
        ],
        "doubts": [(str(d.line), d.written, d.reason) for d in seen.doubts],
        "differences": [(str(d.line), d.title, d.label, d.stored, d.written) for d in seen.differences],
        "refused": [(str(r.line), r.title, r.reason) for r in seen.refused],
    }


def _words(result: ImportResult) -> str:
    seen = result.preview
    said = f"사례 {seen.new:,}건을 새로 등록했습니다." if seen.new else ""
    said += f" {seen.updated:,}건을 고쳤습니다." if seen.updated else ""
    doubts = f" 확인할 줄이 {len(seen.doubts):,}개 있습니다." if seen.doubts else ""
    return (said.strip() or "바뀐 것이 없습니다.") + doubts
