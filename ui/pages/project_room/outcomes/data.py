"""What the tab 성과 shows, read in one go."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.choices import StageKind
from app.domain.evaluation.rounds import Award
from app.domain.indicator import Comparison, Experiment
from app.services import indicators, outputs, projects, stages
from app.services.evaluation import awards
from app.services.indicators import Course

if TYPE_CHECKING:
    from app.services.workspace import Workspace

TABLES = ("indicator", "measurement", "comparison", "experiment", "output", "stage", "signoff", "award")


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of one project; ``planned`` tells that its planning gate is passed."""

    project_id: int
    courses: tuple[Course, ...]
    pairs: tuple[Comparison, ...]
    experiments: tuple[Experiment, ...]
    outputs: tuple[tuple[int, str], ...]
    planned: bool
    title: str = ""
    awards: tuple[Award, ...] = ()

    def course(self, indicator_id: int | None) -> Course | None:
        """Return one indicator with its values."""
        return next((one for one in self.courses if one.indicator.id == indicator_id), None)

    @property
    def lockable(self) -> int:
        """Return how many baselines are not locked yet."""
        every = [one.indicator for one in self.courses]
        return sum(one.baseline is not None and one.baseline_locked_at is None for one in every)


def load(ws: "Workspace", project_id: int) -> Outcomes:
    """Read what came of a project."""
    found = stages.of_project(ws, project_id)
    return Outcomes(
        project_id,
        tuple(indicators.courses(ws, project_id)),
        tuple(indicators.comparisons(ws, project_id)),
        tuple(indicators.experiments(ws, project_id)),
        tuple((row.id, row.title) for row in outputs.of_project(ws, project_id)),
        any(one.kind == StageKind.PLANNING and one.closed_at is not None for one in found),
        projects.get(ws, project_id).title,
        tuple(awards.of_project(ws, project_id)),
    )
