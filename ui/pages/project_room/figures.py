"""주요 수치: six figures of a project, as of today."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QGridLayout

from app.domain.choices import Disclosure
from app.domain.funnel import FunnelCounts
from ui.formats import list_date
from ui.pages.project_room.data import Room
from ui.widgets.panels import Figure, Panel

Shown = tuple[str, str, str, str]
NAMES = (
    ("sessions", "presentation", "활동", "회"),
    ("findings", "lightbulb", "발견·아이디어", "장"),
    ("proposals", "send", "제안", "건"),
    ("outputs", "archive", "산출물", "건"),
    ("todo", "list-checks", "할 일", "건"),
    ("days", "calendar", "남은 기간", "일"),
)


class FiguresPanel(Panel):
    """Two rows of three figures, hairlines between them."""

    def __init__(self) -> None:
        """Make the figures, still empty."""
        super().__init__("주요 수치", "오늘까지")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        self.figures: dict[str, Figure] = {}
        for number, (key, icon, name, unit) in enumerate(NAMES):
            figure = Figure(icon, name, unit)
            figure.layout().setContentsMargins(12, 8, 8, 8)  # type: ignore[union-attr]
            self.figures[key] = figure
            grid.addWidget(figure, 2 * (number // 3), 2 * (number % 3))
        grid.addWidget(_line("hline"), 1, 0, 1, 5)
        for column in (1, 3):
            grid.addWidget(_line("vline"), 0, column, 3, 1)
        for column in (0, 2, 4):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def show_room(self, room: Room) -> None:
        """Show the figures of ``room``."""
        for key, (value, support, tone, icon) in _figures(room):
            self.figures[key].set_figure(value, support, tone, icon)


def _line(role: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", role)
    return made


def _figures(room: Room) -> Iterable[tuple[str, Shown]]:
    plain = ("text2", "")
    month = (room.today.year, room.today.month)
    lately = sum(1 for one in room.sessions if one.held_on and (one.held_on.year, one.held_on.month) == month)
    yield "sessions", (str(len(room.sessions)), f"이번 달 {lately}회", *plain)
    yield "findings", (str(room.findings), f"아이디어 {room.ideas}", *plain)
    yield "proposals", _proposals(room.proposals)
    opened = sum(1 for output in room.outputs if output.disclosure == Disclosure.OPEN)
    yield "outputs", (str(len(room.outputs)), f"공개 {opened} · 파일 {len(room.files)}", *plain)
    yield "todo", _todo(room)
    yield "days", _days(room)


def _proposals(counts: FunnelCounts) -> Shown:
    if counts.overdue:
        return str(counts.received), f"기한 지남 {counts.overdue}", "danger", "circle-alert"
    return str(counts.received), f"반영 {counts.adopted} · 일부 {counts.partly}", "text2", ""


def _todo(room: Room) -> Shown:
    waiting = [todo for todo in room.todos if todo.done_on is None]
    late = [todo for todo in waiting if todo.due_on and todo.due_on < room.today]
    if late:
        return str(len(waiting)), f"기한 지남 {len(late)}", "danger", "circle-alert"
    following = min((todo.due_on for todo in waiting if todo.due_on), default=None)
    return (
        str(len(waiting)),
        f"다음 {following.month}. {following.day}." if following else "남은 일 없음",
        "text2",
        "",
    )


def _days(room: Room) -> Shown:
    ends = room.project.ends_on
    if ends is None:
        return "–", "종료일 없음", "text2", ""
    left = (ends - room.today).days
    if left < 0 and room.current is not None:
        return "0", f"{-left}일 지남", "danger", "circle-alert"
    return str(max(left, 0)), f"{list_date(ends)}까지", "text2", ""
