"""Taking a bar: what it comes to is worked out at every step, and written once when it is let go."""

from dataclasses import dataclass, replace

from app.domain.dependency import Course, Grip, Outcome
from app.domain.timeline import MILESTONE, STAGE, BarState, Node, Span, StageBar, TimelineRow
from app.errors import UserError


@dataclass(frozen=True, slots=True)
class Change:
    """A change that was asked for, in the terms of ``app.services.timeline.move``."""

    project: int
    node: Node
    grip: Grip
    by: int
    alone: bool


class Drag:
    """One thing of one project on its way; ``refused`` says why it does not move."""

    def __init__(self, row: TimelineRow, node: Node, grip: Grip) -> None:
        """Take ``node`` of ``row`` by ``grip``."""
        bar = row.bar(node[1]) if node[0] == STAGE else None
        under_way = bar is not None and bar.state is BarState.CURRENT
        # of what has begun the beginning stays, so the whole is its end
        self.grip = Grip.END if under_way and grip is Grip.WHOLE else grip
        self.row, self.node = row, node
        self.course = Course(row)
        self.by, self.alone = 0, False
        self.refused = ""
        self.outcome = Outcome((), ())

    def pull(self, by: int, alone: bool = False) -> None:
        """Pull ``by`` days from where it was taken."""
        self.by, self.alone = by, alone
        try:
            span = self.course.grip(self.node, self.grip, by)
            self.outcome, self.refused = self.course.place(self.node, span, alone), ""
        except UserError as error:
            self.outcome, self.refused = Outcome((), ()), error.message

    @property
    def span(self) -> Span:
        """Return the days that it would have now."""
        return self.outcome.moves[0].new if self.outcome.moves else self.course.spans[self.node]

    def preview(self) -> TimelineRow:
        """Return the project as it would be."""
        new = {move.node: move.new for move in self.outcome.moves}
        bars = tuple(_planned(bar, new.get((STAGE, bar.id))) for bar in self.row.stages)
        dues = tuple(
            replace(due, day=new[MILESTONE, due.id].first) if (MILESTONE, due.id) in new else due
            for due in self.row.dues
        )
        return replace(self.row, stages=bars, dues=dues)

    def change(self) -> Change | None:
        """Return what is to be written; None where nothing moves."""
        if not self.outcome.moves:
            return None
        first = self.outcome.moves[0]
        return Change(self.row.id, self.node, self.grip, first.by, self.alone)


def _planned(bar: StageBar, span: Span | None) -> StageBar:
    if span is None:
        return bar
    if bar.state is BarState.CURRENT:
        return replace(bar, planned_end=span.last)
    return replace(bar, planned_start=span.first, planned_end=span.last)
