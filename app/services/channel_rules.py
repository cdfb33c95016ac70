"""회신 기한 규칙: those shipped with the program, and the office's own in their place.

A rule that changes takes the days with it that it had set: of proposals under review whose due day is the
one that the rule before gave.  A day that somebody set by hand stays.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.channel import RULE_KEYS, ChannelRule, checked_rule, due
from app.domain.listing import ListQuery
from app.domain.proposal import PROPOSAL_FIELDS, Channel, DecisionKind, Proposal
from app.services import listing
from app.services.codes import channels
from db.queries import channels as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.engine import Connection
    from db.session import UnitOfWork

Rules = Mapping[str, ChannelRule]


def rules(ws: "Workspace") -> Rules:
    """Return the rule in force of every channel."""
    with ws.reading() as connection:
        return in_force(connection)


def in_force(connection: "Connection") -> Rules:
    """Return the rule in force of every channel, read within a step of work."""
    own = {row["channel"]: ChannelRule(**{**row, "channel": Channel(row["channel"])})
           for row in queries.rules(connection) if row["channel"] in set(Channel)}  # fmt: skip
    return {**channels(), **own}


def own(ws: "Workspace") -> frozenset[str]:
    """Return the channels that the office has its own rule for."""
    with ws.reading() as connection:
        return frozenset(queries.ids(connection))


def shipped(channel: str) -> ChannelRule:
    """Return the rule that the program begins with."""
    return channels()[channel]


def change(ws: "Workspace", channel: str, values: Mapping[str, Any]) -> int:
    """Let the office's own values stand for a channel; return how many due days moved with them.

    What is not given stays as it is in force; values equal to the shipped ones are no rule of their own.
    """
    kind = Channel(channel)
    now = rules(ws)[channel]
    cleaned = checked_rule({**{key: getattr(now, key) for key in RULE_KEYS}, **values, "channel": channel})
    if all(cleaned[key] == getattr(shipped(channel), key) for key in RULE_KEYS):
        return restore(ws, channel)
    with ws.unit_of_work(f"{kind.label} 회신 기한 규칙 변경") as work:
        known = queries.ids(work.connection).get(channel)
        if known is None:
            work.insert("channel_rule", cleaned)
        else:
            work.update("channel_rule", known, cleaned)
        return _move_days(ws, work, now)


def restore(ws: "Workspace", channel: str) -> int:
    """Go back to the rule that the program begins with; return how many due days moved."""
    now = rules(ws)[channel]
    with ws.unit_of_work(f"{Channel(channel).label} 회신 기한 규칙을 기본값으로") as work:
        known = queries.ids(work.connection).get(channel)
        work.delete("channel_rule", [] if known is None else [known])
        return _move_days(ws, work, now)


def _move_days(ws: "Workspace", work: "UnitOfWork", before: ChannelRule) -> int:
    after = in_force(work.connection)[before.channel.value]
    open_ones = {"channel": (before.channel.value,), "decision": (DecisionKind.REVIEWING.value,)}
    moved = 0
    for row in listing.all_rows(ws, "proposal", ListQuery(filters=open_ones)):
        fields = fields_of(row)
        day = due(after, fields).day
        if row.answer_due == due(before, fields).day != day:
            work.update("proposal", row.id, {"answer_due": day})
            moved += 1
    return moved


def fields_of(row: Proposal) -> dict[str, Any]:
    """Return the fields of a proposal that people edit, as a rule reads them."""
    return {spec.key: getattr(row, spec.key) for spec in PROPOSAL_FIELDS if not spec.derived}
