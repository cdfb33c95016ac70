"""원문: transcripts added from files or by pasting, and the words of one to quote from."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.changes import Changes
from app.domain.fields import specs_by_key
from app.domain.finding import SOURCE_FIELDS, Finding, FindingKind, Source
from app.domain.hangul import quoted
from app.domain.listing import ListQuery
from app.domain.session import Session
from app.services import listing, sources
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.confirm import confirm
from ui.dialogs.files import choose_files
from ui.dialogs.record import RecordDialog
from ui.pages.project_room.sessions.minutes_panel import MinutesPanel
from ui.widgets.controls import EmptyState, button
from ui.widgets.drop import DropFrame
from ui.widgets.text import WordLabel, label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_FIELDS = specs_by_key(SOURCE_FIELDS)
PASTED = tuple(_FIELDS[key] for key in ("title", "text"))
HELP = "txt·docx 파일을 끌어다 놓아도 됩니다. 국민의 이름은 ‘참여자 01’처럼 가명으로 바꾸어 둡니다."
NOTHING = "아직 원문이 없습니다. 인터뷰를 받아 적은 글을 넣으면 말을 골라 카드로 만들 수 있습니다."
Read = tuple[list[Source], list[Finding]]


class SourcesDialog(Dialog):
    """The transcripts of a project; new ones belong to the session in front."""

    def __init__(self, context: Context, session: Session, owner: QWidget) -> None:
        """Show the transcripts of the project of ``session``."""
        super().__init__(owner.window(), "녹취·원문")
        self.resize(940, 620)
        self._context, self._session = context, session
        self._sources: list[Source] = []
        self._findings: list[Finding] = []
        self.list = QListWidget()
        self.list.setAccessibleName("원문 목록")
        self.list.setFixedWidth(248)
        self.list.setProperty("lined", True)
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.text = MinutesPanel("원문", editable=False)
        self.text.float_over(self)
        self.text.quoted.connect(self._quote)
        self.drop = DropFrame()
        self.drop.dropped.connect(self.add_files)
        self.remove_button = button("지우기", "trash-2", "ghost", self.remove)
        self._lay_out()
        context.bus.changed.connect(self._changed)
        self._read()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(button("파일 추가", "upload", run=self.choose))
        foot.addWidget(button("붙여넣기", "notebook-pen", run=self.paste))
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        foot.addWidget(button("닫기", kind="primary", run=self.accept))
        self.full = QWidget()
        self.empty = EmptyState(NOTHING, "파일 추가", self.choose, "file-text")
        self.stack = QStackedLayout(self.drop)
        self.stack.addWidget(self.full)
        self.stack.addWidget(self.empty)
        middle = QHBoxLayout(self.full)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(12)
        middle.addWidget(self.list)
        middle.addWidget(self.text, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(12)
        box.addWidget(label("녹취·원문", 16, 600))
        box.addWidget(WordLabel(HELP, 13, 400, "text2"))
        box.addWidget(self.drop, 1)
        box.addLayout(foot)

    # -- showing

    def _changed(self, changes: Changes) -> None:
        if changes.touches("source", "finding"):
            self._read()

    def _read(self) -> None:
        project = self._session.project_id

        def read(ws: "Workspace") -> Read:
            cards = listing.all_rows(ws, "finding", ListQuery(filters={"project_id": (project,)}))
            return sources.of_project(ws, project), [card for card in cards if card.source_id]

        self._context.tasks.read(self, read, self._fill, "sources")

    def _fill(self, found: Read) -> None:
        current = self.current()
        self._sources, self._findings = found
        self.list.blockSignals(True)
        self.list.clear()
        for row in self._sources:
            cards = f" · 카드 {row.finding_count}" if row.finding_count else ""
            item = QListWidgetItem(f"{row.title} · {row.pseudonym}{cards}")
            item.setToolTip(row.title)
            self.list.addItem(item)
        ids = [row.id for row in self._sources]
        self.list.setCurrentRow(ids.index(current.id) if current and current.id in ids else 0)
        self.list.blockSignals(False)
        self._show()

    def current(self) -> Source | None:
        """Return the transcript in front."""
        row = self.list.currentRow()
        return self._sources[row] if 0 <= row < len(self._sources) else None

    def _show(self) -> None:
        source = self.current()
        self.remove_button.setEnabled(source is not None)
        self.stack.setCurrentWidget(self.full if self._sources else self.empty)
        cards = [row for row in self._findings if source is not None and row.source_id == source.id]
        self.text.show_text(source.id if source else 0, source.text if source else "", cards)

    # -- verbs

    def _write(self, label: str, fn: Callable[..., Any]) -> None:
        self._context.tasks.write(self, label, fn)

    def choose(self) -> None:
        """Ask for txt or docx files."""
        choose_files(self, "녹취 파일(txt, docx) 고르기", self.add_files)

    def add_files(self, files: list[Path]) -> None:
        """Keep each file as a transcript of the session."""
        project, session = self._session.project_id, self._session.id
        for file in files:
            self._write("원문 추가", lambda ws, file=file: sources.add_file(ws, project, file, session))

    def paste(self) -> RecordDialog:
        """Ask for a name and the words of a transcript."""
        dialog = RecordDialog("원문 붙여넣기", "", PASTED, "추가", self)
        project, session = self._session.project_id, self._session.id
        dialog.store_by(
            self._context.tasks, "원문 추가",
            lambda ws, given: sources.add(ws, project, {**given, "session_id": session}),
        )  # fmt: skip
        return dialog

    def remove(self) -> None:
        """Ask, then delete the transcript in front; undo brings it back."""
        source = self.current()
        if source is not None:
            words = (
                f"{quoted(source.title, '을/를')} 지웁니다. 만든 카드는 남고, 실행 취소로 되돌릴 수 있습니다."
            )
            gone = source.id
            confirm(
                self, "원문 지우기", words, "지우기",
                lambda: self._write("원문 삭제", lambda ws: sources.delete(ws, gone)), danger=True,
            )  # fmt: skip

    def _quote(self, kind: str, words: str, start: int, end: int, speaker: str) -> None:
        source = self.current()
        if source is not None:
            self._write(
                f"{FindingKind(kind).label} 카드 추가",
                lambda ws: sources.quote_source(ws, source.id, kind, words, start, end, speaker),
            )
