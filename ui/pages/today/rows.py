"""The rows of 오늘: each says what waits and carries the button that deals with it."""

from datetime import date, timedelta

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.calendar import Entry
from app.domain.choices import StageKind
from app.domain.today import Deadline, Stalled, WaitingGate
from ui import icons, theme
from ui.formats import list_date
from ui.widgets.badges import DDay, StageNumber
from ui.widgets.bars import ThinBar
from ui.widgets.controls import button
from ui.widgets.open_row import Open, RowFrame
from ui.widgets.text import ElidedLabel, IconLabel, label

TILE = 28
KINDS = {"answer": "제안 회신", "scores": "점수 입력", "criterion": "관문 기준"}
"""What is to be done, where the title alone does not say it."""
ICONS = {
    "milestone": "calendar-check",
    "criterion": "paperclip",
    "stage": "flag",
    "answer": "message-square-reply",
    "scores": "clipboard-check",
}


class Tile(QWidget):
    """The icon of a kind on a tinted square, red where it is overdue."""

    def __init__(self, icon: str, late: bool) -> None:
        """Show ``icon``."""
        super().__init__()
        self._icon, self._late = icon, late
        self.setFixedSize(TILE, TILE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint square and icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("danger.fill" if self._late else "select"))
        painter.drawRoundedRect(self.rect(), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        icons.paint(painter, QRect(6, 6, 16, 16), self._icon, "danger.icon" if self._late else "link")


def deadline_row(item: Deadline, opens: Open, action: str, run: Open) -> QWidget:
    """Return the row of a deadline: what, which project, how long, and the button that deals with it."""
    said = f"{item.title}, {item.project}, 기한 {list_date(item.due_on)}"
    row = RowFrame(f"{item.kind}-{item.id}", said, theme.TWO_LINE_ROW, opens)
    row.box.addWidget(Tile(ICONS[item.kind], item.days <= 0))
    stage = f"{StageKind(item.stage).label} · " if item.stage and item.kind != "stage" else ""
    kind = KINDS.get(item.kind, "")
    row.add_words(
        kind or item.title,
        "",
        ElidedLabel(f"{stage}{item.project}", 13, tone="text2"),
        item.title if kind else "",
    )
    badge = QHBoxLayout()
    badge.addWidget(DDay(item.due_on, _today(item)))
    badge.addStretch(1)
    holder = QWidget()
    holder.setLayout(badge)
    badge.setContentsMargins(0, 0, 0, 0)
    holder.setFixedWidth(84)
    row.box.addWidget(holder)
    day = label(list_date(item.due_on), 13, tone="text2")
    day.setFixedWidth(92)
    row.box.addWidget(day)
    row.box.addWidget(_action(action, f"{item.title}: {action}", f"do-{item.kind}-{item.id}", run))
    return row


def _today(item: Deadline) -> date:
    return item.due_on - timedelta(item.days)


def _action(words: str, said: str, name: str, run: Open) -> QPushButton:
    made = button(words, run=run, compact=True)
    made.setAccessibleName(said)
    made.setObjectName(name)
    made.setMinimumWidth(84)
    return made


def gate_row(item: WaitingGate, opens: Open) -> QWidget:
    """Return the row of a gate that waits for evidence."""
    missing = " · ".join(item.missing)
    gate = f"{StageKind(item.stage).label} 관문 {item.met} / {item.total}"
    said = f"{item.project}, {gate}, 없음: {missing}"
    row = RowFrame(f"gate-{item.stage_id}", said, 58, opens)
    second = QWidget()
    line = QHBoxLayout(second)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(5)
    line.addWidget(IconLabel("circle-dashed", "warning.icon", 14))
    line.addWidget(ElidedLabel(f"없음: {missing}", 13, tone="text2"), 1)
    row.add_words(item.project, "", second)
    following = StageKind(item.next_stage).label if item.next_stage else "마침"
    stages = label(f"{StageKind(item.stage).label} → {following}", 13, tone="text2")
    stages.setFixedWidth(88)
    bar = ThinBar(item.met / item.total if item.total else 0.0, accessible="갖춘 기준")
    bar.setFixedWidth(72)
    count = label(f"{item.met} / {item.total}", 13)
    count.setFixedWidth(40)
    for widget in (stages, bar, count):
        row.box.addWidget(widget)
    row.box.addWidget(
        _action("증빙 붙이기", f"{item.project}: 증빙 붙이기", f"do-gate-{item.stage_id}", opens)
    )
    return row


def session_row(item: Entry, today: date, ready: bool, opens: Open, run: Open | None = None) -> QWidget:
    """Return the row of a session to come: when, what, where, whether it is prepared, and what to do next.

    ``run`` opens its 진행 화면, on the day itself; one without a 진행 순서 is to be prepared.
    """
    hours = f"{item.starts_at}–{item.ends_at}" if item.ends_at else item.starts_at
    state = "준비 완료" if ready else "진행 순서 없음"
    said = f"{list_date(item.day)} {hours} {item.title}, {item.project}, {state}"
    row = RowFrame(f"session-{item.id}", said, theme.TWO_LINE_ROW, opens)
    row.box.addWidget(_when(item.day, today))
    row.box.addWidget(Tile("presentation", False))
    place = " · ".join(part for part in (item.project, item.place) if part)
    row.add_words(item.title, "", ElidedLabel(place, 13, tone="text2"))
    row.box.addWidget(_readiness(hours, state, ready))
    if run is not None:
        row.box.addWidget(_action("진행 화면", f"{item.title}: 진행 화면", f"do-run-{item.id}", run))
    elif not ready:
        row.box.addWidget(_action("준비하기", f"{item.title}: 준비하기", f"do-session-{item.id}", opens))
    return row


def _when(day: date, today: date) -> QWidget:
    near = {0: "오늘", 1: "내일"}.get((day - today).days, "")
    when = QWidget()
    when.setFixedWidth(76)
    lines = QVBoxLayout(when)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(1)
    lines.addStretch(1)
    if near:
        lines.addWidget(label(near, 13, 600, "link"))
    lines.addWidget(label(list_date(day), 12 if near else 13, 400 if near else 600, "text2" if near else ""))
    lines.addStretch(1)
    return when


def _readiness(hours: str, state: str, ready: bool) -> QWidget:
    holder = QWidget()
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(1)
    right = Qt.AlignmentFlag.AlignRight
    lines.addStretch(1)
    lines.addWidget(label(hours or "시각 미정", 13, tone="text2" if hours else "warning"), 0, right)
    below = QHBoxLayout()
    below.setSpacing(4)
    below.addStretch(1)
    below.addWidget(
        IconLabel("check" if ready else "triangle-alert", "success.icon" if ready else "warning.icon", 13)
    )
    below.addWidget(label(state, 12, tone="success" if ready else "warning"))
    lines.addLayout(below)
    lines.addStretch(1)
    return holder


def upcoming_row(item: Deadline, opens: Open) -> QWidget:
    """Return the row of something that comes later."""
    row = RowFrame(f"later-{item.id}", f"{list_date(item.due_on)} {item.title}, {item.project}", 50, opens)
    day = label(list_date(item.due_on), 13, 600)
    day.setFixedWidth(84)
    row.box.addWidget(day)
    row.add_words(item.title, "", ElidedLabel(item.project, 13, tone="text2"))
    row.box.addWidget(label(f"D-{item.days}", 13, tone="text2"))
    return row


def stalled_row(item: Stalled, opens: Open) -> QWidget:
    """Return the row of a project that stands still."""
    kind = StageKind(item.stage) if item.stage else StageKind.PLANNING
    row = RowFrame(f"stalled-{item.project_id}", f"{item.project}, {item.idle_days}일째 변경 없음", 34, opens)
    row.box.setSpacing(8)
    row.box.addWidget(StageNumber(kind.number))
    row.box.addWidget(label(kind.label, 13, tone="text2"))
    row.box.addWidget(ElidedLabel(item.project, 14, 500), 1)
    row.box.addWidget(IconLabel("circle-pause", "danger.icon", 14))
    row.box.addWidget(label(f"{item.idle_days}일째 변경 없음", 13, 500, "danger"))
    row.box.addWidget(IconLabel("chevron-right", "text2", 14))
    return row
