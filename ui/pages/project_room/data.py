"""What the room of a project shows, read in one go so that its parts agree with each other."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.choices import ProjectKind
from app.domain.directory import Entry, Offer
from app.domain.finding import FindingKind
from app.domain.funnel import FunnelCounts
from app.domain.listing import ListQuery
from app.domain.output import Attachment, Milestone, Output
from app.domain.person import Membership
from app.domain.project import Project
from app.domain.session import Session
from app.domain.stage import Stage
from app.services import directory, findings, listing, outputs, people, projects, proposals, stages
from app.services.people import TeamComposition
from app.services.session import sessions

if TYPE_CHECKING:
    from app.services.workspace import Workspace

TABLES = (
    "project", "stage", "step", "criterion", "criterion_result", "signoff", "membership", "person", "output",
    "attachment", "milestone", "tag", "project_tag", "program", "agency", "region",
    "session", "agenda_item", "attendance", "session_guest", "session_decision", "finding",
    "applicant", "draw", "cluster", "link", "vote_round", "vote", "source", "proposal",
)  # fmt: skip
OPTION_TABLES = ("program", "agency", "region", "person")
Options = dict[str, Offer]


@dataclass(frozen=True, slots=True)
class Room:
    """One project with all that belongs to it, as of one moment."""

    project: Project
    stages: tuple[Stage, ...]
    team: TeamComposition
    members: tuple[Membership, ...]
    outputs: tuple[Output, ...]
    todos: tuple[Milestone, ...]
    files: tuple[Attachment, ...]
    sessions: tuple[Session, ...]
    tags: tuple[Entry, ...]
    today: date
    findings: int
    ideas: int
    proposals: FunnelCounts
    bare: frozenset[tuple[str, int]]
    """What must stand on a citizen's words and does not, as (kind of record, id)."""

    @property
    def own(self) -> bool:
        """Tell whether it is a project of the office, which has stages; a collected case has none."""
        return self.project.kind == ProjectKind.OWN

    @property
    def current(self) -> Stage | None:
        """Return the stage under way; None when every gate is passed, and for a case."""
        return stages.current(list(self.stages))

    def stage(self, number: int) -> Stage | None:
        """Return the stage at place ``number`` (1-4)."""
        return next((stage for stage in self.stages if stage.position == number), None)


def load(ws: "Workspace", project_id: int) -> Room:
    """Read the room of a project; a ``UserError`` where the project is gone."""
    return Room(
        project=projects.get(ws, project_id),
        stages=tuple(stages.of_project(ws, project_id)),
        team=people.composition(ws, project_id),
        members=tuple(people.members(ws, project_id)),
        outputs=tuple(outputs.of_project(ws, project_id)),
        todos=tuple(outputs.milestones(ws, project_id)),
        files=tuple(outputs.files(ws, project_id)),
        sessions=tuple(sessions.of_project(ws, project_id)),
        tags=tuple(directory.tags_of(ws, project_id)),
        today=ws.today,
        findings=_cards(ws, project_id),
        ideas=_cards(ws, project_id, FindingKind.IDEA),
        proposals=proposals.funnel(ws, project_id),
        bare=frozenset(findings.without_origin(ws, project_id)),
    )


def _cards(ws: "Workspace", project_id: int, *kinds: FindingKind) -> int:
    only = {"kind": tuple(kind.value for kind in kinds)} if kinds else {}
    return listing.count(ws, "finding", ListQuery(filters={"project_id": (project_id,), **only}))


def options(ws: "Workspace") -> Options:
    """Read the choices of the reference fields, by entity; names of the same spelling get their hint."""
    return {entity: directory.options(ws, entity) for entity in OPTION_TABLES}
