"""팀원 and 신청자 of a project, one in front of the other, and the draws among the applicants."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.context import Context
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.applicants.part import ApplicantsPart
from ui.pages.project_room.applicants.past import PastDraws
from ui.widgets.controls import Segmented
from ui.widgets.stack import Stack

TEAM, APPLICANTS = "team", "applicants"


class TeamLists(QWidget):
    """Holds the list of members and that of applicants; ``turned`` after another came to the front."""

    turned = Signal()

    def __init__(self, context: Context, actions: Actions, members: QWidget) -> None:
        """Begin with ``members`` in front."""
        super().__init__()
        self.applicants = ApplicantsPart(context, actions)
        self.past = PastDraws()
        self.past.hide()
        self.switch = Segmented([(TEAM, "팀원", ""), (APPLICANTS, "신청자", "")], "팀의 목록")
        self.switch.chosen.connect(self.turn)
        self.applicants.counted.connect(self._count)
        self.applicants.drawsRead.connect(self.past.show_draws)
        self.past.opened.connect(self.applicants.show_draw)
        self.stack = Stack(members, self.applicants)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.switch)
        top.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP - 4)
        box.addLayout(top)
        box.addWidget(self.stack, 1)

    @property
    def applying(self) -> bool:
        """Tell whether the applicants are in front."""
        return bool(self.switch.value() == APPLICANTS)

    def turn(self, key: str) -> None:
        """Bring 팀원 or 신청자 to the front."""
        self.switch.set_value(key)
        self.stack.setCurrentIndex(int(self.applying))
        self.past.setVisible(self.applying)
        self.turned.emit()

    def show_project(self, project_id: int, members: int) -> None:
        """Show the lists of a project with so many members."""
        self.switch.set_words(TEAM, f"팀원 {members}")
        self.applicants.show_project(project_id)

    def _count(self, count: int) -> None:
        self.switch.set_words(APPLICANTS, f"신청자 {count}" if count else "신청자")
