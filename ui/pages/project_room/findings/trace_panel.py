"""이어진 흐름: the chain of one card from a citizen's words to what became of it, one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.finding import Finding, Node, Thread
from app.domain.proposal import DecisionKind
from ui import icons, theme
from ui.widgets.controls import button, tool_button
from ui.widgets.notes.kinds import ICONS, WORDS, look
from ui.widgets.notes.paint import paint_lines
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import WordLabel, label

WIDTH, ROW = 304, 92
MOST = 80
_EARLY = ("voice", "citizen_need", "admin_need", "pain", "keyword", "persona")


@dataclass(frozen=True, slots=True)
class Link:
    """One place in the chain; ``open`` is still undecided, ``here`` is the card that was asked about."""

    ref: tuple[str, int]
    kind: str
    text: str
    detail: str
    here: bool = False
    open: bool = False


def chain(thread: Thread) -> list[Link]:
    """Return the chain of a thread in order, each proposal followed by what became of it."""
    links = []
    for node in thread.nodes:
        kind = node.subkind if node.kind == "finding" else node.kind
        links.append(Link((node.kind, node.id), kind, node.label, node.detail, node.depth == 0))
    links += [_decided(node) for node in thread.nodes if node.kind == "proposal"]
    return links


def _decided(node: Node) -> Link:
    words = DecisionKind(node.subkind).label
    undecided = node.subkind == DecisionKind.REVIEWING
    text, detail = f"{node.detail} {words}".strip(), "이행 전" if undecided else ""
    return Link((node.kind, node.id), "decision", text, detail, open=undecided)


class LinkRow(QAbstractButton):
    """One place of the chain; a click or Enter goes there."""

    def __init__(self, place: Link, first: bool, last: bool) -> None:
        """Show ``place``; a line runs to its neighbours."""
        super().__init__()
        self.place, self._first, self._last = place, first, last
        self.setFixedHeight(ROW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{WORDS.get(place.kind, '')} {place.text}")
        self.setToolTip(place.text)

    def sizeHint(self) -> QSize:
        """Ask for the width of the panel."""
        return QSize(WIDTH - 32, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint line, circle and words; the asked card is framed, what is undecided dashed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_mark(painter)
        body = self.rect().adjusted(38, 2, -2, -8)
        if self.place.here or self.hasFocus():
            fill = "select" if self.place.here else "surface"
            painter.setPen(QPen(theme.color("primary"), 2 if self.hasFocus() else 1.2))
            painter.setBrush(theme.color(fill))
            painter.drawRoundedRect(QRectF(body), 6, 6)
        inner = body.adjusted(10, 6, -10, -4)
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.color("text"))
        line = QRect(inner.x(), inner.y(), inner.width(), 18)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, WORDS.get(self.place.kind, "기록"))
        self._paint_end(painter, line)
        words = QRect(inner.x(), inner.y() + 20, inner.width(), 38)
        used = paint_lines(painter, words, self.place.text, 2, 14, 400)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text3"))
        below = QRect(inner.x(), inner.y() + 20 + 19 * used, inner.width(), 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self.place.detail)

    def _paint_mark(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.color("line2"), 2))
        painter.drawLine(15, 0 if not self._first else 18, 15, ROW if not self._last else 18)
        colors = look(self.place.kind)
        pen = QPen(
            QColor(colors.icon) if self.place.kind in theme.tokens().notes else theme.color("control"), 1.2
        )
        if self.place.open:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colors.fill))
        painter.drawEllipse(QRectF(0.7, 3.7, 29, 29))
        icons.paint(painter, QRect(8, 11, 15, 15), ICONS.get(self.place.kind, "square"), colors.text)

    def _paint_end(self, painter: QPainter, line: QRect) -> None:
        if self.place.here:
            painter.setPen(theme.color("link"))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "여기")
        elif self.place.kind != "decision":
            icons.paint(painter, QRect(line.right() - 13, line.y() + 2, 14, 14), "chevron-right", "text3")


class TracePanel(QFrame):
    """The chain of the framed card with what can be done about it.

    ``went(kind, id)`` asks to show a record of the chain.
    """

    went = Signal(str, int)
    closed = Signal()
    wholeAsked = Signal()
    linkAsked = Signal()
    problemAsked = Signal()
    proposeAsked = Signal()

    def __init__(self) -> None:
        """Make an empty panel."""
        super().__init__()
        self.setProperty("role", "surface")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("이어진 흐름")
        self.rows: list[LinkRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.setContentsMargins(16, 4, 14, 8)
        self.words = WordLabel("", 13, 400, "text2")
        self.words.setContentsMargins(16, 4, 16, 8)
        self.missing = WordLabel(
            "근거 없음 · 국민의 말에 닿지 않습니다. 근거를 이어 주십시오.", 13, 500, "warning"
        )
        self.missing.setContentsMargins(16, 4, 16, 6)
        self.missing.hide()
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 4)
        head.addWidget(label("이어진 흐름", 16, 600), 1)
        head.addWidget(tool_button("workflow", "실타래로 보기", self.wholeAsked.emit, compact=True))
        head.addWidget(tool_button("x", "닫기", self.closed.emit, compact=True))
        inner = QWidget()
        inner.setProperty("role", "surface")
        inner.setLayout(self._column)
        area = scroll_area(inner)
        self.problem = button("문제정의 잇기", "link", run=self.problemAsked.emit, compact=True)
        self.link = button("근거 잇기", "link", run=self.linkAsked.emit, compact=True)
        self.propose = button("제안으로 만들기", "send", "primary", self.proposeAsked.emit, True, once=True)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        upper = QHBoxLayout()
        upper.setSpacing(8)
        for one in (self.link, self.problem):
            upper.addWidget(one, 1)
        foot.addLayout(upper)
        foot.addWidget(self.propose)
        self.foot = QFrame()
        self.foot.setProperty("role", "panelfoot")
        self.foot.setLayout(foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.words)
        box.addWidget(self.missing)
        box.addWidget(area, 1)
        box.addWidget(self.foot)

    def show_nothing(self, bare: Sequence[Finding] = ()) -> None:
        """Say how a chain is shown, and list the cards without a citizen's words: they wait to be linked."""
        ends = [Link(("finding", card.id), card.kind, card.text, "근거 없음") for card in bare[:MOST]]
        self._show_rows(ends, chained=False)
        self.missing.hide()
        self.foot.hide()
        waiting = f" 국민의 말에 닿지 않는 카드가 {len(bare)}장 있습니다." if bare else ""
        self.words.setText(f"카드를 고르면 목소리에서 반영까지 이어진 흐름이 보입니다.{waiting}")
        self.words.show()

    def show_thread(self, card: Finding, thread: Thread, bare: bool) -> None:
        """Show the chain of ``card``; ``bare`` where it stands on no citizen's words."""
        links = chain(thread)
        self._show_rows(links[:MOST])
        self.words.setVisible(len(links) > MOST or len(links) == 1)
        self.words.setText(
            "아직 이어진 기록이 없습니다. 근거를 이으면 여기에 흐름이 보입니다."
            if len(links) == 1
            else f"이어진 기록 {len(links)}개 가운데 {MOST}개입니다. 모두는 실타래에서 봅니다."
        )
        self.missing.setVisible(bare)
        self.problem.setVisible(card.kind in _EARLY)
        self.foot.show()

    def _show_rows(self, links: Sequence[Link], chained: bool = True) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [
            LinkRow(one, not chained or at == 0, not chained or at == len(links) - 1)
            for at, one in enumerate(links)
        ]
        for row in self.rows:
            row.clicked.connect(lambda _on=False, ref=row.place.ref: self.went.emit(*ref))
            self._column.addWidget(row)
        self._column.addStretch(1)
