"""목소리 4 › 페인포인트 1 › 아이디어 2: where a proposal came from, in one line; a part opens its cards."""

from collections import Counter
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.domain.finding import FindingKind, Thread
from ui import icons, theme
from ui.widgets.controls import tool_button
from ui.widgets.text import IconLabel, label

ICONS = {
    FindingKind.VOICE: "ear", FindingKind.CITIZEN_NEED: "hand-helping", FindingKind.ADMIN_NEED: "building-2",
    FindingKind.PAIN: "circle-alert", FindingKind.KEYWORD: "hash", FindingKind.PERSONA: "circle-user",
    FindingKind.PROBLEM: "target", FindingKind.HMW: "circle-help", FindingKind.IDEA: "lightbulb",
    FindingKind.PROTOTYPE: "sparkles",
}  # fmt: skip
_ORDER = list(FindingKind)
WORDS_FOR = 3
"""With more kinds than these there is room for icons and counts only; tooltips name them."""


def origins(thread: Thread) -> list[tuple[FindingKind, int, int]]:
    """Return the kinds of cards that stand above a record, with their count and the first card's id."""
    above = [node for node in thread.nodes if node.kind == "finding" and node.depth < 0]
    counts = Counter(node.subkind for node in {node.id: node for node in above}.values())
    first: dict[str, int] = {}
    for node in above:
        first.setdefault(node.subkind, node.id)
    kinds = sorted((FindingKind(kind) for kind in counts), key=_ORDER.index)
    return [(kind, counts[kind.value], first[kind.value]) for kind in kinds]


class ThreadLine(QFrame):
    """The line; ``chosen(finding_id)`` asks for a card, ``linkAsked`` to link the record to others."""

    chosen = Signal(int)
    linkAsked = Signal()

    def __init__(self) -> None:
        """Make an empty line."""
        super().__init__()
        self.setProperty("role", "note")
        self.setAccessibleName("근거")
        whole = QHBoxLayout(self)
        whole.setContentsMargins(8, 4, 4, 4)
        self._row = QHBoxLayout()
        self._row.setSpacing(1)
        self.link = tool_button("link", "근거 잇기 (Ctrl+L)", self.linkAsked.emit, compact=True)
        whole.addLayout(self._row, 1)
        whole.addWidget(self.link)
        self.buttons: list[QPushButton] = []
        self.setFixedHeight(34)

    def show_thread(self, thread: Thread | None) -> None:
        """Show where the record came from; a record without cards says so in amber."""
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        found = origins(thread) if thread is not None else []
        for number, (kind, count, first) in enumerate(found):
            if number:
                self._row.addWidget(IconLabel("chevron-right", "text3", 12))
            self._row.addWidget(self._part(kind, count, first, len(found) <= WORDS_FOR))
        if not found and thread is not None:
            for widget in _nothing():
                self._row.addWidget(widget)
        self._row.addStretch(1)

    def _part(self, kind: FindingKind, count: int, first: int, named: bool) -> QPushButton:
        made = QPushButton(f"{kind.label} {count}" if named else f"{count}")
        made.setToolTip(f"{kind.label} {count}건")
        made.setStyleSheet("QPushButton { padding: 0 3px; }")
        made.setProperty("kind", "ghost")
        made.setProperty("dense", True)
        made.setFont(theme.font(13, 500))
        made.setIcon(icons.icon(ICONS[kind]))
        made.setIconSize(QSize(18, 14))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setAccessibleName(f"{kind.label} {count}건 보기")
        made.clicked.connect(lambda _on=False: self.chosen.emit(first))
        self.buttons.append(made)
        return made


def _nothing() -> list[Any]:
    words: list[QWidget] = [IconLabel("triangle-alert", "warning.icon", 14)]
    words.append(label(" 근거 없음: 이어진 발견 카드가 없습니다.", 13, tone="warning"))
    return words
