"""The frame of 가져오기: four steps under their bar, the foot below, and which of them is in front."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.desk_role import duties_of
from app.domain.tabular.kinds import KINDS
from app.domain.tabular.preview import Choices, Preview
from ui.context import Context
from ui.pages.base import Crumb, Page
from ui.pages.importing import reading
from ui.pages.importing.done_step import DoneStep
from ui.pages.importing.file_step import FileStep
from ui.pages.importing.foot import Foot
from ui.pages.importing.looking import Looking
from ui.pages.importing.map_panel import MapPanel
from ui.pages.importing.map_step import MapStep
from ui.pages.importing.rows_step import RowsStep
from ui.pages.importing.steps_bar import Step, StepsBar
from ui.roles import Roles
from ui.widgets.stack import Stack

HOMES = {
    "projects": Crumb("과제", "projects"),
    "people": Crumb("참여자", "people"),
    "memberships": Crumb("참여자", "people"),
    "proposals": Crumb("제안", "proposals"),
}


class ImportFrame(Page):
    """The steps as widgets, and the table that they are about; what happens in them is the page's."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the four steps, nothing chosen yet."""
        super().__init__(context, parent)
        self.looking = Looking(self, context)
        self.bar = StepsBar()
        self.files, self.map_step = FileStep(), MapStep()
        self.rows = RowsStep(self.export_refused, lambda: self.looking.choices)
        self.done_step = DoneStep(self.go_home, self.show_remaining, self.export_refused, self.forget)
        self.foot = Foot(self.back, self.leave, self.go_on)
        self.stack = Stack(self.files, self.map_step, self.rows, self.done_step)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.foot)
        self.show_step(Step.FILE)

    @property
    def columns(self) -> MapPanel:
        """Return the columns of the second step."""
        return self.map_step.columns

    @property
    def kind(self) -> str:
        """Return what is brought in."""
        return self.looking.kind

    @property
    def opened(self) -> reading.Opened | None:
        """Return the table that was read."""
        return self.looking.file

    @property
    def choices(self) -> Choices:
        """Return what was decided about it."""
        return self.looking.choices

    @property
    def seen(self) -> Preview | None:
        """Return its rows as they were looked at last."""
        return self.looking.seen

    @property
    def step(self) -> Step:
        """Return the step in front."""
        return Step(self.stack.currentIndex())

    # -- which step is in front

    def show_step(self, step: Step) -> None:
        """Show a step, its place in the bar and what can be done in it."""
        self.stack.setCurrentIndex(step)
        self.bar.steps.show_step(step)
        self.show_foot()
        self.chromeChanged.emit()

    def show_foot(self) -> None:
        """Say what the main button does now, or why it cannot."""
        self.foot.show_step(self.step, self.seen, opened=self.opened is not None, refusal=self.refusal())

    def refusal(self) -> str:
        """Return what the role at the desk has against records of this kind."""
        return Roles(self.context).any_of(*duties_of([KINDS[self.kind].entity]))

    def say_wrong(self, words: str) -> None:
        """Say what went wrong where one is looking."""
        if self.step is Step.FILE:
            self.files.refuse(words)
        else:
            self.foot.say(words)

    def forget(self) -> None:
        """Begin again with the first step."""
        self.looking.forget()
        self.files.refuse("")
        self.bar.show_file("")
        self.show_step(Step.FILE)

    def back(self) -> None:
        """Go to the step before, and to where work in it begins."""
        self.show_step(Step(max(self.step - 1, Step.FILE)))
        self.take_focus()

    def leave(self) -> None:
        """Give up what was begun."""
        self.forget()
        self.go_home()

    def go_home(self) -> None:
        """Go to the records of the kind."""
        self.context.navigate(HOMES.get(self.kind, HOMES["projects"]).page)

    def go_on(self) -> None:
        """Do what the main button of the foot says; the page knows what."""
        raise NotImplementedError

    def show_remaining(self) -> None:
        """Go back to the rows; the page knows which."""
        raise NotImplementedError

    def export_refused(self) -> None:
        """Save the rows that are not taken; the page knows where."""
        raise NotImplementedError
