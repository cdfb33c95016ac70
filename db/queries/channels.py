"""The office's own rules for the day an answer is due."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from app.domain.channel import RULE_KEYS
from db.models.proposal import channel_rule

_RULES = select(channel_rule.c.channel, *(channel_rule.c[key] for key in RULE_KEYS))


def rules(connection: Connection) -> list[Mapping[str, Any]]:
    """Return the rules, a row per channel that has one of its own."""
    return [dict(row) for row in connection.execute(_RULES).mappings()]


def ids(connection: Connection) -> dict[str, int]:
    """Return the record of each channel's own rule."""
    rows = connection.execute(select(channel_rule.c.channel, channel_rule.c.id))
    return {str(channel): int(record) for channel, record in rows}
