"""What the reports on sessions, cards and proposals say, read from the records."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.domain.finding import NodeKind
from app.domain.listing import ListQuery
from app.domain.privacy import LEFT_OUT
from app.domain.proposal import Proposal
from app.domain.report import ReportOptions
from app.domain.session import Attendance
from app.errors import UserError
from app.services import (
    attendance,
    disclosure,
    findings,
    listing,
    people,
    projects,
    proposals,
    sessions,
    threads,
)
from exports.reports.session_papers import SessionLogData, SessionPaper
from exports.reports.thread_papers import (
    FindingDigestData,
    LedgerData,
    Letter,
    NoticeData,
    ProposalStatusData,
)

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def _paper(ws: "Workspace", session_id: int) -> SessionPaper:
    parts = sessions.parts(ws, session_id)
    assigned = (row.assignee_id for row in parts.actions)
    found = disclosure.allowed(ws, [*(row.person_id for row in parts.attendance), *assigned])
    came = tuple(found.row(row) for row in parts.attendance)
    actions = tuple(
        replace(row, assignee=LEFT_OUT) if row.assignee_id in found.withheld else row for row in parts.actions
    )
    shown = replace(parts, attendance=came, actions=actions)
    return SessionPaper(shown, ws.today, not found.masking, found.remarks)


def _session(ws: "Workspace", options: ReportOptions) -> SessionPaper:
    if options.session_id is None:
        raise UserError("어느 활동인지 고르십시오.", "session")
    return _paper(ws, options.session_id)


def _sign_in(ws: "Workspace", options: ReportOptions) -> SessionPaper:
    """Return the paper with everybody expected: the roster, whoever has not been entered yet included.

    Who may not be named is not expected by name; the lines at the end are for whoever comes.
    """
    paper = _session(ws, options)
    roster = attendance.roster(ws, paper.parts.session.id)
    found = disclosure.allowed(ws, [row.person_id for row in roster])
    expected = tuple(
        Attendance(0, paper.parts.session.id, row.person_id, row.person, row.actor_kind, row.role, "", None)
        for row in roster
        if row.person_id not in found.withheld
    )
    shown = replace(paper.parts, attendance=expected)
    return replace(paper, parts=shown, remarks=found.remarks)


def _project_id(options: ReportOptions) -> int:
    if options.project_id is None:
        raise UserError("어느 과제의 보고서인지 고르십시오.", "project")
    return options.project_id


def _log(ws: "Workspace", options: ReportOptions) -> SessionLogData:
    project = projects.get(ws, _project_id(options))
    held = sorted(
        sessions.of_project(ws, project.id),
        key=lambda row: (row.held_on is None, row.held_on or ws.today, row.id),
    )
    return SessionLogData(project.title, tuple(_paper(ws, row.id) for row in held), ws.today)


def _digest(ws: "Workspace", options: ReportOptions) -> FindingDigestData:
    project = projects.get(ws, _project_id(options))
    thread = threads.of_project(ws, project.id)
    labels = {(node.kind, node.id): node.label for node in thread.nodes}
    origins: dict[int, list[str]] = defaultdict(list)
    for edge in thread.edges:
        if edge.child[0] == NodeKind.FINDING:
            origins[edge.child[1]].append(labels[edge.parent])
    rootless = {
        row_id for kind, row_id in findings.without_origin(ws, project.id) if kind == NodeKind.FINDING
    }
    return FindingDigestData(
        project=project.title,
        findings=tuple(findings.of_project(ws, project.id)),
        origins={card: tuple(texts) for card, texts in origins.items()},
        rootless=frozenset(rootless),
        as_of=ws.today,
    )


def _condition(ws: "Workspace", project_id: int | None) -> str:
    return projects.get(ws, project_id).title if project_id is not None else "전체"


def _status(ws: "Workspace", options: ReportOptions) -> ProposalStatusData:
    query = options.query or ListQuery()
    filters = dict(query.filters)
    if options.project_id is not None:
        filters["project_id"] = (options.project_id,)
    rows = listing.all_rows(ws, "proposal", ListQuery(query.text, filters, query.sort, "", query.ids))
    if options.year is not None:
        rows = [row for row in rows if row.number.startswith(f"{options.year}-")]
    funnel = proposals.funnel(ws, options.project_id)
    return ProposalStatusData(tuple(rows), funnel, _condition(ws, options.project_id), ws.today)


def _ledger(ws: "Workspace", options: ReportOptions) -> LedgerData:
    ledger = proposals.ledger(ws, options.project_id)
    return LedgerData(ledger, _condition(ws, options.project_id), ws.today)


def _notice(ws: "Workspace", options: ReportOptions) -> NoticeData:
    """Return a letter to everybody who handed in a proposal of the project; who gave none gets none."""
    project = projects.get(ws, _project_id(options))
    kinds = {row.person_id: row.actor_kind for row in people.members(ws, project.id)}
    by_person: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in proposals.of_project(ws, project.id):
        if proposal.proposer_id is not None:
            by_person[proposal.proposer_id].append(proposal)
    attended = attendance.attended_counts(ws, project.id)
    found = disclosure.allowed(ws, by_person)
    letters = tuple(
        Letter(
            found.name(person.id, person.name, kinds.get(person.id, person.actor_kind)),
            tuple(by_person[person.id]),
            attended.get(person.id, 0),
        )
        for person in listing.rows(ws, "person", sorted(set(by_person) & found.allowed))
    )
    sender = " ".join(part for part in (project.lead_agency, project.department) if part) or ws.actor
    return NoticeData(project.title, sender, letters, ws.today, found.remarks)


DATA: dict[str, Callable[["Workspace", ReportOptions], Any]] = {
    "session-minutes": _session,
    "session-log": _log,
    "sign-in-sheet": _sign_in,
    "finding-digest": _digest,
    "proposal-status": _status,
    "adoption-ledger": _ledger,
    "feedback-notice": _notice,
}
