"""접수 → 검토 → 결정 → 이행: how many come how far, as a share of the step before, decisions split."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.funnel import FunnelCounts
from app.domain.koreandate import format_date
from ui import theme
from ui.proposals.looks import LOOKS
from ui.widgets.bars import paint_bar
from ui.widgets.text import IconLabel, label, set_tone

HEIGHT = 104
Part = tuple[float, str]


class _Bar(QWidget):
    """A bar in one colour, or in the colours of its parts."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self.setFixedHeight(9)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, *parts: Part) -> None:
        self._parts = parts
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = theme.color("track")
        paint_bar(painter, QRectF(self.rect()), 0, track, track)
        left = 0.0
        for share, token in self._parts:
            width = self.width() * min(share, 1.0)
            painter.setBrush(theme.color(token))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(left, 0, max(width - 1, 0), self.height()), 2, 2)
            left += width


class Step(QWidget):
    """One step: its name and share, its figure, a bar, a line of support."""

    def __init__(self, name: str) -> None:
        """Make the step ``name`` without a figure."""
        super().__init__()
        self._name = name
        self.share = label("", 13, tone="text2")
        self.figure = label("–", 24, 700)
        self.bar = _Bar()
        self.support = QHBoxLayout()
        self.support.setSpacing(4)
        head, middle = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(name, 14, 500))
        head.addWidget(self.share)
        head.addStretch(1)
        middle.setSpacing(4)
        middle.addWidget(self.figure)
        middle.addWidget(label("건", 14, tone="text2"), 0, Qt.AlignmentFlag.AlignBottom)
        middle.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        for layout in (head, middle):
            box.addLayout(layout)
        box.addWidget(self.bar)
        box.addLayout(self.support)

    def show_step(self, count: int, share: int | None, *parts: Part) -> None:
        """Show ``count``, its share of the step before in percent, and the parts of its bar."""
        self.figure.setText(f"{count:,}")
        self.share.setText("" if share is None else f"→ 앞 단계의 {share}%")
        self.bar.set_parts(*parts)
        self.setAccessibleName(f"{self._name} {count}건 {self.share.text()}")

    def say(self, *words: tuple[str, str, str]) -> None:
        """Say ``words`` as (icon, text, tone) below the bar."""
        while self.support.count():
            item = self.support.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for icon, text, tone in words:
            if icon:
                self.support.addWidget(IconLabel(icon, tone, 14))
            made = label(text, 13, tone="text2")
            set_tone(made, tone.split(".")[0])
            self.support.addWidget(made)
            self.support.addSpacing(4)
        self.support.addStretch(1)


class FunnelStrip(QWidget):
    """The four steps side by side."""

    def __init__(self) -> None:
        """Make the steps, still without figures."""
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.setObjectName("viewbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.steps = tuple(Step(name) for name in ("접수", "검토", "결정", "이행 확인"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(12)
        for number, step in enumerate(self.steps):
            if number:
                row.addWidget(IconLabel("chevron-right", "text3", 16))
            row.addWidget(step, 1)

    def show_counts(self, found: FunnelCounts) -> None:
        """Show the figures of the funnel."""
        received, reviewed, decided, carried = self.steps
        whole = max(found.received, 1)
        received.show_step(found.received, None, (float(found.received > 0), "primary"))
        received.say(("", f"{format_date(found.first_on)}부터" if found.first_on else "접수일 없음", "text2"))
        share = found.share(found.reviewed, found.received)
        reviewed.show_step(found.reviewed, share, (found.reviewed / whole, "primary"))
        reviewed.say(_waiting(found))
        shares = [(found.adopted, "success.icon"), (found.partly, "information.icon"),
                  (found.rejected, "control")]  # fmt: skip
        parts = [(count / whole, token) for count, token in shares]
        decided.show_step(found.decided, found.share(found.decided, found.reviewed), *parts)
        decided.say(
            (LOOKS["adopted"].icon, f"반영 {found.adopted}", "success.icon"),
            (LOOKS["partly"].icon, f"일부 {found.partly}", "information.icon"),
            (LOOKS["rejected"].icon, f"미반영 {found.rejected}", "text2"),
        )
        share = found.share(found.carried_out, found.taken_up)
        carried.show_step(found.carried_out, None, (found.carried_out / whole, "strong"))
        words = (
            f"반영·일부반영 {found.taken_up}건 가운데 {share}%" if share is not None else "반영한 제안 없음"
        )
        carried.say(("", words, "text2"))


def _waiting(found: FunnelCounts) -> tuple[str, str, str]:
    if found.overdue:
        return ("circle-alert", f"회신 기한 지남 {found.overdue}건", "danger.icon")
    if found.undue:
        return ("", f"기한 없는 제안 {found.undue}건", "text2")
    return ("", "기한 지난 제안 없음", "text2")
