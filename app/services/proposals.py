"""제안: receive, edit, decide with a reason, follow up; the funnel and the 반영 장부.

A number reads 2026-014: the year of the receipt and a running number.  The answer's due day follows the
rule of the channel (``app/domain/channel.py``) until somebody sets another one.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.channel import Due, due
from app.domain.checks import clean, with_words
from app.domain.funnel import FunnelCounts, Ledger, LedgerReason, LedgerRow
from app.domain.listing import ListQuery
from app.domain.proposal import PROPOSAL_FIELDS, DecisionKind, FollowUp, Proposal
from app.errors import UserError
from app.services import listing, records, threads
from app.services.channel_rules import Rules, fields_of, in_force, rules
from db.queries import funnel as queries
from db.queries.proposals import last_number

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

TAKEN_UP = (DecisionKind.ADOPTED.value, DecisionKind.PARTLY.value)
_DUE_KEYS = frozenset(
    ("channel", "received_on", "period_from", "period_to", "supporters", "supporter_target")
)
_FOLLOW_KEYS = frozenset(("follow_up", "follow_up_note", "follow_up_on", "responsible_id"))
_NOTHING_YET = {"decision": DecisionKind.REVIEWING.value, "follow_up": FollowUp.UNDECIDED.value}
_ALL = "모든 과제"
_NONE = "과제 없음"


def get(ws: "Workspace", proposal_id: int) -> Proposal:
    """Return one proposal; a ``UserError`` where there is none."""
    found = listing.rows(ws, "proposal", [proposal_id])
    if not found:
        raise UserError("없거나 지워진 제안입니다. 목록에서 다시 고르십시오.", "proposal")
    row: Proposal = found[0]
    return row


def of_project(ws: "Workspace", project_id: int) -> list[Proposal]:
    """Return the proposals to a project, undecided first, the nearest due day first."""
    return listing.all_rows(ws, "proposal", ListQuery(filters={"project_id": (project_id,)}))


def create(ws: "Workspace", values: Mapping[str, Any], parents: Iterable[threads.Ref] = ()) -> Proposal:
    """Receive a proposal that came from the records ``parents``; a decision needs its reason."""
    with ws.unit_of_work(f"제안 ‘{str(values.get('title') or '').strip()}’ 등록") as work:
        made = add(work, values, ws.today, parents)
    return get(ws, made)


def add(
    work: "UnitOfWork", values: Mapping[str, Any], today: date, parents: Iterable[threads.Ref] = ()
) -> int:
    """Store a proposal within a step of work and return its id; it is received today unless told."""
    given, words = with_words(PROPOSAL_FIELDS, {"received_on": today, **values}, {})
    fields = settled(clean(PROPOSAL_FIELDS, given))
    refuse_unsaid(fields)
    received = fields["received_on"] or today
    fields = received_as(in_force(work.connection), fields, today)
    number = f"{received.year}-{last_number(work.connection, received.year) + 1:03d}"
    made = work.insert("proposal", {**fields, "number": number, "as_written": words})
    for parent in parents:
        project_id = fields.get("project_id")
        if project_id is None:
            raise UserError("근거 카드가 있는 제안은 과제를 골라야 합니다.", "project_id")
        threads.add(work, project_id, ("proposal", made), parent)
    return made


def received_as(rules: Rules, fields: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return the checked fields of a new proposal with the days that follow from them."""
    found = dict(fields)
    if found.get("answer_due") is None:
        found["answer_due"] = due(rules[found["channel"]], found).day
    if found.get("decision") not in (None, DecisionKind.REVIEWING.value):
        found["decided_on"] = found.get("decided_on") or today
    return found


def edit(ws: "Workspace", ids: Iterable[int], changes: Mapping[str, Any], *, initiator: str = "") -> None:
    """Change fields of proposals; a due day that the rule had set follows what it is counted from."""
    targets = list(ids)
    cleaned = settled(clean(PROPOSAL_FIELDS, with_words(PROPOSAL_FIELDS, changes, {})[0], partial=True))
    with ws.unit_of_work(_label(cleaned, len(targets)), initiator=initiator) as work:
        ruled = in_force(work.connection)
        rows = listing.rows(ws, "proposal", targets)
        if len(rows) < len(set(targets)):
            raise UserError("고치려던 제안이 이미 지워졌습니다. 목록에서 다시 고르십시오.", "proposal")
        for row in rows:
            words = with_words(PROPOSAL_FIELDS, changes, row.as_written)[1]
            after = {**fields_of(row), **cleaned}
            refuse_unsaid(after)
            derived = derived_days(ruled, fields_of(row), cleaned, after, ws.today)
            work.update("proposal", row.id, {**cleaned, **derived, "as_written": words})


def decide(
    ws: "Workspace",
    proposal_id: int,
    decision: str,
    reason: str,
    **follow: Any,
) -> None:
    """Decide on a proposal: 반영, 일부반영 and 미반영 need a reason; 검토중 takes a decision back.

    ``follow`` is what follows: ``follow_up``, ``follow_up_note``, ``follow_up_on`` (a day, or a month in
    words) and ``responsible_id``.  What is not given stays as it is, what is given as None is emptied.  What
    is refused has no follow-up.
    """
    if strange := follow.keys() - _FOLLOW_KEYS:
        raise TypeError(f"what follows a decision has no {', '.join(sorted(strange))}")
    row = get(ws, proposal_id)
    given, words = with_words(PROPOSAL_FIELDS, follow, row.as_written)
    changes = {"decision": decision, "decision_reason": reason, **given}
    cleaned = settled(clean(PROPOSAL_FIELDS, changes, partial=True))
    cleaned["follow_up"] = _follow_up(row, cleaned)
    after = {**fields_of(row), **cleaned}
    refuse_unsaid(after)
    label = DecisionKind(cleaned["decision"]).label
    with ws.unit_of_work(f"제안 {row.number} {label} 결정") as work:
        derived = derived_days(in_force(work.connection), fields_of(row), cleaned, after, ws.today)
        work.update("proposal", row.id, {**cleaned, **derived, "as_written": words})


def settled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``fields`` with an emptied decision as 검토중 and an emptied follow-up as 미정."""
    emptied = {key: value for key, value in _NOTHING_YET.items() if key in fields and not fields[key]}
    return {**fields, **emptied}


def _follow_up(row: Proposal, changes: Mapping[str, Any]) -> str:
    decision, asked = changes["decision"], changes.get("follow_up")
    if decision == DecisionKind.REJECTED:
        return FollowUp.NONE.value
    if asked is None and row.follow_up == FollowUp.NONE:
        return FollowUp.UNDECIDED.value
    return str(asked or row.follow_up)


def refuse_unsaid(fields: Mapping[str, Any]) -> None:
    """Refuse a decision without a reason, and a follow-up that the decision does not bear."""
    decision, follow_up = fields.get("decision"), fields.get("follow_up")
    if decision in (None, "", DecisionKind.REVIEWING.value):
        if follow_up == FollowUp.DONE:
            raise UserError("시행했다고 적으려면 먼저 반영이나 일부반영으로 결정하십시오.", "follow_up")
        return
    if not str(fields.get("decision_reason") or "").strip():
        label = DecisionKind(decision).label
        raise UserError(
            f"‘{label}’ 결정에는 사유가 필요합니다. 제안자가 읽을 사유를 적으십시오.", "decision_reason"
        )
    if decision == DecisionKind.REJECTED and follow_up in (
        FollowUp.BUDGET, FollowUp.RULE, FollowUp.DONE
    ):  # fmt: skip
        raise UserError("미반영으로 결정한 제안에는 후속 조치를 적을 수 없습니다.", "follow_up")
    if decision in TAKEN_UP and follow_up == FollowUp.NONE:
        raise UserError(
            "반영하기로 한 제안의 후속 조치가 ‘미반영’일 수 없습니다. 다른 것을 고르십시오.", "follow_up"
        )


def derived_days(
    rules: Rules, row: Mapping[str, Any], changes: Mapping[str, Any], after: Mapping[str, Any], today: date
) -> dict[str, Any]:
    """Return the days that follow from ``changes`` of a proposal with the fields ``row``."""
    found: dict[str, Any] = {}
    if "answer_due" not in changes and _DUE_KEYS & set(changes):
        before = due(rules[row["channel"]], row).day
        if row["answer_due"] == before:
            found["answer_due"] = due(rules[after["channel"]], after).day
    if "decision" in changes and "decided_on" not in changes:
        undecided = changes["decision"] == DecisionKind.REVIEWING
        found["decided_on"] = None if undecided else row["decided_on"] or today
    return found


def _label(changes: Mapping[str, Any], count: int) -> str:
    labels = {spec.key: spec.label for spec in PROPOSAL_FIELDS}
    first = next((labels[key] for key in changes), "")
    more = f" 외 {len(changes) - 1}개 항목" if len(changes) > 1 else ""
    several = f" {count}건" if count > 1 else ""
    return f"제안{several} {first}{more} 수정"


def delete(ws: "Workspace", ids: Iterable[int]) -> None:
    """Delete proposals with their links; undo brings them back."""
    records.delete(ws, "proposal", ids)


def why_due(ws: "Workspace", row: Proposal) -> Due:
    """Return the day that the channel's rule gives, and why; a day set by hand may differ."""
    counted = due(rules(ws)[row.channel], fields_of(row))
    if row.answer_due is not None and row.answer_due != counted.day:
        return Due(row.answer_due, "직접 정한 기한입니다.")
    return counted


def funnel(ws: "Workspace", project_id: int | None = None) -> FunnelCounts:
    """Return how many proposals have come how far, of a project or of all."""
    with ws.reading() as connection:
        return FunnelCounts(**queries.counts(connection, project_id, ws.today))


def ledger(ws: "Workspace", project_id: int | None = None) -> Ledger:
    """Return the 반영 장부 of a project, or of all: what became of citizens' proposals, and why."""
    with ws.reading() as connection:
        rows = [LedgerRow(**row) for row in queries.ledger(connection, project_id)]
        reasons = [LedgerReason(**row) for row in queries.reasons(connection, project_id)]
        left_out = queries.by_officials(connection, project_id)
    named = tuple(row if row.project else _named(row) for row in rows)
    return Ledger(named, _total(rows), tuple(reasons), left_out)


def _named(row: LedgerRow) -> LedgerRow:
    from dataclasses import replace

    return replace(row, project=_NONE)


def _total(rows: list[LedgerRow]) -> LedgerRow:
    keys = ("total", "adopted", "partly", "rejected", "reviewing", "carried_out", "rooted")
    return LedgerRow(None, _ALL, **{key: sum(getattr(row, key) for row in rows) for key in keys})


def departments(ws: "Workspace") -> list[str]:
    """Return the departments that proposals name, most often named first."""
    with ws.reading() as connection:
        return queries.departments(connection)


def overdue(ws: "Workspace") -> tuple[int, ...]:
    """Return the undecided proposals whose answer was due before today, the longest overdue first."""
    with ws.reading() as connection:
        return queries.overdue(connection, ws.today)
