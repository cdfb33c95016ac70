"""The records of one project as papers tell them: read once, names as consents and masks let them be told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.domain.evaluation.rounds import Panel, RoundState
from app.domain.evaluation.scoring import total
from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.finding import Finding
from app.domain.giving import Contributions
from app.domain.indicator import Comparison
from app.domain.koreandate import format_date
from app.domain.output import Milestone
from app.domain.person import Membership
from app.domain.project import PROJECT_FIELDS, Project
from app.domain.proposal import Proposal
from app.domain.report import ReportOptions
from app.domain.session import Session, SessionStatus
from app.domain.session_parts import SessionParts
from app.errors import UserError
from app.services import (
    budgets,
    contributions,
    indicators,
    outputs,
    people,
    projects,
    proposals,
    stages,
)
from app.services.evaluation import rounds
from app.services.privacy import disclosure
from app.services.reports.masking import cards
from app.services.session import sessions
from exports.reports.facts import Judged, ProjectFacts

if TYPE_CHECKING:
    from app.services.evaluation.rounds import RoundParts
    from app.services.privacy.disclosure import Disclosure
    from app.services.workspace import Workspace

OVERVIEW = (
    "lead_agency_id", "department", "region_id", "program_id", "year", "manager_id", "starts_on", "ends_on",
    "state", "summary", "background", "purpose", "actors", "content", "characteristics", "achievements",
    "website", "remarks",
)  # fmt: skip
CLASSIFICATION = (
    "government_level", "is_foreign", "service_field", "oecd_field", "participation_level",
    "participation_mode", "participant_kinds", "participation_stages",
)  # fmt: skip
_ALWAYS = {"lead_agency_id", "program_id", "year", "state", "government_level", "service_field"}
_LABELS = {"is_foreign": "국내·해외"}  # the field asks whether, a paper says which
_SPECS = specs_by_key(PROJECT_FIELDS)


def wanted_project(ws: "Workspace", options: ReportOptions) -> Project:
    """Return the project that a report is about; a ``UserError`` where none is chosen."""
    if options.project_id is None:
        raise UserError("어느 과제의 보고서인지 고르십시오. 명령에서는 --project 번호를 붙입니다.", "project")
    return projects.get(ws, options.project_id)


def facts(ws: "Workspace", options: ReportOptions) -> ProjectFacts:
    """Return what papers on the project of ``options`` tell of it."""
    project = wanted_project(ws, options)
    held = [row for row in sessions.of_project(ws, project.id) if within(row.held_on, options)]
    closed = [row for row in oldest_first(held) if row.status == SessionStatus.CLOSED]
    waiting = [row.held_on for row in held if row.status != SessionStatus.CLOSED]
    told = sessions.parts_of(ws, [row.id for row in closed])
    members = [row for row in people.members(ws, project.id) if present(row, ws.today)]
    todo = outputs.milestones(ws, project.id)
    names = disclosure.allowed(ws, [*_persons(members, todo, told), project.manager_id])
    files = outputs.of_project(ws, project.id)
    return ProjectFacts(
        project=project,
        manager=names.name(project.manager_id, project.manager),
        as_of=ws.today,
        overview=tuple(field_pairs(project, OVERVIEW, names)),
        classification=tuple(field_pairs(project, CLASSIFICATION, names)),
        stages=tuple(stages.of_project(ws, project.id)),
        members=tuple(_named(row, names) for row in members),
        sessions=tuple(_told(parts, names) for parts in told),
        unclosed=len(waiting),
        unclosed_before=sum(day is not None and day < ws.today for day in waiting),
        findings=tuple(_cards(ws, project.id, options, {row.id for row in held})),
        proposals=tuple(_received(ws, project.id, options)),
        outputs=tuple(files),
        milestones=tuple(_assigned(row, names) for row in todo),
        indicators=tuple(one.line for one in indicators.courses(ws, project.id)),
        comparisons=tuple(_pairs(ws, project.id, {row.id: row.title for row in files})),
        experiments=tuple(indicators.experiments(ws, project.id)),
        budget=tuple(budgets.lines(ws, project.id)),
        given=_given(ws, project.id),
        judged=tuple(judgements(ws, project.id)),
        remarks=names.remarks,
        withheld=len(names.withheld),
        masking=names.masking,
        since=options.since,
        until=options.until,
        chosen=options.chapters,
    )


def _persons(
    members: Iterable[Membership], todo: Iterable[Milestone], told: Iterable[SessionParts]
) -> Iterator[int | None]:
    yield from (row.person_id for row in members)
    yield from (row.assignee_id for row in todo)
    for parts in told:
        yield from (row.assignee_id for row in parts.actions)
        yield from (row.person_id for row in parts.attendance)


def within(day: date | None, options: ReportOptions) -> bool:
    """Tell whether a day lies in the period; what has no day belongs to a report without a period alone."""
    if day is None:
        return options.since is None and options.until is None
    return (options.since is None or day >= options.since) and (options.until is None or day <= options.until)


def period(options: ReportOptions) -> str:
    """Return the period of a report in words, empty where it has none."""
    if options.since is None and options.until is None:
        return ""
    first, last = (format_date(day) if day else "" for day in (options.since, options.until))
    return f"{first} ~ {last}".strip()


def oldest_first(rows: Iterable[Session]) -> list[Session]:
    """Return sessions in the order of their days, those without a day at the end."""
    return sorted(rows, key=lambda row: (row.held_on is None, row.held_on or date.min, row.id))


def present(row: Membership, today: date) -> bool:
    """Tell whether a member is on the team on a day."""
    return row.to_on is None or row.to_on >= today


def _named(row: Membership, names: "Disclosure") -> Membership:
    shown = names.row(row)
    return replace(shown, person=names.name(row.person_id, shown.person, row.actor_kind), phone="", email="")


def _assigned(row: Milestone, names: "Disclosure") -> Milestone:
    return replace(row, assignee=names.name(row.assignee_id, row.assignee) or None)


def _told(parts: SessionParts, names: "Disclosure") -> SessionParts:
    came = (row._replace(person=names.name(row.person_id, row.person)) for row in parts.attendance)
    actions = (_assigned(row, names) for row in parts.actions)
    return replace(parts, attendance=tuple(came), actions=tuple(actions))


def _given(ws: "Workspace", project_id: int) -> Contributions:
    """Return the hours by role and stage; what a person gave is told by what it was, not by whom."""
    found = contributions.of_project(ws, project_id)
    persons = tuple(replace(row, person="") for row in found.persons)
    given = tuple(replace(row, person=None) for row in found.given)
    return replace(found, persons=persons, given=given)


def _cards(ws: "Workspace", project_id: int, options: ReportOptions, held: set[int]) -> Iterator[Finding]:
    """Yield the cards of the period: those of its sessions, and those of none unless there is a period."""
    whole = options.since is None and options.until is None
    for card in cards(ws, project_id):
        if whole or card.session_id in held:
            yield card


def _received(ws: "Workspace", project_id: int, options: ReportOptions) -> list[Proposal]:
    rows = [row for row in proposals.of_project(ws, project_id) if within(row.received_on, options)]
    return sorted(rows, key=lambda row: row.number)


def _pairs(
    ws: "Workspace", project_id: int, outputs_by_id: Mapping[int, str]
) -> Iterator[tuple[Comparison, str]]:
    for pair in indicators.comparisons(ws, project_id):
        shown = (pair.evidence, outputs_by_id.get(pair.output_id or 0, ""))
        yield pair, " · ".join(part for part in shown if part)


def judgements(ws: "Workspace", project_id: int) -> Iterator[Judged]:
    """Yield what the closed evaluations made of a project, the oldest first."""
    closed = [row for row in rounds.every(ws) if row.state == RoundState.CLOSED]
    for row in reversed(closed):
        found = rounds.parts(ws, row.id)
        if project_id in dict(found.projects):
            yield _judged(found, project_id)


def _judged(found: "RoundParts", project_id: int) -> Judged:
    standing = found.standing
    panels = tuple((one.name, one.weight, _panel_score(found, one, project_id)) for one in found.panels)
    return Judged(
        found.round.title,
        found.round.rubric,
        standing.results[project_id].score,
        standing.ranks()[project_id],
        len(found.projects),
        panels,
    )


def _panel_score(found: "RoundParts", panel: Panel, project_id: int) -> float | None:
    standing = found.standing
    alone = [one for one in standing.panels if one.id == panel.id]
    return total(standing.criteria, alone, standing.results[project_id].criteria)


# -- the fields of a project as text


def field_pairs(project: Project, keys: Iterable[str], names: "Disclosure") -> Iterator[tuple[str, Any]]:
    """Yield the label and text of each field that says something; the most important ones always."""
    for key in keys:
        spec = _SPECS[key]
        value = _text(project, spec, names)
        if value not in (None, "") or key in _ALWAYS:
            written = project.as_written.get(key.removesuffix("_id"))
            yield _LABELS.get(key, spec.label), value if value not in (None, "") else _doubtful(written)


def _doubtful(written: str | None) -> str | None:
    return f"검토 필요 (적힌 대로: {written})" if written else None


def _text(project: Project, spec: FieldSpec, names: "Disclosure") -> Any:
    if spec.type is FieldType.REFERENCE:
        name = getattr(project, spec.key.removesuffix("_id"))
        return names.name(getattr(project, spec.key), name) if spec.reference == "person" else name
    value = getattr(project, spec.key)
    if value is None:
        return None
    if spec.choices:
        codes = value if isinstance(value, tuple) else (value,)
        return ", ".join(spec.choices(code).label for code in codes)
    if spec.type is FieldType.BOOLEAN:
        return "해외" if value else "국내"
    # A year is a name of a time, not a figure with thousands.
    return f"{value}년" if spec.key == "year" else value


def local(moment: datetime) -> datetime:
    """Return a moment in the time of the office: documents show it, and a workbook holds no time zone."""
    return moment.astimezone().replace(tzinfo=None)
