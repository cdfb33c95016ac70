"""사례 카드: one case as people read it, what it leaves in doubt, and own projects that resemble it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.choices import ProjectKind, StageKind
from app.domain.fields import FieldType
from app.domain.project import PROJECT_FIELDS, Project
from app.services import projects
from ui import theme
from ui.context import Context
from ui.formats import format_value
from ui.pages.matrix.review import ReviewBox
from ui.turns import Turns
from ui.widgets.badges import BLUE, PLAIN, Badge, StageNumber
from ui.widgets.controls import button, tool_button
from ui.widgets.panels import Panel
from ui.widgets.text import ElidedLabel, IconLabel, WordLabel, label

TEXTS = tuple(spec for spec in PROJECT_FIELDS if spec.type is FieldType.LONG_TEXT)
SHORT = (
    "participant_kinds",
    "participation_stages",
    "participation_mode",
    "participation_level",
    "oecd_field",
)
AXES = tuple(spec for spec in PROJECT_FIELDS if spec.key in SHORT)
LABEL = 64


class CaseCard(Panel):
    """Shows one case; the page edits it, settles its doubts and makes a project of it."""

    editRequested = Signal(int)
    settled = Signal(int, str, object)
    projectRequested = Signal(int)
    memoRequested = Signal(object)
    optionsWanted = Signal(str)

    def __init__(self, context: Context) -> None:
        """Make an empty card."""
        self.edit_button = tool_button("pencil", "사례 고치기", self._edit, compact=True)
        self.site_button = tool_button("external-link", "관련사이트 열기", self._open_site, compact=True)
        super().__init__("사례 카드", actions=(self.edit_button, self.site_button))
        self._context = context
        self.case: Project | None = None
        self.review = ReviewBox()
        self.review.settled.connect(lambda key, value: self._emit_settled(key, value))
        self.review.optionsWanted.connect(self.optionsWanted)
        self._turns = Turns(self)
        self.name = WordLabel("", 16, 600)
        self._badges, self._texts, self._similar = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.body.addWidget(self._scroll(), 1)
        foot = self.add_foot()
        foot.addStretch(1)
        self.memo_button = button("벤치마킹 메모", "notebook-pen", "ghost", self._note)
        foot.addWidget(self.memo_button)
        self.make_button = button("이 사례로 과제 만들기", "folder-plus", run=self._make)
        foot.addWidget(self.make_button)
        self.show_case(None)

    def _scroll(self) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("role", "plain")
        box = QVBoxLayout(inner)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(10)
        box.addWidget(self.name)
        box.addLayout(self._badges)
        box.addWidget(self.review)
        self._badges.setSpacing(6)
        for part in (self._texts, self._similar):
            part.setSpacing(6)
            box.addLayout(part)
        box.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName("사례 카드 내용")
        area.setProperty("reads", True)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        return area

    # -- what is shown

    def show_case(self, case: Project | None) -> None:
        """Show ``case``, or that none is chosen."""
        if case is None or self.case is None or case.id != self.case.id:
            _clear(self._similar)
        self.case = case
        own = case is not None and case.kind == ProjectKind.OWN
        self.edit_button.setEnabled(case is not None)
        self.site_button.setVisible(bool(case and _address(case.website)))
        self.make_button.setEnabled(case is not None)
        self.memo_button.setVisible(case is not None and not own)
        self.make_button.setText("과제 열기" if own else "이 사례로 과제 만들기")
        self.name.setText(case.title if case else "목록에서 사례를 고르면 내용이 여기에 나옵니다.")
        if case is None:
            self._turns.begin()
            _clear(self._badges)
            _clear(self._texts)
            self.review.hide()
            return
        is_case = case.kind == ProjectKind.CASE
        asks = self.review.steps(case) if is_case else [self.review.hide]
        self._turns.begin(lambda: self._fill(case), *asks, lambda: self._read_similar(case))

    def _fill(self, case: Project) -> None:
        badges = self._badges
        _clear(badges)
        _clear(self._texts)
        for text, kind in ((case.program, BLUE), (case.lead_agency, PLAIN), (str(case.year or ""), PLAIN)):
            if text:
                badges.addWidget(Badge(text, kind))
        if case.is_foreign:
            badges.addWidget(Badge("해외", PLAIN))
        badges.addStretch(1)
        rows = [(spec.label, str(getattr(case, spec.key)).strip()) for spec in TEXTS]
        rows += [(spec.label, format_value(spec, getattr(case, spec.key))) for spec in AXES]
        for name, text in rows:
            if text:
                self._texts.addWidget(_text_row(name, text))
        if not any(text for _name, text in rows):
            self._texts.addWidget(label("적힌 내용이 없습니다.", 13, tone="meta"))

    def _read_similar(self, case: Project) -> None:
        if case.kind != ProjectKind.CASE:
            _clear(self._similar)
            return
        self._context.tasks.read(
            self, lambda ws: projects.similar(ws, case.id), self._show_similar, key="similar"
        )

    def _show_similar(self, found: Sequence[Project]) -> None:
        _clear(self._similar)
        if not found:
            return
        self._similar.addWidget(label("닮은 우리 과제", 13, 600))
        for row in found:
            self._similar.addWidget(SimilarProject(row, self._context.navigate))

    # -- what is asked

    def _emit_settled(self, key: str, value: Any) -> None:
        if self.case is not None:
            self.settled.emit(self.case.id, key, value)

    def _edit(self) -> None:
        if self.case is not None:
            self.editRequested.emit(self.case.id)

    def _note(self) -> None:
        if self.case is not None:
            self.memoRequested.emit(self.case)

    def _make(self) -> None:
        if self.case is None:
            return
        if self.case.kind == ProjectKind.OWN:
            self._context.navigate("project", project_id=self.case.id)
        else:
            self.projectRequested.emit(self.case.id)

    def _open_site(self) -> None:
        address = _address(self.case.website) if self.case else ""
        if address:
            QDesktopServices.openUrl(QUrl(address))


class SimilarProject(QPushButton):
    """An own project in one line: stage, title, agency; a click opens it."""

    def __init__(self, row: Project, navigate: Any) -> None:
        """Show ``row``."""
        super().__init__()
        self.setFixedHeight(theme.CONTROL + 2)
        self.setStyleSheet("QPushButton { min-height: 34px; max-height: 34px; }")
        self.setAccessibleName(f"{row.title} 과제 열기")
        self.clicked.connect(lambda _on=False: navigate("project", project_id=row.id))
        box = QHBoxLayout(self)
        box.setContentsMargins(10, 0, 10, 0)
        box.setSpacing(8)
        box.addWidget(StageNumber(StageKind(row.stage).number))
        box.addWidget(ElidedLabel(row.title, 13, 500), 1)
        box.addWidget(label(row.lead_agency or "", 13, tone="text2"))
        box.addWidget(IconLabel("chevron-right", "text2", 14))


def _text_row(name: str, text: str) -> QWidget:
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(10)
    head = label(name, 13, tone="meta")
    head.setFixedWidth(LABEL)
    head.setAlignment(Qt.AlignmentFlag.AlignTop)
    words = WordLabel(text, 13)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(words, 1)
    return row


def _clear(layout: QBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _address(website: str) -> str:
    """Return the first web address in ``website``; only http and https are opened."""
    words = (word.strip("()<>[],") for word in website.split())
    return next((word for word in words if word.startswith(("http://", "https://"))), "")
