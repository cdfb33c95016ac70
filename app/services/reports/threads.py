"""What the reports on sessions, cards and proposals say, read from the records."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.finding import NodeKind
from app.domain.funnel import counted
from app.domain.listing import ListQuery
from app.domain.proposal import Proposal
from app.domain.report import ReportOptions
from app.domain.session import Attendance, SessionStatus
from app.domain.session_parts import SessionParts
from app.errors import UserError
from app.services import findings, listing, people, projects, proposals, threads
from app.services.privacy import disclosure
from app.services.reports.masking import cards
from app.services.reports.project_facts import oldest_first, period, within
from app.services.session import attendance, sessions
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


def _papers(ws: "Workspace", session_ids: Sequence[int]) -> list[SessionPaper]:
    """Return the papers of sessions; whom they may name is asked once for all of them."""
    every = sessions.parts_of(ws, session_ids)
    found = disclosure.allowed(ws, [person for parts in every for person in _persons(parts)])
    return [_paper(ws, parts, found.only(_persons(parts))) for parts in every]


def _persons(parts: SessionParts) -> list[int | None]:
    return [*(row.person_id for row in parts.attendance), *(row.assignee_id for row in parts.actions)]


def _paper(ws: "Workspace", parts: SessionParts, found: disclosure.Disclosure) -> SessionPaper:
    came = tuple(found.row(row) for row in parts.attendance)
    actions = tuple(
        replace(row, assignee=found.name(row.assignee_id, row.assignee) or None) for row in parts.actions
    )
    shown = replace(parts, attendance=came, actions=actions)
    return SessionPaper(shown, ws.today, not found.masking, found.remarks)


def session_data(ws: "Workspace", options: ReportOptions) -> SessionPaper:
    """Return 회의록 of one session; who may not be named is left out."""
    if options.session_id is None:
        raise UserError("어느 활동인지 고르십시오.", "session")
    sessions.get(ws, options.session_id)
    return _papers(ws, [options.session_id])[0]


def sign_in_data(ws: "Workspace", options: ReportOptions) -> SessionPaper:
    """Return the paper with everybody expected: the roster, whoever has not been entered yet included.

    Who may not be named is not expected by name; the lines at the end are for whoever comes.
    """
    paper = session_data(ws, options)
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


def log_data(ws: "Workspace", options: ReportOptions) -> SessionLogData:
    """Return the closed sessions of a project in the order of their days, and how many are not closed."""
    project = projects.get(ws, _project_id(options))
    held = [row for row in sessions.of_project(ws, project.id) if within(row.held_on, options)]
    closed = [row for row in oldest_first(held) if row.status == SessionStatus.CLOSED]
    return SessionLogData(
        project.title,
        tuple(_papers(ws, [row.id for row in closed])),
        ws.today,
        len(held) - len(closed),
        project.id,
    )


def digest_data(ws: "Workspace", options: ReportOptions) -> FindingDigestData:
    """Return the cards of a project with what they came from."""
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
        findings=tuple(cards(ws, project.id)),
        origins={card: tuple(texts) for card, texts in origins.items()},
        rootless=frozenset(rootless),
        as_of=ws.today,
    )


def _condition(ws: "Workspace", project_id: int | None) -> str:
    return projects.get(ws, project_id).title if project_id is not None else "전체"


def status_data(ws: "Workspace", options: ReportOptions) -> ProposalStatusData:
    """Return the proposals asked for with how far they have come."""
    query = options.query or ListQuery()
    filters = dict(query.filters)
    if options.project_id is not None:
        filters["project_id"] = (options.project_id,)
    rows = listing.all_rows(ws, "proposal", ListQuery(query.text, filters, query.sort, "", query.ids))
    if options.year is not None:
        rows = [row for row in rows if row.number.startswith(f"{options.year}-")]
    rows = [row for row in rows if within(row.received_on, options)]
    words = [_condition(ws, options.project_id), f"{options.year}년" if options.year else "", period(options)]
    condition = " · ".join(part for part in words if part)
    return ProposalStatusData(tuple(rows), counted(rows, ws.today), condition, ws.today)


def influence_data(ws: "Workspace", options: ReportOptions) -> LedgerData:
    """Return 반영 장부 of a project or of all."""
    ledger = proposals.ledger(ws, options.project_id)
    return LedgerData(ledger, _condition(ws, options.project_id), ws.today)


def notice_data(ws: "Workspace", options: ReportOptions) -> NoticeData:
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
