"""One round laid out: ranks at the left, the sheets of a project, what stands below; or what it lacks."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from ui import theme
from ui.pages.evaluation.project_panel import ProjectPanel
from ui.pages.evaluation.radar_panel import RadarPanel
from ui.pages.evaluation.ranking import RankingPanel
from ui.pages.evaluation.remarks_panel import RemarksPanel
from ui.pages.evaluation.waiting_panel import WaitingPanel
from ui.roles import asking
from ui.widgets.controls import EmptyState
from ui.widgets.scrolling import scroll_area
from ui.widgets.stack import Stack

BELOW = 180


class RoundArea(QWidget):
    """The parts of a round; where there is none, or nothing in it, one sentence with its button."""

    def __init__(
        self, add: Callable[[], object], edit: Callable[[], object], read: Callable[[], object]
    ) -> None:
        """Make the parts, still empty; ``add`` makes a round, ``edit`` fills one, ``read`` reads it again."""
        super().__init__()
        self.ranking, self.project = RankingPanel(), ProjectPanel()
        self.radar, self.waiting, self.remarks = RadarPanel(), WaitingPanel(), RemarksPanel()
        self.none = EmptyState(
            "아직 평가가 없습니다. 평가표와 과제, 위원을 골라 만듭니다.", "새 평가", add, "clipboard-check"
        )
        self.bare = EmptyState("이 평가에는 아직 과제나 위원이 없습니다.", "과제·위원 넣기", edit, "users")
        self.unread = EmptyState(
            "이 평가를 읽다가 그만두었습니다. 적힌 점수는 그대로입니다.", "다시 읽기", read, "clipboard-check"
        )
        for made in (self.none, self.bare):
            asking(made.button, Duty.EVALUATE)
        self._stack = Stack(self._full(), self.none, self.bare, self.unread, blank=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def _full(self) -> QWidget:
        below = QHBoxLayout()
        below.setSpacing(theme.GAP)
        words = QVBoxLayout()
        words.setSpacing(theme.GAP)
        words.addWidget(self.waiting, 10)
        words.addWidget(self.remarks, 12)
        below.addWidget(self.radar, 5)
        below.addLayout(words, 8)
        inner = QWidget()
        inner.setProperty("role", "plain")
        right = QVBoxLayout(inner)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.GAP)
        right.addWidget(self.project)
        right.addLayout(below, 1)
        self.radar.setMinimumHeight(BELOW)
        full = QWidget()
        body = QHBoxLayout(full)
        body.setContentsMargins(16, theme.GAP, 16, theme.GAP)
        body.setSpacing(theme.GAP)
        self.ranking.setFixedWidth(theme.LIST_PANEL)
        body.addWidget(self.ranking)
        body.addWidget(scroll_area(inner), 1)
        return full

    def show_lack(self, *, none: bool, bare: bool) -> None:
        """Show the parts, or say that there is no round (``none``) or nothing in it (``bare``)."""
        self._stack.setCurrentIndex(1 if none else 2 if bare else 0)

    def show_unread(self) -> None:
        """Say that the round was not read to its end."""
        self._stack.setCurrentWidget(self.unread)

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self.ranking.setFixedWidth(theme.LIST_PANEL - (40 if compact else 0))
        self.ranking.set_dense(compact)
        self.project.grid.set_narrow(compact)
