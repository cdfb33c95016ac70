"""The card beside the pointer: what a bar or a mark tells, and what a drag would come to."""

from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.choices import ProjectState
from app.domain.dependency import Course
from app.domain.timeline import STAGE, BarState, Dot, Due, Node, StageBar, TimelineRow
from app.services import timeline
from ui import theme
from ui.formats import list_date
from ui.widgets.badges import Badge, StageNumber
from ui.widgets.text import WordLabel, label, set_tone

WIDTH = 312
_DISTANCE = 14


class HoverCard(QFrame):
    """A heading with its badge and a few lines; it never takes the pointer or the focus."""

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden card over ``parent``."""
        super().__init__(parent)
        self.setObjectName("hovercard")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedWidth(WIDTH)
        self.numbers = [StageNumber(number) for number in range(1, 5)]
        self.title = label("", 14, 600)
        self.badge = Badge()
        self.lines = WordLabel("", 13, 400, "text2")
        self.warning = WordLabel("", 13, 500, "danger")
        head = QHBoxLayout()
        head.setSpacing(8)
        for number in self.numbers:
            head.addWidget(number)
        head.addWidget(self.title, 1)
        head.addWidget(self.badge)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 12)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.lines)
        box.addWidget(self.warning)
        self._dress()
        theme.notifier().changed.connect(self._dress)
        self.hide()

    def _dress(self) -> None:
        t = theme.tokens()
        self.setStyleSheet(
            f"QFrame#hovercard {{ background: {t.surface}; border: 1px solid {t.control}; "
            "border-radius: 6px; }"
        )

    def tell(
        self, title: str, lines: list[str], number: int = 0, warning: str = "",
        badge: tuple[str, str] = ("", ""),
    ) -> None:  # fmt: skip
        """Say other words; ``badge`` is (words, kind), ``number`` that of a stage."""
        for place, widget in enumerate(self.numbers, 1):
            widget.setVisible(place == number)
        self.title.setText(title)
        self.badge.setVisible(bool(badge[0]))
        if badge[0]:
            self.badge.set_badge(*badge)
        for part, text in ((self.lines, "\n".join(lines)), (self.warning, warning)):
            part.setText(text)
            part.setVisible(bool(text))
        set_tone(self.warning, "danger")
        self.setAccessibleName(" ".join([title, badge[0], *lines, warning]))

    def show_at(self, at: QPoint, within: QRect) -> None:
        """Stand below and beside ``at``, inside ``within``."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(WIDTH, layout.totalHeightForWidth(WIDTH))
        left = min(at.x() + _DISTANCE, within.right() - self.width() - 4)
        top = at.y() + _DISTANCE
        if top + self.height() > within.bottom():
            top = max(at.y() - self.height() - _DISTANCE, within.top())
        self.move(max(left, within.left() + 4), top)
        self.show()
        self.raise_()


def tell_node(card: HoverCard, row: TimelineRow, node: Node, today: date) -> None:
    """Let ``card`` tell of a stage or a 할 일."""
    course = Course(row)
    wrong = " ".join(
        timeline.conflict_words(course, one)
        for one in course.conflicts()
        if node in (one.edge.before, one.edge.after)
    )
    bar = row.bar(node[1]) if node[0] == STAGE else None
    if bar is not None:
        title = f"{bar.label} {bar.progress}%" if bar.state is BarState.CURRENT else bar.label
        card.tell(title, stage_lines(row, bar, today), bar.position, wrong, _badge(row, bar))
        return
    due = next((one for one in row.dues if one.id == node[1]), None)
    if due is not None:
        card.tell(due.title, [due_line(due, today)], 0, wrong)


def tell_dot(card: HoverCard, dot: Dot, today: date) -> None:
    """Let ``card`` tell of a session."""
    how = "마감한 활동" if dot.done else "예정 활동" if dot.day >= today else "아직 마감하지 않은 활동"
    card.tell(dot.title, [f"{list_date(dot.day, today)} · {how}"])


def stage_lines(row: TimelineRow, bar: StageBar, today: date) -> list[str]:
    """Return the days of a stage, its evidence with what comes next, and what was planned first."""
    lines = []
    if bar.span is not None:
        lines.append(f"{timeline.period(bar.span, today)} · {_left(bar, today)}")
    lines.append(_evidence(row, bar, today))
    if bar.ghost is not None:
        kept = "처음 계획" if bar.baseline_start or bar.baseline_end else "계획"
        lines.append(f"{kept} {timeline.period(bar.ghost, today)}")
    return [line for line in lines if line]


def _left(bar: StageBar, today: date) -> str:
    span = bar.span
    if span is None or bar.state is BarState.DONE:
        return f"{span.days}일 동안" if span else ""
    if bar.late(today):
        return f"{bar.late(today)}일 지남"
    if bar.state is BarState.PLANNED and span.first > today:
        return f"시작까지 {(span.first - today).days}일"
    return f"남은 {(span.last - today).days}일" if span.last > today else "오늘까지"


def _evidence(row: TimelineRow, bar: StageBar, today: date) -> str:
    if bar.state is BarState.DONE:
        return "관문 통과"
    project = row.project
    if bar.kind != project.stage:
        return f"관문 증빙 {bar.criteria}종" if bar.criteria else ""
    words = (
        f"증빙 {project.criteria_met} / {project.criteria_total}"
        if project.criteria_total
        else "관문 기준 없음"
    )
    coming = row.next_dot(today)
    if coming is None:
        return f"{words} · 다음 활동 없음"
    return f"{words} · 다음 {coming.day.month}. {coming.day.day}. {coming.title}"


def _badge(row: TimelineRow, bar: StageBar) -> tuple[str, str]:
    if bar.state is BarState.DONE:
        return "끝남", "done"
    if bar.kind == row.project.stage and bar.state is BarState.CURRENT:
        return ProjectState(row.project.state).label, row.project.state
    return "예정", "later"


def due_line(due: Due, today: date) -> str:
    """Return a 할 일 in words: its day, and whether it is done or late."""
    days = (today - due.day).days
    how = (
        "마침"
        if due.done
        else f"{days}일 지남"
        if days > 0
        else "오늘까지"
        if not days
        else f"남은 {-days}일"
    )
    return f"할 일 · {list_date(due.day, today)} · {how}"


def spoken(row: TimelineRow, node: Node | None, today: date) -> str:
    """Return a project, or one of its stages or 할 일, as assistive technology hears it."""
    if node is None:
        return row.project.title
    bar = row.bar(node[1]) if node[0] == STAGE else None
    if bar is not None:
        head = f"{bar.label} 단계 {bar.state.label} {bar.progress}%"
        return ", ".join([row.project.title, head, *stage_lines(row, bar, today)])
    due = next((one for one in row.dues if one.id == node[1]), None)
    return ", ".join([row.project.title, due.title, due_line(due, today)]) if due else row.project.title
