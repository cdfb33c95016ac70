"""What an import would do, in figures, and the bar that shows how much of the table can be taken."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.tabular.preview import Outcome, Preview, State
from ui import theme
from ui.widgets.panels import Card
from ui.widgets.text import IconLabel, WordLabel, label, line, set_tone

_FIGURES = (
    (State.NEW, "plus", "새로 추가", "success"),
    (State.CHANGED, "refresh-cw", "갱신", "information"),
    (State.SAME, "check", "그대로", "text2"),
    (State.REFUSED, "circle-x", "오류", "danger"),
    (State.DOUBT, "triangle-alert", "검토 필요", "warning"),
)
_PARTS = (
    (State.NEW, "success.icon"), (State.CHANGED, "information.icon"), (State.SAME, "control"),
    (State.REFUSED, "danger.icon"), (State.DOUBT, "warning.icon"), (State.LEFT_OUT, "track"),
)  # fmt: skip


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[State, int] = {}
        self.setFixedHeight(10)

    def sizeHint(self) -> QSize:
        return QSize(200, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        total, left = sum(self.counts.values()), 0.0
        for state, color in _PARTS:
            wide = self.width() * self.counts.get(state, 0) / total if total else 0
            if wide:
                painter.setBrush(theme.color(color))
                painter.drawRoundedRect(QRectF(left, 0, max(wide - 2, 2), self.height()), 2, 2)
            left += wide


class Summary(Card):
    """Counts by what becomes of the rows."""

    def __init__(self) -> None:
        """Make the figures, still empty."""
        super().__init__(padding=0, spacing=0)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.body.addLayout(row)
        self.total = self._figure(row, "", "모두", "text2")
        self.figures = {state: self._figure(row, icon, name, tone) for state, icon, name, tone in _FIGURES}
        self._bar = _Bar()
        self.words = WordLabel("", 13, tone="text2")
        side = QVBoxLayout()
        side.setContentsMargins(18, 14, 18, 14)
        side.setSpacing(6)
        side.addStretch(1)
        side.addWidget(self._bar)
        side.addWidget(self.words)
        side.addStretch(1)
        row.addLayout(side, 1)

    def _figure(self, row: QHBoxLayout, icon: str, name: str, tone: str) -> QLabel:
        box = QVBoxLayout()
        box.setContentsMargins(14, 10, 18, 10)
        box.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(5)
        if icon:
            head.addWidget(IconLabel(icon, tone if tone == "text2" else f"{tone}.icon", 13))
        head.addWidget(label(name, 13, tone=tone))
        head.addStretch(1)
        figure = label("–", 22, 700)
        box.addLayout(head)
        box.addWidget(figure)
        row.addLayout(box)
        row.addWidget(line(vertical=True))
        return figure

    def show_preview(self, seen: Preview) -> None:
        """Show the counts of ``seen``."""
        counts = seen.counts()
        self.total.setText(f"{seen.total:,}")
        for state, figure in self.figures.items():
            figure.setText(f"{counts[state]:,}")
        self._bar.counts = dict(counts)
        self._bar.update()
        self.words.setText(words_of(seen))
        set_tone(self.words, "text2" if seen.takes else "danger")
        self.setAccessibleName(self.words.text())


def remarks_of(seen: Preview) -> str:
    """Return what was left out of the sheet or read otherwise than it stands, in sentences."""
    back = ("읽지 않은 행은 미리보기에서 다시 넣을 수 있습니다",) if seen.asides else ()
    remarks = (*seen.table.remarks(without_hidden=seen.choices.without_hidden), *back, *seen.notes)
    return " ".join(remark if remark.endswith(".") else f"{remark}." for remark in remarks)


def words_of(seen: Preview) -> str:
    """Return what can be taken now, plainly said."""
    if seen.missing:
        labels = ", ".join(spec.label for spec in seen.missing)
        return f"꼭 있어야 하는 항목의 열이 없습니다: {labels}"
    counts = seen.counts()
    wrong = counts[State.REFUSED] + counts[State.DOUBT]
    if wrong and not seen.choices.good_only:
        return f"{wrong:,}행을 고치거나 빼야 가져올 수 있습니다. 지금은 하나도 가져오지 않습니다."
    if not seen.takes and wrong:
        return f"지금 가져올 수 있는 행이 없습니다. {wrong:,}행을 고치거나 확인하면 가져올 수 있습니다."
    if not seen.takes:
        return (
            "가져올 것이 없습니다." if not counts[State.SAME] else "이미 모두 들어 있어 바뀌는 것이 없습니다."
        )
    made = [f"기관·사업 등 {len(seen.made)}건도 함께 만듭니다."] if seen.made else []
    return " ".join((f"{seen.takes:,}행은 지금 가져올 수 있습니다.", *made, *seen.notes))


def done_words(outcome: Outcome) -> str:
    """Return what an import did, plainly said."""
    parts = [f"{outcome.new:,}건을 새로 넣었습니다." if outcome.new else "",
             f"{outcome.changed:,}건을 고쳤습니다." if outcome.changed else "",
             f"{outcome.refused:,}행은 넣지 않았습니다." if outcome.refused else "",
             f"{outcome.left_out:,}행은 뺐습니다." if outcome.left_out else ""]  # fmt: skip
    return " ".join(filter(None, parts)) or "바뀐 것이 없습니다."
