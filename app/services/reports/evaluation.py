"""What the papers of an evaluation say, read from its round, and those on awards and agencies."""

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.listing import ListQuery
from app.domain.privacy.masks import mask_name
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import listing
from app.services.evaluation import agency_scores, awards, rounds, scores
from app.services.privacy import disclosure
from exports.reports.award_papers import AgencyData, AwardData
from exports.reports.evaluation_data import EvaluationData, Judged
from exports.reports.score_request import Letter, Missing, RequestData

if TYPE_CHECKING:
    from app.services.evaluation.rounds import RoundParts
    from app.services.workspace import Workspace


def _parts(ws: "Workspace", options: ReportOptions) -> "RoundParts":
    if options.round_id is None:
        raise UserError("어느 평가인지 고르십시오.", "round")
    return rounds.parts(ws, options.round_id)


def data(ws: "Workspace", options: ReportOptions) -> EvaluationData:
    """Return a round with its scores; reviewers are always masked."""
    found = _parts(ws, options)
    remarks = scores.remarks(ws, found.round.id)
    return EvaluationData(
        title=found.round.title,
        rubric=found.round.rubric,
        opens_on=found.round.opens_on,
        closes_on=found.round.closes_on,
        criteria=found.criteria,
        panels=found.panels,
        members=found.members,
        names={one.id: mask_name(one.name) for one in found.members},
        projects=found.projects,
        standing=found.standing,
        exclusions=found.exclusions,
        comments={tuple(cell): words for cell, words in remarks.items()},
        overall=scores.overall(ws, found.round.id),
        as_of=ws.today,
        approval_box=options.approval_box,
    )


def dossier_data(ws: "Workspace", options: ReportOptions) -> EvaluationData:
    """Return a round with what was judged, its outputs and its awards."""
    found = data(ws, options)
    ids = tuple(key for key, _title in found.projects)
    query = ListQuery(filters={"project_id": ids}, sort=(("stage", False), ("title", False)))
    return replace(
        found,
        judged=tuple(
            Judged(row.id, row.title, row.lead_agency or "", row.program or "", row.year, row.summary)
            for row in listing.rows(ws, "project", ids)
        ),
        outputs=tuple(listing.all_rows(ws, "output", query)) if ids else (),
        awards=tuple(awards.of_round(ws, options.round_id or 0)),
    )


def request_data(ws: "Workspace", options: ReportOptions) -> RequestData:
    """Return the letters to the reviewers who are waited for."""
    found = _parts(ws, options)
    titles, panels = dict(found.projects), {one.id: one.name for one in found.panels}
    missing: dict[int, list[Missing]] = {}
    for member, key in found.pending():
        given = found.given(member, key)
        missing.setdefault(member.id, []).append(Missing(titles[key], given, len(found.criteria)))
    asked = [one for one in found.members if one.id in missing]
    if isinstance(ws, disclosure.InFull):
        ws.named |= {one.person_id for one in asked if one.person_id is not None}
    return RequestData(
        found.round.title,
        found.round.closes_on,
        ws.today,
        tuple(
            Letter(one.name if ws.in_full else mask_name(one.name), panels[one.panel_id], one.field,
                   tuple(missing[one.id]))
            for one in asked
        ),
        ws.settings.department,
    )  # fmt: skip


def award_data(ws: "Workspace", options: ReportOptions) -> AwardData:
    """Return the awards of a year or of all."""
    query = ListQuery(filters={"year": (options.year,) if options.year is not None else ()})
    condition = f"{options.year}년" if options.year is not None else "전체"
    return AwardData(tuple(awards.every(ws, query)), condition, ws.today)


def agency_data(ws: "Workspace", options: ReportOptions) -> AgencyData:
    """Return the scores of agencies by year, those not public only where internal."""
    histories = tuple(agency_scores.of_indicator(ws, name) for name in agency_scores.indicators(ws))
    awarded = tuple((one.agency, one.year, one.awards, one.amount, one.grant) for one in awards.by_agency(ws))
    return AgencyData(histories, awarded, ws.today, options.internal)
