"""What the papers of an evaluation say, read from its round."""

from typing import TYPE_CHECKING

from app.domain.privacy import mask_name
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import evaluations
from exports.reports.evaluation_papers import EvaluationData

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def data(ws: "Workspace", options: ReportOptions) -> EvaluationData:
    """Return a round with its scores; reviewers are always masked."""
    if options.round_id is None:
        raise UserError("어느 평가인지 고르십시오.", "round")
    found = evaluations.parts(ws, options.round_id)
    names = {one.id: mask_name(one.name) for one in found.members}
    return EvaluationData(
        title=found.round.title,
        rubric=found.round.rubric,
        opens_on=found.round.opens_on,
        closes_on=found.round.closes_on,
        criteria=found.criteria,
        panels=found.panels,
        members=found.members,
        names=names,
        projects=found.projects,
        standing=found.standing,
        exclusions=found.exclusions,
        comments={tuple(cell): words for cell, words in evaluations.remarks(ws, options.round_id).items()},
        as_of=ws.today,
        approval_box=options.approval_box,
    )
