"""회의록: the editor with its toolbar, and the bar that turns chosen words into a finding."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.domain.finding import Finding
from app.domain.minutes import LineKind
from app.domain.search.found import marks
from app.domain.search.query import parse
from app.domain.session import Session
from ui.pages.project_room.sessions.quote_bar import QuoteBar
from ui.widgets.controls import button, tool_button
from ui.widgets.minutes.editor import MinutesEditor
from ui.widgets.minutes.keys import SHORTCUTS
from ui.widgets.panels import Panel
from ui.widgets.quiet_line import QuietLine
from ui.widgets.text import WordLabel, label, line

TOOLS = (
    ("heading", "heading", "제목"), ("bold", "bold", "굵게"), ("bullet", "list", "목록"),
    ("open", "list-checks", "확인 목록"), ("quote", "quote", "인용"),
)  # fmt: skip
LOWEST = 220


class MinutesPanel(Panel):
    """The minutes of a session; ``quoted(kind, words, start, end, speaker)`` asks for a finding."""

    quoted = Signal(str, str, int, int, str)
    sourcesRequested = Signal()

    def __init__(self, title: str = "회의록", editable: bool = True) -> None:
        """Make an empty editor; one that is not editable has no tools and only gives words."""
        self.tools: dict[str, QToolButton] = {}
        super().__init__(title)
        self.editor = MinutesEditor()
        self.editor.setObjectName("minutes")
        self.editor.setFrameShape(MinutesEditor.Shape.NoFrame)
        self.editor.setProperty("reads", True)
        self.editor.setMinimumHeight(LOWEST)
        self.count = label("", 13, 400, "text2")
        if editable:
            self._add_tools()
        self.editor.setReadOnly(not editable)
        self.wrong = WordLabel("", 13, 400, "danger")
        self.wrong.setContentsMargins(14, 6, 14, 6)
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.body.addWidget(self.editor, 1)
        self.quiet = QuietLine(self.editor)
        self.quiet.setContentsMargins(14, 0, 14, 4)
        self.body.addWidget(self.quiet)
        self.bar = QuoteBar(self)
        self._over: QWidget = self
        self.bar.chosen.connect(self._quote)
        self.bar.left.connect(self.editor.setFocus)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(120)
        self._soon.timeout.connect(self.offer)
        self.editor.selectionChanged.connect(self._selection_changed)
        self.editor.kindChanged.connect(self._show_kind)
        self.editor.textChanged.connect(self._count)
        self.editor.edited.connect(lambda _key, _text: self._say(""))
        self.editor.failed.connect(self._say)
        self.editor.verticalScrollBar().valueChanged.connect(lambda _at: self.bar.hide())
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self.editor)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._begin_quote)

    def _add_tools(self) -> None:
        tools = QWidget()
        inner = QHBoxLayout(tools)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(line(True, 20))
        for verb, icon, name in TOOLS:
            made = tool_button(icon, f"{name} ({SHORTCUTS[verb]})", partial(self._format, verb), True)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.tools[verb] = made
            inner.addWidget(made)
        row = self.head.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(1, tools)
            row.addWidget(self.count)
            self.sources = button("녹취·원문", "", "link", lambda: self.sourcesRequested.emit(), True)
            row.addWidget(self.sources)

    def float_over(self, ground: QWidget) -> None:
        """Let the bar float over ``ground``, which is wider than the panel."""
        self._over = ground
        self.bar.set_owner(ground)

    def show_session(self, session: Session, findings: Sequence[Finding], locked: bool) -> None:
        """Show the minutes of ``session`` and mark what became findings."""
        if session.id != self.editor.record_id:
            self.bar.hide()
            self._say("")
        self.editor.setReadOnly(locked)
        for made in self.tools.values():
            made.setEnabled(not locked)
        cards = [row for row in findings if row.source_id is None]
        self.show_text(session.id, session.minutes, cards)
        self._count()

    def show_text(self, record_id: int, text: str, findings: Sequence[Finding]) -> None:
        """Show the text of a record and mark what became findings."""
        if record_id != self.editor.record_id:
            self.bar.hide()
        self.editor.show_record(record_id, text)
        self.editor.quotes.show([(row.quote, row.quote_start) for row in findings])

    def reveal(self, words: str) -> None:
        """Mark where the words of a search stand, and scroll to the first place."""
        text = self.editor.toPlainText()
        places = marks(text, parse(words, typing=True).wanted)
        if places:
            self.editor.quotes.find(places)

    def _count(self) -> None:
        letters = len("".join(self.editor.toPlainText().split()))
        self.count.setText(f"{letters:,}자 · " + ("잠김" if self.editor.isReadOnly() else "자동 저장"))

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def _format(self, verb: str) -> None:
        self.editor.format(verb)
        self.editor.setFocus()

    def _show_kind(self) -> None:
        kind = self.editor.kind()
        shown = "open" if kind is LineKind.DONE else kind.value
        for verb, made in self.tools.items():
            made.setChecked(self.editor.bold() if verb == "bold" else verb == shown)

    # -- findings

    def _selection_changed(self) -> None:
        if self.editor.textCursor().hasSelection():
            self._soon.start()
        else:
            self._soon.stop()
            self.bar.hide()

    def offer(self) -> None:
        """Show the bar below the chosen words."""
        if self.editor.selection() is None or not self.editor.isVisible():
            return
        place: QRect = self.editor.cursorRect()
        corner = self.editor.viewport().mapTo(self._over, QPoint(place.left(), place.top()))
        self.bar.show_at(QRect(corner, place.size()))

    def _begin_quote(self) -> None:
        if self.editor.selection() is not None:
            self.offer()
            self.bar.speaker.setFocus()

    def _quote(self, kind: str, speaker: str) -> None:
        self.editor.flush()
        found = self.editor.selection()
        if found is not None:
            self._soon.stop()
            self.bar.hide()
            self.quoted.emit(kind, *found, speaker)
            self.editor.setFocus()
